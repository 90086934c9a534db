"""What the menus of browsers put on the clipboard, written by the rules of their sources.

Chrome and Edge: devtools-frontend, `front_end/panels/network/NetworkLogView.ts`. Firefox: gecko,
`devtools/client/shared/curl.js`. Each writer gets `choose`, which picks one of several ways.
"""

import json
import re
from collections.abc import Callable

Pairs = list[tuple[str, str]]
Choose = Callable[[list[str]], str]

URL = "https://app.ltx.studio/api/user?a=1&b=%20c"
AGENT = "Mozilla/5.0 (Synthetic; rv:1.0) it's!"


def header(pairs: Pairs) -> str:
    return "; ".join(f"{name}={value}" for name, value in pairs)


def _chrome_posix(text: str) -> str:
    if not re.search(r"[\x00-\x1f\x7f-\x9f!']", text):
        return f"'{text}'"
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    escaped = escaped.replace("\n", "\\n").replace("\r", "\\r")
    escaped = re.sub(r"[\x00-\x1f\x7f-\x9f!]", lambda odd: f"\\u{ord(odd[0]):04x}", escaped)
    return f"$'{escaped}'"


def _chrome_cmd(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    escaped = re.sub(r"[^a-zA-Z0-9\s_\-:=+~'/.\',?;()*`]", r"^\g<0>", escaped, flags=re.ASCII)
    escaped = re.sub(r"%(?=[a-zA-Z0-9_])", "%^", escaped)
    escaped = re.sub(r"\r?\n", "^\n\n", escaped)
    return f'^"{escaped}^"'


def _old_chrome_cmd(text: str) -> str:
    quote = '^"' if re.search(r"[\r\n]", text) else '"'
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    escaped = re.sub(r"[^a-zA-Z0-9\s_\-:=+~'/.\',?;()*`&]", r"^\g<0>", escaped, flags=re.ASCII)
    escaped = re.sub(r"%(?=[a-zA-Z0-9_])", "%^", escaped)
    return quote + re.sub(r"\r?\n", "^\n\n", escaped) + quote


def _firefox_posix(text: str, *, old: bool) -> str:
    plain = r"[^\x20-\x7e]|'" if old else r"[^\x20-\x7e]|!|'"
    if not re.search(plain, text):
        return f"'{text}'"
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    escaped = escaped.replace("\n", "\\n").replace("\r", "\\r").replace("!", "\\041")
    if old:
        escaped = escaped.replace("&", "^&")

    def escape(odd: re.Match[str]) -> str:
        code = ord(odd[0])
        return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}"

    return "$'" + re.sub(r"[^\x20-\x7e]", escape, escaped) + "'"


def _firefox_cmd(text: str, *, old: bool) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    if old:
        escaped = re.sub(r"[`$]", r"\\\g<0>", escaped)
        plain = r"[^a-zA-Z0-9\s_\-:=+~\/.',?;()*\$&\\{}\"`]"
    else:
        plain = r"[^-a-zA-Z0-9\s_:=+~\/.',?;()*`\x00-\x1f\x7f-\x9f]"
    escaped = re.sub(plain, r"^\g<0>", escaped, flags=re.ASCII)
    escaped = re.sub(r"%(?=[a-zA-Z0-9_])", "%^", escaped)
    return f'^"{escaped}^"'


def _joined(parts: list[str], newline: str) -> str:
    return "curl " + (newline if len(parts) >= 3 else " ").join(parts)


def _with_another(command: str, other: str, between: str, choose: Choose) -> str:
    """*Copy all*: several commands, of which one is for another site."""
    order = choose(["alone", "first", "last"])
    if order == "alone":
        return command
    return between.join([command, other] if order == "first" else [other, command])


def chrome_curl_bash(pairs: Pairs, choose: Choose) -> str:
    quote = _chrome_posix
    parts = [quote(URL), f"-H {quote('accept: */*')}", f"-b {quote(header(pairs))}"]
    parts += [f"-H {quote(f'user-agent: {AGENT}')}", "--data-raw $'{\\u0021}'"]
    parts = parts[: int(choose(["5", "3"]))]
    newline = choose([" \\\n  ", " \\\r\n  "])
    other = "curl 'https://www.example.com/' -b 'lt_id=theirs; other=x'"
    return _with_another(_joined(parts, newline), other, " ;\n", choose)


