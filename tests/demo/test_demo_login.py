"""The page on which a browser logs in and gets a session to copy."""

import time
from collections.abc import Iterator

import httpx
import pytest

from ltx_desktop.demo.seed import demo_accounts
from ltx_desktop.demo.server import DemoServer
from ltx_desktop.domain.cookies import COOKIE_NAMES
from ltx_desktop.domain.paste import PasteFormat, read_paste

EMAIL = "browser+1@synthetic.example"


@pytest.fixture
def server() -> Iterator[DemoServer]:
    with DemoServer(accounts=[]) as server:
        yield server


@pytest.fixture
def browser(server: DemoServer) -> Iterator[httpx.Client]:
    """Without an API token."""
    origin = f"http://127.0.0.1:{server.port}"
    with httpx.Client(base_url=origin, trust_env=False) as client:
        yield client


def test_a_login_sets_a_session_that_the_service_takes(
    server: DemoServer, browser: httpx.Client
) -> None:
    assert "<form" in browser.get("/demo/login").text
    answer = browser.post("/demo/login", data={"email": EMAIL})
    lines = answer.headers.get_list("set-cookie")
    assert len(lines) == 3
    assert all("HttpOnly" in line for line in lines)
    paste = read_paste("\n".join(f"set-cookie: {line}" for line in lines))
    assert paste.format is PasteFormat.SET_COOKIE
    assert set(paste.cookies) == set(COOKIE_NAMES)
    assert paste.problems == ()
    header = "; ".join(f"{name}={value.reveal()}" for name, value in paste.cookies.items())
    added = browser.post(
        "/v1/ltxstudio/accounts",
        json={"cookie": header},
        headers={"Authorization": f"Bearer {server.token}"},
    )
    assert added.json()["email"] == EMAIL


def test_every_login_is_another_session(browser: httpx.Client) -> None:
    first, second = (
        dict(browser.post("/demo/login", data={"email": EMAIL}).cookies) for _ in range(2)
    )
    assert first["lt_refresh_token"] != second["lt_refresh_token"]


def test_an_email_is_shown_as_text(browser: httpx.Client) -> None:
    answer = browser.post("/demo/login", data={"email": "<script>alert(1)</script>"})
    assert "<script>" not in answer.text


def test_the_page_offers_the_accounts_of_the_demo(
    server: DemoServer, browser: httpx.Client
) -> None:
    page = browser.get("/demo/login").text
    assert "<h1>Log in</h1>" in page
    assert "<button name=" not in page
    browser.post("/demo/login", data={"email": "not yet an account"})
    server.accounts["<b>@synthetic.example"] = next(iter(demo_accounts(0)))
    page = browser.get("/demo/login").text
    assert '<button name="email" value="&lt;b&gt;@synthetic.example">' in page


def test_what_the_browser_says_of_itself_is_kept(server: DemoServer, browser: httpx.Client) -> None:
    browser.post("/demo/login", data={"email": EMAIL, "automated": "false"})
    assert server.log_ins == [(EMAIL, "false")]
    assert server.login_page == f"http://127.0.0.1:{server.port}/demo/login"


def log_in(browser: httpx.Client) -> dict[str, str]:
    """The three `Set-Cookie` lines, by name."""
    lines = browser.post("/demo/login", data={"email": EMAIL}).headers.get_list("set-cookie")
    return {line.partition("=")[0]: line for line in lines}


def test_it_can_be_told_to_misbehave_once(server: DemoServer, browser: httpx.Client) -> None:
    server.faults.add("login-session-only*1")
    assert "Max-Age" not in log_in(browser)["lt_refresh_token"]
    assert "Max-Age" in log_in(browser)["lt_refresh_token"]
    server.faults.add("login-incomplete*1")
    assert set(log_in(browser)) == {"lt_id", "lt_refresh_token"}
    assert set(log_in(browser)) == {*COOKIE_NAMES}


def test_it_can_give_the_session_of_before(server: DemoServer, browser: httpx.Client) -> None:
    server.faults.add("login-old-session")
    first = log_in(browser)
    assert log_in(browser) == first
    server.faults.replace([])
    assert log_in(browser) != first


def test_it_can_be_slow(server: DemoServer, browser: httpx.Client) -> None:
    server.faults.add("POST:login-slow=0.2")
    started = time.monotonic()
    browser.get("/demo/login")
    log_in(browser)
    assert time.monotonic() - started >= 0.2


def test_its_faults_and_those_of_the_service_are_used_up_apart(
    server: DemoServer, browser: httpx.Client
) -> None:
    server.faults.add("login-incomplete*1")
    server.faults.add("401*1")
    headers = {"Authorization": f"Bearer {server.token}"}
    assert browser.get("/v1/ltxstudio/accounts", headers=headers).status_code == 401
    assert browser.get("/v1/ltxstudio/accounts", headers=headers).status_code == 404
    assert len(log_in(browser)) == 2


@pytest.mark.parametrize(
    ("host", "path", "status"),
    [
        ("app.ltx.studio", "/demo/login", 200),
        ("app.ltx.studio", "/demo/faults", 421),
        ("app.ltx.studio", "/v1/ltxstudio/accounts", 421),
        ("evil.example", "/demo/login", 421),
    ],
)
def test_only_the_login_is_open_to_a_browser_that_knows_it_as_ltx_studio(
    browser: httpx.Client, host: str, path: str, status: int
) -> None:
    assert browser.get(path, headers={"Host": host}).status_code == status


def test_nothing_but_the_login_is_open_without_a_token(browser: httpx.Client) -> None:
    assert browser.get("/demo/faults").status_code == 401
    assert browser.get("/v1/ltxstudio/accounts").status_code == 401
