"""The question of a draft on the screen: one bar at a time, answered before anything is sent."""

from ltx_desktop.domain.account import AccountRecord
from ltx_desktop.domain.draft import Draft, Question
from ltx_desktop.ui.edit.owner_bar import OwnerBar
from ltx_desktop.ui.edit.question_bar import QuestionBar
from ltx_desktop.ui.widgets.announce import announce
from ltx_desktop.wording.problems import doubt_sentence, problem_sentence
from ltx_desktop.wording.translation import _


class Questions:
    """Asks whose session was meant, and whether a doubtful one is to be sent."""

    def __init__(self, owner_bar: OwnerBar, doubt_bar: QuestionBar) -> None:
        self._owner_bar = owner_bar
        self._doubt_bar = doubt_bar

    @property
    def open(self) -> QuestionBar | None:
        """The one that waits for its answer."""
        bars = (self._owner_bar, self._doubt_bar)
        return next((bar for bar in bars if bar.text()), None)

    def focus(self) -> None:
        if bar := self.open:
            bar.focus()

    def ask(self, draft: Draft) -> None:
        """Put the question of a draft; one that is still open stays, and keeps the keyboard."""
        before = self.open
        shown = self._put(draft)
        for bar in (self._owner_bar, self._doubt_bar):
            if bar is not shown:
                bar.hide()
        if shown and shown is not before:
            announce(shown, shown.text())

    def _put(self, draft: Draft) -> QuestionBar | None:
        if draft.question is Question.OTHER_OWNER and isinstance(draft.target, AccountRecord):
            self._owner_bar.ask(draft.owner, draft.target)
            return self._owner_bar
        if draft.question is Question.READER_DEFECT:
            question = _(
                "Are these the values that the browser shows? The eye beside a field reveals its "
                "value."
            )
            self._doubt_bar.put(question, _("Yes, use them"))
            return self._doubt_bar
        if draft.question is Question.DOUBT:
            self._doubt_bar.put(doubt_sentence(draft.doubts), _("Yes, use them"))
            return self._doubt_bar
        if draft.question is Question.SENT_BEFORE and draft.sent_before:
            self._doubt_bar.put(problem_sentence(draft.sent_before), _("Send it again"))
            return self._doubt_bar
        return None
