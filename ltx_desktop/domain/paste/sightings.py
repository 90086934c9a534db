"""Values that were found beside their names, and which of several count."""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum, unique
from typing import NamedTuple

from ltx_desktop.domain.cookies import COOKIE_NAMES, LT_ID, LT_REFRESH_TOKEN, LT_TOKEN
from ltx_desktop.domain.jwt import Claims, read_claims
from ltx_desktop.domain.problem import Problem, ProblemCode
from ltx_desktop.domain.secret import Secret


@unique
class Ending(StrEnum):
    """What a text proves of a value's end; stable, as scripts refer to it."""

    CLOSED = "closed"
    """A quotation mark, a bracket or a separator stands behind it."""
    LINE = "line"
    """Its line ends, and the next one is something else."""
    OPEN = "open"
    """The text ends: nothing proves that the value does."""
    WRAPPED = "wrapped"
    """Its line ends, and the next one may be its rest."""
    TEXT = "text"
    """Other words stand behind it."""
    JOINED = "joined"
    """The code puts another piece behind it."""
    CUT = "cut"
    """The mark that opens it is never closed."""


PROVEN = frozenset({Ending.CLOSED, Ending.LINE})


class Sighting(NamedTuple):
    """`quoted` where the value, or the list that it stands in, is a string of its own."""

    name: str
    value: Secret
    ending: Ending
    quoted: bool = False


class Settled(NamedTuple):
    """The values that count, and what is to be told of the others."""

    values: Mapping[str, Secret]
    problems: tuple[Problem, ...] = ()


def settle(seen: Sequence[tuple[str, Secret]]) -> Settled:
    """The newest of several values, where they are surely of one account; two are never mixed."""
    last = dict(seen)
    several = {name: {value for key, value in seen if key == name} for name in last}
    names = [name for name in COOKIE_NAMES if len(several.get(name, ())) > 1]
    if not names:
        return Settled(last)
    claims = [read_claims(token) for token in several.get(LT_TOKEN, ())]
    owners = {owner for one in claims if one and (owner := one.email or one.subject)}
    if len(owners) > 1 or (LT_ID in names and len(names) > 1):
        return Settled(last, (Problem(ProblemCode.MIXED_SESSIONS),))
    newest = None
    if LT_ID not in names and LT_TOKEN in names and len(owners) == 1:
        newest = _newest(seen, claims)
    if newest is None or (LT_REFRESH_TOKEN in names and LT_REFRESH_TOKEN not in newest):
        return Settled(last, tuple(Problem(ProblemCode.SEVERAL_VALUES, name) for name in names))
    notes = tuple(Problem(ProblemCode.DUPLICATE_NAME, name) for name in names)
    return Settled(last | newest, notes)


def _newest(
    seen: Iterable[tuple[str, Secret]], claims: Sequence[Claims | None]
) -> dict[str, Secret] | None:
    """The values that stand beside the token that was issued last; None where none is."""
    dates = [one.issued for one in claims if one and one.issued]
    latest = max(dates, default=None)
    if len(dates) < len(claims) or latest is None or dates.count(latest) > 1:
        return None
    for block in reversed(_blocks(seen)):
        claim = read_claims(block[LT_TOKEN]) if LT_TOKEN in block else None
        if claim and claim.issued == latest:
            return block
    return None


def _blocks(seen: Iterable[tuple[str, Secret]]) -> list[dict[str, Secret]]:
    """Values that stand together: the same name again begins the next."""
    blocks: list[dict[str, Secret]] = [{}]
    for name, value in seen:
        if name in blocks[-1]:
            blocks.append({})
        blocks[-1][name] = value
    return blocks
