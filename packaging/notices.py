"""Writes `resources/notices/THIRD-PARTY.txt`: whose work comes along, and under which licences.

    uv run python packaging/notices.py

Run it after every change of the dependencies in `uv.lock`. What this system does without (Windows
alone needs it, say) is fetched with uv into a folder that goes again.
"""

import re
import subprocess
import sys
import sysconfig
import tempfile
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from importlib.metadata import Distribution, distributions
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NOTICES = ROOT / "resources" / "notices" / "THIRD-PARTY.txt"
LICENCES = ROOT / "packaging" / "licences"
"""Texts that are in no package."""

OF_QT = {"pyside6-essentials", "shiboken6"}
RULE = "=" * 80
_LICENCE_FILE = re.compile(r"(?:licen[cs]es?|copying|notice)\b[^/]*", re.IGNORECASE)

_HEAD = """\
{rule}
LTX Accounts
{rule}

{own}
LTX Accounts is built on the work of others, which follows: first what is in
every installation, then what comes with the installed programs only. Each part
stays under its own licence. The source of a Python package is at
https://pypi.org/project/NAME/VERSION/.

{list}
"""

_QT = """\
Qt {version} and Qt for Python (PySide6, Shiboken) are used under the GNU Lesser
General Public License, version 3; its text and that of the GNU General Public
License, which it refers to, are at the end of this file. Copyright (C) The Qt
Company Ltd. and other contributors.

They are neither changed nor linked statically: they are libraries of their own
that you may replace.

  - Installed with pipx, uv or pip: install another PySide6-Essentials into the
    same environment (`pipx runpip ltx-desktop install PySide6-Essentials==…`).
  - In the installed programs: the libraries are files below
    `_internal/PySide6` and `_internal/shiboken6` (on a Mac below
    `Contents/Frameworks`). Put your own builds of the same names there; the
    program loads what it finds. No key or signature is asked for, except by
    macOS itself: sign your copy with `codesign --force --deep --sign -`.
  - You may also build the programs anew from the source of LTX Accounts, with
    whatever Qt you like: packaging/RELEASING.md says how.

You may take the programs apart and study them to find faults in such changes.

The source of these libraries:
  https://download.qt.io/official_releases/QtForPython/pyside6/
  https://download.qt.io/official_releases/qt/
Qt has parts of others in it (FreeType, HarfBuzz, ICU, libpng, PCRE2, zlib and
more), each with a notice of its own:
  https://doc.qt.io/qt-6/licenses-used-in-qt.html
"""

_FROZEN = """\
{rule}
What comes with the installed programs only
{rule}

The programs start through PyInstaller's loader (GPL-2.0-or-later with an
exception that sets no terms for programs which are made with it;
https://pyinstaller.org). On Linux they bring some of the libraries of the
system that they were built on, among them OpenSSL (Apache-2.0), SQLite (in the
public domain), libffi, Expat, XCB and libxkbcommon (MIT), bzip2, liblzma, zlib,
libmpdec and libuuid (BSD and alike): their notices are in the folder `system`
beside this file. On Windows they bring Microsoft's Visual C++ run time.

{rule}
Python
{rule}

Licence: PSF-2.0
Source: https://www.python.org/downloads/source/

{python}
"""


def main() -> int:
    NOTICES.parent.mkdir(exist_ok=True)
    NOTICES.write_text(rendered(runtime_packages()), "utf-8")
    return 0


def runtime_packages() -> dict[str, list[str]]:
    """What the app needs to run, on whatever system: normalised names and locked versions.

    A package has several versions where the lock gives newer Pythons another one.
    """
    lock = tomllib.loads((ROOT / "uv.lock").read_text("utf-8"))
    packages = defaultdict(list)
    for package in lock["package"]:
        packages[package["name"]].append(package)
    found: dict[str, list[str]] = {}
    left = [{"name": "ltx-desktop"}]
    while left:
        wanted = left.pop()
        for package in packages[wanted["name"]]:
            left += [
                needed
                for extra in wanted.get("extra", ())
                for needed in package["optional-dependencies"][extra]
            ]
        if wanted["name"] not in found:
            found[wanted["name"]] = [one.get("version", "") for one in packages[wanted["name"]]]
            for package in packages[wanted["name"]]:
                left += package.get("dependencies", ())
    del found["ltx-desktop"]
    return dict(sorted(found.items()))


