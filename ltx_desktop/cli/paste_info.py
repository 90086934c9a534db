"""`ltx-desktop paste-info < FILE`: what a paste is, and what is wrong with it, without a screen."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import BinaryIO

from ltx_desktop.cli.parser import CommandParser
from ltx_desktop.cli.pasted import read_standard_input
from ltx_desktop.cli.terminal import say
from ltx_desktop.domain.cookies import COOKIE_NAMES
from ltx_desktop.domain.draft import draft_of_paste
from ltx_desktop.domain.paste import Paste
from ltx_desktop.domain.paste.read import MAX_PASTE_LENGTH
from ltx_desktop.domain.paste.sightings import PROVEN
from ltx_desktop.domain.problem import Problem
from ltx_desktop.domain.secret import Secret
from ltx_desktop.wording.dates import utc_date_time
from ltx_desktop.wording.plain import plain
from ltx_desktop.wording.problems import problem_sentence
from ltx_desktop.wording.recognition import recognition
from ltx_desktop.wording.translation import _, ngettext

EXIT_GOOD = 0
EXIT_REFUSED = 1

Show = Callable[[Secret], str]


def run(arguments: Sequence[str], source: BinaryIO | None = None) -> int:
    """Read standard input, or `source`; 0 if its cookies could be sent, 1 if not."""
    options = _parser().parse_args(arguments)
    show = Secret.reveal if options.reveal else Secret.shortened
    now = datetime.now(UTC)
    paste = read_standard_input(source, now)
    draft = draft_of_paste(paste, now)
    if options.json:
        say(json.dumps(_as_json(paste, draft.problems, show), indent=2))
    else:
        say("\n".join(_as_lines(paste, draft.problems, show)))
    return EXIT_GOOD if draft.may_be_sent else EXIT_REFUSED


def _as_json(paste: Paste, problems: Sequence[Problem], show: Show) -> dict[str, object]:
    return {
        "format": paste.format.value,
        "cookies": _shown(paste.cookies, show),
        "evidence": {
            name: {
                "ending": ending.value,
                "proven": ending in PROVEN,
                "length": len(paste.cookies[name]),
                "end": paste.cookies[name].shortened_end(),
            }
            for name, ending in paste.endings.items()
            if name in paste.cookies and name in COOKIE_NAMES
        },
        "expiries": {name: instant.isoformat() for name, instant in paste.expiries.items()},
        "ignored": paste.ignored,
        "max_jobs": paste.max_jobs,
        "offered": _shown(paste.offered, show),
        "problems": [
            {
                "code": problem.code.value,
                "field": problem.field,
                "severity": problem.severity.value,
                "sentence": problem_sentence(problem),
            }
            for problem in problems
        ],
    }


def _as_lines(paste: Paste, problems: Sequence[Problem], show: Show) -> list[str]:
    lines = [recognition(paste)]
    lines += [_line(name, paste, show) for name in COOKIE_NAMES if name in paste.cookies]
    lines += [problem_sentence(problem) for problem in problems if problem.field]
    for name, value in paste.offered.items():
        lines.append(
            _("{name} could be taken without its line breaks: {value}").format(
                name=name, value=plain(show(value), MAX_PASTE_LENGTH)
            )
            if name in paste.cookies
            else _("It could be {name}: {value}").format(name=name, value=show(value))
        )
    return lines


def _line(name: str, paste: Paste, show: Show) -> str:
    value = paste.cookies[name]
    line = f"{name}={plain(show(value), MAX_PASTE_LENGTH)} " + ngettext(
        "({count} character)", "({count} characters)", len(value)
    ).format(count=len(value))
    if name in paste.expiries:
        line += _(", ends {instant}").format(instant=utc_date_time(paste.expiries[name]))
    return line


def _shown(values: Mapping[str, Secret], show: Show) -> dict[str, str]:
    return {name: show(value) for name, value in values.items()}


def _parser() -> CommandParser:
    parser = CommandParser(
        prog="ltx-desktop paste-info",
        description=_(
            "Tells what standard input was recognised as, which cookies are in it, and what is "
            "wrong with them. Nothing is sent or kept."
        ),
        epilog=_("Exit code: 0 if the cookies could be sent, 1 if not, 2 for wrong usage."),
    )
    parser.add_argument("--json", action="store_true", help=_("for scripts"))
    parser.add_argument("--reveal", action="store_true", help=_("show whole values"))
    return parser
