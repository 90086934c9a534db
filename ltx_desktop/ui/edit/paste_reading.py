"""Reads what comes into the paste box: at once what is short, in a thread what is not."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from ltx_desktop.domain.paste import Paste
from ltx_desktop.domain.problem import Problem, ProblemCode
from ltx_desktop.services.paste_text import read_text
from ltx_desktop.services.reading import ReadPaste
from ltx_desktop.ui.clipboard import PastedText
from ltx_desktop.ui.edit.paste_box import PasteBox
from ltx_desktop.ui.tasks import TaskScope
from ltx_desktop.wording.problems import problem_sentence
from ltx_desktop.wording.recognition import left_out_sentence
from ltx_desktop.wording.translation import _

PAUSE = 500
"""Milliseconds after the last key before something that is being typed is judged."""

_TASK = "read paste"


class PasteReading(QObject):
    """`read` gives each paste and whether it came in one go; `said` what else there is to say.

    `pasted` is the text that was read last, `left_out` what to say of files that came with it.
    """

    read = Signal(Paste, bool)
    said = Signal(str)

    def __init__(
        self, box: PasteBox, reader: ReadPaste, scope: TaskScope, now: Callable[[], datetime]
    ) -> None:
        super().__init__(box)
        self._box = box
        self._reader = reader
        self._scope = scope
        self._now = now
        self.pasted = PastedText("")
        self.left_out = self._coming = ""
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(lambda: self._read_shown(in_one_go=False))
        box.changed.connect(self._read_or_wait)
        box.pasted_long.connect(self._read_long)
        box.pasted_nothing.connect(self._refuse_nothing)
        box.files_dropped.connect(self._read_first)

    def put(self, text: str, left_out: str = "") -> None:
        """Take a text as if it had been pasted."""
        self._coming = left_out
        self._box.put(text)
        self._coming = ""

    def stop(self) -> None:
        self._pause.stop()
        self._scope.cancel(_TASK)

    def _read_or_wait(self, in_one_go: bool) -> None:
        """What is being typed is read after a pause."""
        if in_one_go or not self._box.toPlainText().strip():
            self._read_shown(in_one_go=in_one_go)
        else:
            self._pause.start()

    def _read_shown(self, *, in_one_go: bool) -> None:
        self.stop()
        text = self._box.toPlainText()
        if not text.strip():
            self.said.emit("")
            return
        self.pasted, self.left_out = PastedText(text), self._coming
        self._tell(read_text(text, self._now()), in_one_go=in_one_go)

    def _refuse_nothing(self) -> None:
        """A picture, say."""
        self.said.emit(problem_sentence(Problem(ProblemCode.EMPTY_PASTE)))

    def _read_long(self, text: str) -> None:
        self.pasted, self.left_out = PastedText(text), self._coming
        self.said.emit(_("Reading…"))
        self._box.show_hint(
            _("The text is too long to be shown. It was read here, and is not kept.")
        )
        self._scope.start(_TASK, self._read_in_thread(text))

    async def _read_in_thread(self, text: str) -> None:
        self._tell(await self._reader.text(text), in_one_go=True)

    def _read_first(self, files: Sequence[Path]) -> None:
        self.said.emit(_("Reading…"))
        self._scope.start(_TASK, self._take_first(files))

    async def _take_first(self, files: Sequence[Path]) -> None:
        text, left_out = await self._reader.file(files[0]), left_out_sentence(files)
        if isinstance(text, Problem):
            self.said.emit(f"{problem_sentence(text)} {left_out}".rstrip())
        else:
            self.put(text, left_out)

    def _tell(self, paste: Paste, *, in_one_go: bool) -> None:
        self.read.emit(paste, in_one_go)
        if ProblemCode.API_TOKEN_DROPPED in {problem.code for problem in paste.problems}:
            # Nothing is kept of a text that holds more secrets than were wanted.
            self._box.blockSignals(True)
            self._box.forget()
            self._box.blockSignals(False)
            self._box.show_hint(_("The text was read, and is not kept: it held an API token."))
