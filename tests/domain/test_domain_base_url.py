"""Where the service may be: https anywhere, http on this machine only."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ltx_desktop.domain.base_url import DEFAULT_BASE_URL, BaseUrl, BaseUrlError, BaseUrlFault

EMPTY = BaseUrlFault.EMPTY
NOT_A_URL, NOT_HTTPS = BaseUrlFault.NOT_A_URL, BaseUrlFault.NOT_HTTPS
HAS_CREDENTIALS, HAS_QUERY = BaseUrlFault.HAS_CREDENTIALS, BaseUrlFault.HAS_QUERY


@pytest.mark.parametrize(
    ("typed", "text", "origin"),
    [
        (DEFAULT_BASE_URL, DEFAULT_BASE_URL, "https://api.useapi.net"),
        ("https://h.example", "https://h.example", "https://h.example"),
        ("https://h.example/", "https://h.example", "https://h.example"),
        ("https://h.example/v1//", "https://h.example/v1", "https://h.example"),
        (" https://h.example/v1\n", "https://h.example/v1", "https://h.example"),
        ("https://h.example:8443/v1", "https://h.example:8443/v1", "https://h.example:8443"),
        ("https://h.example:65535", "https://h.example:65535", "https://h.example:65535"),
        ("https://192.0.2.7/v1", "https://192.0.2.7/v1", "https://192.0.2.7"),
        ("https://[2001:db8::1]/v1", "https://[2001:db8::1]/v1", "https://[2001:db8::1]"),
        ("https://xn--bcher-kva.example", *["https://xn--bcher-kva.example"] * 2),
        ("http://localhost:8000/v1", "http://localhost:8000/v1", "http://localhost:8000"),
        ("http://LOCALHOST", "http://LOCALHOST", "http://localhost"),
        ("HTTPS://H.Example:443/V1", "HTTPS://H.Example:443/V1", "https://h.example"),
        ("https://h.example:/v1", "https://h.example:/v1", "https://h.example"),
        ("https://h.example:80/v1", "https://h.example:80/v1", "https://h.example:80"),
        ("http://[::1]:80/x", "http://[::1]:80/x", "http://[::1]"),
        ("http://127.0.0.1:1/x", "http://127.0.0.1:1/x", "http://127.0.0.1:1"),
        ("http://127.8.9.10", "http://127.8.9.10", "http://127.8.9.10"),
        ("http://[::1]:9/x", "http://[::1]:9/x", "http://[::1]:9"),
    ],
)
def test_an_address_is_taken_without_its_trailing_slashes(
    typed: str, text: str, origin: str
) -> None:
    base_url = BaseUrl.parse(typed)
    assert (base_url.text, base_url.origin) == (text, origin)


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("", EMPTY),
        ("   ", EMPTY),
        ("/", EMPTY),
        ("h.example/v1", NOT_A_URL),
        ("//h.example/v1", NOT_A_URL),
        ("https:", NOT_A_URL),
        ("https://", NOT_A_URL),
        ("https:///v1", NOT_A_URL),
        ("https://:443/v1", NOT_A_URL),
        ("ftp://h.example", NOT_A_URL),
        ("file:///etc/passwd", NOT_A_URL),
        ("javascript:alert(1)", NOT_A_URL),
        ("https://h.example:99999", NOT_A_URL),
        ("https://h.example:0/v1", NOT_A_URL),
        ("https://h.example:-1", NOT_A_URL),
        ("https://h.example:port", NOT_A_URL),
        ("https://[::1", NOT_A_URL),
        ("https://[not-an-address]/", NOT_A_URL),
        ("https://h.exa mple/v1", NOT_A_URL),
        ("https://h.example/v 1", NOT_A_URL),
        ("https://h.example/v1\nHost: x", NOT_A_URL),
        ("https://h.example/\x00", NOT_A_URL),
        ("https://bücher.example", NOT_A_URL),
        ("https://h.example\u202e/v1", NOT_A_URL),
        ("https://h.example\\evil.example/v1", NOT_A_URL),
        ("http://h.example", NOT_HTTPS),
        ("http://192.0.2.7", NOT_HTTPS),
        ("http://0.0.0.0:8000", NOT_HTTPS),
        ("http://[::]:8000", NOT_HTTPS),
        ("http://[2001:db8::1]", NOT_HTTPS),
        ("http://127.0.0.1.evil.com", NOT_HTTPS),
        ("http://localhost.evil.com", NOT_HTTPS),
        ("http://evil-localhost", NOT_HTTPS),
        ("http://2130706433", NOT_HTTPS),
        ("https://user:canary@h.example", HAS_CREDENTIALS),
        ("https://user@h.example", HAS_CREDENTIALS),
        ("https://@h.example", HAS_CREDENTIALS),
        ("http://localhost@evil.com", HAS_CREDENTIALS),
        ("http://localhost:80@evil.com", HAS_CREDENTIALS),
        ("https://h.example/v1?token=SYNTHETIC", HAS_QUERY),
        ("https://h.example/v1#part", HAS_QUERY),
        ("https://h.example/v1?", HAS_QUERY),
        ("https://h.example/v1#", HAS_QUERY),
        ("https://h.example?/", HAS_QUERY),
    ],
)
def test_an_address_that_cannot_be_used_says_why(typed: str, fault: BaseUrlFault) -> None:
    with pytest.raises(BaseUrlError) as caught:
        BaseUrl.parse(typed)
    assert caught.value.fault is fault


@given(st.text() | st.text(alphabet="htps:/@?#[]\\.0127localhost evil\n").map("http://".__add__))
def test_any_text_is_an_address_or_a_fault(typed: str) -> None:
    try:
        base_url = BaseUrl.parse(typed)
    except BaseUrlError:
        return
    assert base_url.text.isascii()
    assert not base_url.text.endswith("/")
    assert BaseUrl.parse(base_url.text) == base_url
    assert BaseUrl.parse(base_url.origin).origin == base_url.origin
    if base_url.origin.startswith("http:"):
        host = base_url.origin.removeprefix("http://").lower()
        assert host.startswith(("localhost", "127.", "["))
