"""What useapi.net answers about accounts: their cookies are masked (`…secured…`), so none is in it.

The list is a map of accounts by email, one account an object with its `cookie` as an object.
"""

from ltx_desktop.domain.cookies import is_masked
from ltx_desktop.domain.paste import json_object
from ltx_desktop.domain.paste.result import Finding, PasteFormat
from ltx_desktop.domain.problem import Problem, ProblemCode

_MASKED = Finding(PasteFormat.MASKED_ANSWER, problems=(Problem(ProblemCode.MASKED_ANSWER),))


def read(value: object) -> Finding | None:
    if not isinstance(value, dict):
        return None
    accounts = [value, *value.values()]
    for account in accounts:
        cookie = account.get("cookie") if isinstance(account, dict) else None
        found = json_object.read(cookie)
        if found and any(is_masked(pasted.value) for pasted in found.cookies):
            return _MASKED
    return None


def read_text(text: str) -> Finding | None:
    """What no reader knew, with a mask in it: an answer that was cut, or is shown by a page."""
    return _MASKED if is_masked(text) else None
