"""Marks and skips for tests that not every system can run; each gives its reason."""

import sys

import pytest


def linux_only(reason: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(sys.platform != "linux", reason=reason)


def not_on_windows(reason: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(sys.platform == "win32", reason=reason)


def skip_unless_linux(reason: str) -> None:
    """For fixtures: it skips the tests that use them."""
    if sys.platform != "linux":
        pytest.skip(reason)


def skip_on_windows(reason: str) -> None:
    if sys.platform == "win32":
        pytest.skip(reason)
