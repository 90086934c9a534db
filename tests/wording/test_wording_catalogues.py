"""Each shipped language says all that the source says, with the same things filled in."""

import gettext
import re
from collections import Counter
from collections.abc import Callable
from functools import cache

import catalogues
import pytest
from babel.messages.catalog import Catalog, Message
from catalogues import catalogue_path, extracted, is_region, languages, open_messages, read
from harness.untranslated import UNTRANSLATED

MEND = "run `uv run python packaging/catalogues.py`, and translate what it lists"
PLACEHOLDER = re.compile(r"\{\w*(?::\w+)?\}|%\(\w+\)[sdr]|%[sdr]")
OF_THE_HOUR = {"{hour}", "{hour:02}", "{hour12}", "{half}"}
"""A language writes hours as it likes."""

FULL = [language for language in languages() if not is_region(language)]


@cache
def of_the_code() -> set[tuple[str, ...]]:
    return keys(extracted())


def texts(message: Message) -> list[str]:
    return [*message.id] if isinstance(message.id, tuple) else [str(message.id)]


def translations(message: Message) -> list[str]:
    said = message.string
    return [*said] if isinstance(said, (tuple, list)) else [said or ""]


def messages(catalogue: Catalog) -> list[Message]:
    return [message for message in catalogue if message.id]


def keys(catalogue: Catalog) -> set[tuple[str, ...]]:
    return {tuple(texts(message)) for message in messages(catalogue)}


def fillings(text: str) -> Counter[str]:
    return Counter(one for one in PLACEHOLDER.findall(text) if one not in OF_THE_HOUR)


def faults(message: Message, *, plurals: int) -> list[str]:
    """What is wrong with a translation, as far as a program can see."""
    found = []
    source, said = texts(message), translations(message)
    if message.pluralizable and len(said) != plurals:
        found.append(f"{source}: needs {plurals} forms")
    for one in said:
        if fillings(one) not in [fillings(text) for text in source]:
            found.append(f"{one!r} does not fill in what {source} fills in")
        if "&" in source[0] and one.count("&") != source[0].count("&"):
            found.append(f"{one!r} needs one & before the letter that chooses it")
        if [one[:1].isspace(), one[-1:].isspace()] != [
            source[0][:1].isspace(),
            source[0][-1:].isspace(),
        ]:
            found.append(f"{one!r} begins or ends with other blanks than {source}")
    return found


def test_german_and_spanish_are_there() -> None:
    assert {"de", "es"} <= set(FULL)
    assert len(of_the_code()) > 500


def test_the_template_has_the_sentences_of_the_code() -> None:
    assert keys(read(catalogues.TEMPLATE)) == of_the_code(), MEND


@pytest.mark.parametrize("language", FULL)
def test_each_language_has_the_sentences_of_the_code(
    language: str, record_property: Callable[[str, object], None]
) -> None:
    catalogue = read(catalogue_path(language))
    assert keys(catalogue) == of_the_code(), MEND
    record_property(UNTRANSLATED, f"{len(open_messages(catalogue))} ({language})")


@pytest.mark.parametrize("language", FULL)
def test_translations_fill_in_what_the_source_fills_in(language: str) -> None:
    catalogue = read(catalogue_path(language))
    untranslated = open_messages(catalogue)
    found = [
        fault
        for message in messages(catalogue)
        if message not in untranslated
        for fault in faults(message, plurals=catalogue.num_plurals)
    ]
    assert found == []


@pytest.mark.parametrize("language", [one for one in languages() if is_region(one)])
def test_a_region_says_otherwise_only_what_the_source_says(language: str) -> None:
    catalogue = read(catalogue_path(language))
    assert messages(catalogue)
    assert keys(catalogue) <= of_the_code()
    assert open_messages(catalogue) == []
    assert [one for message in messages(catalogue) for one in faults(message, plurals=2)] == []


@pytest.mark.parametrize("language", languages())
def test_the_compiled_catalogue_says_what_its_source_says_or_else_the_english(
    language: str,
) -> None:
    path = catalogue_path(language)
    with path.with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    catalogue = read(path)
    untranslated = open_messages(catalogue)
    for message in messages(catalogue):
        source = texts(message)
        shown = source if message in untranslated else translations(message)
        for count, said in zip((1, 2), shown, strict=False):
            told = (
                compiled.ngettext(source[0], source[1], count)
                if message.pluralizable
                else compiled.gettext(source[0])
            )
            assert told == said, MEND


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("{count} of {all}", "{count} von {alle}"),
        ("{count} of {all}", "{count}"),
        ("{email}", "{email} {email}"),
        ("&Quit", "Beenden"),
        (" min", "Min"),
        ("argument %s", "Argument"),
        (("{count} account", "{count} accounts"), ("ein Konto", "{count} Konten")),
        (("{count} account", "{count} accounts"), ("{count} Konto",)),
    ],
)
def test_a_planted_fault_is_found(
    source: str | tuple[str, str], said: str | tuple[str, ...]
) -> None:
    assert faults(Message(source, said), plurals=2) != []


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("{count} of {all}", "von {all} {count}"),
        ("{hour:02}:{minute:02}", "{hour12}:{minute:02} {half}"),
        ("&Quit", "&Beenden"),
        (("{count} day", "{count} days"), ("{count} Tag", "{count} Tage")),
    ],
)
def test_what_is_right_is_not_complained_of(
    source: str | tuple[str, str], said: str | tuple[str, ...]
) -> None:
    assert faults(Message(source, said), plurals=2) == []


def test_what_is_untranslated_or_only_guessed_is_open() -> None:
    catalogue = Catalog("de")
    catalogue.add("told", "gesagt")
    catalogue.add("untold", "")
    catalogue.add("guessed", "vermutet", flags=["fuzzy"])
    catalogue.add(("{count} day", "{count} days"), ("{count} Tag", ""))
    assert [message.id for message in open_messages(catalogue)] == [
        "untold",
        "guessed",
        ("{count} day", "{count} days"),
    ]
