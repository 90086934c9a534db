"""What is wrong with pasted cookies, each as a sentence that says what to do."""

from collections.abc import Sequence

from ltx_desktop.domain.cookies import MAX_HEADER_LENGTH, MAX_VALUE_LENGTH
from ltx_desktop.domain.paste.read import MAX_LINES_LENGTH, MAX_PASTE_LENGTH
from ltx_desktop.domain.problem import Problem, ProblemCode
from ltx_desktop.wording.translation import _


def problem_sentence(problem: Problem) -> str:
    sentences = _of_pastes() | _of_formats() | _of_sessions() | _of_values()
    return sentences[problem.code].format(
        name=problem.field,
        limit=MAX_VALUE_LENGTH,
        limit_together=MAX_HEADER_LENGTH,
        limit_text=f"{MAX_PASTE_LENGTH:,}",
        limit_lines=f"{MAX_LINES_LENGTH:,}",
    )


def doubt_sentence(doubts: Sequence[Problem]) -> str:
    """What a person has to compare before the values are used."""
    seen = " ".join(map(problem_sentence, doubts))
    return _("{seen} Is it right as it stands? The eye beside a field reveals its value.").format(
        seen=seen
    )


def service_misses(name: str) -> str:
    return _("The service says that {name} is missing. Copy it again.").format(name=name)


def _of_pastes() -> dict[ProblemCode, str]:
    """Nothing can be taken out of the paste."""
    return {
        ProblemCode.EMPTY_PASTE: _(
            "There is no text in the clipboard. Copy the cookies in the browser first."
        ),
        ProblemCode.PASTE_TOO_LARGE: _(
            "This is more text than cookies are looked for in ({limit_text} characters of JSON or "
            "commands, {limit_lines} of anything else). Choose “Copy as cURL” on one request, and "
            "paste that."
        ),
        ProblemCode.NOT_TEXT: _(
            "This is not text. Copy the cookies as text: “Copy as cURL” in the browser's network "
            "tab."
        ),
        ProblemCode.UNREADABLE_FILE: _(
            "The file cannot be read. Open it in an editor, and copy its text."
        ),
        ProblemCode.UNRECOGNISED: _(
            "No cookies found in this. In the browser's network tab, right-click a request to "
            "app.ltx.studio, choose “Copy as cURL”, and paste that."
        ),
        ProblemCode.READER_DEFECT: _(
            "A part of the app failed while it read this, so the values may be wrong or "
            "incomplete. Use “Copy as cURL (bash)” instead, or compare the values with those in "
            "the browser. Please report it: what failed is in the log, or for a command on "
            "standard error."
        ),
        ProblemCode.INCOMPLETE: _(
            "The end of this is missing: it was cut when it was copied. Copy it again."
        ),
        ProblemCode.NO_COOKIES: _(
            "There is no cookie in this. Log in to app.ltx.studio first, and copy a request to "
            "app.ltx.studio."
        ),
        ProblemCode.NAMES_ALONE: _(
            "The names of the three cookies stand in this, but not their values in a form that can "
            "be read for sure. In the browser's network tab, right-click a request to "
            "app.ltx.studio, choose “Copy as cURL”, and paste that."
        ),
        ProblemCode.COOKIE_FILE: _(
            "This command reads its cookies from a file. Open that file, and paste its text."
        ),
        ProblemCode.MAYBE_OTHER_SITE: _(
            "This names another site, and app.ltx.studio nowhere. Make sure that these are cookies "
            "of app.ltx.studio."
        ),
        ProblemCode.OTHER_HOSTS: _(
            "All the cookies in this belong to other sites. Copy a request to app.ltx.studio, or "
            "export while its page is open."
        ),
    }


def _of_formats() -> dict[ProblemCode, str]:
    """Formats in which there cannot be any cookies, and what to use instead."""
    return {
        ProblemCode.FETCH_WITHOUT_COOKIES: _(
            "“Copy as fetch” leaves cookies out. Use “Copy as cURL”, or “Copy as fetch (Node.js)” "
            "in Chrome."
        ),
        ProblemCode.SANITISED_HAR: _(
            "This HAR is sanitised: the browser left the cookies out. Use “Copy as cURL”; or turn "
            "on “Allow to generate HAR with sensitive data” in the settings of Chrome's developer "
            "tools, and use “Export HAR (with sensitive data)”."
        ),
        ProblemCode.MASKED_ANSWER: _(
            "That is useapi.net's masked copy. It has no cookies in it: use “Copy as cURL” in the "
            "browser."
        ),
        ProblemCode.ENCRYPTED_EXPORT: _(
            "This export is encrypted: only the extension that made it can open it. Export without "
            "a password, or use “Copy as cURL” in the browser."
        ),
        ProblemCode.WEB_PAGE: _(
            "This is a web page, which has no cookies in it. Open the developer tools (F12), and "
            "use “Copy as cURL” in the network tab."
        ),
        ProblemCode.LONE_VALUE: _(
            "This is one value without its name. Paste it into the field that it belongs to, or "
            "use “Copy as cURL” for all three at once."
        ),
    }


