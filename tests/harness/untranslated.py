"""How many sentences have no translation yet: the last lines of a run report it."""

import pytest

UNTRANSLATED = "untranslated"
"""A property of tests: how many, and in which language."""


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    counts = sorted(
        str(count)
        for report in terminalreporter.getreports("passed")
        for name, count in report.user_properties
        if name == UNTRANSLATED
    )
    if counts:
        terminalreporter.write_line(
            f"sentences without a translation, shown in English: {', '.join(counts)}"
        )
