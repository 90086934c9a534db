"""One dialog at a time."""

from collections.abc import Coroutine

from ltx_desktop.ui.loop.tasks import TaskScope

_TASK = "dialog"


class Dialogs:
    """Runs what opens and awaits a dialog; a new one takes the place of the one that is open."""

    def __init__(self, scope: TaskScope) -> None:
        self._scope = scope

    @property
    def is_open(self) -> bool:
        return self._scope.is_running(_TASK)

    def start(self, asking: Coroutine[object, object, None]) -> None:
        self._scope.start(_TASK, asking)
