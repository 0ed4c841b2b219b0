# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Backups that make themselves: when one is due, where they go, and that one stands before the tables change."""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from laufmappe.casework.backup_places import default_place
from laufmappe.casework.backups.keeping import (
    back_up_if_due,
    back_up_now,
    backup_places,
    is_due,
    last_backup,
    set_backup_places,
)
from laufmappe.casework.cases.document import document_text
from laufmappe.casework.cases.exporting import export_case
from laufmappe.casework.desk import Desk, open_desk
from laufmappe.casework.people.register import NewcomerDraft, count_people, list_people, take_in
from laufmappe.errors import FieldError, StorageError
from laufmappe.records import schema
from laufmappe.vault import list_backups, restore

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture
def beside(desk: Desk) -> Path:
    """Where backups go when nothing else was chosen."""
    return default_place(desk.vault.folder)


@pytest.fixture
def stick(desk: Desk, tmp_path: Path) -> Path:
    """A stick as the second place."""
    set_backup_places(desk, None, tmp_path / "stick")
    return tmp_path / "stick"


def test_the_first_backup_goes_beside_the_vault(desk: Desk, beside: Path) -> None:
    assert last_backup(desk) is None
    report = back_up_if_due(desk, NOON)
    assert report is not None
    assert report.sentences == ()
    assert report.first is not None
    assert report.first.parent == beside == desk.vault.folder.parent / "vault-Sicherungen"
    last = last_backup(desk)
    assert last is not None
    assert (last.folder, last.made) == (report.first, NOON)


def test_locking_for_a_coffee_makes_no_second_backup(desk: Desk, beside: Path) -> None:
    back_up_if_due(desk, NOON)
    assert back_up_if_due(desk, NOON + timedelta(minutes=40)) is None
    assert back_up_if_due(desk, NOON + timedelta(minutes=61)) is not None
    # Of one day, the last one stays.
    assert [entry.made for entry in list_backups(beside)] == [NOON + timedelta(minutes=61)]


def test_the_end_of_the_day_makes_one_all_the_same(desk: Desk) -> None:
    back_up_if_due(desk, NOON)
    assert back_up_if_due(desk, NOON + timedelta(minutes=3), day_ends=True) is None
    assert back_up_if_due(desk, NOON + timedelta(minutes=6), day_ends=True) is not None


def test_a_clock_that_went_back_does_not_stop_backups(desk: Desk) -> None:
    back_up_if_due(desk, NOON)
    assert back_up_if_due(desk, NOON - timedelta(days=400)) is not None


def test_a_stick_gets_a_backup_as_well(desk: Desk, beside: Path, stick: Path) -> None:
    seen: list[float] = []
    report = back_up_now(desk, seen.append, NOON)
    assert report.second is not None
    assert [entry.made for entry in list_backups(stick)] == [entry.made for entry in list_backups(beside)] == [NOON]
    assert seen == sorted(seen)
    assert seen[-1] == 1


def test_a_stick_that_is_away_is_a_sentence_and_not_a_failure(desk: Desk, beside: Path, stick: Path) -> None:
    shutil.rmtree(stick)
    report = back_up_if_due(desk, NOON)
    assert report is not None
    assert report.is_made
    (sentence,) = report.sentences
    assert sentence.startswith("Zweite Sicherung")
    assert str(stick) in sentence
    assert not stick.exists()
    assert len(list_backups(beside)) == 1


def test_a_stick_that_is_back_gets_its_backup_at_the_next_lock(desk: Desk, stick: Path) -> None:
    shutil.rmtree(stick)
    back_up_if_due(desk, NOON)
    assert not is_due(desk, NOON + timedelta(minutes=1))
    stick.mkdir()
    report = back_up_if_due(desk, NOON + timedelta(minutes=2))
    assert report is not None
    assert report.second is not None
    assert back_up_if_due(desk, NOON + timedelta(minutes=3)) is None


def test_a_chosen_place_that_is_away_is_told_and_the_stick_still_gets_its_own(desk: Desk, tmp_path: Path) -> None:
    set_backup_places(desk, tmp_path / "netz", tmp_path / "stick")
    shutil.rmtree(tmp_path / "netz")
    report = back_up_now(desk, now=NOON)
    assert (report.first, report.second is not None, report.is_made) == (None, True, True)
    assert report.sentences[0].startswith("Sicherung: ")
    last = last_backup(desk)
    assert last is not None
    assert last.folder == report.second
    shutil.rmtree(tmp_path / "stick")
    assert not back_up_now(desk, now=NOON).is_made


