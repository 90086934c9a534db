"""The API call about an account, to paste into a program; the token stays a variable."""

from enum import StrEnum, unique

from ltx_desktop.domain.base_url import BaseUrl


@unique
class Language(StrEnum):
    CURL = "curl"
    JAVASCRIPT = "JavaScript"
    PYTHON = "Python"


def api_call(language: Language, base_url: BaseUrl, email: str) -> str:
    """GET the account with its balance; the token is read from LTX_API_TOKEN."""
    import json  # the menus need the languages' names alone
    import shlex
    from urllib.parse import quote

    url = f"{base_url.text}/accounts/{quote(email, safe='', errors='replace')}"
    match language:
        case Language.CURL:
            return f'curl -H "Authorization: Bearer $LTX_API_TOKEN" {shlex.quote(url)}\n'
        case Language.JAVASCRIPT:
            return (
                f"const response = await fetch({json.dumps(url)}, {{\n"
                "  headers: { Authorization: `Bearer ${process.env.LTX_API_TOKEN}` },\n"
                "});\n"
                "console.log(response.status, await response.json());\n"
            )
        case Language.PYTHON:
            return (
                "import os\n"
                "\n"
                "import httpx\n"
                "\n"
                "response = httpx.get(\n"
                f"    {json.dumps(url)},\n"
                '    headers={"Authorization": f"Bearer {os.environ[\'LTX_API_TOKEN\']}"},\n'
                ")\n"
                "print(response.status_code, response.json())\n"
            )
