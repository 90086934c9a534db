"""Whose session some pasted cookies are."""

from collections.abc import Mapping

from ltx_desktop.domain.owner import Owner, owner_of
from ltx_desktop.domain.secret import Secret
from ltx_desktop.services.ports import RecordsPort


class FindOwner:
    """Looks among the stored accounts; nothing is asked of the service."""

    def __init__(self, store: RecordsPort) -> None:
        self._store = store

    def __call__(self, values: Mapping[str, Secret]) -> Owner:
        return owner_of(values, self._store.records(), self._store.fingerprints)
