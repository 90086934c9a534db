"""What a package index is told, and what it may answer."""

import json
import os
from collections.abc import Callable
from typing import Any

import pytest
from harness.raw_service import RawService, Reply, json_reply, reply, reset, silence, then_silence

from ltx_desktop.api.bounded_body import MAX_BODY
from ltx_desktop.api.errors import (
    ApiError,
    BrokenAnswer,
    CutOff,
    NotFound,
    Obstacle,
    ServerError,
    TimedOut,
    Unreachable,
)
from ltx_desktop.api.releases import INDEX, ReleasesClient
from ltx_desktop.domain.base_url import BaseUrl
from ltx_desktop.domain.release import Release, Version

RUNNING = Version(1, 2, 3)


def wheel(version: str, **more: Any) -> dict[str, Any]:
    return {"filename": f"ltx_desktop-{version}-py3-none-any.whl", **more}


def page(*files: dict[str, Any]) -> bytes:
    return json_reply(200, {"meta": {"api-version": "1.3"}, "name": "x", "files": [*files]})


async def newest_of(*replies: Reply, within: float = 10.0) -> Release | None:
    async with RawService(*replies) as service:
        return await ask(BaseUrl.parse(service.origin), within=within)


async def ask(index: BaseUrl, *, within: float = 10.0) -> Release | None:
    client = ReleasesClient(RUNNING, index, timeout=within)
    try:
        return await client.newest()
    finally:
        await client.aclose()


async def test_n20_the_version_is_all_that_an_index_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LANGUAGE", "de")
    monkeypatch.setenv("LTX_API_TOKEN", "user:1-canary")
    async with RawService(page(wheel("1.3.0"))) as service:
        await ask(BaseUrl.parse(service.origin))
        (request,) = service.requests
        assert request.raw == (
            b"GET /simple/ltx-desktop/ HTTP/1.1\r\n"
            b"Host: 127.0.0.1:%d\r\n"
            b"Connection: keep-alive\r\n"
            b"Accept: application/vnd.pypi.simple.v1+json\r\n"
            b"Accept-Encoding: gzip, deflate\r\n"
            b"User-Agent: ltx-accounts/1.2.3\r\n"
            b"\r\n"
        ) % (service.port,)


async def test_n20_no_cookie_of_the_index_comes_back() -> None:
    cookie = json_reply(200, {"files": []}, "Set-Cookie: visitor=1; Path=/")
    async with RawService(cookie) as service:
        client = ReleasesClient(RUNNING, BaseUrl.parse(service.origin))
        await client.newest()
        await client.newest()
        await client.aclose()
        assert [b"ookie" in request.raw for request in service.requests] == [False, False]


def test_the_index_is_asked_over_tls_only() -> None:
    assert INDEX.text == "https://pypi.org"


@pytest.mark.parametrize(
    ("files", "newest"),
    [
        ([wheel("1.9.0"), wheel("1.10.0"), wheel("1.2.30")], "1.10.0"),
        ([wheel("1.3.0"), wheel("2.0.0", yanked=True)], "1.3.0"),
        ([wheel("1.3.0", yanked=False), wheel("2.0.0", yanked="eats cookies")], "1.3.0"),
        ([wheel("1.3.0"), wheel("2.0.0", yanked="")], "1.3.0"),
        (
            [wheel("1.3.0"), wheel("2.0.0rc1"), wheel("2.0.0.dev1"), wheel("2.0"), wheel("2")],
            "1.3.0",
        ),
        ([wheel("1.3.0"), wheel("9" * 5000 + ".0.0"), wheel("..")], "1.3.0"),
        ([wheel("1.3.0"), {"filename": "other-9.0.0-py3-none-any.whl", "hashes": {}}], "1.3.0"),
        ([wheel("1.3.0"), {"filename": "ltx_desktop-2.0.0.tar.gz"}], "1.3.0"),
        ([wheel("2.0.0", yanked=True)], None),
        ([], None),
    ],
)
async def test_the_newest_is_the_highest_number_that_is_meant_to_be_used(
    files: list[dict[str, Any]], newest: str | None
) -> None:
    async with RawService(page(*files)) as service:
        release = await ask(BaseUrl.parse(service.origin))
        page_of = f"{service.origin}/project/ltx-desktop/{newest}/"
        assert release == (Release(Version.parse(newest), page_of) if newest else None)


async def test_a_redirect_is_not_followed() -> None:
    async with RawService(page(wheel("9.0.0"))) as elsewhere:
        with pytest.raises(BrokenAnswer):
            await newest_of(reply(301, "", f"Location: {elsewhere.origin}/simple/ltx-desktop/"))
        assert elsewhere.requests == []


NO_LIST = [
    reply(200, "<html>Sign in to the network</html>", "Content-Type: text/html"),
    reply(200, b""),
    reply(200, b"\xff\xfe\x00"),
    reply(200, b"[" * 100_000),
    json_reply(200, []),
    json_reply(200, {"files": {}}),
    json_reply(200, {"files": [{"filename": 7}]}),
    json_reply(200, {"info": {"version": "9.0.0"}}),
    reply(204),
    b"garbage\r\n\r\n",
]


@pytest.mark.parametrize("answer", NO_LIST, ids=range(len(NO_LIST)))
async def test_what_is_no_list_of_files_is_told_as_such(answer: bytes) -> None:
    with pytest.raises(BrokenAnswer):
        await newest_of(answer)


async def test_no_more_than_so_much_is_read() -> None:
    padding = json.dumps({"files": [], "padding": "x" * MAX_BODY})
    with pytest.raises(BrokenAnswer):
        await newest_of(reply(200, padding))


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (reply(404, "Not Found"), NotFound),
        (reply(503), ServerError),
        (silence, TimedOut),
        (then_silence(b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{"), TimedOut),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{", CutOff),
        (reset, Unreachable),
    ],
)
async def test_every_other_end_has_its_error(answer: Reply, error: type[ApiError]) -> None:
    with pytest.raises(error):
        await newest_of(answer, within=0.3 if error is TimedOut else 10.0)


@pytest.fixture
def proxy_variable(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
        monkeypatch.delenv(name)
    return lambda value: monkeypatch.setenv("HTTPS_PROXY", value)


async def test_the_proxy_of_the_system_is_asked_for_the_way(
    proxy_variable: Callable[[str], None],
) -> None:
    async with RawService(reply(407)) as proxy:
        proxy_variable(proxy.origin)
        with pytest.raises(Unreachable) as caught:
            await ask(BaseUrl.parse("https://index.synthetic.example"))
        assert caught.value.obstacle is Obstacle.PROXY
        assert proxy.asked == ["CONNECT index.synthetic.example:443"]
        assert b"ltx" not in proxy.requests[0].raw


def test_a_proxy_that_cannot_be_used_is_told(proxy_variable: Callable[[str], None]) -> None:
    proxy_variable("gopher://proxy.example")
    with pytest.raises(Unreachable):
        ReleasesClient(RUNNING)
