"""Measures what the tests of each Qt-free folder cover of it, and fails where a file falls below.

    uv run python tests/coverage_by_folder.py [FOLDER …]

Tests of other folders do not count: what a layer promises is tested beside it.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("domain", "api", "store", "services")
LEAST = 95.0
"""Percent of lines and branches, of each file."""


def main() -> int:
    folders = sys.argv[1:] or FOLDERS
    fallen: list[str] = []
    with (
        tempfile.TemporaryDirectory() as data,
        ThreadPoolExecutor(os.cpu_count()) as several,
    ):
        for found in several.map(lambda folder: [*below(folder, Path(data))], folders):
            fallen += found
    sys.stdout.write("".join(f"{line}\n" for line in fallen))
    if fallen:
        sys.stdout.write(f"{len(fallen)} below {LEAST:g} %\n")
    return 1 if fallen else 0


def below(folder: str, data: Path) -> Iterator[str]:
    """A line for each file that the folder's own tests cover too little of."""
    run, report = data / folder, data / f"{folder}.json"
    coverage = [sys.executable, "-m", "coverage"]
    measured = ["run", f"--data-file={run}", f"--source=ltx_desktop/{folder}"]
    tests = ["-m", "pytest", "-q", "-n", "0", f"tests/{folder}"]
    done = subprocess.run(
        [*coverage, *measured, *tests], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode:
        yield f"tests/{folder} failed:\n{done.stdout}{done.stderr}"
        return
    subprocess.run(
        [*coverage, "json", "-q", f"--data-file={run}", "-o", report], cwd=ROOT, check=True
    )
    files = json.loads(report.read_text("utf-8"))["files"]
    if len(files) < len([*(ROOT / "ltx_desktop" / folder).rglob("*.py")]):
        yield f"ltx_desktop/{folder}: only {len(files)} files were measured"
    for name, file in files.items():
        covered = file["summary"]["percent_covered"]
        if covered < LEAST:
            yield f"{covered:5.1f} % {name}: lines {file['missing_lines']}"


if __name__ == "__main__":
    sys.exit(main())
