"""Drafts a session with what this machine knows: the accounts, and what was sent before."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ltx_desktop.services.ports import Now, RecordsPort
from ltx_desktop.services.reading import ReadPaste

if TYPE_CHECKING:
    from ltx_desktop.domain.draft import Answers, Draft, Target
    from ltx_desktop.domain.paste import Paste
    from ltx_desktop.domain.secret import Secret


class DraftSession:
    """Nothing is asked of the service; what is stored at the time of asking counts.

    `reader` reads what somebody brought.
    """

    def __init__(self, store: RecordsPort, now: Now) -> None:
        self._store = store
        self._now = now
        self.reader = ReadPaste(now)

    def __call__(
        self,
        values: "Mapping[str, Secret]",
        paste: "Paste | None" = None,
        target: "Target" = None,
        answers: "Answers | None" = None,
    ) -> "Draft":
        """`paste` is where values may come from, `answers` what a person agreed to before."""
        from ltx_desktop.domain.cookies import LT_REFRESH_TOKEN
        from ltx_desktop.domain.draft import Answers, Known, draft_of  # with the readers

        store = self._store
        token = values.get(LT_REFRESH_TOKEN)
        known = Known(
            store.records(),
            store.vanished(),
            store.fingerprints,
            was_sent=token is not None
            and store.sent.sent_at(store.fingerprints.of(LT_REFRESH_TOKEN, token)) is not None,
        )
        return draft_of(values, paste, target, known, self._now(), answers or Answers())
