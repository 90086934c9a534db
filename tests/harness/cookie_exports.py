"""What extensions, test tools and browsers' tables export, written by the rules of their sources.

Every cookie that has an end ends at `EXPIRY`. Each writer gets `choose`, which picks one of
several ways.
"""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from http.cookiejar import Cookie, CookieJar
from typing import Any

from harness.browser_menus import Choose, Pairs, header

EXPIRY = datetime(2026, 3, 1, tzinfo=UTC)
SECONDS = int(EXPIRY.timestamp())
ISO = "2026-03-01T00:00:00.000Z"
OURS = ["app.ltx.studio", ".ltx.studio", "ltx.studio"]
THEIRS = ("lt_id", "theirs")
"""A cookie of another site that has the same name as one of ours."""


def _rows(pairs: Pairs, choose: Choose) -> list[tuple[str, str, str]]:
    """Name, value and domain, with one cookie of another site among them."""
    domain = choose(OURS)
    rows = [(name, value, domain) for name, value in pairs]
    return [*rows, (*THEIRS, ".example.com")]


def _chrome_objects(pairs: Pairs, choose: Choose, **more: object) -> list[dict[str, Any]]:
    return [
        {
            "domain": domain,
            "expirationDate": SECONDS,
            "hostOnly": False,
            "httpOnly": True,
            "name": name,
            "path": "/",
            "sameSite": "lax",
            "secure": True,
            "session": False,
            **more,
            "value": value,
        }
        for name, value, domain in _rows(pairs, choose)
    ]


def _dumped(value: object, choose: Choose) -> str:
    indent = {"none": None, "1": 1, "4": 4, "tab": "\t"}[choose(["none", "1", "4", "tab"])]
    return json.dumps(value, indent=indent, ensure_ascii=choose(["", "ascii"]) == "ascii")


def cookie_editor(pairs: Pairs, choose: Choose) -> str:
    return json.dumps(_chrome_objects(pairs, choose, storeId=None), indent=4)


def get_cookies_txt_json(pairs: Pairs, choose: Choose) -> str:
    return json.dumps(_chrome_objects(pairs, choose, storeId="0"), separators=(",", ":"))


def edit_this_cookie(pairs: Pairs, choose: Choose) -> str:
    objects = _chrome_objects(pairs, choose)
    numbered = [made | {"id": number} for number, made in enumerate(objects, start=1)]
    return "[\n" + ",\n".join(json.dumps(made, indent=4) for made in numbered) + "\n]"


def j2team(pairs: Pairs, choose: Choose) -> str:
    cookies = _chrome_objects(pairs, choose)
    return _dumped({"url": "https://app.ltx.studio", "cookies": cookies}, choose)


def cookie_manager(pairs: Pairs, choose: Choose) -> str:
    cookies = [
        made | {"url": f"https://{made['domain'].lstrip('.')}/"}
        for made in _chrome_objects(pairs, choose)
    ]
    head = {"cookieManagerVersion": "1.8", "userAgent": "Mozilla/5.0 (Synthetic)"}
    return json.dumps(head | {"cookies": cookies}, indent=1)


def cookie_quick_manager(pairs: Pairs, choose: Choose) -> str:
    cookies = [
        {
            "Host raw": f"https://{domain.lstrip('.')}/",
            "Name raw": name,
            "Path raw": "/",
            "Content raw": value,
            "Expires": "01-03-2026 00:00:00",
            "Expires raw": str(SECONDS),
            "Send for": "Encrypted connections only",
            "HTTP only raw": "true",
            "Store raw": "firefox-default",
        }
        for name, value, domain in _rows(pairs, choose)
    ]
    return _dumped(cookies, choose)


def _with_expires(pairs: Pairs, choose: Choose, key: str = "expires") -> list[dict[str, object]]:
    return [
        {"name": name, "value": value, "domain": domain, "path": "/", key: SECONDS, "secure": True}
        for name, value, domain in _rows(pairs, choose)
    ]


def storage_state(pairs: Pairs, choose: Choose) -> str:
    cookies = _with_expires(pairs, choose)
    session = {"name": "none", "value": "x", "domain": "ltx.studio", "expires": -1}
    return _dumped({"cookies": [session, *cookies], "origins": []}, choose)


