"""An address that was set and cannot be read is no address: nothing is sent, not even elsewhere."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from harness.command_line import CommandLine, Told, cookie
from harness.platforms import not_on_windows

from ltx_desktop.cli import check, list_accounts, remove, renew

MAYA = "maya@demo.example"


@pytest.fixture
def proxy(monkeypatch: pytest.MonkeyPatch) -> Iterator[socket.socket]:
    """What every request to another machine would go to."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.setblocking(False)
        monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{listening.getsockname()[1]}")
        yield listening


def not_json(path: Path) -> None:
    path.write_text('{"base_url": "https://own.synthetic.example/v1/ltxstudio",}')


def no_address(path: Path) -> None:
    path.write_text('{"base_url": "https:/own.synthetic.example"}')


def a_circle_of_links(path: Path) -> None:
    path.unlink()
    path.symlink_to(path)


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (not_json, "Some settings cannot be used: base_url, "),
        (no_address, "Some settings cannot be used: base_url."),
        pytest.param(
            a_circle_of_links,
            "The settings cannot be read (the links on its path lead in a circle).",
            marks=not_on_windows("links need a right there that few have"),
        ),
    ],
)
@pytest.mark.parametrize(
    "run",
    [
        lambda line: line.run(list_accounts.run),
        lambda line: line.run(check.run),
        lambda line: line.run(remove.run, MAYA, "--yes"),
        lambda line: line.paste(renew.run, cookie(MAYA), MAYA),
    ],
    ids=["list", "check", "remove", "renew"],
)
def test_no_command_sends_anything(
    damage: Callable[[Path], None],
    said: str,
    run: Callable[[CommandLine], Told],
    line: CommandLine,
    proxy: socket.socket,
) -> None:
    damage(line.paths.settings)
    told = run(line)
    assert (told.code, told.out) == (2, "")
    assert told.err.startswith(said)
    assert str(line.paths.settings) in told.err
    assert "The address of the service cannot be read. Nothing is sent until" in told.err
    assert line.server.requests == []
    with pytest.raises(BlockingIOError):
        proxy.accept()


def test_the_proxy_would_see_a_request(line: CommandLine, proxy: socket.socket) -> None:
    line.paths.settings.unlink()
    proxy.setblocking(True)
    turned_away: list[object] = []

    def turn_away() -> None:
        with suppress(OSError):
            while True:
                connection, sender = proxy.accept()
                connection.close()
                turned_away.append(sender)

    turning_away = threading.Thread(target=turn_away)
    turning_away.start()
    told = line.run(list_accounts.run)
    proxy.shutdown(socket.SHUT_RDWR)
    turning_away.join()
    assert told.code == 2
    assert turned_away
