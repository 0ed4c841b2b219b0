# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""A newer version of a template is offered difference by difference; what was done or adapted stays."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import select

from laufmappe.casework.chains.agreed import StepDraft, change_step, drop_step
from laufmappe.casework.chains.step_definitions import StepDefinition
from laufmappe.casework.chains.steps import complete_step, set_step_state
from laufmappe.casework.chains.template_versions import TemplateDraft, save_template, template_versions
from laufmappe.casework.chains.templates import library
from laufmappe.casework.chains.updates import ChainUpdate, apply_update, chain_update, compare_templates
from laufmappe.casework.desk import Desk
from laufmappe.casework.papers.codes import read_code
from laufmappe.casework.people.register import NewcomerDraft, take_in
from laufmappe.casework.views import ChainView, StepView
from laufmappe.errors import RuleError
from laufmappe.records.chains import AgreedChain

Take = Callable[..., str]
Plan = Callable[[str], ChainView]
FindStep = Callable[[str, str], StepView]

FIRST = TemplateDraft(name="Unser Weg", steps=tuple(library()[key] for key in ("ERST", "KONTO", "KV", "TREFF")))
BIKE = StepDefinition("E1", "Fahrrad abholen")


def changed(**steps: dict[str, object]) -> TemplateDraft:
    """The next version, with some steps that say something else."""
    newer = tuple(replace(step, **steps.get(step.id, {})) for step in FIRST.steps)  # type: ignore[arg-type]  # by name
    return replace(FIRST, template="Z1", steps=newer)


@pytest.fixture
def person(desk: Desk, take: Take) -> str:
    save_template(desk, FIRST)
    return take(chain="Z1")


def offered(desk: Desk, person: str) -> ChainUpdate:
    update = chain_update(desk, person)
    assert update is not None
    return update


def titles(chain: ChainView) -> list[str]:
    return [step.title for step in chain.steps]


def test_nothing_is_offered_while_the_chain_is_as_new(desk: Desk, person: str, take: Take) -> None:
    assert chain_update(desk, person) is None
    assert chain_update(desk, take(chain="")) is None
    with pytest.raises(RuleError):
        apply_update(desk, person, ())


def test_new_steps_come_where_the_template_has_them_and_gone_ones_leave_with_a_reason(
    desk: Desk, person: str, plan: Plan
) -> None:
    erst, konto, kv, _treff = FIRST.steps
    save_template(desk, replace(FIRST, template="Z1", steps=(erst, BIKE, konto, kv), note="ohne Treff"))
    update = offered(desk, person)
    assert (update.from_version, update.to_version, update.note) == (1, 2, "ohne Treff")
    assert [(d.key, d.kind) for d in update.differences] == [("E1", "new"), ("TREFF", "gone")]
    done = apply_update(desk, person, {"E1", "TREFF"})
    chain = plan(person)
    assert titles(chain) == ["Erstberatung", "Fahrrad abholen", "Bankkonto eröffnen", "Krankenversicherung klären"]
    assert [s.number for s in chain.steps] == [1, 2, 3, 4]
    assert read_code(chain.steps[1].code)
    assert "Fassung 2" in chain.dropped[0].dropped_reason
    assert chain.template_version == 2
    assert chain_update(desk, person) is None
    desk.undo(done.operation)
    assert titles(plan(person)) == [step.title for step in FIRST.steps]
    assert offered(desk, person) == update


def test_what_was_not_accepted_is_not_offered_again(desk: Desk, person: str, plan: Plan) -> None:
    save_template(desk, replace(changed(KV={"why": "Neu."}), steps=(*changed(KV={"why": "Neu."}).steps, BIKE)))
    apply_update(desk, person, ())
    assert titles(plan(person)) == [step.title for step in FIRST.steps]
    assert chain_update(desk, person) is None
    newer = replace(changed(TREFF={"why": "Anders."}), steps=(*changed(TREFF={"why": "Anders."}).steps, BIKE))
    save_template(desk, newer)
    assert [d.key for d in offered(desk, person).differences if d.kind == "new"] == []


def test_a_changed_step_says_before_and_after_and_takes_them(desk: Desk, person: str, step: FindStep) -> None:
    save_template(desk, changed(KV={"why": "Ohne Karte kein Arzt.", "note": "Kasse frei wählbar"}))
    (difference,) = offered(desk, person).differences
    assert {(f.field, f.before, f.after, f.conflict) for f in difference.fields} == {
        ("why", library()["KV"].why, "Ohne Karte kein Arzt.", False),
        ("note", library()["KV"].note, "Kasse frei wählbar", False),
    }
    apply_update(desk, person, {"KV"})
    assert (step(person, "KV").why, step(person, "KV").hint) == ("Ohne Karte kein Arzt.", "Kasse frei wählbar")


def test_what_was_adapted_by_hand_stays_unless_it_is_chosen(desk: Desk, person: str, step: FindStep) -> None:
    adapted = step(person, "KV")
    change_step(desk, adapted.id, replace(StepDraft.of(adapted), why="Für die ganze Familie."))
    save_template(desk, changed(KV={"why": "Ohne Karte kein Arzt.", "advice": "Gehen Sie bald."}))
    (difference,) = offered(desk, person).differences
    assert [(f.field, f.conflict) for f in difference.fields] == [("why", True), ("advice", False)]
    done = apply_update(desk, person, {"KV"})
    assert (step(person, "KV").why, step(person, "KV").advice) == ("Für die ganze Familie.", "Gehen Sie bald.")
    desk.undo(done.operation)
    apply_update(desk, person, {"KV:why"})
    assert (step(person, "KV").why, step(person, "KV").advice) == ("Ohne Karte kein Arzt.", library()["KV"].advice)


