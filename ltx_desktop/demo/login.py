"""A page on which a browser logs in, and then has a session's cookies.

They are HttpOnly, so that scripts cannot read them; whoever logs in is who they say they are.
To see them as cookies of ltx.studio, start the browser with its name resolved to this service:
`chromium --host-resolver-rules="MAP app.ltx.studio 127.0.0.1:PORT"`.
"""

import base64
import html
import json
import secrets
from collections.abc import Iterable
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from ltx_desktop.demo.clock import ACCESS_LIFE, REFRESH_LIFE, Clock
from ltx_desktop.demo.cookies import LT_ID, LT_REFRESH_TOKEN, LT_TOKEN

PATH = "/demo/login"
HOST = "app.ltx.studio"
_MOST_OCTETS = 1000

_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width">
<style>
:root {{ color-scheme: light dark; }}
body {{ font: 16px/1.5 system-ui, sans-serif; max-width: 26rem; margin: 8vh auto; }}
h1 {{ font-size: 1.6rem; margin-bottom: 0; }}
p {{ margin: 0.4rem 0 1.4rem; }}
button, input {{ font: inherit; padding: 0.5rem 0.8rem; box-sizing: border-box; width: 100%; }}
button {{ margin: 0.25rem 0; cursor: pointer; }}
label {{ display: block; margin-top: 1.4rem; }}
</style></head><body><main>{content}</main></body></html>"""

_FORM = """<h1>Log in</h1>
<p>This is the demo's own page. It asks for no password, and its accounts are synthetic.</p>
<form method="post">{accounts}<input type="hidden" name="automated" value=""></form>
<form method="post"><label>Another account's email
<input name="email" type="email" required autofocus autocomplete="off"></label>
<input type="hidden" name="automated" value=""><button>Log in</button></form>
<script>
for (const field of document.querySelectorAll("[name=automated]"))
  field.value = String(navigator.webdriver);
</script>"""
_ACCOUNT = '<button name="email" value="{email}">{email}</button>'
_WELCOME = """<h1>Logged in</h1>
<p>You are {email}. Close this window now: LTX Accounts goes on by itself.</p>"""


class LoggedIn(NamedTuple):
    """`automated` is what the browser says of itself, as every page can see it."""

    email: str
    automated: str


class LoginPage:
    """`accounts` are the emails to choose from, as they are at the time of asking."""

    def __init__(self, accounts: Iterable[str], clock: Clock) -> None:
        self._accounts = accounts
        self._clock = clock
        self._last: dict[str, dict[str, str]] = {}
        self.log_ins: list[LoggedIn] = []

    def routes(self) -> list[Route]:
        return [
            Route(PATH, self._show, methods=["GET"]),
            Route(PATH, self._log_in, methods=["POST"]),
        ]

    async def _show(self, _request: Request) -> Response:
        emails = [html.escape(email) for email in self._accounts]
        accounts = "\n".join(_ACCOUNT.format(email=email) for email in emails)
        return _page("Log in", _FORM.format(accounts=accounts))

    async def _log_in(self, request: Request) -> Response:
        form = await request.form(max_fields=2, max_files=0)
        email = str(form.get("email", ""))[:_MOST_OCTETS]
        self.log_ins.append(LoggedIn(email, str(form.get("automated", ""))[:_MOST_OCTETS]))
        faults = request.state.faults
        answer = _page("Logged in", _WELCOME.format(email=html.escape(email)))
        is_old = "login-old-session" in faults and email in self._last
        session = self._last[email] if is_old else self._session(email)
        self._last[email] = session
        lives: dict[str, float | None]
        lives = {LT_ID: REFRESH_LIFE, LT_TOKEN: ACCESS_LIFE, LT_REFRESH_TOKEN: REFRESH_LIFE}
        if "login-session-only" in faults:
            lives[LT_REFRESH_TOKEN] = None
        if "login-incomplete" in faults:
            del lives[LT_TOKEN]
        for name, life in lives.items():
            until = None if life is None else int(life)
            answer.set_cookie(name, session[name], max_age=until, httponly=True)
        return answer

    def _session(self, email: str) -> dict[str, str]:
        claims = {"email": email, "exp": int(self._clock() + ACCESS_LIFE)}
        token = ".".join([_part({"alg": "none", "typ": "JWT"}), _part(claims), "SYNTHETIC"])
        return {
            LT_ID: f"demo-{secrets.token_hex(8)}",
            LT_TOKEN: token,
            LT_REFRESH_TOKEN: f"SYNTHETIC-{secrets.token_urlsafe(24)}",
        }


def _page(title: str, content: str) -> HTMLResponse:
    return HTMLResponse(_PAGE.format(title=title, content=content))


def _part(claims: dict[str, object]) -> str:
    return base64.urlsafe_b64encode(json.dumps(claims).encode()).decode().rstrip("=")
