"""The demo service with as many accounts as the first word says; prints its address."""

import sys
import threading
import time

from ltx_desktop.demo.accounts import DemoAccount
from ltx_desktop.demo.server import DemoServer

DAY = 86400


def accounts(count: int) -> list[DemoAccount]:
    moment = time.time()
    return [
        DemoAccount(
            email=f"account-{number:06}@northlight.example",
            updated=moment - DAY,
            access_expire=moment + 11 * 3600,
            refresh_expire=moment + (2 + number * 7 % 80) * DAY + 1800,
        )
        for number in range(count)
    ]


if __name__ == "__main__":
    with DemoServer(accounts=accounts(int(sys.argv[1])), token="user:1-synthetic") as server:
        print(server.base_url, flush=True)
        threading.Event().wait()
