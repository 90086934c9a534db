"""Text that must not be shown by accident."""

import hmac
from typing import NoReturn, final


@final
class Secret:
    """A cookie value or API token: only `reveal()` gives the text, nothing else does."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        return self._text

    def shortened(self) -> str:
        """A hint for the eye: at most a quarter of the start and an eighth of the end."""
        start = self._text[: min(4, len(self._text) // 4)]
        tail = min(2, len(self._text) // 8)
        return f"{start}…{self._text[len(self._text) - tail :]}"

    def __repr__(self) -> str:
        return "Secret(…)"

    def __len__(self) -> int:
        return len(self._text)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Secret):
            return NotImplemented
        return hmac.compare_digest(
            self._text.encode("utf-8", "surrogatepass"),
            other._text.encode("utf-8", "surrogatepass"),
        )

    def __hash__(self) -> int:
        return hash((Secret, self._text))

    def __reduce__(self) -> NoReturn:
        raise TypeError("a Secret is never pickled or copied to another process")
