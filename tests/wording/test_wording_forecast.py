"""What the dialog foretells of a session before it is sent."""

from datetime import timedelta

import pytest
from fakes import DAY, EMAIL, NOW, cookie_values, make_account, make_jwt, make_record

from ltx_desktop.domain.owner import Owner
from ltx_desktop.domain.paste import Paste, PasteFormat
from ltx_desktop.wording.forecast import forecast, wrong_owner

VALUES = cookie_values()
OTHER = make_record(make_account("b@synthetic.example"))
MEANT = make_record()


@pytest.mark.parametrize(
    ("owner", "said"),
    [
        (Owner(), "The cookies do not tell whose session this is; the service's answer will."),
        (Owner(EMAIL, MEANT), f"lt_token says that this is the session of {EMAIL}."),
        (Owner(by_id=(MEANT,)), f"This lt_id was sent for {EMAIL} before."),
    ],
)
def test_whose_session_it_is_and_when_its_token_ends_is_told(owner: Owner, said: str) -> None:
    text = forecast(VALUES, owner, MEANT, None, NOW)
    assert text == f"{said} Its access token ends in 1\N{NO-BREAK SPACE}d; the service renews it."


def test_nothing_is_told_of_a_token_that_is_none_or_has_ended() -> None:
    for token in ("SYNTHETIC", make_jwt(exp=int((NOW - DAY).timestamp()))):
        assert "ends in" not in forecast(cookie_values(lt_token=token), Owner(), None, None, NOW)


def test_adding_what_is_there_already_is_said_to_renew_it() -> None:
    owner = Owner(EMAIL, MEANT)
    assert "in the list already" in forecast(VALUES, owner, None, None, NOW)
    assert "in the list already" not in forecast(VALUES, owner, MEANT, None, NOW)


@pytest.mark.parametrize(
    ("paste_format", "left", "told"),
    [
        (PasteFormat.HAR, 89 * DAY, True),
        (PasteFormat.NETSCAPE, 89 * DAY, True),
        (PasteFormat.NETSCAPE, timedelta(hours=24), False),
        (PasteFormat.HAR, timedelta(hours=24), True),
        (PasteFormat.HAR, -DAY, False),
    ],
)
def test_the_cookie_s_own_end_is_told_where_it_is_real(
    paste_format: PasteFormat, left: timedelta, *, told: bool
) -> None:
    paste = Paste(paste_format, VALUES, expiries={"lt_refresh_token": NOW + left})
    assert ("the cookie lasts" in forecast(VALUES, Owner(), None, paste, NOW)) is told
    changed = cookie_values(lt_refresh_token="SYNTHETIC-typed")
    assert "the cookie lasts" not in forecast(changed, Owner(), None, paste, NOW)


def test_another_account_s_session_is_named_beside_the_one_that_is_meant() -> None:
    assert wrong_owner(Owner(OTHER.email, OTHER), MEANT) == (
        f"lt_token says that this is the session of {OTHER.email}. You are renewing {EMAIL}."
    )
