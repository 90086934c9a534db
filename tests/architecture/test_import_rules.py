"""A layer imports only from layers to its left, and from few libraries.

    domain  <-  api, store, browsers  <-  services  <-  wording  <-  ui, cli  <-  app
                                                        demo stands alone beside them

Every import is read: inside functions, under TYPE_CHECKING, and by name through importlib too.
"""

import sys
from pathlib import Path

import pytest
from harness.imports import NAME, PACKAGE, Import, imports_of

LAYERS: dict[str, set[str]] = {
    "domain": set(),
    "api": {"domain"},
    "store": {"domain"},
    "browsers": {"domain"},
    "services": {"domain", "api", "store", "browsers"},
    "wording": {"domain", "api", "store", "browsers", "services"},
    "ui": {"domain", "services", "wording"},
    "cli": {"domain", "services", "wording", "demo"},
    "demo": set(),
    "app": {"domain", "api", "store", "browsers", "services", "wording", "ui", "cli", "demo"},
}
"""What each layer may know of the others."""

LIBRARIES: dict[str, set[str]] = {
    "domain": set(),
    "api": {"httpx", "truststore", "msgspec"},
    "store": {"keyring", "platformdirs", "icalendar"},
    "browsers": set(),
    "services": set(),
    "wording": set(),
    "ui": {"PySide6", "jeepney"},
    "cli": set(),
    "demo": {"starlette", "uvicorn", "python_multipart", "anyio"},
    "app": {"PySide6", "qasync", "platformdirs"},
}

MENDS = {
    ("domain", "*"): "the domain is pure: hand it what it needs as an argument",
    ("api", "store"): "api and store do not know each other: let a service talk to both",
    ("store", "api"): "api and store do not know each other: let a service talk to both",
    ("browsers", "*"): "browsers know neither api nor store: let a service talk to them",
    ("ui", "api"): "the window sees services, outcomes and domain objects: add a use-case",
    ("ui", "store"): "the window sees services, outcomes and domain objects: add a use-case",
    ("cli", "api"): "a command sees services, outcomes and domain objects: add a use-case",
    ("cli", "store"): "a command sees services, outcomes and domain objects: add a use-case",
    ("ui", "browsers"): "the window sees services, outcomes and domain objects: add a use-case",
    ("cli", "browsers"): "a command sees services, outcomes and domain objects: add a use-case",
    ("ui", "cli"): "ui and cli do not know each other: what both need belongs left of them",
    ("cli", "ui"): "ui and cli do not know each other: what both need belongs left of them",
    ("demo", "*"): "the demo is an independent witness of the API contract: write it again there",
    ("*", "demo"): "only app and cli start the demo: let them hand over its address",
    ("*", "ui"): "Qt stays in ui: announce what happened and let the window listen",
    ("*", "app"): "app puts everything together and is imported by nobody: take an argument",
}


def layer_of(path: Path, package: Path) -> str:
    """The folder below the package; what stands beside the folders belongs to app."""
    parts = path.relative_to(package).parts
    return parts[0] if len(parts) > 1 else "app"


def mend(layer: str, other: str) -> str:
    for key in ((layer, other), (layer, "*"), ("*", other)):
        if key in MENDS:
            return MENDS[key]
    return f"{layer} may know {', '.join(sorted(LAYERS[layer])) or 'no other layer'} only"


def complaint(layer: str, found: Import) -> str | None:
    top, *rest = found.target.split(".")
    if top == NAME:
        other = rest[0] if rest else "app"
        if other == layer or other not in LAYERS or other in LAYERS[layer]:
            return None
        return f"{layer} imports {found.target}; {mend(layer, other)}"
    if top in sys.stdlib_module_names or top in LIBRARIES[layer]:
        return None
    allowed = ", ".join(sorted(LIBRARIES[layer])) or "the standard library alone"
    return f"{layer} imports {found.target}; it is allowed {allowed}"


def complaints(package: Path) -> list[str]:
    found = []
    for path in sorted(package.rglob("*.py")):
        layer = layer_of(path, package)
        where = path.relative_to(package.parent)
        if layer not in LAYERS:
            found.append(f"{where}: {layer} is no layer; put it into {', '.join(LAYERS)}")
            continue
        found += [
            f"{where}:{one.line}: {text}"
            for one in imports_of(path, package)
            if (text := complaint(layer, one))
        ]
    return found


def test_layers_import_only_what_they_may() -> None:
    assert complaints(PACKAGE) == []


def test_something_was_looked_at() -> None:
    files = list(PACKAGE.rglob("*.py"))
    assert len(files) > 80
    assert {layer_of(path, PACKAGE) for path in files} == set(LAYERS)
    assert sum(1 for path in files for _ in imports_of(path, PACKAGE)) > 500


