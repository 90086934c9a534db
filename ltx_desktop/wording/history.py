"""What happened to accounts: as sentences, and as fields for other programs."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import timedelta

from ltx_desktop.domain.history import ESTIMATE, Entry, Kind
from ltx_desktop.domain.lifetimes import died_early_by
from ltx_desktop.services.read_history import HistoryUnreadable
from ltx_desktop.wording.account_fields import moment
from ltx_desktop.wording.dates import date_time, day_of_year
from ltx_desktop.wording.durations import duration
from ltx_desktop.wording.keeping import storage_reason
from ltx_desktop.wording.notice import Notice
from ltx_desktop.wording.plain import LONGEST_EMAIL, plain
from ltx_desktop.wording.table_text import csv_cell
from ltx_desktop.wording.translation import _

_LONGEST_WORDS = 300


def entry_sentence(entry: Entry) -> str:
    match entry.kind:
        case Kind.SUBMITTED:
            return _submitted(entry)
        case Kind.ACCEPTED:
            return _accepted(entry)
        case Kind.MOVED:
            return _("The session's end moved {move}.").format(move=_move(entry))
        case Kind.NOT_MOVED:
            return _not_moved(entry)
        case Kind.REFUSED:
            return _with_words(_("The service refused the cookies"), entry)
        case Kind.NOT_SENT:
            return _("The cookies did not reach the service.")
        case Kind.NOT_CONFIRMED:
            return _("No answer came, so it was unclear whether the cookies arrived.")
        case Kind.ARRIVED:
            return _("The cookies had arrived after all.")
        case Kind.NOT_ARRIVED:
            return _("The cookies had not arrived.")
        case _:
            return _seen(entry)


def _seen(entry: Entry) -> str:
    """What nobody did here."""
    match entry.kind:
        case Kind.ERROR_CAME:
            return _with_words(_("The service began to report an error"), entry)
        case Kind.ERROR_WENT:
            return _("The service's error went away.")
        case Kind.MOVED_ELSEWHERE:
            return _(
                "The session's end moved {move}; the renewal did not come from this computer."
            ).format(move=_move(entry))
        case Kind.EXPIRED if entry.words == ESTIMATE:
            return _("The estimated end of the session passed.")
        case Kind.EXPIRED:
            return _("The session expired.")
        case Kind.DIED:
            return _died(entry)
        case Kind.VANISHED:
            return _("The service no longer listed the account.")
        case Kind.CAME_BACK:
            return _("The service listed the account again.")
        case Kind.REMOVED:
            return _("The account was removed in this app.")
        case Kind.MAX_JOBS:
            return _("Max jobs changed from {before} to {after}.").format(
                before=entry.jobs_before, after=entry.jobs_after
            )
        case _:
            return _named(entry)


def died_early_notice(entries: Sequence[Entry]) -> Notice:
    """Sessions that ended long before their date, each reported once."""
    return Notice(
        " ".join(
            _("The session of {email} ended {early} before its date.").format(
                email=plain(one.email, LONGEST_EMAIL), early=duration(early)
            )
            for one in entries
            if (early := died_early_by(one))
        ),
        _("The service has reported an error for a day. Log in again, then renew the account."),
    )


def unreadable_history_notice(unreadable: HistoryUnreadable) -> Notice:
    return Notice(
        _("The history cannot be read ({reason}).").format(
            reason=storage_reason(unreadable.reason)
        ),
        _("Your accounts are fine. Close other programs that use the file, then try again."),
    )


FIELDS = (
    *("email", "at", "kind", "words", "ends_before", "ends_after", "jobs_before", "jobs_after"),
    *("lt_id_length", "lt_token_length", "lt_refresh_token_length"),
)


def history_fields(entry: Entry) -> dict[str, object]:
    """The documented keys; moments are ISO 8601 in UTC, what does not apply is None."""
    values = (
        *(entry.email, moment(entry.at), entry.kind.value, entry.words),
        *(moment(entry.ends_before), moment(entry.ends_after)),
        *(entry.jobs_before, entry.jobs_after),
        *(entry.lengths or (None, None, None)),
    )
    return dict(zip(FIELDS, values, strict=True))


def history_as_csv(entries: Iterable[Entry]) -> str:
    """RFC 4180, with a first line of names; nothing in it is a formula."""
    text = io.StringIO()
    writer = csv.DictWriter(text, FIELDS, quoting=csv.QUOTE_ALL)
    writer.writeheader()
    for entry in entries:
        writer.writerow({name: csv_cell(value) for name, value in history_fields(entry).items()})
    return text.getvalue()


def history_row(entry: Entry) -> list[str]:
    """When, which account, and what."""
    return [date_time(entry.at), plain(entry.email, LONGEST_EMAIL), entry_sentence(entry)]


def _submitted(entry: Entry) -> str:
    how = entry.words or _("values typed by hand")
    if entry.lengths is None:
        return _("Cookies were sent ({format}).").format(format=plain(how))
    return _(
        "Cookies were sent ({format}): lt_id, lt_token and lt_refresh_token of {lengths} "
        "characters."
    ).format(format=plain(how), lengths=", ".join(map(str, entry.lengths)))


def _accepted(entry: Entry) -> str:
    if entry.ends_after is None:
        return _("The service accepted the cookies, and does not say when the session ends.")
    return _("The service accepted the cookies; the session ends {moment}.").format(
        moment=date_time(entry.ends_after)
    )


def _not_moved(entry: Entry) -> str:
    if entry.words:
        return _with_words(_("The cookies were accepted, but an error stayed"), entry)
    return _("The cookies were accepted, but the session's end did not move.")


def _died(entry: Entry) -> str:
    if early := died_early_by(entry):
        return _("The session died {early} before its date.").format(early=duration(early))
    return _("The session died.")


def _named(entry: Entry) -> str:
    if entry.words:
        return _("The account was named {name}.").format(name=plain(entry.words))
    return _("The account's name was removed.")


def _move(entry: Entry) -> str:
    before, after = entry.ends_before, entry.ends_after
    if before is None or after is None:
        return _("to a date that is not known")
    if after >= before:
        return _("by {duration} to {moment}").format(
            duration=duration(after - before), moment=date_time(after)
        )
    return _("back by {duration} to {moment}").format(
        duration=duration(before - after), moment=date_time(after)
    )


def _with_words(sentence: str, entry: Entry) -> str:
    if not entry.words:
        return f"{sentence}."
    return _("{sentence}: {words}").format(
        sentence=sentence, words=plain(entry.words, _LONGEST_WORDS)
    )


def brief_history(entries: Sequence[Entry], most: int) -> list[tuple[str, str]]:
    """The last things that moved or ended a session, newest first: a date, and a few words."""
    brief = [
        (day_of_year(entry.at), words) for entry in reversed(entries) if (words := _brief(entry))
    ]
    return brief[:most]


def _brief(entry: Entry) -> str:
    """`renewed, 90 d`; "" for what a few words cannot tell."""
    match entry.kind:
        case Kind.MOVED | Kind.MOVED_ELSEWHERE if entry.ends_after and entry.ends_after > entry.at:
            whole = duration(_whole_days(entry.ends_after - entry.at))
            said = _("renewed, {duration}") if entry.kind is Kind.MOVED else _renewed_elsewhere()
            return said.format(duration=whole)
        case Kind.NOT_MOVED:
            return _("not extended")
        case Kind.REFUSED:
            return _("refused")
        case Kind.NOT_CONFIRMED:
            return _("no answer")
        case Kind.ERROR_CAME:
            return _("error reported")
        case Kind.EXPIRED:
            return _("expired")
        case Kind.DIED if early := died_early_by(entry):
            return _("ended {duration} early").format(duration=duration(_whole_days(early)))
        case Kind.DIED:
            return _("ended")
        case Kind.VANISHED:
            return _("no longer listed")
        case Kind.CAME_BACK:
            return _("listed again")
        case Kind.MAX_JOBS:
            return _("max jobs {before} to {after}").format(
                before=entry.jobs_before, after=entry.jobs_after
            )
        case _:
            return ""


def _renewed_elsewhere() -> str:
    return _("renewed elsewhere, {duration}")


def _whole_days(span: timedelta) -> timedelta:
    return max(timedelta(days=1), timedelta(days=round(span / timedelta(days=1))))
