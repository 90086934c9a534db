"""The accounts API itself: what each path and method does with the accounts that are held."""

import hashlib
import json
import re
from collections.abc import Mapping
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from ltx_desktop.demo import answers
from ltx_desktop.demo.accounts import DEFAULT_MAX_JOBS, DemoAccount
from ltx_desktop.demo.clock import ACCESS_LIFE, REFRESH_LIFE, Clock
from ltx_desktop.demo.cookies import RefusedCookie, owner, read_cookie
from ltx_desktop.demo.faults import Fault, FaultBoard, FaultError, read_fault
from ltx_desktop.demo.login import LoginPage

BASE = "/v1/ltxstudio"
FAULTS_PATH = "/demo/faults"
_INTEGER = re.compile(r"[0-9]{1,9}")


class AccountsApi:
    """Holds the accounts; its handlers run on the server's thread only.

    Middleware puts the faults of a request into `request.state.faults`.
    """

    def __init__(
        self, accounts: Mapping[str, DemoAccount], token: str, faults: FaultBoard, clock: Clock
    ) -> None:
        self.accounts = dict(accounts)
        self._token = token
        self._faults = faults
        self._clock = clock
        self._seen_cookies: set[bytes] = set()
        self.login = LoginPage(self.accounts, clock)

    def application(self) -> Starlette:
        routes = [
            Route(f"{BASE}/accounts", self._list, methods=["GET"]),
            Route(f"{BASE}/accounts", self._submit, methods=["POST"]),
            Route(f"{BASE}/accounts/{{email:path}}", self._one, methods=["GET"]),
            Route(f"{BASE}/accounts/{{email:path}}", self._remove, methods=["DELETE"]),
            Route(f"{BASE}/scheduler", self._jobs, methods=["GET"]),
            Route(f"{BASE}/scheduler/available", self._available, methods=["GET"]),
            Route(f"{BASE}/scheduler/{{job_id:path}}", self._stop_job, methods=["DELETE"]),
            Route("/v2/account", self._subscription, methods=["GET"]),
            *self.login.routes(),
            Route(FAULTS_PATH, self._show_faults, methods=["GET"]),
            Route(FAULTS_PATH, self._set_faults, methods=["PUT"]),
            Route(FAULTS_PATH, self._clear_faults, methods=["DELETE"]),
        ]
        application = Starlette(
            routes=routes, exception_handlers={HTTPException: _answer_http_error}
        )
        application.router.redirect_slashes = False
        return application

    async def _list(self, request: Request) -> Response:
        held = self._living(request)
        shapes = request.state.faults
        if held:
            return JSONResponse(
                {one.email: answers.account(one, shapes, posted=False) for one in held}
            )
        if "none-map" in shapes:
            return JSONResponse({})
        if "none-text" in shapes:
            return PlainTextResponse(
                "Configuration not found. To create configuration use POST /accounts.", 404
            )
        if "none-json" in shapes:
            return JSONResponse(answers.NOT_FOUND, 404)
        return Response(status_code=404)

    async def _one(self, request: Request) -> Response:
        held = self._find(request)
        if held is None:
            return Response(status_code=404)
        told = answers.account(held, request.state.faults, posted=False)
        if "email-only" not in request.state.faults:
            told = answers.with_balance(told, held)
        return JSONResponse(told)

    async def _submit(self, request: Request) -> Response:
        try:
            cookie, max_jobs = await _read_submit(request)
            cookies = read_cookie(cookie)
            email = owner(cookies)
        except RefusedCookie as refused:
            return _refuse(str(refused), request.state.faults)
        now = self._clock()
        known = self.accounts.get(email)
        fingerprint = hashlib.sha256(cookie.encode()).digest()
        held = DemoAccount(
            email=email,
            updated=now,
            access_expire=now + ACCESS_LIFE,
            refresh_expire=known.refresh_expire
            if known and "old-session" in request.state.faults
            else now + REFRESH_LIFE,
            cookies=cookies,
            max_jobs=max_jobs,
            running=known.running if known else 0,
            stopped=known.stopped if known else set(),
            reused="single-use-cookie" in request.state.faults
            and fingerprint in self._seen_cookies,
        )
        self._seen_cookies.add(fingerprint)
        self.accounts[email] = held
        status = 201 if "post-201" in request.state.faults else 200
        return JSONResponse(answers.account(held, request.state.faults, posted=True), status)

    async def _remove(self, request: Request) -> Response:
        held = self._find(request)
        if held is None:
            return Response(status_code=404)
        del self.accounts[held.email]
        if "delete-200" in request.state.faults:
            return JSONResponse({"account": held.email, "deleted": True})
        return Response(status_code=204)

    async def _jobs(self, request: Request) -> Response:
        return JSONResponse(self._running(request))

    async def _available(self, request: Request) -> Response:
        return JSONResponse(
            {
                "executing": self._running(request),
                "available": [answers.availability(one) for one in self._living(request)],
            }
        )

    async def _stop_job(self, request: Request) -> Response:
        job_id = request.path_params["job_id"]
        for held in self._living(request):
            for number in held.job_numbers():
                if answers.job_id(held, number) == job_id:
                    held.stop_job(number)
                    return Response(status_code=204)
        return JSONResponse(answers.error(f"Unable to locate running jobId {job_id}", 404), 404)

    async def _subscription(self, request: Request) -> Response:
        return JSONResponse(answers.subscription(self._token, self._living(request), self._clock()))

    async def _show_faults(self, _request: Request) -> Response:
        return JSONResponse({"faults": [str(fault) for fault in self._faults.active()]})

    async def _set_faults(self, request: Request) -> Response:
        try:
            written = (await request.json())["faults"]
            if not isinstance(written, list):
                raise TypeError(written)  # noqa: TRY301 - as where there is nothing to subscript
            self._faults.replace([read_fault(str(one)) for one in written])
        except FaultError as error:
            return JSONResponse(answers.error(str(error), 400), 400)
        except (ValueError, KeyError, TypeError, RecursionError):
            return JSONResponse(answers.error('Body: {"faults": ["POST:delay=5"]}', 400), 400)
        return await self._show_faults(request)

    async def _clear_faults(self, _request: Request) -> Response:
        self._faults.replace([])
        return Response(status_code=204)

    def _living(self, request: Request) -> list[DemoAccount]:
        now = self._clock()
        for held in self.accounts.values():
            held.live_until(now)
            if "dead-session-error" in request.state.faults and held.is_dead(now):
                held.error = "Session refresh failed, manual update required"
        return list(self.accounts.values())

    def _running(self, request: Request) -> list[dict[str, Any]]:
        now = self._clock()
        return [job for held in self._living(request) for job in answers.jobs(held, now)]

    def _find(self, request: Request) -> DemoAccount | None:
        self._living(request)
        return self.accounts.get(request.path_params["email"])


