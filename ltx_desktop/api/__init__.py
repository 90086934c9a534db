"""Talking HTTP to the service: the only place that knows URLs, JSON names and status codes."""

import sys

# Importing httpx loads its own command too where click is installed, which the demo's server needs:
# 25 ms and 2 MB for nothing. What cannot be imported it does without.
sys.modules.setdefault("httpx._main", None)  # type: ignore[arg-type]  # None is allowed
