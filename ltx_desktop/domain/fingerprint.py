"""Telling whether a cookie is the one of last time, without keeping it."""

from ltx_desktop.domain.secret import Secret


class Fingerprints:
    """Keyed (HMAC, RFC 2104): without the key of this installation a value cannot be guessed."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def of(self, name: str, value: Secret) -> str:
        """128 bits as hexadecimal; another for the same value under another name."""
        import hashlib  # takes longer to load than what most starts do
        import hmac

        text = f"{name}={value.reveal()}".encode("utf-8", "surrogatepass")
        return hmac.new(self._key, text, hashlib.sha256).hexdigest()[:32]
