"""The scheduler and the platform's account, against texts written out from the contract."""

import httpx
import pytest
from demo.wire import COOKIE, EMAIL, NOW, HandClock, ask

from ltx_desktop.demo.accounts import DemoAccount
from ltx_desktop.demo.server import DemoServer

ONE, TWO = "user1@mail.example", "user2@mail.example"
JOB = (
    '{{"jobId":"email:{email}:00000000-0000-4000-8000-{number:012}-type:video",'
    '"email":"{email}","started":"2025-08-25T12:{minute:02}:16.789Z",'
    '"elapsed":"{number:02}:00","replyUrl":"","replyRef":""}}'
)


def job(email: str, number: int) -> str:
    return JOB.format(email=email, number=number, minute=4 - number)


def job_path(email: str, number: int) -> str:
    identity = f"email:{email}:00000000-0000-4000-8000-{number:012}-type:video"
    return "/scheduler/" + identity.replace("@", "%40").replace(":", "%3A")


@pytest.fixture
def busy(demo: DemoServer) -> DemoServer:
    """Two accounts, of which the first runs three jobs."""
    for email, running in ((ONE, 3), (TWO, 0)):
        demo.accounts[email] = DemoAccount(
            email, NOW, NOW + 60, NOW + 60, max_jobs=5, running=running
        )
    return demo


def test_an_idle_scheduler_has_an_empty_list(demo: DemoServer) -> None:
    answer = ask(demo, "GET /v1/ltxstudio/scheduler")
    assert (answer.status, answer.body) == ("HTTP/1.1 200 OK", b"[]")
    assert answer.headers["content-type"] == "application/json"


def test_without_accounts_nothing_is_available(client: httpx.Client) -> None:
    answer = client.get("/scheduler/available")
    assert (answer.status_code, answer.text) == (200, '{"executing":[],"available":[]}')


def test_running_jobs_are_told_key_by_key(busy: DemoServer, client: httpx.Client) -> None:
    answer = client.get("/scheduler")
    jobs = ",".join(job(ONE, number) for number in (1, 2, 3))
    assert (answer.status_code, answer.text) == (200, f"[{jobs}]")


def test_free_slots_are_told_account_by_account(busy: DemoServer, client: httpx.Client) -> None:
    jobs = ",".join(job(ONE, number) for number in (1, 2, 3))
    assert client.get("/scheduler/available").text == (
        f'{{"executing":[{jobs}],"available":['
        f'{{"email":"{ONE}","maxJobs":5,"executing":3,"available":2}},'
        f'{{"email":"{TWO}","maxJobs":5,"executing":0,"available":5}}]}}'
    )


def test_more_jobs_than_allowed_leave_no_slot(busy: DemoServer, client: httpx.Client) -> None:
    busy.accounts[ONE].max_jobs = 2
    told = client.get("/scheduler/available").json()["available"][0]
    assert told == {"email": ONE, "maxJobs": 2, "executing": 3, "available": 0}


@pytest.mark.parametrize("stopped", [1, 2, 3])
def test_a_stopped_job_is_the_one_that_goes(
    busy: DemoServer, client: httpx.Client, stopped: int
) -> None:
    answer = client.delete(job_path(ONE, stopped))
    assert (answer.status_code, answer.content) == (204, b"")
    left = ",".join(job(ONE, number) for number in (1, 2, 3) if number != stopped)
    assert client.get("/scheduler").text == f"[{left}]"
    assert client.delete(job_path(ONE, stopped)).status_code == 404
    assert client.get("/scheduler/available").json()["available"][0] == {
        "email": ONE,
        "maxJobs": 5,
        "executing": 2,
        "available": 3,
    }


def test_every_job_can_be_stopped(busy: DemoServer, client: httpx.Client) -> None:
    for number in (1, 2, 3):
        assert client.delete(job_path(ONE, number)).status_code == 204
    assert client.get("/scheduler").text == "[]"


@pytest.mark.parametrize("job_id", ["none", "email:a@mail.example:1", "a/b", "available", "jobs+1"])
def test_an_unknown_job_is_404_with_its_name(
    busy: DemoServer, client: httpx.Client, job_id: str
) -> None:
    answer = client.delete("/scheduler/" + job_id.replace("/", "%2F"))
    wanted = f'{{"error":"Unable to locate running jobId {job_id}","code":404}}'
    assert (answer.status_code, answer.text) == (404, wanted)
    assert busy.accounts[ONE].running == 3


def test_jobs_go_on_when_their_account_is_submitted_again(
    demo: DemoServer, client: httpx.Client
) -> None:
    client.post("/accounts", json={"cookie": COOKIE})
    demo.accounts[EMAIL].running = 3
    client.delete(job_path(EMAIL, 1))
    before = client.get("/scheduler").text
    client.post("/accounts", json={"cookie": COOKIE})
    assert before == f"[{job(EMAIL, 2)},{job(EMAIL, 3)}]"
    assert client.get("/scheduler").text == before


SUBSCRIPTION = (
    '{"id":%s,"email":"demo@useapi.example","created":"2025-06-03T12:13:14.000Z",'
    '"subscriptionIsActive":true,"subscriptions":2,"maxAccountsPerAPI":6,'
    '"accounts":{"LTX Studio API":{"total":%s,"active":%s,"error":%s}},"sub":"250825"}'
)


def test_the_platform_tells_the_owner_of_the_token(busy: DemoServer) -> None:
    answer = ask(busy, "GET /v2/account")
    assert answer.status == "HTTP/1.1 200 OK"
    assert answer.body.decode() == SUBSCRIPTION % (12345, 2, 2, 0)


def test_the_platform_counts_accounts_in_error(busy: DemoServer) -> None:
    busy.accounts[TWO].error = "manual update required"
    assert ask(busy, "GET /v2/account").body.decode() == SUBSCRIPTION % (12345, 2, 1, 1)


@pytest.mark.parametrize("token", ["user", "user:abc-def", "secret:abc"])
def test_the_platform_answers_whatever_the_token_looks_like(token: str, clock: HandClock) -> None:
    with DemoServer(token=token, accounts=[], clock=clock) as server:
        answer = ask(server, "GET /v2/account", token=token)
    assert answer.status == "HTTP/1.1 200 OK"
    assert answer.body.decode() == SUBSCRIPTION % (0, 0, 0, 0)
