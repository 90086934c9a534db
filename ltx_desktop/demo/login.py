"""A page on which a browser can log in, and then has a session's cookies to copy.

They are HttpOnly, so that scripts cannot read them; whoever logs in is who they say they are.
To see them as cookies of ltx.studio, start the browser with its name resolved to this service:
`chromium --host-resolver-rules="MAP app.ltx.studio 127.0.0.1:PORT"`.
"""

import base64
import html
import json
import secrets

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from ltx_desktop.demo.clock import ACCESS_LIFE, REFRESH_LIFE, Clock
from ltx_desktop.demo.cookies import LT_ID, LT_REFRESH_TOKEN, LT_TOKEN

PATH = "/demo/login"
HOST = "app.ltx.studio"
_MOST_OCTETS = 1000

_FORM = """<!doctype html><title>Log in</title>
<form method="post"><label>Email <input name="email" type="email" required></label>
<button>Log in</button></form>"""
_WELCOME = """<!doctype html><title>Logged in</title>
<p>Logged in as {email}. The cookies are synthetic; only this service takes them.</p>"""


class LoginPage:
    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def routes(self) -> list[Route]:
        return [
            Route(PATH, self._show, methods=["GET"]),
            Route(PATH, self._log_in, methods=["POST"]),
        ]

    async def _show(self, _request: Request) -> Response:
        return HTMLResponse(_FORM)

    async def _log_in(self, request: Request) -> Response:
        form = await request.form(max_fields=1, max_files=0)
        email = str(form.get("email", ""))[:_MOST_OCTETS]
        answer = HTMLResponse(_WELCOME.format(email=html.escape(email)))
        lives = {LT_ID: REFRESH_LIFE, LT_TOKEN: ACCESS_LIFE, LT_REFRESH_TOKEN: REFRESH_LIFE}
        for name, value in self._session(email).items():
            answer.set_cookie(name, value, max_age=int(lives[name]), httponly=True)
        return answer

    def _session(self, email: str) -> dict[str, str]:
        claims = {"email": email, "exp": int(self._clock() + ACCESS_LIFE)}
        token = ".".join([_part({"alg": "none", "typ": "JWT"}), _part(claims), "SYNTHETIC"])
        return {
            LT_ID: f"demo-{secrets.token_hex(8)}",
            LT_TOKEN: token,
            LT_REFRESH_TOKEN: f"SYNTHETIC-{secrets.token_urlsafe(24)}",
        }


def _part(claims: dict[str, object]) -> str:
    return base64.urlsafe_b64encode(json.dumps(claims).encode()).decode().rstrip("=")
