# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whatever is done in whatever order: what is derived fits what is kept, and the journal tells all of it."""

import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule
from sqlalchemy import select, text

from laufmappe.casework.cases.merging import Choice
from laufmappe.casework.cases.merging_people import look_at_both, merge_people
from laufmappe.casework.chains.agreed import add_step, agree_chain, drop_step, move_step, restore_step
from laufmappe.casework.chains.steps import plan_step, set_step_state
from laufmappe.casework.derived import derive
from laufmappe.casework.desk import Desk
from laufmappe.casework.people.register import NewcomerDraft, change_person, close_case, take_in
from laufmappe.casework.recognition.qualifications import (
    QualificationDraft,
    add_qualification,
    remove_qualification,
    set_recognition,
)
from laufmappe.casework.referrals.referrals import note_feedback, refer
from laufmappe.casework.services.register import ServiceDraft, add_service, change_service
from laufmappe.casework.views import STEP_STATES, Changed, LanguageView
from laufmappe.errors import LaufmappeError
from laufmappe.records.base import columns
from laufmappe.records.chains import AgreedChain, Step
from laufmappe.records.journal import JOURNALLED, Operation
from laufmappe.records.newcomers import Newcomer
from laufmappe.records.qualifications import Qualification
from laufmappe.records.referrals import Referral
from laufmappe.vault import CHEAP_COST, create_vault

TODAY = date(2026, 11, 23)
DERIVED = ("sort_name", "chain_template", "next_step_id", "next_step", "next_due", "first_due")
NAMES = ("Amira", "Müller", "Олена", "محمد", "İbrahim")
Values = dict[tuple[str, str], dict[str, Any]]

days = st.integers(0, 300).map(lambda n: TODAY - timedelta(days=n))
pick = st.integers(0, 1000)
drafts = st.builds(
    NewcomerDraft,
    given_name=st.sampled_from(NAMES),
    family_name=st.sampled_from(("", *NAMES)),
    needs=st.sampled_from(((), ("work",), ("work", "childcare"))),
    languages=st.lists(st.builds(LanguageView, st.sampled_from(("ar", "uk", "ti"))), max_size=3).map(tuple),
    milestones=st.dictionaries(
        st.sampled_from(("arrival", "registration", "title")), st.sampled_from(("2026", "2026-10", "2026-11-02"))
    ),
)


