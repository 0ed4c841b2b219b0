# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Handing a case over and taking one over, in the record: releases, parcels, receipts, merging, taking back."""

import copy
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from laufmappe.casework.cases.check import checked_case
from laufmappe.casework.cases.document import document_text
from laufmappe.casework.cases.exporting import export_case
from laufmappe.casework.cases.flat import flat
from laufmappe.casework.chains.goals import GoalDraft, add_goal, remove_goal
from laufmappe.casework.chains.steps import plan_step, set_step_state
from laufmappe.casework.desk import Desk
from laufmappe.casework.handover.handing_over import (
    Outgoing,
    answer_parcel,
    note_receipt,
    note_sent,
    postpone_parcel,
    prepare_parcel,
)
from laufmappe.casework.handover.parcels import parcels, silent_parcels
from laufmappe.casework.handover.released import released
from laufmappe.casework.handover.releases import ReleaseDraft, grant_release, revoke_release
from laufmappe.casework.handover.taking_over import (
    Incoming,
    IncomingDocument,
    look_at,
    open_conflicts,
    receive_case,
    settle_conflict,
)
from laufmappe.casework.papers.documents import attach_document, document_content, documents
from laufmappe.casework.people.case import case
from laufmappe.casework.people.protected_needs import (
    allow_protected_needs,
    protected_needs,
    revoke_protected_needs,
    set_protected_needs,
)
from laufmappe.casework.people.register import NewcomerDraft, change_person, list_people, take_in
from laufmappe.casework.recognition.procedure import ProcedureDraft, set_procedure
from laufmappe.casework.recognition.qualifications import QualificationDraft, add_qualification
from laufmappe.casework.services.register import ServiceDraft, add_service, list_services
from laufmappe.casework.talks.contacts import ContactDraft, note_contact
from laufmappe.casework.today.overview import today_items
from laufmappe.casework.words import release_parts
from laufmappe.errors import FieldError, ImportFileError, NotFoundError, RuleError
from laufmappe.handover.exchange import contents_of
from laufmappe.records.base import new_id
from laufmappe.vault import open_vault

TODAY = date(2026, 11, 23)
ALL = tuple(release_parts())
DIGEST = "d" * 64


@dataclass
class Side:
    """A service: its desk, its key, and the other one in its directory."""

    desk: Desk
    key: str
    partner: str

    @property
    def person(self) -> str:
        return list_people(self.desk)[0].id

    def release(self, *parts: str, **terms: Any) -> str:
        draft = ReleaseDraft(self.partner, parts=parts or ALL, **{"signed_on": TODAY, **terms})
        return grant_release(self.desk, self.person, draft).subject_id

    def prepare(self, to: "Side", **more: Any) -> Outgoing:
        return prepare_parcel(self.desk, self.person, self.partner, to.key, **more)

    def send(self, to: "Side") -> Incoming:
        """A parcel on its way: what it holds has been checked as every parcel is."""
        outgoing, parcel_id = self.prepare(to), new_id()
        note_sent(self.desk, outgoing, parcel_id, DIGEST, lambda: None)
        return Incoming(
            parcel_id=parcel_id,
            digest=DIGEST,
            sender=self.key,
            sender_name=f"Stelle {self.key[0]}",
            parts=outgoing.parts,
            sequence=outgoing.sequence,
            seen=outgoing.seen,
            document=checked_case(document_text(outgoing.document).encode()),
            documents=tuple(
                IncomingDocument(d.id, d.name, d.added_on, d.paper_id or None, document_content(self.desk, d.id))
                for d in outgoing.documents
            ),
        )

    def edit(self, **fields: Any) -> None:
        change_person(self.desk, self.person, replace(NewcomerDraft.of(self.view.newcomer), **fields))

    @property
    def view(self) -> Any:
        return case(self.desk, self.person)


def sides(empty_vault: Path, folder: Path) -> tuple[Side, Side]:
    made = []
    for key, other in (("a", "Jobcenter"), ("b", "Beratung")):
        shutil.copytree(empty_vault, folder / key)
        desk = Desk(open_vault(folder / key, "passphrase"), f"Maria {key}", today=lambda: TODAY)
        made.append(Side(desk, key * 64, add_service(desk, ServiceDraft(other)).subject_id))
    take_in(made[0].desk, NewcomerDraft(given_name="Amira", family_name="Haddad", phone="0151 1"), "K2")
    return made[0], made[1]


