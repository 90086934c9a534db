"""Damaged on its way, a right paste is refused or asked about, and never taken with a wrong value.

The one exception cannot be known: a bare last value that was cut at the end of the text. It is
counted here, and shown to the person by its end and length. A sample is read in each run; all of
them with `pytest -m soak tests/domain/test_domain_paste_mutations.py`.
"""

import base64
import json
import random
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from harness.mutations import DAMAGES, Mutation, cuts, two_sessions
from harness.written_pastes import WRITERS, Writer

from ltx_desktop.domain.cookies import COOKIE_NAMES, is_doubtful, refused
from ltx_desktop.domain.paste import read_paste
from ltx_desktop.domain.paste.octets import text_of
from ltx_desktop.domain.paste.unproven import unproven

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
FIELD = CORPUS / "field" / "pastes.jsonl"
SAMPLE = 2
"""Mutations of one kind and paste; some seconds together."""

DECODED = {"firefox-decodes-the-list.har"}
"""Has values that Firefox decoded, beside the right ones: which those are cannot be known."""

Values = Mapping[str, str]
RIGHT, ASKED, REFUSED, UNKNOWABLE, WRONG = "right", "asked", "refused", "unknowable", "wrong"


def token(**claims: object) -> str:
    def part(value: object) -> str:
        return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")

    signature = "SYNTHETIC-signature-of-43-characters-_0123456789"[:43]
    return f"{part({'alg': 'HS256', 'typ': 'JWT'})}.{part(claims)}.{signature}"


def session(lt_id: str, refresh: str, **claims: object) -> dict[str, str]:
    return {"lt_id": lt_id, "lt_token": token(**claims), "lt_refresh_token": refresh}


SESSIONS = [
    session("user123-SYN", "SYNTHETIC-refresh/abc+123==", email="a@synthetic.example", iat=1),
    session("auth0|u-3003", "v1.SYN%2Bref%2Fresh~0'x%3D%3D", email="b@synthetic.example", iat=2),
    session("6f1c9e02-77aa-4b1e", "SYN!ref$resh&tail^2%7E", sub="u-2"),
]


def outcome(text: str, values: Values) -> str:
    paste = read_paste(text)
    if refused(paste.problems):
        return REFUSED
    if is_doubtful(paste.problems):
        return ASKED
    wrong = [name for name in COOKIE_NAMES if paste.cookies[name].reveal() != values[name]]
    if not wrong:
        return RIGHT
    shown = {one.name for one in unproven(paste)}
    is_cut = all(values[name].startswith(paste.cookies[name].reveal()) for name in wrong)
    return UNKNOWABLE if is_cut and shown.issuperset(wrong) else WRONG


def written(write: Writer, values: Values, chance: random.Random) -> str:
    others = [("_ga", "GA1.1.123"), ("_gid", "GA1.2.7")]
    ours = list(values.items())
    jar = chance.choice(
        [ours, [others[0], *ours], [*ours, others[1]], [others[0], *ours, others[1]]]
    )
    return write(jar, chance.choice)


def right_pastes(chance: random.Random) -> Iterator[tuple[str, str, Values]]:
    """A name, a text and its values: of every writer, and of what people really had."""
    for write in WRITERS:
        for values in SESSIONS:
            yield write.__name__, written(write, values, chance), values
    for line in FIELD.read_text("utf-8").splitlines():
        case = json.loads(line)
        if "cookies" in case["expect"]:
            yield case["name"], case["text"], case["expect"]["cookies"]
    for path in sorted(CORPUS.iterdir()):
        text = text_of(path.read_bytes()) if path.is_file() else ""
        if path.name in DECODED:
            continue
        if isinstance(text, str) and (read := taken(text)):
            yield path.name, text, read


def taken(text: str) -> Values | None:
    paste = read_paste(text)
    if refused(paste.problems) or is_doubtful(paste.problems):
        return None
    return {name: paste.cookies[name].reveal() for name in COOKIE_NAMES}


def outcomes_of(mutate: Mutation, sample: int | None, seed: int) -> Counter[str]:
    chance = random.Random(seed)
    counted: Counter[str] = Counter()
    pastes = list(right_pastes(chance))
    for name, text, values in pastes if sample is None else chance.sample(pastes, 150):
        mutations = [one for one in mutate(text, values) if one != text]
        if sample is not None:
            mutations = chance.sample(mutations, min(sample, len(mutations)))
        for mutation in mutations:
            result = outcome(mutation, values)
            assert result != WRONG, f"{mutate.__name__} of {name}: {mutation}"
            counted[result] += 1
    return counted


@pytest.mark.parametrize("write", WRITERS, ids=[write.__name__ for write in WRITERS])
def test_what_is_whole_is_taken_without_a_question(write: Writer) -> None:
    for seed in range(6):
        for values in SESSIONS:
            text = written(write, values, random.Random(seed))
            if write.__name__.startswith("firefox_") and write.__name__.endswith("cookies"):
                assert outcome(text, values) in {RIGHT, ASKED}, text
            else:
                assert outcome(text, values) == RIGHT, text


@pytest.mark.parametrize("mutate", [*DAMAGES, two_sessions], ids=lambda one: one.__name__)
def test_a_damaged_paste_is_never_taken_with_a_wrong_value(mutate: Mutation) -> None:
    counted = outcomes_of(mutate, SAMPLE, seed=1)
    assert not counted[UNKNOWABLE]
    assert counted[REFUSED] + counted[ASKED]


def test_only_a_bare_last_value_can_be_cut_unseen() -> None:
    counted = outcomes_of(cuts, 2 * SAMPLE, seed=2)
    assert 0 < counted[UNKNOWABLE] < 0.05 * counted.total()


def test_a_last_value_that_lost_its_end_is_never_taken_as_proven() -> None:
    pastes = list(right_pastes(random.Random(4)))
    for lost in (1, 2, 3, 7):
        for name, text, values in pastes:
            if len(text) > lost:
                assert outcome(text[:-lost], values) != WRONG, (name, lost)


@pytest.mark.soak
@pytest.mark.parametrize("mutate", [cuts, *DAMAGES, two_sessions], ids=lambda one: one.__name__)
def test_no_mutation_at_all_is_taken_with_a_wrong_value(mutate: Mutation) -> None:
    print(mutate.__name__, dict(outcomes_of(mutate, None, seed=3)))  # noqa: T201
