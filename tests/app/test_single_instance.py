"""K7, K8: one window for a data folder, and every other start finds it."""

import errno
import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

import pytest
from harness import instance_program
from harness.demo_window import (
    LIMIT,
    PROGRAM,
    assert_found,
    data_of,
    demo_window,
    log_of,
)
from harness.display import on_display
from harness.platforms import linux_only, not_on_windows
from harness.processes import until_written
from harness.waiting import until
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from ltx_desktop.app import single_instance, startup
from ltx_desktop.app.application import Application
from ltx_desktop.app.paths import Paths
from ltx_desktop.app.single_instance import SingleInstance
from ltx_desktop.app.startup import EXIT_NOT_ALONE, only_instance
from ltx_desktop.store import file_lock

WITHOUT_WINDOW = (sys.executable, instance_program.__file__)

TOO_LONG = "d" * 120
"""No path of a socket has room for it."""

PATCHED = """
import errno, os, sys
from ltx_desktop.__main__ import main
from ltx_desktop.app import single_instance
from ltx_desktop.store import file_lock
{patch}
sys.exit(main())
"""
IMPATIENT = "single_instance._PATIENCE = 1"
WITHOUT_LOCKS = """
def fail(descriptor):
    raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

file_lock._try_lock = fail
"""

Change = Callable[[Path], dict[str, str | None]]
"""The variables that differ, given a folder for what they name; None is unset."""


@pytest.fixture
def short() -> Iterator[Path]:
    """A folder in which a socket has room; those of the tests have long names."""
    with tempfile.TemporaryDirectory(prefix="ltx-") as made:
        yield Path(made)


@pytest.fixture
def home(home: dict[str, str], short: Path) -> dict[str, str]:
    return home | {"XDG_DATA_HOME": str(short)}


def patched(*patches: str) -> tuple[str, ...]:
    return (sys.executable, "-c", PATCHED.format(patch="\n".join(patches)))


def changed(home: dict[str, str], changes: dict[str, str | None]) -> dict[str, str]:
    return {name: value for name, value in (home | changes).items() if value is not None}


def folder(path: Path) -> str:
    path.mkdir(mode=0o700, exist_ok=True)
    return str(path)


def paths_in(tmp_path: Path) -> Paths:
    return Paths(*(tmp_path / name for name in ("accounts", "settings", "window", "log")))


def test_k7_a_second_start_raises_the_first_window_and_ends(home: dict[str, str]) -> None:
    with demo_window(home) as first:
        assert_found(home, first)
        assert (data_of(home) / "window.socket").is_socket()
        assert not (data_of(home) / "window.address").exists()


@pytest.mark.parametrize(
    ("firsts", "seconds"),
    [
        (lambda _: {}, lambda _: {"XDG_RUNTIME_DIR": None}),
        (lambda _: {}, lambda tmp: {"XDG_RUNTIME_DIR": folder(tmp / "other")}),
        (lambda _: {"XDG_RUNTIME_DIR": None}, lambda tmp: {"TMPDIR": folder(tmp / "other")}),
        (lambda tmp: {"XDG_RUNTIME_DIR": folder(tmp / TOO_LONG)}, lambda _: {}),
        (
            lambda tmp: {"XDG_DATA_HOME": folder(tmp / TOO_LONG)},
            lambda _: {"XDG_RUNTIME_DIR": None},
        ),
        (
            lambda tmp: {
                "XDG_DATA_HOME": folder(tmp / TOO_LONG),
                "XDG_RUNTIME_DIR": folder(tmp / ("r" + TOO_LONG)),
            },
            lambda tmp: {"TMPDIR": folder(tmp / "other")},
        ),
    ],
    ids=[
        "no-runtime-folder",
        "another-runtime-folder",
        "another-temporary-folder",
        "long-runtime-folder",
        "long-data-folder",
        "both-long",
    ],
)
def test_k7_a_second_start_finds_the_window_whatever_its_environment(
    home: dict[str, str], short: Path, firsts: Change, seconds: Change
) -> None:
    home = changed(home, firsts(short))
    with demo_window(home, WITHOUT_WINDOW) as first:
        assert_found(home, first, changed(home, seconds(short)), WITHOUT_WINDOW)
        first.send_signal(signal.SIGTERM)
        assert first.wait(LIMIT) == 0
    assert not list(data_of(home).glob("window.[as]*"))