def test_older_backups_are_thinned_out(desk: Desk, beside: Path) -> None:
    for day in range(30):
        assert back_up_if_due(desk, NOON + timedelta(days=day)) is not None
    left = [entry.made for entry in list_backups(beside)]
    assert 7 <= len(left) <= 7 + 4 + 2
    assert left[-7:] == [NOON + timedelta(days=day) for day in range(23, 30)]


def test_the_places_are_kept_in_the_vault(desk: Desk, tmp_path: Path) -> None:
    set_backup_places(desk, tmp_path / "netz" / "sicher", tmp_path / "stick")
    desk.close()
    again = open_desk(desk.vault.folder, "passphrase")
    places = backup_places(again)
    assert (places.first, places.second, places.chosen) == (tmp_path / "netz" / "sicher", tmp_path / "stick", True)
    set_backup_places(again, None, None)
    assert backup_places(again).first == default_place(desk.vault.folder)
    again.close()


def test_a_place_that_is_none_is_refused(desk: Desk, tmp_path: Path, beside: Path) -> None:
    with pytest.raises(FieldError, match="im Tresor"):
        set_backup_places(desk, desk.vault.folder / "sicher", None)
    with pytest.raises(FieldError, match="derselbe"):
        set_backup_places(desk, None, beside)
    (tmp_path / "datei").write_text("x")
    with pytest.raises(StorageError):
        set_backup_places(desk, tmp_path / "datei", None)
    assert not backup_places(desk).chosen


def test_a_cancelled_backup_leaves_none(desk: Desk, beside: Path) -> None:
    def stop(_share: float) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        back_up_now(desk, stop)
    assert list(beside.iterdir()) == []


def older(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Makes the vault one of an older program: the next migration is still to come."""
    monkeypatch.setattr(schema, "OLDER", ("0000",))
    monkeypatch.setattr(schema, "migrate", _to_head)
    with desk.vault.writer.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0000'"))


def _to_head(engine: object, target: str) -> None:
    from sqlalchemy import Engine

    assert isinstance(engine, Engine)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :target"), {"target": target})


@pytest.mark.parametrize("chosen", ["", "netz", "netz, away"])
def test_a_backup_stands_before_the_tables_are_changed(
    desk: Desk, beside: Path, tmp_path: Path, chosen: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "netz" if chosen else beside
    if chosen:
        set_backup_places(desk, place, None)
    take_in(desk, NewcomerDraft(given_name="Amira"))
    older(desk, monkeypatch)
    if chosen == "netz, away":
        shutil.rmtree(place)
        place = beside
    again = Desk(desk.vault, "Maria Beispiel")
    assert schema.version(again.vault.engine) == schema.HEAD
    (made,) = list_backups(place)
    desk.close()
    restore(made.folder, tmp_path / "alt")
    monkeypatch.setattr(schema, "upgrade", lambda *_arguments, **_more: False)
    restored = open_desk(tmp_path / "alt", "passphrase")
    assert schema.version(restored.vault.engine) == "0000"
    assert count_people(restored) == 1
    restored.close()


def test_without_a_backup_the_tables_are_not_changed(desk: Desk, beside: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    older(desk, monkeypatch)
    beside.write_text("here is no room for a folder")
    with pytest.raises(StorageError):
        Desk(desk.vault, "Maria Beispiel")
    assert schema.version(desk.vault.engine) == "0000"


def test_a_new_vault_needs_no_backup_before_its_first_tables(desk: Desk, beside: Path) -> None:
    assert not beside.exists()


def test_a_restored_backup_exports_the_same_document_for_every_person(desk: Desk, tmp_path: Path) -> None:
    from laufmappe.casework.demo.build import build_demo

    build_demo(desk, people=12)
    before = {row.id: document_text(export_case(desk, row.id)) for row in list_people(desk)}
    report = back_up_now(desk)
    assert report.first is not None
    desk.close()
    restore(report.first, tmp_path / "neu")
    restored = open_desk(tmp_path / "neu", "passphrase")
    after = {row.id: document_text(export_case(restored, row.id)) for row in list_people(restored)}
    restored.close()
    assert len(before) == 12
    assert after == before