def devtools_protocol(pairs: Pairs, choose: Choose) -> str:
    answer = {"cookies": _with_expires(pairs, choose)}
    return _dumped((choose(["", "id"]) == "id" and {"id": 7, "result": answer}) or answer, choose)


def selenium(pairs: Pairs, choose: Choose) -> str:
    cookies = _with_expires(pairs, choose, "expiry")
    return repr(cookies) if choose(["json", "python"]) == "python" else _dumped(cookies, choose)


def har(pairs: Pairs, choose: Choose) -> str:
    def entry(url: str, pairs: Pairs, domain: str) -> dict[str, object]:
        return {
            "request": {
                "method": "GET",
                "url": url,
                "headers": [{"name": choose(["cookie", "Cookie"]), "value": header(pairs)}],
                "cookies": [
                    {"name": name, "value": value, "domain": domain, "expires": ISO}
                    for name, value in pairs
                ],
            },
            "response": {"status": 200, "headers": [], "cookies": []},
        }

    entries = [
        entry("https://www.example.com/", [THEIRS], ".example.com"),
        entry("https://app.ltx.studio/api/me", pairs, "app.ltx.studio"),
        entry("https://api.example.com/", [THEIRS], ".example.com"),
    ]
    return _dumped({"log": {"version": "1.2", "entries": entries}}, choose)


def sanitised_har(_pairs: Pairs, choose: Choose) -> str:
    request = {"url": "https://app.ltx.studio/api/me", "headers": [], "cookies": []}
    entry = {"request": request, "response": {"headers": [], "cookies": []}}
    return _dumped({"log": {"version": "1.2", "entries": [entry]}}, choose)


def set_cookie(pairs: Pairs, choose: Choose) -> str:
    date = choose(["Sun, 01 Mar 2026 00:00:00 GMT", "Sunday, 01-Mar-26 00:00:00 GMT"])
    name = choose(["Set-Cookie: ", "set-cookie: ", "set-cookie\n", "Set-Cookie:"])
    lines = [
        f"{name}{key}={value}; Expires={date}; Path=/; Domain={domain}; Secure; HttpOnly"
        for key, value, domain in _rows(pairs, choose)
    ]
    before = choose(["", "HTTP/2 200\ncontent-type: text/html\n"])
    return before + choose(["\n", "\r\n"]).join(lines)


def netscape(pairs: Pairs, choose: Choose) -> str:
    newline, mark = choose(["\n", "\r\n"]), choose(["", "#HttpOnly_"])
    tab = choose(["\t", "\t", "    "])
    expiry = choose([str(SECONDS), f"{SECONDS}.0"])
    lines = ["# Netscape HTTP Cookie File", "# This is a generated file! Do not edit.", ""]
    lines += [
        tab.join([f"{mark}{domain}", "TRUE", "/", "TRUE", expiry, name, value])
        for name, value, domain in _rows(pairs, choose)
    ]
    return newline.join(lines[int(choose(["0", "3"])) :]) + choose(["", newline])


def lwp(pairs: Pairs, choose: Choose) -> str:
    quote, expires = choose(["", '"']), choose([f"{SECONDS}.0", "2026-03-01 00:00:00Z"])
    head = choose(["#LWP-Cookies-2.0\n", "// This file was generated by EditThisCookie\n"])
    return head + "".join(
        f'Set-Cookie3: {name}={quote}{value}{quote}; path="/"; domain={domain}; path_spec; '
        f'expires="{expires}"; version=0\n'
        for name, value, domain in _rows(pairs, choose)
    )


def semicolon_pairs(pairs: Pairs, _choose: Choose) -> str:
    head = "// Semicolon separated Cookie File\n// URL: https://app.ltx.studio/; a=b\n"
    return head + "".join(f"{name}={value};" for name, value in pairs)


def quoted_pairs(pairs: Pairs, choose: Choose) -> str:
    head = choose(["", "// This file was generated by EditThisCookie\n"])
    return head + "".join(f'"{name}","{value}"\n' for name, value in pairs)


def equal_lines(pairs: Pairs, choose: Choose) -> str:
    return choose(["\n", "\r\n", "\n\n"]).join(f"{name}={value}" for name, value in pairs)


