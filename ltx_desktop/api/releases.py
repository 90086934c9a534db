"""What was released of this app, as a package index tells it (PEP 691, PEP 700)."""

import asyncio
import re
from collections.abc import Iterator

import httpx
import msgspec

from ltx_desktop.api.bounded_body import ACCEPTED_ENCODINGS
from ltx_desktop.api.errors import BrokenAnswer, NotFound, TimedOut
from ltx_desktop.api.loose_json import decode_as
from ltx_desktop.api.retry_after import utc_now
from ltx_desktop.api.statuses import refusal
from ltx_desktop.api.transport import Answer, exchange, open_http
from ltx_desktop.domain.base_url import BaseUrl
from ltx_desktop.domain.release import Release, Version

INDEX = BaseUrl.parse("https://pypi.org")
PROJECT = "ltx-desktop"
"""Must be ours before anything is released: packaging/RELEASING.md."""

_WHEEL = re.compile(re.escape(PROJECT.replace("-", "_")) + r"-([0-9.]+)-py3-none-any\.whl")
_JSON = "application/vnd.pypi.simple.v1+json"


class _File(msgspec.Struct):
    filename: str
    yanked: bool | str = False
    """A text is the reason."""


class _Project(msgspec.Struct):
    files: list[_File]


_DECODER = msgspec.json.Decoder(_Project)


class ReleasesClient:
    """Tells the index the `version` that asks, and nothing else of this machine.

    Every method raises `ApiError`s only. `timeout` is in seconds.
    """

    def __init__(self, version: Version, index: BaseUrl = INDEX, *, timeout: float = 30.0) -> None:
        """Unreachable where the environment names a proxy that cannot be used."""
        self._index = index
        self._timeout = timeout
        headers = {
            "Accept": _JSON,
            "Accept-Encoding": ACCEPTED_ENCODINGS,
            "User-Agent": f"ltx-accounts/{version}",
        }
        self._http = open_http(index, headers=headers)

    async def newest(self) -> Release | None:
        """The highest version; None where all were yanked or are pre-releases.

        NotFound where the index does not know the project.
        """
        try:
            async with asyncio.timeout(self._timeout):
                answer = await exchange(self._http, self._request)
        except TimeoutError:
            raise TimedOut from None
        body = _body(answer)
        # Up to 16 MB, where somebody means ill.
        version = await asyncio.to_thread(_newest, body)
        return Release(version, self._page(version)) if version else None

    async def aclose(self) -> None:
        await self._http.aclose()

    def _request(self) -> httpx.Request:
        return self._http.build_request("GET", f"{self._index.text}/simple/{PROJECT}/")

    def _page(self, version: Version) -> str:
        return f"{self._index.text}/project/{PROJECT}/{version}/"


def _body(answer: Answer) -> bytes:
    if answer.status == 404:
        raise NotFound
    if not answer.is_success:
        raise refusal(answer, utc_now)
    if answer.flaw:
        raise answer.flaw
    return answer.body


def _newest(body: bytes) -> Version | None:
    project = decode_as(_DECODER, body)
    if project is None:
        raise BrokenAnswer
    return max(_versions(project), default=None)


def _versions(project: _Project) -> Iterator[Version]:
    for file in project.files:
        wheel = _WHEEL.fullmatch(file.filename)
        if wheel and file.yanked is False:
            try:
                yield Version.parse(wheel[1])
            except ValueError:
                continue
