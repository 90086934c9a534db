"""`ltx-desktop demo-server` as a process of its own, and what it loads."""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from harness.platforms import skip_on_windows
from harness.processes import ENDS

from ltx_desktop.cli import demo_server
from ltx_desktop.demo.faults import ALL
from ltx_desktop.demo.server import DemoServer

TOKEN = "user:12345-canarytoken"
COOKIE = "lt_id=canary-id; lt_token=canary-access; lt_refresh_token=canary-refresh"
FIRST_LINE = re.compile(r"http://127\.0\.0\.1:([0-9]+)/v1/ltxstudio (user:[0-9]{5}-[a-z]{9})\n")
COMMAND = [sys.executable, "-W", "error", "-m", "ltx_desktop", "demo-server"]
PATIENCE = 30


@contextmanager
def started(*arguments: str) -> Iterator["subprocess.Popen[str]"]:
    """The command as it runs; killed at the end of the block where it still does."""
    skip_on_windows("a process there cannot be asked to end by a signal")
    with subprocess.Popen(
        [*COMMAND, *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "DISPLAY": "", "QT_QPA_PLATFORM": "none-of-them"},
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def first_line(process: "subprocess.Popen[str]") -> tuple[str, str]:
    """Address and token."""
    assert process.stdout
    line = process.stdout.readline()
    assert line.endswith("\n"), process.communicate(timeout=PATIENCE)
    address, token = line.split()
    return address, token


def ended(process: "subprocess.Popen[str]", number: signal.Signals) -> tuple[int, str, str]:
    """Exit code, the rest of stdout and all of stderr after a signal."""
    process.send_signal(number)
    code = process.wait(timeout=PATIENCE)
    # Not communicate(): it would lose what readline() has read ahead.
    assert process.stdout
    assert process.stderr
    return code, process.stdout.read(), process.stderr.read()


def opened(address: str, token: str) -> httpx.Client:
    headers = {"Authorization": f"Bearer {token}"}
    return httpx.Client(base_url=address, headers=headers, trust_env=False, verify=False)


def refused(*arguments: str) -> str:
    """What a command that cannot start says; it says nothing on stdout and has no traceback."""
    done = subprocess.run(
        [*COMMAND, *arguments], capture_output=True, text=True, check=False, timeout=PATIENCE
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    return done.stderr


def test_the_first_line_is_address_and_token_and_a_request_with_them_works() -> None:
    with started() as process:
        assert process.stdout
        line = process.stdout.readline()
        found = FIRST_LINE.fullmatch(line)
        assert found, line
        with opened(*line.split()) as client:
            listed = client.get("/accounts")
            refusal = client.get("/accounts", headers={"Authorization": "Bearer user:1-other"})
        code, rest, errors = ended(process, signal.SIGTERM)
    assert listed.status_code == 200
    assert len(listed.json()) == 5
    assert refusal.status_code == 401
    assert (code, errors) == (0, "")
    address, token = line.split()
    assert rest == (
        f'Try: curl -H "Authorization: Bearer {token}" {address}/accounts\nStop with Ctrl+C.\n'
    )


@pytest.mark.parametrize("number", ENDS)
def test_a_signal_right_after_the_first_line_ends_it_well(number: signal.Signals) -> None:
    with started() as process:
        first_line(process)
        code, _, errors = ended(process, number)
    assert (code, errors) == (0, "")


@pytest.fixture
def kept_signals() -> Iterator[None]:
    before = {number: signal.getsignal(number) for number in ENDS}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.usefixtures("kept_signals")
@pytest.mark.parametrize("number", ENDS)
def test_signals_are_heeded_before_anybody_knows_the_address(
    number: signal.Signals, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []

    def tell(server: DemoServer) -> None:
        told.append(server.base_url)
        assert signal.getsignal(number) not in {signal.SIG_DFL, signal.default_int_handler}
        signal.raise_signal(number)

    monkeypatch.setattr(demo_server, "_tell", tell)
    assert demo_server.run([]) == 0
    assert len(told) == 1


def test_a_hanging_request_does_not_hold_up_the_end() -> None:
    with started("--fault", "delay=60", "--token", TOKEN) as process:
        address, token = first_line(process)
        with opened(address, token) as client:
            with pytest.raises(httpx.ReadTimeout):
                client.get("/accounts", timeout=0.2)
            code, _, errors = ended(process, signal.SIGTERM)
    assert (code, errors) == (0, "")


def test_everything_that_can_be_given_is_heeded(tmp_path: Path) -> None:
    seed = tmp_path / "sämling 1.json"
    seed.write_text('{"accounts": [{"email": "a@mail.example"}]}', encoding="utf-8")
    given = ["--token", TOKEN, "--seed", str(seed), "--port", "0"]
    with started(*given, "--fault", "GET:402*1", "--fault", "june") as process:
        address, token = first_line(process)
        with opened(address, token) as client:
            answers = [client.get("/accounts") for _ in range(2)]
        assert ended(process, signal.SIGTERM)[0] == 0
    assert token == TOKEN
    assert [one.status_code for one in answers] == [402, 200]
    (told,) = answers[1].json().values()
    assert (told["email"], "updated" in told) == ("a@mail.example", False)


def test_a_given_port_is_used() -> None:
    with DemoServer(accounts=[]) as server:
        port = server.port
    with started("--port", str(port)) as process:
        address, _ = first_line(process)
        assert ended(process, signal.SIGTERM)[0] == 0
    assert address == f"http://127.0.0.1:{port}/v1/ltxstudio"


def test_secrets_stay_out_of_stderr() -> None:
    with started("--token", TOKEN) as process:
        address, token = first_line(process)
        with opened(address, token) as client:
            client.post("/accounts", json={"cookie": COOKIE})
            client.post("/accounts", files={"cookie": (None, COOKIE)})
            client.post("/accounts", content=f"--canary {COOKIE}")
            client.post(
                "/accounts",
                content=f"canary {COOKIE}",
                headers={"Content-Type": "multipart/form-data; boundary=edge"},
            )
            client.get("/accounts", headers={"Authorization": "Bearer canary-other"})
            client.put(address.replace("/v1/ltxstudio", "/demo/faults"), content='["canary"]')
            assert len(client.get("/accounts").json()) == 6
        code, out, errors = ended(process, signal.SIGINT)
    assert code == 0
    assert "canary" not in errors
    assert "Traceback" not in errors
    assert COOKIE.split("=")[1] not in out


@pytest.mark.parametrize("port", ["65536", "-1", "http"])
def test_a_bad_port_is_explained(port: str) -> None:
    lines = refused(f"--port={port}").splitlines()
    assert lines[-1] == (
        "ltx-desktop demo-server: error: argument --port: a port is a number from 0 to 65535"
    )


def test_a_taken_port_is_explained() -> None:
    with DemoServer(accounts=[]) as server:
        said = refused("--port", str(server.port))
        wanted = f"Port {server.port} cannot be used: Address already in use. "
    assert said == wanted + "Choose another with --port.\n"


@pytest.mark.parametrize("token", ["", "canary token", "canary-ü"])
def test_a_bad_token_is_explained_and_not_repeated(token: str) -> None:
    said = refused(f"--token={token}")
    assert said.splitlines()[-1] == (
        "ltx-desktop demo-server: error: argument --token: a token is ASCII text without spaces"
    )
    assert "canary" not in said


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        ("100%s", f"There is no fault '100%s'. Known: {', '.join(ALL)}."),
        ("delay=soon", "'delay=soon': 'soon' is no number of seconds."),
        ("redirect", "redirect needs an address: redirect=https://elsewhere.example/."),
    ],
)
def test_a_bad_fault_is_explained(fault: str, sentence: str) -> None:
    lines = refused("--fault", "401", "--fault", fault).splitlines()
    assert lines[-1] == f"ltx-desktop demo-server: error: argument --fault: {sentence}"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (None, "The seed file {path} cannot be read: No such file or directory."),
        ("[" * 100_000, "The seed file {path} is no JSON: "),
        ("{}", 'The seed file {path} has no list "accounts".'),
        ('{"accounts": [{}]}', "Account 1 of the seed file: no email."),
    ],
    ids=["missing", "deep", "no list", "no email"],
)
def test_a_bad_seed_is_explained(tmp_path: Path, content: str | None, sentence: str) -> None:
    path = tmp_path / "seed.json"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    said = refused("--seed", str(path))
    assert said.startswith(sentence.format(path=path))
    assert said.count("\n") == 1


def test_what_nobody_knows_is_refused() -> None:
    lines = refused("--colour").splitlines()
    assert lines[-1] == "ltx-desktop demo-server: error: unrecognized arguments: --colour"


def test_the_help_names_every_fault() -> None:
    done = subprocess.run(
        [*COMMAND, "--help"], capture_output=True, text=True, check=True, timeout=PATIENCE
    )
    assert done.stderr == ""
    for name, what in ALL.items():
        assert f"  {name:<20} {what}\n" in done.stdout


def test_the_command_loads_no_qt_and_nothing_of_the_window() -> None:
    code = "import ltx_desktop.cli.demo_server, json, sys\nprint(json.dumps([*sys.modules]))"
    done = subprocess.run(
        [sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True, timeout=30
    )
    loaded = json.loads(done.stdout)
    assert "ltx_desktop.demo.server" in loaded
    tops = {name.split(".")[0] for name in loaded}
    assert not {"PySide6", "shiboken6", "qasync", "keyring", "sqlite3", "httpx"} & tops
    parts = {".".join(name.split(".")[:2]) for name in loaded if name.startswith("ltx_desktop.")}
    assert parts == {"ltx_desktop.cli", "ltx_desktop.demo", "ltx_desktop.wording"}
