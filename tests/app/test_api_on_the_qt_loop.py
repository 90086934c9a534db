"""What holds for connections on asyncio's own loop, which commands use, holds in the window."""

import pytest

# pytest runs them here, too. Those that move the clock of asyncio's own loop are left out.
from api.test_client_network import (  # noqa: F401
    bomb,
    test_a_body_packed_otherwise_than_said_is_a_broken_answer,
    test_a_connection_that_ends_before_an_answer_is_broken_off,
    test_a_packed_body_is_unpacked,
    test_a_status_counts_though_its_body_cannot_be_read,
    test_an_answer_that_ends_in_its_middle_is_cut_off,
    test_closing_the_client_ends_its_requests_with_an_error_of_ours,
    test_n8_a_body_without_end_is_given_up,
    test_n8_a_bomb_is_not_unpacked,
    test_n9_cancelling_ends_a_request_at_once,
    test_n9_nobody_listens,
    test_n12_a_redirect_is_not_followed,
    test_no_connection_is_left_from_an_answer_that_is_given_up,
    test_the_time_of_a_call_includes_its_pauses,
    test_what_is_no_http_is_a_broken_answer,
)
from api.test_client_repeats import *  # noqa: F403

from ltx_desktop.app.application import Application


@pytest.fixture(autouse=True)
def qt_instead(qapp: Application) -> None:
    """Tests that use `qapp` run on the Qt loop."""
