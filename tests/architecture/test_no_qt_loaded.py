"""Left of `ui`, and in `cli`, nothing loads Qt; left of `api` and `store`, no network either.

What really gets loaded is seen in a fresh interpreter only.
"""

import subprocess
import sys
from pathlib import Path

import pytest

import ltx_desktop

PACKAGE = Path(ltx_desktop.__file__).parent
QT = ("PySide6", "shiboken6", "qasync")
NETWORK = ("httpx", "keyring", "truststore")

REPORT = """
import importlib, sys
for name in sys.argv[1].split(","):
    importlib.import_module(name)
loaded = [name for name, module in sys.modules.items() if module]
print(",".join(sorted({name.partition(".")[0] for name in loaded})))
"""


def modules_of(layer: str) -> list[str]:
    """Every module of a layer, by name."""
    names = []
    for path in sorted((PACKAGE / layer).rglob("*.py")):
        parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
        names.append(".".join(parts[:-1] if parts[-1] == "__init__" else parts))
    return names


def loaded_by(modules: list[str]) -> set[str]:
    """The top-level packages that a fresh interpreter holds after importing `modules`."""
    done = subprocess.run(
        [sys.executable, "-c", REPORT, ",".join(modules)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        cwd=PACKAGE.parent,
    )
    assert done.returncode == 0, done.stderr
    return set(done.stdout.strip().split(","))


@pytest.mark.parametrize(
    "layer", ["domain", "api", "store", "browsers", "services", "wording", "cli", "demo"]
)
def test_no_qt_is_loaded(layer: str) -> None:
    modules = modules_of(layer)
    assert modules, f"{layer} has no modules"
    loaded = loaded_by(modules)
    assert "ltx_desktop" in loaded
    assert not loaded.intersection(QT), (
        f"importing {layer} loads Qt: move what needs it to ui, or import it in the function"
    )


@pytest.mark.parametrize("layer", ["domain", "browsers", "services", "wording"])
def test_no_network_stack_is_loaded(layer: str) -> None:
    """The window paints before httpx, TLS and the keyring are imported, in a thread."""
    loaded = loaded_by(modules_of(layer))
    assert not loaded.intersection(NETWORK), (
        f"importing {layer} loads {loaded.intersection(NETWORK)}: name the error or the port only"
    )


def test_the_command_line_loads_no_qt_before_it_knows_the_command() -> None:
    assert not loaded_by(["ltx_desktop.__main__", "ltx_desktop.app.main"]).intersection(QT)


def test_the_wiring_of_the_commands_loads_no_qt() -> None:
    wiring = ["ltx_desktop.app.wiring.commands", "ltx_desktop.app.wiring.services"]
    assert not loaded_by(wiring).intersection(QT)


def test_an_answer_from_the_store_alone_loads_no_network_and_no_event_loop() -> None:
    loaded = loaded_by(["ltx_desktop.app.wiring.commands", "ltx_desktop.cli.check"])
    assert not loaded.intersection({*NETWORK, "asyncio", "ssl", "msgspec", "icalendar"})


AFTER_THE_FIRST_FRAME = {
    *("asyncio", "qasync", "ssl", "httpx", "truststore", "keyring", "jeepney", "msgspec"),
    *("icalendar", "starlette", "uvicorn", "hashlib", "subprocess", "PySide6.QtNetwork"),
    *("ltx_desktop.api", "ltx_desktop.cli.check", "ltx_desktop.demo", "ltx_desktop.domain.paste"),
    *("ltx_desktop.services.connection", "ltx_desktop.services.submit", "ltx_desktop.ui.edit"),
    *(
        "ltx_desktop.ui.settings",
        "ltx_desktop.app.wiring.controllers",
        "ltx_desktop.app.wiring.services",
        "ltx_desktop.ui.controllers",
        "ltx_desktop.ui.notifications",
    ),
}
SHOWN_FIRST = {
    *("ltx_desktop.store.accounts", "ltx_desktop.services.verdicts"),
}


def test_before_the_first_frame_nothing_is_loaded_that_only_acts() -> None:
    script = (
        "import sys, ltx_desktop.app.main, ltx_desktop.app.startup\nprint(*sys.modules, sep='\\n')"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60
    )
    loaded = set(done.stdout.split())
    assert loaded >= SHOWN_FIRST
    assert loaded & AFTER_THE_FIRST_FRAME == set()
    ours = [name for name in loaded if name.startswith("ltx_desktop.")]
    assert len(ours) <= 122, "each module more shows the window a little later"


def test_httpx_comes_without_its_own_command() -> None:
    loaded = loaded_by(["ltx_desktop.api.client"])
    assert "httpx" in loaded
    assert not loaded.intersection({"click", "pygments", "rich"})


def test_a_module_that_loads_qt_would_be_seen() -> None:
    assert "PySide6" in loaded_by(["PySide6.QtCore"])
    assert "httpx" in loaded_by(["ltx_desktop.api.transport"])
