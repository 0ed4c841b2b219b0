# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
from collections.abc import Callable
from datetime import date

import pytest

from laufmappe.casework.chains.agreed import add_step, agree_chain, drop_step, move_step, restore_step
from laufmappe.casework.chains.steps import complete_step, plan_step, set_step_state
from laufmappe.casework.chains.templates import TEMPLATES, step_library, suggested_template, templates
from laufmappe.casework.desk import Desk
from laufmappe.casework.history import history
from laufmappe.casework.papers.codes import read_code
from laufmappe.casework.people.register import list_people
from laufmappe.casework.views import ChainView, StepView
from laufmappe.errors import FieldError, NotFoundError, RuleError

Take = Callable[..., str]
FindStep = Callable[[str, str], StepView]
Plan = Callable[[str], ChainView]


def _order(chain: ChainView) -> list[str]:
    return [s.template_step or s.title for s in chain.steps]


def test_there_are_seven_templates_and_each_can_be_agreed(desk: Desk, take: Take, plan: Plan) -> None:
    assert [t.id for t in templates(desk)] == list(TEMPLATES)
    for template in templates(desk):
        chain = plan(take(chain=template.id))
        assert [(s.template_step, s.title) for s in chain.steps] == [(s.id, s.title) for s in template.steps]
        assert [s.number for s in chain.steps] == list(range(1, len(chain.steps) + 1))
        assert (chain.name, chain.template_version) == (template.name, template.version)


def test_a_status_suggests_its_template() -> None:
    assert suggested_template("toleration") == "K3"
    assert suggested_template("unclear") == ""
    assert suggested_template("") == ""


def test_every_agreed_step_has_a_code_of_its_own(take: Take, plan: Plan) -> None:
    codes = [s.code for s in plan(take()).steps]
    assert all(read_code(code) == code for code in codes)
    assert len(set(codes)) == len(codes)


def test_the_agreed_steps_belong_to_the_person_and_not_to_the_template(
    desk: Desk, take: Take, step: FindStep, plan: Plan
) -> None:
    first, second = take(), take()
    drop_step(desk, step(first, "SITZ").id, "Kein Bedarf")
    assert "SITZ" in _order(plan(second))


def test_a_new_chain_ends_the_earlier_one_which_stays_in_the_record(desk: Desk, take: Take, plan: Plan) -> None:
    person = take(chain="K1")
    agree_chain(desk, person, "K2")
    assert plan(person).template == "K2"
    assert list_people(desk)[0].chain == "K2"
    entities = [(entity, field, after) for line in history(desk, person) for entity, field, _b, after in line.changes]
    assert ("agreed_chain", "ended_on", "2026-11-23") in entities


def test_agreeing_needs_a_known_template_and_person(desk: Desk, take: Take) -> None:
    with pytest.raises(FieldError):
        agree_chain(desk, take(), "K8")
    with pytest.raises(NotFoundError):
        agree_chain(desk, "niemand", "K1")


def test_a_shipped_step_is_added_at_the_end_with_its_rule(desk: Desk, take: Take, step: FindStep, plan: Plan) -> None:
    person = take(arrival="2026-11-02")
    assert "SPORT" in dict(step_library())
    added = add_step(desk, person, "SPORT")
    assert plan(person).steps[-1].id == added.subject_id
    assert step(person, "SPORT").due_on == date(2027, 1, 22)
    with pytest.raises(RuleError, match="schon im Plan"):
        add_step(desk, person, "SPORT")


def test_a_step_in_own_words_is_put_where_it_is_wanted(desk: Desk, take: Take, plan: Plan) -> None:
    person = take()
    added = add_step(desk, person, title=" Fahrrad\n kaufen ", why="Sie brauchen es.", bring=("Geld", ""), position=1)
    assert _order(plan(person))[:3] == ["ERST", "Fahrrad kaufen", "TITEL"]
    found = plan(person).steps[1]
    assert (found.id, found.bring, found.due_on, found.ready) == (added.subject_id, ("Geld",), None, True)
    assert read_code(found.code) == found.code


