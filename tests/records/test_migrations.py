# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine, inspect, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from laufmappe.errors import DatabaseDamagedError, VaultTooNewError
from laufmappe.records import schema
from laufmappe.records.base import Base
from laufmappe.records.chains import AgreedChain, Step
from laufmappe.records.journal import JOURNALLED
from laufmappe.records.newcomers import Milestone, Newcomer
from laufmappe.vault import CHEAP_COST, SEAL_TABLE, create_vault

ORDER = [*schema.OLDER, schema.HEAD]


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """The database of a new vault, still without tables of the record."""
    vault, _recovery_key = create_vault(tmp_path / "vault", "passphrase", cost=CHEAP_COST)
    yield vault.engine
    vault.close()


def _fill(engine: Engine) -> None:
    with Session(engine) as session, session.begin():
        person = Newcomer(number=1, given_name="Amira", taken_in_on=date(2026, 11, 23), needs=["work"])
        person.milestones.append(Milestone(kind="arrival", on_date="2026-10"))
        chain = AgreedChain(template="K2", template_version=1, name="Anerkannt", agreed_on=date(2026, 11, 23))
        chain.steps.append(Step(position=0, title="Erstberatung", state_since=date(2026, 11, 23)))
        person.chains.append(chain)
        session.add(person)


def _content(engine: Engine) -> dict[str, list[tuple[object, ...]]]:
    with engine.connect() as connection:
        return {t: [tuple(r) for r in connection.execute(text(f"SELECT * FROM {t}"))] for t in sorted(JOURNALLED)}  # noqa: S608  # our own names


def test_a_new_vault_gets_all_tables_and_says_so_once(engine: Engine) -> None:
    assert schema.version(engine) is None
    assert schema.upgrade(engine)
    assert not schema.upgrade(engine)
    assert schema.version(engine) == schema.HEAD
    assert set(Base.metadata.tables) <= set(inspect(engine).get_table_names())


def test_the_migrations_make_exactly_the_tables_of_the_models(engine: Engine) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    schema.upgrade(engine)
    ours = {*Base.metadata.tables}

    def is_ours(_object: object, name: str | None, kind: str, _reflected: bool, _compared: object) -> bool:
        return kind != "table" or name in ours

    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": is_ours, "compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_names_are_searched_in_an_index_for_full_text(engine: Engine) -> None:
    schema.upgrade(engine)
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO person_search(rowid, newcomer_id, words) VALUES (1, 'x', 'amira haddad')"))
        hits = "SELECT newcomer_id FROM person_search WHERE person_search MATCH '\"had\"*'"
        assert connection.execute(text(hits)).scalars().all() == ["x"]


@pytest.mark.parametrize("older", ORDER[:-1] or ORDER)
def test_people_survive_the_way_down_and_up_again(engine: Engine, older: str) -> None:
    schema.upgrade(engine)
    _fill(engine)
    before = _content(engine)
    schema.migrate(engine, older)
    schema.migrate(engine, schema.HEAD)
    assert _content(engine) == before


def test_the_way_down_to_nothing_leaves_only_what_is_the_vaults_own(engine: Engine) -> None:
    schema.upgrade(engine)
    _fill(engine)
    schema.migrate(engine, "base")
    assert {t for t in inspect(engine).get_table_names() if t != "alembic_version"} == {SEAL_TABLE}
    schema.migrate(engine, schema.HEAD)
    assert schema.version(engine) == schema.HEAD


def test_foreign_keys_hold_after_a_migration(engine: Engine) -> None:
    schema.upgrade(engine)
    with engine.connect() as connection:
        assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1
        assert connection.execute(text("PRAGMA foreign_key_check")).all() == []
    lost = "INSERT INTO milestone(id, newcomer_id, kind, on_date) VALUES ('m', 'niemand', 'arrival', '2026')"
    with pytest.raises(IntegrityError), engine.begin() as connection:
        connection.execute(text(lost))


def test_a_migration_that_would_leave_rows_pointing_nowhere_changes_nothing(engine: Engine) -> None:
    schema.upgrade(engine)
    driver = engine.raw_connection()
    cursor = driver.cursor()
    cursor.execute("PRAGMA foreign_keys = OFF")
    cursor.execute("INSERT INTO milestone(id, newcomer_id, kind, on_date) VALUES ('m', 'niemand', 'arrival', '2026')")
    cursor.execute("PRAGMA foreign_keys = ON")
    driver.close()
    with pytest.raises(DatabaseDamagedError):
        schema.migrate(engine, schema.HEAD)
    assert schema.version(engine) == schema.HEAD
    with engine.connect() as connection:
        assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1


def test_a_vault_of_a_newer_program_is_refused_and_left_alone(engine: Engine) -> None:
    schema.upgrade(engine)
    _fill(engine)
    before = _content(engine)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(VaultTooNewError, match="neueren Version"):
        schema.upgrade(engine)
    assert schema.version(engine) == "9999"
    assert _content(engine) == before


def test_every_migration_in_the_folder_is_known_to_the_program() -> None:
    folder = Path(schema.__file__).with_name("migrations") / "versions"
    assert sorted(p.name[:4] for p in folder.glob("[0-9]*.py")) == ORDER
