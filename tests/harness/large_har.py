"""A network log as long as one that people export after a long visit."""

import json


def large_har(cookies: str, length: int) -> str:
    """An archive of about `length` characters with `cookies` in the header of its last entry."""
    theirs = {
        "request": {
            "url": "https://www.example.com/",
            "headers": [{"name": "cookie", "value": "_ga=1; lt_id=theirs"}],
            "cookies": [],
        },
        "response": {"content": {"text": "x" * 20_000}, "headers": [], "cookies": []},
    }
    ours = {
        "request": {
            "url": "https://app.ltx.studio/api/me",
            "headers": [{"name": "Cookie", "value": cookies}],
        }
    }
    return json.dumps({"log": {"entries": [theirs] * (length // 20_000) + [ours]}})
