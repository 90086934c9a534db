"""What installers and desktops are told of the app agrees, and its validators say so."""

import os
import re
import subprocess
import sys
import tomllib
import xml.etree.ElementTree as ET
from collections import Counter
from configparser import RawConfigParser
from pathlib import Path

import pytest
from catalogues import is_region, languages
from harness.platforms import linux_only
from harness.system_tools import need

from ltx_desktop import __version__
from ltx_desktop.api.releases import PROJECT
from ltx_desktop.app import startup

ROOT = Path(__file__).parent.parent
PACKAGING = ROOT / "packaging"
RESOURCES = ROOT / "resources"
ENTRY = RESOURCES / "desktop" / "ltx-accounts.desktop"
METAINFO = RESOURCES / "desktop" / "ltx-accounts.metainfo.xml"
FLATPAK = PACKAGING / "flatpak"

validators_only = linux_only("the validators are Linux's")

ASK = """
import sys
sys.path.insert(0, sys.argv[1])
import facts, metadata
print(facts.VERSION, facts.release_date(), facts.BUNDLE_ID, facts.NAME, facts.TITLE, facts.COMMAND)
print(metadata.windows_version())
sys.stdout.flush()
sys.stdout.buffer.write(metadata.metainfo())
"""


LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"

WITHOUT_A_DOMAIN = {"cid-maybe-not-rdns", "url-homepage-missing"}
"""What newer versions of appstreamcli warn of; the project has no domain and no homepage."""

SCREENSHOTS_URL = "https://ltxaccounts.example/v1/screenshots"


