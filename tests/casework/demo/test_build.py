# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text

from laufmappe.casework.chains.steps import NEEDS_REASON, complete_step
from laufmappe.casework.chains.templates import TEMPLATES
from laufmappe.casework.demo.build import build_demo
from laufmappe.casework.derived import derive
from laufmappe.casework.desk import Desk
from laufmappe.casework.handover.parcels import parcels
from laufmappe.casework.history import history
from laufmappe.casework.papers.codes import read_code
from laufmappe.casework.people.case import case
from laufmappe.casework.people.register import NewcomerDraft, checked, count_people, list_people
from laufmappe.casework.recognition.qualifications import QualificationDraft, checked_qualification
from laufmappe.casework.services.keys import cards
from laufmappe.casework.services.register import ServiceDraft, checked_service, list_services
from laufmappe.casework.settings.centre import centre
from laufmappe.casework.today.overview import GROUPS, today_items
from laufmappe.casework.views import STEP_STATES, CaseView
from laufmappe.errors import ImportFileError
from laufmappe.handover.exchange import card_of
from laufmappe.records.base import columns
from laufmappe.records.journal import JOURNALLED, Operation
from laufmappe.records.newcomers import Newcomer
from laufmappe.resources import read_json
from laufmappe.vault import CHEAP_COST, create_vault

Dump = Callable[[], dict[str, list[tuple[Any, ...]]]]
OF_PEOPLE = ("newcomer", "spoken_language", "milestone", "agreed_chain", "step", "qualification", "recognition",
             "recognition_event", "referral", "code", "operation", "change", "service", "location", "organization")  # fmt: skip


@contextmanager
def _desk(folder: Path, today: date = date(2026, 11, 23)) -> Iterator[Desk]:
    vault, _recovery_key = create_vault(folder, "passphrase", cost=CHEAP_COST)
    desk = Desk(vault, "Maria Beispiel", today=lambda: today)
    yield desk
    desk.close()


def _rows(desk: Desk, *tables: str) -> dict[str, list[tuple[Any, ...]]]:
    without_centre = " WHERE id NOT IN (SELECT id FROM operation WHERE verb = 'set_centre')"
    without_its_changes = " WHERE entity <> 'setting'"
    only = {"operation": without_centre, "change": without_its_changes}
    with desk.read() as session:
        return {
            table: sorted(map(tuple, session.execute(text(f"SELECT * FROM {table}{only.get(table, '')}"))))  # noqa: S608  # our own names
            for table in tables
        }


def _cases(desk: Desk) -> list[CaseView]:
    return [case(desk, row.id) for row in list_people(desk)]


def test_the_same_number_gives_the_same_people_to_the_last_id(tmp_path: Path) -> None:
    with _desk(tmp_path / "a") as first, _desk(tmp_path / "b") as second:
        assert build_demo(first, 20, seed=7) == build_demo(second, 20, seed=7)
        assert _rows(first, *OF_PEOPLE) == _rows(second, *OF_PEOPLE)


def test_the_ids_stay_when_the_demo_is_made_on_another_day_and_when_it_is_larger(tmp_path: Path) -> None:
    with _desk(tmp_path / "a") as first, _desk(tmp_path / "b", date(2027, 2, 28)) as second:
        build_demo(first, 14)
        build_demo(second, 16)
        ids = [{row.id for row in list_people(desk)} for desk in (first, second)]
        assert ids[0] < ids[1]
        steps = [{s.id for c in _cases(desk) if c.chain for s in c.chain.steps} for desk in (first, second)]
        assert steps[0] < steps[1]


def test_another_number_gives_other_ids_and_other_people(tmp_path: Path) -> None:
    with _desk(tmp_path / "a") as first, _desk(tmp_path / "b") as second:
        build_demo(first, 20, seed=1)
        build_demo(second, 20, seed=2)
        assert not {r.id for r in list_people(first)} & {r.id for r in list_people(second)}
        assert {r.name for r in list_people(first)} != {r.name for r in list_people(second)}


