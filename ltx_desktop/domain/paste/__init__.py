"""Pasted text, read: `read_paste` tries one reader after the other, each in a file of its own."""

from ltx_desktop.domain.paste.judge import check_fields
from ltx_desktop.domain.paste.read import read_paste
from ltx_desktop.domain.paste.result import Paste, PasteFormat

__all__ = ["Paste", "PasteFormat", "check_fields", "read_paste"]
