"""What happens to a paste on its way: each mutation damages, or hides, a right one.

Every mutation yields texts; `cuts` are apart, as a cut inside a bare last value cannot be known.
"""

import html
import json
import re
from collections.abc import Callable, Iterator, Mapping
from urllib.parse import quote

Values = Mapping[str, str]
Mutation = Callable[[str, Values], Iterator[str]]

ELISIONS = ("…", "...", "***", "[...]", "<snip>", "████", "[REDACTED]", "*****")


def cuts(text: str, _values: Values) -> Iterator[str]:
    """A selection that ended, or began, too early or too late."""
    for place in range(1, len(text)):
        yield text[:place]
        yield text[place:]


def _inside(text: str, values: Values) -> Iterator[int]:
    """Places inside each value."""
    for value in values.values():
        # What looks like a pair of its own behind a break is one: no grammar tells it apart.
        pair = value.find("=", 0, len(value.rstrip("=")))
        begin = pair + 1 if pair >= 0 else 1
        for found in re.finditer(re.escape(value), text):
            yield from range(found.start() + begin, found.end())


def wraps(text: str, values: Values) -> Iterator[str]:
    for place in _inside(text, values):
        for wrap in ("\n", "\r\n", "\n> ", "\n  ", " ", "\n| "):
            yield text[:place] + wrap + text[place:]


def wrapped_all(text: str, _values: Values) -> Iterator[str]:
    for width in (20, 40, 60, 72, 76, 80, 100, 120):
        for start in ("", "> ", "  "):
            lines = [text[at : at + width] for at in range(0, len(text), width)]
            yield f"\n{start}".join(lines)


def elisions(text: str, values: Values) -> Iterator[str]:
    for value in values.values():
        for mark in ELISIONS:
            for keep in {0, 3, len(value) // 2}:
                rest = value[len(value) - keep :] if keep else ""
                yield text.replace(value, value[:keep] + mark + rest)
                yield text.replace(value, value[:keep] + mark)


def curly_quotes(text: str, _values: Values) -> Iterator[str]:
    curly = re.sub(r"(?<=[\s(\[{:=,])\"|^\"", "“", text).replace('"', "”")
    yield curly
    single = re.sub(r"(?<=[\s(\[{:=,])'|^'", "‘", curly).replace("'", "’")
    yield single
    yield text.replace('"', "”").replace("'", "’")
    yield text.replace('"', "&quot;")
    yield text.replace("'", "&#39;")


def escaped_once_more(text: str, values: Values) -> Iterator[str]:
    yield html.escape(text)
    yield json.dumps(text)
    yield json.dumps(text)[1:-1]
    yield quote(text)
    yield text.replace("%", "%%")
    yield text.replace("%", "%25")
    yield text.replace("=", "=3D")
    yield text.replace("_", "\\_")
    yield text.replace("&", "&amp;")
    yield text.replace("\\", "\\\\")
    yield re.sub(r"[^\w\s;=.-]", r"\\\g<0>", text)
    yield re.sub(r"[^\w\s;=.-]", r"^\g<0>", text)
    for value in values.values():
        if "%" in value:
            yield text.replace(value, quote(value, safe=""))
        yield text.replace(value, html.escape(value))


def joined_strings(text: str, values: Values) -> Iterator[str]:
    for value in values.values():
        for mark in "'\"":
            for glue in (
                f"{mark} + {mark}",
                f"{mark} {mark}",
                f"{mark}\n  {mark}",
                f"{mark} . {mark}",
                f"{mark} \\\n{mark}",
                f"{mark}{mark}",
            ):
                middle = len(value) // 2
                yield text.replace(value, value[:middle] + glue + value[middle:])


def marks_around(text: str, _values: Values) -> Iterator[str]:
    for before, after in ("''", '""', "``", "()", "[]", "<>", "**", "{}", "“”", "‘’"):
        yield before + text + after
        yield text + after
        yield before + text
    for after in (
        ".",
        ",",
        ";",
        "!",
        " thanks",
        "\nThanks!",
        "\n\nThanks a lot",
        " \\",
        "',",
        '",',
        "'),",
        "'})",
        "</code>",
    ):
        yield text + after
    for before in (
        "Here you go: ",
        "Here you go\n\n",
        "> ",
        "- ",
        "1. ",
        "# ",
        "// ",
        "$ ",
        "12:30 ann: ",
    ):
        yield before + text
        yield "\n".join(before + line for line in text.splitlines())


def columns_lost(text: str, values: Values) -> Iterator[str]:
    """One value gone, or left without its name."""
    for name, value in values.items():
        yield text.replace(value, "")
        yield text.replace(name, "x")
        yield text.replace(value, "null")
        yield text.replace(value, f"{{{{{name}}}}}")
        yield text.replace(value, f"${name}")
        yield text.replace(value, f"<{name}>")


DAMAGES: tuple[Mutation, ...] = (
    wraps,
    wrapped_all,
    elisions,
    curly_quotes,
    escaped_once_more,
    joined_strings,
    marks_around,
    columns_lost,
)


OTHER_SESSION = {
    "lt_id": "someone-else-SYN",
    "lt_token": (
        "eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0.eyJzdWIiOiJ6IiwiZW1haWwiOiJ6QHN5bnRoZXRpYy5leGFtcGxlIn0."
        "SYNTHETIC"
    ),
    "lt_refresh_token": "SYNTHETIC-other-refresh-0123456789",
}


def two_sessions(text: str, values: Values) -> Iterator[str]:
    """A second log-in in front or behind, whole or in parts, in one paste."""
    other = text
    for name, value in values.items():
        other = other.replace(value, OTHER_SESSION[name])
    for between in ("\n", "\n\n", "\n---\n"):
        yield text + between + other
        yield other + between + text
    for left_out in values:
        header = "; ".join(
            f"{name}={value}" for name, value in OTHER_SESSION.items() if name != left_out
        )
        yield f"Cookie: {header};\n\n{text}"
        yield f"{text}\n\nCookie: {header};"
