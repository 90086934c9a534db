"""Brings the translations up to date: extracts, merges, compiles, and tells what is left to do.

    uv run python packaging/catalogues.py [NEW-LANGUAGE]

Run it after every change of a sentence, and after every change of a catalogue. A new language, as
`fr` or `pt_BR`, gets a catalogue to fill in.
"""

import sys
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "ltx_desktop"
FOLDER = PACKAGE / "wording" / "locale"
DOMAIN = "ltx_desktop"
TEMPLATE = FOLDER / f"{DOMAIN}.pot"

NOISE = tuple(
    f'"{name}: '.encode()
    for name in (
        *("Report-Msgid-Bugs-To", "POT-Creation-Date", "PO-Revision-Date"),
        *("Last-Translator", "Language-Team", "Generated-By"),
    )
)
"""Lines of a header that change without any change of a text, and that git knows better."""

UNDATED = datetime(2000, 1, 1, tzinfo=UTC)

OF_ARGPARSE = (
    "usage: ",
    "positional arguments",
    "options",
    "show this help message and exit",
    "argument %(argument_name)s: %(message)s",
    "unrecognized arguments: %s",
    "the following arguments are required: %s",
    "expected one argument",
    "not allowed with argument %s",
    "ignored explicit argument %r",
    "ambiguous option: %(option)s could match %(matches)s",
    "%(prog)s: error: %(message)s\n",
)
"""What Python says itself in `--help` and about wrong usage; it asks gettext, too."""


def main() -> int:
    template = extracted()
    FOLDER.mkdir(exist_ok=True)
    TEMPLATE.write_bytes(as_po(template))
    for language in sys.argv[1:]:
        if not catalogue_path(language).exists():
            catalogue_path(language).parent.mkdir(parents=True)
            new = Catalog(
                language,
                DOMAIN,
                header_comment=f"# {language} for LTX Accounts.",
                project="LTX Accounts",
                fuzzy=False,
            )
            catalogue_path(language).write_bytes(as_po(new))
    for language in languages():
        path = catalogue_path(language)
        catalogue = read(path)
        if not is_region(language):
            catalogue.update(template, no_fuzzy_matching=True)
            catalogue.creation_date = UNDATED
            catalogue.obsolete.clear()
            path.write_bytes(as_po(catalogue))
        path.with_suffix(".mo").write_bytes(as_mo(catalogue))
        left = [] if is_region(language) else open_messages(catalogue)
        sys.stdout.write(f"{path.relative_to(ROOT)}: {len(left)} of {len(catalogue)} to do\n")
        for message in left:
            sys.stdout.write(f"    {message.id!r}\n")
    return 0


def extracted() -> Catalog:
    """All texts of the package as they are now, with the files that they stand in."""
    template = Catalog(
        project="LTX Accounts",
        header_comment="# The sentences of LTX Accounts; made by packaging/catalogues.py.",
        fuzzy=False,
    )
    for name, _line, text, _comments, context in extract_from_dir(
        PACKAGE,
        method_map=[("**.py", "python")],
        options_map={"**.py": {"encoding": "utf-8"}},
        keywords=DEFAULT_KEYWORDS,
    ):
        place = (Path(PACKAGE.name, name).as_posix(), 1)
        template.add(text, locations=[place], context=context)
    for text in OF_ARGPARSE:
        template.add(text, locations=[("argparse", 1)])
    return template


def languages() -> list[str]:
    return sorted(path.name for path in FOLDER.iterdir() if path.is_dir())


def is_region(language: str) -> bool:
    """Whether it says only what its region says otherwise than the source, as `en_US`."""
    return language.startswith("en_")


def catalogue_path(language: str) -> Path:
    return FOLDER / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def open_messages(catalogue: Catalog) -> list[Message]:
    """What is not translated, in any of its plural forms, or not looked through."""
    return [one for one in catalogue if one.id and (one.fuzzy or not all(_said(one)))]


def _said(message: Message) -> list[str]:
    said = message.string
    return [*said] if isinstance(said, (tuple, list)) else [said or ""]


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        catalogue = read_po(file, domain=DOMAIN)
    # A catalogue that says the same compiles to the same.
    catalogue.creation_date = catalogue.revision_date = UNDATED
    return catalogue


def as_po(catalogue: Catalog) -> bytes:
    """Without numbers of lines and dates, which change all the time."""
    text = BytesIO()
    write_po(text, catalogue, width=100, sort_by_file=True, include_lineno=False)
    return b"".join(
        line for line in text.getvalue().splitlines(keepends=True) if not line.startswith(NOISE)
    )


def as_mo(catalogue: Catalog) -> bytes:
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    return compiled.getvalue()


if __name__ == "__main__":
    sys.exit(main())
