"""Coverage-guided fuzzing of `read_paste`, on demand: atheris is no dependency of the tests.

    uv run --with atheris python tests/fuzz/fuzz_read_paste.py FOLDER -max_total_time=300

FOLDER is for what libFuzzer collects; it begins with `tests/corpus`. What it finds lies in the
current folder as `crash-…` or `timeout-…`: shortened, it goes into `tests/corpus`.
"""

import sys
from datetime import UTC, datetime
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["ltx_desktop"]):
    from ltx_desktop.domain.cookies import COOKIE_NAMES, SessionCookies, refused
    from ltx_desktop.domain.paste import read_paste
    from ltx_desktop.domain.paste.octets import text_of

NOW = datetime(2026, 1, 1, tzinfo=UTC)
CORPUS = Path(__file__).resolve().parent.parent / "corpus"
LONGEST = 20_000
SECONDS = 5
SURELY_A_SECRET = 24
"""Characters; a shorter value may stand in a repr by chance."""


def read_anything(octets: bytes) -> None:
    """No error, nothing told of a value, and whatever is not refused can be sent."""
    text = text_of(octets)
    if not isinstance(text, str):
        return
    paste = read_paste(text, NOW)
    told = repr(paste)
    for name, value in paste.cookies.items():
        if len(value) >= SURELY_A_SECRET and value.reveal() in told:
            raise AssertionError(f"the repr tells {name}")
    if {*COOKIE_NAMES} <= paste.cookies.keys() and not refused(paste.problems):
        header = SessionCookies.from_values(paste.cookies).header().reveal()
        if not header.isascii() or not header.isprintable():
            raise AssertionError("what was not refused fits in no header")


def main() -> None:
    options = [f"-max_len={LONGEST}", f"-timeout={SECONDS}"]
    atheris.Setup([*sys.argv, *options, str(CORPUS)], read_anything)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
