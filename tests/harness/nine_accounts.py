"""Nine accounts of the demo service, each in another situation."""

from ltx_desktop.demo.accounts import DemoAccount

_MINUTE, _HOUR, _DAY = 60, 3600, 86400


def nine_accounts(now: float) -> list[DemoAccount]:
    """Named after their situation; `now` is in seconds since 1970."""

    def account(
        name: str, left: float, *, access: float = _DAY / 2, error: str | None = None
    ) -> DemoAccount:
        return DemoAccount(
            f"{name}@northlight.example",
            updated=now - 20 * _DAY,
            access_expire=now + access,
            refresh_expire=now + left,
            error=error,
            running=3 if left > 0 else 0,
        )

    unknown = account("unknown", -_HOUR, access=-_HOUR)
    unknown.tells_refresh = False
    return [
        account("twenty-days", 20 * _DAY),
        account("six-days", 6 * _DAY),
        account("forty-hours", 40 * _HOUR),
        account("fifty-minutes", 50 * _MINUTE, access=20 * _MINUTE),
        account("thirty-seconds", 30, access=30),
        account("expired", -2 * _DAY, access=-3 * _DAY),
        account("error", 50 * _DAY, error="Session refresh failed: manual update required"),
        unknown,
        account("contradictory", 25 * _DAY, access=30 * _DAY),
    ]
