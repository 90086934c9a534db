"""What the demo's profile remembers: names, notes, and a year that fits the accounts' dates."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

from ltx_desktop.demo.accounts import DemoAccount
from ltx_desktop.domain.account import Account, AccountRecord, Label
from ltx_desktop.domain.history import Entry, Kind, Lengths
from ltx_desktop.store.accounts import AccountStore

_DAY = timedelta(days=1)
_YEAR = 365 * _DAY
_SESSION = 90 * _DAY

_LABELS = {
    "maya@northlight.example": Label("Maya, storyboards", "Logs in with Firefox."),
    "studio@northlight.example": Label("Studio", "Shared by the whole team.\nAsk Jo first."),
    "renders@northlight.example": Label("Night renders", "The service tells no end of it."),
    "ads@northlight.example": Label("Client: Harbour Ads", "Paid until spring."),
    "archive@northlight.example": Label("Archive", ""),
}
_LENGTHS = Lengths(17, 868, 44)

_ENDS_EARLY = "archive@northlight.example"
"""Its last session but one died by an error, long before its date."""

_IS_LATE = frozenset({"ads@northlight.example", "renders@northlight.example"})
"""These were renewed only when their sessions had ended."""


def remember_demo(store: AccountStore, accounts: Iterable[DemoAccount], now: datetime) -> None:
    """Put what fits `accounts` in the place of what an earlier demo left of them."""
    for account in accounts:
        label = _LABELS.get(account.email)
        if label is None:
            continue
        if account.email not in store.labels.by_email:
            store.labels.write(account.email, label)
        store.history.forget(account.email)
        store.put([_record(account, store.labels.of(account.email), now)])
        learned = store.history.append(_year(account, now)).learned[account.email]
        record = _record(account, store.labels.of(account.email), now)
        store.put([AccountRecord(record.account, now, None, record.label, learned)])


def _record(account: DemoAccount, label: Label, now: datetime) -> AccountRecord:
    return AccountRecord(
        Account(
            account.email,
            account.max_jobs,
            _instant(account.updated),
            _instant(account.access_expire),
            _instant(account.refresh_expire) if account.tells_refresh else None,
            account.error,
        ),
        now,
        label=label,
    )


def _year(account: DemoAccount, now: datetime) -> list[Entry]:
    """Sessions back to a year ago, the present one included."""
    began = _instant(account.updated)
    entries = [*_present(account, now)]
    while began > now - _YEAR - _SESSION:
        is_late = account.email in _IS_LATE
        # Who is not late renews some days before the end.
        earlier = began - _SESSION + (-_DAY if is_late else 4 * _DAY)
        entries += _renewal(account, began, earlier + _SESSION)
        if is_late and account.tells_refresh:
            ended = earlier + _SESSION
            entries.append(Entry(account.email, ended, Kind.EXPIRED, ends_before=ended))
        began = earlier
    if account.email == _ENDS_EARLY:
        entries += _early_death(account)
    return sorted(entries, key=lambda one: one.at)


def _present(account: DemoAccount, now: datetime) -> Iterator[Entry]:
    """How the present session fares."""
    end = max(_instant(account.refresh_expire), _instant(account.access_expire))
    if account.error:
        yield Entry(account.email, now - timedelta(hours=5), Kind.ERROR_CAME, account.error)
    elif end <= now:
        yield Entry(account.email, end, Kind.EXPIRED, ends_before=end)


def _renewal(account: DemoAccount, at: datetime, ended: datetime) -> Iterator[Entry]:
    email, end = account.email, at + _SESSION
    tells = account.tells_refresh
    yield Entry(email, at - timedelta(seconds=2), Kind.SUBMITTED, "curl-bash", lengths=_LENGTHS)
    yield Entry(
        email,
        at,
        Kind.ACCEPTED,
        "curl-bash",
        ends_after=end if tells else None,
        lengths=_LENGTHS,
    )
    if tells:
        yield Entry(email, at, Kind.MOVED, ends_before=ended, ends_after=end)


def _early_death(account: DemoAccount) -> Iterator[Entry]:
    """An error some weeks before the end of the session before the present one."""
    renewed = _instant(account.updated)
    at, end = renewed - 2 * _DAY, renewed + 4 * _DAY
    words = "Session refresh failed, manual update required"
    yield Entry(account.email, at, Kind.ERROR_CAME, words)
    yield Entry(account.email, at + _DAY, Kind.DIED, ends_before=end, ends_after=at)
    yield Entry(account.email, renewed, Kind.ERROR_WENT)


def _instant(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
