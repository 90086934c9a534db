"""Measures how the app compares with its floors, and tells it as a table of ratios.

    uv run python tests/benchmarks/run.py [--only WORD …] [--runs 11] [--json FILE]

Each figure is measured in a process of its own, on a private display, its floor in turns with it.
"""

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]

sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

import figure  # noqa: E402 - the path comes before
import peers  # noqa: E402 - likewise

FIGURES = (
    *("start.first_frame_30", "start.first_frame_10000", "start.check_offline"),
    *("start.memory", "start.idle_processor", "start.hidden_wakeups", "size.install"),
    *("table.tick", "table.refresh", "table.sort", "table.filtering"),
    *("stalls.tick", "stalls.typing", "stalls.refresh_1000", "stalls.refresh_10000"),
    *("stalls.har", "stalls.requests", "pastes.curl", "pastes.har", "pastes.by_name"),
    *("log_in.chromium", *(f"peers.{name}" for name in peers.INSTALLED)),
)


def main(words: Sequence[str]) -> int:
    """0 where everything was measured and met its bar, else 1."""
    options = _parser().parse_args(words)
    if options.one:
        measure = _measure_of(options.one)
        sys.stdout.write(figure.as_json([measure(options.runs)]))
        return 0
    wanted = [name for name in FIGURES if not options.only or any(w in name for w in options.only)]
    figures = []
    print(figure.heading(), flush=True)
    with private_display() as display:
        for name in wanted:
            try:
                figures.append(_apart(name, options.runs, display))
            except subprocess.CalledProcessError:
                print(f"{name:62} could not be measured", flush=True)
            else:
                print(figure.line(figures[-1]), flush=True)
    if options.json:
        figure.write_json(figures, options.json)
    return int(len(figures) < len(wanted) or not all(one.is_met for one in figures))


def _measure_of(name: str) -> Callable[[int], "figure.Figure"]:
    module, function = name.split(".")
    found: Callable[[int], figure.Figure] = getattr(__import__(module), function)
    return found


def _apart(name: str, runs: int, display: str) -> "figure.Figure":
    done = subprocess.run(
        [sys.executable, str(Path(__file__).resolve()), "--one", name, "--runs", str(runs)],
        env=os.environ | {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "LANG": "C.UTF-8"},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    (found,) = figure.from_json(done.stdout)
    return found


@contextmanager
def private_display() -> Iterator[str]:
    """A private one; that of the desktop where there is no Xvfb."""
    program = shutil.which("Xvfb")
    if program is None:
        yield os.environ.get("DISPLAY", "")
        return
    reading, writing = os.pipe()
    screen = ["-screen", "0", "1600x1200x24", "-nolisten", "tcp", "-noreset"]
    with subprocess.Popen(
        [program, "-displayfd", str(writing), *screen],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,
    ) as server:
        os.close(writing)
        with os.fdopen(reading) as answer:
            number = answer.readline().strip()
        try:
            yield f":{number}"
        finally:
            server.terminate()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", nargs="+", metavar="WORD", help=", ".join(FIGURES))
    parser.add_argument("--runs", type=int, default=11)
    parser.add_argument("--json", type=Path, metavar="FILE")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
