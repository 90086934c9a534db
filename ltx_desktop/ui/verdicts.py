"""The accounts as the expiry rule judges them now; judged anew only when it may say otherwise."""

from collections.abc import Callable
from datetime import UTC, datetime

from ltx_desktop.domain.expiry import Thresholds
from ltx_desktop.domain.summary import Summary, summarise
from ltx_desktop.domain.urgency import Judged, judge, next_state_change
from ltx_desktop.services.use_cases import UseCases

_FAR = datetime.max.replace(tzinfo=UTC)


class Verdicts:
    """Between two changes of accounts, settings or a state, only countdowns go on."""

    def __init__(self, use_cases: UseCases, now: Callable[[], datetime]) -> None:
        self._use_cases = use_cases
        self._now = now
        self._thresholds: Thresholds | None = None
        self._judged: list[Judged] = []
        self._summary = summarise(())
        self._since = self._until = _FAR
        use_cases.records.subscribe(lambda _change: self._forget())

    @property
    def thresholds(self) -> Thresholds:
        return self._use_cases.preferences.settings.thresholds

    @property
    def judged(self) -> list[Judged]:
        """Most urgent first; the very same list as long as nothing has changed."""
        self._look()
        return self._judged

    @property
    def summary(self) -> Summary:
        self._look()
        return self._summary

    @property
    def until(self) -> datetime | None:
        """When time alone will change a state; None where it will not."""
        self._look()
        return None if self._until == _FAR else self._until

    def _forget(self) -> None:
        self._thresholds = None

    def _look(self) -> None:
        now, thresholds = self._now(), self.thresholds
        if thresholds == self._thresholds and self._since <= now < self._until:
            return
        self._judged = judge(self._use_cases.records.records(), now, thresholds)
        self._summary = summarise(self._judged)
        self._thresholds, self._since = thresholds, now
        self._until = next_state_change(self._judged, now, thresholds) or _FAR
