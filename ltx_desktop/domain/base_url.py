"""Where the service is: https anywhere, or plain http on this machine only."""

import ipaddress
from dataclasses import dataclass
from enum import StrEnum, unique
from urllib.parse import urlsplit

DEFAULT_BASE_URL = "https://api.useapi.net/v1/ltxstudio"

_PORTS = {"http": 80, "https": 443}
"""Those that an address need not tell."""


@unique
class BaseUrlFault(StrEnum):
    EMPTY = "empty"
    NOT_A_URL = "not-a-url"
    NOT_HTTPS = "not-https"
    HAS_CREDENTIALS = "has-credentials"
    HAS_QUERY = "has-query"


class BaseUrlError(ValueError):
    def __init__(self, fault: BaseUrlFault) -> None:
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class BaseUrl:
    """A checked address without a trailing slash; `parse` is the only way to make one."""

    text: str

    @classmethod
    def parse(cls, text: str) -> "BaseUrl":
        """Check an address as a person types it; BaseUrlError says what is wrong."""
        stripped = text.strip().rstrip("/")
        if not stripped:
            raise BaseUrlError(BaseUrlFault.EMPTY)
        try:
            parts = urlsplit(stripped)
            host, port = parts.hostname, parts.port
        except ValueError as error:
            raise BaseUrlError(BaseUrlFault.NOT_A_URL) from error
        if (
            parts.scheme not in {"http", "https"}
            or not host
            or not _is_clean(stripped)
            or port == 0
        ):
            raise BaseUrlError(BaseUrlFault.NOT_A_URL)
        if "@" in parts.netloc:
            raise BaseUrlError(BaseUrlFault.HAS_CREDENTIALS)
        if "?" in stripped or "#" in stripped:
            raise BaseUrlError(BaseUrlFault.HAS_QUERY)
        if parts.scheme == "http" and not _is_loopback(host):
            raise BaseUrlError(BaseUrlFault.NOT_HTTPS)
        return cls(stripped)

    @property
    def origin(self) -> str:
        """Scheme, host and port as every spelling of them has it: `https://api.useapi.net`."""
        parts = urlsplit(self.text)
        host = parts.hostname or ""
        if "[" in parts.netloc:
            host = f"[{host}]"
        if parts.port in {None, _PORTS[parts.scheme]}:
            return f"{parts.scheme}://{host}"
        return f"{parts.scheme}://{host}:{parts.port}"


def _is_clean(text: str) -> bool:
    return all("!" <= character <= "~" and character != "\\" for character in text)


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
