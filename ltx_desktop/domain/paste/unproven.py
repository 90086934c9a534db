"""What no rule can prove: that a bare value at the end of a text was not cut there."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from ltx_desktop.domain.cookies import COOKIE_NAMES
from ltx_desktop.domain.paste.result import Paste
from ltx_desktop.domain.paste.sightings import Ending
from ltx_desktop.domain.secret import Secret

NO_LENGTHS: Mapping[str, int] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Unproven:
    """A value to be compared by its end and length; `last` is the length that was accepted last."""

    name: str
    value: Secret
    last: int | None = None

    @property
    def length(self) -> int:
        return len(self.value)

    @property
    def differs(self) -> bool:
        return self.last is not None and self.last != self.length


def unproven(paste: Paste, last_lengths: Mapping[str, int] = NO_LENGTHS) -> tuple[Unproven, ...]:
    """The values of a paste whose end nothing proves.

    `last_lengths` are those of the values that were last accepted for the account, by name.
    """
    return tuple(
        Unproven(name, paste.cookies[name], last_lengths.get(name))
        for name in COOKIE_NAMES
        if paste.endings.get(name) is Ending.OPEN and name in paste.cookies
    )