@pytest.fixture
def both(empty_vault: Path, tmp_path: Path) -> Iterator[tuple[Side, Side]]:
    """Two services; Amira is at the first."""
    here, there = sides(empty_vault, tmp_path)
    with closing(here.desk), closing(there.desk):
        yield here, there


def test_what_is_missing_of_a_release_is_named(both: tuple[Side, Side]) -> None:
    here, there = both
    with pytest.raises(FieldError, match="Für „Jobcenter“ fehlt eine unterschriebene"):
        here.prepare(there)
    here.release(signed_on=None)
    with pytest.raises(FieldError, match="angelegt, aber nicht unterschrieben"):
        here.prepare(there)
    here.release("chain")
    with pytest.raises(FieldError, match="Name, Geburtsdatum"):
        here.prepare(there)
    signed = here.release("person", "chain")
    assert here.prepare(there).parts == ("person", "chain")
    revoke_release(here.desk, signed, TODAY)
    for release in export_case(here.desk, here.person)["releases"]:
        if not release["revoked_on"]:
            revoke_release(here.desk, release["id"], TODAY)
    with pytest.raises(FieldError, match="widerrufen oder abgelaufen"):
        here.prepare(there)


def test_a_reason_stands_in_the_history_and_never_lets_protected_needs_go(both: tuple[Side, Side]) -> None:
    here, there = both
    allow_protected_needs(here.desk, here.person, TODAY)
    outgoing = here.prepare(there, reason=" Gefahr im Verzug\u202e ", parts=ALL)
    assert outgoing.reason == "Gefahr im Verzug"
    assert "protected_needs" not in outgoing.parts
    assert "protected_needs" not in outgoing.document


def test_a_parcel_that_could_not_be_written_is_not_noted(both: tuple[Side, Side]) -> None:
    here, there = both
    here.release()

    def fails() -> None:
        raise OSError("full")

    with pytest.raises(OSError, match="full"):
        note_sent(here.desk, here.prepare(there), new_id(), DIGEST, fails)
    assert parcels(here.desk, here.person) == ()


def test_a_release_revoked_meanwhile_stops_the_parcel(both: tuple[Side, Side]) -> None:
    here, there = both
    outgoing_under = here.release()
    outgoing = here.prepare(there)
    revoke_release(here.desk, outgoing_under, TODAY)
    went: list[int] = []
    with pytest.raises(RuleError, match="nichts hinausgegangen"):
        note_sent(here.desk, outgoing, new_id(), DIGEST, lambda: went.append(1))
    assert went == []


def test_what_went_out_can_not_be_taken_back(both: tuple[Side, Side]) -> None:
    here, there = both
    here.release()
    sent = note_sent(here.desk, here.prepare(there), new_id(), DIGEST, lambda: None)
    with pytest.raises(RuleError, match="hinausgegangen"):
        here.desk.undo(sent.operation)
    last = here.desk.last_act(here.person)
    assert last is not None
    assert last.verb == "grant_release"


def test_a_parcel_without_a_receipt_turns_up_after_two_weeks(both: tuple[Side, Side]) -> None:
    here, there = both
    here.release()
    parcel = here.send(there)
    assert silent_parcels(here.desk, TODAY + timedelta(days=13)) == []
    here.desk.today = lambda: TODAY + timedelta(days=14)
    (line,) = [item for item in today_items(here.desk) if item.group == "parcel"]
    assert (line.name, line.text, line.days) == ("Amira Haddad", "Fallübergabe an Jobcenter", -14)
    postpone_parcel(here.desk, parcel.parcel_id, TODAY + timedelta(days=20))
    assert silent_parcels(here.desk, here.desk.today()) == []
    note_receipt(here.desk, parcel.parcel_id, DIGEST, "declined", None, there.key, close=True)
    assert silent_parcels(here.desk, TODAY + timedelta(days=99)) == []
    assert here.view.newcomer.closed_on is None


def test_only_the_recipient_answers_and_only_what_it_got(both: tuple[Side, Side]) -> None:
    here, there = both
    here.release()
    parcel = here.send(there)
    for digest, by in (("e" * 64, there.key), (DIGEST, "c" * 64)):
        with pytest.raises(RuleError, match="nichts vermerkt"):
            note_receipt(here.desk, parcel.parcel_id, digest, "accepted", None, by)
    with pytest.raises(NotFoundError):
        note_receipt(here.desk, new_id(), DIGEST, "accepted", None, there.key)
    assert parcels(here.desk, here.person)[0].state == "open"
    noted = note_receipt(here.desk, parcel.parcel_id, DIGEST, "accepted", TODAY, there.key, close=True)
    assert here.view.newcomer.closed_on == TODAY
    here.desk.undo(noted.operation)
    assert here.view.newcomer.closed_on is None
    assert parcels(here.desk, here.person)[0].state == "open"


