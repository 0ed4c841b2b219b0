# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Needs for protection: nothing without a consent, and nothing left after it."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from laufmappe.casework.cases.check import checked_case
from laufmappe.casework.cases.document import document_text
from laufmappe.casework.cases.exporting import export_case
from laufmappe.casework.desk import Desk
from laufmappe.casework.history import history
from laufmappe.casework.people.case import case
from laufmappe.casework.people.protected_needs import (
    ProtectedView,
    allow_protected_needs,
    protected_needs,
    revoke_protected_needs,
    set_protected_needs,
)
from laufmappe.casework.people.register import NewcomerDraft, list_people
from laufmappe.casework.people.similar import similar_people
from laufmappe.casework.today.overview import today_items
from laufmappe.errors import FieldError, ImportFileError, RuleError

SECRET = "Narbe am Arm"


@pytest.fixture
def person(desk: Desk, take: Callable[..., str], today: date) -> str:
    """Somebody who has consented, with one need."""
    newcomer_id = take()
    allow_protected_needs(desk, newcomer_id, today)
    set_protected_needs(desk, newcomer_id, {"violence": SECRET})
    return newcomer_id


def everything(desk: Desk) -> str:
    """Every value of every table, but the words of the data's own keys."""
    with desk.read() as session:
        tables = session.scalars(text("SELECT name FROM sqlite_master WHERE type = 'table'")).all()
        rows = [session.execute(text(f'SELECT * FROM "{table}"')).all() for table in tables]  # noqa: S608  # our own names
    return repr(rows)


def test_without_a_consent_nothing_can_be_kept(desk: Desk, take: Callable[..., str]) -> None:
    newcomer_id = take()
    assert protected_needs(desk, newcomer_id) == ProtectedView()
    with pytest.raises(RuleError):
        set_protected_needs(desk, newcomer_id, {"violence": ""})
    with pytest.raises(RuleError):
        revoke_protected_needs(desk, newcomer_id)
    assert "protected_need" not in {entity for h in history(desk, newcomer_id) for entity, *_rest in h.changes}


def test_with_a_consent_needs_are_kept_changed_and_taken_back(desk: Desk, person: str) -> None:
    changed = set_protected_needs(desk, person, {"violence": "", "trauma": "seit 2024"})
    assert protected_needs(desk, person).needs == {"violence": "", "trauma": "seit 2024"}
    desk.undo(changed.operation)
    assert protected_needs(desk, person).needs == {"violence": SECRET}


def test_a_consent_is_of_a_day_that_was_and_given_once(desk: Desk, person: str, today: date) -> None:
    with pytest.raises(FieldError):
        allow_protected_needs(desk, person, today + timedelta(days=1))
    with pytest.raises(RuleError):
        allow_protected_needs(desk, person, today)


def test_an_unknown_need_is_refused(desk: Desk, person: str) -> None:
    with pytest.raises(FieldError):
        set_protected_needs(desk, person, {"religion": ""})


def test_a_revoked_consent_leaves_nothing_anywhere(desk: Desk, person: str) -> None:
    set_protected_needs(desk, person, {"violence": SECRET + " 2", "trauma": ""})
    revoked = revoke_protected_needs(desk, person)
    assert protected_needs(desk, person) == ProtectedView()
    left = everything(desk)
    assert SECRET not in left
    assert "violence" not in left
    assert "trauma" not in left
    with pytest.raises(RuleError):
        desk.undo(revoked.operation)
    last = desk.last_act(person)
    assert last is not None
    assert last.verb not in ("revoke_protected_needs", "set_protected_needs")


def test_an_earlier_act_brings_nothing_back(desk: Desk, take: Callable[..., str], today: date) -> None:
    newcomer_id = take()
    allowed = allow_protected_needs(desk, newcomer_id, today)
    noted = set_protected_needs(desk, newcomer_id, {"violence": SECRET})
    gone = set_protected_needs(desk, newcomer_id, {})
    revoke_protected_needs(desk, newcomer_id)
    for operation in (gone.operation, noted.operation):
        desk.undo(operation)
    with pytest.raises(RuleError):
        desk.undo(allowed.operation)
    assert SECRET not in everything(desk)


def test_a_consent_is_not_undone_under_a_need_that_rests_on_it(
    desk: Desk, take: Callable[..., str], today: date
) -> None:
    newcomer_id = take()
    allowed = allow_protected_needs(desk, newcomer_id, today)
    set_protected_needs(desk, newcomer_id, {"violence": SECRET})
    with pytest.raises(RuleError):
        desk.undo(allowed.operation)
    assert protected_needs(desk, newcomer_id).needs == {"violence": SECRET}


def test_another_consent_begins_with_nothing(desk: Desk, person: str, today: date) -> None:
    revoke_protected_needs(desk, person)
    allow_protected_needs(desk, person, today)
    assert protected_needs(desk, person).needs == {}


def test_other_people_keep_theirs(desk: Desk, person: str, take: Callable[..., str], today: date) -> None:
    other = take("Bogdan", "Ilie")
    allow_protected_needs(desk, other, today)
    set_protected_needs(desk, other, {"pregnancy": ""})
    revoke_protected_needs(desk, person)
    assert protected_needs(desk, other).needs == {"pregnancy": ""}


def test_neither_page_nor_folder_nor_search_nor_the_day_knows_of_it(desk: Desk, person: str) -> None:
    assert SECRET not in repr(case(desk, person))
    assert "violence" not in repr(case(desk, person))
    assert list_people(desk, SECRET) == []
    assert similar_people(desk, NewcomerDraft(SECRET)) == []
    assert SECRET not in repr(today_items(desk))


def test_it_is_exported_only_while_the_consent_holds(desk: Desk, person: str, tmp_path: Path) -> None:
    assert SECRET in document_text(export_case(desk, person))
    revoke_protected_needs(desk, person)
    told = document_text(export_case(desk, person))
    assert SECRET not in told
    assert "violence" not in told


def test_a_file_with_a_need_but_without_its_consent_stays_out(desk: Desk, person: str) -> None:
    document = export_case(desk, person)
    assert checked_case(document_text(document).encode())
    document["releases"] = []
    document["history"] = []
    with pytest.raises(ImportFileError):
        checked_case(document_text(document).encode())