async def _read_submit(request: Request) -> tuple[str, int]:
    """The cookie and maxJobs of a JSON or multipart body; raises RefusedCookie."""
    max_jobs: object
    if request.headers.get("content-type", "").lower().startswith("multipart/form-data"):
        async with request.form() as form:
            cookie: object = form.get("cookie")
            max_jobs = form.get("maxJobs", DEFAULT_MAX_JOBS)
        if isinstance(max_jobs, str) and _INTEGER.fullmatch(max_jobs.strip()):
            max_jobs = int(max_jobs)
    else:
        body = _json_object(await request.body())
        cookie, max_jobs = body.get("cookie"), body.get("maxJobs", DEFAULT_MAX_JOBS)
    if not isinstance(cookie, str) or not cookie.strip():
        raise RefusedCookie("Parameter cookie is required")
    if not isinstance(max_jobs, int) or isinstance(max_jobs, bool) or not 1 <= max_jobs <= 100:
        raise RefusedCookie("maxJobs must be between 1 and 100")
    return cookie, max_jobs


def _json_object(body: bytes) -> dict[str, Any]:
    try:
        content = json.loads(body)
    except (ValueError, RecursionError):
        content = None
    if not isinstance(content, dict):
        raise RefusedCookie("Request body is not a JSON object")
    return content


def _refuse(text: str, faults: Mapping[str, Fault]) -> Response:
    body = {"error": text} if "400-no-code" in faults else answers.error(text, 400)
    return JSONResponse(body, 400)


async def _answer_http_error(_request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    text = error.detail if isinstance(error, HTTPException) else "Internal Server Error"
    headers = error.headers if isinstance(error, HTTPException) else None
    return JSONResponse(answers.error(text, status), status, headers)
