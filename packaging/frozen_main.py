"""Where the frozen app begins."""

import sys

from ltx_desktop.__main__ import main

sys.exit(main())
