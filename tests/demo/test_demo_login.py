"""The page on which a browser logs in and gets a session to copy."""

from collections.abc import Iterator

import httpx
import pytest

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
