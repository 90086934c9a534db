"""Each guard of the harness fails the test that it is there for."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from harness.platforms import skip_unless_linux
from harness.system_tools import need_display

TESTS = Path(__file__).parent

BAD_TESTS = """
import asyncio, logging, subprocess, threading, warnings
from harness import async_tests, loose_ends
from PySide6.QtCore import QTimer, qDebug, qWarning
from PySide6.QtWidgets import QWidget

kept = []
loose_ends._PATIENCE = 0.1
async_tests._PATIENCE = 1

async def test_good(qapp):
    await asyncio.sleep(0)

def test_good_without_qt():
    pass

def test_good_deletes_its_window_later(qapp):
    window = QWidget()
    window.show()
    window.deleteLater()
    kept.append(window)

async def test_leaked_task():
    "left tasks pending"
    kept.append(asyncio.get_running_loop().create_task(asyncio.Event().wait()))

async def test_leaked_task_on_the_qt_loop(qapp):
    "left tasks pending"
    kept.append(asyncio.get_running_loop().create_task(asyncio.Event().wait()))

async def test_leaked_task_of_a_test_that_fails(qapp):
    "its own failure"
    kept.append(asyncio.get_running_loop().create_task(asyncio.Event().wait()))
    assert not "its own failure"

async def test_good_after_one_that_left_a_task(qapp):
    await asyncio.sleep(0)

async def test_hanging():
    "took more than 1 s; still pending"
    await asyncio.Event().wait()

async def test_assertion_inside_an_awaited_task():
    "wrong in there"
    async def wrong():
        assert not "wrong in there"
    await asyncio.get_running_loop().create_task(wrong())

async def test_assertion_inside_a_task_that_nobody_awaits(qapp):
    "wrong in there"
    async def wrong():
        assert not "wrong in there"
    kept.append(asyncio.get_running_loop().create_task(wrong()))
    await asyncio.sleep(0.01)

async def test_assertion_inside_a_forgotten_task():
    "exception was never retrieved"
    async def wrong():
        assert False
    asyncio.get_running_loop().create_task(wrong())
    await asyncio.sleep(0.01)

async def test_error_inside_a_callback(qapp):
    "Exception in callback"
    asyncio.get_running_loop().call_soon(lambda: 1 / 0)
    await asyncio.sleep(0.01)

def test_error_inside_a_slot(qapp, qtbot):
    "ZeroDivisionError"
    timer = QTimer(singleShot=True)
    timer.timeout.connect(lambda: 1 / 0)
    with qtbot.waitSignal(timer.timeout):
        timer.start(0)

def test_leaked_window(qapp):
    "windows ['<PySide6.QtWidgets.QWidget"
    window = QWidget()
    window.show()
    kept.append(window)

def test_leaked_window_that_is_hidden(qapp):
    "windows ['<PySide6.QtWidgets.QWidget"
    kept.append(QWidget())

def test_leaked_timer(qapp):
    "timers ['every 1000 ms of QWidget"
    window = QWidget()
    QTimer(window).start(1000)
    kept.append(window)

def test_leaked_timer_of_the_application(qapp):
    "timers ['every 1000 ms of QApplication"
    QTimer(qapp).start(1000)

def test_leaked_timer_of_nobody(qapp):
    "timers ['every 1000 ms of nobody"
    timer = QTimer()
    timer.start(1000)
    kept.append(timer)

def test_stray_log():
    "WARNING x: stray"
    logging.getLogger("x").warning("stray")

def test_qt_warning(qapp):
    "QtWarningMsg: stray"
    qWarning("stray")

def test_qt_debug(qapp):
    "QtDebugMsg: stray"
    qDebug("stray")

def test_python_warning():
    "UserWarning: stray"
    warnings.warn("stray")

def test_unawaited_coroutine():
    "never awaited"
    async def forgotten():
        pass
    forgotten()

def test_leaked_thread():
    "threads still running: ['stray'"
    stop = threading.Event()
    kept.append(stop)
    threading.Thread(target=stop.wait, args=(20,), daemon=True, name="stray").start()

def test_leaked_child():
    "child processes still running"
    kept.append(subprocess.Popen(["sleep", "20"]))

def test_good_at_the_end(qapp):
    pass
"""


@pytest.fixture(scope="module")
def wrong(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    skip_unless_linux("one of the guards, for child processes, is Linux's")
    need_display()
    folder = tmp_path_factory.mktemp("guards")
    (folder / "test_bad.py").write_text(BAD_TESTS)
    (folder / "conftest.py").write_text((TESTS / "conftest.py").read_text())
    report = folder / "report.xml"
    ended = subprocess.run(
        [
            *[sys.executable, "-m", "pytest", "-c", str(TESTS.parent / "pyproject.toml")],
            *[
                "--rootdir",
                str(folder),
                "-p",
                "no:cacheprovider",
                "-n",
                "0",
                "-q",
                f"--junitxml={report}",
            ],
            str(folder),
        ],
        env=os.environ | {"PYTHONPATH": str(TESTS)},
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    return _by_test(ET.parse(report), ended)


def _by_test(
    report: "ET.ElementTree[Any]", ended: "subprocess.CompletedProcess[str]"
) -> dict[str, str]:
    """What is wrong with each test that ran; nothing with those that passed."""
    cases = report.findall(".//testcase")
    assert cases, ended.stdout + ended.stderr
    wrong: dict[str, str] = {}
    for case in cases:
        found = "".join(one.text or "" for one in case if one.tag in {"failure", "error"})
        wrong[case.attrib["name"]] = wrong.get(case.attrib["name"], "") + found
    return wrong


REASONS = dict(re.findall(r'def (test_(?!good)\w+)\(.*\):\n    "(.*)"\n', BAD_TESTS))


@pytest.mark.parametrize("name", REASONS)
def test_a_mess_fails_and_is_named(wrong: dict[str, str], name: str) -> None:
    assert REASONS[name] in wrong[name]


@pytest.mark.parametrize("name", re.findall(r"def (test_good\w*)", BAD_TESTS))
def test_a_clean_test_passes(wrong: dict[str, str], name: str) -> None:
    assert wrong[name] == ""


def test_each_of_them_ran(wrong: dict[str, str]) -> None:
    assert set(wrong) == set(re.findall(r"def (test_\w+)", BAD_TESTS))
    assert {name for name in wrong if "good" not in name} == set(REASONS)