def test_what_is_accepted_was_taken_in_first(both: tuple[Side, Side]) -> None:
    here, there = both
    here.release()
    parcel = here.send(there)
    with pytest.raises(NotFoundError, match="übernehmen Sie es zuerst"):
        answer_parcel(there.desk, parcel.parcel_id, "accepted")
    receive_case(there.desk, parcel)
    with pytest.raises(FieldError):
        answer_parcel(there.desk, parcel.parcel_id, "declined", TODAY)
    answer_parcel(there.desk, parcel.parcel_id, "accepted", TODAY)
    assert parcels(there.desk, there.person)[0].state == "accepted"


def test_a_parcel_comes_in_once_and_an_older_one_not_at_all(both: tuple[Side, Side]) -> None:
    here, there = both
    here.release()
    first, second = here.send(there), here.send(there)
    assert (first.sequence, second.sequence) == (1, 2)
    receive_case(there.desk, second)
    before = export_case(there.desk, there.person)
    for parcel, sentence in ((second, "schon übernommen"), (first, "neueres Paket")):
        with pytest.raises(RuleError, match=sentence):
            receive_case(there.desk, parcel)
    assert export_case(there.desk, there.person) == before


def test_the_history_says_field_by_field_whence_it_came(both: tuple[Side, Side]) -> None:
    here, there = both
    here.release()
    receive_case(there.desk, here.send(there))
    here.edit(phone="0151 2")
    parcel = here.send(there)
    receive_case(there.desk, parcel)
    operation = export_case(there.desk, there.person)["history"][-1]
    assert operation["who"] == f"Stelle a (Paket {parcel.parcel_id[-8:]}), Maria b"
    assert [(c["before"], c["after"]) for c in operation["changes"]] == [({"phone": "0151 1"}, {"phone": "0151 2"})]


def test_documents_come_along_once_and_go_when_it_is_taken_back(both: tuple[Side, Side], tmp_path: Path) -> None:
    here, there = both
    (tmp_path / "z.pdf").write_bytes(b"%PDF-1.7 Zeugnis")
    attach_document(here.desk, here.person, tmp_path / "z.pdf")
    here.release()
    receive_case(there.desk, here.send(there))
    (kept,) = documents(there.desk, there.person)
    assert document_content(there.desk, kept.id) == b"%PDF-1.7 Zeugnis"
    again = receive_case(there.desk, here.send(there))
    assert len(documents(there.desk, there.person)) == 1
    there.desk.undo(again.operation)
    assert len(documents(there.desk, there.person)) == 1


def test_a_document_comes_along_as_the_paper_that_it_is(both: tuple[Side, Side], tmp_path: Path) -> None:
    here, there = both
    (tmp_path / "z.pdf").write_bytes(b"%PDF-1.7 Zeugnis")
    degree = add_qualification(here.desk, here.person, QualificationDraft("Diplom", "academic")).subject_id
    set_procedure(here.desk, degree, ProcedureDraft("ihk"))
    paper = here.view.qualifications[0].recognition.papers[0].id
    attach_document(here.desk, here.person, tmp_path / "z.pdf", paper_id=paper)
    here.release()
    assert [d.qualification_id for d in contents_of(here.desk, here.prepare(there), b"").documents] == [paper]
    receive_case(there.desk, here.send(there))
    (kept,) = documents(there.desk, there.person)
    assert (kept.paper_id, kept.qualification_id) == (paper, degree)

    (tmp_path / "z.pdf").write_bytes(b"%PDF-1.7 besser gescannt")
    attach_document(here.desk, here.person, tmp_path / "z.pdf", paper_id=paper)
    receive_case(there.desk, here.send(there))
    assert [d.paper_id for d in documents(there.desk, there.person)] == [paper, ""], "ours goes on being it"
    assert {d.qualification_id for d in documents(there.desk, there.person)} == {degree}


