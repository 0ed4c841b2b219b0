# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""A paper in the list of a recognition procedure leads to a document of the vault."""

from collections.abc import Callable
from pathlib import Path

import pytest

from laufmappe.casework.cases.check import checked_case
from laufmappe.casework.cases.document import document_text
from laufmappe.casework.cases.exporting import export_case
from laufmappe.casework.desk import Desk
from laufmappe.casework.history import history
from laufmappe.casework.papers.documents import (
    DocumentView,
    attach_document,
    change_document,
    documents,
    remove_document,
)
from laufmappe.casework.people.case import case
from laufmappe.casework.people.register import NewcomerDraft, take_in
from laufmappe.casework.recognition.papers import remove_paper, set_paper
from laufmappe.casework.recognition.procedure import ProcedureDraft, set_procedure
from laufmappe.casework.recognition.qualifications import QualificationDraft, add_qualification, remove_qualification
from laufmappe.casework.record_views import PaperView
from laufmappe.casework.views import Changed
from laufmappe.errors import NotFoundError, RuleError


@pytest.fixture
def person(desk: Desk) -> str:
    return take_in(desk, NewcomerDraft("Amina", "Haddad")).subject_id


@pytest.fixture
def degree(desk: Desk, person: str) -> str:
    key = add_qualification(desk, person, QualificationDraft("Diplom", "academic", country="SY")).subject_id
    set_procedure(desk, key, ProcedureDraft("ihk"))
    return key


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    path = tmp_path / "Zeugnis.pdf"
    path.write_bytes(b"%PDF-1.7 ein Zeugnis")
    return path


def papers(desk: Desk, person: str) -> tuple[PaperView, ...]:
    procedure = case(desk, person).qualifications[0].recognition
    assert procedure is not None
    return procedure.papers


def led_to(desk: Desk, person: str, paper: str) -> list[DocumentView]:
    return [view for view in documents(desk, person) if view.paper_id == paper]


def test_a_paper_leads_to_a_chosen_document_and_that_can_be_taken_back(
    desk: Desk, person: str, degree: str, scan: Path
) -> None:
    first, second, *_rest = papers(desk, person)
    document = attach_document(desk, person, scan).subject_id
    chosen = set_paper(desk, first.id, "there", document_id=document)
    (view,) = led_to(desk, person, first.id)
    assert (view.id, view.paper, view.qualification_id) == (document, first.label, degree)
    assert history(desk, person)[0].about == first.label
    with pytest.raises(RuleError, match="steht es schon"):
        set_paper(desk, first.id, "there", document_id=document)
    desk.undo(chosen.operation)
    assert (led_to(desk, person, first.id), documents(desk, person)[0].qualification_id) == ([], "")

    set_paper(desk, first.id, "there", document_id=document)
    set_paper(desk, first.id, "handed_in")
    assert led_to(desk, person, first.id), "who only ticks it keeps the document"
    set_paper(desk, second.id, "there", document_id=document)
    assert led_to(desk, person, first.id) == []
    set_paper(desk, second.id, "there", document_id="")
    assert led_to(desk, person, second.id) == []
    assert documents(desk, person)[0].qualification_id == degree


def test_a_new_file_takes_the_place_of_the_document_before(desk: Desk, person: str, degree: str, scan: Path) -> None:
    paper = papers(desk, person)[0].id
    older = attach_document(desk, person, scan, paper_id=paper).subject_id
    newer = attach_document(desk, person, scan, paper_id=paper)
    assert [view.id for view in led_to(desk, person, paper)] == [newer.subject_id]
    desk.undo(newer.operation)
    assert [view.id for view in led_to(desk, person, paper)] == [older]


def test_a_document_that_goes_takes_the_link_along_and_brings_it_back(
    desk: Desk, person: str, degree: str, scan: Path
) -> None:
    paper = papers(desk, person)[0].id
    document = attach_document(desk, person, scan, paper_id=paper).subject_id
    removed = remove_document(desk, document)
    assert led_to(desk, person, paper) == []
    set_paper(desk, paper, "requested")
    desk.undo(removed.operation)
    assert [view.id for view in led_to(desk, person, paper)] == [document]
    with pytest.raises(NotFoundError, match="Dokument"):
        set_paper(desk, paper, "there", document_id="gibt es nicht")
    assert papers(desk, person)[0].state == "requested"


def test_the_document_outlives_paper_and_procedure_and_finds_back(
    desk: Desk, person: str, degree: str, scan: Path
) -> None:
    paper = papers(desk, person)[0].id
    attach_document(desk, person, scan, paper_id=paper)
    acts: list[Callable[[], Changed]] = [lambda: remove_paper(desk, paper), lambda: remove_qualification(desk, degree)]
    for act in acts:
        gone = act()
        assert documents(desk, person)[0].paper == ""
        desk.undo(gone.operation)
        assert [view.name for view in led_to(desk, person, paper)] == [scan.name]


def test_another_procedure_keeps_a_paper_that_leads_to_a_document(
    desk: Desk, person: str, degree: str, scan: Path
) -> None:
    ihk = {paper.kind: paper.id for paper in papers(desk, person)}
    set_procedure(desk, degree, ProcedureDraft("zab"))
    only_ihk = set(ihk) - {paper.kind for paper in papers(desk, person)}
    set_procedure(desk, degree, ProcedureDraft("ihk"))
    kind = min(only_ihk)
    paper = next(paper.id for paper in papers(desk, person) if paper.kind == kind)
    attach_document(desk, person, scan, paper_id=paper)
    set_procedure(desk, degree, ProcedureDraft("zab"))
    assert led_to(desk, person, paper)
    assert paper in {each.id for each in papers(desk, person)}


def test_what_a_document_belongs_to_is_changed_with_its_name(desk: Desk, person: str, degree: str, scan: Path) -> None:
    paper = papers(desk, person)[0].id
    document = attach_document(desk, person, scan).subject_id
    change_document(desk, document, "Diplom", degree, paper)
    assert [view.name for view in led_to(desk, person, paper)] == ["Diplom"]
    change_document(desk, document, "Diplom", degree)
    assert led_to(desk, person, paper) == []


def test_a_paper_of_somebody_else_is_out_of_reach(desk: Desk, person: str, degree: str, scan: Path) -> None:
    paper = papers(desk, person)[0].id
    other = take_in(desk, NewcomerDraft("Bilal", "Nasser")).subject_id
    document = attach_document(desk, other, scan).subject_id
    acts: list[Callable[[], Changed]] = [
        lambda: set_paper(desk, paper, "there", document_id=document),
        lambda: attach_document(desk, other, scan, paper_id=paper),
        lambda: change_document(desk, document, "Diplom", degree, paper),
    ]
    for act in acts:
        with pytest.raises(NotFoundError):
            act()
    assert [(view.paper_id, view.name) for view in documents(desk, other)] == [("", scan.name)]
    assert papers(desk, person)[0].state == "open"


def test_the_exported_case_says_nothing_of_the_link(desk: Desk, person: str, degree: str, scan: Path) -> None:
    before = export_case(desk, person)
    attach_document(desk, person, scan, paper_id=papers(desk, person)[0].id)
    assert export_case(desk, person) == before
    checked_case(document_text(export_case(desk, person)).encode())
