import errno
import os
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from harness.full_disk import full_disk
from harness.platforms import linux_only, not_on_windows

from ltx_desktop.domain.account import Account, AccountRecord
from ltx_desktop.store.accounts import AccountStore
from ltx_desktop.store.backup import backup_of
from ltx_desktop.store.database import Opened, open_database
from ltx_desktop.store.errors import NewerDatabase, Reason, StoreUnavailable
from ltx_desktop.store.migrations import (
    APPLICATION_ID,
    MIGRATIONS,
    SUPPORTED_VERSION,
    application_id_of,
    migrate,
    schema_of,
    version_of,
)
from ltx_desktop.store.reasons import unavailable
from ltx_desktop.store.rows import COLUMNS, to_row

SEEN = datetime(2026, 1, 2, tzinfo=UTC)
EMAIL = "kept@example.com"
RECORD = AccountRecord(Account(EMAIL, max_jobs=7), SEEN)
NO_WAIT = timedelta(0)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def execute(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def kept(path: Path, now: datetime) -> tuple[AccountRecord, ...]:
    """The records after opening once more, with nothing set aside."""
    opened = open_database(path, now)
    assert opened.set_aside is None
    store = AccountStore(opened.connection)
    store.close()
    return store.records()


def assert_is_read_and_refuses_changes(opened: Opened, reason: Reason) -> None:
    store = AccountStore(opened.connection)
    assert store.records() == (RECORD,)
    with pytest.raises(StoreUnavailable) as caught:
        store.remove([RECORD.email])
    assert caught.value.reason is reason
    store.close()


@pytest.fixture
def with_record(database_path: Path, reopen: Callable[[], AccountStore]) -> Path:
    store = reopen()
    store.put([RECORD])
    store.close()
    return database_path


class TestFresh:
    def test_is_marked_versioned_strict_and_in_wal_mode(
        self, database_path: Path, now: datetime
    ) -> None:
        opened = open_database(database_path, now)
        with closing(opened.connection) as connection:
            assert opened.set_aside is None
            assert application_id_of(connection) == APPLICATION_ID
            assert version_of(connection) == SUPPORTED_VERSION == len(MIGRATIONS)
            assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
            tables = {text for kind, _name, text in schema_of(connection) if kind == "table"}
            assert len(tables) == 9
            assert all(text.endswith("STRICT") for text in tables)

    def test_leaves_nothing_else_behind(self, database_path: Path, now: datetime) -> None:
        open_database(database_path, now).connection.close()
        assert [path.name for path in database_path.parent.iterdir()] == ["accounts.db"]

    def test_opens_again_with_what_it_held(self, with_record: Path, now: datetime) -> None:
        assert kept(with_record, now) == (RECORD,)

    def test_another_process_that_makes_it_at_the_same_time_wins(
        self, database_path: Path, now: datetime, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        real_link = os.link

        def late_link(source: str, target: Path) -> None:
            monkeypatch.setattr(os, "link", real_link)
            store = AccountStore(open_database(database_path, now).connection)
            store.put([RECORD])
            store.close()
            real_link(source, target)

        monkeypatch.setattr(os, "link", late_link)
        assert kept(database_path, now) == (RECORD,)

    def test_a_file_system_without_links_will_do(
        self, database_path: Path, now: datetime, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def no_link(source: str, target: Path) -> None:
            raise PermissionError(1, "Operation not permitted")

        monkeypatch.setattr(os, "link", no_link)
        assert kept(database_path, now) == ()
        assert [path.name for path in database_path.parent.iterdir()] == ["accounts.db"]


class TestMigrations:
    def test_of_an_empty_database_lead_from_version_0(
        self, database_path: Path, now: datetime
    ) -> None:
        database_path.parent.mkdir()
        execute(database_path, "PRAGMA user_version = 0", "VACUUM")
        assert database_path.stat().st_size > 0
        assert kept(database_path, now) == ()

    @pytest.mark.parametrize("version", range(1, SUPPORTED_VERSION + 1))
    def test_keep_what_each_earlier_version_held(
        self, database_path: Path, now: datetime, version: int
    ) -> None:
        held: dict[str, str | int] = {
            "email": EMAIL,
            "marks": "",
            "seen": 0,
            "submitted_at": 1,
            "submitted_identity": "identity",
            "submitted_session": "session",
            "submitted_lengths": "17 868 44",
            "lives": "2592000 5184000",
            "renewed_at": 2,
            "error_since": 3,
            "unconfirmed_at": 4,
        }
        database_path.parent.mkdir()
        with closing(sqlite3.connect(database_path, isolation_level=None)) as connection:
            migrate(connection, MIGRATIONS[:version])
            columns = [row[1] for row in connection.execute("PRAGMA table_info (account)")]
            held = {name: value for name, value in held.items() if name in columns}
            places = ", ".join("?" for _ in held)
            connection.execute(
                f"INSERT INTO account ({', '.join(held)}) VALUES ({places})",
                (*held.values(),),
            )
        (record,) = kept(database_path, now)
        row = dict(zip(COLUMNS, to_row(record), strict=True))
        assert {name: value for name, value in row.items() if value is not None} == held
        with closing(open_database(database_path, now).connection) as connection:
            assert version_of(connection) == SUPPORTED_VERSION

    def test_are_counted_and_run_once(self) -> None:
        steps: tuple[tuple[str, ...], ...] = (
            ("CREATE TABLE one (n INTEGER) STRICT",),
            ("CREATE TABLE two (n INTEGER) STRICT", "INSERT INTO two VALUES (1)"),
        )
        with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
            migrate(connection, steps[:1])
            assert version_of(connection) == 1
            for _ in range(3):
                migrate(connection, steps)
            assert version_of(connection) == 2
            assert connection.execute("SELECT n FROM two").fetchall() == [(1,)]

    def test_that_another_process_ran_meanwhile_are_not_run_again(self, tmp_path: Path) -> None:
        steps: tuple[tuple[str, ...], ...] = (
            ("CREATE TABLE one (n INTEGER) STRICT",),
            ("CREATE TABLE two (n INTEGER) STRICT",),
        )
        path = tmp_path / "accounts.db"
        with (
            closing(sqlite3.connect(path, isolation_level=None)) as slow,
            closing(sqlite3.connect(path, isolation_level=None)) as fast,
        ):
            # SQLite calls it with a statement that is about to run.
            slow.set_trace_callback(
                lambda statement: migrate(fast, steps) if "BEGIN" in statement else None
            )
            migrate(slow, steps)
            assert version_of(slow) == 2
            assert {name for _kind, name, _sql in schema_of(slow)} == {"one", "two"}

    def test_that_fail_leave_the_version_before(self) -> None:
        steps = (
            ("CREATE TABLE one (n INTEGER) STRICT",),
            ("CREATE TABLE two (n INTEGER) STRICT", "CREATE TABLE one (n INTEGER) STRICT"),
        )
        with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
            with pytest.raises(sqlite3.OperationalError, match="already exists"):
                migrate(connection, steps)
            assert version_of(connection) == 1
            assert {name for _kind, name, _sql in schema_of(connection)} == {"one"}

    def test_bring_an_older_file_up_to_date_with_what_it_held(
        self, with_record: Path, now: datetime, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        longer = (*MIGRATIONS, ("CREATE TABLE later (n INTEGER) STRICT",))
        monkeypatch.setattr("ltx_desktop.store.migrations.MIGRATIONS", longer)
        monkeypatch.setattr("ltx_desktop.store.migrations.migrate.__defaults__", (longer,))
        monkeypatch.setattr("ltx_desktop.store.database.MIGRATIONS", longer)
        monkeypatch.setattr("ltx_desktop.store.database.SUPPORTED_VERSION", len(longer))
        assert kept(with_record, now) == (RECORD,)
        with closing(open_database(with_record, now).connection) as connection:
            assert version_of(connection) == len(longer)


class TestNewer:
    def test_is_refused_with_both_versions_and_not_a_byte_changed(
        self, with_record: Path, now: datetime
    ) -> None:
        execute(with_record, f"PRAGMA user_version = {SUPPORTED_VERSION + 4}")
        before = with_record.read_bytes()
        with pytest.raises(NewerDatabase) as caught:
            open_database(with_record, now)
        assert (caught.value.path, caught.value.found, caught.value.supported) == (
            with_record,
            SUPPORTED_VERSION + 4,
            SUPPORTED_VERSION,
        )
        assert with_record.read_bytes() == before

    def test_not_even_its_journal_is_folded_in(self, with_record: Path, now: datetime) -> None:
        with closing(sqlite3.connect(with_record, isolation_level=None)) as writer:
            writer.execute(f"PRAGMA user_version = {SUPPORTED_VERSION + 1}")
            left = contents(with_record.parent)
        with_record.with_name("accounts.db-wal").write_bytes(left["accounts.db-wal"])
        with_record.write_bytes(left["accounts.db"])
        with pytest.raises(NewerDatabase):
            open_database(with_record, now)
        for name in ("accounts.db", "accounts.db-wal"):
            assert (with_record.parent / name).read_bytes() == left[name], name


def text_file(path: Path) -> None:
    path.write_text("dear diary, " * 500)


def short_text(path: Path) -> None:
    path.write_bytes(b"x")


def zero_bytes(path: Path) -> None:
    path.write_bytes(b"")


def zeros(path: Path) -> None:
    path.write_bytes(bytes(8192))


def truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:6000])


def torn_page(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096:8192] = os.urandom(4096)
    path.write_bytes(content)


def torn_schema(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[100:4096] = b"\xff" * 3996
    path.write_bytes(content)


def other_program(path: Path) -> None:
    path.unlink()
    execute(path, "CREATE TABLE moz_cookies (id)", "PRAGMA user_version = 12")


def other_program_of_our_version(path: Path) -> None:
    execute(path, "PRAGMA application_id = 0x0BADCAFE")


def without_our_table(path: Path) -> None:
    execute(path, "DROP TABLE moment")


def with_a_column_less(path: Path) -> None:
    execute(path, "ALTER TABLE account DROP COLUMN balance")


def impossible_moment(path: Path) -> None:
    execute(
        path,
        "PRAGMA ignore_check_constraints = ON",
        f"UPDATE account SET seen = {2**62}",
    )


def unversioned_with_tables(path: Path) -> None:
    execute(path, "PRAGMA user_version = 0")


DAMAGES = (
    text_file,
    short_text,
    zero_bytes,
    zeros,
    truncated,
    torn_page,
    torn_schema,
    other_program,
    other_program_of_our_version,
    without_our_table,
    with_a_column_less,
    impossible_moment,
    unversioned_with_tables,
)


class TestDamaged:
    @pytest.mark.parametrize("damage", DAMAGES)
    def test_is_set_aside_byte_for_byte_and_a_fresh_one_made(
        self, damage: Callable[[Path], None], with_record: Path, now: datetime
    ) -> None:
        damage(with_record)
        before = with_record.read_bytes()
        opened = open_database(with_record, now)
        opened.connection.close()
        assert opened.set_aside == with_record.with_name("accounts.damaged-20260131-174500.db")
        assert opened.set_aside.read_bytes() == before
        assert kept(with_record, now) == ()

    @not_on_windows("links need a right there that few have")
    def test_behind_a_link_leaves_the_link(
        self, with_record: Path, tmp_path: Path, now: datetime
    ) -> None:
        link = tmp_path / "linked" / "accounts.db"
        link.parent.mkdir()
        link.symlink_to(with_record)
        text_file(with_record)
        before = with_record.read_bytes()
        opened = open_database(link, now)
        opened.connection.close()
        assert opened.set_aside is not None
        assert (opened.set_aside.parent, opened.set_aside.read_bytes()) == (
            with_record.parent,
            before,
        )
        assert link.readlink() == with_record
        assert kept(link, now) == ()

    def test_takes_its_journals_along(self, with_record: Path, now: datetime) -> None:
        text_file(with_record)
        for ending in ("-wal", "-shm", "-journal"):
            with_record.with_name(f"accounts.db{ending}").write_text(ending)
        open_database(with_record, now).connection.close()
        for ending in ("-wal", "-shm", "-journal"):
            moved = with_record.with_name(f"accounts.damaged-20260131-174500.db{ending}")
            assert moved.read_text() == ending

    def test_a_journal_without_its_database_never_gets_into_the_fresh_one(
        self, with_record: Path, now: datetime
    ) -> None:
        with closing(sqlite3.connect(with_record, isolation_level=None)) as writer:
            writer.execute("UPDATE account SET max_jobs = 9")
            journal = with_record.with_name("accounts.db-wal").read_bytes()
        with_record.unlink()
        with_record.with_name("accounts.db-wal").write_bytes(journal)
        opened = open_database(with_record, now)
        opened.connection.close()
        assert opened.set_aside == with_record.with_name("accounts.damaged-20260131-174500.db-wal")
        assert opened.set_aside.read_bytes() == journal
        assert kept(with_record, now) == ()

    def test_a_left_rollback_journal_is_rolled_back(self, with_record: Path, now: datetime) -> None:
        with closing(sqlite3.connect(with_record, isolation_level=None)) as writer:
            writer.execute("PRAGMA journal_mode = DELETE")
            writer.execute("PRAGMA cache_size = 1")
            writer.execute("BEGIN IMMEDIATE")
            writer.execute("UPDATE account SET max_jobs = 9")
            writer.executemany("INSERT INTO moment VALUES (?, 0)", ((str(n),) for n in range(2000)))
            left = contents(with_record.parent)
            writer.execute("ROLLBACK")
        assert left["accounts.db"] != with_record.read_bytes(), "written half-way"
        for name, content in left.items():
            (with_record.parent / name).write_bytes(content)
        assert kept(with_record, now) == (RECORD,)

    def test_of_another_program_its_left_journal_stays_as_it_is(
        self, database_path: Path, now: datetime
    ) -> None:
        database_path.parent.mkdir()
        execute(database_path, "CREATE TABLE theirs (n)")
        with closing(sqlite3.connect(database_path, isolation_level=None)) as writer:
            writer.execute("PRAGMA cache_size = 1")
            writer.execute("BEGIN IMMEDIATE")
            writer.executemany("INSERT INTO theirs VALUES (?)", ((n,) for n in range(5000)))
            left = contents(database_path.parent)
            writer.execute("ROLLBACK")
        for name, content in left.items():
            (database_path.parent / name).write_bytes(content)
        opened = open_database(database_path, now)
        opened.connection.close()
        assert opened.set_aside
        assert opened.set_aside.read_bytes() == left["accounts.db"]
        journal = opened.set_aside.with_name(f"{opened.set_aside.name}-journal")
        assert journal.read_bytes() == left["accounts.db-journal"]

    def test_a_folder_in_its_place_is_set_aside(self, database_path: Path, now: datetime) -> None:
        (database_path / "of somebody").mkdir(parents=True)
        opened = open_database(database_path, now)
        opened.connection.close()
        assert opened.set_aside
        assert (opened.set_aside / "of somebody").is_dir()
        assert kept(database_path, now) == ()

    @not_on_windows("it has no pipes among its files")
    @pytest.mark.parametrize("ending", ["", "-wal", "-shm", "-journal"])
    def test_a_pipe_is_not_waited_for(self, ending: str, with_record: Path, now: datetime) -> None:
        pipe = with_record.with_name(f"{with_record.name}{ending}")
        pipe.unlink(missing_ok=True)
        os.mkfifo(pipe)
        opened = open_database(with_record, now)
        opened.connection.close()
        assert opened.set_aside
        assert kept(with_record, now) == ()

    def test_never_overwrites_an_earlier_one(self, with_record: Path, now: datetime) -> None:
        asides: list[Path | None] = []
        for text in ("first", "second", "third"):
            with_record.write_text(text)
            opened = open_database(with_record, now)
            opened.connection.close()
            asides.append(opened.set_aside)
        assert [aside and aside.read_text() for aside in asides] == ["first", "second", "third"]
        assert [aside and aside.name for aside in asides] == [
            "accounts.damaged-20260131-174500.db",
            "accounts.damaged-20260131-174500-2.db",
            "accounts.damaged-20260131-174500-3.db",
        ]

    def test_k2_a_torn_journal_is_recovered_by_sqlite(
        self, with_record: Path, now: datetime
    ) -> None:
        with closing(sqlite3.connect(with_record, isolation_level=None)) as writer:
            writer.execute("UPDATE account SET max_jobs = 8")
            writer.execute("UPDATE account SET max_jobs = 9")
            left = contents(with_record.parent)
        with_record.write_bytes(left["accounts.db"])
        with_record.with_name("accounts.db-wal").write_bytes(left["accounts.db-wal"][:-100])
        (record,) = kept(with_record, now)
        assert record.account.max_jobs == 8

    def test_text_costs_only_that_text(self, with_record: Path, now: datetime) -> None:
        content = with_record.read_bytes()
        assert content.count(b"kept@example.com") == 2, "the row and its index"
        with_record.write_bytes(content.replace(b"kept@example.com", b"\xff" * 16))
        (record,) = kept(with_record, now)
        assert record.email == "\ufffd" * 16
        assert record.account.max_jobs == 7


class TestUnavailable:
    @not_on_windows("it has no such locks")
    @pytest.mark.parametrize("number", [errno.ENOLCK, errno.ENOTSUP])
    @pytest.mark.parametrize("code", [sqlite3.SQLITE_BUSY, sqlite3.SQLITE_IOERR_LOCK])
    def test_k6_a_share_without_locks_is_no_locked_file(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: int
    ) -> None:
        import fcntl  # Windows has none

        error = sqlite3.OperationalError()
        error.sqlite_errorcode = code
        held = Reason.LOCKED if code == sqlite3.SQLITE_BUSY else Reason.OTHER
        assert unavailable(tmp_path / "x.db", error).reason is held

        def refuse(_descriptor: int, _kind: int) -> None:
            raise OSError(number, os.strerror(number))

        monkeypatch.setattr(fcntl, "lockf", refuse)
        assert unavailable(tmp_path / "x.db", error).reason is Reason.NO_LOCKS

    def test_locked_by_another_connection(self, with_record: Path, now: datetime) -> None:
        with closing(sqlite3.connect(with_record, isolation_level=None)) as other:
            other.execute("PRAGMA locking_mode = EXCLUSIVE")
            other.execute("BEGIN EXCLUSIVE")
            other.execute("DELETE FROM account")
            with pytest.raises(StoreUnavailable) as caught:
                open_database(with_record, now, wait=NO_WAIT)
            other.execute("ROLLBACK")
        assert (caught.value.path, caught.value.reason) == (with_record, Reason.LOCKED)
        assert kept(with_record, now) == (RECORD,)

    def test_a_writer_elsewhere_does_not_keep_it_from_being_read(
        self, with_record: Path, now: datetime
    ) -> None:
        with closing(sqlite3.connect(with_record, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            assert kept(with_record, now) == (RECORD,)

    def test_a_file_in_the_place_of_its_folder(self, tmp_path: Path, now: datetime) -> None:
        (tmp_path / "data").write_text("in the way")
        with pytest.raises(StoreUnavailable) as caught:
            open_database(tmp_path / "data" / "accounts.db", now)
        assert caught.value.reason is Reason.NO_FOLDER

    def test_a_folder_that_may_not_be_written(
        self, folder_without_root: Path, now: datetime
    ) -> None:
        folder_without_root.chmod(0o500)
        with pytest.raises(StoreUnavailable) as caught:
            open_database(folder_without_root / "accounts.db", now)
        assert caught.value.reason is Reason.NO_PERMISSION

    def test_a_database_in_a_folder_that_may_not_be_written_is_read(
        self, folder_without_root: Path, now: datetime
    ) -> None:
        path = folder_without_root / "accounts.db"
        store = AccountStore(open_database(path, now).connection)
        store.put([RECORD])
        store.close()
        folder_without_root.chmod(0o500)
        opened = open_database(path, now)
        assert opened.only_read is Reason.NO_PERMISSION
        folder_without_root.chmod(0o700)
        AccountStore(opened.connection, only_read=True).back_up()
        assert not backup_of(path).exists()
        folder_without_root.chmod(0o500)
        assert_is_read_and_refuses_changes(opened, Reason.NO_PERMISSION)

    def test_k3_on_a_full_disk_it_is_read(self, with_record: Path, now: datetime) -> None:
        before = with_record.read_bytes()
        with full_disk():
            opened = open_database(with_record, now)
            assert opened.only_read is Reason.DISK_FULL
            assert_is_read_and_refuses_changes(opened, Reason.DISK_FULL)
        assert with_record.read_bytes() == before
        assert kept(with_record, now) == (RECORD,)

    @pytest.mark.parametrize("damage", [text_file, truncated, impossible_moment])
    def test_k3_a_damaged_one_on_a_full_disk_is_not_believed(
        self, damage: Callable[[Path], None], with_record: Path, now: datetime
    ) -> None:
        damage(with_record)
        with full_disk(), pytest.raises(StoreUnavailable):
            open_database(with_record, now)

    @pytest.mark.parametrize("journal", ["-journal", "-wal"])
    def test_k3_a_transaction_that_was_cut_is_not_read_on_a_full_disk_half_way(
        self, journal: str, with_record: Path, now: datetime
    ) -> None:
        with closing(sqlite3.connect(with_record, isolation_level=None)) as writer:
            if journal == "-journal":
                writer.execute("PRAGMA journal_mode = DELETE")
            writer.execute("PRAGMA cache_size = 1")
            writer.execute("BEGIN IMMEDIATE")
            writer.execute("UPDATE account SET max_jobs = 9")
            writer.executemany("INSERT INTO moment VALUES (?, 0)", ((str(n),) for n in range(2000)))
            left = contents(with_record.parent)
            writer.execute("ROLLBACK")
        for name, content in left.items():
            (with_record.parent / name).write_bytes(content)
        with_record.with_name("accounts.db-shm").unlink(missing_ok=True)
        with full_disk():
            if journal == "-journal":
                with pytest.raises(StoreUnavailable):
                    open_database(with_record, now)
            else:
                opened = open_database(with_record, now)
                assert_is_read_and_refuses_changes(opened, Reason.DISK_FULL)

    def test_a_file_that_may_not_be_read(self, folder_without_root: Path, now: datetime) -> None:
        path = folder_without_root / "accounts.db"
        open_database(path, now).connection.close()
        path.chmod(0)
        with pytest.raises(StoreUnavailable) as caught:
            open_database(path, now)
        assert caught.value.reason is Reason.NO_PERMISSION

    def test_a_file_that_may_only_be_read_is_read_and_refuses_changes(
        self, folder_without_root: Path, now: datetime
    ) -> None:
        path = folder_without_root / "accounts.db"
        store = AccountStore(open_database(path, now).connection)
        store.put([RECORD])
        store.close()
        path.chmod(0o400)
        assert_is_read_and_refuses_changes(open_database(path, now), Reason.READ_ONLY)

    def test_a_damaged_file_that_cannot_be_set_aside_stays(
        self, folder_without_root: Path, now: datetime
    ) -> None:
        path = folder_without_root / "accounts.db"
        text_file(path)
        folder_without_root.chmod(0o500)
        before = path.read_bytes()
        with pytest.raises(StoreUnavailable):
            open_database(path, now)
        assert path.read_bytes() == before


@not_on_windows("Windows has no such modes")
class TestPrivacy:
    def test_folder_and_files_are_their_owners_only(
        self, database_path: Path, now: datetime
    ) -> None:
        with closing(open_database(database_path, now).connection) as connection:
            connection.execute("INSERT INTO moment VALUES ('test', 0)")
            assert mode(database_path.parent) == 0o700
            modes = {path.name: mode(path) for path in database_path.parent.iterdir()}
        assert modes == {
            "accounts.db": 0o600,
            "accounts.db-wal": 0o600,
            "accounts.db-shm": 0o600,
        }

    def test_k10_wider_ones_are_narrowed(self, with_record: Path, now: datetime) -> None:
        with_record.chmod(0o666)
        with_record.parent.chmod(0o777)
        assert kept(with_record, now) == (RECORD,)
        assert (mode(with_record), mode(with_record.parent)) == (0o600, 0o700)

    def test_a_wider_journal_is_narrowed(self, with_record: Path, now: datetime) -> None:
        with closing(sqlite3.connect(with_record, isolation_level=None)) as other:
            other.execute("UPDATE account SET max_jobs = 9")
            with_record.with_name("accounts.db-wal").chmod(0o644)
            assert len(kept(with_record, now)) == 1
            assert mode(with_record.with_name("accounts.db-wal")) == 0o600

    @pytest.mark.parametrize("shared", [0o1777, 0o1700])
    def test_a_shared_folder_stays_as_it_is(
        self, shared: int, tmp_path: Path, now: datetime
    ) -> None:
        tmp_path.chmod(shared)
        open_database(tmp_path / "accounts.db", now).connection.close()
        assert mode(tmp_path) == shared

    def test_the_home_folder_stays_as_it_is(
        self, tmp_path: Path, now: datetime, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "home").mkdir()
        monkeypatch.setenv("HOME", str(tmp_path / "home"))
        for folder in (tmp_path, tmp_path / "home"):
            folder.chmod(0o755)
            open_database(folder / "accounts.db", now).connection.close()
            assert mode(folder) == 0o755


ODD_NAMES = (
    "with spaces",
    "Jürgen Weiß",
    "🎬🎞️",
    "100%25",
    "; DROP TABLE account",
    "-wal",
    *(
        pytest.param(name, marks=not_on_windows("it has no such names"))
        for name in ("what?mode=ro#fragment", "x" * 200, ":memory:")
    ),
)


class TestOddPaths:
    @pytest.mark.parametrize("name", ODD_NAMES)
    def test_k11_hold_a_database(self, name: str, tmp_path: Path, now: datetime) -> None:
        self.check(tmp_path / name / f"{name}.db", now)

    @linux_only("names are Unicode elsewhere")
    def test_a_name_that_is_not_unicode(self, tmp_path: Path, now: datetime) -> None:
        self.check(tmp_path / os.fsdecode(b"\xff\xfe") / "accounts.db", now)

    @not_on_windows("links need a right there that few have")
    def test_k11_a_linked_folder(self, tmp_path: Path, now: datetime) -> None:
        (tmp_path / "elsewhere").mkdir()
        (tmp_path / "data").symlink_to("elsewhere", target_is_directory=True)
        self.check(tmp_path / "data" / "accounts.db", now)
        assert (tmp_path / "elsewhere" / "accounts.db").exists()

    def test_a_relative_one(
        self, tmp_path: Path, now: datetime, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        self.check(Path("data") / "accounts.db", now)

    @staticmethod
    def check(path: Path, now: datetime) -> None:
        opened: Opened = open_database(path, now)
        store = AccountStore(opened.connection)
        store.put([RECORD])
        store.close()
        assert path.is_file()
        assert kept(path, now) == (RECORD,)
