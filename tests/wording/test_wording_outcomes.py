"""Outcomes as sentences: one for every member of every union, and nothing raw in any."""

import dataclasses
from collections.abc import Callable, Iterator
from datetime import timedelta
from enum import Enum
from pathlib import Path
from typing import get_args

import pytest
from fakes import DAY, EMAIL, NOW, make_account, make_record

from ltx_desktop.api.errors import Obstacle
from ltx_desktop.domain.account import AccountRecord
from ltx_desktop.domain.base_url import BaseUrlFault
from ltx_desktop.domain.draft import Forecast
from ltx_desktop.domain.owner import Owner
from ltx_desktop.domain.subscription import Slots, Subscription
from ltx_desktop.services import outcomes as o
from ltx_desktop.store.errors import NewerDatabase, Reason, StoreUnavailable
from ltx_desktop.wording import connection, failures, keeping
from ltx_desktop.wording import outcomes as wording
from ltx_desktop.wording.dates import date_time
from ltx_desktop.wording.failures import failure_notice, refused_cookies_notice
from ltx_desktop.wording.forecast import forecast_sentences
from ltx_desktop.wording.notice import Notice

FAILURES: list[o.Failure] = [
    o.NoAddress(),
    o.NoToken(),
    *map(o.TokenUnavailable, o.KeyringTrouble),
    o.TokenElsewhere("https://h.example", "http://127.0.0.1:8080"),
    o.TokenRefused(),
    o.SubscriptionNeeded(),
    o.SlotsFull(Slots(3, 3)),
    o.ServiceRetired(),
    o.AccountGone(),
    o.Rejected(),
    o.Rejected("SYNTHETIC words"),
    o.Rejected("SYNTHETIC words", ("lt_token", "lt_refresh_token")),
    o.TooManyRequests(),
    o.TooManyRequests(timedelta(seconds=90)),
    *(o.ServiceTrouble(status) for status in (500, 502, 522, 596, 599)),
    o.ServiceTrouble(500, "SYNTHETIC words"),
    o.UnreadableAnswer(),
    o.UnreadableAnswer("SYNTHETIC words"),
    *map(o.Offline, Obstacle),
    o.TookTooLong(),
    o.Unexpected(),
    o.Unexpected("SYNTHETIC words"),
]

RAW = [
    "{",
    "}",
    "None",
    "()",
    "timedelta",
    *(kind.__name__ for kind in (*get_args(o.Failure), *get_args(o.SubmitOutcome))),
    *(
        member.value
        for kind in (o.KeyringTrouble, Obstacle, Reason, BaseUrlFault)
        for member in kind
        if "-" in member.value and member is not Reason.READ_ONLY  # "read-only" is a word
    ),
]


def test_only_who_sent_cookies_is_asked_for_others() -> None:
    """A firewall refuses without a word, too."""
    assert "cookies" not in str(failure_notice(o.Rejected()))
    assert "Copy the cookies again" in str(refused_cookies_notice(o.Rejected()))
    for rejected in (o.Rejected("SYNTHETIC words"), o.Rejected("", ("lt_token",))):
        assert refused_cookies_notice(rejected) == failure_notice(rejected)


def check(notice: Notice) -> None:
    """A sentence of words, a second one where there is something to say, nothing raw."""
    for sentence in filter(None, (notice.headline, notice.detail)):
        assert sentence == sentence.strip()
        assert sentence[-1] in ".?" or sentence.endswith(("words", "ltxstudio"))
        assert sum(word.strip(".,:;()?").isalpha() for word in sentence.split()) >= 1
        # "Unexpected", say, is a class and the beginning of a sentence.
        assert not [raw for raw in RAW if raw in sentence.split()], sentence
        assert not [raw for raw in RAW if not raw.isalpha() and raw in sentence], sentence


def test_every_failure_is_among_the_samples() -> None:
    assert {type(failure) for failure in FAILURES} == set(get_args(o.Failure))


