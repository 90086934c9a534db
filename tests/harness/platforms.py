"""Tests of what not every system has; each says why it is left out elsewhere."""

import sys

import pytest


def linux_only(reason: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(sys.platform != "linux", reason=reason)


def not_on_windows(reason: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(sys.platform == "win32", reason=reason)


def skip_unless_linux(reason: str) -> None:
    """For fixtures, whose tests are then left out."""
    if sys.platform != "linux":
        pytest.skip(reason)


def skip_on_windows(reason: str) -> None:
    if sys.platform == "win32":
        pytest.skip(reason)
