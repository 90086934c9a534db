"""The real window on a demo service, in a process of its own: Qt looks for a screen reader once.

Each line of standard input is a number of seconds that its clocks run ahead by; it ends with that.
"""

import asyncio
import sys
from datetime import timedelta
from pathlib import Path

from harness.journey import Clocks, user_at_window

from ltx_desktop.app.application import Application
from ltx_desktop.app.event_loop import run_until_stopped
from ltx_desktop.demo.seed import load_seed
from ltx_desktop.demo.server import DemoServer


async def _listen(clocks: Clocks, stop: asyncio.Event) -> None:
    reader = asyncio.StreamReader()
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    while line := await reader.readline():
        clocks.run(timedelta(seconds=float(line)))
    stop.set()


def main(folder: Path, token: str, *, starts_with_it: bool) -> int:
    clocks = Clocks()

    async def live(stop: asyncio.Event) -> int:
        accounts = load_seed(folder / "seed.json", clocks.timestamp())
        server = DemoServer(token=token, accounts=accounts, clock=clocks.timestamp)
        with server:
            known = token if starts_with_it else None
            async with user_at_window(folder, server.base_url, known, clocks=clocks) as user:
                user.window.activateWindow()
                listening = asyncio.get_running_loop().create_task(_listen(clocks, stop))
                await stop.wait()
                listening.cancel()
        return 0

    return run_until_stopped(Application([]), live)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2], starts_with_it=len(sys.argv) > 3))
