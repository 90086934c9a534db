"""Whose work comes along is told in every installation, as `uv.lock` has it."""

import re
import shutil
import tomllib
from pathlib import Path

import pytest
from notices import NOTICES, RULE, installed, runtime_packages, section, title
from system_notices import system_notices

from ltx_desktop.app.paths import resources_folder

ROOT = NOTICES.parent.parent.parent
MEND = "run `uv run python packaging/notices.py`"
TEXT = NOTICES.read_text("utf-8")
HEADINGS = re.findall(rf"^{RULE}\n(.+)\n{RULE}$", TEXT, re.MULTILINE)
PACKAGES = runtime_packages()


def test_the_notices_name_what_is_locked_and_nothing_else() -> None:
    locked = [title(name, versions) for name, versions in PACKAGES.items()]
    assert HEADINGS[0] == "LTX Accounts"
    assert HEADINGS[1 : len(locked) + 1] == locked, MEND
    for one in locked:
        assert f"\n  {one} (" in TEXT, MEND


def test_what_the_app_runs_with_was_found_in_the_lock() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    direct = {re.split(r"[\[<>=~;, ]", one)[0].lower() for one in project["dependencies"]}
    # An extra's, one of Linux and one of Windows alone; none that is for development.
    assert direct | {"socksio", "secretstorage", "pywin32-ctypes"} <= PACKAGES.keys()
    assert not PACKAGES.keys() & {"pytest", "babel", "pyinstaller", "ltx-desktop"}


@pytest.mark.parametrize("name", sorted(PACKAGES.keys() & installed().keys()))
def test_a_package_has_the_licence_that_came_with_it(name: str) -> None:
    package = installed()[name]
    if package.version not in PACKAGES[name]:
        pytest.skip(f"{package.version} is installed here")
    assert section(name, PACKAGES[name], package) in TEXT, MEND


def test_what_comes_with_the_programs_and_the_texts_of_qts_licence_follow() -> None:
    assert HEADINGS[len(PACKAGES) + 1 :] == [
        "What comes with the installed programs only",
        "Python",
        "LGPL-3.0",
        "GPL-3.0",
    ]
    for said in (
        "PYTHON SOFTWARE FOUNDATION LICENSE VERSION 2",
        "GNU LESSER GENERAL PUBLIC LICENSE",
        "GNU GENERAL PUBLIC LICENSE\n",
        "https://download.qt.io/official_releases/QtForPython/pyside6/",
        (ROOT / "LICENSE").read_text("utf-8"),
    ):
        assert said in TEXT


@pytest.mark.skipif(not shutil.which("dpkg-query"), reason="only Debian tells it this way")
def test_the_notices_of_the_systems_libraries_are_found() -> None:
    libraries = [str(one) for one in Path("/usr/lib").glob("*/libdbus-1.so.3")]
    assert libraries
    ours = "/opt/python/lib/libours.so"
    ((target, source, kind),) = system_notices([*libraries, ours])
    assert target == "ltx_desktop/resources/notices/system/libdbus-1-3.txt"
    assert "Copyright" in Path(source).read_text("utf-8")
    assert kind == "DATA"
    assert system_notices([ours]) == []


def test_every_installation_has_them() -> None:
    assert resources_folder() / "notices" / NOTICES.name == NOTICES
    build = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"]
    target = "ltx_desktop/resources/notices"
    assert build["targets"]["wheel"]["force-include"]["resources/notices"] == target
    spec = (ROOT / "packaging" / "ltx-accounts.spec").read_text("utf-8")
    assert f'(str(ROOT / "resources" / "notices"), "{target}")' in spec
    copyright_file = (ROOT / "packaging" / "debian" / "copyright").read_text("utf-8")
    assert f"/usr/lib/ltx-accounts/_internal/{target}/{NOTICES.name}" in copyright_file
