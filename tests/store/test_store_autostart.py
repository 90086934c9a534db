import ctypes
import ctypes.util
import json
import os
import plistlib
import stat
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from harness.platforms import linux_only, not_on_windows
from harness.registry import FakeRegistry
from harness.system_tools import need

from ltx_desktop.app.paths import session_command
from ltx_desktop.store.autostart import Autostart, autostart_of_user
from ltx_desktop.store.autostart_entry import DesktopEntry
from ltx_desktop.store.autostart_plist import LaunchAgent
from ltx_desktop.store.autostart_run_key import APPROVED, RUN, RunKey
from ltx_desktop.store.errors import Reason, StoreUnavailable

COMMAND = ["/opt/LTX Accounts/ltx-desktop", "--hidden"]
ODD_WORDS = [
    "plain-word_1.2",
    "two words",
    "",
    "100%",
    "%U",
    'say "hi"',
    "back\\slash",
    "tail\\",
    "$HOME `id` $(id)",
    "it's; a & b | c > d < e * ? # ~",
    "Jürgen 🎬",
    "line\nbreak\tand tab\r",
    "a=b",
]


@pytest.fixture
def entry_path(tmp_path: Path) -> Path:
    return tmp_path / "config Jürgen" / "autostart" / "ltx-accounts.desktop"


@pytest.fixture
def entry(entry_path: Path) -> DesktopEntry:
    return DesktopEntry(entry_path, "LTX Accounts", "ltx-accounts")


@pytest.fixture
def agent_path(tmp_path: Path) -> Path:
    return tmp_path / "Library" / "LaunchAgents" / "ltx-accounts.plist"


@pytest.fixture
def agent(agent_path: Path) -> LaunchAgent:
    return LaunchAgent(agent_path, "ltx-accounts")


@pytest.fixture
def registry() -> FakeRegistry:
    return FakeRegistry()


@pytest.fixture
def run_key(registry: FakeRegistry) -> RunKey:
    return RunKey("LTX Accounts", registry)


@pytest.fixture(params=["entry", "agent", "run_key"])
def autostart(request: pytest.FixtureRequest) -> Autostart:
    one: Autostart = request.getfixturevalue(request.param)
    return one


class TestOnEverySystem:
    def test_at_first_it_is_off(self, autostart: Autostart) -> None:
        assert not autostart.enabled()

    def test_it_can_be_switched_on_and_off(self, autostart: Autostart) -> None:
        for _time in range(2):
            autostart.enable(COMMAND)
            assert autostart.enabled()
            autostart.disable()
            assert not autostart.enabled()

    def test_switching_twice_is_well(self, autostart: Autostart) -> None:
        autostart.disable()
        autostart.enable(["/old/place"])
        autostart.enable(COMMAND)
        assert autostart.enabled()
        autostart.disable()
        autostart.disable()
        assert not autostart.enabled()