def test_without_the_qualifications_a_document_says_nothing_of_them(both: tuple[Side, Side], tmp_path: Path) -> None:
    here, there = both
    (tmp_path / "z.pdf").write_bytes(b"%PDF-1.7 Zeugnis")
    degree = add_qualification(here.desk, here.person, QualificationDraft("Diplom", "academic")).subject_id
    set_procedure(here.desk, degree, ProcedureDraft("ihk"))
    paper = here.view.qualifications[0].recognition.papers[0].id
    attach_document(here.desk, here.person, tmp_path / "z.pdf", paper_id=paper)
    here.release("person", "documents")
    assert [d.qualification_id for d in contents_of(here.desk, here.prepare(there), b"").documents] == [None]
    receive_case(there.desk, here.send(there))
    (kept,) = documents(there.desk, there.person)
    assert (kept.paper_id, kept.qualification_id) == ("", "")


def test_services_of_the_same_name_are_the_same(both: tuple[Side, Side]) -> None:
    here, there = both
    add_service(there.desk, ServiceDraft("Jobcenter"))
    here.release()
    step = here.view.chain.steps[0]
    set_step_state(here.desk, step.id, "done", TODAY)
    plan_step(here.desk, here.view.chain.steps[1].id, service_id=here.partner, appointment="", due_fixed_on=None)
    receive_case(there.desk, here.send(there))
    assert [view.name for view in list_services(there.desk)] == ["Beratung", "Jobcenter"]
    assert there.view.chain.steps[1].service.name == "Jobcenter"


def test_nobody_reaches_into_another_persons_record(both: tuple[Side, Side]) -> None:
    here, there = both
    other = take_in(there.desk, NewcomerDraft(family_name="Öz"), "K1").subject_id
    foreign = export_case(there.desk, other)
    here.release()
    parcel = here.send(there)
    document = copy.deepcopy(parcel.document)
    document["chains"][0]["id"] = foreign["chains"][0]["id"]
    before = export_case(there.desk, other)
    with pytest.raises(ImportFileError, match="anderen Person"):
        look_at(there.desk, replace(parcel, document=document))
    with pytest.raises(ImportFileError, match="anderen Person"):
        receive_case(there.desk, replace(parcel, document=document))
    assert export_case(there.desk, other) == before


def test_a_code_of_somebody_elses_folder_stays_with_that_folder(both: tuple[Side, Side]) -> None:
    here, there = both
    other = take_in(there.desk, NewcomerDraft(family_name="Öz"), "K1").subject_id
    code = export_case(there.desk, other)["codes"][0]["code"]
    here.release()
    parcel = here.send(there)
    parcel.document["codes"][0]["code"] = code
    receive_case(there.desk, parcel)
    new = next(row.id for row in list_people(there.desk) if row.id != other)
    assert code not in {c["code"] for c in export_case(there.desk, new)["codes"]}


def test_a_sender_can_not_bring_releases_history_or_reminders_in(both: tuple[Side, Side]) -> None:
    here, there = both
    here.release()
    parcel = here.send(there)
    parcel.document["releases"] = [
        {"id": new_id(), "kind": "recipient", "recipient": "Alle", "signed_on": "2026-01-01"}
    ]
    parcel.document["follow_ups"] = [{"id": new_id(), "on_date": "2026-01-01", "text": "x"}]
    parcel.document["newcomer"]["closed_on"] = "2026-01-01"
    parcel.document["history"] = here_history = export_case(here.desk, here.person)["history"]
    assert here_history
    receive_case(there.desk, parcel)
    kept = export_case(there.desk, there.person)
    assert (kept["releases"], kept["follow_ups"], kept["newcomer"]["closed_on"]) == ([], [], None)
    assert [operation["verb"] for operation in kept["history"]] == ["take_over_case"]
    assert (kept["newcomer"]["counsellor"], kept["newcomer"]["taken_in_on"]) == ("Maria b", TODAY.isoformat())


def test_revoked_protected_needs_are_gone_and_do_not_come_back(both: tuple[Side, Side]) -> None:
    here, there = both
    allow_protected_needs(here.desk, here.person, TODAY)
    set_protected_needs(here.desk, here.person, {"violence": "Schutz im Wort"})
    here.release()
    receive_case(there.desk, here.send(there))
    assert protected_needs(there.desk, there.person).needs == {"violence": "Schutz im Wort"}
    revoke_protected_needs(there.desk, there.person)
    with there.desk.read() as session:
        stored = session.execute(text("SELECT document, base, conflicts FROM parcel_content")).all()
        journal = session.execute(text("SELECT before, after FROM change")).all()
    assert "Schutz im Wort" not in repr(stored) + repr(journal)
    receive_case(there.desk, here.send(there))
    assert protected_needs(there.desk, there.person).needs is None


