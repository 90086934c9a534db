"""Reading a paste, against what the standard library takes for the bare text."""

import json
import re
import shlex
import time
from collections.abc import Callable

from bench_profile import ROOT
from fakes import HEADER
from figure import Bar, Figure, in_turns
from harness.large_har import large_har

from ltx_desktop.app.clock import now
from ltx_desktop.domain.cookies import COOKIE_NAMES
from ltx_desktop.domain.paste import PasteFormat, found_by_name, read_paste

COMMAND = (ROOT / "tests" / "corpus" / "chrome-curl-bash.txt").read_text("utf-8")


def milliseconds(act: Callable[[], object], times: int) -> float:
    begun = time.perf_counter()
    for _ in range(times):
        act()
    return (time.perf_counter() - begun) / times * 1000


def read(text: str, wanted: PasteFormat, times: int) -> float:
    moment = now()
    paste = read_paste(text, moment)
    assert paste.format is wanted
    assert {*COOKIE_NAMES} <= paste.cookies.keys()
    return milliseconds(lambda: read_paste(text, moment), times)


def curl(runs: int) -> Figure:
    return in_turns(
        Bar("read_paste of a cURL command, / shlex.split", 1.5),
        runs,
        lambda: milliseconds(lambda: shlex.split(COMMAND), 50),
        lambda: read(COMMAND, PasteFormat.CURL_BASH, 50),
    )


def har(runs: int) -> Figure:
    archive = large_har(HEADER, 5_000_000)
    return in_turns(
        Bar("read_paste of a 5 MB HAR, / json.loads", 1.5),
        runs,
        lambda: milliseconds(lambda: json.loads(archive), 1),
        lambda: read(archive, PasteFormat.HAR, 1),
    )


def by_name(runs: int) -> Figure:
    """What the last reader takes for a long text, against a scan for one of the names."""
    text = "the quick brown fox; it = 1\n" * 70_000 + HEADER
    name = re.compile(r"(?<!\w)lt_(?:id|token|refresh_token)(?!\w)", re.IGNORECASE)
    return in_turns(
        Bar("reading 2 MB by name, / a plain scan", 6),
        runs,
        lambda: milliseconds(lambda: name.findall(text), 1),
        lambda: milliseconds(lambda: found_by_name.read(text), 1),
    )
