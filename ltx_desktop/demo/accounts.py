"""The accounts that the demo service holds, and how their tokens live and die."""

from dataclasses import dataclass, field

from ltx_desktop.demo.clock import ACCESS_LIFE

DEFAULT_MAX_JOBS = 20


@dataclass
class DemoAccount:
    """Times are seconds since 1970; `running` is a number of jobs.

    `tells_refresh` False: answers about it carry no refresh fields, as documented in June 2025.
    `reused` marks a cookie that was submitted before and cannot be renewed any more.
    """

    email: str
    updated: float
    access_expire: float
    refresh_expire: float
    cookies: dict[str, str] = field(default_factory=dict, repr=False)
    max_jobs: int = DEFAULT_MAX_JOBS
    error: str | None = None
    running: int = 0
    balance: int = 150
    tells_refresh: bool = True
    reused: bool = False

    def live_until(self, now: float) -> None:
        """Renew the access token as often as it ended before `now`, while the session lives."""
        if self.error or self.access_expire > now or self.refresh_expire <= now:
            return
        if self.reused:
            self.error = "Session refresh failed: refresh token rejected, manual update required"
            return
        lives = (now - self.access_expire) // ACCESS_LIFE + 1
        self.access_expire += lives * ACCESS_LIFE

    def is_dead(self, now: float) -> bool:
        return max(self.access_expire, self.refresh_expire) <= now
