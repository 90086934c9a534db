"""Whose turn it is."""

from ltx_desktop.domain.renewal_run import RenewalRun


def test_one_after_the_other() -> None:
    run = RenewalRun(["a", "b", "c"])
    assert (run.current, run.position, run.total) == ("a", 1, 3)
    run.renew("a")
    assert (run.current, run.position, run.total) == ("b", 2, 3)
    run.skip()
    run.renew("c")
    assert run.current is None
    assert (run.renewed, run.skipped) == (["a", "c"], ["b"])


def test_an_account_that_was_renewed_out_of_turn_has_none() -> None:
    run = RenewalRun(["a", "b", "c"])
    run.renew("b")
    run.renew("elsewhere")
    assert (run.current, run.left, run.renewed) == ("a", ["a", "c"], ["b"])
    assert run.position == 2


def test_a_skipped_account_may_be_renewed_after_all() -> None:
    run = RenewalRun(["a", "b"])
    run.skip()
    run.renew("a")
    assert (run.skipped, run.renewed, run.total) == ([], ["a"], 2)


def test_an_account_that_is_gone_counts_no_more() -> None:
    run = RenewalRun(["a", "b"])
    run.drop("a")
    assert (run.current, run.position, run.total) == ("b", 1, 1)
    run.skip()
    run.skip()
    assert run.skipped == ["b"]
