"""T8: what another user of this machine can reach."""

import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from harness.platforms import linux_only, not_on_windows
from PySide6.QtWidgets import QApplication

from ltx_desktop.app.single_instance import SingleInstance
from ltx_desktop.demo.server import DemoServer

NOBODY = 65534
CONNECT = """
import socket, sys
socket.socket(socket.AF_UNIX, socket.SOCK_STREAM).connect(sys.argv[1])
"""


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """One that everybody may enter: what lies in it protects itself."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@not_on_windows("a named pipe has no mode")
def test_t8_the_socket_of_the_window_is_its_owners(
    qapp: QApplication, open_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    instance = SingleInstance(open_folder)
    assert instance.is_first()
    open_folder.chmod(0o755)
    instance.listen(lambda _token: None)
    path = open_folder / "window.socket"
    try:
        assert path.is_socket()
        assert path.stat().st_mode & 0o077 == 0
        if os.geteuid() == 0:
            assert "PermissionError" in connect(path, NOBODY).stderr
        assert connect(path, os.geteuid()).returncode == 0
    finally:
        instance.close()


def connect(path: Path, user: int) -> "subprocess.CompletedProcess[str]":
    python = Path(sys.executable).resolve()
    return subprocess.run(
        ["python3" if user == NOBODY else str(python), "-c", CONNECT, str(path)],
        user=user,
        cwd="/",
        capture_output=True,
        text=True,
        timeout=20,
        check=False,
    )


@linux_only("elsewhere 127.0.0.2 may be no address of this machine")
def test_t8_the_demo_listens_on_this_machine_only() -> None:
    with DemoServer() as server:
        port = int(server.base_url.split(":")[2].split("/")[0])
        socket.create_connection(("127.0.0.1", port)).close()
        # Another address of the loopback network reaches what listens on all of them.
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.2", port))
