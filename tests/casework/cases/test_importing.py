# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What comes in from files, what stays out, and that a refusal leaves no trace."""

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from laufmappe.casework.cases.document import Document, document_text
from laufmappe.casework.cases.exporting import export_case
from laufmappe.casework.cases.importing import import_case, import_data, import_file, insert_cases
from laufmappe.casework.chains.steps import plan_step
from laufmappe.casework.desk import Desk
from laufmappe.casework.json_file import MOST_BYTES
from laufmappe.casework.papers.codes import read_code
from laufmappe.casework.people.case import case
from laufmappe.casework.people.register import count_people
from laufmappe.casework.referrals.referrals import refer
from laufmappe.casework.services.register import ServiceDraft, change_service
from laufmappe.casework.services.register import service as read_service
from laufmappe.errors import ImportFileError, RuleError
from laufmappe.records.base import new_id
from laufmappe.vault import CHEAP_COST, create_vault

Take = Callable[..., str]
Change = Callable[[Document], Any]


@pytest.fixture
def other_desk(tmp_path: Path, today: date) -> Iterator[Desk]:
    """A desk at another empty vault."""
    vault, _recovery_key = create_vault(tmp_path / "other", "passphrase", cost=CHEAP_COST)
    desk = Desk(vault, "Toma Beispiel", today=lambda: today)
    yield desk
    desk.close()


@pytest.fixture
def document(desk: Desk, take: Take, service: str) -> Document:
    """A case with a planned step and a referral, as it stands in a file."""
    person = take(arrival="2026-05")
    chain = case(desk, person).chain
    assert chain is not None
    plan_step(desk, chain.steps[0].id, service_id=service)
    refer(desk, person, service, step_id=chain.steps[0].id)
    return dict(json.loads(document_text(export_case(desk, person))))


def packed(document: Any) -> bytes:
    return json.dumps(document).encode()


def refusal(desk: Desk, data: bytes) -> str:
    with pytest.raises(ImportFileError) as refused:
        import_case(desk, data)
    assert count_people(desk) == 0
    return str(refused.value)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "keine JSON-Datei: Zeile 1"),
        (b'{"format": ', "keine JSON-Datei: Zeile 1"),
        (b"[]", "kein Beratungsfall"),
        (b'{"format": "laufmappe-case", "version": 3, "newcomer": {}}', "Fassung"),
        (b'{"format": "laufmappe-case", "version": 1}', "newcomer: Diese Angabe fehlt"),
        (b'{"a": 1, "a": 2}', "zweimal"),
        (b'{"a": NaN}', "Zahl"),
        (b'{"a": ' + b"9" * 5000 + b"}", "Zahl"),
        (b'{"a": "\\ud800"}', "beschädigte Zeichen"),
        (b'{"a": "\xfc"}', "UTF-8"),
        (b"[" * 100_000, "verschachtelt"),
        (b'{"a":' * 100_000, "verschachtelt"),
        (b'"' + b'\\"' * 500_000, "keine JSON-Datei"),
    ],
)
def test_a_file_that_is_no_case_gets_a_sentence(other_desk: Desk, data: bytes, words: str) -> None:
    assert words in refusal(other_desk, data)


