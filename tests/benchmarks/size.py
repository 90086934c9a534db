"""What an installation takes on the disk, without the tools of development."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from bench_profile import ROOT
from figure import Bar, Figure, figure_of


def install(_runs: int) -> Figure:
    uv = os.environ.get("UV") or shutil.which("uv") or str(ROOT / ".tools" / "uv" / "bin" / "uv")
    exported = subprocess.run(
        [uv, "export", "--frozen", "--no-dev", "--no-editable", "--no-hashes", "-q"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    qt = next(line for line in exported.splitlines() if line.startswith("pyside6-essentials"))
    sizes = [_installed(uv, words) for words in (f"{qt.split(';')[0].strip()}\n", exported)]
    bar = Bar("installed, / PySide6-Essentials alone", 1.15, "MB")
    return figure_of(bar, [(sizes[0], sizes[1])])


def _installed(uv: str, requirements: str) -> float:
    with tempfile.TemporaryDirectory() as name:
        target = Path(name, "site-packages")
        words = ["pip", "install", "-q", "--target", str(target), "--requirements", "-"]
        subprocess.run([uv, *words], cwd=ROOT, input=requirements, text=True, check=True)
        assert (target / "PySide6" / "QtWidgets.abi3.so").exists()
        files = [one for one in target.rglob("*") if one.is_file() and not one.is_symlink()]
        return sum(one.stat().st_size for one in files) / 1e6
