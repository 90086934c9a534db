"""Chromium's debugging protocol over two pipes: JSON messages, each ended by a zero byte.

https://chromedevtools.github.io/devtools-protocol/; no port is opened, and nobody else can write
into the pipes.
"""

import json
import queue
import threading
import time
from contextlib import suppress
from io import FileIO
from typing import Any

from ltx_desktop.browsers.errors import EndedBadly, TimedOut

_END = b"\0"
_AT_ONCE = 65536
_MOST_BYTES = 50_000_000
"""The longest message: more than all the cookies that a browser can hold."""
_READS_ON = 5.0
"""Seconds: longer than an ended browser's last message takes."""


class DevToolsPipe:
    """The browser's own connection: no page and no target is made by it."""

    def __init__(self, reading: FileIO, writing: FileIO) -> None:
        self._reading = reading
        self._writing = writing
        self._number = 0
        self._answers: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._read, name="devtools pipe", daemon=True)
        self._thread.start()

    def call(self, method: str, until: float, **parameters: Any) -> dict[str, Any]:
        """The result of a method; `until` is a moment of the monotonic clock.

        Raises EndedBadly where the browser refuses or ends, TimedOut where it says nothing.
        """
        self._number += 1
        message = {"id": self._number, "method": method, "params": parameters}
        try:
            self._writing.write(json.dumps(message).encode() + _END)
            self._writing.flush()
        except (OSError, ValueError):
            raise EndedBadly from None
        while True:
            answer = self._next(until)
            if answer.get("id") == self._number:
                result = answer.get("result")
                if not isinstance(result, dict):
                    raise EndedBadly
                return result

    def close(self) -> None:
        """The browser has ended, and with it the reading, unless a child of it lives on.

        A pipe that is still read is left to that thread: its number must not be given anew.
        """
        self._thread.join(_READS_ON)
        still_read = self._thread.is_alive()
        for pipe in (self._writing,) if still_read else (self._reading, self._writing):
            with suppress(OSError):
                pipe.close()

    def _next(self, until: float) -> dict[str, Any]:
        try:
            message = self._answers.get(timeout=max(0.0, until - time.monotonic()))
        except queue.Empty:
            raise TimedOut from None
        if message is None:
            raise EndedBadly
        try:
            answer = json.loads(message)
        except (ValueError, RecursionError):
            raise EndedBadly from None
        return answer if isinstance(answer, dict) else {}

    def _read(self) -> None:
        rest = b""
        with suppress(OSError):
            while (octets := self._reading.read(_AT_ONCE)) and len(rest) < _MOST_BYTES:
                *messages, rest = (rest + octets).split(_END)
                for message in messages:
                    self._answers.put(message)
        self._answers.put(None)
