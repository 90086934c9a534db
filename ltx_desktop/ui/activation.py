"""Coming to the front under Wayland, where the system asks for a token."""

import os


def take_activation_token(token: str) -> None:
    """Let the next window come to the front, as the click that led to it may."""
    if token:
        os.environ["XDG_ACTIVATION_TOKEN"] = token