def title(name: str, versions: Iterable[str]) -> str:
    return f"{name} {' or '.join(versions)}"


def rendered(packages: dict[str, list[str]]) -> str:
    with tempfile.TemporaryDirectory() as folder:
        have = _complete(packages, Path(folder))
        parts = [
            _HEAD.format(
                rule=RULE,
                own=(ROOT / "LICENSE").read_text("utf-8"),
                list="\n".join(
                    f"  {title(name, versions)} ({licence_name(have[name])})"
                    for name, versions in packages.items()
                ),
            ),
            *(section(name, versions, have[name]) for name, versions in packages.items()),
        ]
    python = Path(sysconfig.get_path("stdlib"), "LICENSE.txt").read_text("utf-8")
    parts.append(_FROZEN.format(rule=RULE, python=python.strip()))
    parts += [
        f"{RULE}\n{path.stem}\n{RULE}\n\n{path.read_text('utf-8').strip()}\n"
        for path in sorted(LICENCES.iterdir(), reverse=True)
    ]
    return "\n".join(parts)


def section(name: str, versions: Iterable[str], package: Distribution) -> str:
    text = "\n\n".join(licence_texts(package))
    if name in OF_QT:
        text = _QT.format(version=" or ".join(versions))
    if not text:
        raise SystemExit(f"{name} {package.version} has no licence text: find it and add it here")
    heading = f"{RULE}\n{title(name, versions)}\n{RULE}"
    return f"{heading}\n\nLicence: {licence_name(package)}\n\n{text.strip()}\n"


def licence_name(package: Distribution) -> str:
    """As the package itself says it, in the newest of three ways."""
    metadata = package.metadata
    given = metadata.get("License-Expression") or metadata.get("License") or ""
    if given and "\n" not in given and given != "UNKNOWN":
        return given
    classifiers = metadata.get_all("Classifier") or []
    names = [one.rpartition(" :: ")[2] for one in classifiers if one.startswith("License ::")]
    return ", ".join(names) or "see below"


def licence_texts(package: Distribution) -> Iterator[str]:
    """Without those that a package has twice."""
    seen: set[str] = set()
    for path in package.files or ():
        if ".dist-info/" not in str(path) or not _LICENCE_FILE.fullmatch(path.name):
            continue
        lines = path.read_text("utf-8").expandtabs().splitlines()
        text = "\n".join(line.rstrip() for line in lines).strip("\n")
        if text not in seen:
            seen.add(text)
            yield text


def installed() -> dict[str, Distribution]:
    """By normalised name."""
    return {_normalised(one.name): one for one in distributions()}


def _complete(packages: dict[str, list[str]], folder: Path) -> dict[str, Distribution]:
    """All of these packages, those that are not installed here from `folder`."""
    have = installed()
    old = [name for name in packages if name in have and have[name].version not in packages[name]]
    if old:
        raise SystemExit(f"not as locked: {', '.join(old)}; run `uv sync --frozen`")
    missing = [f"{name}=={packages[name][0]}" for name in packages if name not in have]
    if missing:
        command = ("uv", "pip", "install", "--quiet", "--no-deps", "--target", str(folder))
        subprocess.run([*command, "--python-platform", "windows", *missing], check=True)  # noqa: S603 - uv
        fetched = distributions(path=[str(folder)])
        have |= {_normalised(one.name): one for one in fetched}
    return have


def _normalised(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


if __name__ == "__main__":
    sys.exit(main())
