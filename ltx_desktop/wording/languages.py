"""Which language somebody reads, without Qt: from the environment, else from the system."""

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

SOURCE = "en"
"""What the sentences are written in; English needs no catalogue."""

_LOCALES = ("LC_ALL", "LC_MESSAGES", "LANG")


def wished(environment: Mapping[str, str]) -> list[str]:
    """The languages of a person, the dearest first, as `de_AT`; none where nobody says."""
    place = next((environment[name] for name in _LOCALES if environment.get(name)), "")
    if place in {"C", "POSIX"}:
        return [SOURCE]
    said = environment.get("LANGUAGE") or place
    return [_tag(one) for one in said.split(":") if one] or _of_the_system()


def chosen(wishes: list[str], is_there: Callable[[str], bool]) -> str:
    """The first wish that can be granted; `is_there` knows the catalogues, also of regions."""
    for wish in wishes:
        if wish.partition("_")[0] == SOURCE or is_there(wish):
            return wish
    return SOURCE


def _tag(name: str) -> str:
    """Of `de_AT.UTF-8@euro` or `de-AT` the `de_AT`; `C.UTF-8` is the source's language."""
    tag = name.partition(".")[0].partition("@")[0].replace("-", "_")
    return SOURCE if tag in {"C", "POSIX"} else tag


def _of_the_system() -> list[str]:
    """Windows and macOS keep it elsewhere than in the environment."""
    if sys.platform == "win32":
        import ctypes  # for Windows only
        import locale

        number = ctypes.windll.kernel32.GetUserDefaultUILanguage()
        return [locale.windows_locale.get(number, SOURCE)]
    if sys.platform == "darwin":
        return of_mac(Path.home() / "Library/Preferences/.GlobalPreferences.plist")
    return []


def of_mac(preferences: Path) -> list[str]:
    """`AppleLanguages` of a property list, such as `["de-AT", "en-AT"]`."""
    import plistlib  # loads an XML parser
    from xml.parsers.expat import ExpatError

    try:
        with preferences.open("rb") as file:
            languages = plistlib.load(file).get("AppleLanguages", [])
    except (OSError, ValueError, AttributeError, IndexError, ExpatError):
        return []
    return [_tag(one) for one in languages if isinstance(one, str)]
