"""One cookie's line in the edit dialog: name, value, and the verdict on it."""

from PySide6.QtWidgets import QGridLayout, QLabel

from ltx_desktop.domain.problem import Problem, Severity
from ltx_desktop.domain.secret import Secret
from ltx_desktop.ui.style.icons import Icons
from ltx_desktop.ui.style.metrics import TIGHT
from ltx_desktop.ui.widgets.plain_label import PlainLabel
from ltx_desktop.ui.widgets.secret_field import SecretField
from ltx_desktop.ui.widgets.tone_mark import ToneMark
from ltx_desktop.wording.problems import problem_sentence
from ltx_desktop.wording.translation import ngettext

_TONES = {Severity.REFUSE: "error", Severity.WARN: "warning", Severity.NOTE: "info"}


class FieldRow:
    """Places its parts in a grid row of the dialog."""

    def __init__(self, name: str, icons: Icons, grid: QGridLayout, row: int) -> None:
        self.name = name
        self.field = SecretField(icons, name)
        self._mark = ToneMark(icons)
        self._verdict = PlainLabel()
        self._place(grid, row)
        self.judge((), asked=False)

    def value(self) -> Secret | None:
        """What stands in the line, without its name if that was pasted too; None when empty."""
        text = self.field.text().strip().removeprefix(f"{self.name}=").removesuffix(";")
        return Secret(text) if text else None

    def judge(self, problems: tuple[Problem, ...], *, asked: bool) -> None:
        """Show what is wrong with the value; an empty line is blamed only once `asked`."""
        mine = [problem for problem in problems if problem.field == self.name]
        value = self.value()
        if value is None and not asked:
            self._say("", "")
        elif mine:
            self._say(problem_sentence(mine[0]), _TONES[mine[0].severity])
        elif value is not None:
            self._say(
                ngettext(
                    "{shortened}, {count} character", "{shortened}, {count} characters", len(value)
                ).format(shortened=value.shortened(), count=len(value)),
                "ok",
            )

    def blame(self, sentence: str) -> None:
        """Show what the service said about this cookie."""
        self._say(sentence, "error")

    def verdict(self) -> str:
        return self._verdict.text()

    def _say(self, sentence: str, tone: str) -> None:
        self._verdict.setText(sentence)
        self.field.describe(sentence)
        self._mark.show_tone(tone)

    def _place(self, grid: QGridLayout, row: int) -> None:
        label = QLabel(self.name)
        label.setBuddy(self.field.line())
        self._verdict.setContentsMargins(0, 0, 0, TIGHT)
        grid.addWidget(label, 2 * row, 0)
        grid.addWidget(self.field, 2 * row, 1)
        grid.addWidget(self._mark, 2 * row, 2)
        grid.addWidget(self._verdict, 2 * row + 1, 1)
