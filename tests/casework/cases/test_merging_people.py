# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two records of one person become one: nothing is lost, nothing is decided in silence, and all of it can be taken back."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text

from laufmappe.casework.cases.check import checked_case
from laufmappe.casework.cases.document import document_text
from laufmappe.casework.cases.exporting import export_case
from laufmappe.casework.cases.merging import Choice, ConflictKey
from laufmappe.casework.cases.merging_people import Joining, look_at_both, merge_people
from laufmappe.casework.chains.agreed import agree_chain
from laufmappe.casework.chains.steps import set_step_state
from laufmappe.casework.desk import Desk
from laufmappe.casework.finding import find_anything
from laufmappe.casework.history import history
from laufmappe.casework.papers.codes import find_code
from laufmappe.casework.papers.documents import attach_document, document_content, documents
from laufmappe.casework.papers.prints import PrintableSheet, note_print, printed_sheets
from laufmappe.casework.people.case import case
from laufmappe.casework.people.deleting import delete_person, returned_people
from laufmappe.casework.people.register import NewcomerDraft, change_person, list_people, take_in
from laufmappe.casework.people.similar import similar_people
from laufmappe.casework.recognition.qualifications import QualificationDraft, add_qualification, set_recognition
from laufmappe.casework.record_views import HouseholdMemberView
from laufmappe.casework.referrals.referrals import refer
from laufmappe.casework.services.register import ServiceDraft, add_service
from laufmappe.casework.talks.contacts import ContactDraft, note_contact
from laufmappe.casework.views import LanguageView
from laufmappe.errors import NotFoundError, RuleError
from laufmappe.records.base import Kept
from laufmappe.records.journal import JOURNALLED
from laufmappe.vault import open_vault

TODAY = date(2026, 11, 23)
Dump = Callable[[], dict[str, list[tuple[Any, ...]]]]
NAMES = ("", "Amira", "Amirah", "محمد")


def all_mine(joining: Joining) -> dict[ConflictKey, Choice]:
    return {conflict.key: "mine" for conflict in joining.conflicts}


def joined(desk: Desk, kept: str, other: str, choice: Choice = "mine") -> str:
    """Merges them, every conflict decided alike; the operation."""
    decisions: dict[ConflictKey, Choice] = {c.key: choice for c in look_at_both(desk, kept, other).conflicts}
    return merge_people(desk, kept, other, decisions).operation


def test_gaps_are_filled_and_what_differs_is_asked(desk: Desk) -> None:
    kept = take_in(desk, NewcomerDraft("Amira", "Haddad", birth_date="1992", phone="0151 1", note="ruft an")).subject_id
    draft = NewcomerDraft("Amira", "Hadad", birth_date="1992-05-17", email="a@example.org", note="kommt Montag")
    other = take_in(desk, draft).subject_id
    joining = look_at_both(desk, kept, other)
    assert {c.field for c in joining.conflicts} == {"family_name", "note"}
    with pytest.raises(RuleError):
        merge_people(desk, kept, other)
    person = ("newcomer", kept)
    merge_people(desk, kept, other, {(*person, "family_name"): "theirs", (*person, "note"): "both"})
    view = case(desk, kept).newcomer
    assert (view.family_name, view.birth_date, view.phone) == ("Hadad", "1992-05-17", "0151 1")
    assert (view.email, view.note) == ("a@example.org", "kommt Montag\nruft an")
    with pytest.raises(NotFoundError):
        case(desk, other)
    assert [row.id for row in list_people(desk)] == [kept]


def test_all_that_hangs_on_the_other_record_moves(
    desk: Desk, service: str, take: Callable[..., str], tmp_path: Path
) -> None:
    kept, other = take(chain=""), take(chain="K2")
    step = case(desk, other).chain.steps[0]  # type: ignore[union-attr]  # it was agreed
    note_contact(desk, other, ContactDraft(date(2026, 11, 20), note="Brief vom Amt"))
    referral = refer(desk, other, service, step_id=step.id).subject_id
    qualification = add_qualification(desk, other, QualificationDraft("Lehrerin")).subject_id
    set_recognition(desk, qualification, "counselling", TODAY)
    path = tmp_path / "zeugnis.pdf"
    path.write_bytes(b"%PDF-1.4 Zeugnis")
    attach_document(desk, other, path, qualification)
    note_print(desk, other, [PrintableSheet("cover", 1, "a"), PrintableSheet(f"station:{step.id}", 2, "b")], "ar")
    code = step.code
    joined(desk, kept, other)
    view = case(desk, kept)
    assert view.chain is not None and view.chain.steps[0].id == step.id
    assert [row.id for row in view.referrals] == [referral]
    assert view.qualifications[0].id == qualification and view.qualifications[0].recognition is not None
    assert [row.note for row in view.contacts] == ["Brief vom Amt"]
    assert {s.key: s.number for s in view.printed_sheets} == {"cover": 1, f"station:{step.id}": 2}
    (document,) = documents(desk, kept)
    assert document_content(desk, document.id) == b"%PDF-1.4 Zeugnis"
    found = find_code(desk, code)
    assert found is not None and found.newcomer_id == kept


