"""A D-Bus of its own for one test, and the programs that a test runs beside itself."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from harness import processes
from harness.platforms import skip_unless_linux
from harness.system_tools import need

_BUS = """<busconfig>
<type>session</type><listen>unix:dir={folder}</listen><auth>EXTERNAL</auth>
<policy context="default">
<allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
</policy>
</busconfig>"""
"""No folders of services: nothing is started by being asked for."""


@contextmanager
def private_bus(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of the only bus that this process can reach; nobody offers anything on it."""
    skip_unless_linux("D-Bus is Linux's")
    with ExitStack() as stack:
        folder = tempfile.mkdtemp(prefix="ltx-bus-")
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        for name in ("HOME", "XDG_RUNTIME_DIR", "XDG_DATA_HOME"):
            monkeypatch.setenv(name, folder)
        settings = Path(folder, "bus.conf")
        settings.write_text(_BUS.format(folder=folder))
        bus = stack.enter_context(
            daemon("dbus-daemon", f"--config-file={settings}", "--nofork", "--print-address=1")
        )
        assert bus.stdout
        address = bus.stdout.readline().strip()
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        yield address


@contextmanager
def daemon(
    program: str, *arguments: str, display: bool = True
) -> Iterator["subprocess.Popen[str]"]:
    """Runs until the block ends; its standard output can be read."""
    process = processes.start(
        [need(program), *arguments],
        env={name: value for name, value in os.environ.items() if display or name != "DISPLAY"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        processes.stop(process)
