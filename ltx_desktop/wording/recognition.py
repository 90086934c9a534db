"""What a paste was recognised as, and what was found in it."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from ltx_desktop.domain.cookies import COOKIE_NAMES, refused
from ltx_desktop.domain.paste import Paste, PasteFormat
from ltx_desktop.domain.paste.unproven import NO_LENGTHS, Unproven, unproven
from ltx_desktop.domain.problem import ProblemCode, Severity
from ltx_desktop.wording.plain import plain
from ltx_desktop.wording.problems import problem_sentence
from ltx_desktop.wording.translation import _, ngettext

_NAMES_THE_FORMAT = frozenset(
    {
        ProblemCode.FETCH_WITHOUT_COOKIES,
        ProblemCode.SANITISED_HAR,
        ProblemCode.MASKED_ANSWER,
        ProblemCode.ENCRYPTED_EXPORT,
        ProblemCode.WEB_PAGE,
        ProblemCode.LONE_VALUE,
    }
)


def recognition(paste: Paste, last_lengths: Mapping[str, int] = NO_LENGTHS) -> str:
    """`Copy as cURL (cmd): 3 of 3 cookies, 41 others ignored.`, and what else is worth knowing.

    What is wrong with one value is left to its field. `last_lengths` are those of the values that
    were last accepted for the account.
    """
    whole = [problem for problem in paste.problems if problem.field is None]
    notes = [
        problem for problem in paste.problems if problem.field and problem.severity is Severity.NOTE
    ]
    said = " ".join(map(problem_sentence, [*whole, *notes]))
    named = any(problem.code in _NAMES_THE_FORMAT for problem in whole)
    if named or paste.format is PasteFormat.UNRECOGNISED:
        return said
    if not paste.cookies:
        return f"{format_name(paste.format)}: {said}"
    if paste.offered:
        said = f"{said} {_offer()}".lstrip()
    if not refused(paste.problems):
        hints = map(unproven_sentence, unproven(paste, last_lengths))
        said = " ".join(filter(None, [said, *hints]))
    return f"{_count(paste)} {said}".rstrip()


def unproven_sentence(one: Unproven) -> str:
    """What a person can compare of a value whose end nothing proves."""
    sentence = ngettext(
        "Nothing proves that {name} is whole: compare its end, “{end}”, and its length, {count} "
        "character.",
        "Nothing proves that {name} is whole: compare its end, “{end}”, and its length, {count} "
        "characters.",
        one.length,
    ).format(name=one.name, end=plain(one.value.shortened_end()), count=one.length)
    if not one.differs:
        return sentence
    last = _("The one that was last accepted for this account had {count}.").format(count=one.last)
    return f"{sentence} {last}"


def left_out_sentence(files: Sequence[Path]) -> str:
    """What became of the others, where several files were dropped; only the first is read."""
    others = len(files) - 1
    if not others:
        return ""
    return ngettext(
        "Only “{name}” was taken; {count} other file was left out.",
        "Only “{name}” was taken; {count} other files were left out.",
        others,
    ).format(name=plain(files[0].name), count=others)


def _offer() -> str:
    return _("The lines can be joined again; nothing but their breaks is taken out.")


def _count(paste: Paste) -> str:
    found = sum(1 for name in COOKIE_NAMES if name in paste.cookies)
    others = len(paste.cookies) - found + paste.ignored
    text = _("{format}: {found} of {all} cookies").format(
        format=format_name(paste.format), found=found, all=len(COOKIE_NAMES)
    )
    if others:
        text += ngettext(", {count} other ignored", ", {count} others ignored", others).format(
            count=others
        )
    return f"{text}."


def format_name(paste_format: PasteFormat) -> str:
    """How the menu of the browser or tool calls it."""
    return {
        PasteFormat.HEADER_VALUE: _("Cookie header value"),
        PasteFormat.COOKIE_LINE: _("Cookie header line"),
        PasteFormat.REQUEST_HEADERS: _("Request headers"),
        PasteFormat.SET_COOKIE: _("Set-Cookie headers"),
        PasteFormat.CURL_BASH: _("“Copy as cURL (bash)”"),
        PasteFormat.CURL_CMD: _("“Copy as cURL (cmd)”"),
        PasteFormat.POWERSHELL: _("“Copy as PowerShell”"),
        PasteFormat.FETCH: _("“Copy as fetch”"),
        PasteFormat.NODE_FETCH: _("“Copy as fetch (Node.js)”"),
        PasteFormat.HAR: _("HAR"),
        PasteFormat.SANITISED_HAR: _("Sanitised HAR"),
        PasteFormat.CHROME_TABLE: _("Cookie table of Chrome or Edge"),
        PasteFormat.SAFARI_TABLE: _("Cookie table of Safari"),
        PasteFormat.LONE_VALUE: _("One value"),
        PasteFormat.FIREFOX_COOKIES: _("Cookies pane of Firefox"),
        PasteFormat.COOKIE_LIST: _("Cookie export (JSON)"),
        PasteFormat.NETSCAPE: _("cookies.txt (Netscape)"),
        PasteFormat.LWP: _("libwww-perl cookies"),
        PasteFormat.PYTHON_JAR: _("Python cookie jar"),
        PasteFormat.NAME_VALUE_LINES: _("Names and values"),
        PasteFormat.JSON_OBJECT: _("JSON object of cookies"),
        PasteFormat.API_BODY: _("JSON body for the API"),
        PasteFormat.API_SNIPPET: _("API example"),
        PasteFormat.MASKED_ANSWER: _("useapi.net answer"),
        PasteFormat.ENCRYPTED_EXPORT: _("Encrypted export"),
        PasteFormat.WEB_PAGE: _("Web page"),
        PasteFormat.BY_NAME: _("Found by name in the text"),
        PasteFormat.LOG_IN: _("Log-in in a browser"),
        PasteFormat.UNRECOGNISED: _("Not recognised"),
    }[paste_format]


def offer(paste: Paste) -> str:
    """A button's label: what can be done with values that are not taken unasked; "" for nothing."""
    if not paste.offered:
        return ""
    lone = paste.format is PasteFormat.LONE_VALUE
    return _("Use it as lt_token") if lone else _("Join the lines")
