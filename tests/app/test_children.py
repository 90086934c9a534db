"""What the app's children inherit: a browser of an account, and the demo."""

import subprocess
import sys
from pathlib import Path

import pytest

from ltx_desktop.app.main import TOKEN_VARIABLE

EMAIL = "studio@synthetic.example"

START = f"""
import sys
from ltx_desktop.__main__ import main
from ltx_desktop.app import startup
from ltx_desktop.app.wiring import controllers
from ltx_desktop.domain.settings import Settings
from ltx_desktop.services.preferences import Preferences
from ltx_desktop.ui.controllers.browser import Browser

kind, *child = sys.argv[1:]


def start_child(**_options):
    if kind == "demo":
        controllers.own_command = lambda *arguments: [*child, *arguments]
        started = controllers._open_demo()
    else:
        settings = Settings(browsers={{"{EMAIL}": " ".join(child)}})
        started = Browser(Preferences(settings, None), lambda _page: False).open_for("{EMAIL}")
    return 0 if started else 1


startup.run_user = start_child
sys.argv[1:] = []
sys.exit(main())
"""

CHILD = "import os, sys; print(dict(os.environ), sys.argv[1:])"


@pytest.mark.parametrize(
    ("kind", "argument"), [("browser", "https://app.ltx.studio/"), ("demo", "--demo")]
)
def test_s1_a_child_does_not_inherit_the_token(
    kind: str, argument: str, home: dict[str, str], tmp_path: Path
) -> None:
    child = tmp_path / "child.py"
    child.write_text(CHILD)
    # The pipe of its output ends with the child, which outlives the app.
    ended = subprocess.run(
        [sys.executable, "-c", START, kind, sys.executable, str(child)],
        env=home | {"QT_QPA_PLATFORM": "offscreen", TOKEN_VARIABLE: "user:1-canary"},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    assert argument in ended.stdout
    assert home["HOME"] in ended.stdout
    assert TOKEN_VARIABLE not in ended.stdout
    assert "canary" not in ended.stdout
