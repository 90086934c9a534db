"""Each guard of the harness fails the test that it is there for."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

TESTS = Path(__file__).parent

BAD_TESTS = """
import asyncio, logging, threading, warnings
from PySide6.QtCore import QTimer, qWarning
from PySide6.QtWidgets import QWidget

kept = []

async def test_good(qapp):
    await asyncio.sleep(0)

def test_good_without_qt():
    pass

async def test_leaked_task():
    kept.append(asyncio.get_running_loop().create_task(asyncio.Event().wait()))

async def test_leaked_task_on_the_qt_loop(qapp):
    kept.append(asyncio.get_running_loop().create_task(asyncio.Event().wait()))

async def test_assertion_inside_an_awaited_task():
    async def wrong():
        assert False
    await asyncio.get_running_loop().create_task(wrong())

def test_leaked_window(qapp):
    window = QWidget()
    window.show()
    kept.append(window)

def test_leaked_timer(qapp):
    window = QWidget()
    timer = QTimer(window)
    timer.start(1000)
    kept.append(window)

def test_stray_log():
    logging.getLogger("x").warning("stray")

def test_qt_warning(qapp):
    qWarning("stray")

def test_python_warning():
    warnings.warn("stray")

def test_unawaited_coroutine():
    async def forgotten():
        pass
    forgotten()

def test_leaked_thread():
    stop = threading.Event()
    kept.append(stop)
    threading.Thread(target=stop.wait, args=(20,), daemon=True).start()
"""


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("guards")
    (folder / "test_bad.py").write_text(BAD_TESTS)
    (folder / "conftest.py").write_text((TESTS / "conftest.py").read_text())
    ended = subprocess.run(
        [
            *[sys.executable, "-m", "pytest", "-c", str(TESTS.parent / "pyproject.toml")],
            *["--rootdir", str(folder), "-p", "no:cacheprovider", "-v", "--tb=no", str(folder)],
        ],
        env=os.environ | {"PYTHONPATH": str(TESTS)},
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    found = re.findall(r"::(test_\w+) (PASSED|FAILED|ERROR)", ended.stdout)
    assert found, ended.stdout + ended.stderr
    worst: dict[str, str] = {}
    for name, outcome in found:
        worst[name] = outcome if worst.get(name, "PASSED") == "PASSED" else worst[name]
    return worst


@pytest.mark.parametrize("name", re.findall(r"def (test_\w+)", BAD_TESTS))
def test_a_mess_fails_and_a_clean_test_passes(outcomes: dict[str, str], name: str) -> None:
    expected = {"PASSED"} if name.startswith("test_good") else {"FAILED", "ERROR"}
    assert outcomes[name] in expected