def ask(screenshots_url: str) -> list[str]:
    """Lines: facts, the Windows version resource, an empty one, and the metainfo of a release."""
    done = subprocess.run(
        [sys.executable, "-B", "-c", ASK, str(PACKAGING)],
        env=os.environ | {"SOURCE_DATE_EPOCH": "1800000000", "SCREENSHOTS_URL": screenshots_url},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


@pytest.fixture(scope="module")
def told() -> list[str]:
    return ask("")


@pytest.fixture(scope="module")
def told_with_screenshots() -> list[str]:
    return ask(f"{SCREENSHOTS_URL}/")


def desktop_entry() -> RawConfigParser:
    entry = RawConfigParser(delimiters="=")
    entry.optionxform = str  # type: ignore[assignment,method-assign] # the stub wants a method
    entry.read(ENTRY, "utf-8")
    return entry


@validators_only
def test_the_desktop_entry_is_valid() -> None:
    done = subprocess.run(
        [need("desktop-file-validate"), ENTRY],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "")


def complaints_of_appstream(metainfo: Path) -> set[str]:
    done = subprocess.run(
        [need("appstreamcli"), "validate", "--no-net", metainfo],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    tags = set(re.findall(r"^[EW]: \S+ (\S+)", done.stdout, re.MULTILINE))
    assert bool(done.returncode) == bool(tags), done.stdout + done.stderr
    return tags


@validators_only
def test_the_metainfo_is_valid_in_the_repository_and_in_a_release(
    told: list[str], told_with_screenshots: list[str], tmp_path: Path
) -> None:
    released = [tmp_path / "plain.metainfo.xml", tmp_path / "shown.metainfo.xml"]
    for path, lines in zip(released, (told, told_with_screenshots), strict=True):
        path.write_text("\n".join(lines[3:]), "utf-8")
    for path in (METAINFO, *released):
        assert complaints_of_appstream(path) <= WITHOUT_A_DOMAIN


@validators_only
def test_whatever_else_appstream_complains_about_is_found(tmp_path: Path) -> None:
    bad = tmp_path / METAINFO.name
    bad.write_text(METAINFO.read_text("utf-8").replace("</name>", "</name><name>Two</name>", 1))
    assert complaints_of_appstream(bad) - WITHOUT_A_DOMAIN


@pytest.mark.parametrize("language", [one for one in languages() if not is_region(one)])
def test_menus_and_catalogues_of_software_say_everything_in_each_language(language: str) -> None:
    for name, section in desktop_entry().items():
        texts = {"GenericName", "Comment", "Keywords"} & {*section}
        if name.startswith("Desktop Action"):
            texts.add("Name")
        missing = [text for text in texts if f"{text}[{language}]" not in section]
        assert not missing, f"{name} in {language}"
    for parent in ET.fromstring(METAINFO.read_text("utf-8")).iter():
        for kind in ("summary", "p", "li"):
            told = Counter(one.get(LANGUAGE) for one in parent.findall(kind))
            assert told[language] == told[None], f"<{kind}> in {language}"


def test_a_release_shows_pictures_where_they_are_on_the_web(
    told: list[str], told_with_screenshots: list[str]
) -> None:
    assert "screenshot" not in "".join(told)
    shown = ET.fromstring("\n".join(told_with_screenshots[3:])).findall("screenshots/screenshot")
    assert [one.get("type") for one in shown] == ["default", None, None, None]
    for one in shown:
        folder, _, name = (one.findtext("image") or "").rpartition("/")
        assert folder == SCREENSHOTS_URL
        assert (RESOURCES / "screenshots" / name).is_file()
        assert one.findtext("caption")


def test_new_versions_are_looked_for_where_the_wheel_is_published() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["name"] == PROJECT


def test_a_release_has_the_one_version_and_the_date_it_is_given(told: list[str]) -> None:
    assert told[0].split()[:2] == [__version__, "2027-01-15"]
    release = ET.fromstring("\n".join(told[3:])).findall("releases/release")
    assert [one.attrib for one in release] == [{"version": __version__, "date": "2027-01-15"}]
    assert f"StringStruct('ProductVersion', '{__version__}')" in told[1]
    numbers = ", ".join(__version__.split("."))
    assert f"filevers=({numbers}, 0), prodvers=({numbers}, 0)" in told[1]


def test_the_version_is_written_in_one_place() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert project["project"]["dynamic"] == ["version"]
    assert project["tool"]["hatch"]["version"]["path"] == "ltx_desktop/__init__.py"
    version = re.compile(rf"(?<![\w.]){re.escape(__version__)}(?![\w.])")
    folders = (PACKAGING, RESOURCES, ROOT / "ltx_desktop")
    files = [one for folder in folders for one in folder.rglob("*") if one.is_file()]
    texts = [one for one in files if one.suffix not in {".mo", ".png", ".pyc"}]
    # A package of somebody else may have the same.
    texts.remove(RESOURCES / "notices" / "THIRD-PARTY.txt")
    assert len(texts) > 150
    found = [one for one in texts if version.search(one.read_text("utf-8"))]
    assert found == [ROOT / "ltx_desktop" / "__init__.py"]


def test_all_of_them_name_the_app_alike(told: list[str]) -> None:
    bundle, name = told[0].split()[2:4]
    title = "LTX Accounts"
    assert told[0].endswith(f"{name} {title} ltx-desktop")
    metainfo = ET.fromstring(METAINFO.read_text("utf-8"))
    assert metainfo.findtext("id") == bundle
    assert metainfo.findtext("name") == title
    assert metainfo.find("icon") is None, "the Flatpak gives it another name: it is the entry's"
    assert metainfo.findtext("launchable") == ENTRY.name == f"{name}.desktop"
    entry = desktop_entry()["Desktop Entry"]
    assert (entry["Name"], entry["Icon"], entry["Exec"]) == (title, name, "ltx-desktop")
    flatpak = (FLATPAK / f"{bundle}.yml").read_text("utf-8")
    assert f"\nid: {bundle}\n" in flatpak
    assert f"\nrename-desktop-file: {ENTRY.name}\n" in flatpak
    installer = (PACKAGING / "windows" / f"{name}.iss").read_text("utf-8")
    assert f"\nAppName={title}\n" in installer
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert list(project["scripts"]) == [entry["Exec"]]
    assert project["gui-scripts"] == {name: project["scripts"][entry["Exec"]]}
    assert metainfo.findtext("project_license") == project["license"]


def test_a_desktop_knows_the_windows_of_the_entry() -> None:
    source = Path(startup.__file__).read_text("utf-8")
    assert f'setDesktopFileName("{ENTRY.stem}")' in source
    assert desktop_entry()["Desktop Entry"]["StartupWMClass"] == ENTRY.stem


def test_every_action_of_the_entry_is_described() -> None:
    entry = desktop_entry()
    actions = entry["Desktop Entry"]["Actions"].rstrip(";").split(";")
    assert [f"Desktop Action {one}" for one in actions] == entry.sections()[1:]


@pytest.mark.parametrize("kind", ["ltx-accounts", "ltx-accounts-symbolic"])
def test_the_icons_of_the_menu_are_square_drawings(kind: str) -> None:
    icon = ET.fromstring((RESOURCES / "icons" / f"{kind}.svg").read_text("utf-8"))
    assert icon.get("width") == icon.get("height")
    assert icon.get("viewBox") == f"0 0 {icon.get('width')} {icon.get('height')}"


def test_a_symbolic_icon_has_one_colour_that_desktops_replace() -> None:
    text = (RESOURCES / "icons" / "ltx-accounts-symbolic.svg").read_text("utf-8")
    assert len(set(re.findall(r"#[0-9a-f]{6}", text))) == 1
