"""Values in scripts, files and chats of many kinds, found by the names beside them."""

import json
from pathlib import Path

import pytest
from fakes import HEADER, ID_VALUE, REFRESH_VALUE, TOKEN_VALUE, cookie_values, make_jwt

from ltx_desktop.domain.cookies import is_doubtful, refused
from ltx_desktop.domain.paste import PasteFormat, read_paste
from ltx_desktop.domain.paste.by_name import sightings
from ltx_desktop.domain.paste.sightings import settle
from ltx_desktop.domain.problem import Problem, ProblemCode
from ltx_desktop.domain.secret import Secret

FILE = Path(__file__).resolve().parent.parent / "corpus" / "field" / "by-name.json"
TEXTS: dict[str, str] = json.loads(FILE.read_text("utf-8"))
PARTS = {
    "<ID>": ID_VALUE,
    "<TOKEN>": TOKEN_VALUE,
    "<REFRESH>": REFRESH_VALUE,
    "<HEADER>": HEADER,
    "<HEAD>": TOKEN_VALUE[:40],
    "<TAIL>": TOKEN_VALUE[40:],
}
ASKED = {"docker", "setx", "sentence"}
REFUSED = {
    "xml",
    "table aligned",
    "csv value second of three",
    "fstring",
    "concat",
    "bare var",
    "swapped",
    "masked tail",
}


def filled(name: str) -> str:
    text = TEXTS[name]
    for part, value in PARTS.items():
        text = text.replace(part, value)
    return text


@pytest.mark.parametrize("name", TEXTS)
def test_a_value_is_read_by_the_grammar_of_its_place(name: str) -> None:
    paste = read_paste(filled(name))
    assert refused(paste.problems) is (name in REFUSED)
    assert is_doubtful(paste.problems) is (name in ASKED)
    if name not in REFUSED:
        assert paste.format is PasteFormat.BY_NAME
        assert paste.cookies["lt_id"] == Secret(ID_VALUE)
        assert paste.cookies["lt_token"] == Secret(TOKEN_VALUE)
    if name not in REFUSED | ASKED:
        assert paste.cookies == cookie_values()


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_no_refusal_denies_that_the_names_are_there(name: str) -> None:
    codes = {problem.code for problem in read_paste(filled(name)).problems}
    assert not codes & {
        ProblemCode.UNRECOGNISED,
        ProblemCode.NO_COOKIES,
        ProblemCode.OTHER_HOSTS,
        ProblemCode.WEB_PAGE,
    }


def test_of_several_values_the_newest_of_one_account_counts_and_others_are_asked_about() -> None:
    old, new = (Secret(make_jwt(sub="u", iat=date)) for date in (1893456000, 1893456001))
    undated, other = Secret(make_jwt(sub="u")), Secret(make_jwt(sub="z", iat=1893456002))
    seen = [("lt_token", new), ("lt_refresh_token", Secret("SYN-new"))]
    before = [("lt_token", old), ("lt_refresh_token", Secret("SYN-old"))]
    for order in (before + seen, seen + before):
        settled = settle([("lt_id", Secret("u")), *order])
        assert settled.values == dict([("lt_id", Secret("u")), *seen])
        assert {one.code for one in settled.problems} == {ProblemCode.DUPLICATE_NAME}
    asked = settle([*seen, ("lt_token", undated)])
    assert asked.problems == (Problem(ProblemCode.SEVERAL_VALUES, "lt_token"),)
    apart = settle([("lt_token", old), ("lt_refresh_token", Secret("a")), *before, seen[0]])
    assert {one.code for one in apart.problems} == {ProblemCode.SEVERAL_VALUES}
    mixed = settle([*seen, ("lt_token", other)])
    assert mixed.problems == (Problem(ProblemCode.MIXED_SESSIONS),)


def test_what_belongs_to_another_site_is_passed_over() -> None:
    for text in (
        "lt_id\ttheirs\t.example.com",
        ".example.com\tTRUE\t/\tlt_id\ttheirs",
        "<Cookie lt_id=theirs for .example.com/>",
        "curl 'https://www.example.com/' -b 'lt_id=theirs'",
        '{"name": "lt_id", "value": "theirs", "domain": ".example.com"}',
        "Set-Cookie: lt_id=theirs; Path=/; Domain=.example.com",
    ):
        assert sightings(text) == [], text
        assert sightings(text.replace("example.com", "ltx.studio")), text
