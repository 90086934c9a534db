"""Programs of the system that tests need; a skipped test names the one that is missing."""

import re
import shutil
import sys
from collections import Counter
from typing import NoReturn

import pytest

_REASON = "needs {what}, which is not installed here"


def need(*programs: str) -> str:
    """The path of the first that is installed; any of them will do."""
    for program in programs:
        if path := shutil.which(program):
            return path
    return skip_for_want_of(" or ".join(programs))


def skip_for_want_of(what: str) -> NoReturn:
    pytest.skip(_REASON.format(what=what))


def need_display() -> None:
    """The private display, on systems that can have one."""
    if sys.platform.startswith("linux"):
        need("Xvfb")


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    if "qapp" in getattr(item, "fixturenames", ()):
        need_display()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    reasons = [str(report.longrepr) for report in terminalreporter.getreports("skipped")]
    form = _REASON.format(what="(.+)")
    missing = Counter(found[1] for one in reasons if (found := re.search(form, one)))
    each = ", ".join(f"{what}: {count}" for what, count in sorted(missing.items()))
    terminalreporter.write_line(
        f"tests skipped for want of a program: {missing.total()}" + (f" ({each})" if each else "")
    )
