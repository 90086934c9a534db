"""A desktop portal on the session's bus that knows some settings."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress

from jeepney import HeaderFields, MessageType, message_bus, new_error, new_method_return
from jeepney.io.asyncio import DBusConnection, open_dbus_connection

NAME = "org.freedesktop.portal.Desktop"

Settings = Mapping[tuple[str, str], tuple[str, object]]
"""Variants, as signature and value, by namespace and key."""


@asynccontextmanager
async def portal(settings: Settings) -> AsyncIterator[None]:
    connection = await open_dbus_connection()
    serving = asyncio.get_running_loop().create_task(_serve(connection, settings))
    await connection.send(message_bus.RequestName(NAME))
    try:
        yield
    finally:
        serving.cancel()
        with suppress(asyncio.CancelledError):
            await serving
        await connection.close()


async def _serve(connection: DBusConnection, settings: Settings) -> None:
    while True:
        message = await connection.receive()
        if message.header.message_type is not MessageType.method_call:
            continue
        assert message.header.fields[HeaderFields.member] == "ReadOne"
        value = settings.get(message.body)
        if value is None:
            await connection.send(new_error(message, "org.freedesktop.portal.Error.NotFound"))
        else:
            await connection.send(new_method_return(message, "v", (value,)))
