"""The icon of a tone beside what is said in it."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QLabel

from ltx_desktop.ui.style.icons import Icons
from ltx_desktop.ui.style.metrics import ICON
from ltx_desktop.wording.notice import tone_word

_REDRAWN_ON = {QEvent.Type.PaletteChange, QEvent.Type.DevicePixelRatioChange}


class ToneMark(QLabel):
    """Keeps its place while there is no tone; follows the palette and the scale of the screen."""

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self._icons = icons
        self._tone = ""
        self.setFixedSize(ICON)

    def show_tone(self, name: str) -> None:
        """`ok`, `info`, `warning` or `error`; empty for none."""
        self._tone = name
        self.setAccessibleName(tone_word(name) if name else "")
        if name:
            icon = self._icons.tone(name, self.palette())
            self.setPixmap(icon.pixmap(ICON, self.devicePixelRatio()))
        else:
            self.clear()

    def event(self, event: QEvent) -> bool:
        if event.type() in _REDRAWN_ON:
            self.show_tone(self._tone)
        return super().event(event)
