"""Whatever JSON comes, there is an answer or an `ApiError`."""

import asyncio
import json
from typing import Any

from harness.any_json import accounts, values
from harness.api_client import OneAnswer, client_of, cookies
from hypothesis import given
from hypothesis import strategies as st

from ltx_desktop.api.client import AccountsClient
from ltx_desktop.api.errors import ApiError
from ltx_desktop.api.payloads import read_account, read_accounts
from ltx_desktop.domain.account import Account
from ltx_desktop.domain.base_url import BaseUrl


def assert_sound(account: Account) -> None:
    assert account.email.strip()
    assert len(account.email) <= 320
    assert account.error is None or 0 < len(account.error) <= 500
    assert account.max_jobs is None or 0 <= account.max_jobs <= 10_000
    (account.email + (account.error or "")).encode()  # no lone surrogates
    for instant in (account.updated, account.access_expiry, account.refresh_expiry):
        assert instant is None or instant.tzinfo is not None


@given(accounts, accounts)
def test_n18_any_value_in_any_field_leaves_both_accounts(one: Any, other: Any) -> None:
    body = json.dumps({"one@x": one, "other@x": other}).encode()
    read = read_accounts(body)
    assert [account.email for account in read] == ["one@x", "other@x"]
    for account in read:
        assert_sound(account)
    assert read_account(json.dumps(other).encode(), "other@x") == read[1]


@given(values, st.sampled_from([200, 201, 400, 401, 404, 429, 500, 596]), st.booleans())
def test_any_document_is_an_answer_or_an_error(document: Any, status: int, plain: bool) -> None:
    body = json.dumps(document, ensure_ascii=plain).encode(errors="replace")
    asyncio.run(ask_everything(status, body))


@given(st.binary(max_size=200), st.sampled_from([200, 400, 404, 500]))
def test_any_bytes_are_an_answer_or_an_error(body: bytes, status: int) -> None:
    asyncio.run(ask_everything(status, body))


TRANSPORT = OneAnswer()
BASE_URL = BaseUrl.parse("https://service.example/v1/ltxstudio")


async def ask_everything(status: int, body: bytes) -> None:
    TRANSPORT.status, TRANSPORT.body = status, body
    messages: list[str] = []
    async with client_of(BASE_URL, transport=TRANSPORT) as client:
        for call in calls(client):
            try:
                answer = await call
            except ApiError as error:
                messages.append(error.message)
                continue
            for account in answer if isinstance(answer, tuple) else (answer,):
                if isinstance(account, Account):
                    assert_sound(account)
    assert all(len(message) <= 500 for message in messages)


def calls(client: AccountsClient) -> list[Any]:
    return [
        client.accounts(),
        client.account("a@x"),
        client.submit(cookies()),
        client.remove("a@x"),
        client.capacity(),
        client.subscription(),
    ]
