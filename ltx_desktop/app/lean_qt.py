"""Qt for Python without what only its developers need at each start.

PySide6 carries the Python source of its support for signatures, help texts and stubs along, and
compiles all of it whenever it is imported: 40 to 60 ms. Here that waits until the window is on
the screen, or until it is asked for: by a call with wrong arguments, for the text of its error.

It also replaces `__import__` by one that reads the source of every module that is imported from
then on, in case it says `from __feature__ import snake_case`. Nobody does here, and that takes 15
to 40 ms before the first frame, and some megabytes of source lines for good.

Should PySide6 do these in other ways some day, it is imported as it wants to be.
"""

import builtins
import sys
import threading
from types import CodeType
from typing import Any

_compile = compile
_loading = threading.RLock()
_sources: dict[str, bytes | CodeType] = {}

_FOR_ERRORS = ("mapping", "parser", "layout", "errorhandler")
_FOR_HELP = ("lib/enum_sig", "lib/pyi_generator", "lib/tool")
_WHEN_WANTED = frozenset(
    f"shibokensupport/signature/{name}.py" for name in (*_FOR_ERRORS, *_FOR_HELP)
)

_STUB = f"""
def __getattr__(name):
    import {__name__}
    return {__name__}.really_load(__name__, name)

def update_mapping(*words):  # PySide6 looks for that one in the module's dictionary
    import {__name__}
    return {__name__}.really_load(__name__, "update_mapping")(*words)
"""


def _compile_when_wanted(source: Any, filename: Any, mode: str, *more: Any, **options: Any) -> Any:
    if filename in _WHEN_WANTED and mode == "exec":
        _sources[filename] = source
        return _compile(_STUB, filename, mode)
    return _compile(source, filename, mode, *more, **options)


def really_load(module: str, name: str) -> object:
    """The attribute `name` of a module of PySide6's that was only announced so far.

    Whoever asks on another thread meanwhile finds the announcement still, and waits here.
    """
    names = vars(sys.modules[module])
    with _loading:
        if source := _sources.pop(names["__file__"], None):
            announced = {name: names[name] for name in ("__getattr__", "update_mapping")}
            exec(_compiled(source, names["__file__"]), names)  # noqa: S102 - PySide6's own
            for stub, made in announced.items():
                if names[stub] is made:
                    del names[stub]
    try:
        return names[name]
    except KeyError:
        raise AttributeError(f"module {module!r} has no attribute {name!r}") from None


def compile_for_errors() -> None:
    """Do what takes long in `load_for_errors`; any thread may."""
    for name in _FOR_ERRORS:
        with _loading:
            file = f"shibokensupport/signature/{name}.py"
            if source := _sources.get(file):
                _sources[file] = _compiled(source, file)


def load_for_errors() -> None:
    """Load what an error's text takes, on the thread of the window.

    It names classes of PySide6, which makes them then, and crashes if two threads make some.
    """
    for name in _FOR_ERRORS:
        module = f"shibokensupport.signature.{name}"
        if module in sys.modules:
            really_load(module, "__name__")


def _compiled(source: bytes | CodeType, file: str) -> CodeType:
    if isinstance(source, CodeType):
        return source
    code: CodeType = _compile(source, file, "exec")
    return code


vars(builtins)["compile"] = _compile_when_wanted
try:
    import PySide6.QtCore  # noqa: F401 - what follows is about its import
finally:
    vars(builtins)["compile"] = _compile

if python_s := vars(builtins).get("__orig_import__"):
    vars(builtins)["__import__"] = python_s