def chrome_curl_bash_until_2024(pairs: Pairs, choose: Choose) -> str:
    quote = _chrome_posix
    parts = [quote(URL), f"-H {quote('accept: */*')}", f"-H {quote(f'cookie: {header(pairs)}')}"]
    parts += [f"-H {quote(f'user-agent: {AGENT}')}", "--compressed"]
    return _joined(parts, " \\\n  ") + choose(["", "\n"])


def chrome_curl_cmd(pairs: Pairs, choose: Choose) -> str:
    quote = _chrome_cmd
    parts = [quote(URL), f"-H {quote('accept: */*')}", f"-b {quote(header(pairs))}"]
    parts += [f"-H {quote(f'user-agent: {AGENT}')}", f"--data-raw {quote('a&b|c')}"]
    parts = parts[: int(choose(["5", "3"]))]
    newline = choose([" ^\n  ", " ^\r\n  "])
    other = 'curl ^"https://www.example.com/^" -b ^"lt_id=theirs; other=x^"'
    return _with_another(_joined(parts, newline), other, " &\r\n", choose)


def chrome_curl_cmd_until_2024(pairs: Pairs, choose: Choose) -> str:
    quote = _old_chrome_cmd
    parts = [quote(URL), f"-H {quote('accept: */*')}", f"-H {quote(f'cookie: {header(pairs)}')}"]
    parts += [f"-H {quote(f'user-agent: {AGENT}')}", "--compressed"]
    return _joined(parts, choose([" ^\n  ", " ^\r\n  "]))


def firefox_curl_posix(pairs: Pairs, choose: Choose) -> str:
    old = choose(["", "old"]) == "old"
    parts = [_firefox_posix(URL, old=old), "--compressed"]
    headers = [f"User-Agent: {AGENT}", f"Cookie: {header(pairs)}", "Priority: u=0"]
    parts += [f"-H {_firefox_posix(text, old=old)}" for text in headers]
    return "curl " + choose([" ", " \\\n  "]).join(parts)


def firefox_curl_windows(pairs: Pairs, choose: Choose) -> str:
    old = choose(["", "old"]) == "old"
    parts = [_firefox_cmd(URL, old=old), "--compressed"]
    headers = [f"User-Agent: {AGENT}", f"Cookie: {header(pairs)}", "Priority: u=0"]
    parts += [f"-H {_firefox_cmd(text, old=old)}" for text in headers]
    return "curl " + choose([" ", " ^\r\n  "]).join(parts)


def _powershell_string(text: str) -> str:
    escaped = re.sub(r"[`$\"]", r"`\g<0>", text)
    units = escaped.encode("utf-16-le", "surrogatepass")
    codes = [int.from_bytes(units[at : at + 2], "little") for at in range(0, len(units), 2)]
    odd = (chr(code) if 0x20 <= code <= 0x7E else f"$([char]{code})" for code in codes)
    return '"' + "".join(odd) + '"'


def powershell(pairs: Pairs, choose: Choose) -> str:
    newline = choose(["\n", "\r\n"])
    quote = _powershell_string
    lines = ["$session = New-Object Microsoft.PowerShell.Commands.WebRequestSession"]
    lines.append(f"$session.UserAgent = {quote(AGENT)}")
    for name, value in [*pairs, ("lt_id", "theirs")]:
        domain = ".example.com" if value == "theirs" else choose(["app.ltx.studio", ".ltx.studio"])
        made = f'System.Net.Cookie({quote(name)}, {quote(value)}, "/", {quote(domain)})'
        lines.append(f"$session.Cookies.Add((New-Object {made}))")
    lines.append(f"Invoke-WebRequest -UseBasicParsing -Uri {quote(URL)} `")
    lines += ["-WebSession $session `", "-Headers @{", '"accept"="*/*"', "}"]
    return newline.join(lines)


def node_fetch(pairs: Pairs, choose: Choose) -> str:
    options = {
        "headers": {"accept": "*/*", "cookie": header(pairs), "Referer": URL},
        "body": None,
        "method": "GET",
    }
    call = f"fetch({json.dumps(URL)}, {json.dumps(options, indent=2, ensure_ascii=False)});"
    theirs = json.dumps({"headers": {"cookie": "lt_id=theirs"}, "method": "GET"}, indent=2)
    other = f'fetch("https://www.example.com/", {theirs});'
    return _with_another(call, other, " ;\n", choose)


def fetch(_pairs: Pairs, choose: Choose) -> str:
    options = {"headers": {"accept": "*/*"}, "body": None, "method": "GET", "mode": "cors"}
    text = json.dumps(options | {"credentials": "include"}, indent=int(choose(["2", "4"])))
    return f"{choose(['', 'await '])}fetch({json.dumps(URL)}, {text});"
