"""Runs first in the frozen app: what PyInstaller's bootloader changed for it is not for others.

Browsers and portals that the app starts would otherwise load the libraries that came with it.
"""

import os
import sys

if sys.platform.startswith("linux"):
    # Python and Qt are found already: the loader read this variable when the process began.
    before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
    if before is None:
        os.environ.pop("LD_LIBRARY_PATH", None)
    else:
        os.environ["LD_LIBRARY_PATH"] = before
