"""What is told, and what every way of telling it promises."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from ltx_desktop.wording.plain import plain


@dataclass(frozen=True, slots=True)
class Notification:
    """`title` and each of `lines` become one line of plain text, whatever they hold.

    With `stays` it is up until somebody dismisses it: for what is broken already. Otherwise it
    goes when the system thinks fit.
    """

    title: str
    lines: tuple[str, ...]
    renew_label: str
    snooze_label: str
    stays: bool = False

    def __post_init__(self) -> None:
        for name in ("title", "renew_label", "snooze_label"):
            object.__setattr__(self, name, plain(getattr(self, name)))
        object.__setattr__(self, "lines", tuple(map(plain, self.lines)))

    @property
    def body(self) -> str:
        return "\n".join(self.lines)


class Carrier(QObject):
    """One way of showing notifications, one at a time: a new one takes the place of the old.

    Whatever was shown ends with one signal, or silently when it is replaced or withdrawn.
    `activated` (a click, or "renew") carries a token that lets a window come to the front under
    Wayland, empty where there is none; `lost` means that perhaps nobody saw it, since the
    program that showed it is gone. `closed` is any other end. No method raises.
    """

    activated = Signal(str)
    snoozed = Signal()
    lost = Signal()
    closed = Signal()

    @property
    def is_up(self) -> bool:
        raise NotImplementedError

    async def show(self, notification: Notification) -> bool:
        """False where this way is not to be had now; nothing is up then."""
        raise NotImplementedError

    async def withdraw(self) -> None:
        raise NotImplementedError

    async def aclose(self) -> None:
        """Withdraw what is up, and let go of everything."""
        await self.withdraw()
