"""What installers say of the app, with the version, date and pictures of the release put in."""

import xml.etree.ElementTree as ET

from facts import COMMAND, NAME, ROOT, SCREENSHOTS, SUMMARY, TITLE, VERSION, release_date

DESKTOP = ROOT / "resources" / "desktop"

_PICTURES = {
    "accounts-light": "The accounts with their countdowns, and a timeline of them",
    "edit-light": "A paste that was recognised, and whose session it is",
    "run-light": "Walking through all accounts that are due",
    "accounts-dark": "The same in a dark theme",
}
"""By name, the default first, with what is below them in software catalogues."""


def metainfo() -> bytes:
    """The AppStream file; its source in the repository names no release."""
    tree = ET.parse(DESKTOP / f"{NAME}.metainfo.xml")  # noqa: S314 - our own file
    if SCREENSHOTS:
        tree.getroot().append(_screenshots())
    releases = ET.SubElement(tree.getroot(), "releases")
    ET.SubElement(releases, "release", version=VERSION, date=release_date())
    ET.indent(tree)
    text: bytes = ET.tostring(tree.getroot(), encoding="UTF-8", xml_declaration=True)
    return text + b"\n"


def _screenshots() -> ET.Element:
    screenshots = ET.Element("screenshots")
    for name, caption in _PICTURES.items():
        kind = {} if len(screenshots) else {"type": "default"}
        screenshot = ET.SubElement(screenshots, "screenshot", kind)
        ET.SubElement(screenshot, "caption").text = caption
        ET.SubElement(screenshot, "image", type="source").text = f"{SCREENSHOTS}/{name}.png"
    return screenshots


def windows_version() -> str:
    """The version resource of the programs, in the form that PyInstaller reads."""
    numbers = (*map(int, VERSION.split(".")), 0)
    texts = {
        "CompanyName": f"The {TITLE} maintainers",
        "FileDescription": TITLE,
        "FileVersion": VERSION,
        "InternalName": NAME,
        "LegalCopyright": "MIT License",
        "OriginalFilename": f"{COMMAND}.exe",
        "ProductName": TITLE,
        "ProductVersion": VERSION,
        "Comments": f"{TITLE}: {SUMMARY}",
    }
    strings = ", ".join(f"StringStruct({key!r}, {text!r})" for key, text in texts.items())
    return (
        f"VSVersionInfo(ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}), kids=["
        f"StringFileInfo([StringTable('040904B0', [{strings}])]), "
        "VarFileInfo([VarStruct('Translation', [1033, 1200])])])\n"
    )