def test_an_undecided_field_stays_on_both_sides_until_somebody_decides(both: tuple[Side, Side]) -> None:
    here, there = both
    here.release()
    receive_case(there.desk, here.send(there))
    there.release()
    here.edit(phone="0151 here")
    there.edit(phone="0151 there")
    receive_case(here.desk, there.send(here))
    receive_case(there.desk, here.send(there))
    assert (here.view.newcomer.phone, there.view.newcomer.phone) == ("0151 here", "0151 there")
    (left,) = open_conflicts(here.desk, here.person)
    assert left.conflict.choices == ("mine", "theirs")
    with pytest.raises(FieldError):
        settle_conflict(here.desk, left.parcel_id, left.conflict.key, "both")
    settled = settle_conflict(here.desk, left.parcel_id, left.conflict.key, "mine")
    assert settled.verb == "settle_conflict"
    receive_case(there.desk, here.send(there))
    assert there.view.newcomer.phone == "0151 here"
    assert open_conflicts(here.desk, here.person) == open_conflicts(there.desk, there.person) == ()


def test_taking_a_merge_back_leaves_everything_as_it_was(both: tuple[Side, Side]) -> None:
    here, there = both
    here.release()
    receive_case(there.desk, here.send(there))
    before = {k: v for k, v in export_case(there.desk, there.person).items() if k != "history"}
    here.edit(phone="0151 2", note="Neu")
    add_goal(here.desk, here.person, GoalDraft("Arbeit"))
    parcel = here.send(there)
    taken = receive_case(there.desk, parcel)
    there.desk.undo(taken.operation)
    assert {k: v for k, v in export_case(there.desk, there.person).items() if k != "history"} == before
    receive_case(there.desk, parcel)
    assert there.view.newcomer.phone == "0151 2"


acts = st.lists(
    st.tuples(st.booleans(), st.sampled_from(("phone", "note", "contact", "goal", "ungoal", "step", "send"))),
    max_size=9,
)


def _do(side: Side, what: str, turn: int) -> None:
    word = f"{side.key[0]}{turn}"
    verbs: dict[str, Callable[[], object]] = {
        "phone": lambda: side.edit(phone=word),
        "note": lambda: side.edit(note=word),
        "contact": lambda: note_contact(side.desk, side.person, ContactDraft(on_date=TODAY, note=word)),
        "goal": lambda: add_goal(side.desk, side.person, GoalDraft(word)),
        "step": lambda: set_step_state(side.desk, side.view.chain.steps[turn % 3].id, "running", TODAY, word),
    }
    if what == "ungoal":
        for goal in side.view.goals[:1]:
            remove_goal(side.desk, goal.id)
    else:
        verbs[what]()


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(story=acts)
def test_two_vaults_agree_in_the_end_whatever_crosses(empty_vault: Path, story: list[tuple[bool, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        here, there = sides(empty_vault, Path(folder))
        with closing(here.desk), closing(there.desk):
            here.release()
            receive_case(there.desk, here.send(there))
            there.release()
            waiting: list[tuple[Side, Incoming]] = []
            for turn, (is_here, what) in enumerate(story):
                one, other = (here, there) if is_here else (there, here)
                if what == "send":
                    waiting.append((other, one.send(other)))
                else:
                    _do(one, what, turn)
            for receiver, parcel in reversed(waiting):
                if look_at(receiver.desk, parcel).kind == "merge":
                    receive_case(receiver.desk, parcel)
            for _turn in range(3):
                for one, other in ((here, there), (there, here)):
                    receive_case(other.desk, one.send(other))
                    for left in open_conflicts(other.desk, other.person):
                        settle_conflict(other.desk, left.parcel_id, left.conflict.key, "theirs")
            told = [released(export_case(side.desk, side.person), ALL).document for side in (here, there)]
            one_side, other_side = (_without_ours(flat(document).rows) for document in told)
            assert one_side == other_side


def _without_ours(rows: Any) -> Any:
    ours = ("taken_in_on", "position")
    return {key: {n: v for n, v in row.items() if n not in ours} for key, row in rows.items()}
