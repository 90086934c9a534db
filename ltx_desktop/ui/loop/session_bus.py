"""The session's D-Bus on the running loop: connected when first needed, and again when lost.

jeepney makes and reads the messages. Its own loop over them is left aside: that one starts a task
which nobody owns, and trips over a reply that comes too late.
"""

import asyncio
import logging
import os
from collections.abc import Callable, Iterable
from itertools import count

from jeepney import HeaderFields, Message, MessageType, Parser, message_bus
from jeepney.auth import BEGIN, Authenticator
from jeepney.bus import get_bus

from ltx_desktop.ui.loop.tasks import TaskScope

_log = logging.getLogger(__name__)

_Waiting = tuple["asyncio.Future[Message]", Callable[[Message], None]]


class BusError(Exception):
    """There is no bus, it was lost, or the answer was an error; the text says which."""


class SessionBus:
    """`rules` say which signals to hear; `on_signal` gets them.

    `on_late` gets a reply whose caller has gone; `on_lost` tells that the connection broke.
    """

    def __init__(
        self,
        scope: TaskScope,
        rules: Iterable[str],
        on_signal: Callable[[Message], None],
        on_late: Callable[[Message], None],
        on_lost: Callable[[], None],
    ) -> None:
        self._scope = scope
        self._task = f"session bus {id(self)}"
        self._rules = tuple(rules)
        self._on_signal = on_signal
        self._on_late = on_late
        self._on_lost = on_lost
        self._writer: asyncio.StreamWriter | None = None
        self._serials = count(1)
        self._waiting: dict[int, _Waiting] = {}

    async def call(
        self, message: Message, on_reply: Callable[[Message], None] = lambda _reply: None
    ) -> Message:
        """The reply, however long it takes; connects first where that is needed.

        `on_reply` gets it before any signal that comes after it is heard.
        """
        if self._writer is None:
            await self._connect()
        return await self._ask(message, on_reply)

    def tell(self, message: Message) -> None:
        """Send without waiting for anything; nothing happens where there is no connection."""
        if self._writer is not None:
            self._writer.write(message.serialise(next(self._serials)))

    async def aclose(self) -> None:
        """Send what was told, then close."""
        writer, self._writer = self._writer, None
        self._scope.cancel(self._task)
        if writer is not None:
            writer.close()
            try:
                await writer.wait_closed()
            except OSError as error:
                _log.debug("the session bus was lost while closing: %s", error)

    async def _connect(self) -> None:
        try:
            reader, writer = await asyncio.open_unix_connection(_address())
        except (OSError, KeyError, ValueError, RuntimeError) as error:
            raise BusError(f"no session bus ({type(error).__name__})") from error
        try:
            await _authenticate(reader, writer)
            self._writer = writer
            self._scope.start(self._task, self._receive(reader, writer))
            await self._ask(message_bus.Hello())
            for rule in self._rules:
                await self._ask(message_bus.AddMatch(rule))
        except BaseException as error:
            self._lose(writer)
            if isinstance(error, OSError | ValueError | EOFError):
                raise BusError(f"the session bus refused ({type(error).__name__})") from error
            raise

    async def _ask(
        self, message: Message, on_reply: Callable[[Message], None] = lambda _reply: None
    ) -> Message:
        if self._writer is None:
            raise BusError("the session bus was lost")
        serial = next(self._serials)
        future: asyncio.Future[Message] = asyncio.get_running_loop().create_future()
        self._waiting[serial] = (future, on_reply)
        try:
            self._writer.write(message.serialise(serial))
            reply = await future
        finally:
            del self._waiting[serial]
        if reply.header.message_type is MessageType.error:
            raise BusError(str(reply.header.fields.get(HeaderFields.error_name)))
        return reply

    async def _receive(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        parser = Parser()
        try:
            while data := await reader.read(4096):
                parser.add_data(data)
                while (message := _next(parser)) is not None:
                    self._dispatch(message)
        except (OSError, ValueError) as error:
            _log.info("the session bus was lost: %s", type(error).__name__)
        finally:
            self._lose(writer)

    def _dispatch(self, message: Message) -> None:
        if message.header.message_type is MessageType.signal:
            self._on_signal(message)
            return
        future, on_reply = self._waiting.get(
            message.header.fields.get(HeaderFields.reply_serial), (None, self._on_late)
        )
        if message.header.message_type is MessageType.method_return:
            abandoned = future is not None and future.done()
            (self._on_late if abandoned else on_reply)(message)
        if future is not None and not future.done():
            future.set_result(message)

    def _lose(self, writer: asyncio.StreamWriter) -> None:
        writer.close()
        if self._writer is not writer:
            return
        self._writer = None
        for future, _on_reply in self._waiting.values():
            if not future.done():
                future.set_exception(BusError("the session bus was lost"))
        self._on_lost()


def _address() -> str:
    """A socket's path, or its abstract name with a NUL before it."""
    place = os.environ.get("DBUS_SESSION_BUS_ADDRESS")
    socket: str = get_bus(place or f"unix:path={os.environ['XDG_RUNTIME_DIR']}/bus")
    return socket


def _next(parser: Parser) -> Message | None:
    try:
        return parser.get_next_message()
    except Exception as error:
        # A damaged stream trips the parser in many ways; the connection is of no use any more.
        raise ValueError(type(error).__name__) from error


async def _authenticate(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    authenticator = Authenticator()
    for request in authenticator:
        writer.write(request)
        answer = await reader.read(1024)
        if not answer:
            raise EOFError
        authenticator.feed(answer)
    writer.write(BEGIN)
