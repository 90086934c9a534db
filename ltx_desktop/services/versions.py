"""Which versions of what are at work, for a report."""

import platform
import sqlite3
import ssl
from importlib.metadata import PackageNotFoundError, version

from ltx_desktop.store.daemon_call import in_daemon_thread

LIBRARIES = (
    *("PySide6-Essentials", "qasync", "httpx", "truststore", "msgspec", "keyring"),
    *("platformdirs", "icalendar", "starlette", "uvicorn"),
)
"""By the names of their packages, which the frozen app is built with."""

_TIMEOUT = 10

Versions = tuple[tuple[str, str], ...]
"""Names and versions, in the order to show them in."""


async def read_versions() -> Versions:
    """Of Python, its libraries and the system; what is not there is left out."""
    try:
        return await in_daemon_thread(_read, _TIMEOUT, "read versions")
    except TimeoutError:
        return ()


def _read() -> Versions:
    libraries = [(name, found) for name in LIBRARIES if (found := _version(name))]
    return (
        ("Python", platform.python_version()),
        *libraries,
        ("OpenSSL", ssl.OPENSSL_VERSION.removeprefix("OpenSSL ")),
        ("SQLite", sqlite3.sqlite_version),
        ("System", platform.platform()),
    )


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
