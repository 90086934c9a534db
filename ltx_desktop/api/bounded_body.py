"""Reading an answer's body without ever holding more than `MAX_BODY` bytes of it."""

import zlib
from collections.abc import Callable

import httpx

from ltx_desktop.api.errors import ApiError, BrokenAnswer
from ltx_desktop.api.network_errors import NETWORK_ERRORS, translated_in_body

MAX_BODY = 16 * 1024 * 1024
"""Bytes, before as well as after unpacking."""

MAX_START = 64 * 1024
"""Bytes of a refusal that are read: more than that says nothing to people."""

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
    body = await _read_translated(response, MAX_BODY)
    if len(body) > MAX_BODY:
        raise BrokenAnswer
    return body


async def read_start(response: httpx.Response) -> bytes:
    """The first `MAX_START` bytes of the unpacked body; raises what `read_body` does."""
    body = await _read_translated(response, MAX_START)
    return body[:MAX_START]


async def _read_translated(response: httpx.Response, most: int) -> bytes:
    if response.is_stream_consumed:
        return response.content
    failure: ApiError
    try:
        return await _read(response, most)
    except zlib.error:
        failure = BrokenAnswer()
    except NETWORK_ERRORS as error:
        failure = translated_in_body(error)
    raise failure


async def _read(response: httpx.Response, most: int) -> bytes:
    """All of it, or a little more than `most` bytes: then the connection is closed."""
    unpack = _unpacking(response.headers.get("content-encoding", ""), most)
    body = bytearray()
    raw = 0
    # Held until the connection is closed: a generator that nobody holds closes it, too, but
    # outside the event loop, and then the connection stays in the pool for good.
    chunks = response.aiter_raw()
    try:
        async for chunk in chunks:
            raw += len(chunk)
            body += unpack(chunk)
            if max(raw, len(body)) > most:
                break
    finally:
        await response.aclose()
    if raw > most >= len(body):
        raise BrokenAnswer
    return bytes(body)


def _unpacking(encoding: str, most: int) -> _Unpack:
    name = encoding.strip().lower()
    if name in {"", "identity"}:
        return bytes
    if name not in _WINDOW_BITS:
        raise BrokenAnswer
    unpacker = zlib.decompressobj(_WINDOW_BITS[name])

    def unpack(chunk: bytes) -> bytes:
        return unpacker.decompress(chunk, most + 1)

    return unpack
