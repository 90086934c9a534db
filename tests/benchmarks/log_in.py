"""From a browser's end to the session that it leaves, against the browser's own bare start."""

import os
import tempfile
import time
from pathlib import Path

from figure import Bar, Figure, in_turns

from ltx_desktop.browsers.chromium import Chromium
from ltx_desktop.browsers.find import Browser, System, find_browsers
from ltx_desktop.browsers.known import Family
from ltx_desktop.browsers.processes import StartedProcess
from ltx_desktop.browsers.session import Site
from ltx_desktop.browsers.window import Opening, Window
from ltx_desktop.domain.cookies import COOKIE_NAMES

SITE = Site("http://127.0.0.1/", "127.0.0.1")
LATER = 4_000_000_000


def chromium(runs: int) -> Figure:
    """Its floor: the same browser, started without window and page, asked nothing, and ended."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        program = _program(folder)
        bare, profile = folder / "bare", folder / "profile"
        for one in (bare, profile):
            _log_in(program, one)
        return in_turns(
            Bar("a log-in's end to its session in Chromium, / its bare start", 1.5),
            runs,
            lambda: _bare_start(program, bare),
            lambda: _session(program, profile),
        )


def _program(folder: Path) -> Path:
    """Root needs a wrapper: without this Chromium refuses to start."""
    found = [one for one in find_browsers(System.this()) if one.family is Family.CHROMIUM]
    program = next(one.program for one in found if one.sandbox is None)
    if os.geteuid():
        return program
    wrapper = folder / "chromium"
    wrapper.write_text(f'#!/bin/sh\nexec {program} --no-sandbox "$@"\n')
    wrapper.chmod(0o755)
    return wrapper


def _bare_start(program: Path, profile: Path) -> float:
    begun = time.perf_counter()
    with Chromium()._asked(program, profile) as (pipe, until):
        pipe.call("Browser.close", until)
    return (time.perf_counter() - begun) * 1000


def _session(program: Path, profile: Path) -> float:
    """The window's process has just ended."""
    _log_in(program, profile)
    browser = Browser("chromium", "Chromium", Family.CHROMIUM, program)
    window = Window(
        Opening(browser, profile, SITE),
        Chromium(),
        StartedProcess(["true"]),
        can_be_closed=True,
        grace=0,
    )
    begun = time.perf_counter()
    while window.look(0.5).is_open:
        pass
    session = window.take_session()
    assert session.values.keys() == {*COOKIE_NAMES}
    return (time.perf_counter() - begun) * 1000


def _log_in(program: Path, profile: Path) -> None:
    """Put the three into a profile, as a page would."""
    cookies = [
        {"name": name, "value": "SYNTHETIC", "url": SITE.address, "expires": LATER}
        for name in COOKIE_NAMES
    ]
    with Chromium()._asked(program, profile) as (pipe, until):
        pipe.call("Storage.setCookies", until, cookies=cookies)
        pipe.call("Browser.close", until)
