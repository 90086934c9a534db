"""Start with the session on Linux: the XDG autostart specification's .desktop file."""

import re
from collections.abc import Sequence
from pathlib import Path

from ltx_desktop.store.private_files import read_file, write_atomically
from ltx_desktop.store.reasons import unavailable

_MOST_BYTES = 100_000
_GROUP = "[Desktop Entry]"
_GNOMES_SWITCH = "X-GNOME-Autostart-enabled"

_UNQUOTED = re.compile(r"[A-Za-z0-9_@:,./+-]+")
_ESCAPED_IN_QUOTES = re.compile(r'(["`$\\])')
_WORD = re.compile(r'"((?:[^"\\]|\\.)*)"|([^\s"]+)', re.DOTALL)
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_MEANT = {"n": "\n", "t": "\t", "r": "\r", "s": " "}
_STRING_ESCAPES = {"\\": r"\\", "\n": r"\n", "\t": r"\t", "\r": r"\r"}


class DesktopEntry:
    """`icon` is a name that the desktop looks up."""

    def __init__(self, path: Path, title: str, icon: str) -> None:
        self._path = path
        self._title = title
        self._icon = icon

    def enabled(self) -> bool:
        values = _entry(self._read())
        return (
            bool(values.get("Exec"))
            and values.get("Hidden") != "true"
            and values.get(_GNOMES_SWITCH) != "false"
        )

    def command(self) -> list[str] | None:
        content = self._read()
        command = exec_words(_entry(content).get("Exec", ""))
        return command if command and content == self._text(command) else None

    def enable(self, command: Sequence[str]) -> None:
        try:
            # As the base directory specification wants it; one that is there stays as it is.
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_atomically(self._path, self._text(command).encode())
        except OSError as error:
            raise unavailable(self._path, error) from error

    def disable(self) -> None:
        try:
            self._path.unlink(missing_ok=True)
        except OSError as error:
            raise unavailable(self._path, error) from error

    def _read(self) -> str:
        """Empty where there is no file."""
        try:
            return read_file(self._path, _MOST_BYTES).decode("utf-8", "replace")
        except FileNotFoundError:
            return ""
        except OSError as error:
            raise unavailable(self._path, error) from error

    def _text(self, command: Sequence[str]) -> str:
        lines = [
            _GROUP,
            "Type=Application",
            f"Name={string_value(self._title)}",
            f"Exec={exec_value(command)}",
            f"Icon={string_value(self._icon)}",
            "Terminal=false",
            f"{_GNOMES_SWITCH}=true",
        ]
        return "".join(f"{line}\n" for line in lines)


def exec_words(value: str) -> list[str]:
    """Split what `exec_value` made; the result for any other value means nothing."""
    quoted = re.sub(r"\\(.)", lambda found: _MEANT.get(found[1], found[1]), value)
    return [
        _ESCAPE.sub(r"\1", found[1] or found[2] or "").replace("%%", "%")
        for found in _WORD.finditer(quoted)
    ]


def exec_value(command: Sequence[str]) -> str:
    """A command as the value of `Exec`: quoted, then escaped as every string of such a file."""
    return string_value(" ".join(map(_quoted, command)))


def _quoted(word: str) -> str:
    word = word.replace("%", "%%")
    if _UNQUOTED.fullmatch(word):
        return word
    return '"' + _ESCAPED_IN_QUOTES.sub(r"\\\1", word) + '"'


def string_value(text: str) -> str:
    """Text as the value of any key."""
    return "".join(_STRING_ESCAPES.get(character, character) for character in text)


def _entry(content: str) -> dict[str, str]:
    """The keys of the one group that counts, without translations."""
    values: dict[str, str] = {}
    group = ""
    for line in map(str.strip, content.splitlines()):
        if line.startswith("["):
            group = line
        elif group == _GROUP and not line.startswith("#"):
            key, _, value = line.partition("=")
            values[key.strip()] = value.strip()
    return values