def _of_sessions() -> dict[ProblemCode, str]:
    """About the three together, and about what else stood in the paste."""
    return {
        ProblemCode.MIXED_SESSIONS: _(
            "These are cookies of two different logins. Copy one request only, from the account "
            "that you mean."
        ),
        ProblemCode.TOO_LONG_TOGETHER: _(
            "The three cookies together are longer than servers take ({limit_together} "
            "characters). Copy them again."
        ),
        ProblemCode.SAME_SESSION: _(
            "This is the session that was sent last time. To get a new one, log out in the "
            "browser, log in again, and copy again."
        ),
        ProblemCode.ALREADY_SENT: _(
            "This session was sent before, and the service may have used it. Refresh the list "
            "first, and see whether the account was renewed."
        ),
        ProblemCode.TWO_OWNERS: _(
            "{name} was last seen with another account than the one that lt_token names. Make "
            "sure that all three come from one login."
        ),
        ProblemCode.DUPLICATE_NAME: _("{name} stands there more than once; the last one is used."),
        ProblemCode.API_TOKEN_DROPPED: _(
            "The paste also held an Authorization header. It was dropped."
        ),
    }


def _of_values() -> dict[ProblemCode, str]:
    """About one cookie."""
    return {
        ProblemCode.MISSING: _(
            "{name} is missing. Copy the whole request, or paste the value here alone."
        ),
        ProblemCode.MASKED: _(
            "{name} is useapi.net's masked copy. Copy the cookie from the browser."
        ),
        ProblemCode.TRUNCATED: _(
            "{name} was cut off: Chrome shortens values over 1,000 characters when you copy the "
            "table. Click the row, double-click the value in the pane below, copy that."
        ),
        ProblemCode.SHORTENED: _(
            "The middle of {name} was left out. Firefox shortens long values in its Headers pane: "
            "switch “Raw” on there, or use “Copy as cURL” on the request."
        ),
        ProblemCode.STAND_IN: _(
            "{name} is no value: a mask, a place-holder or the name of a variable stands in its "
            "place. Copy the value from the browser, with “Copy as cURL”."
        ),
        ProblemCode.ESCAPE_LEFT: _(
            "{name} was escaped for another format once more (as &amp;, \\ or %25), which changed "
            "it. Copy it again from the browser, with “Copy as cURL (bash)”."
        ),
        ProblemCode.CUT_ESCAPE: _(
            "{name} ends within a % escape: its end is missing. Copy it again in one piece."
        ),
        ProblemCode.DAMAGED_TOKEN: _(
            "{name} is not whole: a piece of the token is missing or was changed on its way. Copy "
            "it again in one piece, with “Copy as cURL”."
        ),
        ProblemCode.UNREADABLE_PLACE: _(
            "Where {name} ends cannot be read in this: the text was cut, or code puts the value "
            "together. Copy the value itself, or use “Copy as cURL”."
        ),
        ProblemCode.SEVERAL_VALUES: _(
            "{name} stands there with several values, and nothing tells which is the newest; the "
            "last one is used. Copy one request only, or compare it with the browser's."
        ),
        ProblemCode.ENCODED_TWICE: _(
            "{name} looks as if it had been encoded a second time (%25, =3D). Compare it with the "
            "value that the browser shows."
        ),
        ProblemCode.MARK_AT_END: _(
            "{name} has a mark at its end that may belong to the text around it. Compare it with "
            "the value that the browser shows."
        ),
        ProblemCode.MAYBE_WRAPPED: _(
            "{name} ends with its line, and the next line may be its rest. Compare its end with "
            "the value that the browser shows."
        ),
        ProblemCode.TEXT_BEHIND: _(
            "Other words stand behind {name}, so it may go on. Compare its end with the value that "
            "the browser shows."
        ),
        ProblemCode.LINE_BREAK: _(
            "{name} is broken over several lines. Copy it again in one piece."
        ),
        ProblemCode.STRAY_CARET: _(
            "{name} still has carets (^) of the Windows command line in it. Paste the whole “Copy "
            "as cURL (cmd)”, or use “Copy as cURL (bash)”."
        ),
        ProblemCode.QUOTATION_MARK: _(
            "{name} has quotation marks in it, which no cookie can have. Take them out."
        ),
        ProblemCode.URL_DECODED: _(
            "{name} has a character in it that no cookie can have, such as a space: it was "
            "decoded. Untick “Show URL-decoded” in the browser and copy it again."
        ),
        ProblemCode.ILLEGAL_CHARACTER: _(
            "{name} has an invisible control character in it. Copy it again from the browser."
        ),
        ProblemCode.TOO_LONG: _(
            "{name} is longer than any cookie ({limit} characters). Copy only its value."
        ),
        ProblemCode.MAYBE_DECODED: _(
            "Firefox shows {name} decoded here, which may have changed it. “Copy Value”, “Copy as "
            "cURL” on the request is sure to be right."
        ),
        ProblemCode.NOT_A_JWT: _(
            "{name} does not look like an access token. You can try it all the same."
        ),
        ProblemCode.ACCESS_TOKEN_EXPIRED: _(
            "{name} has already ended. The service may still be able to renew it."
        ),
        ProblemCode.REFRESH_COOKIE_EXPIRED: _(
            "{name} has ended by its own date. Log in again in the browser and copy again, or try "
            "it all the same."
        ),
    }
