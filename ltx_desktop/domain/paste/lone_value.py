"""One value without its name, as a browser's preview pane or *Copy Value* gives it.

It cannot be known which of the three it is, so it is taken only into a field that is named; a
token tells what it is, and is offered.
"""

import re

from ltx_desktop.domain.cookies import LT_TOKEN
from ltx_desktop.domain.jwt import read_claims
from ltx_desktop.domain.paste.result import Finding, PasteFormat
from ltx_desktop.domain.problem import Problem, ProblemCode
from ltx_desktop.domain.secret import Secret

_VALUE = re.compile(r"(?!https?:)[A-Za-z0-9._~+/%-]{20,}={0,2}")


def read(text: str) -> Finding | None:
    if not _VALUE.fullmatch(text):
        return None
    value = Secret(text)
    return Finding(
        PasteFormat.LONE_VALUE,
        problems=(Problem(ProblemCode.LONE_VALUE),),
        offered={LT_TOKEN: value} if read_claims(value) else {},
    )
