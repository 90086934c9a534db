"""The accounts that the demo service holds, and how their tokens live and die."""

from dataclasses import dataclass, field
from itertools import count, islice

from ltx_desktop.demo.clock import ACCESS_LIFE

DEFAULT_MAX_JOBS = 20


@dataclass
class DemoAccount:
    """Times are seconds since 1970; `running` is a number of jobs, `stopped` those that ended.

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
    stopped: set[int] = field(default_factory=set)
    balance: int = 150
    tells_refresh: bool = True
    reused: bool = False

    def live_until(self, now: float) -> None:
        """Renew the access token as often as it ended up to `now` while the refresh token lived.

        Whether anybody read the account meanwhile makes no difference.
        """
        ended = (now - self.access_expire) // ACCESS_LIFE + 1
        refreshable = -((self.access_expire - self.refresh_expire) // ACCESS_LIFE)
        renewals = min(ended, refreshable)
        if self.error or renewals <= 0:
            return
        if self.reused:
            self.error = "Session refresh failed: refresh token rejected, manual update required"
            return
        self.access_expire += renewals * ACCESS_LIFE

    def job_numbers(self) -> list[int]:
        """The numbers of the jobs that run, which a job keeps while others end."""
        left = (number for number in count(1) if number not in self.stopped)
        return [*islice(left, self.running)]

    def stop_job(self, number: int) -> None:
        self.stopped.add(number)
        self.running -= 1

    def is_dead(self, now: float) -> bool:
        return max(self.access_expire, self.refresh_expire) <= now
