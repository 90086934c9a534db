"""The demo: the real window on a local service, in a profile of its own."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ltx_desktop.app.clock import now
from ltx_desktop.app.demo_memory import remember_demo
from ltx_desktop.app.neighbours import Bus
from ltx_desktop.app.paths import Paths
from ltx_desktop.app.refusal import refuse
from ltx_desktop.app.startup import run
from ltx_desktop.app.walkthrough import walk
from ltx_desktop.app.wiring.profile import OpenedProfile, stored_accounts
from ltx_desktop.demo.accounts import DEFAULT_MAX_JOBS, DemoAccount
from ltx_desktop.demo.faults import Fault, FaultError, read_fault
from ltx_desktop.demo.seed import demo_accounts
from ltx_desktop.demo.server import DemoServer
from ltx_desktop.domain.account import AccountRecord
from ltx_desktop.domain.base_url import BaseUrl
from ltx_desktop.domain.secret import Secret
from ltx_desktop.store.errors import StoreUnavailable
from ltx_desktop.store.secrets import MemoryVault

if TYPE_CHECKING:  # loaded after the first frame
    from ltx_desktop.app.running import Watch


def run_demo(
    faults: Sequence[str],
    *,
    picture: Path | None = None,
    watch: "Watch | None" = None,
    silent: Sequence[Bus] = (),
) -> int:
    """Open the demo window; with `picture`, walk through the main job and save one instead.

    `faults` are written as for `demo-server --fault`. Returns the exit code.
    """
    try:
        wanted = [read_fault(fault) for fault in faults]
    except FaultError as error:
        refuse(str(error))
        return 2
    if picture is not None:
        watch = partial(walk, picture)
    paths = Paths.of_demo()
    return run(paths, lambda: _served(paths, wanted), is_demo=True, silent=silent, watch=watch)


@contextmanager
def _served(paths: Paths, faults: Sequence[Fault]) -> Iterator[OpenedProfile]:
    """A profile apart, with its token in memory."""
    accounts = _accounts(stored_accounts(paths))
    with DemoServer(accounts=accounts, faults=faults) as server:
        vault = MemoryVault(Secret(server.token))
        profile = OpenedProfile(
            paths,
            lambda: vault,
            base_url=BaseUrl.parse(server.base_url),
            log_in_page=server.login_page,
        )
        # A demo that cannot write has no past.
        with suppress(StoreUnavailable):
            remember_demo(profile.store, accounts, now())
        yield profile


def _accounts(stored: Iterable[AccountRecord]) -> list[DemoAccount]:
    """The five of each demo, afresh, and those that the user added in an earlier one."""
    accounts = {one.email: one for one in demo_accounts(now().timestamp())}
    for record in stored:
        accounts.setdefault(record.email, _from_record(record))
    return list(accounts.values())


def _from_record(record: AccountRecord) -> DemoAccount:
    account = record.account
    seen = record.seen.timestamp()
    access, refresh, updated = (
        instant.timestamp() if instant else seen
        for instant in (account.access_expiry, account.refresh_expiry, account.updated)
    )
    return DemoAccount(
        email=record.email,
        updated=updated,
        access_expire=access,
        refresh_expire=refresh,
        max_jobs=account.max_jobs or DEFAULT_MAX_JOBS,
        error=account.error,
    )
