"""The one place where the window starts coroutines: every task has a name and an owner."""

import asyncio
from collections.abc import Callable, Coroutine


class TaskScope:
    """Holds tasks strongly, replaces one of the same name, and reports what fails.

    A task that ends with an exception is reported once, by `report`; a cancelled one is not.
    """

    def __init__(self, report: Callable[[BaseException], None]) -> None:
        self._report = report
        self._tasks: dict[str, asyncio.Task[object]] = {}
        self._ending: set[asyncio.Task[object]] = set()

    def start(self, name: str, coroutine: Coroutine[object, object, object]) -> None:
        """Run a coroutine on the running loop, in place of the task that had this name."""
        self.cancel(name)
        task = asyncio.get_running_loop().create_task(coroutine, name=name)
        self._tasks[name] = task
        task.add_done_callback(self._ended)

    def cancel(self, name: str) -> None:
        task = self._tasks.pop(name, None)
        if task is not None:
            task.cancel()
            self._ending.add(task)

    def is_running(self, name: str) -> bool:
        task = self._tasks.get(name)
        return task is not None and not task.done()

    async def aclose(self) -> None:
        """Cancel all tasks and wait until the last one has ended."""
        tasks = [*self._tasks.values(), *self._ending]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _ended(self, task: asyncio.Task[object]) -> None:
        self._ending.discard(task)
        if self._tasks.get(task.get_name()) is task:
            del self._tasks[task.get_name()]
        if not task.cancelled() and (error := task.exception()):
            self._report(error)