def test_words_of_a_step_are_found_with_the_person_who_has_it_now(desk: Desk, take: Callable[..., str]) -> None:
    kept, other = take("Zahra", chain=""), take("Zahrah", chain="K2")
    step = case(desk, other).chain.steps[0]  # type: ignore[union-attr]  # it was agreed
    set_step_state(desk, step.id, "waiting", TODAY, "Fahrradwerkstatt")
    operation = joined(desk, kept, other)
    assert {hit.newcomer_id for hit in find_anything(desk, "Fahrradwerkstatt") if hit.kind != "person"} == {kept}
    desk.undo(operation)
    assert {hit.newcomer_id for hit in find_anything(desk, "Fahrradwerkstatt") if hit.kind != "person"} == {other}


def test_running_chains_of_one_template_become_one_with_the_progress_of_both(
    desk: Desk, take: Callable[..., str]
) -> None:
    kept, other = take(chain="K2"), take(chain="K2")
    mine, theirs = (case(desk, person).chain for person in (kept, other))
    assert mine is not None and theirs is not None
    set_step_state(desk, mine.steps[0].id, "done", TODAY)
    set_step_state(desk, theirs.steps[1].id, "waiting", TODAY, "Platz fehlt")
    assert look_at_both(desk, kept, other).conflicts == ()
    merge_people(desk, kept, other)
    chain = case(desk, kept).chain
    assert chain is not None
    assert [step.id for step in chain.steps] == [step.id for step in mine.steps]
    assert [step.state for step in chain.steps[:3]] == ["done", "waiting", "open"]
    found = find_code(desk, theirs.steps[1].code)
    assert found is not None and found.newcomer_id == kept


def test_of_two_running_chains_the_chosen_one_goes_on_and_the_other_stays_in_the_record(
    desk: Desk, take: Callable[..., str]
) -> None:
    kept, other = take(chain="K2"), take(chain="K5")
    (conflict,) = look_at_both(desk, kept, other).conflicts
    merge_people(desk, kept, other, {conflict.key: "theirs"})
    assert case(desk, kept).chain.template == "K5"  # type: ignore[union-attr]  # it was agreed
    ends = {chain["template"]: chain["ended_on"] for chain in export_case(desk, kept)["chains"]}
    assert ends == {"K2": TODAY.isoformat(), "K5": None}


def test_of_two_folders_that_of_the_record_that_stays_counts(desk: Desk, take: Callable[..., str]) -> None:
    kept, other = take(chain="K2"), take(chain="")
    note_print(desk, kept, [PrintableSheet("cover", 1, "mine"), PrintableSheet("route", 2, "mine")], "ar")
    note_print(desk, other, [PrintableSheet("cover", 1, "theirs"), PrintableSheet("goals", 2, "theirs")], "ar")
    assert look_at_both(desk, kept, other).other_folder == 2
    joined(desk, kept, other)
    held = printed_sheets(desk, kept)
    assert {key: sheet.fingerprint for key, sheet in held.items()} == {"cover": "mine", "route": "mine"}


def test_the_first_language_stays_the_first_and_a_child_is_not_doubled(desk: Desk) -> None:
    sami = HouseholdMemberView("", "Sami", relation="child", birth_date="2019")
    ours = NewcomerDraft("Amira", languages=(LanguageView("ar"), LanguageView("de", "A1")), household=(sami,))
    more = (LanguageView("de", "A1"), LanguageView("fr"), LanguageView("ar"))
    there = HouseholdMemberView("", "Sami", relation="other", birth_date="2019-03-02")
    mona = HouseholdMemberView("", "Mona", relation="child")
    theirs = NewcomerDraft("Amira", languages=more, household=(mona, there))
    kept, other = take_in(desk, ours).subject_id, take_in(desk, theirs).subject_id
    merge_people(desk, kept, other)
    view = case(desk, kept)
    assert [language.code for language in view.newcomer.languages] == ["ar", "de", "fr"]
    assert [(m.given_name, m.relation, m.birth_date) for m in view.household] == [
        ("Sami", "child", "2019-03-02"),
        ("Mona", "child", ""),
    ]