@pytest.mark.parametrize("failure", FAILURES, ids=lambda it: repr(it)[:60])
def test_every_failure_has_a_headline_and_says_what_to_do(failure: o.Failure) -> None:
    notice = failure_notice(failure)
    check(notice)
    assert notice.detail


def test_every_kind_of_failure_has_a_headline_of_its_own() -> None:
    headlines = {(type(it), failure_notice(it).headline.split("(")[0]) for it in FAILURES}
    assert len(headlines) == len({headline for _kind, headline in headlines})
    assert len(headlines) == len(get_args(o.Failure))


@pytest.mark.parametrize(
    ("describe", "members"),
    [
        (keeping.keyring_sentence, o.KeyringTrouble),
        (keeping.storage_sentence, Reason),
        (connection.base_url_sentence, BaseUrlFault),
        (lambda obstacle: failure_notice(o.Offline(obstacle)).detail, Obstacle),
    ],
)
def test_every_member_of_an_enumeration_has_a_sentence_of_its_own(
    describe: Callable[[Enum], str], members: type[Enum]
) -> None:
    sentences = [describe(member) for member in members]
    assert len(set(sentences)) == len(members)
    for sentence in sentences:
        check(Notice(sentence))


def test_the_service_is_quoted() -> None:
    for failure in FAILURES:
        if getattr(failure, "message", ""):
            told = str(failure_notice(failure))
            assert "SYNTHETIC words" in told or "lt_refresh_token" in told


def test_a_token_that_was_refused_says_nothing_bad_about_cookies() -> None:
    assert "cookies are not concerned" in failure_notice(o.TokenRefused()).detail
    assert "cookies are not concerned" in failure_notice(o.ServiceRetired()).detail


def test_a_session_that_was_refused_is_not_told_to_be_tried_again() -> None:
    assert "fresh cookies" in failure_notice(o.ServiceTrouble(596)).detail
    assert "Try again" in failure_notice(o.ServiceTrouble(500)).detail


@pytest.mark.parametrize("trouble", o.KeyringTrouble)
def test_a_token_that_was_not_saved_is_told_to_be_saved_again(trouble: o.KeyringTrouble) -> None:
    detail = keeping.saved_notice(o.ConnectionSaved(keyring=trouble)).detail
    assert "this run only" in detail
    assert "refresh" not in detail


@pytest.mark.parametrize("status", [500, 522, 596])
def test_a_status_code_never_stands_alone(status: int) -> None:
    notice = failure_notice(o.ServiceTrouble(status))
    assert str(status) in notice.headline
    assert str(status) not in notice.detail


def test_a_wait_is_told_where_the_service_told_it() -> None:
    assert "1 min 30 s" in failure_notice(o.TooManyRequests(timedelta(seconds=90))).detail
    assert "0 s" not in failure_notice(o.TooManyRequests(None)).detail


# Submitting


UNMOVED = ": the cookie was accepted, but the date did not move."


def submitted(
    days: float | None,
    before: float | None = None,
    *,
    read_back: bool = True,
    after_lost_answer: bool = False,
    storage: Reason | None = None,
    email: str = EMAIL,
) -> Notice:
    def record(left: float | None) -> AccountRecord:
        account = make_account(
            email, refresh_expiry=None if left is None else NOW + left * DAY, access_expiry=None
        )
        return make_record(account, submission=None)

    outcome = o.Submitted(
        record(days),
        None if before is None else record(before),
        read_back,
        after_lost_answer,
        storage,
    )
    return wording.submitted_notice(outcome, NOW)


@pytest.mark.parametrize(
    ("notice", "headline", "detail"),
    [
        (submitted(90), " was added.", "Refresh token: 90 d."),
        (submitted(None), " was added.", "The service does not tell when it ends"),
        (submitted(92, before=3), " was renewed.", "Refresh token: 3 d to 92 d."),
        (submitted(92, before=-2), " was renewed.", "Refresh token: expired 2 d ago, now 92 d."),
        (submitted(None, before=3), " was renewed.", "The service does not tell when it ends"),
        (submitted(3, before=3), UNMOVED, "Refresh token: still 3 d. This looks like the old"),
        (submitted(2, before=3), UNMOVED, "Refresh token: still 2 d. This looks like the old"),
        (submitted(90, read_back=False), " was added.", "Reading the account back did not work"),
        (submitted(90, after_lost_answer=True), " was added.", "The answer was lost"),
        (submitted(90, storage=Reason.DISK_FULL), " was added.", "the disk is full"),
    ],
)
def test_a_success_says_what_changed(notice: Notice, headline: str, detail: str) -> None:
    check(notice)
    assert notice.headline == f"{EMAIL}{headline}"
    assert detail in notice.detail