def _table(rows: Sequence[Sequence[str]], choose: Choose, head: Sequence[str]) -> str:
    lines = ["\t".join(row) for row in ([head, *rows] if choose(["", "head"]) else rows)]
    return choose(["\n", "\r\n"]).join(lines)


def chrome_table(pairs: Pairs, choose: Choose) -> str:
    after = choose(["Lax", "Lax\t\t\tMedium", "\t\t\tMedium\tSecure\t443"])
    rows = [
        (name, value, domain, "/", ISO, str(len(name) + len(value)), "✓", "", after)
        for name, value, domain in _rows(pairs, choose)
    ]
    head = ["Name", "Value", "Domain", "Path", "Expires / Max-Age", "Size", "HttpOnly", "Secure"]
    return _table(rows, choose, head)


def safari_table(pairs: Pairs, choose: Choose) -> str:
    rows = [
        (name, value, domain, "/", "01/03/2026, 00:00:00", f"{len(name + value)} B", "✓", "", "Lax")
        for name, value, domain in _rows(pairs, choose)
    ]
    return _table(rows, choose, ["Name", "Value", "Domain", "Path", "Expires", "Size"])


def firefox_cookies(pairs: Pairs, choose: Choose) -> str:
    title = choose(["Request Cookies", "Anfrage-Cookies", "リクエストCookie"])
    return json.dumps({title: dict(pairs)}, indent="\t", ensure_ascii=False)


def firefox_answer_cookies(pairs: Pairs, _choose: Choose) -> str:
    told = {name: {"expires": ISO, "path": "/", "value": value} for name, value in pairs}
    both = {"Response Cookies": told, "Request Cookies": {"lt_id": dict(pairs)["lt_id"]}}
    return json.dumps(both, indent="\t")


def _cookie(name: str, value: str, domain: str) -> Cookie:
    return Cookie(
        0, name, value, None, False, domain, True, True, "/", True, True, SECONDS, False, None,
        None, {},
    )  # fmt: skip


def _jar(pairs: Pairs, choose: Choose) -> CookieJar:
    jar = CookieJar()
    for row in _rows(pairs, choose):
        jar.set_cookie(_cookie(*row))
    return jar


def python_jar(pairs: Pairs, choose: Choose) -> str:
    return str(_jar(pairs, choose))


def python_jar_repr(pairs: Pairs, choose: Choose) -> str:
    return repr(_jar(pairs, choose))


def python_dict(pairs: Pairs, _choose: Choose) -> str:
    return repr(dict(pairs))


def json_object(pairs: Pairs, choose: Choose) -> str:
    return _dumped(dict(pairs), choose)


def curl_snippet(pairs: Pairs, choose: Choose) -> str:
    body = json.dumps({"cookie": header(pairs), "maxJobs": 7}, indent=int(choose(["0", "3"])))
    return (
        "curl https://api.useapi.net/v1/ltxstudio/accounts \\\n"
        '   -H "Accept: application/json" \\\n'
        '   -H "Authorization: Bearer user:00000-SYNTHETIC" \\\n'
        "   -d '" + body.replace("'", "'\\''") + "'"
    )


def javascript_snippet(pairs: Pairs, _choose: Choose) -> str:
    return (
        'const token = "user:00000-SYNTHETIC";\n'
        'const apiUrl = "https://api.useapi.net/v1/ltxstudio/accounts";\n'
        'const response = await fetch(apiUrl, {\n  method: "POST",\n'
        '  headers: { "Authorization": `Bearer ${token}` },\n'
        f'  body: JSON.stringify({{ "cookie": {json.dumps(header(pairs))}, "maxJobs": 7 }})\n}});'
    )


def python_snippet(pairs: Pairs, _choose: Choose) -> str:
    return (
        'import requests\ntoken = "user:00000-SYNTHETIC"\n'
        'apiUrl = "https://api.useapi.net/v1/ltxstudio/accounts"\n'
        'headers = {"Authorization": f"Bearer {token}"}\n'
        f'data = {{\n    "cookie": {header(pairs)!r},\n    "maxJobs": 7\n}}\n'
        "response = requests.post(apiUrl, headers=headers, json=data)\n"
    )