def test_the_order_of_the_layers_has_no_circle() -> None:
    left = dict(LAYERS)
    while free := [layer for layer, known in left.items() if not known & left.keys()]:
        for layer in free:
            del left[layer]
    assert left == {}


PLANTED = [
    ("domain/a.py", "import ltx_desktop.api.client", "domain imports ltx_desktop.api"),
    ("domain/a.py", "from ltx_desktop.store import accounts", "hand it what it needs"),
    ("domain/a.py", "import msgspec", "domain imports msgspec; it is allowed the standard"),
    ("domain/paste/a.py", "def f():\n    from ltx_desktop.services import x", "domain imports"),
    ("domain/a.py", "from ..api import client", "domain imports ltx_desktop.api.client"),
    ("domain/paste/a.py", "from ...api import client", "domain imports ltx_desktop.api.client"),
    ("domain/__init__.py", "from .. import api", "domain imports ltx_desktop.api"),
    ("api/a.py", "from ltx_desktop.store.errors import StoreError", "let a service talk to both"),
    ("store/a.py", "from ltx_desktop.api import errors", "let a service talk to both"),
    ("store/a.py", "from ltx_desktop import api", "let a service talk to both"),
    ("store/a.py", "import httpx", "store imports httpx"),
    ("browsers/a.py", "from ltx_desktop.store import database", "let a service talk to them"),
    ("browsers/a.py", "import websockets", "browsers imports websockets"),
    ("cli/a.py", "from ltx_desktop.browsers import find", "add a use-case"),
    ("services/a.py", "from ltx_desktop.wording.plain import plain", "services may know"),
    ("services/a.py", "import httpx", "services imports httpx"),
    ("services/a.py", "from PySide6.QtCore import QObject", "services imports PySide6"),
    ("wording/a.py", "from ltx_desktop.ui.style import icons", "Qt stays in ui"),
    ("wording/a.py", "import babel", "wording imports babel"),
    (
        "ui/a.py",
        "if TYPE_CHECKING:\n    import ltx_desktop.store.settings",
        "add a use-case",
    ),
    ("ui/edit/a.py", "from ltx_desktop.api.errors import ApiError", "add a use-case"),
    ("ui/a.py", "from ltx_desktop.cli import demo_server", "ui and cli do not know each other"),
    ("ui/a.py", "from ltx_desktop.demo import server", "only app and cli start the demo"),
    ("ui/a.py", "from ltx_desktop.app import wiring", "imported by nobody"),
    ("ui/a.py", "import qasync", "ui imports qasync"),
    ("cli/a.py", "from ltx_desktop.ui.loop import tasks", "ui and cli do not know each other"),
    ("cli/a.py", "import importlib\nimportlib.import_module('PySide6')", "cli imports PySide6"),
    ("cli/a.py", "__import__('ltx_desktop.store.secrets')", "add a use-case"),
    ("demo/a.py", "from ltx_desktop.domain.jwt import read_claims", "independent witness"),
    ("demo/a.py", "import httpx", "demo imports httpx"),
    ("app/a.py", "import requests", "app imports requests"),
    ("misc/a.py", "", "misc is no layer"),
]


@pytest.mark.parametrize(("place", "source", "expected"), PLANTED)
def test_a_planted_import_is_found_and_the_mend_is_said(
    tmp_path: Path, place: str, source: str, expected: str
) -> None:
    path = tmp_path / NAME / place
    path.parent.mkdir(parents=True)
    path.write_text(source, "utf-8")
    found = complaints(tmp_path / NAME)
    assert len(found) == 1, found
    assert expected in found[0]


@pytest.mark.parametrize(
    ("place", "source"),
    [
        ("domain/paste/a.py", "import json\nfrom ltx_desktop.domain.secret import Secret"),
        ("domain/paste/a.py", "from . import b\nfrom ..secret import Secret"),
        ("api/a.py", "import httpx\nfrom ltx_desktop.domain import account"),
        ("services/a.py", "from ltx_desktop.api.errors import ApiError"),
        ("wording/a.py", "from ltx_desktop.store.errors import Reason"),
        ("ui/a.py", "from PySide6.QtCore import Qt\nfrom ltx_desktop.wording import states"),
        ("cli/a.py", "from ltx_desktop import __version__\nfrom ltx_desktop.demo import server"),
        ("demo/a.py", "from ltx_desktop.demo import clock\nimport starlette.routing"),
        ("app/a.py", "import qasync\nfrom ltx_desktop.demo import server"),
        ("__main__.py", "from ltx_desktop.app.main import run"),
    ],
)
def test_what_is_allowed_is_not_complained_of(tmp_path: Path, place: str, source: str) -> None:
    path = tmp_path / NAME / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(source, "utf-8")
    assert complaints(tmp_path / NAME) == []
