import json
import os
import stat
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from harness.platforms import not_on_windows
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from ltx_desktop.domain.base_url import BaseUrl
from ltx_desktop.domain.expiry import DEFAULT_THRESHOLDS, Thresholds
from ltx_desktop.domain.quiet_hours import QuietHours
from ltx_desktop.domain.settings import Settings, Theme
from ltx_desktop.store.errors import Reason, StoreUnavailable
from ltx_desktop.store.setting_values import KEYS
from ltx_desktop.store.settings import LoadedSettings, SettingsFile

DAY = timedelta(days=1)
NOON = datetime(2026, 1, 31, 12, tzinfo=UTC).timestamp()
CHOSEN = Settings(
    base_url=BaseUrl.parse("http://127.0.0.1:8123/v1/ltxstudio"),
    thresholds=Thresholds(urgent=1 * DAY, renew_soon=7 * DAY),
    reminders=(2 * DAY, DAY / 2),
    quiet_hours=QuietHours.parse("22:00-07:30"),
    refresh_every=None,
    close_to_tray=True,
    browsers={"studio@synthetic.example": "firefox -P studio"},
    log_in_browsers={"studio@synthetic.example": "chromium"},
    look_for_updates=True,
    theme=Theme.WHITE_ON_BLACK,
    history_kept=400 * DAY,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config Jürgen 🎬" / "settings.json"


@pytest.fixture
def file(path: Path) -> SettingsFile:
    return SettingsFile(path)


def write(path: Path, content: bytes | str) -> bytes:
    path.parent.mkdir(exist_ok=True)
    data = content.encode() if isinstance(content, str) else content
    path.write_bytes(data)
    return data


def days(urgent: float, renew_soon: float) -> Thresholds:
    return Thresholds(urgent * DAY, renew_soon * DAY)


class TestKeeping:
    def test_where_there_is_no_file_everything_is_default(
        self, file: SettingsFile, path: Path
    ) -> None:
        assert file.load() == LoadedSettings(Settings())
        assert not path.parent.exists(), "reading makes nothing"

    def test_what_is_saved_comes_back(self, file: SettingsFile, path: Path) -> None:
        file.save(CHOSEN)
        assert file.load() == LoadedSettings(CHOSEN)
        assert json.loads(path.read_text()) == {
            "base_url": "http://127.0.0.1:8123/v1/ltxstudio",
            "urgent_days": 1,
            "renew_soon_days": 7,
            "reminder_days": [2, 0.5],
            "quiet_hours": "22:00-07:30",
            "refresh_minutes": None,
            "close_to_tray": True,
            "browsers": {"studio@synthetic.example": "firefox -P studio"},
            "log_in_browsers": {"studio@synthetic.example": "chromium"},
            "look_for_updates": True,
            "theme": "white-on-black",
            "history_days": 400,
        }

    @given(
        spans=st.lists(
            st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=3650)),
            min_size=2,
            max_size=2,
        )
    )
    @hypothesis_settings(
        suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50
    )
    def test_every_pair_of_thresholds_comes_back(
        self, spans: list[timedelta], file: SettingsFile
    ) -> None:
        chosen = Settings(thresholds=Thresholds(*sorted(spans)))
        file.save(chosen)
        assert file.load() == LoadedSettings(chosen)

    @pytest.mark.parametrize("kept", [0, 364, 3651, "730", None])
    def test_a_history_too_short_to_learn_from_is_not_kept(
        self, file: SettingsFile, path: Path, kept: object
    ) -> None:
        write(path, json.dumps({"history_days": kept}))
        assert file.load() == LoadedSettings(Settings(), ("history_days",))

    def test_unknown_keys_stay(self, file: SettingsFile, path: Path) -> None:
        write(path, '{"language": "de", "later": {"a": [1, null]}, "urgent_days": 2}')
        assert file.load().problems == ()
        file.save(CHOSEN)
        kept = json.loads(path.read_text())
        assert (kept["language"], kept["later"]) == ("de", {"a": [1, None]})
        assert file.load().settings == CHOSEN

    def test_nothing_else_is_left_in_the_folder(self, file: SettingsFile, path: Path) -> None:
        for _ in range(3):
            file.save(CHOSEN)
        assert list(path.parent.iterdir()) == [path]

    @not_on_windows("links need a right there that few have")
    def test_a_linked_file_stays_a_link(
        self, file: SettingsFile, path: Path, tmp_path: Path
    ) -> None:
        path.parent.mkdir()
        target = tmp_path / "dotfiles.json"
        target.write_text("{}")
        path.symlink_to(target)
        file.save(CHOSEN)
        assert path.is_symlink()
        assert file.load().settings == CHOSEN
        assert json.loads(target.read_text())["urgent_days"] == 1

    def test_a_byte_order_mark_does_no_harm(self, file: SettingsFile, path: Path) -> None:
        write(path, b'\xef\xbb\xbf{"urgent_days": 2}')
        assert file.load() == LoadedSettings(Settings(thresholds=days(2, 14)))

    @not_on_windows("Windows has no such modes")
    def test_k10_folder_and_file_are_their_owners_only(
        self, file: SettingsFile, path: Path
    ) -> None:
        file.save(CHOSEN)
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
        path.chmod(0o644)
        file.load()
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


