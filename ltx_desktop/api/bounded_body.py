"""Reading an answer's body without ever holding more than `MAX_BODY` bytes of it."""

import zlib
from collections.abc import Callable

import httpx

from ltx_desktop.api.errors import ApiError, BrokenAnswer
from ltx_desktop.api.network_errors import NETWORK_ERRORS, translated_in_body

MAX_BODY = 16 * 1024 * 1024
"""Bytes, before as well as after unpacking."""

ACCEPTED_ENCODINGS = "gzip, deflate"

_WINDOW_BITS = {
    "gzip": zlib.MAX_WBITS | 16,
    "x-gzip": zlib.MAX_WBITS | 16,
    "deflate": zlib.MAX_WBITS,
}

_Unpack = Callable[[bytes], bytes]


async def read_body(response: httpx.Response) -> bytes:
    """The unpacked body.

    BrokenAnswer: too large, packed wrongly or in an unknown way; CutOff, TimedOut. httpx would
    unpack a whole chunk at once (a thousandfold of 64 KiB), so the raw bytes are unpacked here.
    """
    if response.is_stream_consumed:
        return response.content
    failure: ApiError
    try:
        return await _read(response, _unpacking(response.headers.get("content-encoding", "")))
    except zlib.error:
        failure = BrokenAnswer()
    except NETWORK_ERRORS as error:
        failure = translated_in_body(error)
    raise failure


async def _read(response: httpx.Response, unpack: _Unpack) -> bytes:
    body = bytearray()
    raw = 0
    async for chunk in response.aiter_raw():
        raw += len(chunk)
        body += unpack(chunk)
        if max(raw, len(body)) > MAX_BODY:
            raise BrokenAnswer
    return bytes(body)


def _unpacking(encoding: str) -> _Unpack:
    name = encoding.strip().lower()
    if name in {"", "identity"}:
        return bytes
    if name not in _WINDOW_BITS:
        raise BrokenAnswer
    unpacker = zlib.decompressobj(_WINDOW_BITS[name])

    def unpack(chunk: bytes) -> bytes:
        return unpacker.decompress(chunk, MAX_BODY + 1)

    return unpack
