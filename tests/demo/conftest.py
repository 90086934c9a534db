"""One demo service for each module, as new for each test: no accounts, no faults, NOW."""

from collections.abc import Iterator

import httpx
import pytest
from demo.wire import NOW, TOKEN, HandClock

from ltx_desktop.demo.server import DemoServer


@pytest.fixture(scope="module")
def module_clock() -> HandClock:
    return HandClock()


@pytest.fixture(scope="module")
def module_demo(module_clock: HandClock) -> Iterator[DemoServer]:
    with DemoServer(token=TOKEN, accounts=[], clock=module_clock) as server:
        yield server


@pytest.fixture
def clock(module_clock: HandClock) -> HandClock:
    module_clock.now = NOW
    return module_clock


@pytest.fixture
def demo(module_demo: DemoServer, clock: HandClock) -> DemoServer:
    module_demo.faults.replace([])
    module_demo.accounts.clear()
    module_demo._api._seen_cookies.clear()
    module_demo._gate.requests.clear()
    return module_demo


@pytest.fixture(scope="module")
def module_client(module_demo: DemoServer) -> Iterator[httpx.Client]:
    with httpx.Client(
        base_url=module_demo.base_url,
        headers={"Authorization": f"Bearer {TOKEN}"},
        trust_env=False,
        verify=False,  # there is no TLS here, and getting ready for it is slow
        timeout=10,
    ) as opened:
        yield opened


@pytest.fixture
def client(demo: DemoServer, module_client: httpx.Client) -> httpx.Client:
    return module_client
