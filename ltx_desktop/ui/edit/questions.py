"""Questions that are answered before anything is sent, one at a time."""

from collections.abc import Mapping, Sequence

from ltx_desktop.domain.account import AccountRecord
from ltx_desktop.domain.cookies import LT_REFRESH_TOKEN
from ltx_desktop.domain.owner import Owner
from ltx_desktop.domain.paste import Paste
from ltx_desktop.domain.problem import Problem, ProblemCode
from ltx_desktop.domain.secret import Secret
from ltx_desktop.ui.announce import announce
from ltx_desktop.ui.edit.owner_bar import OwnerBar
from ltx_desktop.ui.edit.question_bar import QuestionBar
from ltx_desktop.wording.problems import problem_sentence
from ltx_desktop.wording.translation import _

DEFECT = Problem(ProblemCode.READER_DEFECT)
SENT_BEFORE = (Problem(ProblemCode.SAME_SESSION), Problem(ProblemCode.ALREADY_SENT))
ASKED = frozenset({DEFECT, *SENT_BEFORE})
"""Problems that are questions here."""


class Questions:
    """Asks whose session was meant, and whether a doubtful one is to be sent.

    Doubtful are the values after a reader failed, and a session that was sent before.
    """

    def __init__(self, owner_bar: OwnerBar, doubt_bar: QuestionBar) -> None:
        self._owner_bar = owner_bar
        self._doubt_bar = doubt_bar
        self._paste: Paste | None = None
        self._trusted: Paste | None = None
        self._session: Secret | None = None
        self._again: Secret | None = None
        self._doubt = DEFECT
        doubt_bar.answered.connect(self._agree)

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
        values: Mapping[str, Secret],
        problems: Sequence[Problem],
    ) -> bool:
        """Put the next question, if there is one; the values of a paste are confirmed once.

        A question that is still open stays on the screen, and keeps the keyboard.
        """
        self._paste, self._session = paste, values.get(LT_REFRESH_TOKEN)
        sent = [one for one in SENT_BEFORE if one in problems]
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
            self._doubt = DEFECT
            self._doubt_bar.put(question, _("Yes, use them"))
        elif sent and self._again != self._session:
            self._owner_bar.hide()
            self._doubt = sent[0]
            self._doubt_bar.put(problem_sentence(sent[0]), _("Send it again"))
        else:
            self.clear()
        if self.open and self.open is not before:
            announce(self.open, self.open.text())
        return self.open is not None

    @property
    def wants_again(self) -> bool:
        """Whether the session, sent before, was just said to be sent again."""
        return self._doubt != DEFECT

    def take_again(self, values: Mapping[str, Secret]) -> bool:
        """Whether these may be sent though they were before; a yes is good for one time."""
        agreed, self._again = self._again, None
        return agreed is not None and agreed == values.get(LT_REFRESH_TOKEN)

    def _agree(self) -> None:
        if self._doubt == DEFECT:
            self._trusted = self._paste
        else:
            self._again = self._session
