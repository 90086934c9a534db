"""The text of a web page: its cookies are not in it."""

import re

from ltx_desktop.domain.paste.result import Finding, PasteFormat
from ltx_desktop.domain.problem import Problem, ProblemCode

_TAG = re.compile(r"\s*<(?:!doctype|!--|\?xml|/?[a-z][a-z0-9]*[\s/>])", re.IGNORECASE)


def read(text: str) -> Finding | None:
    if not _TAG.match(text):
        return None
    return Finding(PasteFormat.WEB_PAGE, problems=(Problem(ProblemCode.WEB_PAGE),))
