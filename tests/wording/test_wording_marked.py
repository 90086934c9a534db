"""What a person reads is marked for translation where it is handed over, single words too."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import ltx_desktop

PACKAGE = Path(ltx_desktop.__file__).parent
FILES = sorted(
    path for layer in ("wording", "ui", "cli", "app") for path in (PACKAGE / layer).rglob("*.py")
)

SHOWS = {
    *("QLabel", "QPushButton", "QCheckBox", "QRadioButton", "QToolButton", "QGroupBox", "QAction"),
    *("QMenu", "QToolBar", "QFileDialog", "Notice", "SummaryPart", "ArgumentTypeError"),
    *("setText", "setTitle", "setWindowTitle", "setToolTip", "setStatusTip", "setWhatsThis"),
    *("setInformativeText", "setDetailedText", "setPlaceholderText", "setSuffix", "setPrefix"),
    *("setAccessibleName", "setAccessibleDescription", "addMenu", "addAction", "addTab"),
    *("addRow", "addButton", "showMessage", "say", "complain", "print", "write"),
}
"""Calls whose texts somebody reads."""

READ = {"help", "description", "epilog"}
"""Keywords of argparse that somebody reads."""

THE_SAME_EVERYWHERE = {
    "firefox -P studio",
    "user:12345-abcdefghi",
}
"""Examples of what to enter."""


def unmarked(source: str) -> Iterator[str]:
    for call in ast.walk(ast.parse(source)):
        if not isinstance(call, ast.Call):
            continue
        name = getattr(call.func, "attr", getattr(call.func, "id", ""))
        shown = [*call.args] if name in SHOWS else []
        if name in {"add_argument", "add_argument_group"} or name.endswith("Parser"):
            shown += [one.value for one in call.keywords if one.arg in READ]
        for one in shown:
            if (text := literal(one)) and text not in THE_SAME_EVERYWHERE:
                yield f"line {call.lineno}: {name}({text!r}) needs _()"


def literal(node: ast.expr) -> str:
    """The text of a literal in which there is a word to translate; empty for all else."""
    match node:
        case ast.Constant(value=str() as text):
            return text if any(letter.isalpha() for letter in text) else ""
        case ast.JoinedStr(values=parts):
            return " ".join(filter(None, map(literal, parts)))
        case ast.BinOp(left=left, right=right):
            return literal(left) or literal(right)
        case ast.IfExp(body=body, orelse=orelse):
            return literal(body) or literal(orelse)
        case _:
            return ""


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_every_text_that_is_shown_is_marked(path: Path) -> None:
    assert list(unmarked(path.read_text("utf-8"))) == []


@pytest.mark.parametrize(
    "planted",
    [
        "QPushButton('Stop')",
        "label.setText('Stop')",
        "label.setText(f'{count} accounts')",
        "label.setText('Stop' if busy else _('Cancel'))",
        "label.setText('Stop ' + name)",
        "form.addRow('Name', field)",
        "parser.add_argument('--json', help='for scripts')",
        "ArgumentParser(description='All accounts')",
        "say('Done')",
        "sys.stdout.write('Done')",
        "Notice(_('Well'), 'Done')",
    ],
)
def test_a_planted_text_is_found(planted: str) -> None:
    assert list(unmarked(planted)) != []


@pytest.mark.parametrize(
    "planted",
    [
        "QPushButton(_('Stop'))",
        "label.setText(' · '.join(parts))",
        "sys.stdout.write(f'{line}\\n')",
        "parser.add_argument('--json', help=_('for scripts'))",
        "form.addRow('', field)",
    ],
)
def test_what_is_marked_is_not_complained_of(planted: str) -> None:
    assert list(unmarked(planted)) == []
