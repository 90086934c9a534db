"""What the dialog foretells of a session before it is sent."""

import pytest
from fakes import DAY, EMAIL, NOW, make_account, make_record

from ltx_desktop.domain.draft import Forecast
from ltx_desktop.domain.owner import Owner
from ltx_desktop.wording.forecast import forecast_sentences, wrong_owner

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
    text = forecast_sentences(owner, Forecast(access_ends=NOW + DAY), NOW)
    assert text == f"{said} Its access token ends in 1\N{NO-BREAK SPACE}d; the service renews it."


def test_what_is_in_the_list_already_is_said_to_be_renewed() -> None:
    said = forecast_sentences(Owner(EMAIL, MEANT), Forecast(is_known=True), NOW)
    assert "in the list already" in said


def test_the_cookie_s_own_end_is_told() -> None:
    said = forecast_sentences(Owner(), Forecast(cookie_ends=NOW + 89 * DAY), NOW)
    assert "the cookie lasts 89\N{NO-BREAK SPACE}d" in said


def test_another_account_s_session_is_named_beside_the_one_that_is_meant() -> None:
    assert wrong_owner(Owner(OTHER.email, OTHER), MEANT) == (
        f"lt_token says that this is the session of {OTHER.email}. You are renewing {EMAIL}."
    )
