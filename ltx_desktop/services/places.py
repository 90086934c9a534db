"""Where this profile keeps what, and what came with the app; for whoever asks."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Places:
    database: Path
    settings: Path
    log: Path
    notices: Path
    """The licences of what the app is built on."""

    def read_notices(self) -> str:
        """Empty where the file is missing: a packager left it out."""
        try:
            return self.notices.read_text("utf-8")
        except OSError:
            return ""
