"""The database's schema, as numbered steps: step n leads from version n - 1 to version n.

A step that was released never changes; a new version is a new step at the end. Instants are
integers: microseconds since 1970-01-01T00:00 UTC. There are no columns for cookies or tokens;
fingerprints are keyed hashes (`domain.fingerprint`).
"""

import sqlite3

from ltx_desktop.store.transaction import transaction

APPLICATION_ID = 0x4C545841
"""SQLite's mark of whose file it is: "LTXA"."""

_YEARS_1_TO_9999 = "BETWEEN -62135596800000000 AND 253402300799999999"

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        f"""
        CREATE TABLE account (
            email TEXT NOT NULL PRIMARY KEY,
            max_jobs INTEGER,
            updated INTEGER CHECK (updated {_YEARS_1_TO_9999}),
            access_expiry INTEGER CHECK (access_expiry {_YEARS_1_TO_9999}),
            refresh_expiry INTEGER CHECK (refresh_expiry {_YEARS_1_TO_9999}),
            error TEXT,
            balance REAL,
            marks TEXT NOT NULL,
            seen INTEGER NOT NULL CHECK (seen {_YEARS_1_TO_9999}),
            submitted_at INTEGER CHECK (submitted_at {_YEARS_1_TO_9999}),
            submitted_updated INTEGER CHECK (submitted_updated {_YEARS_1_TO_9999}),
            submitted_refresh_expiry INTEGER
                CHECK (submitted_refresh_expiry {_YEARS_1_TO_9999})
        ) STRICT
        """,
        f"""
        CREATE TABLE moment (
            name TEXT NOT NULL PRIMARY KEY,
            instant INTEGER NOT NULL CHECK (instant {_YEARS_1_TO_9999})
        ) STRICT
        """,
    ),
    (
        "ALTER TABLE account ADD COLUMN submitted_identity TEXT",
        "ALTER TABLE account ADD COLUMN submitted_session TEXT",
        "CREATE TABLE fingerprint_key (key BLOB NOT NULL) STRICT",
        "INSERT INTO fingerprint_key (key) VALUES (randomblob(32))",
    ),
    (
        f"""
        CREATE TABLE reminder (
            email TEXT NOT NULL,
            of_error INTEGER NOT NULL CHECK (of_error IN (0, 1)),
            before_microseconds INTEGER NOT NULL,
            refresh_expiry INTEGER CHECK (refresh_expiry {_YEARS_1_TO_9999}),
            at INTEGER NOT NULL CHECK (at {_YEARS_1_TO_9999}),
            again_at INTEGER CHECK (again_at {_YEARS_1_TO_9999}),
            PRIMARY KEY (email, of_error)
        ) STRICT
        """,
    ),
    (
        f"""
        ALTER TABLE account
            ADD COLUMN vanished_at INTEGER CHECK (vanished_at {_YEARS_1_TO_9999})
        """,
        f"""
        CREATE TABLE sent (
            session TEXT NOT NULL PRIMARY KEY,
            at INTEGER NOT NULL CHECK (at {_YEARS_1_TO_9999})
        ) STRICT
        """,
        # Earlier versions kept the service's words as they came.
        "UPDATE account SET error = redacted(error) WHERE error IS NOT NULL",
    ),
    (
        """
        CREATE TABLE log_in_profile (
            id TEXT NOT NULL PRIMARY KEY,
            email TEXT NOT NULL,
            browser TEXT NOT NULL,
            UNIQUE (email, browser)
        ) STRICT
        """,
    ),
    ("ALTER TABLE account ADD COLUMN submitted_lengths TEXT",),
    (
        "ALTER TABLE account ADD COLUMN lives TEXT",
        f"ALTER TABLE account ADD COLUMN renewed_at INTEGER CHECK (renewed_at {_YEARS_1_TO_9999})",
        f"""
        ALTER TABLE account
            ADD COLUMN error_since INTEGER CHECK (error_since {_YEARS_1_TO_9999})
        """,
        f"""
        ALTER TABLE account
            ADD COLUMN unconfirmed_at INTEGER CHECK (unconfirmed_at {_YEARS_1_TO_9999})
        """,
        """
        CREATE TABLE label (
            email TEXT NOT NULL PRIMARY KEY,
            name TEXT NOT NULL,
            note TEXT NOT NULL
        ) STRICT
        """,
        f"""
        CREATE TABLE history (
            id INTEGER NOT NULL PRIMARY KEY,
            email TEXT NOT NULL,
            at INTEGER NOT NULL CHECK (at {_YEARS_1_TO_9999}),
            kind TEXT NOT NULL,
            words TEXT NOT NULL,
            ends_before INTEGER CHECK (ends_before {_YEARS_1_TO_9999}),
            ends_after INTEGER CHECK (ends_after {_YEARS_1_TO_9999}),
            jobs_before INTEGER,
            jobs_after INTEGER,
            lengths TEXT
        ) STRICT
        """,
        "CREATE INDEX history_of_account ON history (email, at)",
        f"""
        CREATE TABLE removal (
            email TEXT NOT NULL PRIMARY KEY,
            at INTEGER NOT NULL CHECK (at {_YEARS_1_TO_9999}),
            was_sent INTEGER NOT NULL CHECK (was_sent IN (0, 1))
        ) STRICT
        """,
    ),
)

SUPPORTED_VERSION = len(MIGRATIONS)


def version_of(connection: sqlite3.Connection) -> int:
    """The schema version of the file: how many steps were applied to it."""
    return _number(connection, "PRAGMA user_version")


def application_id_of(connection: sqlite3.Connection) -> int:
    return _number(connection, "PRAGMA application_id")


def migrate(
    connection: sqlite3.Connection, steps: tuple[tuple[str, ...], ...] = MIGRATIONS
) -> None:
    """Apply the steps that are missing, each in a transaction of its own."""
    if version_of(connection) < len(steps):
        connection.create_function("redacted", 1, _redacted)
        # What is taken out of a text is to be gone from the file, too.
        connection.execute("PRAGMA secure_delete = ON")
    while version_of(connection) < len(steps):
        with transaction(connection):
            version = version_of(connection)
            if version == len(steps):
                return  # another process was faster
            for statement in steps[version]:
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {version + 1}")


def _redacted(text: str) -> str:
    from ltx_desktop.domain.redaction import redacted  # once for a profile

    return redacted(text)


def schema_of(connection: sqlite3.Connection) -> frozenset[tuple[str, str, str]]:
    """Type, name and text (spaces made one) of what was made by statement."""
    rows = connection.execute("SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL")
    return frozenset((kind, name, " ".join(sql.split())) for kind, name, sql in rows)


def _number(connection: sqlite3.Connection, pragma: str) -> int:
    (number,) = connection.execute(pragma).fetchone()
    return int(number)