def test_a_step_needs_a_title_and_a_plan(desk: Desk, take: Take) -> None:
    with pytest.raises(FieldError) as fault:
        add_step(desk, take(), title="  ")
    assert fault.value.field == "title"
    with pytest.raises(FieldError):
        add_step(desk, take(), template_step="NIX")
    with pytest.raises(RuleError, match="keine Kette"):
        add_step(desk, take(chain=""), title="Fahrrad kaufen")


def test_a_dropped_step_leaves_the_plan_with_its_reason_and_the_numbers_close_up(
    desk: Desk, take: Take, step: FindStep, plan: Plan, today: date
) -> None:
    person = take()
    drop_step(desk, step(person, "JC").id, "Hat Arbeit")
    chain = plan(person)
    assert "JC" not in _order(chain)
    assert [s.number for s in chain.steps] == list(range(1, 15))
    assert [(s.template_step, s.number, s.dropped_on, s.dropped_reason, s.due_on) for s in chain.dropped] == [
        ("JC", 0, today, "Hat Arbeit", None)
    ]


def test_dropping_needs_a_reason_and_a_step_of_the_plan(desk: Desk, take: Take, step: FindStep) -> None:
    jobcentre = step(take(), "JC").id
    with pytest.raises(FieldError) as fault:
        drop_step(desk, jobcentre, " ")
    assert fault.value.field == "reason"
    drop_step(desk, jobcentre, "Hat Arbeit")
    refusals: list[Callable[[], object]] = [
        lambda: drop_step(desk, jobcentre, "Hat Arbeit"),
        lambda: move_step(desk, jobcentre, 1),
        lambda: set_step_state(desk, jobcentre, "running"),
        lambda: plan_step(desk, jobcentre, service_id=None),
    ]
    for refused in refusals:
        with pytest.raises(RuleError, match="Plan"):
            refused()


def test_a_restored_step_comes_back_at_the_end_with_what_was_known_of_it(
    desk: Desk, take: Take, step: FindStep, plan: Plan
) -> None:
    person = take(decision="2026-11-02")
    jobcentre = step(person, "JC")
    drop_step(desk, jobcentre.id, "Hat Arbeit")
    restore_step(desk, jobcentre.id)
    back = plan(person).steps[-1]
    assert (back.id, back.due_on, back.code, back.dropped_reason) == (
        jobcentre.id,
        date(2026, 11, 26),
        jobcentre.code,
        "",
    )
    assert plan(person).dropped == ()
    with pytest.raises(RuleError):
        restore_step(desk, jobcentre.id)


@pytest.mark.parametrize(
    ("number", "expected"),
    [(1, ["JC", "ERST", "TITEL", "KV"]), (2, ["ERST", "JC", "TITEL", "KV"]), (4, ["ERST", "TITEL", "KV", "JC"])],
)
def test_a_moved_step_becomes_the_station_with_that_number(
    desk: Desk, take: Take, step: FindStep, plan: Plan, number: int, expected: list[str]
) -> None:
    person = take()
    move_step(desk, step(person, "JC").id, number)
    assert _order(plan(person))[:4] == expected


@pytest.mark.parametrize(("number", "place"), [(-5, 0), (0, 0), (99, -1)])
def test_moving_beyond_the_ends_stops_there(
    desk: Desk, take: Take, step: FindStep, plan: Plan, number: int, place: int
) -> None:
    person = take()
    move_step(desk, step(person, "JC").id, number)
    assert _order(plan(person))[place] == "JC"


def test_the_history_tells_each_change_of_the_plan(desk: Desk, take: Take, step: FindStep) -> None:
    person = take()
    move_step(desk, step(person, "JC").id, 1)
    drop_step(desk, step(person, "SITZ").id, "Kein Bedarf")
    complete_step(desk, step(person, "ERST").id)
    lines = history(desk, person)
    assert [line.verb for line in lines] == ["set_step_state", "drop_step", "move_step", "take_in"]
    assert ("step", "dropped_reason", "", "Kein Bedarf") in lines[1].changes
    assert ("step", "state", "open", "done") in lines[0].changes
    assert {line.who for line in lines} == {"Maria Beispiel"}