@linux_only("such entries are Linux's")
class TestTheDesktopEntry:
    @pytest.mark.parametrize(
        "command",
        [
            COMMAND,
            ["/usr/bin/ltx-desktop", "--hidden"],
            ["/venv with space/bin/python", "-m", "ltx_desktop", "--hidden"],
            ["/odd", *ODD_WORDS],
        ],
    )
    def test_it_is_valid(
        self, entry: DesktopEntry, entry_path: Path, command: Sequence[str]
    ) -> None:
        entry.enable(command)
        validator = need("desktop-file-validate")
        done = subprocess.run(
            [validator, str(entry_path)], capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stdout) == (0, "")

    def test_a_desktop_starts_exactly_the_command(
        self, entry: DesktopEntry, tmp_path: Path
    ) -> None:
        """GLib is what GNOME, Xfce and many others start such files with."""
        noted = tmp_path / "noted.json"
        script = f"import json, sys; json.dump(sys.argv[1:], open({str(noted)!r}, 'w'))"
        entry.enable([sys.executable, "-c", script, *ODD_WORDS])
        _launch_with_glib(entry._path)
        assert json.loads(noted.read_text()) == ODD_WORDS

    @pytest.mark.parametrize(
        ("before", "after"),
        [
            ("Terminal=false", "Hidden=true"),
            ("X-GNOME-Autostart-enabled=true", "X-GNOME-Autostart-enabled=false"),
            ("X-GNOME-Autostart-enabled=true", "X-GNOME-Autostart-enabled = false "),
            ("Exec=", "Exec=\nX-Was="),
            ("[Desktop Entry]", "[Something Else]"),
        ],
    )
    def test_switched_off_by_another_program_it_is_off(
        self, entry: DesktopEntry, entry_path: Path, before: str, after: str
    ) -> None:
        entry.enable(COMMAND)
        text = entry_path.read_text("utf-8")
        assert before in text
        entry_path.write_text(text.replace(before, after), "utf-8")
        assert not entry.enabled()
        entry.enable(COMMAND)
        assert entry.enabled()

    def test_other_groups_do_not_count(self, entry: DesktopEntry, entry_path: Path) -> None:
        entry.enable(COMMAND)
        with entry_path.open("a") as file:
            file.write("# Hidden=true\n[Desktop Action x]\nHidden=true\n")
        assert entry.enabled()

    def test_a_damaged_file_starts_nothing(self, entry: DesktopEntry, entry_path: Path) -> None:
        entry_path.parent.mkdir(parents=True)
        for content in (b"", b"\xff\xfe\x00[[[", b"=\n=="):
            entry_path.write_bytes(content)
            assert not entry.enabled()

    def test_it_is_its_owners_and_the_shared_folder_stays_as_it_is(
        self, entry: DesktopEntry, entry_path: Path
    ) -> None:
        entry_path.parent.mkdir(parents=True, mode=0o755)
        entry_path.parent.chmod(0o755)
        entry.enable(COMMAND)
        assert stat.S_IMODE(entry_path.stat().st_mode) == 0o600
        assert stat.S_IMODE(entry_path.parent.stat().st_mode) == 0o755
        assert list(entry_path.parent.iterdir()) == [entry_path]

    def test_where_the_folder_may_not_be_written_it_says_so(
        self, folder_without_root: Path
    ) -> None:
        entry = DesktopEntry(folder_without_root / "autostart" / "a.desktop", "A", "a")
        entry.enable(COMMAND)
        (folder_without_root / "autostart").chmod(0o500)
        for change in (entry.disable, lambda: entry.enable(COMMAND)):
            with pytest.raises(StoreUnavailable) as raised:
                change()
            assert raised.value.reason is Reason.NO_PERMISSION
        (folder_without_root / "autostart").chmod(0o000)
        with pytest.raises(StoreUnavailable):
            entry.enabled()
        (folder_without_root / "autostart").chmod(0o700)


class TestTheLaunchAgent:
    def test_it_says_what_launchd_wants(self, agent: LaunchAgent, agent_path: Path) -> None:
        agent.enable(["/Applications/LTX Accounts", *ODD_WORDS[:5]])
        content = plistlib.loads(agent_path.read_bytes())
        assert content == {
            "Label": "ltx-accounts",
            "ProgramArguments": ["/Applications/LTX Accounts", *ODD_WORDS[:5]],
            "RunAtLoad": True,
            "LimitLoadToSessionType": "Aqua",
            "ProcessType": "Interactive",
        }
        assert agent_path.stem == content["Label"]

    @pytest.mark.parametrize(
        "changed", [{"Disabled": True}, {"RunAtLoad": False}, {"ProgramArguments": []}]
    )
    def test_switched_off_it_is_off(
        self, agent: LaunchAgent, agent_path: Path, changed: dict[str, object]
    ) -> None:
        agent.enable(COMMAND)
        content = plistlib.loads(agent_path.read_bytes())
        agent_path.write_bytes(plistlib.dumps({**content, **changed}))
        assert not agent.enabled()

    @pytest.mark.parametrize(
        "content", [b"", b"<plist>", b"bplist00", b"bplist00" + bytes(40), b"\x00", b"[]"]
    )
    def test_a_damaged_file_starts_nothing(
        self, agent: LaunchAgent, agent_path: Path, content: bytes
    ) -> None:
        agent_path.parent.mkdir(parents=True)
        agent_path.write_bytes(content)
        assert not agent.enabled()

    def test_where_it_cannot_be_kept_it_says_so(self, agent: LaunchAgent, agent_path: Path) -> None:
        agent_path.mkdir(parents=True)
        for call in (agent.enabled, agent.disable, lambda: agent.enable(COMMAND)):
            with pytest.raises(StoreUnavailable):
                call()


