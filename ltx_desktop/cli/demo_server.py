"""`ltx-desktop demo-server`: the demo service alone, for curl, scripts and tests."""

import argparse
import re
import signal
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from ltx_desktop.cli.parser import CommandParser
from ltx_desktop.cli.signals import heard_signals_to_end
from ltx_desktop.cli.terminal import complain, say
from ltx_desktop.demo.faults import Fault, FaultError, help_text, read_fault
from ltx_desktop.demo.seed import SeedError, load_seed
from ltx_desktop.demo.server import DemoServer
from ltx_desktop.wording.translation import _

_TOKEN = re.compile(r"[!-~]+")


def run(arguments: Sequence[str]) -> int:
    """Serve until Ctrl+C or SIGTERM; returns 0, or 2 where it cannot start."""
    options = _parser().parse_args(arguments)
    try:
        accounts = load_seed(options.seed, time.time()) if options.seed else None
        server = DemoServer(
            port=options.port, token=options.token, accounts=accounts, faults=options.fault
        )
        server.start()
    except SeedError as error:
        return _give_up(str(error))
    except OSError as error:
        return _give_up(
            _("Port {port} cannot be used: {reason}. Choose another with --port.").format(
                port=options.port, reason=error.strerror
            )
        )
    try:
        # First: whoever reads the address may send a signal at once.
        stop = _stop_on_signal()
        _tell(server)
        # Windows delivers signals only between Python's steps.
        while not stop.wait(timeout=0.5):
            pass
    finally:
        server.stop()
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = CommandParser(
        prog="ltx-desktop demo-server",
        description=_("A local service that speaks the LTX accounts API of useapi.net."),
        epilog=_("Faults are written [METHOD:]NAME[=VALUE][*COUNT]:\n{faults}").format(
            faults=help_text()
        ),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--port", type=_port, default=0, metavar="N", help=_("default: any free one")
    )
    parser.add_argument(
        "--token", type=_token, metavar="T", help=_("the API token to accept; default: random")
    )
    parser.add_argument(
        "--seed", type=Path, metavar="FILE", help=_("JSON with the accounts to begin with")
    )
    parser.add_argument(
        "--fault",
        type=_fault,
        action="append",
        default=[],
        metavar="FAULT",
        help=_("misbehave; may be given several times"),
    )
    return parser


def _tell(server: DemoServer) -> None:
    """Address and token on the first line; then how to use them."""
    say(f"{server.base_url} {server.token}")
    how = _('Try: curl -H "Authorization: Bearer {token}" {url}/accounts\nStop with Ctrl+C.\n')
    say(how.format(token=server.token, url=server.base_url).rstrip())


def _stop_on_signal() -> threading.Event:
    stop = threading.Event()
    for number in heard_signals_to_end():
        signal.signal(number, lambda *_received: stop.set())
    return stop


def _give_up(sentence: str) -> int:
    complain(sentence)
    return 2


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > 65535:
        raise argparse.ArgumentTypeError(_("a port is a number from 0 to 65535"))
    return int(text)


def _token(text: str) -> str:
    if not _TOKEN.fullmatch(text):
        raise argparse.ArgumentTypeError(_("a token is ASCII text without spaces"))
    return text


def _fault(text: str) -> Fault:
    try:
        return read_fault(text)
    except FaultError as error:
        raise argparse.ArgumentTypeError(str(error)) from error
