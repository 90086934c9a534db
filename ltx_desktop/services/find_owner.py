"""Finds the owner of pasted cookies, and whether they were sent before."""

from collections.abc import Mapping
from dataclasses import replace

from ltx_desktop.domain.cookies import LT_REFRESH_TOKEN
from ltx_desktop.domain.owner import Owner, owner_of
from ltx_desktop.domain.problem import Problem, ProblemCode
from ltx_desktop.domain.secret import Secret
from ltx_desktop.services.ports import RecordsPort

ALREADY_SENT = Problem(ProblemCode.ALREADY_SENT)
SAME_SESSION = Problem(ProblemCode.SAME_SESSION)


class FindOwner:
    """Looks among the stored accounts; nothing is asked of the service."""

    def __init__(self, store: RecordsPort) -> None:
        self._store = store

    def __call__(self, values: Mapping[str, Secret]) -> Owner:
        store = self._store
        owner = owner_of(values, store.records(), store.fingerprints, store.vanished())
        token = values.get(LT_REFRESH_TOKEN)
        if token is None or SAME_SESSION in owner.problems:
            return owner
        if store.sent.sent_at(store.fingerprints.of(LT_REFRESH_TOKEN, token)) is None:
            return owner
        return replace(owner, problems=(*owner.problems, ALREADY_SENT))