NOT_AN_OBJECT = (
    b"",
    b"not json",
    b"[]",
    b"null",
    b'"text"',
    b'{"urgent_days": 2',
    b'{"urgent_days": NaN}',
    b'{"base_url": "\xff"}',
    b"[" * 200_000,
    b'{"a":' * 200_000,
    b" " * 1_000_000 + b"{}",
    b"\x00" * 100,
)

UNUSABLE: tuple[tuple[dict[str, object], tuple[str, ...]], ...] = (
    ({"base_url": 7}, ("base_url",)),
    ({"base_url": ""}, ("base_url",)),
    ({"base_url": "http://api.useapi.net"}, ("base_url",)),
    ({"base_url": "https://user:canary@api.useapi.net"}, ("base_url",)),
    ({"urgent_days": "3"}, ("urgent_days",)),
    ({"urgent_days": True}, ("urgent_days",)),
    ({"urgent_days": -1}, ("urgent_days",)),
    ({"urgent_days": [], "base_url": {}}, ("base_url", "urgent_days")),
    ({"renew_soon_days": 3651}, ("renew_soon_days",)),
    ({"renew_soon_days": 10**40}, ("renew_soon_days",)),
    ({"log_in_browsers": {"studio@synthetic.example": 1}}, ("log_in_browsers",)),
    ({"look_for_updates": "yes"}, ("look_for_updates",)),
    ({"look_for_updates": 1}, ("look_for_updates",)),
    ({"urgent_days": 9, "renew_soon_days": 8}, ("urgent_days", "renew_soon_days")),
    ({"urgent_days": 15}, ("urgent_days",)),
    ({"renew_soon_days": 2}, ("renew_soon_days",)),
)


class TestDamaged:
    @pytest.mark.parametrize("content", NOT_AN_OBJECT, ids=range(len(NOT_AN_OBJECT)))
    def test_a_file_that_is_no_json_object_leaves_no_address(
        self, content: bytes, file: SettingsFile, path: Path
    ) -> None:
        write(path, content)
        assert file.load() == LoadedSettings(Settings(base_url=None), KEYS)
        assert path.read_bytes() == content, "a person's file to correct"
        assert list(path.parent.iterdir()) == [path]

    @pytest.mark.parametrize(("values", "problems"), UNUSABLE)
    def test_an_unusable_value_is_default_but_for_the_address(
        self, values: dict[str, object], problems: tuple[str, ...], file: SettingsFile, path: Path
    ) -> None:
        content = write(path, json.dumps({**values, "unknown": 1}))
        base_url = None if "base_url" in problems else Settings().base_url
        assert file.load() == LoadedSettings(Settings(base_url=base_url), problems)
        assert path.read_bytes() == content
        assert list(path.parent.iterdir()) == [path]

    def test_good_values_beside_an_unusable_one_count(self, file: SettingsFile, path: Path) -> None:
        write(path, '{"theme": false, "urgent_days": 0, "renew_soon_days": 0.5}')
        loaded = file.load()
        assert loaded.settings == Settings(thresholds=days(0, 0.5))
        assert loaded.problems == ("theme",)

    def test_an_address_that_could_not_be_read_stays_unknown(
        self, file: SettingsFile, path: Path
    ) -> None:
        write(path, "not json")
        file.save(replace(file.load().settings, close_to_tray=True))
        assert file.load() == LoadedSettings(Settings(base_url=None, close_to_tray=True))

    @pytest.mark.parametrize("content", ["not json", '{"theme": 7, "unknown": 1}'])
    def test_saving_keeps_a_copy_of_what_was_unusable(
        self, content: str, file: SettingsFile, path: Path
    ) -> None:
        write(path, content)
        os.utime(path, (NOON, NOON))
        file.save(CHOSEN)
        copy = path.with_name("settings.damaged-20260131-120000.json")
        assert copy.read_text() == content
        assert file.load() == LoadedSettings(CHOSEN)
        file.save(Settings())
        assert {*path.parent.iterdir()} == {path, copy}, "there was nothing unusable any more"

    def test_the_same_damage_is_kept_once_and_another_under_another_name(
        self, file: SettingsFile, path: Path
    ) -> None:
        for content in ("first", "first", "second"):
            write(path, content)
            os.utime(path, (NOON, NOON))
            file.save(CHOSEN)
        kept = sorted(one.read_text() for one in path.parent.glob("settings.damaged-*.json"))
        assert kept == ["first", "second"]

    def test_default_thresholds_are_in_order(self) -> None:
        assert DEFAULT_THRESHOLDS.urgent <= DEFAULT_THRESHOLDS.renew_soon


