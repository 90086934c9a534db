"""Each rule has values that no other rule sees: without it they would be sent."""

import pytest

from ltx_desktop.domain import evidence
from ltx_desktop.domain.cookies import LT_ID, LT_TOKEN, check_session, check_value
from ltx_desktop.domain.evidence import ASKING, REFUSING, why_asked, why_refused
from ltx_desktop.domain.problem import ProblemCode
from ltx_desktop.domain.secret import Secret

REFUSED = [
    ["***", "YOUR_LT_ID", "{{token}}", "[REDACTED]", "<refresh-token>", "$refresh_token", "null"],
    ["Y2h...e5", "SYN…THETIC", "SYN[snip]THETIC"],
    ["SYN&amp", "SYN&#39", "SYN&quot;"],
    ["SYN%%2Babc"],
    ["SYN%252Babc%253D"],
    ["SYNabc%", "SYNabc%2"],
]
ASKED = [
    ["SYNabc'", "SYNabc)", "(SYNabc", "SYNabc`", "SYNabc>"],
    ["SYNabc.", "SYNabc!", "SYNabc&"],
    ["SYNabc</code"],
    ["SYN%252Babc"],
    ["SYN^&abc", "SYN`$abc"],
    ["SYN''abc"],
    ["3DSYNabc", "SYNabc=3D"],
]
GOOD = [
    "SYN-refresh/abc+123==",
    "auth0|u-3003",
    "v1.SYN%2Bref%2Fresh~0'x%3D%3D",
    "SYN!ref$resh&tail=1^2%7E",
    "a^b",
    "$X",
    "x",
    "(a)",
    "2002",
    "6f1c9e02-77aa-4b1e-9d2e-0c5a1b2c3d4e",
]


def test_every_rule_has_its_values() -> None:
    assert (len(REFUSED), len(ASKED)) == (len(REFUSING), len(ASKING))


@pytest.mark.parametrize("place", range(len(REFUSING)))
def test_without_a_rule_a_proven_damage_is_taken(
    place: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert {why_refused(text) for text in REFUSED[place]} == {REFUSING[place].code}
    monkeypatch.setattr(evidence, "REFUSING", REFUSING[:place] + REFUSING[place + 1 :])
    assert None in {why_refused(text) for text in REFUSED[place]}


@pytest.mark.parametrize("place", range(len(ASKING)))
def test_without_a_rule_a_likely_damage_is_not_asked_about(
    place: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert {why_asked(text) for text in ASKED[place]} == {ASKING[place].code}
    monkeypatch.setattr(evidence, "ASKING", ASKING[:place] + ASKING[place + 1 :])
    assert None in {why_asked(text) for text in ASKED[place]}


@pytest.mark.parametrize("text", GOOD)
def test_a_good_value_that_looks_odd_stays_good(text: str) -> None:
    assert (why_refused(text), why_asked(text)) == (None, None)


HEADER = "eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0"
SIGNED = "eyJhbGciOiJIUzI1NiJ9"
CLAIMS = "eyJzdWIiOiJzb21lYm9keSJ9"
SIGNATURE = "SYNTHETIC-signature-of-43-characters-_01234"


@pytest.mark.parametrize(
    ("token", "code"),
    [
        (f"{SIGNED}.{CLAIMS}.{SIGNATURE}", None),
        (f"{SIGNED}.{CLAIMS}.{SIGNATURE[:-1]}", ProblemCode.DAMAGED_TOKEN),
        (f"{SIGNED[1:]}.{CLAIMS}.{SIGNATURE}", ProblemCode.DAMAGED_TOKEN),
        (f"{SIGNED}.{CLAIMS}", ProblemCode.DAMAGED_TOKEN),
        (f"{HEADER}.{CLAIMS[:-2]}.SYNTHETIC", ProblemCode.DAMAGED_TOKEN),
        (f"{HEADER}.{CLAIMS}.SYNTHETIC", None),
        (f"{HEADER}.a.b.c.SYNTHETIC", None),
        ("SYNTHETIC-opaque", None),
    ],
)
def test_a_token_that_is_one_must_be_whole(token: str, code: ProblemCode | None) -> None:
    problem = check_value(LT_TOKEN, Secret(token))
    assert (problem.code if problem else None) is code


def test_a_doubt_is_told_only_of_what_is_not_refused() -> None:
    codes = {one.code for one in check_session({LT_ID: Secret("SYN abc'")}) if one.field == LT_ID}
    assert codes == {ProblemCode.URL_DECODED}
