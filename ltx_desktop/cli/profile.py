"""What the commands are handed: the user's accounts, opened as far as an answer needs them."""

from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, NamedTuple, Protocol

from ltx_desktop.domain.expiry import Thresholds
from ltx_desktop.wording.notice import Notice

if TYPE_CHECKING:  # `check --offline` does without these and what they load
    from ltx_desktop.services.connection import Connection
    from ltx_desktop.services.draft_session import DraftSession
    from ltx_desktop.services.labels import ForgetAccount, LabelAccount
    from ltx_desktop.services.log_in import LogIn
    from ltx_desktop.services.ports import Now, RecordsPort
    from ltx_desktop.services.read_history import ReadHistory
    from ltx_desktop.services.refresh import RefreshAccounts
    from ltx_desktop.services.remove import RemoveAccount
    from ltx_desktop.services.slots import CountSlots
    from ltx_desktop.services.submit import SubmitCookies
    from ltx_desktop.services.transfer import TransferSettings


class Stored(NamedTuple):
    """What this computer keeps. `notices` are what opening it has to say.

    Without `is_open` there may be accounts, but nobody can read them.
    """

    records: "RecordsPort"
    thresholds: Thresholds
    notices: tuple[Notice, ...] = ()
    is_open: bool = True


class Connected(NamedTuple):
    """What commands ask of the service; keyring and service are asked when one is called."""

    records: "RecordsPort"
    thresholds: Thresholds
    connection: "Connection"
    refresh: "RefreshAccounts"
    draft: "DraftSession"
    submit: "SubmitCookies"
    remove: "RemoveAccount"
    log_in: "LogIn"
    slots: "CountSlots"
    notices: tuple[Notice, ...] = ()


class Remembered(NamedTuple):
    """What this computer remembers, and what changes that; nothing is asked of the service."""

    records: "RecordsPort"
    thresholds: Thresholds
    label_account: "LabelAccount"
    forget_account: "ForgetAccount"
    read_history: "ReadHistory"
    transfer: "TransferSettings"
    notices: tuple[Notice, ...] = ()


class Profile(Protocol):
    """Each opens files, and closes them at the end of the block."""

    @property
    def now(self) -> "Now": ...
    def stored(self) -> AbstractContextManager[Stored]: ...
    def remembered(self) -> AbstractContextManager[Remembered]: ...
    def connected(self) -> AbstractContextManager[Connected]: ...
