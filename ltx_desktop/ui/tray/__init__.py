"""The icon in the desktop's tray, and its menu."""
