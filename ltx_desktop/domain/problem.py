"""What can be wrong with pasted cookies: stable codes, worded in `wording.problems`."""

from dataclasses import dataclass
from enum import StrEnum, unique


@unique
class ProblemCode(StrEnum):
    """Stable: tests, translations and scripts refer to these values."""

    EMPTY_PASTE = "empty-paste"
    PASTE_TOO_LARGE = "paste-too-large"
    UNRECOGNISED = "unrecognised"
    READER_DEFECT = "reader-defect"
    NOT_TEXT = "not-text"
    UNREADABLE_FILE = "unreadable-file"
    INCOMPLETE = "incomplete"
    NO_COOKIES = "no-cookies"
    OTHER_HOSTS = "other-hosts"
    FETCH_WITHOUT_COOKIES = "fetch-without-cookies"
    SANITISED_HAR = "sanitised-har"
    MASKED_ANSWER = "masked-answer"
    ENCRYPTED_EXPORT = "encrypted-export"
    WEB_PAGE = "web-page"
    LONE_VALUE = "lone-value"
    MIXED_SESSIONS = "mixed-sessions"
    MISSING = "missing"
    UNREADABLE_PLACE = "unreadable-place"
    COOKIE_FILE = "cookie-file"
    NAMES_ALONE = "names-alone"
    SEVERAL_VALUES = "several-values"
    MAYBE_OTHER_SITE = "maybe-other-site"
    MASKED = "masked"
    TRUNCATED = "truncated"
    SHORTENED = "shortened"
    STAND_IN = "stand-in"
    ESCAPE_LEFT = "escape-left"
    CUT_ESCAPE = "cut-escape"
    ENCODED_TWICE = "encoded-twice"
    MARK_AT_END = "mark-at-end"
    MAYBE_WRAPPED = "maybe-wrapped"
    TEXT_BEHIND = "text-behind"
    DAMAGED_TOKEN = "damaged-token"  # noqa: S105 - a code, not a secret
    LINE_BREAK = "line-break"
    STRAY_CARET = "stray-caret"
    QUOTATION_MARK = "quotation-mark"
    URL_DECODED = "url-decoded"
    ILLEGAL_CHARACTER = "illegal-character"
    TOO_LONG = "too-long"
    TOO_LONG_TOGETHER = "too-long-together"
    MAYBE_DECODED = "maybe-decoded"
    NOT_A_JWT = "not-a-jwt"
    ACCESS_TOKEN_EXPIRED = "access-token-expired"  # noqa: S105 - a code, not a secret
    REFRESH_COOKIE_EXPIRED = "refresh-cookie-expired"
    SAME_SESSION = "same-session"
    ALREADY_SENT = "already-sent"
    TWO_OWNERS = "two-owners"
    DUPLICATE_NAME = "duplicate-name"
    API_TOKEN_DROPPED = "api-token-dropped"  # noqa: S105 - a code, not a secret


_NOTES = frozenset({ProblemCode.DUPLICATE_NAME, ProblemCode.API_TOKEN_DROPPED})
_DOUBTS = frozenset(
    {
        ProblemCode.SEVERAL_VALUES,
        ProblemCode.MAYBE_OTHER_SITE,
        ProblemCode.ENCODED_TWICE,
        ProblemCode.MARK_AT_END,
        ProblemCode.MAYBE_WRAPPED,
        ProblemCode.TEXT_BEHIND,
        ProblemCode.NOT_A_JWT,
    }
)
"""Likely to be a damage, and to be confirmed by a person before anything is sent."""

_WARNINGS = _DOUBTS | frozenset(
    {
        ProblemCode.READER_DEFECT,
        ProblemCode.MAYBE_DECODED,
        ProblemCode.ACCESS_TOKEN_EXPIRED,
        ProblemCode.REFRESH_COOKIE_EXPIRED,
        ProblemCode.SAME_SESSION,
        ProblemCode.ALREADY_SENT,
        ProblemCode.TWO_OWNERS,
    }
)


@unique
class Severity(StrEnum):
    REFUSE = "refuse"
    WARN = "warn"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong; `field` names the cookie it is about, None the whole paste."""

    code: ProblemCode
    field: str | None = None

    @property
    def severity(self) -> Severity:
        if self.code in _NOTES:
            return Severity.NOTE
        return Severity.WARN if self.code in _WARNINGS else Severity.REFUSE

    @property
    def is_doubt(self) -> bool:
        """Whether a person has to confirm the value first."""
        return self.code in _DOUBTS
