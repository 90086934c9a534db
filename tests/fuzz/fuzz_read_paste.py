"""Coverage-guided fuzzing of `read_paste`, on demand: atheris is no dependency of the tests.

    uv run --with atheris python tests/fuzz/fuzz_read_paste.py FOLDER -max_total_time=300

FOLDER is for what libFuzzer collects; it begins with `tests/corpus`. What it finds lies in the
current folder as `crash-…` or `timeout-…`: shortened, it goes into `tests/corpus`.
"""

import sys
from pathlib import Path

import atheris

TESTS = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(TESTS))

with atheris.instrument_imports(include=["ltx_desktop"]):
    from harness.paste_invariants import read_soundly

    from ltx_desktop.domain.paste.octets import text_of

LONGEST = 20_000
SECONDS = 5


def read_anything(octets: bytes) -> None:
    text = text_of(octets)
    if isinstance(text, str):
        read_soundly(text)


def main() -> None:
    options = [f"-max_len={LONGEST}", f"-timeout={SECONDS}"]
    atheris.Setup([*sys.argv, *options, str(TESTS / "corpus")], read_anything)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
