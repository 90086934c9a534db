"""The private Secret Service goes away with its test, and a bus without one offers none."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from harness import processes
from harness.environment import NO_BUS
from harness.platforms import linux_only
from harness.system_tools import need

pytestmark = linux_only("it is Linux's keyring")


@pytest.fixture
def nothing_is_left() -> Iterator[None]:
    """Asked for before the service, so that it ends after it."""
    children = processes.running_children()
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setenv("TMPDIR", folder)
        patch.setattr(tempfile, "tempdir", folder)
        yield
        assert [*Path(folder).iterdir()] == []
    assert processes.running_children() == children
    assert os.environ["DBUS_SESSION_BUS_ADDRESS"] == NO_BUS


def is_offered() -> bool:
    import secretstorage  # Linux only

    with closing(secretstorage.dbus_init()) as connection:
        return secretstorage.check_service_availability(connection)


@pytest.mark.parametrize("fixture", ["secret_service", "locked_secret_service"])
def test_it_is_offered_and_goes_away(
    nothing_is_left: None, request: pytest.FixtureRequest, fixture: str
) -> None:
    before = set(processes.running_children())
    service = request.getfixturevalue(fixture)
    assert service.bus_address == os.environ["DBUS_SESSION_BUS_ADDRESS"] != NO_BUS
    assert is_offered()
    assert len(set(processes.running_children()) - before) == 2


def test_a_bus_without_it_does_not_start_it(
    nothing_is_left: None, bus_without_secret_service: str
) -> None:
    assert os.environ["DBUS_SESSION_BUS_ADDRESS"] == bus_without_secret_service
    assert not is_offered()


@pytest.mark.parametrize(
    ("there", "missing"), [([], "dbus-daemon"), (["dbus-daemon"], "gnome-keyring-daemon")]
)
def test_without_one_of_its_programs_the_test_is_skipped_by_name(
    nothing_is_left: None,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    there: list[str],
    missing: str,
) -> None:
    for program in there:
        (tmp_path / program).symlink_to(need(program))
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(pytest.skip.Exception, match=f"needs {missing}, which is not installed"):
        request.getfixturevalue("secret_service")
