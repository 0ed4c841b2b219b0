# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""A centre's own templates: versions that follow each other, and faults that name step and field."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laufmappe.casework.cases.importing import import_data
from laufmappe.casework.chains.agreed import add_step, agree_chain
from laufmappe.casework.chains.step_definitions import StepDefinition, checked_steps, step_definition, step_object
from laufmappe.casework.chains.template_versions import (
    TemplateDraft,
    all_templates,
    centre_translations,
    checked_template,
    offer_template,
    restore_shipped,
    retire_template,
    save_template,
    taken_step_ids,
    template_versions,
)
from laufmappe.casework.chains.templates import (
    library,
    shipped_template,
    step_collection,
    suggested_template,
    templates,
)
from laufmappe.casework.desk import Desk
from laufmappe.casework.people.register import NewcomerDraft, take_in
from laufmappe.casework.views import ChainView, Deadline
from laufmappe.errors import FieldError, NotFoundError, RuleError

Take = Callable[..., str]
Plan = Callable[[str], ChainView]

BIKE = StepDefinition("E1", "Fahrrad abholen", bring=("Ausweis",), deadline=Deadline(anchors=("arrival",), days=5))
OWN = TemplateDraft(name="Neu in der Stadt", statuses=("refugee",), steps=(library()["ERST"], BIKE), note="Probe")


def with_steps(*steps: StepDefinition) -> TemplateDraft:
    return replace(OWN, steps=steps)


def test_the_first_own_version_follows_the_shipped_one_and_is_offered(desk: Desk, take: Take, plan: Plan) -> None:
    draft = replace(TemplateDraft.of(shipped_template("K2")), name="Anerkannt, unser Weg", note="kürzer")
    save_template(desk, replace(draft, steps=draft.steps[:3]))
    view = next(t for t in templates(desk) if t.id == "K2")
    assert (view.version, view.own, view.shipped, view.name, len(view.steps)) == (2, True, 1, "Anerkannt, unser Weg", 3)
    chain = plan(take(chain="K2"))
    assert (chain.name, chain.template_version, len(chain.steps)) == ("Anerkannt, unser Weg", 2, 3)
    assert [v.version for v in template_versions(desk, "K2")] == [2, 1]
    assert template_versions(desk, "K2")[1] == shipped_template("K2")


def test_a_new_template_gets_an_id_of_its_own_and_is_suggested_first(desk: Desk, take: Take, plan: Plan) -> None:
    assert [save_template(desk, replace(OWN, name=name)).subject_id for name in ("Eins", "Zwei")] == ["Z1", "Z2"]
    offered = templates(desk)
    assert [t.id for t in offered][-2:] == ["Z1", "Z2"]
    assert suggested_template("refugee", offered) == "Z1"
    assert [s.title for s in plan(take(chain="Z1")).steps] == ["Erstberatung", "Fahrrad abholen"]
    assert "E1" in taken_step_ids(desk)


def test_a_version_is_never_changed_only_followed(desk: Desk) -> None:
    save_template(desk, OWN)
    save_template(desk, replace(OWN, template="Z1", name="Neu hier"))
    assert [(v.version, v.name) for v in template_versions(desk, "Z1")] == [(2, "Neu hier"), (1, "Neu in der Stadt")]
    with pytest.raises(RuleError, match="nichts geändert"):
        save_template(desk, replace(OWN, template="Z1", name="Neu hier"))
    with pytest.raises(NotFoundError):
        save_template(desk, replace(OWN, template="Z7"))
    with pytest.raises(NotFoundError):
        template_versions(desk, "Z7")


def test_saving_is_undone_like_everything(desk: Desk) -> None:
    saved = save_template(desk, replace(OWN, translations={("ar", "Fahrrad abholen"): "استلم الدراجة"}))
    desk.undo(saved.operation)
    assert len(templates(desk)) == 7
    assert centre_translations(desk) == {}


def test_a_version_number_is_not_given_out_twice_when_a_chain_was_agreed_after_it(
    desk: Desk, take: Take, plan: Plan
) -> None:
    saved = save_template(desk, OWN)
    person = take(chain="Z1")
    desk.undo(saved.operation)
    assert plan(person).template == "Z1"
    assert save_template(desk, OWN).subject_id == "Z2"


