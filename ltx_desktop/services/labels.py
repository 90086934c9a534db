"""Naming accounts, and forgetting what is known of them."""

from dataclasses import dataclass, replace

from ltx_desktop.domain.account import NO_LABEL, NOTHING_LEARNED, Label
from ltx_desktop.domain.history import Entry, Kind
from ltx_desktop.domain.label import LabelFault, label_of
from ltx_desktop.services.history import note
from ltx_desktop.services.ports import Now, RecordsPort
from ltx_desktop.services.storage import try_to_store
from ltx_desktop.store.errors import Reason


@dataclass(frozen=True, slots=True)
class Labelled:
    """`storage` is why it holds for this run only, None where it was kept."""

    email: str
    before: Label
    label: Label
    storage: Reason | None = None


class LabelAccount:
    def __init__(self, records: RecordsPort, now: Now) -> None:
        self._records = records
        self._now = now

    def __call__(self, email: str, name: str, text: str) -> Labelled | LabelFault:
        """Give an account a name and a note; "" takes one away."""
        label = label_of(name, text)
        if isinstance(label, LabelFault):
            return label
        before = self._records.labels.of(email)
        if label == before:
            return Labelled(email, before, label)
        if label.name != before.name:
            note(self._records, [Entry(email, self._now(), Kind.NAMED, label.name)])
        storage = try_to_store(lambda: self._records.labels.write(email, label))
        if record := self._records.get(email):
            named = replace(record, label=label)
            storage = try_to_store(lambda: self._records.put([named])) or storage
        return Labelled(email, before, label, storage)


class ForgetAccount:
    """Removes history, name, note and what was learned; the account itself stays."""

    def __init__(self, records: RecordsPort) -> None:
        self._records = records

    def __call__(self, email: str) -> Reason | None:
        """Why the file still has it; None where it is gone."""
        storage = try_to_store(lambda: self._records.history.forget(email))
        storage = try_to_store(lambda: self._records.labels.write(email, NO_LABEL)) or storage
        if record := self._records.get(email):
            plain = replace(record, label=NO_LABEL, learned=NOTHING_LEARNED)
            storage = try_to_store(lambda: self._records.put([plain])) or storage
        return storage
