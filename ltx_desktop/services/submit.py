"""Sending a session's cookies to the service, and making sure what became of them."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from ltx_desktop.api.errors import ApiError, leaves_cookies_unused, may_have_been_applied
from ltx_desktop.domain.account import NOTHING_LEARNED, Account, AccountRecord, Submission
from ltx_desktop.domain.cookies import LT_ID, LT_REFRESH_TOKEN, SessionCookies, refused
from ltx_desktop.domain.draft import Draft, Question
from ltx_desktop.domain.happened import happened
from ltx_desktop.domain.history import Entry
from ltx_desktop.domain.owner import Owner
from ltx_desktop.services import journal
from ltx_desktop.services.connection import Connection
from ltx_desktop.services.failures import failure_of
from ltx_desktop.services.history import (
    note,
    note_and_learn,
    sending,
    submit_entries,
    with_learned,
)
from ltx_desktop.services.outcomes import (
    AlreadySent,
    ChangedMeanwhile,
    Failure,
    NotConfirmed,
    NotSent,
    SlotsFull,
    SubmitOutcome,
    Submitted,
    TookTooLong,
)
from ltx_desktop.services.ports import ClientPort, Now, RecordsPort
from ltx_desktop.services.slots import full_slots
from ltx_desktop.services.storage import store_or_log, try_to_store
from ltx_desktop.store.errors import Reason, StoreUnavailable

_CLOCKS_AGREE_WITHIN = timedelta(minutes=5)
"""How far the service's clock may be behind ours when its `updated` proves a lost answer."""


