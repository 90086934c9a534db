"""Telling whoever watches, in order, all of them, whatever one of them does."""

from collections import deque
from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

T = TypeVar("T")


class Observers(Generic[T]):
    """Every observer hears every change in the same order.

    A change that is announced while another is being told waits its turn. What observers raise
    is raised once all were told: alone as it is, several as an ExceptionGroup.
    """

    def __init__(self) -> None:
        self._observers: dict[object, Callable[[T], None]] = {}
        self._waiting: deque[T] = deque()
        self._telling = False

    def add(self, observer: Callable[[T], None]) -> Callable[[], None]:
        """Tell `observer` of every change from now on; call the result to end that."""
        key = object()
        self._observers[key] = observer

        def remove() -> None:
            self._observers.pop(key, None)

        return remove

    def announce(self, changes: Iterable[T]) -> None:
        self._waiting.extend(changes)
        if self._telling:
            return
        failures: list[Exception] = []
        self._telling = True
        try:
            while self._waiting:
                failures += self._tell(self._waiting.popleft())
        finally:
            self._telling = False
        if len(failures) == 1:
            raise failures[0]
        if failures:
            raise ExceptionGroup("observers failed", failures)

    def _tell(self, change: T) -> list[Exception]:
        failures: list[Exception] = []
        for key, observer in tuple(self._observers.items()):
            if key not in self._observers:
                continue  # removed by one that was told before
            try:
                observer(change)
            except Exception as error:  # noqa: BLE001 - raised again by `announce`
                failures.append(error)
        return failures
