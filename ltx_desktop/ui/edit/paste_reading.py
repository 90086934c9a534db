"""Reads what comes into the paste box, each text once and in a thread."""

from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from ltx_desktop.domain.cookies import is_doubtful, refused
from ltx_desktop.domain.draft import READER_DEFECT
from ltx_desktop.domain.paste import Paste
from ltx_desktop.domain.problem import Problem, ProblemCode
from ltx_desktop.services.reading import ReadPaste
from ltx_desktop.ui.edit.paste_box import PasteBox
from ltx_desktop.ui.loop.tasks import TaskScope
from ltx_desktop.ui.widgets.clipboard import PastedText
from ltx_desktop.ui.widgets.notice_bar import Tone
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


@dataclass(eq=False)
class _Reading:
    """One text on its way; `sends` once Return was pressed for just this one."""

    in_one_go: bool
    sends: bool = False


class PasteReading(QObject):
    """`read` gives each paste, whether it came in one go, and whether it is to be sent.

    `said` is what else there is to say. `pasted` is the text that was read last, `left_out` what
    to say of files that came with it.
    """

    read = Signal(Paste, bool, bool)
    said = Signal(str)

    def __init__(self, box: PasteBox, reader: ReadPaste, scope: TaskScope) -> None:
        super().__init__(box)
        self._box = box
        self._reader = reader
        self._scope = scope
        self.pasted = PastedText("")
        self.left_out = ""
        self._reading: _Reading | None = None
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(lambda: self._read(box.toPlainText(), in_one_go=False))
        box.changed.connect(self._read_or_wait)
        box.pasted_long.connect(self._read_long)
        box.pasted_nothing.connect(self._refuse_nothing)
        box.files_dropped.connect(self._read_first)

    @property
    def is_running(self) -> bool:
        """Whether a text is being read that was not given to `read` yet."""
        return self._reading is not None

    def send_when_read(self) -> None:
        """Have the text that is being read sent, unless something changes before it is read."""
        if self._reading:
            self._reading.sends = True

    def keep_back(self) -> None:
        """Something changed: what is being read is not what Return was pressed for."""
        if self._reading:
            self._reading.sends = False

    def take(self, pasted: Pasted) -> None:
        """Show a text that was read before."""
        self.stop()
        self.pasted, self.left_out = PastedText(pasted.text), pasted.left_out
        self._box.show_read(pasted.text)
        self._show(pasted.paste, _Reading(in_one_go=True))

    def stop(self) -> None:
        self._pause.stop()
        self._scope.cancel(_TASK)
        self._end()

    def _read_or_wait(self, in_one_go: bool) -> None:
        """What is being typed is read after a pause."""
        self.stop()
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
        self._begin(in_one_go, lambda reading: self._read_in_thread(text, reading))

    def _begin(
        self,
        in_one_go: bool,
        read: Callable[[_Reading], Coroutine[object, object, None]],
    ) -> None:
        reading = self._reading = _Reading(in_one_go)
        self._box.is_being_read = in_one_go

        async def to_its_end() -> None:
            try:
                await read(reading)
            finally:
                if self._reading is reading:
                    self._end()

        self._scope.start(_TASK, to_its_end())

    def _end(self) -> None:
        self._reading = None
        self._box.is_being_read = False

    async def _read_in_thread(self, text: str, reading: _Reading) -> None:
        self._show(await self._reader.text(text), reading)

    def _refuse_nothing(self) -> None:
        """A picture, say."""
        self.said.emit(problem_sentence(Problem(ProblemCode.EMPTY_PASTE)))

    def _read_first(self, files: Sequence[Path]) -> None:
        self.stop()
        self.said.emit(_("Reading…"))
        self._begin(True, lambda reading: self._take_first(files, reading))

    async def _take_first(self, files: Sequence[Path], reading: _Reading) -> None:
        text, left_out = await self._reader.file(files[0]), left_out_sentence(files)
        if isinstance(text, Problem):
            self.said.emit(f"{problem_sentence(text)} {left_out}".rstrip())
            return
        paste = await self._reader.text(text)
        self.pasted, self.left_out = PastedText(text), left_out
        self._box.show_read(text)
        self._show(paste, reading)

    def _show(self, paste: Paste, reading: _Reading) -> None:
        self._end()
        if ProblemCode.API_TOKEN_DROPPED in {problem.code for problem in paste.problems}:
            # Nothing is kept of a text that holds more secrets than were wanted.
            self._box.forget_read(_("The text was read, and is not kept: it held an API token."))
        self.read.emit(paste, reading.in_one_go, reading.sends)


def is_usable(paste: Paste) -> bool:
    """Whether the fields may take its values over; each of them may still be refused there."""
    return bool(paste.cookies) and not refused(
        tuple(one for one in paste.problems if one.field is None)
    )


def tone_of(paste: Paste) -> Tone:
    if not is_usable(paste):
        return Tone.ERROR
    damaged = refused(paste.problems) or is_doubtful(paste.problems)
    return Tone.WARNING if damaged or READER_DEFECT in paste.problems else Tone.OK
