"""Nothing in the repository is, or could be taken for, a secret of somebody."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from detect_secrets.core.plugins.util import get_mapping_from_secret_type_to_class
from detect_secrets.core.secrets_collection import SecretsCollection
from detect_secrets.plugins.base import BasePlugin
from detect_secrets.settings import transient_settings

import ltx_desktop

ROOT = Path(ltx_desktop.__file__).parent.parent
FOLDERS = ("ltx_desktop", "tests", "packaging", "resources", ".ci", ".github")
GUESSES = {"Base64 High Entropy String", "Hex High Entropy String", "Secret Keyword"}
"""What finds a secret in any long word."""

NO_TEXT = {".png", ".ico", ".icns", ".mo", ".pyc"}
API_TOKEN = re.compile(r"\buser:\d+-[\w-]{8,}")
SYNTHETIC = re.compile(r"synthetic|canary|abcdefghi|othertoken|^eyJhbGciOiJub25l", re.IGNORECASE)
"""A JWT that begins so is signed by nobody: its `alg` is `none`."""

CLAIMS = "eyJzdWIiOiJzb21lYm9keSJ9"
JWT = f"eyJhbGciOiJIUzI1NiJ9.{CLAIMS}.c2lnbmF0dXJlLW9mLXNvbWVib2R5"


def files() -> Iterator[Path]:
    for folder in FOLDERS:
        found = (path for path in (ROOT / folder).rglob("*") if path.is_file())
        yield from (path for path in found if path.suffix not in NO_TEXT)
    yield from ROOT.glob("*.md")


def detectors() -> list[BasePlugin]:
    kinds: Mapping[str, Any] = get_mapping_from_secret_type_to_class()
    return [kinds[kind]() for kind in sorted(kinds.keys() - GUESSES)]


DETECTORS = detectors()


def found_in(path: Path) -> list[str]:
    """Kind and beginning of all that looks like a secret and does not say that it is none."""
    text = path.read_text("utf-8", "replace")
    found = [("useapi.net token", token) for token in API_TOKEN.findall(text)]
    # Scanning takes each line through each detector: seconds for files that have nothing in them.
    if any(any(one.analyze_string(text)) for one in DETECTORS):
        secrets = SecretsCollection()
        plugins = [{"name": type(one).__name__} for one in DETECTORS]
        with transient_settings({"plugins_used": plugins}):
            secrets.scan_file(str(path))
        found += [(secret.type, secret.secret_value or "") for _file, secret in secrets]
    return [f"{kind}: {value[:12]}…" for kind, value in found if not SYNTHETIC.search(value)]


def test_the_repository_holds_only_synthetic_ones() -> None:
    looked_at = {path.relative_to(ROOT).as_posix(): found_in(path) for path in files()}
    assert len(looked_at) > 400
    assert any(name.startswith("tests/corpus") for name in looked_at)
    assert {name: found for name, found in looked_at.items() if found} == {}


@pytest.mark.parametrize(
    "planted",
    [
        f"lt_token={JWT}",
        "-----BEGIN {} PRIVATE KEY-----".format("RSA"),
        "Authorization: Bearer user:4711-" + "q7wz8x2m",
        "https://somebody:" + "correct-horse@example.com",
    ],
)
def test_a_planted_one_is_found(tmp_path: Path, planted: str) -> None:
    path = tmp_path / "sample.txt"
    path.write_text(f"something before\n{planted}\n")
    assert len(found_in(path)) == 1
