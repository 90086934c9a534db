"""What is written in a format is read back from it, whatever the values are made of."""

import random
import string

import pytest
from harness import cookie_exports as exports
from harness.browser_menus import Pairs
from harness.paste_invariants import read_soundly
from harness.written_pastes import WRITERS, is_told_apart, jars, written
from hypothesis import given
from hypothesis import strategies as st

from ltx_desktop.domain.cookies import COOKIE_NAMES, refused
from ltx_desktop.domain.paste import Paste, PasteFormat, read_paste
from ltx_desktop.domain.problem import ProblemCode

WITH_EXPIRIES = {
    PasteFormat.HAR,
    PasteFormat.SET_COOKIE,
    PasteFormat.COOKIE_LIST,
    PasteFormat.NETSCAPE,
    PasteFormat.LWP,
    PasteFormat.CHROME_TABLE,
}
WITH_MAX_JOBS = {PasteFormat.API_BODY, PasteFormat.API_SNIPPET}


@given(jar=jars(), seed=st.integers(0, 2**32))
def test_every_cookie_comes_back_as_it_was_from_every_format(jar: Pairs, seed: int) -> None:
    for write, formats in WRITERS.items():
        if is_told_apart(write, jar):
            text = write(jar, random.Random(seed).choice)
            assert_as_it_was(read_soundly(text), jar, formats, f"{write.__name__}: {text}")


def assert_as_it_was(paste: Paste, jar: Pairs, formats: set[PasteFormat], told: str) -> None:
    assert paste.format in formats, told
    found = {name: value.reveal() for name, value in paste.cookies.items()}
    assert {name: found.get(name) for name, _value in jar} == dict(jar), told
    assert paste.max_jobs == (7 if paste.format in WITH_MAX_JOBS else None), told
    if paste.format in WITH_EXPIRIES:
        assert {paste.expiries[name] for name in COOKIE_NAMES} == {exports.EXPIRY}, told


def firsts(choices: list[str]) -> str:
    return choices[0]


TOKEN_LIKE = st.text(alphabet=f"{string.ascii_letters}{string.digits}._+/%-", min_size=2)
LINE_BREAKS = st.sampled_from(["\n", "\r\n", "\r", "\n    ", "\n\n", "\x0b", "\x85", "\u2028"])


@given(
    values=st.tuples(*3 * [TOKEN_LIKE]), padding=st.sampled_from(["", "=", "=="]), data=st.data()
)
def test_a_value_broken_over_lines_is_refused_and_never_joined_in_any_format(
    values: tuple[str, ...], padding: str, data: st.DataObject
) -> None:
    session = [(name, value + padding) for name, value in zip(COOKIE_NAMES, values, strict=True)]
    place = data.draw(st.integers(0, 2))
    name, value = session[place]
    cut = data.draw(st.integers(1, len(value) - 1))
    session[place] = (name, value[:cut] + data.draw(LINE_BREAKS) + value[cut:])
    for write in WRITERS:
        text = write(session, firsts)
        paste = read_soundly(text)
        assert refused(paste.problems), f"{write.__name__}: {text}"
        if name in paste.cookies:
            assert value != paste.cookies[name].reveal(), f"{write.__name__}: {text}"


def wraps(text: str, width: int) -> str:
    return "\n".join(text[start : start + width] for start in range(0, len(text), width))


@pytest.mark.parametrize("width", [20, 72, 80])
@pytest.mark.parametrize("before", ["", "Cookie: "])
def test_a_paste_wrapped_by_a_terminal_is_told_by_its_name(before: str, width: int) -> None:
    text = before + written([(name, "SYNTHETIC" * 20) for name in COOKIE_NAMES])
    problems = read_paste(wraps(text, width)).problems
    assert ProblemCode.LINE_BREAK in {problem.code for problem in problems} or refused(problems)