def test_the_history_of_both_goes_on_and_says_who_the_other_was(desk: Desk, take: Callable[..., str]) -> None:
    kept, other = take("Amira", "Haddad", chain=""), take("Amira", "Haddad", chain="")
    note_contact(desk, other, ContactDraft(date(2026, 11, 20), note="Brief"))
    joined(desk, kept, other)
    lines = history(desk, kept)
    assert [line.verb for line in lines] == ["merge_people", "note_contact", "take_in", "take_in"]
    assert lines[0].about == "Amira Haddad, Mappe 2"
    checked_case(document_text(export_case(desk, kept)).encode())


def test_it_can_be_taken_back_and_done_again(desk: Desk, dump: Dump, take: Callable[..., str]) -> None:
    kept, other = take(chain="K2"), take(chain="K2")
    note_contact(desk, other, ContactDraft(date(2026, 11, 20), note="Brief"))
    before = dump()
    operation = joined(desk, kept, other)
    after = dump()
    back = desk.undo(operation)
    assert dump() == before
    assert [line.verb for line in history(desk, other)] == ["note_contact", "take_in"]
    desk.undo(back.operation)
    assert dump() == after
    assert len(history(desk, kept)) == 6


def test_what_was_done_on_the_other_record_is_not_taken_back_any_more(desk: Desk, take: Callable[..., str]) -> None:
    kept, other = take(chain=""), take(chain="")
    earlier = note_contact(desk, other, ContactDraft(date(2026, 11, 20), note="Brief")).operation
    joined(desk, kept, other)
    with pytest.raises(RuleError):
        desk.undo(earlier)


def test_the_other_folder_number_is_not_lost_by_taking_it_back(desk: Desk, take: Callable[..., str]) -> None:
    kept, other, _third = take(), take(), take()
    operation = joined(desk, kept, other)
    desk.undo(operation)
    assert {row.id: row.number for row in list_people(desk)}[other] == 2


def test_whoever_is_deleted_goes_with_both_records(desk: Desk, take: Callable[..., str]) -> None:
    kept, other = take(), take()
    change_person(desk, other, NewcomerDraft("Amira", "Haddad", note="Geheimnis"))
    joined(desk, kept, other)
    delete_person(desk, kept, "asked")
    with desk.read() as session:
        assert session.scalar(text("SELECT count(*) FROM operation WHERE newcomer_id IS NOT NULL")) == 0
        assert session.scalar(text("SELECT count(*) FROM \"change\" WHERE before LIKE '%Geheimnis%'")) == 0
    assert returned_people(desk) == []


def test_nobody_is_asked_about_a_pair_that_is_one_now(desk: Desk) -> None:
    amira = NewcomerDraft("Amira", "Haddad")
    kept = take_in(desk, amira).subject_id
    other = take_in(desk, amira, not_the_same=[kept]).subject_id
    third = take_in(desk, amira, not_the_same=[other]).subject_id
    joined(desk, kept, other)
    assert similar_people(desk, amira, kept) == []
    assert similar_people(desk, amira, third) == []


def test_a_record_is_not_merged_with_itself(desk: Desk, take: Callable[..., str]) -> None:
    person = take()
    with pytest.raises(RuleError):
        merge_people(desk, person, person)


steps_done = st.lists(
    st.tuples(st.integers(0, 4), st.sampled_from(("done", "running", "waiting"))),
    max_size=3,
    unique_by=lambda step: step[0],
)
records = st.fixed_dictionaries(
    {
        "draft": st.builds(
            NewcomerDraft,
            given_name=st.just("Amira"),
            family_name=st.sampled_from(NAMES),
            birth_date=st.sampled_from(("", "1992", "1992-05", "1992-05-17", "1993")),
            phone=st.sampled_from(("", "0151 1", "0151 2")),
            note=st.sampled_from(("", "ruft an", "kommt")),
            needs=st.sampled_from(((), ("work",), ("childcare", "work"))),
            interpreter=st.booleans(),
            languages=st.lists(
                st.builds(LanguageView, st.sampled_from(("ar", "uk", "de")), st.sampled_from(("", "A1", "B2"))),
                max_size=3,
            ).map(tuple),
            milestones=st.dictionaries(st.sampled_from(("arrival", "title")), st.sampled_from(("2026", "2026-10"))),
            household=st.lists(
                st.builds(
                    HouseholdMemberView,
                    st.just(""),
                    st.sampled_from(("Sami", "Mona")),
                    birth_date=st.sampled_from(("", "2019", "2019-03", "2018")),
                ),
                max_size=3,
            ).map(tuple),
        ),
        "chain": st.sampled_from(("", "K2", "K2", "K5")),
        "again": st.sampled_from(("", "", "K2")),
        "steps": steps_done,
        "contacts": st.integers(0, 2),
        "referrals": st.integers(0, 2),
        "qualification": st.booleans(),
        "sheets": st.lists(st.sampled_from(("cover", "route", "goals")), unique=True),
    }
)


