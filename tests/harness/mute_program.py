"""Takes names on the session bus and answers no call; says when it has them."""

import sys

from jeepney import message_bus
from jeepney.io.blocking import open_dbus_connection


def main(names: list[str]) -> None:
    bus = open_dbus_connection()
    for name in names:
        bus.send_and_get_reply(message_bus.RequestName(name))
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    while True:
        bus.receive()


if __name__ == "__main__":
    main(sys.argv[1:])
