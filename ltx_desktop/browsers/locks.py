"""Whether a browser has a profile open, as its lock files say."""

import os
from pathlib import Path


def is_alive(number: str) -> bool:
    """Whether a process has this number; another one may have got it meanwhile."""
    if not number.isdecimal() or not 0 < int(number) < 2**31:
        return False
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return False
    except OSError:
        pass  # somebody else's
    return True


def is_held_on_windows(lock: Path) -> bool:
    """Windows opens a lock file for nobody but its holder."""
    try:
        lock.open("r+b").close()
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return False
