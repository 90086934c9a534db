"""Texts that a random run found to be read wrongly: `tests/corpus/found`.

They are JSON, which keeps every character as it was: `text`, and for a text that a writer made,
the `cookies` that reading it has to find.
"""

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path

FOUND = Path(__file__).resolve().parent.parent / "corpus" / "found"


@dataclass(frozen=True)
class KeptPaste:
    text: str
    cookies: dict[str, str] = field(default_factory=dict)


def kept_pastes(folder: Path = FOUND) -> dict[str, KeptPaste]:
    """All kept pastes, by the names of their files."""
    paths = sorted(folder.glob("*.json"))
    return {path.stem: KeptPaste(**json.loads(path.read_bytes())) for path in paths}


def keep(paste: KeptPaste, folder: Path = FOUND) -> None:
    """Make it a case for the tests from the next run on; the same text is kept once."""
    name = hashlib.sha256(paste.text.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    kept: dict[str, object] = {"text": paste.text}
    if paste.cookies:
        kept["cookies"] = paste.cookies
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.json").write_text(json.dumps(kept, indent=2) + "\n", "utf-8")
