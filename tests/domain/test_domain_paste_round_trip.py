"""What is written in a format is read back from it, whatever the values are made of."""

import pytest
from harness import cookie_exports as exports
from harness.browser_menus import Pairs
from harness.paste_invariants import read_soundly
from harness.written_pastes import WRITERS, Writer, is_told_apart, jars, written
from hypothesis import assume, given
from hypothesis import strategies as st

from ltx_desktop.domain.cookies import COOKIE_NAMES, refused
from ltx_desktop.domain.paste import PasteFormat, read_paste
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
writers = pytest.mark.parametrize(
    ("write", "formats"), WRITERS.items(), ids=[write.__name__ for write in WRITERS]
)


@writers
@given(jar=jars(), data=st.data())
def test_every_cookie_comes_back_as_it_was(
    write: Writer, formats: set[PasteFormat], jar: Pairs, data: st.DataObject
) -> None:
    assume(is_told_apart(write, jar))
    text = write(jar, lambda choices: data.draw(st.sampled_from(choices)))
    paste = read_soundly(text)
    assert paste.format in formats, text
    found = {name: value.reveal() for name, value in paste.cookies.items()}
    assert {name: found.get(name) for name, _value in jar} == dict(jar), text
    assert paste.max_jobs == (7 if paste.format in WITH_MAX_JOBS else None)
    if paste.format in WITH_EXPIRIES:
        assert {paste.expiries[name] for name in COOKIE_NAMES} == {exports.EXPIRY}, text


def firsts(choices: list[str]) -> str:
    return choices[0]


@writers
@given(data=st.data())
def test_a_value_broken_over_lines_is_refused_and_never_joined(
    write: Writer, formats: set[PasteFormat], data: st.DataObject
) -> None:
    token_like = st.from_regex(r"[A-Za-z0-9._+/%-]{2,40}={0,2}", fullmatch=True)
    session = [(name, data.draw(token_like)) for name in COOKIE_NAMES]
    place = data.draw(st.integers(0, 2))
    name, value = session[place]
    cut = data.draw(st.integers(1, len(value) - 1))
    line_break = data.draw(
        st.sampled_from(["\n", "\r\n", "\r", "\n    ", "\n\n", "\x0b", "\x85", "\u2028"])
    )
    session[place] = (name, value[:cut] + line_break + value[cut:])
    paste = read_soundly(write(session, firsts))
    assert refused(paste.problems)
    if name in paste.cookies:
        assert value != paste.cookies[name].reveal()


def wraps(text: str, width: int) -> str:
    return "\n".join(text[start : start + width] for start in range(0, len(text), width))


@pytest.mark.parametrize("width", [20, 72, 80])
@pytest.mark.parametrize("before", ["", "Cookie: "])
def test_a_paste_wrapped_by_a_terminal_is_told_by_its_name(before: str, width: int) -> None:
    text = before + written([(name, "SYNTHETIC" * 20) for name in COOKIE_NAMES])
    problems = read_paste(wraps(text, width)).problems
    assert ProblemCode.LINE_BREAK in {problem.code for problem in problems} or refused(problems)
