"""What the design forbids in code, found by reading it, with the reason in the message."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import ltx_desktop

PACKAGE = Path(ltx_desktop.__file__).parent

TASK = (
    "start coroutines through ui.loop.tasks.TaskScope: the failure of a bare task is seen only "
    "when it is garbage-collected"
)
NESTED = (
    "never run a nested Qt loop: inside a coroutine it starves every other task under qasync; "
    "open the dialog and await it (ui/loop/await_dialog.py)"
)
DROPPED = "show why it could not be stored, or let `store_or_log` do the writing"
SINGLETON = "constructors tell what a class needs: only app may ask for the application"

TOO_MANY = "a constructor takes at most seven things: split the class, or pass what they belong to"
BY_PLACE = "controllers are built by keyword, so that the wiring says what each one gets"
UNPACKED = "write the arguments out, by keyword, instead of unpacking a tuple to fit a line"

MOST_ARGUMENTS = 7
MOST_BY_PLACE = 2

WITHOUT_ANY_COROUTINE = {("app/first_frame.py", "exec"), ("app/startup.py", "exec")}
"""Qt's own loop runs where ours does not: at the first frame, and for a start that is refused."""

TASK_OWNERS = {"ui/loop/tasks.py", "app/event_loop.py"}

MESSAGE_BOXES = {"information", "warning", "critical", "question", "about", "aboutQt"}
OTHER_STATICS = {
    "QFileDialog": "get",
    "QInputDialog": "get",
    "QColorDialog": "get",
    "QFontDialog": "get",
}
APPLICATIONS = {"QApplication", "QGuiApplication", "QCoreApplication"}


def faults(tree: ast.AST, where: str) -> Iterator[str]:
    """`where` is the file's place below the package."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(
                func=ast.Attribute(attr="create_task" | "ensure_future" as name)
                | ast.Name(id="create_task" | "ensure_future" as name)
            ):
                if where not in TASK_OWNERS:
                    yield f"{where}:{node.lineno}: {name}(): {TASK}"
            case ast.Call(func=ast.Attribute(attr="exec" | "exec_" | "processEvents" as name)):
                if (where, name) in WITHOUT_ANY_COROUTINE:
                    continue
                yield f"{where}:{node.lineno}: .{name}(): {NESTED}"
            case ast.Attribute(value=ast.Name(id=kind), attr=name):
                if kind == "QMessageBox" and name in MESSAGE_BOXES:
                    yield f"{where}:{node.lineno}: {kind}.{name}: {NESTED}"
                if kind in OTHER_STATICS and name.startswith(OTHER_STATICS[kind]):
                    yield f"{where}:{node.lineno}: {kind}.{name}: {NESTED}"
                if kind in APPLICATIONS and name == "instance" and not where.startswith("app/"):
                    yield f"{where}:{node.lineno}: {kind}.{name}(): {SINGLETON}"
            case ast.Expr(value=ast.Call(func=ast.Name(id="try_to_store"))):
                yield f"{where}:{node.lineno}: try_to_store(): {DROPPED}"
            case ast.FunctionDef(name="__init__", args=taken):
                by_place = [*taken.posonlyargs, *taken.args][1:]
                if len(by_place) + len(taken.kwonlyargs) > MOST_ARGUMENTS:
                    yield f"{where}:{node.lineno}: {TOO_MANY}"
                if len(by_place) > MOST_BY_PLACE and where.startswith("ui/controllers/"):
                    yield f"{where}:{node.lineno}: {BY_PLACE}"
            case ast.Call(args=[*_, ast.Starred(value=ast.Tuple())]):
                yield f"{where}:{node.lineno}: {UNPACKED}"
            case ast.Name(id="qApp") if not where.startswith("app/"):
                yield f"{where}:{node.lineno}: qApp: {SINGLETON}"
            case _:
                pass


def test_the_code_does_nothing_that_the_design_forbids() -> None:
    found: list[str] = []
    paths = sorted(PACKAGE.rglob("*.py"))
    for path in paths:
        where = path.relative_to(PACKAGE).as_posix()
        found += faults(ast.parse(path.read_text("utf-8")), where)
    assert found == []
    assert len(paths) > 80


@pytest.mark.parametrize(
    ("where", "source", "reason"),
    [
        ("ui/a.py", "asyncio.create_task(work())", TASK),
        ("ui/a.py", "loop.create_task(work())", TASK),
        ("app/a.py", "asyncio.ensure_future(work())", TASK),
        ("services/a.py", "from asyncio import create_task\ncreate_task(work())", TASK),
        ("ui/a.py", "dialog.exec()", NESTED),
        ("app/a.py", "application.exec_()", NESTED),
        ("app/first_frame.py", "application.processEvents()", NESTED),
        ("app/a.py", "QApplication.processEvents()", NESTED),
        ("ui/a.py", "QMessageBox.question(self, 'a', 'b')", NESTED),
        ("api/a.py", "def __init__(self, a, b, c, d, *, e, f, g, h): ...", TOO_MANY),
        ("ui/controllers/a.py", "def __init__(self, a, b, c): ...", BY_PLACE),
        ("app/a.py", "live(*(a, b, c), d=1)", UNPACKED),
        ("ui/a.py", "button.clicked.connect(QMessageBox.aboutQt)", NESTED),
        ("ui/a.py", "QFileDialog.getOpenFileName(self)", NESTED),
        ("ui/a.py", "QInputDialog.getText(self, 'a', 'b')", NESTED),
        ("services/a.py", "try_to_store(write)", DROPPED),
        ("ui/a.py", "QApplication.instance()", SINGLETON),
        ("ui/a.py", "QCoreApplication.instance().quit()", SINGLETON),
        ("ui/a.py", "qApp.quit()", SINGLETON),
    ],
)
def test_a_planted_fault_is_found_and_its_reason_said(where: str, source: str, reason: str) -> None:
    found = list(faults(ast.parse(source), where))
    assert len(found) == 1
    assert reason in found[0]


@pytest.mark.parametrize(
    ("where", "source"),
    [
        ("ui/loop/tasks.py", "loop.create_task(work())"),
        ("app/a.py", "QApplication.instance()"),
        ("ui/a.py", "QMessageBox(self).open()"),
        ("ui/a.py", "exec(code)"),
        ("store/a.py", "connection.execute('SELECT 1')"),
        ("app/first_frame.py", "application.exec()"),
    ],
)
def test_what_is_allowed_is_not_complained_of(where: str, source: str) -> None:
    assert list(faults(ast.parse(source), where)) == []