def test_what_was_adapted_and_did_not_change_in_the_template_is_no_difference(
    desk: Desk, person: str, step: FindStep
) -> None:
    adapted = step(person, "KV")
    change_step(desk, adapted.id, replace(StepDraft.of(adapted), why="Für die ganze Familie."))
    save_template(desk, changed(TREFF={"title": "Sprachcafé"}))
    assert [d.key for d in offered(desk, person).differences] == ["TREFF"]


def test_what_has_ended_or_was_taken_out_is_left_alone(desk: Desk, person: str, step: FindStep, plan: Plan) -> None:
    complete_step(desk, step(person, "KV").id)
    drop_step(desk, step(person, "TREFF").id, "möchte nicht")
    set_step_state(desk, step(person, "KONTO").id, "running")
    save_template(desk, replace(FIRST, template="Z1", steps=(library()["ERST"], replace(BIKE, id="E2"))))
    differences = offered(desk, person).differences
    assert [(d.key, d.kind, d.begun) for d in differences] == [("E2", "new", False), ("KONTO", "gone", True)]
    apply_update(desk, person, {d.key for d in differences} | {"KV", "TREFF"})
    assert titles(plan(person)) == ["Erstberatung", "Fahrrad abholen", "Krankenversicherung klären"]


def test_steps_for_other_statuses_are_not_offered(desk: Desk) -> None:
    save_template(desk, FIRST)
    who = take_in(desk, NewcomerDraft(given_name="Amira", status="refugee"), "Z1").subject_id
    only = replace(BIKE, valid_for=("toleration",))
    save_template(desk, replace(FIRST, template="Z1", steps=(*FIRST.steps, only)))
    assert chain_update(desk, who) is None


def test_without_the_old_version_the_journal_tells_what_was_adapted(desk: Desk, take: Take, step: FindStep) -> None:
    first = save_template(desk, replace(FIRST, template="K2"))
    who = take(chain="K2")
    adapted = step(who, "KV")
    change_step(desk, adapted.id, replace(StepDraft.of(adapted), why="Für die ganze Familie."))
    save_template(desk, replace(changed(KV={"why": "Neu.", "advice": "Bald."}), template="K2"))
    desk.undo(first.operation)
    (difference,) = offered(desk, who).differences
    assert [(f.field, f.conflict) for f in difference.fields] == [("why", True), ("advice", False)]


def test_a_chain_of_another_centre_is_not_taken_for_one_of_ours(desk: Desk, person: str) -> None:
    with desk.write("import") as act:
        chain = act.session.scalars(select(AgreedChain)).one()
        chain.name = "Deren Weg"
    save_template(desk, changed(KV={"why": "Neu."}))
    assert chain_update(desk, person) is None


def test_two_versions_are_compared(desk: Desk) -> None:
    save_template(desk, FIRST)
    erst, konto, kv, _treff = FIRST.steps
    save_template(desk, replace(FIRST, template="Z1", steps=(kv, erst, replace(konto, title="Konto"), BIKE)))
    newest, before = template_versions(desk, "Z1")
    found = {(d.key, d.kind) for d in compare_templates(before, newest)}
    assert found == {("KV", "moved"), ("ERST", "moved"), ("KONTO", "changed"), ("E1", "new"), ("TREFF", "gone")}
    assert compare_templates(newest, newest) == ()


def test_a_version_that_changes_nothing_here_does_not_hide_a_later_one(desk: Desk, take: Take, step: FindStep) -> None:
    """The chain stays at the version it was agreed after: the later one is compared with what it really says."""
    save_template(desk, FIRST)
    who = take_in(desk, NewcomerDraft(given_name="Amira", status="refugee"), "Z1").subject_id
    others = replace(BIKE, valid_for=("toleration",))
    save_template(desk, replace(FIRST, template="Z1", steps=(*FIRST.steps, others)))
    assert chain_update(desk, who) is None
    newer = changed(KV={"why": "Ohne Karte kein Arzt."})
    save_template(desk, replace(newer, steps=(*newer.steps, others), note="Kasse"))
    update = offered(desk, who)
    assert (update.from_version, update.to_version, update.note) == (1, 3, "Kasse")
    (difference,) = update.differences
    assert [(f.field, f.before, f.conflict) for f in difference.fields] == [("why", library()["KV"].why, False)]
    apply_update(desk, who, {"KV"})
    assert step(who, "KV").why == "Ohne Karte kein Arzt."
    assert chain_update(desk, who) is None


def test_what_was_adapted_to_what_a_version_says_stays_by_hand_for_a_later_one(
    desk: Desk, person: str, step: FindStep
) -> None:
    adapted = step(person, "KV")
    change_step(desk, adapted.id, replace(StepDraft.of(adapted), why="Ohne Karte kein Arzt."))
    save_template(desk, changed(KV={"why": "Ohne Karte kein Arzt."}))
    assert chain_update(desk, person) is None
    save_template(desk, changed(KV={"why": "Neu."}, TREFF={"title": "Sprachcafé"}))
    update = offered(desk, person)
    assert (update.from_version, update.to_version) == (1, 3)
    assert [(f.key, f.conflict) for d in update.differences for f in d.fields] == [
        ("KV:why", True),
        ("TREFF:title", False),
    ]
