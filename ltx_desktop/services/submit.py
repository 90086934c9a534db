"""Sending a session's cookies to the service, and making sure what became of them."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from ltx_desktop.api.errors import ApiError, BrokenAnswer, is_ambiguous
from ltx_desktop.domain.account import Account, AccountRecord, Submission
from ltx_desktop.domain.cookies import (
    LT_ID,
    LT_REFRESH_TOKEN,
    SessionCookies,
    check_session,
    refused,
)
from ltx_desktop.domain.secret import Secret
from ltx_desktop.services.connection import Connection
from ltx_desktop.services.failures import failure_of, storage_trouble
from ltx_desktop.services.outcomes import (
    Failure,
    NotConfirmed,
    NotSent,
    SubmitOutcome,
    Submitted,
)
from ltx_desktop.services.ports import ClientPort, Now, RecordsPort

_CLOCKS_AGREE_WITHIN = timedelta(minutes=5)
"""How far the service's clock may be behind ours when its `updated` proves a lost answer."""


class SubmitCookies:
    """Validates, sends once, reads back, stores.

    A request is never repeated: a cookie may be good for one use only. When no answer came
    though the request may have been carried out, the accounts are read to find out.
    """

    def __init__(self, connection: Connection, store: RecordsPort, now: Now) -> None:
        self._connection = connection
        self._store = store
        self._now = now

    async def __call__(self, values: Mapping[str, Secret], max_jobs: int) -> SubmitOutcome:
        """Send the three cookies of `values`; `max_jobs` is 1 to 100."""
        problems = check_session(values, self._now())
        if refused(problems):
            return NotSent(problems)
        client = await self._connection.client()
        if isinstance(client, Failure):
            return client
        cookies = SessionCookies.from_values(values)
        started = self._now()
        try:
            answer = await client.submit(cookies, max_jobs)
        except ApiError as error:
            if not _may_have_been_applied(error):
                return failure_of(error)
            return await self._after_lost_answer(client, cookies, started, failure_of(error))
        return await self._after_answer(client, cookies, answer)

    async def _after_answer(
        self, client: ClientPort, cookies: SessionCookies, answer: Account
    ) -> Submitted:
        try:
            account = await client.account(answer.email)
        except ApiError:
            return self._stored(answer, answer, cookies, read_back=False)
        return self._stored(account, answer, cookies, read_back=True)

    async def _after_lost_answer(
        self, client: ClientPort, cookies: SessionCookies, started: datetime, cause: Failure
    ) -> Submitted | NotConfirmed:
        try:
            accounts = await client.accounts()
        except ApiError:
            return NotConfirmed(cause)
        applied = [account for account in accounts if self._was_updated(account, started)]
        if len(applied) != 1:
            return NotConfirmed(cause)
        (found,) = applied
        return self._stored(found, found, cookies, read_back=True, after_lost_answer=True)

    def _was_updated(self, account: Account, started: datetime) -> bool:
        """Whether the service shows a submit for this account since `started`."""
        known = self._store.get(account.email)
        if known is not None and account.updated == known.account.updated:
            return False
        if account.updated is None:
            # New is only what a list that was read before did not have.
            return known is None and self._store.last_refresh is not None
        return account.updated >= started - _CLOCKS_AGREE_WITHIN

    def _stored(
        self,
        account: Account,
        answer: Account,
        cookies: SessionCookies,
        *,
        read_back: bool,
        after_lost_answer: bool = False,
    ) -> Submitted:
        now = self._now()
        previous = self._store.get(account.email)
        submission = self._submission(answer, cookies, now)
        record = AccountRecord(account, now, submission)
        storage = storage_trouble(lambda: self._store.put([record]))
        return Submitted(record, previous, read_back, after_lost_answer, storage)

    def _submission(self, answer: Account, cookies: SessionCookies, now: datetime) -> Submission:
        fingerprint = self._store.fingerprints.of
        return Submission(
            now,
            answer.updated,
            answer.refresh_expiry,
            identity=fingerprint(LT_ID, cookies.lt_id),
            session=fingerprint(LT_REFRESH_TOKEN, cookies.lt_refresh_token),
        )


def _may_have_been_applied(error: ApiError) -> bool:
    """An answer that cannot be read may well have been a success (api-contract 1.7)."""
    return is_ambiguous(error) or isinstance(error, BrokenAnswer)