def test_a_retired_template_is_not_offered_and_can_come_back(desk: Desk, take: Take, plan: Plan) -> None:
    person = take(chain="K3")
    retired = retire_template(desk, "K3")
    assert "K3" not in [t.id for t in templates(desk)]
    assert next(t for t in all_templates(desk) if t.id == "K3").retired
    assert plan(person).template == "K3"
    with pytest.raises(FieldError) as fault:
        agree_chain(desk, person, "K3")
    assert fault.value.field == "chain"
    with pytest.raises(RuleError):
        retire_template(desk, "K3")
    desk.undo(retired.operation)
    assert "K3" in [t.id for t in templates(desk)]
    retire_template(desk, "K3")
    offer_template(desk, "K3")
    assert "K3" in [t.id for t in templates(desk)]
    with pytest.raises(RuleError):
        offer_template(desk, "K3")


def test_the_shipped_template_comes_back_as_the_next_version(desk: Desk) -> None:
    with pytest.raises(RuleError, match="entspricht"):
        restore_shipped(desk, "K2")
    save_template(desk, replace(OWN, template="K2"))
    restore_shipped(desk, "K2")
    newest, before, *_rest = template_versions(desk, "K2")
    assert (newest.version, newest.steps, before.name) == (3, shipped_template("K2").steps, OWN.name)
    with pytest.raises(NotFoundError):
        restore_shipped(desk, "Z1")


def test_steps_for_other_statuses_are_left_out_and_kept_while_the_status_is_unknown(desk: Desk, plan: Plan) -> None:
    only = replace(BIKE, valid_for=("toleration",))
    save_template(desk, with_steps(library()["ERST"], only))
    titles = {}
    for status in ("refugee", "toleration", ""):
        person = take_in(desk, NewcomerDraft(given_name="Amira", status=status), "Z1").subject_id
        titles[status] = [s.title for s in plan(person).steps]
    both = ["Erstberatung", "Fahrrad abholen"]
    assert titles == {"refugee": ["Erstberatung"], "toleration": both, "": both}


def test_an_own_step_is_added_to_another_chain_too(desk: Desk, take: Take, plan: Plan) -> None:
    save_template(desk, OWN)
    person = take(chain="K2")
    add_step(desk, person, "E1")
    assert plan(person).steps[-1].title == "Fahrrad abholen"
    assert step_collection(desk)["E1"] == BIKE
    with pytest.raises(FieldError):
        add_step(desk, person, "E2")


def test_a_list_of_people_may_name_an_own_template(desk: Desk, plan: Plan) -> None:
    save_template(desk, with_steps(library()["ERST"], replace(BIKE, valid_for=("toleration",))))
    found = import_data(desk, "Nachname;Status;Kette\nÖz;Duldung;z1\nCan;EU-Bürgerin oder EU-Bürger;Z1\n".encode())
    assert [len(plan(person).steps) for person in found.people][:1] == [2]


def test_hand_translations_of_the_centre_are_kept_changed_and_taken_away(desk: Desk) -> None:
    key = ("ar", "Fahrrad abholen")
    save_template(desk, replace(OWN, translations={key: "استلم الدراجة"}))
    assert centre_translations(desk) == {key: "استلم الدراجة"}
    save_template(desk, replace(OWN, template="Z1", translations={key: "خذ الدراجة"}))
    assert centre_translations(desk) == {key: "خذ الدراجة"}
    assert len(template_versions(desk, "Z1")) == 1, "a translation alone makes no version"
    save_template(desk, replace(OWN, template="Z1", translations={key: " "}))
    assert centre_translations(desk) == {}
    with pytest.raises(FieldError):
        checked_template(replace(OWN, translations={("klingonisch", "x"): "y"}))


