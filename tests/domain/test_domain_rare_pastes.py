"""Rare spellings of a format, and pieces of a format that are no paste."""

import json
from datetime import datetime

import pytest
from fakes import DAY, HEADER, ID_VALUE, NOW, REFRESH_VALUE, TOKEN_VALUE, cookie_values

from ltx_desktop.domain.cookies import refused
from ltx_desktop.domain.paste import PasteFormat, read_paste
from ltx_desktop.domain.problem import Problem, ProblemCode

SITE = "https://app.ltx.studio/me"
COOKIE = {"name": "lt_id", "value": ID_VALUE, "domain": ".ltx.studio"}
REST = [
    {"name": "lt_token", "value": TOKEN_VALUE},
    {"name": "lt_refresh_token", "value": REFRESH_VALUE},
]
TOKEN_DROPPED = Problem(ProblemCode.API_TOKEN_DROPPED)


def object_of_cookie_quick_manager(expires: datetime) -> str:
    return json.dumps(
        {
            "Host raw": "https://.ltx.studio/",
            "Name raw": "lt_id",
            "Content raw": ID_VALUE,
            "Expires raw": str(int(expires.timestamp())),
        }
    )


def powershell(*cookies: str) -> str:
    lines = ["$session = New-Object Microsoft.PowerShell.Commands.WebRequestSession"]
    lines += [f"$session.Cookies.Add((New-Object System.Net.Cookie({one})))" for one in cookies]
    return "\n".join([*lines, f'Invoke-WebRequest -UseBasicParsing -Uri "{SITE}" `'])


def headers(**values: str) -> str:
    return "".join(f'  "{name}"="{value}"\n' for name, value in values.items())


THREE = [
    f'"{name}", "{value.reveal()}", "/", ".ltx.studio"' for name, value in cookie_values().items()
]


@pytest.mark.parametrize(
    ("text", "paste_format"),
    [
        pytest.param(
            f"fetch('https://api.useapi.net/v1/ltxstudio/accounts', {{cookie: `{HEADER}`}})",
            PasteFormat.API_SNIPPET,
            id="template literal of JavaScript",
        ),
        pytest.param(
            json.dumps([COOKIE, "no cookie", None, 7, *REST]),
            PasteFormat.COOKIE_LIST,
            id="list with other things in between",
        ),
        pytest.param(
            json.dumps({"url": "https://[app.ltx.studio", "cookies": [COOKIE, *REST]}),
            PasteFormat.COOKIE_LIST,
            id="address that is none",
        ),
        pytest.param(
            "#LWP-Cookies-2.0\n"
            "Set-Cookie3:\n"
            + "".join(
                f'Set-Cookie3: {name}="{value.reveal()}"; path="/"; domain=.ltx.studio\n'
                for name, value in cookie_values().items()
            ),
            PasteFormat.LWP,
            id="empty line of libwww-perl",
        ),
        pytest.param(powershell(*THREE), PasteFormat.POWERSHELL, id="cookies of PowerShell"),
        pytest.param(
            f'Invoke-WebRequest -Uri "https://other.example/" -Method "GET"\n'
            f'Invoke-WebRequest -Uri "{SITE}" -Headers @{{\n{headers(cookie=HEADER)}}}\n',
            PasteFormat.POWERSHELL,
            id="headers of PowerShell",
        ),
    ],
)
def test_a_session_is_found_in_it(text: str, paste_format: PasteFormat) -> None:
    paste = read_paste(text, NOW)
    assert (paste.format, paste.cookies, paste.problems) == (paste_format, cookie_values(), ())


def test_one_cookie_copied_alone_is_read_with_its_end() -> None:
    paste = read_paste(object_of_cookie_quick_manager(NOW + DAY), NOW)
    assert paste.format is PasteFormat.COOKIE_LIST
    assert {name: value.reveal() for name, value in paste.cookies.items()} == {"lt_id": ID_VALUE}
    assert paste.expiries == {"lt_id": NOW + DAY}


def test_control_characters_of_bash_are_no_part_of_a_cookie() -> None:
    paste = read_paste(f"curl '{SITE}' -H $'Cookie: {HEADER}\\cI'", NOW)
    assert (paste.format, paste.cookies) == (PasteFormat.CURL_BASH, cookie_values())


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            f'fetch("{SITE}", {json.dumps({"headers": {"Authorization": "x", "cookie": HEADER}})})',
            id="fetch",
        ),
        pytest.param(
            f'Invoke-WebRequest -Uri "{SITE}" -Headers @{{\n'
            f"{headers(authorization='x', cookie=HEADER)}}}\n",
            id="PowerShell",
        ),
    ],
)
def test_an_authorization_beside_the_cookies_is_left_out_and_told(text: str) -> None:
    paste = read_paste(text, NOW)
    assert (paste.cookies, paste.problems) == (cookie_values(), (TOKEN_DROPPED,))


def test_a_constructor_of_powershell_that_was_cut_is_told() -> None:
    paste = read_paste(powershell(*THREE[:2], THREE[2][:-25]), NOW)
    assert Problem(ProblemCode.INCOMPLETE) in paste.problems
    assert [*paste.cookies] == ["lt_id", "lt_token"]


def test_an_escape_that_scripts_write_alike_is_read_and_an_unknown_one_is_not_guessed() -> None:
    paste = read_paste(f'post("ltxstudio/accounts", {{cookie: "{HEADER}\\x41"}})', NOW)
    assert paste.format is PasteFormat.BY_NAME
    assert paste.cookies == cookie_values(lt_refresh_token=f"{REFRESH_VALUE}A")
    paste = read_paste(f'post("ltxstudio/accounts", {{cookie: "{HEADER}\\d"}})', NOW)
    assert refused(paste.problems)
