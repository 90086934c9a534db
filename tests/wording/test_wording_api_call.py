"""Calls to paste into a program: they run, and hold no token."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator

import pytest
from harness.platforms import skip_on_windows
from harness.system_tools import need

from ltx_desktop.demo.accounts import DemoAccount
from ltx_desktop.demo.server import DemoServer
from ltx_desktop.domain.base_url import BaseUrl
from ltx_desktop.wording.api_call import Language, api_call

EMAILS = ["studio+1@synthetic.example", "o'neil\"$(id)`id`@synthetic.example", "a b/c?d#e@x"]


@pytest.fixture
def service() -> Iterator[DemoServer]:
    accounts = [DemoAccount(email, 0, 4e9, 4e9) for email in EMAILS]
    with DemoServer(accounts=accounts) as server:
        yield server


def test_an_address_that_a_shell_would_run_is_an_address_in_the_call() -> None:
    skip_on_windows("the command for curl is written for a POSIX shell")
    address = BaseUrl.parse("https://x.example/$(id)`id`;id&id|id'\"")
    text = api_call(Language.CURL, address, "studio@x.example")
    told = subprocess.run(
        ["sh", "-c", f'curl() {{ printf "%s\\n" "$3"; }}\n{text}'],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert told.stdout == f"{address.text}/accounts/studio%40x.example\n"


@pytest.mark.parametrize("email", EMAILS)
@pytest.mark.parametrize("language", Language)
def test_the_call_runs_and_holds_no_token(
    service: DemoServer, language: Language, email: str
) -> None:
    text = api_call(language, BaseUrl.parse(service.base_url), email)
    assert service.token not in text
    program = {
        Language.CURL: ["sh", "-c", text],
        Language.JAVASCRIPT: ["node", "--input-type=module", "-e", text],
        Language.PYTHON: [sys.executable, "-c", text],
    }[language]
    if language is Language.CURL:
        skip_on_windows("the command for curl is written for a POSIX shell")
    if shutil.which(program[0]) is None:
        # Node is on few machines; what the call is made of is seen in its text.
        assert f'fetch("{service.base_url}/accounts/' in text
        return
    if language is Language.CURL:
        need("curl")
    environment = os.environ | {"LTX_API_TOKEN": service.token, "NO_PROXY": "127.0.0.1"}
    done = subprocess.run(
        program, env=environment, capture_output=True, text=True, timeout=60, check=True
    )
    assert re.search(r"maxJobs\W+20", done.stdout), done