@settings(
    max_examples=6,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow],
)
@given(one=records, two=records, choices=st.lists(st.sampled_from(("mine", "theirs", "both")), min_size=1))
def test_no_row_is_lost_and_all_of_it_can_be_taken_back(
    empty_vault_once: Path, one: dict[str, Any], two: dict[str, Any], choices: list[Choice]
) -> None:
    with copied(empty_vault_once) as desk:
        service = add_service(desk, ServiceDraft("VHS")).subject_id
        kept, other = (recorded(desk, service, record) for record in (one, two))
        before = ids(desk)
        rows = all_rows(desk)
        joining = look_at_both(desk, kept, other)
        decisions: dict[ConflictKey, Choice] = {}
        for number, conflict in enumerate(joining.conflicts):
            wanted = choices[number % len(choices)]
            decisions[conflict.key] = wanted if wanted in conflict.choices else "theirs"
        operation = merge_people(desk, kept, other, decisions).operation
        after = ids(desk)
        assert after["newcomer"] == {kept}
        for table in ("contact", "referral", "qualification", "code", "goal", "appointment", "sheet_print"):
            assert before[table] <= after[table]
        said = {m.given_name for record in (one, two) for m in record["draft"].household or ()}
        assert {member.given_name for member in case(desk, kept).household} == said
        spoken = [{language.code for language in r["draft"].languages} for r in (one, two)]
        assert {language.code for language in case(desk, kept).newcomer.languages} == spoken[0] | spoken[1]
        running = [chain for chain in export_case(desk, kept)["chains"] if chain["ended_on"] is None]
        assert len(running) == bool(one["chain"] or two["chain"])
        numbers = [sheet.number for sheet in printed_sheets(desk, kept).values()]
        assert len(numbers) == len(set(numbers))
        checked_case(document_text(export_case(desk, kept)).encode())
        desk.undo(operation)
        assert all_rows(desk) == rows


def recorded(desk: Desk, service: str, record: dict[str, Any]) -> str:
    person = take_in(desk, record["draft"], record["chain"]).subject_id
    if record["chain"] and record["again"]:
        agree_chain(desk, person, record["again"])
    chain = case(desk, person).chain
    for number, state in record["steps"] if chain else ():
        set_step_state(desk, chain.steps[number].id, state, TODAY, "Grund")  # type: ignore[union-attr]  # see above
    for number in range(record["contacts"]):
        note_contact(desk, person, ContactDraft(date(2026, 11, 20), note=f"Gespräch {number}"))
    for number in range(record["referrals"]):
        refer(desk, person, service, step_id=chain.steps[0].id if chain and number else None)
    if record["qualification"]:
        add_qualification(desk, person, QualificationDraft("Lehrerin"))
    note_print(desk, person, [PrintableSheet(key, n + 1, person) for n, key in enumerate(record["sheets"])], "ar")
    return person


@pytest.fixture(scope="module")
def empty_vault_once(empty_vault: Path) -> Path:
    """The empty vault for tests that make several of their own."""
    return empty_vault


@contextmanager
def copied(vault: Path) -> Iterator[Desk]:
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(vault, Path(folder) / "vault")
        with closing(Desk(open_vault(Path(folder) / "vault", "passphrase"), "Maria", today=lambda: TODAY)) as desk:
            yield desk


def ids(desk: Desk) -> dict[str, set[str]]:
    tables = {name: entity for name, entity in JOURNALLED.items() if issubclass(entity, Kept)}
    with desk.read() as session:
        return {name: set(session.scalars(select(entity.id))) for name, entity in tables.items()}


def all_rows(desk: Desk) -> dict[str, list[tuple[Any, ...]]]:
    with desk.read() as session:
        rows = {t: session.execute(text(f"SELECT * FROM {t}")).all() for t in (*JOURNALLED, "person_search")}  # noqa: S608  # our own names
        return {table: sorted(map(tuple, found), key=repr) for table, found in rows.items()}
