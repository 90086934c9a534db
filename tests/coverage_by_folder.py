"""Measures how much of five folders their own tests cover; fails below 95 % of a file.

    uv run python tests/coverage_by_folder.py [FOLDER …]

Tests of other folders do not count: what a layer promises is tested beside it.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hypothesis import settings

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("domain", "api", "store", "services", "browsers")
"""The one that takes longest goes first."""

LEAST = 95.0
"""Percent of lines and branches, of each file."""

FEW = "few"
"""The first random values reach the same lines as all of them."""

# pytest also loads this file, as a plugin.
settings.register_profile(FEW, deadline=None, derandomize=True, max_examples=10)


@dataclass
class Folder:
    """The result for one folder; `faults` has a line for each file below, the worst first."""

    name: str
    files: int
    seconds: float
    faults: list[str]


def main() -> int:
    names = sys.argv[1:] or FOLDERS
    faults = 0
    with (
        tempfile.TemporaryDirectory() as data,
        ThreadPoolExecutor(os.cpu_count()) as several,
    ):
        for done in as_completed([several.submit(measure, name, Path(data)) for name in names]):
            folder = done.result()
            faults += len(folder.faults)
            say(f"{folder.name}: {folder.files} files in {folder.seconds:.0f} s", *folder.faults)
    say(f"{faults} faults" if faults else f"every file has {LEAST:g} %")
    return 1 if faults else 0


def say(*lines: str) -> None:
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    sys.stdout.flush()


def measure(name: str, data: Path) -> Folder:
    """Run the folder's own tests."""
    begin = time.monotonic()
    run, report = data / name, data / f"{name}.json"
    coverage = [sys.executable, "-m", "coverage"]
    measured = ["run", f"--data-file={run}", f"--source=ltx_desktop/{name}"]
    pytest = ["-m", "pytest", "-q", "-n", "0", "-p", Path(__file__).stem]
    tests = [f"--hypothesis-profile={FEW}", f"tests/{name}"]
    done = subprocess.run(
        [*coverage, *measured, *pytest, *tests],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parent)},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        faults = [f"tests/{name} failed:\n{done.stdout}{done.stderr}"]
        return Folder(name, 0, time.monotonic() - begin, faults)
    subprocess.run(
        [*coverage, "json", "-q", f"--data-file={run}", "-o", report], cwd=ROOT, check=True
    )
    files = json.loads(report.read_text("utf-8"))["files"]
    faults = below(files)
    if len(files) < len([*(ROOT / "ltx_desktop" / name).rglob("*.py")]):
        faults.append(f"ltx_desktop/{name}: only {len(files)} files were measured")
    return Folder(name, len(files), time.monotonic() - begin, faults)


def below(files: dict[str, Any]) -> list[str]:
    """A line for each file that is covered too little."""
    fallen = sorted(
        (covered, name)
        for name, file in files.items()
        if (covered := file["summary"]["percent_covered"]) < LEAST
    )
    return [
        f"  {covered:5.1f} % ({LEAST - covered:.1f} below) {name}: {missing(files[name])}"
        for covered, name in fallen
    ]


def missing(file: dict[str, Any]) -> str:
    """The lines that never ran, and the branches from line to line that were never taken."""
    lines = file["missing_lines"]
    ways = [way for way in file["missing_branches"] if not {*way} & {*lines}]
    # A negative number is the end of what begins in that line.
    named = [f"{begin}→{'end' if end < 0 else end}" for begin, end in ways]
    return " ".join([*map(str, lines), *named])


if __name__ == "__main__":
    sys.exit(main())