@pytest.mark.parametrize(
    ("data", "swept"),
    [
        ("data", "socket"),
        (TOO_LONG, "socket"),
        (TOO_LONG, "its folder"),
        (TOO_LONG, "address"),
    ],
    ids=["short", "long-socket", "long-folder", "long-address"],
)
def test_k7_a_second_start_finds_the_window_after_its_socket_was_deleted(
    home: dict[str, str], short: Path, data: str, swept: str
) -> None:
    """A cleaner of temporary files, say."""
    runtime = Path(folder(short / "runtime"))
    home |= {"XDG_DATA_HOME": folder(short / data), "XDG_RUNTIME_DIR": str(runtime)}
    with demo_window(home, WITHOUT_WINDOW) as first:
        (socket,) = (one for one in short.rglob("window.socket") if one.is_socket())
        assert (socket.parent == data_of(home)) == (data == "data")
        match swept:
            case "socket":
                socket.unlink()
            case "its folder":
                shutil.rmtree(socket.parent, ignore_errors=True)
            case "address":
                (data_of(home) / "window.address").unlink()
            case _:
                raise AssertionError(swept)
        assert_found(home, first, program=WITHOUT_WINDOW)
        first.send_signal(signal.SIGTERM)
        assert first.wait(LIMIT) == 0
    assert [*runtime.iterdir()] == []


@not_on_windows("pipes lie in no folder")
@pytest.mark.logs_expected("other starts cannot find this window")
async def test_an_address_that_cannot_be_written_is_not_tried_for_ever(
    qapp: Application, short: Path, caplog: pytest.LogCaptureFixture
) -> None:
    place = Path(folder(short / TOO_LONG))
    (place / "window.address").mkdir()
    instance = SingleInstance(place)
    instance.listen(lambda _token: None)
    assert instance._watcher
    noticed: list[str] = []
    instance._watcher.directoryChanged.connect(noticed.append)
    for name in ("a", "b", "c"):
        noticed.clear()
        (place / name).touch()
        await until(lambda: noticed, "the change to be noticed")
    instance.close()
    assert caplog.text.count("other starts cannot find this window") == 1


def test_k7_a_second_start_finds_the_window_whose_lock_was_deleted(home: dict[str, str]) -> None:
    with demo_window(home, WITHOUT_WINDOW) as first:
        (data_of(home) / "window.lock").unlink()
        assert_found(home, first, program=WITHOUT_WINDOW)


@linux_only("elsewhere there is no Flatpak")
@pytest.mark.parametrize("data", ["data", TOO_LONG])
def test_k7_what_a_second_start_of_a_flatpak_needs_is_where_it_sees_it(
    qapp: Application, short: Path, monkeypatch: pytest.MonkeyPatch, data: str
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(short))
    monkeypatch.setenv("FLATPAK_ID", "org.example.App")
    shared = short / "app" / "org.example.App"
    shared.mkdir(parents=True)
    instance = SingleInstance(short / data)
    assert instance.is_first()
    instance.listen(lambda _token: None)
    try:
        place = Path(instance._address())
        assert place.is_socket()
        assert place.is_relative_to(short / data if data == "data" else shared)
        assert stat.S_IMODE(place.parent.stat().st_mode) == 0o700
    finally:
        instance.close()
    assert [*shared.iterdir()] == []