def test_the_one_whose_folder_is_printed_reads_arabic_and_has_a_rich_case(desk: Desk) -> None:
    view = case(desk, build_demo(desk))
    assert view.newcomer.first_language == "ar"
    assert view.newcomer.native_name == "أميرة حداد"
    assert view.chain is not None
    assert len({s.state for s in view.chain.steps}) >= 5
    assert all(s.service is not None for s in view.chain.steps)
    assert len(view.referrals) >= 3
    assert any(q.recognition and q.recognition.clock_until for q in view.qualifications)
    assert view.centre.name == "Beratungsstelle Musterstadt"


def test_twelve_people_show_everything_that_can_be(desk: Desk) -> None:
    build_demo(desk)
    cases = _cases(desk)
    assert len(cases) == 12
    chains = [c.chain for c in cases if c.chain]
    assert {chain.template for chain in chains} == set(TEMPLATES)
    assert {s.state for chain in chains for s in chain.steps} == set(STEP_STATES)
    assert any(chain.dropped for chain in chains)
    assert {"ar", "fa", "uk", "tr", "ti", "ru", "ps", "ckb", "so", "ro", "bg", "vi"} <= {
        c.newcomer.first_language for c in cases
    }
    procedures = [q.recognition for c in cases for q in c.qualifications if q.recognition]
    assert {"in_review", "documents_missing", "decided_partial", "compensation_running"} <= {
        p.state for p in procedures
    }
    referrals = [r for c in cases for r in c.referrals]
    assert {r.kind for r in referrals} == {"information", "placement"}
    assert {bool(r.feedback) for r in referrals} == {True, False}
    assert {i.group for i in today_items(desk)} == set(GROUPS)
    assert sum(c.newcomer.closed_on is not None for c in cases) == 1
    assert centre(desk).counsellor == desk.who == "Maria Beispiel"


def test_the_directory_has_a_service_for_nearly_every_step_of_the_chains(desk: Desk) -> None:
    build_demo(desk)
    services = list_services(desk)
    assert len(services) >= 20
    types = {s.type for s in services if s.active}
    assert {s["service_type"] for s in read_json("chains", "steps.json")["steps"]} - types <= {
        "education_participation"
    }
    assert any(not s.active for s in services)
    for service in services:
        assert checked_service(ServiceDraft.of(service)) == ServiceDraft.of(service)


def test_nobody_can_be_reached_under_what_the_demo_says_of_them(desk: Desk) -> None:
    build_demo(desk, 60)
    reachable = [(c.newcomer.phone, c.newcomer.email) for c in _cases(desk)]
    reachable += [(s.phone, s.email) for s in list_services(desk)]
    assert all(phone.startswith("0521 000-") for phone, _email in reachable)
    assert all(email.endswith("@example.org") for _phone, email in reachable if email)


def test_invented_people_keep_to_all_the_rules_of_the_fields(desk: Desk, today: date) -> None:
    build_demo(desk, 100)
    for view in _cases(desk):
        draft = NewcomerDraft.of(view.newcomer)
        assert checked(draft) == draft
        for qualification in view.qualifications:
            told = QualificationDraft.of(qualification)
            assert checked_qualification(told) == told
            events = qualification.recognition.events if qualification.recognition else ()
            assert all(e.on_date <= today for e in events)
        for referral in view.referrals:
            assert referral.sent_on <= referral.state_on <= today
        assert view.chain is not None
        for step in view.chain.steps:
            assert read_code(step.code) == step.code
            assert step.state_since <= today
            assert (step.done_on is not None) == (step.state == "done")
            assert step.reason or step.state not in NEEDS_REASON
            assert not step.appointment or step.state != "open"


