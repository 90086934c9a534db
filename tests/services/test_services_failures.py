"""Every error of the layers below has an outcome, every outcome an error it comes from."""

import dataclasses
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import TypeVar, get_args

import pytest

from ltx_desktop.api import errors as api
from ltx_desktop.services import outcomes
from ltx_desktop.services.failures import failure_of, keyring_trouble
from ltx_desktop.services.outcomes import Failure, KeyringTrouble, Unexpected
from ltx_desktop.services.storage import store_or_log, try_to_store
from ltx_desktop.store import errors as store

E = TypeVar("E", bound=Exception)


def subclasses(base: type[E]) -> list[type[E]]:
    """All below `base` in the tree, at any depth."""
    below = [*base.__subclasses__()]
    for child in base.__subclasses__():
        below += subclasses(child)
    return below


API_ERRORS = [kind for kind in subclasses(api.ApiError) if kind is not api.NoAnswer]
"""NoAnswer only groups the two below it: nothing is raised as such."""


def test_the_tree_of_errors_was_looked_at() -> None:
    assert {api.MissingCookieFields, api.TimedOut, api.ServerError} < set(API_ERRORS)
    assert len(API_ERRORS) >= 12
    assert api.NoAnswer.__subclasses__() == [api.Unreachable, api.TimedOut]


@pytest.mark.parametrize("kind", API_ERRORS, ids=lambda kind: kind.__name__)
def test_every_error_of_the_api_means_something(kind: type[api.ApiError]) -> None:
    failure = failure_of(kind())
    assert isinstance(failure, Failure)
    assert not isinstance(failure, Unexpected)


def test_every_failure_comes_from_some_error() -> None:
    """Except those for a missing address or token, for no room, and the catch-all."""
    produced = {type(failure_of(kind())) for kind in API_ERRORS}
    without_error = {
        *(outcomes.NoAddress, outcomes.NoToken, outcomes.TokenUnavailable),
        *(outcomes.TokenElsewhere, outcomes.SlotsFull, outcomes.Unexpected),
    }
    assert produced == set(get_args(Failure)) - without_error


def test_an_error_that_nobody_knows_yet_is_unexpected() -> None:
    class FromTheFutureError(api.ApiError):
        pass

    assert failure_of(FromTheFutureError("SYNTHETIC")) == Unexpected("SYNTHETIC")
    assert failure_of(api.NoAnswer("SYNTHETIC")) == Unexpected("SYNTHETIC")


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (api.Refused("SYNTHETIC"), outcomes.Rejected("SYNTHETIC")),
        (api.BadRequest("SYNTHETIC", 422), outcomes.Rejected("SYNTHETIC")),
        (
            api.MissingCookieFields("SYNTHETIC", 400, ("lt_id", "lt_token")),
            outcomes.Rejected("SYNTHETIC", ("lt_id", "lt_token")),
        ),
        (api.NotFound(), outcomes.AccountGone()),
        (
            api.RateLimited("", timedelta(minutes=2)),
            outcomes.TooManyRequests(timedelta(minutes=2)),
        ),
        (api.ServerError("SYNTHETIC", 522), outcomes.ServiceTrouble(522, "SYNTHETIC")),
        (api.BrokenAnswer("SYNTHETIC"), outcomes.UnreadableAnswer("SYNTHETIC")),
        (api.CutOff(), outcomes.UnreadableAnswer()),
        *((api.Unreachable("", one), outcomes.Offline(one)) for one in api.Obstacle),
    ],
    ids=lambda value: repr(value)[:40],
)
def test_what_an_error_tells_is_not_lost(error: api.ApiError, expected: Failure) -> None:
    assert failure_of(error) == expected


def made(kind: type[store.VaultError]) -> store.VaultError:
    return store.VaultFailed("Synthetic") if kind is store.VaultFailed else kind()


@pytest.mark.parametrize("kind", subclasses(store.VaultError), ids=lambda kind: kind.__name__)
def test_every_error_of_the_keyring_means_something(kind: type[store.VaultError]) -> None:
    trouble = keyring_trouble(made(kind))
    assert (trouble is KeyringTrouble.FAILED) is (kind is store.VaultFailed)


def test_every_trouble_with_the_keyring_comes_from_some_error() -> None:
    produced = {keyring_trouble(made(kind)) for kind in subclasses(store.VaultError)}
    assert produced == set(KeyringTrouble)


def raising(error: Exception) -> Callable[[], None]:
    def write() -> None:
        raise error

    return write


@pytest.mark.parametrize("reason", store.Reason)
def test_every_trouble_with_a_file_is_told_by_its_reason(reason: store.Reason) -> None:
    error = store.StoreUnavailable(Path("synthetic"), reason)
    assert try_to_store(raising(error)) is reason


def test_a_write_that_works_is_no_trouble() -> None:
    done: list[bool] = []
    assert try_to_store(lambda: done.append(True)) is None
    assert done == [True]


def test_what_nobody_waits_for_is_logged_where_it_is_not_stored(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level("INFO")
    store_or_log("the reminders", lambda: None)
    error = store.StoreUnavailable(Path("synthetic"), store.Reason.DISK_FULL)
    store_or_log("the reminders", raising(error))
    assert caplog.messages == ["not stored on this computer (disk-full): the reminders"]


def test_only_errors_of_the_store_are_taken_for_trouble() -> None:
    """A newer database is met at the start alone; anything else is a bug and has to be seen."""
    assert set(subclasses(store.StoreError)) == {store.NewerDatabase, store.StoreUnavailable}
    for error in (store.NewerDatabase(Path("synthetic"), 2, 1), ValueError("SYNTHETIC")):
        with pytest.raises(type(error)):
            try_to_store(raising(error))


@pytest.mark.parametrize(
    "kind",
    [*get_args(Failure), *get_args(outcomes.SubmitOutcome), *get_args(outcomes.RefreshOutcome)],
    ids=lambda kind: kind.__name__,
)
def test_an_outcome_is_frozen(kind: type) -> None:
    assert dataclasses.is_dataclass(kind)
    assert vars(kind)["__dataclass_params__"].frozen
