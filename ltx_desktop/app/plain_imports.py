"""Qt for Python without its own kind of import.

PySide6 replaces `__import__` by one that reads the source of every module that is imported from
then on, in case it says `from __feature__ import snake_case`. Nobody does here, and that takes 15
to 40 ms before the first frame, and some megabytes of source lines for good.
"""

import builtins

import PySide6.QtCore  # noqa: F401 - replaces it

if python_s := vars(builtins).get("__orig_import__"):
    vars(builtins)["__import__"] = python_s
