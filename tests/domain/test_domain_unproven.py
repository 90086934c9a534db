"""What nothing proves the end of: shown with its length, and compared with the last one."""

from fakes import HEADER, REFRESH_VALUE

from ltx_desktop.domain.paste import read_paste
from ltx_desktop.domain.paste.unproven import unproven


def test_a_bare_last_value_is_compared_with_the_one_of_last_time() -> None:
    paste = read_paste(HEADER)
    length = len(REFRESH_VALUE)
    for last, differs in ((None, False), (length, False), (length + 1, True)):
        lengths = {} if last is None else {"lt_refresh_token": last, "lt_id": 1}
        (one,) = unproven(paste, lengths)
        assert (one.name, one.length, one.differs) == ("lt_refresh_token", length, differs)


def test_what_is_quoted_is_proved() -> None:
    assert unproven(read_paste(f"curl 'https://app.ltx.studio/' -b '{HEADER}'")) == ()
