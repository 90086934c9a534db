"""Settings that travel: written to a file, and taken from one after a look at what would change."""

from dataclasses import dataclass
from pathlib import Path

from ltx_desktop.domain.account import NO_LABEL, Label
from ltx_desktop.domain.base_url import BaseUrl
from ltx_desktop.domain.settings import Settings
from ltx_desktop.services.export import export
from ltx_desktop.services.labels import LabelAccount, Labelled
from ltx_desktop.services.ports import RecordsPort
from ltx_desktop.services.preferences import Preferences
from ltx_desktop.store.errors import Reason, StoreUnavailable
from ltx_desktop.store.setting_values import written
from ltx_desktop.store.transfer import (
    DamagedTransfer,
    NewerTransfer,
    read_transfer,
    transfer_bytes,
)


@dataclass(frozen=True, slots=True)
class SettingChange:
    """`before` and `after` are values of JSON, as in the settings' file."""

    name: str
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class LabelChange:
    email: str
    before: Label
    after: Label


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What a file would change; `new_address` is one that needs the token to be entered again."""

    settings: Settings
    changes: tuple[SettingChange, ...]
    labels: tuple[LabelChange, ...]
    new_address: BaseUrl | None = None

    @property
    def is_empty(self) -> bool:
        return not (self.changes or self.labels)


@dataclass(frozen=True, slots=True)
class DamagedFile:
    """It is no file of settings, or something in it makes no sense."""

    path: Path


@dataclass(frozen=True, slots=True)
class NewerFile:
    """A newer version of this app has written it."""

    path: Path


@dataclass(frozen=True, slots=True)
class UnreadableFile:
    path: Path
    reason: Reason


ImportOutcome = ImportPlan | DamagedFile | NewerFile | UnreadableFile


class TransferSettings:
    def __init__(
        self, records: RecordsPort, preferences: Preferences, label_account: LabelAccount
    ) -> None:
        self._records = records
        self._preferences = preferences
        self._label_account = label_account

    async def export(self, path: Path) -> Reason | None:
        """Why the file was not written; None where it was."""
        settings, labels = self._preferences.settings, dict(self._records.labels.by_email)
        return await export(path, lambda: transfer_bytes(settings, labels))

    def plan(self, path: Path) -> ImportOutcome:
        """Read a file, and compare it; nothing changes."""
        try:
            transfer = read_transfer(path)
        except NewerTransfer:
            return NewerFile(path)
        except DamagedTransfer:
            return DamagedFile(path)
        except StoreUnavailable as error:
            return UnreadableFile(path, error.reason)
        present = self._preferences.settings
        settings = transfer.settings(present)
        old, new = written(present), written(settings)
        labels = self._records.labels
        return ImportPlan(
            settings,
            tuple(
                SettingChange(name, old[name], new[name]) for name in new if old[name] != new[name]
            ),
            tuple(
                LabelChange(email, labels.of(email), label)
                for email, label in transfer.labels.items()
                if label not in {labels.of(email), NO_LABEL}
            ),
            settings.base_url if settings.base_url != present.base_url else None,
        )

    def carry_out(self, plan: ImportPlan) -> Reason | None:
        """Why it holds for this run only; None where it was kept."""
        storage = self._preferences.use(plan.settings) if plan.changes else None
        for change in plan.labels:
            done = self._label_account(change.email, change.after.name, change.after.note)
            if isinstance(done, Labelled):
                storage = storage or done.storage
        return storage
