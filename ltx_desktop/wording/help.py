"""What the help window says, topic by topic."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum, auto, unique

from ltx_desktop.domain.account import Mark
from ltx_desktop.domain.expiry import State, Thresholds
from ltx_desktop.domain.settings import Settings
from ltx_desktop.services.places import Places
from ltx_desktop.wording.durations import duration
from ltx_desktop.wording.settings import reminders_sentence
from ltx_desktop.wording.states import mark_sentence, state_word
from ltx_desktop.wording.translation import _


@dataclass(frozen=True, slots=True)
class Steps:
    """Numbered, in order."""

    steps: Sequence[str]


@dataclass(frozen=True, slots=True)
class Row:
    """`state` is the one whose icon stands before the term; `is_path`: a place of a file."""

    term: str
    meaning: str
    state: State | None = None
    is_path: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    rows: Sequence[Row]


@unique
class Part(Enum):
    """What is more than text."""

    BROWSER_STEPS = auto()


Block = str | Steps | Table | Part
"""A text is a paragraph of its own."""


@dataclass(frozen=True, slots=True)
class Topic:
    title: str
    blocks: Sequence[Block]


def help_topics(
    settings: Settings, places: Places, keys: Iterable[tuple[str, str]], paste_keys: str
) -> tuple[Topic, ...]:
    """`keys` are what the window can do by the keyboard: keys, and what they do."""
    return (
        _first_renewal(paste_keys),
        _pastes(),
        _states(settings.thresholds),
        _reminders(settings.reminders),
        _command_line(),
        _where_data_lives(places),
        _privacy(),
        _keys(keys),
    )


def _first_renewal(paste_keys: str) -> Topic:
    return Topic(
        _("First renewal"),
        [
            Steps(
                (
                    _(
                        "Paste your useapi.net API token when the window asks for it. It is kept "
                        "in this computer's keyring."
                    ),
                    _(
                        "The table shows the accounts that the service knows; the one on top "
                        "needs you first."
                    ),
                    _(
                        "In the browser, log in anew with that account and copy its cookies. How "
                        "that goes in yours is shown below."
                    ),
                    _(
                        "Press {keys} in the window of this app. It opens the account that the "
                        "cookies belong to, and says what it read, whose session it is and until "
                        "when. An account that the service does not know yet is added the same way."
                    ).format(keys=paste_keys),
                    _(
                        "Choose “Renew”. The account is read back, and the window says how far "
                        "its date moved, or that it did not."
                    ),
                )
            ),
            Part.BROWSER_STEPS,
        ],
    )


def _pastes() -> Topic:
    return Topic(
        _("What can be pasted"),
        [
            Table(
                (
                    Row(
                        _("Network tab"),
                        _(
                            "“Copy as cURL” (bash and cmd), “Copy as PowerShell”, “Copy as fetch "
                            "(Node.js)”, request headers, Set-Cookie headers, HAR with sensitive "
                            "data; several requests at once, too"
                        ),
                    ),
                    Row(
                        _("Cookie tables"),
                        _(
                            "Rows of the “Application” tab of Chrome and Edge, of Safari's "
                            "“Storage” tab, and Firefox's “Cookies” pane"
                        ),
                    ),
                    Row(
                        _("Extensions and tools"),
                        _(
                            "Exports of Cookie-Editor, EditThisCookie, Get cookies.txt and others; "
                            "cookies.txt of curl and yt-dlp; Playwright, Puppeteer, Selenium"
                        ),
                    ),
                    Row(
                        _("By hand"),
                        _(
                            "A Cookie header, lines of name=value, a JSON object, or each value "
                            "into its own field"
                        ),
                    ),
                )
            ),
            _(
                "Files can be dropped on the window. Values that were masked, cut off or decoded "
                "on their way are refused with the reason, and so are two logins in one paste."
            ),
        ],
    )


def _states(thresholds: Thresholds) -> Topic:
    return Topic(
        _("States and marks"),
        [
            Table([Row(state_word(one), _meaning(one, thresholds), one) for one in State]),
            _("The countdown runs to the moment when a person has to act. Beside it there may be:"),
            Table(
                (
                    Row("~", mark_sentence(Mark.ESTIMATE)),
                    Row(
                        "⚠",
                        _(
                            "The service's dates contradict each other, or one of them could not "
                            "be read. Hover over the row to see which."
                        ),
                    ),
                )
            ),
            _("The bar below the countdown is what is left of the session's life."),
        ],
    )


def _meaning(state: State, thresholds: Thresholds) -> str:
    match state:
        case State.NEEDS_ATTENTION:
            return _("The service reports an error. Fresh cookies usually mend it.")
        case State.EXPIRED:
            return _("The session has ended: jobs on this account fail.")
        case State.URGENT:
            return _("The session ends in {span} or less.").format(span=duration(thresholds.urgent))
        case State.RENEW_SOON:
            return _("The session ends in {span} or less.").format(
                span=duration(thresholds.renew_soon)
            )
        case State.UNKNOWN:
            return _(
                "The service does not say when the session ends. Once cookies were sent from "
                "here, the app knows."
            )
        case State.HEALTHY:
            return _("Nothing to do.")


def _reminders(spans: Sequence[timedelta]) -> Topic:
    return Topic(
        _("Reminders"),
        [
            reminders_sentence(spans),
            _(
                "One notification tells of all accounts that are due, and of each account once "
                "at each of these moments; also when the service reports an error about one. A "
                "click on it opens the renewal; it can be put off, too."
            ),
            _(
                "Days, quiet hours, the tray icon and the start with the session are in the "
                "settings, under “Watching”. Reminders come only while the app runs: start it "
                "with the session, or use “ltx-desktop check” from cron."
            ),
        ],
    )


def _command_line() -> Topic:
    return Topic(
        _("Command line"),
        [
            _("The same accounts without a window, for scripts, cron and ssh:"),
            Table(
                (
                    Row("ltx-desktop list", _("All accounts, most urgent first.")),
                    Row(
                        "ltx-desktop check --within 7d",
                        _("Exit code 0: fine, 1: an account needs renewal, 2: could not tell."),
                    ),
                    Row(
                        "ltx-desktop renew EMAIL < FILE",
                        _("Sends the cookies of a paste, and says what changed."),
                    ),
                    Row("ltx-desktop remove EMAIL", _("Takes an account off the service.")),
                    Row(
                        "ltx-desktop paste-info < FILE",
                        _("Says what a paste is, and what is wrong with it."),
                    ),
                    Row("ltx-desktop --demo", _("Opens the demo: nothing of yours is touched.")),
                )
            ),
            _(
                "The API token is taken from the variable LTX_API_TOKEN, else from the keyring. "
                "Each command explains itself with --help."
            ),
        ],
    )


def _where_data_lives(places: Places) -> Topic:
    return Topic(
        _("Where data lives"),
        [
            Table(
                (
                    Row(_("Accounts"), str(places.database), is_path=True),
                    Row(_("Settings"), str(places.settings), is_path=True),
                    Row(_("Log"), str(places.log), is_path=True),
                    Row(_("API token"), _("In the keyring of this computer, nowhere else.")),
                    Row(
                        _("Cookies"),
                        _(
                            "Nowhere: in memory until the service has them. A keyed hash stays "
                            "with the account, to know its session again."
                        ),
                    ),
                )
            ),
            _("These folders and files can be read by you alone."),
        ],
    )


def _privacy() -> Topic:
    return Topic(
        _("Privacy"),
        [
            _(
                "Requests go to the address in the settings, by default to useapi.net. They carry "
                "your API token; a renewal carries the three cookies besides, and nothing else of "
                "what you pasted."
            ),
            _(
                "The app leaves your browser's own profile alone, and the clipboard until you "
                "paste. It sends no statistics and no crash reports. It asks pypi.org for new "
                "versions only if you said yes or choose it, and tells only its version."
            ),
            _(
                "Log, crash report and exports have no cookies and no token in them. Exports "
                "have the email addresses of your accounts."
            ),
        ],
    )


def _keys(keys: Iterable[tuple[str, str]]) -> Topic:
    more = (
        Row(_("Enter"), _("Renew the selected account")),
        Row(_("Home, End"), _("Go to the first or the last account")),
        Row("Esc", _("Clear the search, then the state; close a dialog, or stop sending")),
    )
    return Topic(_("Keys"), [Table([*(Row(*one) for one in keys), *more])])