class TestTheRunKey:
    def test_the_command_is_one_line_that_windows_splits_again(
        self, run_key: RunKey, registry: FakeRegistry
    ) -> None:
        run_key.enable([r"C:\Program Files\LTX\ltx.exe", "--hidden", 'a "b" c'])
        line = r'"C:\Program Files\LTX\ltx.exe" --hidden "a \"b\" c"'
        assert registry.keys[RUN] == {"LTX Accounts": (line, registry.REG_SZ)}

    def test_task_managers_switch_counts_until_it_is_switched_on_here(
        self, run_key: RunKey, registry: FakeRegistry
    ) -> None:
        run_key.enable(COMMAND)
        registry.keys[APPROVED] = {"LTX Accounts": (b"\x03" + bytes(11), 3)}
        assert not run_key.enabled()
        run_key.enable(COMMAND)
        assert run_key.enabled()
        registry.keys[APPROVED] = {"LTX Accounts": (b"\x02" + bytes(11), 3), "x": (b"\x03", 3)}
        assert run_key.enabled()

    def test_other_programs_stay(self, run_key: RunKey, registry: FakeRegistry) -> None:
        registry.keys[RUN]["Other"] = ("other.exe", 1)
        run_key.enable(COMMAND)
        run_key.disable()
        assert registry.keys[RUN] == {"Other": ("other.exe", 1)}

    def test_an_account_without_the_key_gets_it(
        self, run_key: RunKey, registry: FakeRegistry
    ) -> None:
        registry.keys.clear()
        assert not run_key.enabled()
        run_key.disable()
        run_key.enable(COMMAND)
        assert run_key.enabled()

    @pytest.mark.parametrize("value", [(7, 4), (b"x", 3), ("  ", 1), (None, 0)])
    def test_what_is_no_command_starts_nothing(
        self, run_key: RunKey, registry: FakeRegistry, value: tuple[object, int]
    ) -> None:
        registry.keys[RUN]["LTX Accounts"] = value
        assert not run_key.enabled()

    def test_where_windows_does_not_let_it_says_so(
        self, run_key: RunKey, registry: FakeRegistry
    ) -> None:
        run_key.enable(COMMAND)
        registry.trouble = PermissionError(13, "Access is denied")
        for call in (run_key.enabled, run_key.disable, lambda: run_key.enable(COMMAND)):
            with pytest.raises(StoreUnavailable) as raised:
                call()
            assert raised.value.reason is Reason.NO_PERMISSION


class TestTheOneOfThisUser:
    @not_on_windows("the home folder has another variable there")
    def test_on_linux_it_is_in_the_users_configuration(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.setattr(sys, "platform", "linux")
        monkeypatch.setenv("HOME", str(tmp_path))
        for value, folder in ((str(tmp_path / "own"), "own"), ("", ".config"), ("x", ".config")):
            monkeypatch.setenv("XDG_CONFIG_HOME", value)
            autostart_of_user().enable(COMMAND)
            assert (tmp_path / folder / "autostart" / "ltx-accounts.desktop").is_file()

    @not_on_windows("the home folder has another variable there")
    def test_a_flatpak_is_started_by_the_session_outside(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.setattr(sys, "platform", "linux")
        monkeypatch.setenv("HOME", str(tmp_path))
        monkeypatch.setenv("FLATPAK_ID", "app.synthetic.Example")
        monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "inside"))
        command = session_command("--hidden")
        assert command == ["flatpak", "run", "app.synthetic.Example", "--hidden"]
        for variable, folder in (("", ".config"), (str(tmp_path / "own"), "own")):
            monkeypatch.setenv("HOST_XDG_CONFIG_HOME", variable)
            autostart_of_user().enable(command)
            assert (tmp_path / folder / "autostart" / "ltx-accounts.desktop").is_file()
        assert not (tmp_path / "inside").exists()

    @not_on_windows("the home folder has another variable there")
    def test_on_macos_it_is_in_the_users_library(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.setattr(sys, "platform", "darwin")
        monkeypatch.setenv("HOME", str(tmp_path))
        autostart_of_user().enable(COMMAND)
        assert (tmp_path / "Library/LaunchAgents/ltx-accounts.plist").is_file()

    def test_on_windows_it_is_in_the_registry(self, monkeypatch: pytest.MonkeyPatch) -> None:
        registry = FakeRegistry()
        monkeypatch.setattr(sys, "platform", "win32")
        monkeypatch.setitem(sys.modules, "winreg", registry)
        autostart_of_user().enable(COMMAND)
        assert list(registry.keys[RUN]) == ["LTX Accounts"]


def _launch_with_glib(path: Path) -> None:
    """In a process of its own: GLib starts threads, and the command as its child."""
    library = ctypes.util.find_library("gio-2.0") or "libgio-2.0.so.0"
    program = f"""
import ctypes, os
gio = ctypes.CDLL({library!r})
gio.g_desktop_app_info_new_from_filename.restype = ctypes.c_void_p
gio.g_desktop_app_info_new_from_filename.argtypes = [ctypes.c_char_p]
info = gio.g_desktop_app_info_new_from_filename({os.fsencode(path)!r})
assert info, "GLib finds no program to start in it"
gio.g_app_info_launch.argtypes = [ctypes.c_void_p] * 4
assert gio.g_app_info_launch(info, None, None, None)
"""
    waiting = """
import ctypes
PR_SET_CHILD_SUBREAPER = 36
ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1)
"""
    reaping = (
        "\nwhile True:\n    try:\n        os.wait()\n    except ChildProcessError:\n        break\n"
    )
    subprocess.run([sys.executable, "-c", waiting + program + reaping], check=True, timeout=30)
