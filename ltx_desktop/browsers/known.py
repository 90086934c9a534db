"""The browsers that this app can open, and what they are called on three systems."""

from dataclasses import dataclass
from enum import StrEnum, unique


@unique
class Family(StrEnum):
    CHROMIUM = "chromium"
    FIREFOX = "firefox"


@dataclass(frozen=True, slots=True)
class KnownBrowser:
    """`id` stands in settings and commands: it never changes. `name` is the maker's.

    `programs` are names of commands on Linux; `bundle` is macOS', `windows` the name under
    *App Paths*.
    """

    id: str
    name: str
    family: Family
    programs: tuple[str, ...]
    bundle: str
    windows: str


KNOWN = (
    KnownBrowser(
        "chrome",
        "Google Chrome",
        Family.CHROMIUM,
        ("google-chrome", "google-chrome-stable", "chrome"),
        "Google Chrome",
        "chrome.exe",
    ),
    KnownBrowser(
        "firefox", "Firefox", Family.FIREFOX, ("firefox", "firefox-esr"), "firefox", "firefox.exe"
    ),
    KnownBrowser(
        "edge",
        "Microsoft Edge",
        Family.CHROMIUM,
        ("microsoft-edge", "microsoft-edge-stable", "msedge"),
        "Microsoft Edge",
        "msedge.exe",
    ),
    KnownBrowser(
        "brave",
        "Brave",
        Family.CHROMIUM,
        ("brave-browser", "brave-browser-stable", "brave"),
        "Brave Browser",
        "brave.exe",
    ),
    KnownBrowser(
        "vivaldi",
        "Vivaldi",
        Family.CHROMIUM,
        ("vivaldi", "vivaldi-stable"),
        "Vivaldi",
        "vivaldi.exe",
    ),
    KnownBrowser("opera", "Opera", Family.CHROMIUM, ("opera",), "Opera", "opera.exe"),
    KnownBrowser(
        "chromium",
        "Chromium",
        Family.CHROMIUM,
        ("chromium", "chromium-browser"),
        "Chromium",
        "chromium.exe",
    ),
)
