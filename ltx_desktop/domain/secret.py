"""Text that must not be shown by accident."""

from threading import RLock
from typing import NoReturn, final
from weakref import WeakValueDictionary

REDACTED = "[redacted]"
"""What stands in the place of a secret."""

_LEAST_REDACTED = 6
"""Characters; what is shorter stands in too many innocent words."""


@final
class Secret:
    """A cookie value or API token: only `reveal()` gives the text, nothing else does."""

    __slots__ = ("__weakref__", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        with _looking:
            _alive[id(self)] = self

    def reveal(self) -> str:
        return self._text

    def shortened(self) -> str:
        """A hint for the eye: at most a quarter of the start and an eighth of the end."""
        return f"{self._text[: min(4, len(self._text) // 4)]}{self.shortened_end()}"

    def shortened_end(self) -> str:
        """The end of that hint alone."""
        tail = min(2, len(self._text) // 8)
        return f"…{self._text[len(self._text) - tail :]}"

    @staticmethod
    def redacted(text: str) -> str:
        """The text without any secret of this process; `domain.redaction` knows encoded ones."""
        with _looking:
            secrets = sorted(_alive.values(), key=len, reverse=True)
        for secret in secrets:
            if len(secret) >= _LEAST_REDACTED:
                text = text.replace(secret.reveal(), REDACTED)
        return text

    def __repr__(self) -> str:
        return "Secret(…)"

    def __len__(self) -> int:
        return len(self._text)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Secret):
            return NotImplemented
        import hmac  # takes longer to load than what most starts do

        return hmac.compare_digest(
            self._text.encode("utf-8", "surrogatepass"),
            other._text.encode("utf-8", "surrogatepass"),
        )

    def __hash__(self) -> int:
        return hash((Secret, self._text))

    def __reduce__(self) -> NoReturn:
        raise TypeError("a Secret is never pickled or copied to another process")


_looking = RLock()
"""Held while the set is changed or gone through: pastes are read in a thread."""

_alive: WeakValueDictionary[int, Secret] = WeakValueDictionary()
"""Every secret that this process holds, by identity: of two with the same text either may go."""
