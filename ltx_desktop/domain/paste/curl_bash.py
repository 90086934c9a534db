"""*Copy as cURL (bash)* of Chrome and Edge, *Copy as cURL (POSIX)* of Firefox.

Chrome (devtools-frontend, `NetworkLogView.ts`) writes `-b '…'`, before 2024 `-H 'cookie: …'`;
an argument with `'`, `!` or a control character becomes `$'…'`. Firefox (gecko,
`devtools/client/shared/curl.js`) writes `-H 'Cookie: …'` behind `--compressed`; until 2025 its
`$'…'` had `^&` for `&`.
"""

import re
from collections.abc import Iterator

from ltx_desktop.domain.paste.bash_words import Word, bash_commands
from ltx_desktop.domain.paste.curl_request import curl_commands, read_requests
from ltx_desktop.domain.paste.result import Finding, PasteFormat

_BARE_AMPERSAND = re.compile(r"(?<!\^)&")


def read(text: str) -> Finding | None:
    commands = curl_commands(text)
    return read_requests(commands, _words, PasteFormat.CURL_BASH) if commands else None


def _words(commands: str) -> Iterator[list[str]]:
    for words in bash_commands(commands):
        yield list(_as_browser_meant(words))


def _as_browser_meant(words: list[Word]) -> Iterator[str]:
    """The words' texts, with the ampersands of older Firefox as they were."""
    texts = [word.text for word in words]
    first_header = texts.index("-H") if "-H" in texts else 0
    firefox = "--compressed" in texts[:first_header]
    for word in words:
        if firefox and word.ansi_c and not _BARE_AMPERSAND.search(word.text):
            yield word.text.replace("^&", "&")
        else:
            yield word.text
