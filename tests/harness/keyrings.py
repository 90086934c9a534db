"""Keyrings in memory that fail in every way."""

import threading
from collections.abc import Callable

from keyring.backend import KeyringBackend
from keyring.errors import PasswordDeleteError


class DictKeyring(KeyringBackend):
    """A keyring that works; `before` is called at the start of every call, with its name."""

    priority = -1  # keyring never chooses it

    def __init__(self, before: Callable[[str], None] = lambda _call: None) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.entries: dict[tuple[str, str], list[str]] = {}
        self.before = before
        self.threads: list[threading.Thread] = []

    def get_password(self, service: str, username: str) -> str | None:
        self._enter("get")
        return next(iter(self.entries.get((service, username), [])), None)

    def set_password(self, service: str, username: str, password: str) -> None:
        self._enter("set")
        self.entries[service, username] = [password]

    def delete_password(self, service: str, username: str) -> None:
        self._enter("delete")
        copies = self.entries.get((service, username))
        if not copies:
            raise PasswordDeleteError("No such password!")
        copies.pop(0)

    def _enter(self, call: str) -> None:
        self.threads.append(threading.current_thread())
        self.before(call)


def failing(error: BaseException, *, at: str = "") -> DictKeyring:
    def before(call: str) -> None:
        if not at or call == at:
            raise error

    return DictKeyring(before)
