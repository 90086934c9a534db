"""What the files of the app import: inside functions, for types, and by name through importlib."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import ltx_desktop

PACKAGE = Path(ltx_desktop.__file__).parent
NAME = "ltx_desktop"


@dataclass(frozen=True)
class Import:
    path: Path
    line: int
    target: str


def imports_of(path: Path, package: Path) -> Iterator[Import]:
    """Every module that a file imports, by its full name."""
    tree = ast.parse(path.read_text("utf-8"), str(path))
    for node in ast.walk(tree):
        match node:
            case ast.Import():
                targets = [alias.name for alias in node.names]
            case ast.ImportFrom(level=0):
                # `from ltx_desktop import api` imports a layer as well.
                targets = [f"{node.module}.{alias.name}" for alias in node.names]
            case ast.ImportFrom():
                parts = [NAME, *path.relative_to(package).parts]
                base = parts[: len(parts) - node.level]
                targets = [
                    ".".join([*base, *filter(None, [node.module]), alias.name])
                    for alias in node.names
                ]
            case ast.Call(
                func=ast.Name(id="__import__" | "import_module")
                | ast.Attribute(attr="import_module"),
                args=[ast.Constant(value=str() as name), *_],
            ):
                targets = [name]
            case _:
                continue
        for target in targets:
            yield Import(path, node.lineno, target)
