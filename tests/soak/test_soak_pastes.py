"""Reads thousands of random texts: `pytest -m soak tests/soak/test_soak_pastes.py`.

The shortest text that is read wrongly is kept in `tests/corpus/found`, where the corpus test
reads it from the next run on.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from harness.any_paste import any_paste
from harness.browser_menus import Pairs
from harness.kept_pastes import KeptPaste, keep
from harness.paste_invariants import read_soundly
from harness.written_pastes import WRITERS, Writer, is_told_apart, jars
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

pytestmark = pytest.mark.soak

at_random = settings(
    derandomize=False, database=None, deadline=None, suppress_health_check=[*HealthCheck]
)


class Failures:
    """The shortest paste that failed; hypothesis makes them shorter as it goes on."""

    def __init__(self) -> None:
        self.shortest: KeptPaste | None = None

    @contextmanager
    def noted(self, paste: KeptPaste) -> Iterator[None]:
        try:
            yield
        except Exception:
            if self.shortest is None or len(paste.text) < len(self.shortest.text):
                self.shortest = paste
            raise


def keeping(test: Callable[[Failures], None]) -> None:
    failures = Failures()
    try:
        test(failures)
    finally:
        if failures.shortest:
            keep(failures.shortest)


def test_any_text_is_read_soundly() -> None:
    def search(failures: Failures) -> None:
        @settings(at_random, max_examples=10_000)
        @given(any_paste)
        def read(text: str) -> None:
            with failures.noted(KeptPaste(text)):
                read_soundly(text)

        read()

    keeping(search)


@pytest.mark.parametrize("write", WRITERS, ids=[write.__name__ for write in WRITERS])
def test_every_cookie_comes_back(write: Writer) -> None:
    def search(failures: Failures) -> None:
        @settings(at_random, max_examples=500)
        @given(jar=jars(), data=st.data())
        def read(jar: Pairs, data: st.DataObject) -> None:
            assume(is_told_apart(write, jar))
            text = write(jar, lambda choices: data.draw(st.sampled_from(choices)))
            with failures.noted(KeptPaste(text, dict(jar))):
                paste = read_soundly(text)
                found = {name: value.reveal() for name, value in paste.cookies.items()}
                assert found.items() >= dict(jar).items()

        read()

    keeping(search)