def test_a_lost_answer_is_not_told_as_trouble_with_reading_back() -> None:
    assert "did not work" not in submitted(90, after_lost_answer=True).detail


@pytest.mark.parametrize("cause", FAILURES, ids=lambda it: repr(it)[:60])
def test_an_unconfirmed_submit_says_why_and_warns_of_sending_again(cause: o.Failure) -> None:
    notice = wording.not_confirmed_notice(o.NotConfirmed(cause))
    check(notice)
    assert failure_notice(cause).headline in notice.detail
    assert ("SYNTHETIC words" in notice.detail) is bool(getattr(cause, "message", ""))
    assert "Do not send the same cookie again" in notice.detail
    assert "failed" not in str(notice)


def test_an_error_that_is_gone_or_still_there_is_told() -> None:
    before = make_record(make_account(error="SYNTHETIC refused"))
    for error, headline, detail in (
        (None, " was renewed.", "The service's error about it is gone."),
        (
            "SYNTHETIC again",
            ": the cookie was accepted, but the account still has an error.",
            "The service reports: SYNTHETIC again",
        ),
    ):
        after = make_record(make_account(error=error, refresh_expiry=NOW + 95 * DAY))
        notice = wording.submitted_notice(o.Submitted(after, before, True), NOW)
        assert notice.headline == EMAIL + headline
        assert detail in notice.detail


def test_another_account_s_renewal_is_never_told_as_the_one_that_was_meant() -> None:
    said = wording.other_account_sentence("a@synthetic.example", "b@synthetic.example")
    assert (
        said == "a@synthetic.example was not renewed: this was the session of b@synthetic.example."
    )


# The rest


def other_notices() -> Iterator[Notice]:
    path = Path("/synthetic/accounts.db")
    yield wording.no_accounts_notice()
    yield wording.stopped_notice()
    yield wording.removal_question([EMAIL])
    yield wording.removal_question([EMAIL, "other@synthetic.example"])
    yield wording.removed_notice(o.RemovedFromService(EMAIL))
    yield wording.removed_notice(o.RemovedFromService(EMAIL, already_gone=True))
    for reason in Reason:
        yield keeping.storage_notice(reason)
        yield wording.removed_notice(o.RemovedFromService(EMAIL, storage=reason))
        yield keeping.saved_notice(o.ConnectionSaved(storage=reason))
        yield keeping.cannot_open_notice(StoreUnavailable(path, reason))
        yield keeping.unreadable_settings_notice(StoreUnavailable(path, reason))
    for trouble in o.KeyringTrouble:
        yield keeping.saved_notice(o.ConnectionSaved(keyring=trouble, storage=Reason.OTHER))
    yield keeping.saved_notice(o.ConnectionSaved())
    yield keeping.newer_database_notice(NewerDatabase(path, 9, 1))
    yield keeping.set_aside_notice(path, None)
    yield keeping.set_aside_notice(path, NOW)
    changed = o.ChangedMeanwhile(make_record(), make_record())
    yield wording.changed_meanwhile_notice(changed, NOW)
    yield keeping.settings_problems_notice(["base_url", "urgent_days"], path)
    yield keeping.settings_problems_notice(["theme"], path)
    for subscription in (
        None,
        Subscription(),
        Subscription(active=False),
        Subscription(active=True),
        Subscription(active=True, max_accounts=1),
        Subscription(active=True, max_accounts=3),
    ):
        for count in (0, 1, 2):
            yield connection.works_notice(o.ConnectionWorks(count, subscription))


