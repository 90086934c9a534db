"""Every sentence can be translated: gettext sees constants, with placeholders that are filled."""

import ast
import string
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import ltx_desktop

PACKAGE = Path(ltx_desktop.__file__).parent
FILES = sorted(
    path for layer in ("wording", "ui", "cli", "app") for path in (PACKAGE / layer).rglob("*.py")
)
TRANSLATORS = {"_": 1, "ngettext": 2}
"""How many texts each takes."""


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def texts(call: ast.AST) -> list[ast.expr] | None:
    """The texts of a call of `_` or `ngettext`; None for anything else."""
    if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name):
        return None
    count = TRANSLATORS.get(call.func.id)
    return call.args[:count] if count else None


def translatable(tree: ast.AST) -> Iterator[tuple[int, list[ast.expr]]]:
    for node in ast.walk(tree):
        found = texts(node)
        if found is not None and isinstance(node, ast.Call):
            yield node.lineno, found


def filled(tree: ast.AST) -> Iterator[tuple[int, list[ast.expr], set[str | None]]]:
    """`_("…").format(name=…)`, also with a choice between two texts in front of `.format`."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        if node.func.attr != "format":
            continue
        source = node.func.value
        for choice in [source.body, source.orelse] if isinstance(source, ast.IfExp) else [source]:
            found = texts(choice)
            if found is not None:
                yield node.lineno, found, {keyword.arg for keyword in node.keywords}


def placeholders(text: str) -> set[str | None]:
    return {name for _text, name, _spec, _conversion in string.Formatter().parse(text)} - {None}


def untranslatable(tree: ast.AST) -> list[str]:
    found = [
        f"line {line}: give gettext a constant text and fill it with .format() afterwards"
        for line, arguments in translatable(tree)
        for argument in arguments
        if not (isinstance(argument, ast.Constant) and isinstance(argument.value, str))
    ]
    for line, arguments, names in filled(tree):
        constants = [one.value for one in arguments if isinstance(one, ast.Constant)]
        wanted = set().union(*(placeholders(str(text)) for text in constants))
        if wanted != names:
            found.append(f"line {line}: the text has {wanted}, .format() fills {names}")
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_gettext_is_given_constant_texts_whose_placeholders_are_filled(path: Path) -> None:
    assert untranslatable(tree_of(path)) == []


def test_many_texts_were_looked_at() -> None:
    count = sum(len(list(translatable(tree_of(path)))) for path in FILES)
    assert count > 150


@pytest.mark.parametrize(
    "planted",
    [
        "_(f'{name} is missing')",
        "_('a' + b)",
        "_(text)",
        "_('{name}'.format(name=name))",
        "ngettext('one', f'{n} many', n)",
        "_('{name} is missing').format(nmae=name)",
        "_('{name} is missing').format()",
        "_('{} is missing').format(name)",
        "ngettext('{count} one', '{n} many', n).format(count=n)",
        "(_('{a}') if x else _('{b}')).format(a=1)",
    ],
)
def test_a_planted_mistake_is_found(planted: str) -> None:
    assert untranslatable(ast.parse(planted)) != []


@pytest.mark.parametrize(
    "planted",
    [
        "_('plain')",
        "_('a ' 'b')",
        "_('{name}').format(name=x)",
        "ngettext('one', '{count} many', n).format(count=n)",
        "'{x}'.format(y=1)",
    ],
)
def test_what_is_right_is_not_complained_of(planted: str) -> None:
    assert untranslatable(ast.parse(planted)) == []


def loose_sentences(tree: ast.AST) -> list[str]:
    """Texts of several words that a person could read and that gettext does not see."""
    excused: set[int] = set()
    for node in ast.walk(tree):
        if texts(node) is not None or isinstance(node, ast.Raise):
            excused |= {id(inner) for inner in ast.walk(node)}
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            excused.add(id(node.value))  # a docstring
        for annotation in (getattr(node, "returns", None), getattr(node, "annotation", None)):
            excused.add(id(annotation))
    return [
        f"line {node.lineno}: {node.value!r} goes through _()"
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in excused
        and is_sentence(node.value)
    ]


def is_sentence(text: str) -> bool:
    """Not the name of a task or an object, nor a style sheet."""
    if "{" in text and "}" in text and ";" in text:
        return False
    words = [word for word in text.split() if word.strip(".,:;!?…").isalpha()]
    return len(words) >= 2 and (text.strip()[0].isupper() or text.rstrip()[-1] in ".:!?…")


@pytest.mark.parametrize(
    "path",
    [path for path in FILES if path.relative_to(PACKAGE).parts[0] in {"wording", "ui"}],
    ids=lambda path: str(path.relative_to(PACKAGE)),
)
def test_no_sentence_goes_past_gettext(path: Path) -> None:
    assert loose_sentences(tree_of(path)) == []


def test_a_planted_sentence_is_found() -> None:
    assert loose_sentences(ast.parse("label.setText('Paste it here')")) != []
    assert loose_sentences(ast.parse("label.setText(_('Paste it here'))")) == []
