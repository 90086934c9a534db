"""Cutting a text into the words of commands, for any shell whose pieces a pattern knows."""

import re
from collections.abc import Callable, Iterator
from typing import TypeVar

Part = TypeVar("Part")


class UnclosedQuote(ValueError):
    """A quotation mark has no partner: the text was cut."""


def split_words(
    text: str, piece: re.Pattern[str], read: Callable[[re.Match[str]], Part]
) -> Iterator[list[list[Part]]]:
    """The commands of a text, each as its words, each as its parts; raises UnclosedQuote.

    `piece` has a group `blank` for what ends a word and `end` for what ends a command; of every
    other piece `read` makes a part.
    """
    command: list[list[Part]] = []
    word: list[Part] = []
    place = 0
    while place < len(text):
        found = piece.match(text, place)
        if found is None:
            raise UnclosedQuote
        place = found.end()
        if found["blank"] is None and found["end"] is None:
            word.append(read(found))
            continue
        if word:
            command.append(word)
            word = []
        if found["end"] is not None and command:
            yield command
            command = []
    if word:
        command.append(word)
    if command:
        yield command