@pytest.mark.parametrize("notice", list(other_notices()), ids=lambda it: it.headline[:60])
def test_every_other_notice_is_made_of_sentences(notice: Notice) -> None:
    check(notice)


@pytest.mark.parametrize(
    ("works", "text"),
    [
        (o.ConnectionWorks(1, None), "The token works: 1 account."),
        (o.ConnectionWorks(0, None), "The token works: 0 accounts."),
        (
            o.ConnectionWorks(2, Subscription(active=True, max_accounts=3)),
            "The token works: 2 accounts. The subscription is active and allows 3 accounts.",
        ),
        (
            o.ConnectionWorks(3, Subscription(active=True, max_accounts=3)),
            (
                "The token works: 3 accounts. The subscription is active and allows 3 accounts: "
                "there is no room for more."
            ),
        ),
        (
            o.ConnectionWorks(2, Subscription(active=False, max_accounts=3)),
            "The token works: 2 accounts. The subscription is not active.",
        ),
    ],
)
def test_a_token_that_works_tells_of_its_accounts(works: o.ConnectionWorks, text: str) -> None:
    assert str(connection.works_notice(works)) == text


def test_a_newer_database_tells_both_versions_and_where_it_is() -> None:
    error = NewerDatabase(Path("/synthetic/accounts.db"), 9, 1)
    told = str(keeping.newer_database_notice(error))
    assert "format 9" in told
    assert "up to 1" in told
    assert str(error.path) in told


def test_the_age_of_what_is_shown_offline_is_told() -> None:
    text = failures.offline_age(NOW, "3 min ago")
    assert date_time(NOW) in text
    assert "(3 min ago)" in text


# Hostile text (P3)

HOSTILE = [
    "<b>SYNTHETIC</b><script>alert(1)</script>",
    "{0} {email} {message.__class__} %s %(x)s {",
    "SYN\u202eCITEHT\u2066\u200b\ufeff",
    "SYN\r\n\tTHETIC\x00\x1b[31m\x07\x9b\u2028\u2029",
    "SYN\ud800THETIC",
    "SYNTHETIC " * 10_000,
]
INVISIBLE = {*map(chr, range(0x20)), *map(chr, range(0x7F, 0xA0))} - {"\n"} | {
    *"\u200b\u202e\u2066\u2028\u2029\ufeff\ud800"
}

SHOWN: dict[str, Callable[[str], str]] = {
    "a rejection": lambda text: str(failure_notice(o.Rejected(text))),
    "missing fields": lambda text: str(failure_notice(o.Rejected("", (text,)))),
    "trouble": lambda text: str(failure_notice(o.ServiceTrouble(500, text))),
    "unreadable": lambda text: str(failure_notice(o.UnreadableAnswer(text))),
    "unexpected": lambda text: str(failure_notice(o.Unexpected(text))),
    "added": lambda text: str(submitted(90, email=text)),
    "renewed": lambda text: str(submitted(90, 3, email=text)),
    "question": lambda text: str(wording.removal_question([text])),
    "removed": lambda text: str(wording.removed_notice(o.RemovedFromService(text))),
    "forecast": lambda text: forecast_sentences(Owner(text), Forecast(), NOW),
}


@pytest.mark.parametrize("text", HOSTILE, ids=lambda it: ascii(it)[:30])
@pytest.mark.parametrize("show", SHOWN.values(), ids=SHOWN.keys())
def test_hostile_text_is_shown_as_text_on_one_line_and_bounded(
    show: Callable[[str], str], text: str
) -> None:
    shown = show(text)
    assert not INVISIBLE.intersection(shown)
    assert "\n" not in shown
    assert len(shown) < 1000
    assert text[:3] in shown


def test_markup_and_braces_come_through_as_they_are() -> None:
    for text in HOSTILE[:2]:
        assert text in str(failure_notice(o.Rejected(text)))


# Forecasts


def test_a_notice_is_a_value() -> None:
    assert dataclasses.is_dataclass(Notice)
    assert str(Notice("One.", "Two.")) == "One. Two."
    assert str(Notice("One.")) == "One."
