"""What nothing proves the end of: shown with its length, and compared with the last one."""

from fakes import HEADER, REFRESH_VALUE

from ltx_desktop.domain.cookies import refused
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
    assert unproven(read_paste(f"curl -b '{HEADER}' 'https://app.ltx.studio/'")) == ()


def test_a_shells_mark_at_the_end_may_be_the_first_half_of_an_escaped_one() -> None:
    (one,) = unproven(read_paste(f"curl 'https://app.ltx.studio/' -b '{HEADER}'"))
    assert one.name == "lt_refresh_token"


def test_a_string_on_the_next_line_may_be_the_rest() -> None:
    begun, rest = HEADER[:-5], HEADER[-5:]
    paste = read_paste(f"curl 'https://app.ltx.studio/' -b '{begun}'\n  '{rest}' -H 'a: b'")
    assert refused(paste.problems)
