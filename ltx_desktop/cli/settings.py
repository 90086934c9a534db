"""`ltx-desktop settings export FILE` and `import FILE`: settings that travel."""

import argparse
import asyncio
from collections.abc import Sequence
from pathlib import Path

from ltx_desktop.cli.answers import is_anybody_there, is_yes
from ltx_desktop.cli.parser import CommandParser
from ltx_desktop.cli.profile import Profile, Remembered
from ltx_desktop.cli.terminal import complain, say
from ltx_desktop.services.transfer import ImportPlan
from ltx_desktop.wording.exports import not_exported_notice
from ltx_desktop.wording.keeping import settings_not_kept_notice
from ltx_desktop.wording.transfer import (
    import_question,
    import_refused_notice,
    imported_notice,
    not_imported_notice,
    nothing_to_import,
    plan_lines,
    settings_exported_notice,
)
from ltx_desktop.wording.translation import _

EXIT_DONE = 0
EXIT_NOT_DONE = 1
EXIT_CANNOT_TELL = 2


def run(arguments: Sequence[str], profile: Profile) -> int:
    """Returns 0, 1 where nothing was imported, 2 where a file cannot be read or written."""
    options = _parser().parse_args(arguments)
    with profile.remembered() as remembered:
        for notice in remembered.notices:
            complain(str(notice))
        if options.action == "export":
            return _export(remembered, options.file)
        return _import(remembered, options.file, is_agreed=options.yes)


def _export(remembered: Remembered, path: Path) -> int:
    reason = asyncio.run(remembered.transfer.export(path))
    if reason:
        complain(str(not_exported_notice(path, reason)))
        return EXIT_CANNOT_TELL
    say(str(settings_exported_notice(path)))
    return EXIT_DONE


def _import(remembered: Remembered, path: Path, *, is_agreed: bool) -> int:
    plan = remembered.transfer.plan(path)
    if not isinstance(plan, ImportPlan):
        complain(str(import_refused_notice(plan)))
        return EXIT_CANNOT_TELL
    if plan.is_empty:
        say(nothing_to_import())
        return EXIT_DONE
    say("\n".join(plan_lines(plan)))
    if not is_agreed and not (is_anybody_there() and is_yes(import_question())):
        complain(str(not_imported_notice()))
        return EXIT_NOT_DONE
    reason = remembered.transfer.carry_out(plan)
    if reason:
        complain(str(settings_not_kept_notice(reason)))
        return EXIT_CANNOT_TELL
    say(str(imported_notice(plan)))
    return EXIT_DONE


def _parser() -> argparse.ArgumentParser:
    parser = CommandParser(
        prog="ltx-desktop settings",
        description=_(
            "Writes settings, names and notes to a file, or takes them from one. The file has no "
            "secrets in it, and commands of browsers are never taken from it. What would change "
            "is shown before it does."
        ),
        epilog=_(
            "Exit code: 0 if it was done, 1 if nothing was imported, 2 if the file could not be "
            "read or written, or for wrong usage."
        ),
    )
    parser.add_argument("action", choices=("export", "import"))
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--yes", action="store_true", help=_("do not ask"))
    return parser
