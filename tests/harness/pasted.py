"""A text as the window has it when it was pasted and read."""

from datetime import datetime

from ltx_desktop.app import clock
from ltx_desktop.services.reading import read_text
from ltx_desktop.ui.edit.paste_reading import Pasted


def pasted(text: str, now: datetime | None = None) -> Pasted:
    return Pasted(text, read_text(text, now or clock.now()))