def folder(path: Path) -> None:
    path.mkdir()


def pipe(path: Path) -> None:
    os.mkfifo(path)


def device(path: Path) -> None:
    path.symlink_to(os.devnull)


class TestUnavailable:
    @pytest.mark.parametrize(
        "other",
        [
            folder,
            *(pytest.param(one, marks=not_on_windows("it has none")) for one in (pipe, device)),
        ],
    )
    def test_something_else_in_the_place_of_the_file(
        self, other: Callable[[Path], None], file: SettingsFile, path: Path
    ) -> None:
        path.parent.mkdir()
        other(path)
        with pytest.raises(StoreUnavailable) as caught:
            file.load()
        assert (caught.value.path, caught.value.reason) == (path, Reason.NO_FILE)
        with pytest.raises(StoreUnavailable):
            file.save(CHOSEN)
        assert path.exists()
        assert not path.is_file()

    def test_a_folder_that_may_not_be_written(self, folder_without_root: Path) -> None:
        path = folder_without_root / "settings.json"
        content = write(path, '{"urgent_days": "x"}')
        folder_without_root.chmod(0o500)
        file = SettingsFile(path)
        assert file.load() == LoadedSettings(Settings(), ("urgent_days",))
        with pytest.raises(StoreUnavailable) as caught:
            file.save(CHOSEN)
        assert caught.value.reason is Reason.NO_PERMISSION
        assert path.read_bytes() == content

    @not_on_windows("links need a right there that few have")
    def test_links_in_a_circle_are_called_that(self, file: SettingsFile, path: Path) -> None:
        path.parent.mkdir()
        path.symlink_to(path)
        with pytest.raises(StoreUnavailable) as caught:
            file.load()
        assert caught.value.reason is Reason.LINKS_IN_A_CIRCLE

    @not_on_windows("links need a right there that few have")
    @pytest.mark.parametrize("is_folder", [False, True])
    def test_a_link_that_leads_nowhere_may_have_led_to_an_address(
        self, file: SettingsFile, path: Path, tmp_path: Path, *, is_folder: bool
    ) -> None:
        """The disk with what is linked to is not there yet, say."""
        if is_folder:
            path.parent.symlink_to(tmp_path / "not there yet")
        else:
            path.parent.mkdir()
            path.symlink_to(tmp_path / "not there yet.json")
        with pytest.raises(StoreUnavailable) as caught:
            file.load()
        assert caught.value.reason is Reason.LINK_TO_NOTHING

    def test_where_a_folder_is_a_file_nothing_was_set(self, file: SettingsFile, path: Path) -> None:
        path.parent.write_text("")
        assert file.load() == LoadedSettings(Settings())
        with pytest.raises(StoreUnavailable) as caught:
            file.save(CHOSEN)
        assert caught.value.reason is Reason.NO_FOLDER

    def test_a_file_that_may_not_be_read(self, folder_without_root: Path) -> None:
        path = folder_without_root / "settings.json"
        SettingsFile(path).save(CHOSEN)
        path.chmod(0)
        with pytest.raises(StoreUnavailable) as caught:
            SettingsFile(path).load()
        assert caught.value.reason is Reason.NO_PERMISSION

    def test_k3_a_full_disk_leaves_the_file_as_it_was(
        self, file: SettingsFile, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(_descriptor: int) -> None:
            raise OSError(28, "No space left on device")

        file.save(CHOSEN)
        with monkeypatch.context() as patch:
            patch.setattr(os, "fsync", full)
            with pytest.raises(StoreUnavailable) as caught:
                file.save(Settings())
        assert caught.value.reason is Reason.DISK_FULL
        assert list(path.parent.iterdir()) == [path]
        assert file.load() == LoadedSettings(CHOSEN)