class Counselling(RuleBasedStateMachine):
    people = Bundle("people")

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        vault, _recovery_key = create_vault(Path(self.folder.name) / "v", "passphrase", cost=CHEAP_COST)
        self.desk = Desk(vault, "Maria Beispiel", today=lambda: TODAY)
        self.acts: list[Changed] = []
        self.services = [add_service(self.desk, ServiceDraft(name)).subject_id for name in ("VHS", "Jobcenter")]

    def teardown(self) -> None:
        self.desk.close()
        self.folder.cleanup()

    def act(self, verb: Callable[[], Changed]) -> None:
        """Does it; a refusal must have changed nothing."""
        before = self.kept()
        try:
            self.acts.append(verb())
        except LaufmappeError:
            assert self.kept() == before

    def one_of(self, query: Any, number: int) -> str:
        with self.desk.read() as session:
            found = session.scalars(query).all()
        return found[number % len(found)] if found else "nichts"

    def step(self, person: str, number: int) -> str:
        query = select(Step.id).join(AgreedChain, AgreedChain.id == Step.chain_id)
        return self.one_of(query.where(AgreedChain.newcomer_id == person).order_by(Step.id), number)

    def service(self, number: int) -> str:
        return self.services[number % len(self.services)]

    @rule(target=people, draft=drafts, chain=st.sampled_from(("", "K1", "K5")))
    def takes_in(self, draft: NewcomerDraft, chain: str) -> str:
        self.act(lambda: take_in(self.desk, draft, chain))
        return self.acts[-1].subject_id

    @rule(person=people, draft=drafts)
    def changes(self, person: str, draft: NewcomerDraft) -> None:
        self.act(lambda: change_person(self.desk, person, draft))

    @rule(person=people, chain=st.sampled_from(("K2", "K5")))
    def agrees(self, person: str, chain: str) -> None:
        self.act(lambda: agree_chain(self.desk, person, chain))

    @rule(person=people, number=pick, state=st.sampled_from(STEP_STATES), day=days)
    def brings_into_a_state(self, person: str, number: int, state: str, day: date) -> None:
        self.act(lambda: set_step_state(self.desk, self.step(person, number), state, day, "Grund"))

    @rule(person=people, number=pick, day=st.none() | days, appointment=st.sampled_from(("", "2026-12-01T09:00")))
    def plans(self, person: str, number: int, day: date | None, appointment: str) -> None:
        self.act(
            lambda: plan_step(
                self.desk,
                self.step(person, number),
                service_id=self.service(number),
                appointment=appointment,
                due_fixed_on=day,
            )
        )

    @rule(person=people, number=pick, position=st.none() | st.integers(-1, 20))
    def adds_a_step(self, person: str, number: int, position: int | None) -> None:
        template_step = ("SPORT", "VERL", "")[number % 3]
        self.act(lambda: add_step(self.desk, person, template_step, "Fahrrad kaufen", position=position))

    @rule(person=people, number=pick)
    def drops(self, person: str, number: int) -> None:
        self.act(lambda: drop_step(self.desk, self.step(person, number), "Kein Bedarf"))

    @rule(person=people, number=pick)
    def restores(self, person: str, number: int) -> None:
        self.act(lambda: restore_step(self.desk, self.step(person, number)))

    @rule(person=people, number=pick, place=st.integers(-1, 20))
    def moves(self, person: str, number: int, place: int) -> None:
        self.act(lambda: move_step(self.desk, self.step(person, number), place))

    @rule(person=people, number=pick)
    def refers(self, person: str, number: int) -> None:
        step = self.step(person, number) if number % 2 else None
        self.act(lambda: refer(self.desk, person, self.service(number), step_id=step))

    @rule(person=people, number=pick, state=st.sampled_from(("done", "waiting_list")))
    def notes_feedback(self, person: str, number: int, state: str) -> None:
        query = select(Referral.id).where(Referral.newcomer_id == person).order_by(Referral.id)
        self.act(lambda: note_feedback(self.desk, self.one_of(query, number), state))

    @rule(person=people, number=pick)
    def recognises(self, person: str, number: int) -> None:
        query = select(Qualification.id).where(Qualification.newcomer_id == person).order_by(Qualification.id)
        if number % 5 == 0:
            self.act(lambda: remove_qualification(self.desk, self.one_of(query, number)))
        elif number % 2:
            self.act(lambda: add_qualification(self.desk, person, QualificationDraft("Lehrerin")))
        else:
            state = ("recorded", "counselling", "collecting_documents")[number % 3]
            self.act(lambda: set_recognition(self.desk, self.one_of(query, number), state, TODAY))

    @rule(number=pick)
    def keeps_the_directory(self, number: int) -> None:
        draft = ServiceDraft(f"Stelle {number}", ("VHS", f"Träger {number}")[number % 2])
        self.act(lambda: change_service(self.desk, self.service(number), draft))

    @rule(person=people)
    def closes(self, person: str) -> None:
        self.act(lambda: close_case(self.desk, person))

    @rule(person=people, other=people, choice=st.sampled_from(("mine", "theirs")))
    def merges(self, person: str, other: str, choice: Choice) -> None:
        def verb() -> Changed:
            conflicts = look_at_both(self.desk, person, other).conflicts
            return merge_people(self.desk, person, other, {conflict.key: choice for conflict in conflicts})

        self.act(verb)

    @rule(number=pick)
    def takes_back(self, number: int) -> None:
        if self.acts:
            self.act(lambda: self.desk.undo(self.acts[number % len(self.acts)].operation))

    @rule()
    def takes_back_the_last(self) -> None:
        if self.acts:
            self.act(lambda: self.desk.undo(self.acts[-1].operation))

    def kept(self) -> Values:
        """All rows that are kept, by table and key."""
        rows: Values = {}
        with self.desk.read() as session:
            for name, entity in JOURNALLED.items():
                for row in session.scalars(select(entity)):
                    key = str(row.__mapper__.primary_key_from_instance(row)[0])
                    values = {c: getattr(row, c) for c in columns(entity)}
                    rows[(name, key)] = {c: v.isoformat() if isinstance(v, date) else v for c, v in values.items()}
        return rows

    @invariant()
    def what_is_derived_fits_what_is_kept(self) -> None:
        with self.desk.read() as session:
            found = session.execute(text("SELECT newcomer_id, words FROM person_search")).all()
            searched = {row.newcomer_id: row.words for row in found}
            assert len(found) == len(searched)
            expected = {}
            for newcomer in session.scalars(select(Newcomer)):
                derived = derive(newcomer)
                assert {c: getattr(newcomer, c) for c in DERIVED} == {c: getattr(derived, c) for c in DERIVED}
                for chain in newcomer.chains:
                    assert all(step.due_on == derived.due.get(step.id) for step in chain.steps)
                    plan = sorted(s.position for s in chain.steps if s.dropped_on is None)
                    assert plan == list(range(len(plan)))
                expected[newcomer.id] = derived.words
            assert searched == expected
            assert session.execute(text("PRAGMA foreign_key_check")).all() == []

    @invariant()
    def the_journal_played_forward_gives_the_record(self) -> None:
        rows: Values = {}
        with self.desk.read() as session:
            for operation in session.scalars(select(Operation).order_by(Operation.id)):
                for change in operation.changes:
                    key = (change.entity, change.entity_id)
                    if change.after is None:
                        # Beside what is kept, the folder number of whoever goes: it comes back with them.
                        before = {
                            k: v for k, v in (change.before or {}).items() if (key[0], k) != ("newcomer", "number")
                        }
                        assert rows.pop(key) == before
                    else:
                        row = rows.setdefault(key, {})
                        assert {k: row[k] for k in change.before or ()} == (change.before or {})
                        row.update(change.after)
        assert rows == self.kept()


Counselling.TestCase.settings = settings(
    max_examples=6,
    stateful_step_count=15,
    deadline=None,
    phases=(Phase.generate,),  # looking for the shortest way to a fault takes minutes
    suppress_health_check=list(HealthCheck),
)
TestCounselling = Counselling.TestCase
