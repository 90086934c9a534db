"""What may be loaded before the first frame: what shows the stored accounts, and nothing else.

Everything here is paid for at each start, and waited for by whoever looks at an empty screen.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from harness.platforms import skip_unless_linux
from harness.system_tools import need_display

import ltx_desktop

PACKAGE = Path(ltx_desktop.__file__).parent

SCRIPT = """
import os, sys
from ltx_desktop.app.main import run
import ltx_desktop.app.lean_qt
from ltx_desktop.app import first_frame

def painted(rest):
    assert rest._view.window().isVisible()
    import linecache
    print(",".join(sys.modules), ",".join(linecache.cache), sep=chr(10), flush=True)
    os._exit(0)

first_frame._Rest.load = painted
run([])
"""

LIBRARIES = {
    "PySide6",
    "platformdirs",
    "shiboken6",
    "shibokensupport",
    "signature_bootstrap",
    "sitecustomize",
}
"""Besides Python's own; the last is the distribution's (Debian has one)."""

TOO_HEAVY = {
    *("argparse", "asyncio", "concurrent", "email", "html", "http", "multiprocessing"),
    *("shlex", "socket", "ssl", "subprocess"),
}
"""Of Python's own."""

OURS = {
    "app": """application clock display first_frame language load_settings logs
        main neighbours open_store options own_files paths lean_qt qt_version refusal
        single_instance startup""",
    "app.wiring": "profile window",
    "cli": "terminal",
    "domain": """account base_url changes expiry fingerprint pool
        quiet_hours reminders secret settings summary urgency""",
    "services": "clock local_time preferences storage verdicts",
    "store": """accounts accounts_table backup beside database difference errors file_lock labels
        migrations observers private_files reasons reminder_log removals rows sent_log
        setting_values settings transaction""",
    "ui": "",
    "ui.loop": "scheduler",
    "ui.style": "colours icons metrics palettes sheet theming tokens",
    "ui.widgets": """account_tooltip flow_layout notice_bar plain_label return_key search_field
        tone_mark viewport""",
    "ui.window": "actions activation main_window window_geometry",
    "ui.accounts": """account_filter account_list accounts_page cells column_widths columns
        empty_page groups headline list_header list_layout row_delegate row_look row_painter
        state_chips table_model""",
    "ui.timeline": "axis content life scale",
    "wording": """api_call called dates durations languages notice plain states summary
        translation""",
}


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> list[set[str]]:
    """The modules at the first frame of a fresh process, and the files whose source was read."""
    skip_unless_linux("elsewhere no variable moves the app's folders")
    need_display()
    home = tmp_path_factory.mktemp("home")
    names = ("PATH", "SYSTEMROOT", "DISPLAY", "XAUTHORITY", "QT_QPA_PLATFORM")
    kept = {name: os.environ[name] for name in names if name in os.environ}
    folders = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR")
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        env=kept | dict.fromkeys(folders, str(home)),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        cwd=PACKAGE.parent,
    )
    assert done.returncode == 0, done.stderr
    return [set(line.split(",")) for line in done.stdout.splitlines()]


def test_only_what_shows_the_accounts_is_loaded_before_the_first_frame(
    loaded: list[set[str]],
) -> None:
    ours = {name for name in loaded[0] if name.startswith("ltx_desktop.")}
    ours -= {f"ltx_desktop.{package}" for package in OURS}
    listed = {
        f"ltx_desktop.{package}.{name}" for package, names in OURS.items() for name in names.split()
    }
    assert "ltx_desktop.ui.window.main_window" in ours
    assert ours <= listed, f"import later, or list it: {sorted(ours - listed)}"
    gone = listed - ours
    assert not gone, f"not loaded any more, so take it off the list: {sorted(gone)}"


def test_no_library_but_qt_is_loaded_before_the_first_frame(loaded: list[set[str]]) -> None:
    packages = {name.partition(".")[0] for name in loaded[0]} - {"__main__", "ltx_desktop"}
    others = {name for name in packages - sys.stdlib_module_names if not name.startswith("_")}
    assert "PySide6" in others
    assert others <= LIBRARIES, f"import later: {sorted(others - LIBRARIES)}"
    heavy = packages & TOO_HEAVY
    assert not heavy, f"import later: {sorted(heavy)}"


def test_no_source_is_read_to_see_whether_it_wants_other_names_of_qt(
    loaded: list[set[str]],
) -> None:
    read = {name for name in loaded[1] if str(PACKAGE) in name}
    assert not read, "something was imported between Qt and `lean_qt`"
