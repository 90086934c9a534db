"""What is wrong with pasted cookies, each as a sentence that says what to do."""

from ltx_desktop.domain.cookies import COOKIE_NAMES, MAX_VALUE_LENGTH
from ltx_desktop.domain.paste import Paste, PasteFormat
from ltx_desktop.domain.problem import Problem, ProblemCode, Severity
from ltx_desktop.wording.translation import _, ngettext


def problem_sentence(problem: Problem) -> str:
    return _sentence(problem.code).format(name=problem.field, limit=MAX_VALUE_LENGTH)


def _sentence(code: ProblemCode) -> str:
    match code:
        case ProblemCode.EMPTY_PASTE:
            return _("There is no text in the clipboard. Copy the cookies in the browser first.")
        case ProblemCode.PASTE_TOO_LARGE:
            return _("This is too much text for a cookie. Copy only the Cookie header.")
        case ProblemCode.UNRECOGNISED:
            return _(
                "No cookies found. Paste the Cookie header (lt_id=…; lt_token=…; "
                "lt_refresh_token=…), the request headers, or a JSON body for the API."
            )
        case ProblemCode.MISSING:
            return _("{name} is missing. Copy the whole Cookie header, or paste it here alone.")
        case ProblemCode.MASKED:
            return _("{name} is useapi.net's masked copy. Copy the cookie from the browser.")
        case ProblemCode.TRUNCATED:
            return _("{name} was cut off when it was copied. Copy the whole value.")
        case ProblemCode.LINE_BREAK:
            return _("{name} is broken over several lines. Copy it again in one piece.")
        case ProblemCode.ILLEGAL_CHARACTER:
            return _(
                "{name} contains a character that no cookie can have, such as a space or a "
                "quotation mark. Copy it again from the browser."
            )
        case ProblemCode.TOO_LONG:
            return _("{name} is longer than any cookie ({limit} characters). Copy only its value.")
        case ProblemCode.NOT_A_JWT:
            return _("{name} does not look like an access token. You can try it all the same.")
        case ProblemCode.ACCESS_TOKEN_EXPIRED:
            return _("{name} has already ended. The service may still be able to renew it.")
        case ProblemCode.DUPLICATE_NAME:
            return _("{name} stands there more than once; the last one is used.")
        case ProblemCode.API_TOKEN_DROPPED:
            return _("The paste also held an Authorization header. It was dropped.")


def service_misses(name: str) -> str:
    return _("The service says that {name} is missing. Copy it again.").format(name=name)


def format_name(paste_format: PasteFormat) -> str:
    match paste_format:
        case PasteFormat.HEADER_VALUE:
            return _("Cookie header value")
        case PasteFormat.COOKIE_LINE:
            return _("Cookie header line")
        case PasteFormat.REQUEST_HEADERS:
            return _("Request headers")
        case PasteFormat.API_BODY:
            return _("JSON body for the API")
        case PasteFormat.UNRECOGNISED:
            return _("Not recognised")


def recognition(paste: Paste) -> str:
    """`Cookie header value: 3 of 3 cookies, 41 others ignored`, and what else is worth knowing."""
    if paste.format is PasteFormat.UNRECOGNISED:
        return " ".join(problem_sentence(problem) for problem in paste.problems)
    found = sum(1 for name in COOKIE_NAMES if name in paste.cookies)
    others = len(paste.cookies) - found
    text = _("{format}: {found} of {all} cookies").format(
        format=format_name(paste.format), found=found, all=len(COOKIE_NAMES)
    )
    if others:
        text += ngettext(", {count} other ignored", ", {count} others ignored", others).format(
            count=others
        )
    notes = (
        problem_sentence(problem) for problem in paste.problems if problem.severity is Severity.NOTE
    )
    return " ".join([f"{text}.", *notes])
