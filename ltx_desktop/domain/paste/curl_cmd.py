"""*Copy as cURL (cmd)* of Chrome and Edge, *Copy as cURL (Windows)* of Firefox.

A caret that is left behind makes a token that the service refuses hours later, so the quoting
is undone by its grammar (`cmd_words`) and never by taking out carets.
"""

import re

from ltx_desktop.domain.paste.cmd_words import UnclosedQuote, cmd_commands
from ltx_desktop.domain.paste.curl_request import CurlRequest, curl_commands, finding_of
from ltx_desktop.domain.paste.result import Finding, PasteFormat
from ltx_desktop.domain.problem import Problem, ProblemCode

_CARETS = re.compile(r"\^\"|\^[ \t]*\r?\n")
_OF_A_SHELL = re.compile(r"[ \t]\$?'|\\\r?\n")


def read(text: str) -> Finding | None:
    commands = curl_commands(text)
    if commands is None or not _is_for_cmd(commands):
        return None
    try:
        requests = [
            request
            for words in cmd_commands(commands)
            if (request := CurlRequest.from_words(words))
        ]
    except UnclosedQuote:
        return Finding(PasteFormat.CURL_CMD, problems=(Problem(ProblemCode.INCOMPLETE),))
    return finding_of(requests, PasteFormat.CURL_CMD)


def _is_for_cmd(commands: str) -> bool:
    """Only `"…"` quotes, which both kinds of shell know, are left for the one that escapes less."""
    if _CARETS.search(commands):
        return not commands.partition("'")[0].endswith((" ", " $"))
    return '"' in commands and not _OF_A_SHELL.search(commands)
