# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the rest of the program relies on in the database."""

import threading
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from laufmappe.errors import StorageError, VaultInUseError
from laufmappe.vault import Vault, check_vault, database


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("foreign_keys", 1),
        ("temp_store", 2),
        ("journal_mode", "truncate"),
        ("synchronous", 2),
        ("trusted_schema", 0),
        ("busy_timeout", 3000),
        ("page_size", "4096"),
        # SQLCipher's own doing: what is deleted does not stay in the file, not even encrypted.
        ("secure_delete", 1),
    ],
)
def test_every_connection_is_set_up(vault: Vault, pragma: str, value: object) -> None:
    with vault.engine.connect() as first, vault.writer.connect() as second:
        for connection in (first, second):
            assert connection.execute(text(f"PRAGMA {pragma}")).scalar() == value


def test_a_key_of_another_length_is_never_taken_for_a_passphrase(vault: Vault) -> None:
    for length in (0, 16, 31, 33):
        with pytest.raises(ValueError, match="32 bytes"):
            database.connect(vault.folder / "record.db", bytes(length), 2)


def test_a_writer_takes_the_lock_at_once_and_a_reader_does_not(vault: Vault) -> None:
    with vault.engine.begin() as setup:
        setup.exec_driver_sql("CREATE TABLE t (a)")
    with vault.writer.begin() as writer:
        with vault.engine.begin() as reader:
            assert reader.execute(text("SELECT count(*) FROM t")).scalar() == 0
        with vault.engine.connect() as other:
            other.exec_driver_sql("PRAGMA busy_timeout = 1")
            with pytest.raises(VaultInUseError, match="schreibt gerade"):
                other.exec_driver_sql("INSERT INTO t VALUES (1)")
        writer.exec_driver_sql("INSERT INTO t VALUES (2)")


def test_a_transaction_is_all_or_nothing_with_its_tables(vault: Vault) -> None:
    with pytest.raises(ZeroDivisionError), vault.writer.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE half (a)")
        connection.exec_driver_sql("INSERT INTO half VALUES (1)")
        raise ZeroDivisionError
    with vault.engine.connect() as connection:
        assert not connection.execute(text("SELECT 1 FROM sqlite_schema WHERE name = 'half'")).all()


def test_connections_serve_several_threads(vault: Vault) -> None:
    with vault.writer.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE t (a)")

    def write() -> None:
        # Few enough that nobody waits longer than a writer may, however slow the disk is.
        for number in range(3):
            with vault.writer.begin() as connection:
                connection.execute(text("INSERT INTO t VALUES (:n)"), {"n": number})

    threads = [threading.Thread(target=write) for _number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with vault.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM t")).scalar() == 9


def test_a_full_disk_is_a_sentence_and_loses_nothing(vault: Vault) -> None:
    with vault.writer.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE t (a)")
    with vault.writer.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 20")
        connection.commit()
        with pytest.raises(StorageError, match="kein Platz"):
            connection.execute(text("INSERT INTO t VALUES (randomblob(400000))"))
        connection.rollback()
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    assert check_vault(vault) == []


def test_a_broken_rule_of_a_table_stays_what_it_is(vault: Vault) -> None:
    with vault.writer.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE t (a PRIMARY KEY)")
    with pytest.raises(IntegrityError), vault.writer.begin() as connection:
        connection.exec_driver_sql("INSERT INTO t VALUES (1), (1)")


def test_a_broken_link_between_entries_is_reported(vault: Vault) -> None:
    with vault.engine.connect() as connection:
        connection.exec_driver_sql("CREATE TABLE parent (id INTEGER PRIMARY KEY)")
        connection.exec_driver_sql("CREATE TABLE child (parent REFERENCES parent (id))")
        connection.commit()
        raw = connection.connection.driver_connection
        assert raw is not None
        raw.execute("PRAGMA foreign_keys = OFF")
        raw.execute("INSERT INTO child VALUES (7)")
        raw.execute("PRAGMA foreign_keys = ON")
    (fault,) = check_vault(vault)
    assert "child" in fault


def test_temporary_tables_and_journals_never_reach_the_disk_in_the_clear(
    vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    monkeypatch.setenv("SQLITE_TMPDIR", str(temporary))
    with vault.writer.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE t (a)")
        connection.exec_driver_sql(
            "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)"
            " INSERT INTO t SELECT 'Klartextwort ' || i FROM n"
        )
        connection.exec_driver_sql("CREATE TEMP TABLE s AS SELECT a FROM t ORDER BY a DESC")
        connection.exec_driver_sql("CREATE INDEX i ON t (a)")
        connection.exec_driver_sql("UPDATE t SET a = a || 'x'")
        files = [path for path in (*vault.folder.rglob("*"), *temporary.rglob("*")) if path.is_file()]
        assert not [path.name for path in files if b"Klartextwort" in path.read_bytes()]
    assert list(temporary.iterdir()) == []
