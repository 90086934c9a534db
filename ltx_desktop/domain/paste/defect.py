"""A bug that a reader met, described without a word of the paste."""

from dataclasses import dataclass
from pathlib import PurePath

_MOST_PLACES = 8


@dataclass(frozen=True, slots=True)
class ReaderDefect:
    """`error` is the type of the exception, whose message may quote the paste.

    `places` are `file:line function`, the innermost last.
    """

    reader: str
    error: str
    places: tuple[str, ...]

    @classmethod
    def of(cls, reader: str, error: Exception) -> "ReaderDefect":
        return cls(reader, type(error).__name__, _places(error))


def _places(error: Exception) -> tuple[str, ...]:
    places: list[str] = []
    trace = error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        file = PurePath(code.co_filename).name
        places.append(f"{file}:{trace.tb_lineno} {code.co_qualname}")
        trace = trace.tb_next
    return tuple(places[-_MOST_PLACES:])
