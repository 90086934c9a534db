"""Reads what comes into the paste box, each text once and in a thread."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from ltx_desktop.domain.paste import Paste
from ltx_desktop.domain.problem import Problem, ProblemCode
from ltx_desktop.services.reading import ReadPaste
from ltx_desktop.ui.edit.paste_box import PasteBox
from ltx_desktop.ui.loop.tasks import TaskScope
from ltx_desktop.ui.widgets.clipboard import PastedText
from ltx_desktop.wording.problems import problem_sentence
from ltx_desktop.wording.recognition import left_out_sentence
from ltx_desktop.wording.translation import _

PAUSE = 500
"""Milliseconds after the last key before something that is being typed is judged."""

_TASK = "read paste"


class Pasted(NamedTuple):
    """A text, what was read out of it, and what to say of files that came with it."""

    text: str
    paste: Paste
    left_out: str = ""


class PasteReading(QObject):
    """`read` gives each paste and whether it came in one go; `said` what else there is to say.

    `pasted` is the text that was read last, `left_out` what to say of files that came with it.
    """

    read = Signal(Paste, bool)
    said = Signal(str)

    def __init__(self, box: PasteBox, reader: ReadPaste, scope: TaskScope) -> None:
        super().__init__(box)
        self._box = box
        self._reader = reader
        self._scope = scope
        self.pasted = PastedText("")
        self.left_out = ""
        self._is_showing = False
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(lambda: self._read(box.toPlainText(), in_one_go=False))
        box.changed.connect(self._read_or_wait)
        box.pasted_long.connect(self._read_long)
        box.pasted_nothing.connect(self._refuse_nothing)
        box.files_dropped.connect(self._read_first)

    @property
    def is_running(self) -> bool:
        """Whether a text is being read that was not given to `read` yet."""
        return self._scope.is_running(_TASK) and not self._is_showing

    def take(self, pasted: Pasted) -> None:
        """Show a text that was read before."""
        self._pause.stop()
        self.pasted, self.left_out = PastedText(pasted.text), pasted.left_out
        self._box.show_read(pasted.text)
        self._show(pasted.paste, in_one_go=True)

    def stop(self) -> None:
        self._pause.stop()
        self._scope.cancel(_TASK)
        self._box.is_read = False

    def _read_or_wait(self, in_one_go: bool) -> None:
        """What is being typed is read after a pause."""
        text = self._box.toPlainText()
        if in_one_go or not text.strip():
            self._read(text, in_one_go=in_one_go)
        else:
            self._pause.start()

    def _read_long(self, text: str) -> None:
        self.said.emit(_("Reading…"))
        self._read(text, in_one_go=True)

    def _read(self, text: str, *, in_one_go: bool) -> None:
        self.stop()
        if not text.strip():
            self.said.emit("")
            return
        self.pasted, self.left_out = PastedText(text), ""
        self._box.is_read = in_one_go
        self._scope.start(_TASK, self._read_in_thread(text, in_one_go=in_one_go))

    async def _read_in_thread(self, text: str, *, in_one_go: bool) -> None:
        self._show(await self._reader.text(text), in_one_go=in_one_go)

    def _refuse_nothing(self) -> None:
        """A picture, say."""
        self.said.emit(problem_sentence(Problem(ProblemCode.EMPTY_PASTE)))

    def _read_first(self, files: Sequence[Path]) -> None:
        self.said.emit(_("Reading…"))
        self._scope.start(_TASK, self._take_first(files))

    async def _take_first(self, files: Sequence[Path]) -> None:
        text, left_out = await self._reader.file(files[0]), left_out_sentence(files)
        if isinstance(text, Problem):
            self.said.emit(f"{problem_sentence(text)} {left_out}".rstrip())
            return
        self.take(Pasted(text, await self._reader.text(text), left_out))

    def _show(self, paste: Paste, *, in_one_go: bool) -> None:
        self._box.is_read = False
        if ProblemCode.API_TOKEN_DROPPED in {problem.code for problem in paste.problems}:
            # Nothing is kept of a text that holds more secrets than were wanted.
            self._box.forget_read(_("The text was read, and is not kept: it held an API token."))
        self._is_showing = True
        try:
            self.read.emit(paste, in_one_go)
        finally:
            self._is_showing = False
