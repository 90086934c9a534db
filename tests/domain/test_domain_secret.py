"""A secret is never shown by accident, whatever looks at it."""

import copy
import gc
import json
import logging
import pickle
import sys
import threading
import traceback
from dataclasses import asdict, dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ltx_desktop.domain.secret import Secret

TEXT = "SYNTHETIC-secret-value"


@dataclass(frozen=True)
class Holder:
    secret: Secret


def test_only_reveal_gives_the_text() -> None:
    assert Secret(TEXT).reveal() == TEXT


@pytest.mark.parametrize(
    "shown",
    [
        repr(Secret(TEXT)),
        str(Secret(TEXT)),
        f"{Secret(TEXT)}",
        f"{Secret(TEXT)!r:>40}",
        f"{Secret(TEXT)!s}",
        "{}".format(Secret(TEXT)),  # noqa: UP032 - another way into __format__
        "%s %r" % (Secret(TEXT), Secret(TEXT)),  # noqa: UP031 - another way into __str__
        ascii(Secret(TEXT)),
        repr([Secret(TEXT)]),
        repr({"cookie": Secret(TEXT)}),
        repr(Holder(Secret(TEXT))),
        str(ValueError(Secret(TEXT))),
        repr(KeyError(Secret(TEXT))),
    ],
)
def test_no_way_of_printing_shows_it(shown: str) -> None:
    assert "SYNTHETIC" not in shown
    assert "…" in shown or "\\u2026" in shown


@pytest.mark.parametrize("specification", [">40", "s", "x", ".5"])
def test_a_format_specification_shows_nothing_either(specification: str) -> None:
    with pytest.raises(TypeError) as caught:
        format(Secret(TEXT), specification)
    assert "SYNTHETIC" not in str(caught.value)


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_it_is_never_pickled(protocol: int) -> None:
    with pytest.raises(TypeError) as caught:
        pickle.dumps(Secret(TEXT), protocol)
    assert "SYNTHETIC" not in str(caught.value)


def test_it_is_never_copied() -> None:
    with pytest.raises(TypeError):
        copy.copy(Secret(TEXT))
    with pytest.raises(TypeError):
        copy.deepcopy([Secret(TEXT)])
    with pytest.raises(TypeError):
        asdict(Holder(Secret(TEXT)))


def test_it_is_not_written_as_json() -> None:
    with pytest.raises(TypeError) as caught:
        json.dumps({"cookie": Secret(TEXT)})
    assert "SYNTHETIC" not in str(caught.value)


def test_it_has_no_attributes_to_list() -> None:
    assert not hasattr(Secret(TEXT), "__dict__")


def test_a_traceback_with_locals_does_not_show_it() -> None:
    def fail(secret: Secret, holder: Holder) -> None:
        raise ValueError(secret, holder)

    with pytest.raises(ValueError, match="Secret") as caught:
        fail(Secret(TEXT), Holder(Secret(TEXT)))
    seen = traceback.TracebackException.from_exception(caught.value, capture_locals=True)
    report = "".join(seen.format())
    assert "secret = Secret(" in report
    assert TEXT not in report


def test_a_log_record_does_not_show_it() -> None:
    record = logging.LogRecord("t", logging.INFO, __file__, 1, "sent %s", (Secret(TEXT),), None)
    assert record.getMessage() == "sent Secret(…)"


def test_secrets_of_one_text_are_one_key() -> None:
    assert Secret(TEXT) == Secret(TEXT)
    assert Secret(TEXT) != Secret(TEXT + "x")
    assert len({Secret(TEXT), Secret(TEXT), Secret("other-SYNTHETIC")}) == 2


def test_it_is_not_equal_to_its_own_text() -> None:
    assert Secret(TEXT) != TEXT
    assert hash(Secret(TEXT)) != hash(TEXT)


def test_lone_surrogates_of_a_paste_can_be_compared() -> None:
    assert Secret("\ud800") == Secret("\ud800")
    assert Secret("\ud800") != Secret("\udfff")


@given(st.text())
def test_its_length_is_the_texts(text: str) -> None:
    assert len(Secret(text)) == len(text)


@given(st.text(st.characters(exclude_characters="…")))
def test_shortened_gives_away_at_most_a_quarter_and_an_eighth(text: str) -> None:
    start, _ellipsis, end = Secret(text).shortened().rpartition("…")
    assert len(start) <= min(4, len(text) // 4)
    assert len(end) <= min(2, len(text) // 8)
    assert text.startswith(start)
    assert text.endswith(end)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("", "…"),
        ("abc", "…"),
        ("abcd", "a…"),
        ("abcdefgh", "ab…h"),
        ("eyJhbGciOiJub25l", "eyJh…5l"),
        ("x" * 5000, "xxxx…xx"),
    ],
)
def test_shortened_is_a_hint_for_the_eye(text: str, shown: str) -> None:
    assert Secret(text).shortened() == shown


def test_redacted_text_has_none_of_the_secrets_that_this_process_holds() -> None:
    held = [Secret(TEXT), Secret("SYN/refresh+abc=="), Secret("SYN-\ud800-lone")]
    text = f"GET /?a={TEXT}&b={held[1].reveal()} {held[2].reveal()}"
    assert Secret.redacted(text) == "GET /?a=[redacted]&b=[redacted] [redacted]"


def test_a_secret_that_begins_like_another_leaves_no_end() -> None:
    held = [Secret(TEXT[:length]) for length in range(6, len(TEXT) + 1)]
    for secret in held:
        assert Secret.redacted(f"sent {secret.reveal()}.") == "sent [redacted]."


def test_what_is_too_short_for_a_secret_is_left_in_innocent_words() -> None:
    held = [Secret(""), Secret("a"), Secret("token")]
    assert Secret.redacted("a token was sent") == "a token was sent"
    assert all(Secret.redacted(one.reveal()) == one.reveal() for one in held)


def test_what_this_process_does_not_hold_any_more_is_forgotten() -> None:
    secret = Secret("forgotten-one")
    del secret
    gc.collect()
    assert Secret.redacted("forgotten-one") == "forgotten-one"


def test_of_two_secrets_with_one_text_either_may_go() -> None:
    first, second = Secret("SYNTHETIC-twice"), Secret("SYNTHETIC-twice")
    del first
    gc.collect()
    assert Secret.redacted(second.reveal()) == "[redacted]"


def test_a_line_is_redacted_while_another_thread_makes_secrets() -> None:
    held = [Secret(f"SYNTHETIC-{number}") for number in range(100)]
    done = threading.Event()

    def make() -> None:
        while not done.is_set():
            [Secret(f"{TEXT}-{number}") for number in range(100)]

    thread = threading.Thread(target=make)
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    thread.start()
    try:
        for secret in held * 5:
            assert Secret.redacted(secret.reveal()) == "[redacted]"
    finally:
        done.set()
        thread.join()
        sys.setswitchinterval(interval)
