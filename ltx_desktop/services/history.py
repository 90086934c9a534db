"""Writing down what happened: one place, for window and command line alike."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from ltx_desktop.domain.account import AccountRecord
from ltx_desktop.domain.cookies import LT_ID, LT_REFRESH_TOKEN, LT_TOKEN
from ltx_desktop.domain.draft import Draft
from ltx_desktop.domain.happened import changed, expired
from ltx_desktop.domain.history import Appended, Entry, Kind, Lengths
from ltx_desktop.domain.redaction import redacted
from ltx_desktop.domain.renewal import Verdict
from ltx_desktop.services import outcomes as o
from ltx_desktop.services.ports import RecordsPort
from ltx_desktop.services.storage import store_or_log

_LONGEST_EMAIL = 254


def note(records: RecordsPort, entries: Iterable[Entry]) -> Appended:
    """Write down what is news; what cannot be written is written with what comes next."""
    appended = [Appended()]

    def append() -> None:
        appended[0] = records.history.append(entries)

    store_or_log("the history", append)
    return appended[0]


def with_learned(records: Iterable[AccountRecord], noted: Appended) -> list[AccountRecord]:
    """The records, with what their histories teach by now."""
    learned = noted.learned
    if not learned:
        return [*records]
    return [
        replace(one, learned=learned[one.email]) if one.email in learned else one for one in records
    ]


def note_and_learn(records: RecordsPort, entries: Iterable[Entry]) -> Appended:
    """Also store what was learned with the accounts that are known."""
    noted = note(records, entries)
    known = with_learned(filter(None, map(records.get, noted.learned)), noted)
    if known:
        store_or_log("what was learned", lambda: records.put(known))
    return noted


def sending(draft: Draft, seen: AccountRecord | None, at: datetime) -> Entry:
    """That a session is sent; its email is "" where nobody knows yet whose it is."""
    return Entry(
        _owner(draft, seen),
        at,
        Kind.SUBMITTED,
        draft.paste.format.value if draft.paste else "",
        lengths=Lengths(*(len(draft.values[name].reveal()) for name in _COOKIES)),
    )


_COOKIES = (LT_ID, LT_TOKEN, LT_REFRESH_TOKEN)


def _owner(draft: Draft, seen: AccountRecord | None) -> str:
    if known := draft.owner.record or seen:
        return known.email
    email = draft.owner.email or ""
    # It is out of a cookie, and nobody has checked it.
    is_one = "@" in email and email.isprintable() and len(email) <= _LONGEST_EMAIL
    return email if is_one and redacted(email) == email else ""


def submit_entries(outcome: o.SubmitOutcome, sent: Entry, now: datetime) -> Sequence[Entry]:
    """What became of a session that was `sent`, where its account is known."""
    match outcome:
        case o.Submitted():
            return _success(outcome, sent, now)
        case o.NotConfirmed():
            result = Kind.NOT_CONFIRMED, ""
        case o.Offline():
            result = Kind.NOT_SENT, ""
        case o.Rejected(message):
            result = Kind.REFUSED, message
        case _:
            result = Kind.REFUSED, ""
    kind, words = result
    return [Entry(sent.email, now, kind, words)] if sent.email else []


def _success(outcome: o.Submitted, sent: Entry, now: datetime) -> list[Entry]:
    record, renewal = outcome.record, outcome.renewal(now)
    email, words = record.email, sent.words
    # The service alone decides whose session it is.
    entries = [] if email == sent.email else [replace(sent, email=email)]
    also: list[Entry] = []
    if outcome.previous:
        entries += expired(outcome.previous, record)
        also = changed(outcome.previous, record)
    before, after = renewal.before, renewal.after
    if renewal.failed:
        error = record.account.error or ""
        return [*entries, Entry(email, now, Kind.NOT_MOVED, error, before, after), *also]
    accepted = Entry(email, now, Kind.ACCEPTED, words, ends_after=after, lengths=sent.lengths)
    entries.append(accepted)
    if renewal.verdict is Verdict.MOVED:
        entries.append(Entry(email, now, Kind.MOVED, "", before, after))
    return [*entries, *also]
