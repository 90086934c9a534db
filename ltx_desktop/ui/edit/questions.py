"""Questions that are answered before anything is sent, one at a time."""

from collections.abc import Sequence

from ltx_desktop.domain.account import AccountRecord
from ltx_desktop.domain.owner import Owner
from ltx_desktop.domain.paste import Paste
from ltx_desktop.domain.problem import Problem, ProblemCode
from ltx_desktop.ui.announce import announce
from ltx_desktop.ui.edit.owner_bar import OwnerBar
from ltx_desktop.ui.edit.question_bar import QuestionBar
from ltx_desktop.wording.translation import _

DEFECT = Problem(ProblemCode.READER_DEFECT)


class Questions:
    """Asks whose session was meant, and whether the values are right after a reader failed."""

    def __init__(self, owner_bar: OwnerBar, doubt_bar: QuestionBar) -> None:
        self._owner_bar = owner_bar
        self._doubt_bar = doubt_bar
        self._paste: Paste | None = None
        self._trusted: Paste | None = None
        doubt_bar.answered.connect(self._trust)

    @property
    def open(self) -> QuestionBar | None:
        """The one that waits for its answer."""
        bars = (self._owner_bar, self._doubt_bar)
        return next((bar for bar in bars if bar.text()), None)

    def clear(self) -> None:
        self._owner_bar.hide()
        self._doubt_bar.hide()

    def ask(
        self,
        owner: Owner,
        meant: AccountRecord | None,
        paste: Paste | None,
        problems: Sequence[Problem],
    ) -> bool:
        """Put the next question, if there is one; the values of a paste are confirmed once.

        A question that is still open stays on the screen, and keeps the keyboard.
        """
        self._paste = paste
        before = self.open
        if meant and not owner.may_be(meant):
            self._owner_bar.ask(owner, meant)
            self._doubt_bar.hide()
        elif DEFECT in problems and self._trusted is not paste:
            self._owner_bar.hide()
            question = _(
                "Are these the values that the browser shows? The eye beside a field reveals its "
                "value."
            )
            self._doubt_bar.put(question, _("Yes, use them"))
        else:
            self.clear()
        if self.open and self.open is not before:
            announce(self.open, self.open.text())
        return self.open is not None

    def _trust(self) -> None:
        self._trusted = self._paste
