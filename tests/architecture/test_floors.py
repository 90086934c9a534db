"""No two files import each other, and nothing in `ui` imports from a floor above its own.

style, loop  <  widgets  <  pages and dialogs  <  window  <  controllers
"""

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest
from harness.imports import NAME, PACKAGE, imports_of

FLOORS = (
    {"style", "loop"},
    {"widgets"},
    {"accounts", "edit", "help", "notifications", "settings", "timeline", "tray", "welcome"},
    {"window"},
    {"controllers"},
)


def arrows(package: Path) -> dict[str, set[str]]:
    """Which modules each imports, deferred imports included; those for types alone are none."""
    modules = {_module(path, package) for path in package.rglob("*.py")}
    found: dict[str, set[str]] = {}
    for path in package.rglob("*.py"):
        for_types = _lines_for_types(path)
        named = [one.target for one in imports_of(path, package) if one.line not in for_types]
        module = _module(path, package)
        found[module] = {_known(target, modules) for target in named} - {"", module}
    return found


def _module(path: Path, package: Path) -> str:
    parts = [NAME, *path.relative_to(package).with_suffix("").parts]
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _known(target: str, modules: set[str]) -> str:
    """The module of ours that a name is imported from."""
    while target and target not in modules:
        target = target.rpartition(".")[0]
    return target


def _lines_for_types(path: Path) -> set[int]:
    lines: set[int] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            lines.update(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    return lines


def circle(found: dict[str, set[str]]) -> list[str]:
    # A package's own file stands for none of its modules.
    files = {one: {to for to in others if to != NAME} for one, others in found.items()}
    try:
        TopologicalSorter(files).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def upward(found: dict[str, set[str]]) -> Iterator[str]:
    floors = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}
    for module, others in sorted(found.items()):
        for other in sorted(others):
            if _is_room(module) and _is_room(other):
                here, there = (floors.get(one.split(".")[2], -1) for one in (module, other))
                if here < there:
                    yield f"{module} imports {other}, which is on a floor above it"


def _is_room(module: str) -> bool:
    return module.startswith(f"{NAME}.ui.")


def test_no_two_files_import_each_other() -> None:
    assert circle(arrows(PACKAGE)) == []


def test_nothing_in_the_window_imports_from_above() -> None:
    assert list(upward(arrows(PACKAGE))) == []


def test_every_file_of_the_window_is_on_a_floor() -> None:
    ui = PACKAGE / "ui"
    assert [one.name for one in ui.glob("*.py")] == ["__init__.py"]
    rooms = {one.name for one in ui.iterdir() if (one / "__init__.py").exists()}
    assert rooms == set().union(*FLOORS)


@pytest.fixture
def planted(tmp_path: Path) -> Path:
    package: Path = tmp_path / NAME
    for room in ("widgets", "window"):
        (package / "ui" / room).mkdir(parents=True)
    return package


def test_a_deferred_circle_is_found(planted: Path) -> None:
    (planted / "ui/widgets/a.py").write_text(f"def f():\n    from {NAME}.ui.widgets import b\n")
    (planted / "ui/widgets/b.py").write_text(f"from {NAME}.ui.widgets.a import f\n")
    assert circle(arrows(planted)) != []
    (planted / "ui/widgets/a.py").write_text(
        f"if TYPE_CHECKING:\n    from {NAME}.ui.widgets import b\n"
    )
    assert circle(arrows(planted)) == []


def test_an_import_from_above_is_found(planted: Path) -> None:
    (planted / "ui/window/a.py").write_text("")
    (planted / "ui/widgets/b.py").write_text(f"from {NAME}.ui.window.a import f\n")
    (line,) = upward(arrows(planted))
    assert line.startswith(f"{NAME}.ui.widgets.b imports {NAME}.ui.window.a")