class SubmitCookies:
    """Validates, sends once, reads back, stores.

    A request is not repeated: a cookie may be good for one use only. When no answer came
    though the request may have been carried out, the accounts are read to find out. A session is
    marked as sent before it is, and then not sent again unasked, unless it surely was not used.
    """

    def __init__(self, connection: Connection, store: RecordsPort, now: Now) -> None:
        self._connection = connection
        self._store = store
        self._now = now
        self._warned_of = ""

    async def __call__(
        self,
        draft: Draft,
        max_jobs: int,
        seen: AccountRecord | None = None,
    ) -> SubmitOutcome:
        """Send a session whose questions are answered; `max_jobs` is 1 to 100.

        `seen` is the account as a person saw it who wants it renewed: they are asked again
        where somebody else has updated it since (N16). Where the subscription allows no more
        accounts, a session is sent only when it is tried once more.
        """
        outcome = await self._submit(draft, max_jobs, seen)
        journal.submitted(outcome, seen, self._now())
        return outcome

    async def _submit(
        self, draft: Draft, max_jobs: int, seen: AccountRecord | None
    ) -> SubmitOutcome:
        if draft.is_refused:
            return NotSent(tuple(one for one in draft.problems if refused((one,))))
        if draft.question not in {None, Question.SENT_BEFORE}:
            raise ValueError(draft.question)
        client = await self._connection.client()
        if isinstance(client, Failure):
            return client
        if seen is not None and (changed := await self._changed_since(client, seen)):
            return changed
        if seen is None and (full := await self._full(client, draft)):
            return full
        # What is known now: a refresh may end, with the new dates, before this does.
        attempt = _Attempt(
            SessionCookies.from_values(draft.values),
            self._now(),
            {record.email: record for record in self._store.records()},
            draft.owner,
            self._store.last_refresh is not None,
            draft.is_again,
        )
        marked = self._mark(attempt)
        if isinstance(marked, AlreadySent):
            return marked
        sent = sending(draft, seen, attempt.started)
        note(self._store, [sent] if sent.email else [])
        try:
            outcome = await self._send(client, attempt, max_jobs, marked)
        except asyncio.CancelledError:
            journal.submit_stopped(seen)
            self._note(NotConfirmed(TookTooLong()), sent)
            raise
        return self._note(outcome, sent)

    def _note(self, outcome: SubmitOutcome, sent: Entry) -> SubmitOutcome:
        """Write down what became of it; the outcome has what was learned then."""
        note_and_learn(self._store, submit_entries(outcome, sent, self._now()))
        if not isinstance(outcome, Submitted):
            return outcome
        email = outcome.record.email
        return replace(outcome, record=self._store.get(email) or outcome.record)

    async def _send(
        self, client: ClientPort, attempt: "_Attempt", max_jobs: int, marked: Reason | None
    ) -> SubmitOutcome:
        try:
            answer = await client.submit(attempt.cookies, max_jobs)
        except ApiError as error:
            if leaves_cookies_unused(error) and not attempt.is_again:
                self._unmark(attempt)
            if not may_have_been_applied(error):
                return failure_of(error)
            return await self._after_lost_answer(client, attempt, failure_of(error), marked)
        return await self._after_answer(client, attempt, answer)

    def _mark(self, attempt: "_Attempt") -> AlreadySent | Reason | None:
        """Before the request goes out; why the mark is in memory alone, where it is."""
        session, at = self._session(attempt.cookies), attempt.started
        try:
            if attempt.is_again:
                self._store.sent.claim_again(session, at)
            elif earlier := self._store.sent.claim(session, at):
                return AlreadySent(earlier)
        except StoreUnavailable as error:
            return error.reason
        return None

    def _unmark(self, attempt: "_Attempt") -> None:
        store_or_log(
            "that these cookies were not used",
            lambda: self._store.sent.clear(self._session(attempt.cookies)),
        )

    def _session(self, cookies: SessionCookies) -> str:
        return self._store.fingerprints.of(LT_REFRESH_TOKEN, cookies.lt_refresh_token)

    async def _full(self, client: ClientPort, draft: Draft) -> SlotsFull | None:
        """Before a request that must fail, and once: what is known of slots may be wrong."""
        session = self._session(SessionCookies.from_values(draft.values))
        if self._warned_of == session:
            return None
        slots = await full_slots(client, draft, self._store)
        if slots is None:
            return None
        self._warned_of = session
        return SlotsFull(slots)

    async def _changed_since(
        self, client: ClientPort, seen: AccountRecord
    ) -> ChangedMeanwhile | None:
        """The list tells, for LTX Studio need not be asked; without it there is nothing to say."""
        try:
            accounts = await client.accounts()
        except ApiError:
            return None
        account = next((one for one in accounts if one.email == seen.email), None)
        before = seen.account.updated
        if account is None or account.updated is None or before is None:
            return None
        if account.updated <= before:
            return None
        known = self._store.get(seen.email)
        old = known or seen
        record = old.read_again(account, self._now())
        records = with_learned([record], note(self._store, happened(old, record)))
        store_or_log(seen.email, lambda: self._store.put(records))
        return ChangedMeanwhile(records[0], seen)

    async def _after_answer(
        self, client: ClientPort, attempt: "_Attempt", answer: Account
    ) -> Submitted:
        # The answer alone may ever tell when the refresh token ends: it is kept at once.
        unread = self._stored(answer, answer, attempt, read_back=False)
        try:
            account = await client.account(answer.email)
        except ApiError:
            return unread
        return self._stored(account, answer, attempt, read_back=True)

    async def _after_lost_answer(
        self, client: ClientPort, attempt: "_Attempt", cause: Failure, marked: Reason | None
    ) -> Submitted | NotConfirmed:
        try:
            accounts = await client.accounts()
        except ApiError:
            return NotConfirmed(cause, marked)
        found = [account for account in accounts if attempt.shows_in(account)]
        if len(found) != 1:
            return NotConfirmed(cause, marked)
        return self._stored(found[0], found[0], attempt, read_back=True, after_lost_answer=True)

    def _stored(
        self,
        account: Account,
        answer: Account,
        attempt: "_Attempt",
        *,
        read_back: bool,
        after_lost_answer: bool = False,
    ) -> Submitted:
        now = self._now()
        submission = self._submission(answer, attempt.cookies, now)
        known = self._store.get(account.email)
        record = AccountRecord(
            account,
            now,
            submission,
            self._store.labels.of(account.email),
            known.learned if known else NOTHING_LEARNED,
        )
        storage = try_to_store(lambda: self._store.put([record]))
        previous = attempt.before.get(account.email)
        return Submitted(record, previous, read_back, after_lost_answer, storage)

    def _submission(self, answer: Account, cookies: SessionCookies, now: datetime) -> Submission:
        fingerprint = self._store.fingerprints.of
        return Submission(
            now,
            answer.updated,
            answer.refresh_expiry,
            identity=fingerprint(LT_ID, cookies.lt_id),
            session=self._session(cookies),
            lengths=tuple(map(len, cookies.values())),
        )


@dataclass(frozen=True, slots=True)
class _Attempt:
    """What was known when the cookies were sent.

    `before` are the accounts by email; `read_before` tells whether the list was ever read,
    `is_again` whether a person agreed to send the session again.
    """

    cookies: SessionCookies
    started: datetime
    before: Mapping[str, AccountRecord]
    owner: Owner
    read_before: bool
    is_again: bool

    def shows_in(self, account: Account) -> bool:
        """Whether the account, read later, shows that these cookies arrived."""
        known = self.before.get(account.email)
        if not self._may_own(account.email, known):
            return False
        if known is not None and account.updated == known.account.updated:
            return False
        if account.updated is None:
            # New is only what a list that was read before did not have.
            return known is None and self.read_before
        return account.updated >= self.started - _CLOCKS_AGREE_WITHIN

    def _may_own(self, email: str, known: AccountRecord | None) -> bool:
        """Somebody else may have renewed another account meanwhile."""
        if known is not None:
            return self.owner.record is not None and self.owner.record.email == email
        return self.owner.email is None or self.owner.email.casefold() == email.casefold()