def test_the_history_of_an_invented_person_tells_all_of_the_record(desk: Desk) -> None:
    build_demo(desk, 30)
    played: dict[tuple[str, str], dict[str, Any]] = {}
    kept: dict[tuple[str, str], dict[str, Any]] = {}
    with desk.read() as session:
        for operation in session.scalars(select(Operation).order_by(Operation.id)):
            for change in operation.changes:
                row = played.setdefault((change.entity, change.entity_id), {})
                assert {k: row[k] for k in change.before or ()} == (change.before or {})
                row.update(change.after or {})
        for name, entity in JOURNALLED.items():
            for found in session.scalars(select(entity)):
                key = str(found.__mapper__.primary_key_from_instance(found)[0])
                values = {c: getattr(found, c) for c in columns(entity)}
                kept[(name, key)] = {c: v.isoformat() if isinstance(v, date) else v for c, v in values.items()}
    without_history = ("organization", "location", "service", "service_agreement", "known_card", "parcel")
    assert played == {key: row for key, row in kept.items() if key[0] not in without_history}


def test_the_history_runs_forward_in_time(desk: Desk) -> None:
    person = build_demo(desk)
    lines = history(desk, person)
    assert [line.at for line in lines] == sorted((line.at for line in lines), reverse=True)
    assert lines[-1].verb == "take_in"
    assert {line.who for line in lines} == {"Maria Beispiel"}


def test_what_is_derived_fits_what_the_demo_wrote(desk: Desk) -> None:
    build_demo(desk, 40)
    with desk.read() as session:
        for newcomer in session.scalars(select(Newcomer)):
            derived = derive(newcomer)
            for column in ("sort_name", "chain_template", "next_step_id", "next_step", "next_due", "first_due"):
                assert getattr(newcomer, column) == getattr(derived, column)
            assert all(s.due_on == derived.due.get(s.id) for c in newcomer.chains for s in c.steps)
    assert [row.native_name for row in list_people(desk, "أمير")] == ["أميرة حداد"]


def test_the_last_act_of_every_invented_person_can_be_taken_back(desk: Desk, dump: Dump) -> None:
    build_demo(desk)
    before = dump()
    for row in list_people(desk):
        last = desk.last_act(row.id)
        assert last is not None
        undone = desk.undo(last.operation)
        assert dump() != before
        desk.undo(undone.operation)
        assert dump() == before


def test_the_whole_case_of_an_invented_person_can_be_taken_back(desk: Desk) -> None:
    person = build_demo(desk)
    while last := desk.last_act(person):
        desk.undo(last.operation)
    assert count_people(desk) == 11


def test_work_goes_on_with_invented_people_as_with_others(desk: Desk) -> None:
    person = build_demo(desk)
    chain = case(desk, person).chain
    assert chain is not None
    assert chain.next_step is not None
    complete_step(desk, chain.next_step.id)
    assert history(desk, person)[0].verb == "set_step_state"


def test_a_handover_waits_for_its_receipt_and_another_one_is_done(desk: Desk) -> None:
    build_demo(desk)
    (card,) = cards(desk)
    assert card_of(card).name == card.name
    assert (card.fingerprint, card.verified_on is not None) == (card_of(card).fingerprint, True)
    by_number = {row.number: row.id for row in list_people(desk)}
    (sent,), (came,) = parcels(desk, by_number[2]), parcels(desk, by_number[3])
    assert (sent.direction, sent.state, came.direction, came.state) == ("sent", "open", "received", "accepted")
    assert [item.newcomer_id for item in today_items(desk) if item.group == "parcel"] == [by_number[2]]


def test_progress_reaches_the_number_of_people(desk: Desk) -> None:
    told: list[tuple[int, int]] = []
    build_demo(desk, 450, progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (450, 450)
    assert told == sorted(told)
    assert len(told) >= 3
    assert count_people(desk) == 450
    names = Counter(row.name for row in list_people(desk, limit=450))
    assert names.most_common(1)[0][1] > 1


def test_one_person_is_a_demo_as_well(desk: Desk) -> None:
    told: list[tuple[int, int]] = []
    assert build_demo(desk, 1, progress=lambda done, total: told.append((done, total)))
    assert (count_people(desk), told[-1]) == (1, (1, 1))


def test_the_same_demo_twice_in_one_vault_is_refused_and_changes_nobody(desk: Desk, dump: Dump) -> None:
    build_demo(desk)
    before = dump()
    with pytest.raises(ImportFileError):
        build_demo(desk)
    assert dump() == before
