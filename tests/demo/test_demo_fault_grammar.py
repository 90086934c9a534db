"""How faults are written, counted and used up."""

import threading

import pytest

from ltx_desktop.demo.faults import (
    ALL,
    LOAD,
    LOGIN,
    SHAPES,
    STATUSES,
    Fault,
    FaultBoard,
    FaultError,
    help_text,
    read_fault,
)

TIMED = {"delay": "5", "late-answer": "5", "429": "30", "429-date": "30", "429-body": "30"} | {
    "clock-ahead": "7200",
    "login-slow": "5",
}


@pytest.mark.parametrize("name", [name for name in ALL if name != "redirect"])
def test_every_name_can_be_written_alone(name: str) -> None:
    assert read_fault(name) == Fault(name, TIMED.get(name, ""))


def test_a_name_belongs_to_one_kind_and_is_explained() -> None:
    assert len(ALL) == len(LOAD) + len(STATUSES) + len(SHAPES) + len(LOGIN)
    lines = help_text().split("\n")
    assert [line.split()[0] for line in lines] == [*ALL]
    assert all(len(line.split()) > 1 for line in lines)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("401", Fault("401")),
        (" 401 ", Fault("401")),
        ("POST:401", Fault("401", method="POST")),
        ("post:401", Fault("401", method="POST")),
        ("DELETE:delete-200", Fault("delete-200", method="DELETE")),
        ("401*3", Fault("401", left=3)),
        ("401*0", Fault("401", left=0)),
        ("delay=0", Fault("delay", "0")),
        ("delay=0.25*1", Fault("delay", "0.25", left=1)),
        ("GET:429=7*2", Fault("429", "7", "GET", 2)),
        ("429-date=1.5", Fault("429-date", "1.5")),
        ("redirect=https://a.example/b?c=d", Fault("redirect", "https://a.example/b?c=d")),
        ("GET:redirect=//a.example*2", Fault("redirect", "//a.example", "GET", 2)),
    ],
)
def test_a_written_fault_is_read(text: str, fault: Fault) -> None:
    assert read_fault(text) == fault
    assert read_fault(str(fault)) == fault


@pytest.mark.parametrize(
    ("fault", "text"),
    [
        (Fault("401"), "401"),
        (Fault("delay", "5", "POST"), "POST:delay=5"),
        (Fault("429", "30", "GET", 2), "GET:429=30*2"),
        (Fault("401", left=0), "401*0"),
    ],
)
def test_a_fault_is_written_as_it_is_read(fault: Fault, text: str) -> None:
    assert str(fault) == text


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "403", "Delay", "delay=", "=5", "*2", "401*", "401*-1", "401*x", "401*1*2"),
        *("401*1.5", "GET:", ":401", "GET:POST:401", "401:GET", "GET 401", "401,402"),
        "redirect=a*b*c",
    ],
)
def test_what_is_no_fault_names_those_that_are(text: str) -> None:
    with pytest.raises(FaultError) as refused:
        read_fault(text)
    assert str(refused.value) == f"There is no fault {text!r}. Known: {', '.join(ALL)}."


@pytest.mark.parametrize("text", ["PUT:401", "HEAD:401", "ANY:401"])
def test_a_fault_has_one_of_three_methods(text: str) -> None:
    with pytest.raises(FaultError) as refused:
        read_fault(text)
    assert str(refused.value) == f"{text!r}: the method is one of DELETE, GET, POST."


def test_only_a_clock_can_be_behind() -> None:
    assert read_fault("clock-ahead=-7200").seconds == -7200
    for name in TIMED.keys() - {"clock-ahead"}:
        with pytest.raises(FaultError):
            read_fault(f"{name}=-1")


@pytest.mark.parametrize("name", TIMED)
@pytest.mark.parametrize(
    "value", ["soon", "--1", "nan", "inf", "-inf", "1e999", "1,5", "5s", "1e12", "-1e12", "9" * 400]
)
def test_a_wrong_time_is_refused(name: str, value: str) -> None:
    text = f"{name}={value}"
    with pytest.raises(FaultError) as refused:
        read_fault(text)
    assert str(refused.value) == f"{text!r}: {value!r} is no number of seconds."


@pytest.mark.parametrize("text", ["redirect", "GET:redirect*2"])
def test_a_redirect_needs_an_address(text: str) -> None:
    with pytest.raises(FaultError) as refused:
        read_fault(text)
    wanted = "redirect needs an address: redirect=https://elsewhere.example/."
    assert str(refused.value) == wanted


@pytest.mark.parametrize("address", ["a\r\nX-More: 1", "a\nb", "a\x00b", "a b", "\ud800", "ü"])
def test_an_address_that_no_header_can_hold_is_refused(address: str) -> None:
    with pytest.raises(FaultError, match="redirect needs an address"):
        read_fault(f"redirect={address}")


def test_an_endless_count_is_refused() -> None:
    with pytest.raises(FaultError, match="There is no fault"):
        read_fault(f"401*{'9' * 5_000}")


def test_a_fault_without_a_count_is_never_used_up() -> None:
    board = FaultBoard([read_fault("401")])
    assert [[*board.take("GET")] for _ in range(3)] == [["401"]] * 3
    assert board.active() == [Fault("401")]


def test_a_count_is_used_up_by_the_requests_it_applies_to() -> None:
    board = FaultBoard([read_fault("POST:402*2")])
    assert board.take("GET") == {}
    assert board.take("POST") == {"402": Fault("402", method="POST", left=2)}
    assert board.active() == [Fault("402", method="POST", left=1)]
    assert [*board.take("POST")] == ["402"]
    assert board.active() == []
    assert board.take("POST") == {}


def test_a_count_of_nothing_applies_to_nothing() -> None:
    assert FaultBoard([read_fault("401*0")]).take("GET") == {}


def test_several_faults_apply_to_one_request() -> None:
    board = FaultBoard([read_fault("delay=1"), read_fault("GET:june*1"), read_fault("POST:401")])
    assert [*board.take("GET")] == ["delay", "june"]
    assert [*board.take("GET")] == ["delay"]
    assert [*board.take("POST")] == ["delay", "401"]
    assert [*board.take("PUT")] == ["delay"]


def test_faults_are_added_as_text_or_as_they_are_and_replaced() -> None:
    board = FaultBoard()
    board.add("401")
    board.add(Fault("402"))
    assert board.active() == [Fault("401"), Fault("402")]
    with pytest.raises(FaultError):
        board.add("403")
    board.replace([Fault("500")])
    assert board.active() == [Fault("500")]


def test_a_board_shows_its_faults_but_does_not_hand_them_out() -> None:
    board = FaultBoard([Fault("401")])
    board.active().clear()
    assert board.active() == [Fault("401")]


def test_threads_use_up_a_count_exactly() -> None:
    board = FaultBoard([read_fault("401*500")])
    taken: list[str] = []

    def take() -> None:
        for _ in range(100):
            taken.extend(board.take("GET"))

    threads = [threading.Thread(target=take) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert taken == ["401"] * 500


@pytest.mark.parametrize("text", ["401=5", "june=1", "GET:reset=3*2"])
def test_a_value_that_a_fault_does_not_take_is_refused(text: str) -> None:
    with pytest.raises(FaultError, match=r"takes no value; a count is written \w+\*3\."):
        read_fault(text)
