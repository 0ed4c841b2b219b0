# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
from collections.abc import Callable
from datetime import date
from pathlib import Path

from laufmappe.casework.chains.agreed import move_step
from laufmappe.casework.chains.steps import complete_step
from laufmappe.casework.desk import Desk, new_desk, open_desk
from laufmappe.casework.history import BEGUN_DIALOG, begun_forms, draft, drop_draft, history, save_draft
from laufmappe.casework.people.register import NewcomerDraft, change_person
from laufmappe.casework.recognition.qualifications import (
    QualificationDraft,
    add_qualification,
    remove_qualification,
    set_recognition,
)
from laufmappe.casework.referrals.referrals import refer
from laufmappe.casework.views import StepView
from laufmappe.vault import CHEAP_COST

Take = Callable[..., str]


def test_the_newest_act_comes_first_even_within_one_moment(
    desk: Desk, take: Take, step: Callable[[str, str], StepView]
) -> None:
    person = take()
    acts = [complete_step(desk, step(person, s).id, date(2026, 11, 1)).operation for s in ("KV", "ERST", "STAND")]
    assert [line.operation for line in history(desk, person)][:3] == acts[::-1]
    assert len(history(desk, person, limit=2)) == 2


def test_the_history_says_what_a_field_held_before_and_after(desk: Desk, take: Take) -> None:
    person = take(arrival="2026-10-01")
    change_person(
        desk,
        person,
        NewcomerDraft(given_name="Amira", family_name="Beck", needs=("work",), milestones={"arrival": "09/2026"}),
    )
    (line, _taken_in) = history(desk, person)
    assert set(line.changes) == {
        ("newcomer", "family_name", "Haddad", "Beck"),
        ("newcomer", "needs", "", "work"),
        ("milestone", "on_date", "2026-10-01", "2026-09"),
    }


def test_an_act_that_changed_nothing_is_not_in_the_history(desk: Desk, take: Take) -> None:
    person = take()
    change_person(desk, person, NewcomerDraft(given_name="Amira", family_name="Haddad"))
    assert [line.verb for line in history(desk, person)] == ["take_in"]


def test_one_persons_history_holds_nothing_of_another(desk: Desk, take: Take) -> None:
    take("Olena", "Koval")
    person = take()
    assert {line.operation for line in history(desk, person)} == {history(desk, person)[0].operation}


def test_a_begun_form_survives_the_closing_of_the_vault(tmp_path: Path) -> None:
    desk, _recovery_key = new_desk(tmp_path / "v", "passphrase", "Maria", "Beratungsstelle", cost=CHEAP_COST)
    save_draft(desk, "intake", {"given_name": "Ami", "languages": ["ar"]})
    save_draft(desk, "intake", {"given_name": "Amira", "languages": ["ar", "en"]})
    desk.close()
    desk = open_desk(tmp_path / "v", "passphrase")
    assert draft(desk, "intake") == {"given_name": "Amira", "languages": ["ar", "en"]}
    assert draft(desk, "contact") is None
    drop_draft(desk, "intake")
    drop_draft(desk, "intake")
    assert draft(desk, "intake") is None
    desk.close()


def test_a_begun_form_is_no_act_of_anybody(desk: Desk) -> None:
    save_draft(desk, "intake", {"given_name": "Amira"})
    assert desk.last_act(None) is None


def test_the_history_names_what_an_act_was_about(
    desk: Desk, take: Take, step: Callable[[str, str], StepView], service: str
) -> None:
    person = take()
    first = step(person, "ERST")
    complete_step(desk, first.id)
    move_step(desk, first.id, 3)
    refer(desk, person, service)
    qualification = add_qualification(desk, person, QualificationDraft("Schweißer")).subject_id
    set_recognition(desk, qualification, "counselling", date(2026, 11, 2))
    remove_qualification(desk, qualification)
    assert [(line.verb, line.about) for line in history(desk, person)] == [
        ("remove_qualification", "Schweißer"),
        ("set_recognition", ""),  # its qualification is gone
        ("add_qualification", "Schweißer"),
        ("refer", "Sprachkursberatung Mitte"),
        ("move_step", ""),  # several steps move
        ("set_step_state", "Erstberatung"),
        ("take_in", ""),
    ]


def test_a_begun_dialog_is_kept_but_not_listed(desk: Desk) -> None:
    save_draft(desk, f"{BEGUN_DIALOG}1:PlanDialog:2", {"note": "Dolmetscherin"})
    save_draft(desk, "intake", {"given_name": "Amira"})
    assert [form for form, _at in begun_forms(desk)] == ["intake"]
    assert draft(desk, f"{BEGUN_DIALOG}1:PlanDialog:2") == {"note": "Dolmetscherin"}


def test_begun_forms_are_listed_newest_first(desk: Desk) -> None:
    assert begun_forms(desk) == []
    save_draft(desk, "intake", {"given_name": "Amina"})
    ((form, at),) = begun_forms(desk)
    assert form == "intake"
    assert at.endswith("+00:00")
    drop_draft(desk, "intake")
    assert begun_forms(desk) == []