@not_on_windows("a named pipe is in no folder")
@pytest.mark.logs_expected("other starts cannot find this window")
def test_that_there_is_no_place_to_listen_at_is_logged(
    qapp: Application,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(SingleInstance, "_places", lambda _self: iter(["/nonexistent/socket"]))
    instance = SingleInstance(tmp_path)
    instance.listen(lambda _token: None)
    instance.close()
    assert "other starts cannot find this window" in caplog.text


def test_k7_of_several_starts_at_once_one_window_is_left_and_all_others_end_well(
    home: dict[str, str],
) -> None:
    several = [
        subprocess.Popen(
            [*PROGRAM, "--demo"], env=on_display(home), stderr=subprocess.PIPE, text=True
        )
        for _ in range(4)
    ]
    try:
        with ThreadPoolExecutor() as threads:
            ends = as_completed([threads.submit(one.communicate) for one in several], LIMIT)
            errors = [next(ends).result()[1] for _ in several[1:]]
            (left,) = (one for one in several if one.poll() is None)
            left.kill()
    finally:
        for one in several:
            one.kill()
    assert errors == [""] * 3
    assert sorted(one.returncode for one in several) == [-signal.SIGKILL, 0, 0, 0]


def test_k7_a_window_that_stands_still_for_seconds_is_waited_for(home: dict[str, str]) -> None:
    with (
        demo_window(home) as first,
        subprocess.Popen(
            [*PROGRAM, "--demo"], env=on_display(home), stderr=subprocess.PIPE, text=True
        ) as second,
    ):
        first.send_signal(signal.SIGSTOP)
        try:
            with pytest.raises(subprocess.TimeoutExpired):
                second.wait(9)
            first.send_signal(signal.SIGCONT)
            _out, errors = second.communicate(timeout=LIMIT)
            assert (second.returncode, errors) == (0, "")
            until_written(log_of(home), "another start asks for the window", first)
        finally:
            second.kill()
    assert log_of(home).read_text().count("another start asks for the window") == 1


@pytest.mark.parametrize("patches", [(), (WITHOUT_LOCKS,)], ids=["locks", "no-locks"])
def test_a_first_window_that_does_not_answer_is_said(
    home: dict[str, str], patches: tuple[str, ...]
) -> None:
    ours, terminal = os.openpty()
    with (
        demo_window(home, patched(*patches)) as first,
        open(ours, encoding="utf-8") as said,  # noqa: PTH123 - a descriptor
        open(terminal, "w", encoding="utf-8") as errors,  # noqa: PTH123 - likewise
    ):
        first.send_signal(signal.SIGSTOP)
        second = subprocess.run(
            [*patched(IMPATIENT, *patches), "--demo"],
            env=on_display(home),
            stderr=errors,
            timeout=LIMIT,
            check=False,
        )
        assert second.returncode == 2
        sentence = said.readline()
        assert sentence.startswith("LTX Accounts is running already, but its window does not")
        assert sentence.endswith(f"{data_of(home) / 'window.lock'}.\n")


def test_it_is_shown_where_there_is_no_terminal(
    qapp: Application, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a click in a menu nobody reads standard error."""
    monkeypatch.setattr(single_instance, "_PATIENCE", 0.1)
    monkeypatch.setattr(startup, "make_application", lambda: qapp)
    monkeypatch.setattr(qapp, "platformName", lambda: "xcb", raising=False)
    shown: list[str] = []

    def close() -> None:
        (box,) = (one for one in qapp.topLevelWidgets() if isinstance(one, QMessageBox))
        shown.append(box.text())
        box.close()

    looking = QTimer()
    looking.setSingleShot(True)
    looking.timeout.connect(close)
    looking.start(0)
    first = SingleInstance(tmp_path)
    assert first.is_first()
    assert only_instance(paths_in(tmp_path)) == EXIT_NOT_ALONE
    first.close()
    (sentence,) = shown
    assert sentence.startswith("LTX Accounts is running already")
    assert str(tmp_path / "window.lock") in sentence


@pytest.mark.parametrize("number", [errno.ENOLCK, errno.EOPNOTSUPP, errno.EIO])
def test_k7_where_no_lock_can_be_had_and_nobody_answers_it_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def fail(_descriptor: int) -> bool:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(file_lock, "_try_lock", fail)
    monkeypatch.setattr(single_instance, "_PATIENCE", 0.1)
    monkeypatch.setattr(startup, "_show", lambda _sentence: None)
    assert isinstance(only_instance(paths_in(tmp_path)), SingleInstance)


def test_k7_where_no_lock_can_be_had_a_second_start_finds_the_first_all_the_same(
    home: dict[str, str],
) -> None:
    with demo_window(home, patched(WITHOUT_LOCKS)) as first:
        assert_found(home, first, program=patched(WITHOUT_LOCKS))
    with demo_window(home, patched(WITHOUT_LOCKS)) as after_a_kill:
        assert_found(home, after_a_kill, program=patched(WITHOUT_LOCKS))


@pytest.mark.parametrize("data", ["data", TOO_LONG])
def test_k8_after_a_window_that_was_killed_the_next_one_opens_and_hears_of_other_starts(
    home: dict[str, str], short: Path, data: str
) -> None:
    home |= {
        "XDG_DATA_HOME": folder(short / data),
        "XDG_RUNTIME_DIR": folder(short / "runtime"),
    }
    with demo_window(home, WITHOUT_WINDOW) as killed:
        killed.kill()
        killed.wait()
    (dead,) = short.rglob("window.socket")
    assert dead.is_socket()
    with demo_window(home, WITHOUT_WINDOW) as next_one:
        assert_found(home, next_one, program=WITHOUT_WINDOW)
        assert len([*short.rglob("window.socket")]) == 1
        assert len([*(short / "runtime").iterdir()]) == (data == TOO_LONG)


def test_k8_a_lock_file_is_no_lock_whatever_stands_in_it(tmp_path: Path) -> None:
    """In a container each start has the same number, which an older version has written."""
    (tmp_path / "window.lock").write_text(f"{os.getpid()}\npython3.11\nhost\n")
    first, second = SingleInstance(tmp_path), SingleInstance(tmp_path)
    assert first.is_first()
    assert second.is_first() is False
    first.close()
    assert second.is_first()
    second.close()


@pytest.mark.parametrize("address", [b"", b"\0/a/b", b"\xff\xfe", b"/nonexistent/socket"])
def test_k8_an_address_is_believed_only_where_somebody_answers(
    qapp: QApplication, tmp_path: Path, address: bytes
) -> None:
    (tmp_path / "window.address").write_bytes(address)
    instance = only_instance(paths_in(tmp_path))
    assert isinstance(instance, SingleInstance)
    instance.listen(lambda _token: None)
    instance.close()


def test_k7_nothing_runs_beside_a_process_that_holds_the_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(single_instance, "_PATIENCE", 0.1)
    monkeypatch.setattr(startup, "_show", lambda _sentence: None)
    first = SingleInstance(tmp_path)
    assert first.is_first()
    assert only_instance(paths_in(tmp_path)) == EXIT_NOT_ALONE
    first.close()
    second = only_instance(paths_in(tmp_path))
    assert isinstance(second, SingleInstance)
    second.close()


def test_k8_a_second_start_takes_over_from_a_first_one_that_ends(tmp_path: Path) -> None:
    first, second = SingleInstance(tmp_path), SingleInstance(tmp_path)
    assert first.is_first()
    with ThreadPoolExecutor() as threads:
        waiting = threads.submit(second.becomes_first)
        first.close()
        assert waiting.result(10) is True
    second.close()


@not_on_windows("it has modes")
def test_k10_the_lock_is_its_owners(tmp_path: Path) -> None:
    (tmp_path / "window.lock").touch(0o644)
    instance = SingleInstance(tmp_path)
    assert instance.is_first()
    assert (tmp_path / "window.lock").stat().st_mode & 0o077 == 0
    instance.close()


def test_k7_another_data_folder_is_another_app(home: dict[str, str], tmp_path: Path) -> None:
    other = home | {"XDG_DATA_HOME": str(tmp_path / "other"), "XDG_STATE_HOME": str(tmp_path / "o")}
    with demo_window(home), demo_window(other) as beside:
        assert beside.poll() is None
