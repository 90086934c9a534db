"""The notices of the Debian libraries that the one-folder app takes along."""

import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

_TARGET = Path("ltx_desktop", "resources", "notices", "system")


def system_notices(libraries: Iterable[str]) -> list[tuple[str, str, str]]:
    """Entries for PyInstaller; none on a system without dpkg."""
    # Where /lib leads to /usr/lib, dpkg knows a file by one of the two names only.
    paths = [
        f"*/lib/*/{Path(one).name}" for one in libraries if one.startswith(("/lib", "/usr/lib"))
    ]
    if not paths or not shutil.which("dpkg-query"):
        return []
    command = ["dpkg-query", "--search", *paths]
    told = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603 - dpkg
    packages = {line.partition(":")[0] for line in told.stdout.splitlines()}
    return [
        (str(_TARGET / f"{name}.txt"), str(path), "DATA")
        for name in sorted(packages)
        if (path := Path("/usr/share/doc", name, "copyright")).is_file()
    ]