def test_a_file_above_the_limit_is_not_even_read(other_desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "large.json"
    with file.open("wb") as stream:
        stream.truncate(MOST_BYTES + 1)
    with pytest.raises(ImportFileError, match="größer als 64 MiB"):
        import_file(other_desk, file)


def set_at(*path: str | int, value: Any) -> Change:
    def change(document: Document) -> None:
        target: Any = document
        for key in path[:-1]:
            target = target[key]
        target[path[-1]] = value

    return change


def drop_at(*path: str | int) -> Change:
    def change(document: Document) -> None:
        target: Any = document
        for key in path[:-1]:
            target = target[key]
        del target[path[-1]]

    return change


FAULTS: dict[str, Change] = {
    "newcomer.taken_in_on: Diese Angabe fehlt": drop_at("newcomer", "taken_in_on"),
    "newcomer.shoe_size: Diese Angabe gibt es im Format nicht": set_at("newcomer", "shoe_size", value=38),
    "newcomer.id: ": set_at("newcomer", "id", value="1"),
    "newcomer.interpreter: Hier gehört true oder false hin": set_at("newcomer", "interpreter", value="ja"),
    "newcomer.given_name: Die Person braucht einen Namen": lambda d: d["newcomer"].update(
        given_name="\u202e", family_name=" "
    ),
    "newcomer.note: Das ist zu lang": set_at("newcomer", "note", value="x" * 10_001),
    "newcomer.birth_date: Den 1990-02-31 gibt es nicht": set_at("newcomer", "birth_date", value="1990-02-31"),
    "newcomer.nationality: „XX“ kenne ich hier nicht": set_at("newcomer", "nationality", value="XX"),
    "newcomer.status: „king“ kenne ich hier nicht": set_at("newcomer", "status", value="king"),
    "newcomer.needs: „gold“ kenne ich hier nicht": set_at("newcomer", "needs", value=["gold"]),
    "languages[0].code: „xx“": set_at("languages", value=[{"id": new_id(), "position": 0, "code": "xx"}]),
    "milestones[0].kind: „birthday“": set_at("milestones", 0, "kind", value="birthday"),
    "milestones[1].kind: Dieser Tag steht schon": lambda d: d["milestones"].append(
        {**d["milestones"][0], "id": new_id()}
    ),
    "milestones[0].on_date: ": set_at("milestones", 0, "on_date", value="gestern"),
    "chains[0].steps[3].state: „fertig“": set_at("chains", 0, "steps", 3, "state", value="fertig"),
    "chains[0].steps[3].state_since: ": set_at("chains", 0, "steps", 3, "state_since", value="23.11.2026"),
    "chains[0].steps[3].position: ": set_at("chains", 0, "steps", 3, "position", value=-1),
    "chains[0].steps[3].icon: ": set_at("chains", 0, "steps", 3, "icon", value="../../etc/passwd"),
    "chains[0].steps[3].deadline.days: Diese Zahl ist": set_at(
        "chains", 0, "steps", 3, "deadline", "days", value=10**9
    ),
    "chains[0].steps[3].deadline.anchors: „easter“": set_at(
        "chains", 0, "steps", 3, "deadline", "anchors", value=["easter"]
    ),
    "chains[0].steps[0].service_id: ": set_at("chains", 0, "steps", 0, "service_id", value="x\n"),
    "Anlaufstelle, die weder in der Datei": set_at("services", value=[]),
    "referrals[0].step_id: Diesen Schritt gibt es": set_at("referrals", 0, "step_id", value=new_id()),
    "referrals[0].kind: „gift“": set_at("referrals", 0, "kind", value="gift"),
    "referrals[0].appointment: ": set_at("referrals", 0, "appointment", value="2026-13-41T99:99"),
    "codes[0].subject_id: Diesen Schritt oder Verweis": set_at("codes", 0, "subject_id", value=new_id()),
    "codes[0].code: Bei diesem Code stimmt das Prüfzeichen nicht": set_at("codes", 0, "code", value="K7M492Q1"),
    "codes[1].code: Dieser Code kommt zweimal vor": lambda d: d["codes"][1].update(code=d["codes"][0]["code"]),
    "chains[0].steps[1].id: Diese Kennung kommt zweimal": lambda d: d["chains"][0]["steps"][1].update(
        id=d["chains"][0]["steps"][0]["id"]
    ),
    "history[0].at: ": set_at("history", 0, "at", value="gestern"),
    "history[0].verb: ": set_at("history", 0, "verb", value="DROP TABLE"),
    "history[0].changes[0].entity: „setting“": set_at("history", 0, "changes", 0, "entity", value="setting"),
    "history[0].changes[0].after.number: ": set_at("history", 0, "changes", 0, "after", "number", value=7),
    "history[0].changes[0].after.taken_in_on: ": set_at("history", 0, "changes", 0, "after", "taken_in_on", value="x"),
    "history[0].changes[0]: Diese Änderung gehört nicht": set_at(
        "history", 0, "changes", 0, "entity_id", value=new_id()
    ),
    "history[0].changes[1]: ": lambda d: d["history"][0]["changes"][1].update(before=None, after=None),
    "history[0].changes[1].after: Hier müssen alle": lambda d: d["history"][0]["changes"][1].update(after={}),
}


@pytest.mark.parametrize("words", FAULTS)
def test_a_fault_in_a_case_is_named_by_its_place(other_desk: Desk, document: Document, words: str) -> None:
    FAULTS[words](document)
    assert words in refusal(other_desk, packed(document))


def test_a_person_who_is_there_already_stays_as_she_is(desk: Desk, document: Document) -> None:
    before = export_case(desk, document["newcomer"]["id"])
    document["newcomer"]["given_name"] = "Eve"
    with pytest.raises(ImportFileError, match="schon in diesem Tresor"):
        import_case(desk, packed(document))
    assert export_case(desk, document["newcomer"]["id"]) == before


def renewed(document: Document, but: tuple[str, ...] = ()) -> Document:
    """The same case with other ids, for another person."""
    ids: dict[str, str] = {}

    def visit(value: Any, key: str = "") -> Any:
        if isinstance(value, dict):
            return {k: visit(v, k) for k, v in value.items()}
        if isinstance(value, list):
            return [visit(v) for v in value]
        is_id = isinstance(value, str) and (key == "id" or key.endswith("_id"))
        return ids.setdefault(value, new_id()) if is_id and value not in but else value

    return dict(visit(document))


def test_a_code_that_another_persons_folder_carries_keeps_the_case_out(desk: Desk, document: Document) -> None:
    with pytest.raises(ImportFileError, match="gehört in diesem Tresor schon zu einer anderen Person"):
        import_case(desk, packed(renewed(document)))
    assert count_people(desk) == 1


def test_a_history_can_not_reach_into_the_record_of_another_person(desk: Desk, document: Document) -> None:
    step = document["chains"][0]["steps"][0]["id"]
    hostile = {**renewed(document), "codes": []}
    change = {"entity": "step", "entity_id": step, "before": {"note": "x"}, "after": {"note": ""}}
    hostile["history"][0]["changes"].append({"id": new_id(), **change})
    with pytest.raises(ImportFileError, match="Akte einer anderen Person"):
        import_case(desk, packed(hostile))


def test_rows_of_another_person_are_never_overwritten(desk: Desk, document: Document) -> None:
    step = document["chains"][0]["steps"][0]["id"]
    hostile = {**renewed(document, but=(step,)), "codes": [], "history": []}
    with pytest.raises(ImportFileError, match="schon vergeben"):
        import_case(desk, packed(hostile))
    assert count_people(desk) == 1


def test_a_service_that_the_vault_knows_stays_as_the_vault_knows_it(
    desk: Desk, document: Document, service: str
) -> None:
    change_service(desk, service, ServiceDraft("Umbenannt"))
    arrival = {**renewed(document, but=(service,)), "codes": [], "history": []}
    import_case(desk, packed(arrival))
    assert read_service(desk, service).name == "Umbenannt"
    assert case(desk, arrival["newcomer"]["id"]).referrals[0].service.name == "Umbenannt"


def test_a_case_needs_no_more_than_a_name_and_a_day(other_desk: Desk) -> None:
    newcomer = {"id": new_id(), "taken_in_on": "2026-11-23", "native_name": "أميرة"}
    person = import_case(other_desk, packed({"format": "laufmappe-case", "version": 1, "newcomer": newcomer}))
    assert case(other_desk, person).newcomer.name == "أميرة"


def test_a_case_that_version_1_wrote_comes_in_and_goes_out_with_all_that_it_said(other_desk: Desk) -> None:
    frozen = (Path(__file__).parents[2] / "formats" / "case-1.json").read_bytes()
    person = import_case(other_desk, frozen)
    said = json.loads(frozen)
    assert said.pop("version") == 1
    assert _says(export_case(other_desk, person), said)


def _says(whole: object, part: object) -> bool:
    """Whether everything that a document says stands in another one."""
    if isinstance(part, dict):
        return isinstance(whole, dict) and all(key in whole and _says(whole[key], part[key]) for key in part)
    if isinstance(part, list):
        return isinstance(whole, list) and len(whole) == len(part) and all(map(_says, whole, part))
    return whole == part


def test_many_cases_come_in_by_batches_with_their_numbers(other_desk: Desk, document: Document) -> None:
    people = [{**renewed(document), "codes": []} for _n in range(7)]
    told: list[int] = []
    assert insert_cases(other_desk, iter(people), told.append, batch=3) == 7
    assert told == [3, 6, 7]
    numbers = [case(other_desk, person["newcomer"]["id"]).newcomer.number for person in people]
    assert numbers == [1, 2, 3, 4, 5, 6, 7]


def test_an_interrupted_batch_leaves_none_of_its_people(other_desk: Desk, document: Document) -> None:
    first, second = {**renewed(document), "codes": []}, {**renewed(document), "codes": []}
    second["newcomer"]["id"] = first["newcomer"]["id"]
    with pytest.raises(ImportFileError):
        insert_cases(other_desk, [first, second])
    assert count_people(other_desk) == 0


def test_people_who_come_in_together_come_in_all_or_not_at_all(other_desk: Desk, document: Document) -> None:
    people = [{**renewed(document), "codes": []} for _n in range(3)]
    with pytest.raises(ImportFileError):
        insert_cases(other_desk, [*people, people[0]], batch=1, together=True)
    assert count_people(other_desk) == 0
    assert insert_cases(other_desk, people, batch=1, together=True) == 3


def test_every_imported_code_is_one_that_the_return_desk_reads(other_desk: Desk) -> None:
    result = import_data(other_desk, b"Vorname;Kette\nAmira;K1\nCan;K2\n")
    codes = [code["code"] for person in result.people for code in export_case(other_desk, person)["codes"]]
    assert len(codes) == len(set(codes)) > 10
    assert all(read_code(code) == code for code in codes)


broken = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@broken
@given(data=st.binary(max_size=300) | st.text(max_size=300).map(lambda t: t.encode("utf-16")))
def test_arbitrary_bytes_give_people_or_a_sentence_and_nothing_else(other_desk: Desk, data: bytes) -> None:
    try:
        import_data(other_desk, data)
    except ImportFileError as error:
        assert str(error)


values: st.SearchStrategy[Any] = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=20), st.builds(list), st.builds(dict)
)


def places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every container within a document with each of its keys."""
    for key, inner in list(value.items() if isinstance(value, dict) else enumerate(value)):
        yield value, key
        if isinstance(inner, dict | list):
            yield from places(inner)


@broken
@given(data=st.data(), value=values)
def test_a_case_with_any_value_in_any_place_comes_in_or_gets_a_sentence(
    other_desk: Desk, document: Document, data: st.DataObject, value: Any
) -> None:
    altered = {**renewed(document), "codes": []}
    container, key = data.draw(st.sampled_from(list(places(altered))))
    container[key] = value
    try:
        person = import_case(other_desk, packed(altered))
    except ImportFileError as error:
        assert str(error)
        return
    assert case(other_desk, person)
    while last := other_desk.last_act(person):
        try:
            other_desk.undo(last.operation)
        except RuleError:
            return
