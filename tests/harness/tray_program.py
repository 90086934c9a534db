"""Has an icon in the tray and writes every signal of it as a line: for panels that draw it.

Qt keeps the first bus that it sees, so that each bus needs a process of its own.
"""

import asyncio
import sys

from fakes import DAY, NOW, Clock, make_account, make_record

from ltx_desktop.app.application import Application
from ltx_desktop.app.event_loop import run_until_stopped
from ltx_desktop.app.paths import resources_folder
from ltx_desktop.domain.expiry import DEFAULT_THRESHOLDS
from ltx_desktop.domain.urgency import judge
from ltx_desktop.ui.style.icons import Icons
from ltx_desktop.ui.tray import tray as tray_module
from ltx_desktop.ui.tray.tray import Tray


def say(*words: object) -> None:
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


async def live(stop: asyncio.Event) -> int:
    tray_module._LOOK_EVERY = 20
    tray = Tray(Icons(resources_folder() / "icons"), Clock())
    tray.came_or_went.connect(lambda there: say("there" if there else "gone"))
    tray.open_requested.connect(lambda: say("open"))
    tray.renew_requested.connect(lambda email: say("renew", email))
    tray.menu_opening.connect(lambda: say("opening", tray.show_message("title", "body", 1000)))
    tray.quit_requested.connect(stop.set)
    tray.start()
    record = make_record(make_account("a&b_c_d@synthetic.example", refresh_expiry=NOW + DAY))
    tray.show_accounts(judge([record], NOW, DEFAULT_THRESHOLDS), "1 account_s & more")
    say("started")
    await stop.wait()
    tray.close()
    return 0


if __name__ == "__main__":
    sys.exit(run_until_stopped(Application([]), live))