@pytest.mark.parametrize(
    ("draft", "field", "words"),
    [
        (replace(OWN, name=" \u202e"), "name", "heißen"),
        (replace(OWN, statuses=("adlig",)), "statuses", "adlig"),
        (with_steps(), "steps", "mindestens einen"),
        (with_steps(BIKE, BIKE), "steps", "zweimal"),
        (with_steps(replace(BIKE, id="<b>")), "steps", "Kennung"),
        (with_steps(*(replace(BIKE, id=f"E{n}") for n in range(61))), "steps", "60"),
        (with_steps(replace(BIKE, title="")), "E1.title", "heißen"),
        (with_steps(replace(BIKE, title="x" * 301)), "E1.title", "zu lang"),
        (with_steps(replace(BIKE, why="x" * 601)), "E1.why", "Fahrrad abholen"),
        (with_steps(replace(BIKE, topic="Wetter")), "E1.topic", "Wetter"),
        (with_steps(replace(BIKE, icon="../../secret")), "E1.icon", "secret"),
        (with_steps(replace(BIKE, service_type="Bude")), "E1.service_type", "Bude"),
        (with_steps(replace(BIKE, who="niemand")), "E1.who", "niemand"),
        (with_steps(replace(BIKE, valid_for=("adlig",))), "E1.valid_for", "adlig"),
        (with_steps(replace(BIKE, sets=("Mond",))), "E1.sets", "Mond"),
        (with_steps(replace(BIKE, after=("E9",))), "E1.after", "E9"),
        (with_steps(replace(BIKE, after=("E1",))), "E1.after", "sich selbst"),
        (with_steps(replace(BIKE, deadline=Deadline(kind="streng"))), "E1.deadline", "streng"),
        (with_steps(replace(BIKE, deadline=Deadline(anchors=("Mond",), days=1))), "E1.deadline", "Mond"),
        (with_steps(replace(BIKE, deadline=Deadline(anchors=("step:E9",), days=1))), "E1.deadline", "E9"),
        (with_steps(replace(BIKE, deadline=Deadline(days=1))), "E1.deadline", "Ab wann"),
        (
            with_steps(replace(BIKE, deadline=Deadline(anchors=("arrival",), days=1, weeks=1))),
            "E1.deadline",
            "mehreres",
        ),
        (with_steps(replace(BIKE, deadline=Deadline(anchors=("arrival",), days=99999))), "E1.deadline", "länger"),
    ],
)
def test_a_fault_names_step_and_field_and_nothing_is_written(
    desk: Desk, draft: TemplateDraft, field: str, words: str
) -> None:
    with pytest.raises(FieldError, match=words) as fault:
        save_template(desk, draft)
    assert fault.value.field == field
    assert len(templates(desk)) == 7


def test_steps_that_wait_for_each_other_are_named() -> None:
    first, second, third = (replace(BIKE, id=f"E{n}", title=f"Schritt {n}") for n in (1, 2, 3))
    circle = [replace(first, after=("E3",)), replace(second, after=("E1",)), replace(third, after=("E2",))]
    with pytest.raises(FieldError, match="Schritt 1") as fault:
        checked_steps(circle)
    assert fault.value.field.endswith(".after")
    assert checked_steps([first, replace(second, after=("E1",)), replace(third, after=("E1", "E2"))])


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=12))
def test_an_order_that_is_accepted_can_be_walked(pairs: list[tuple[int, int]]) -> None:
    steps = [replace(BIKE, id=f"E{n}", after=tuple(f"E{b}" for a, b in pairs if a == n and b != n)) for n in range(6)]
    try:
        kept = checked_steps(steps)
    except FieldError:
        kept = ()
    waiting, done = {step.id: set(step.after) for step in kept}, set[str]()
    for _step in waiting:
        done |= {key for key, after in waiting.items() if after <= done}
    assert done == set(waiting)
    if not kept:  # then some really wait for each other
        left = {f"E{n}": {f"E{b}" for a, b in pairs if a == n and b != n} for n in range(6)}
        for _round in range(6):
            left = {key: after & set(left) for key, after in left.items() if after & set(left)}
        assert left


def test_a_step_comes_back_from_its_json_form_as_it_was() -> None:
    for step in (*library().values(), BIKE):
        assert step_definition(step_object(step)) == step
