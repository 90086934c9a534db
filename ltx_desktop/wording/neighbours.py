"""Buses of the desktop that do not answer, so that the app goes on without them."""

from ltx_desktop.wording.notice import Notice
from ltx_desktop.wording.translation import _


def silent_session_bus_notice() -> Notice:
    return Notice(
        _(
            "The session bus (D-Bus) does not answer, so there is no keyring, no tray icon and no "
            "notification. Log out of the desktop and in again, then start LTX Accounts."
        )
    )


def silent_accessibility_bus_notice() -> Notice:
    return Notice(
        _(
            "The accessibility bus does not answer, so screen readers cannot read this window. "
            "Log out of the desktop and in again, then start LTX Accounts."
        )
    )
