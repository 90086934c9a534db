"""*Copy as cURL (cmd)* of Chrome and Edge, *Copy as cURL (Windows)* of Firefox.

A caret that is left behind makes a token that the service refuses hours later, so the quoting
is undone by its grammar (`cmd_words`) and never by taking out carets.
"""

import re

from ltx_desktop.domain.paste.cmd_words import cmd_commands
from ltx_desktop.domain.paste.curl_request import curl_commands, read_requests
from ltx_desktop.domain.paste.result import Finding, PasteFormat

_FIRST_QUOTE = re.compile(r"\s(\^\"|\"|\$?')")
_CARET_BREAK = re.compile(r"\^[ \t]*\r?\n")
_OF_A_SHELL = re.compile(r"\s--?[A-Za-z-]+\s+\$?'|\\\r?\n")


def read(text: str) -> Finding | None:
    commands = curl_commands(text)
    if commands is None or not _is_for_cmd(commands):
        return None
    return read_requests(commands, cmd_commands, PasteFormat.CURL_CMD)


def _is_for_cmd(commands: str) -> bool:
    """By its first quotation mark; both kinds of shell know `"`."""
    first = _FIRST_QUOTE.search(commands)
    if first is None or first[1] != '"':
        return first is not None and first[1].startswith("^")
    return bool(_CARET_BREAK.search(commands)) or not _OF_A_SHELL.search(commands)
