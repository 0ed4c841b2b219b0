# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The papers of a procedure on paper, and what of it makes a printed sheet out of date."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from laufmappe.casework.record_views import CostView, FundingView, PaperView
from laufmappe.casework.views import CaseView
from laufmappe.folder.fingerprint import fingerprint
from laufmappe.folder.make import make_folder
from laufmappe.folder.plan import Sheet
from laufmappe.folder.sheets.papers import paper_lists
from laufmappe.folder.words import Words

Reader = Callable[[bytes], list[str]]
DAY = date(2026, 10, 1)


def paper(name: str, label: str, state: str = "open") -> PaperView:
    return PaperView(name, "", label, state, DAY, "NUR INTERN")


@pytest.fixture
def collecting(samples: Any) -> Callable[..., CaseView]:
    """The case while its papers are collected; `changes` of the procedure."""

    def case(**changes: Any) -> CaseView:
        sample: CaseView = samples.case()
        (qualification,) = sample.qualifications
        procedure = qualification.recognition
        assert procedure is not None
        early = replace(
            procedure,
            state="applied",
            stage=2,
            events=procedure.events[:1],
            clock_from=None,
            clock_until=None,
            papers=(paper("1", "Foto", "there"), paper("2", "Lehrplan"), paper("3", "Pass", "not_needed")),
        )
        early = replace(early, **changes)
        return replace(sample, qualifications=(replace(qualification, recognition=early),))

    return case


def test_the_papers_of_the_procedure_are_printed_with_what_is_there(
    collecting: Callable[..., CaseView], samples: Any, read_pages: Reader
) -> None:
    case = collecting()
    assert [each.papers for each in paper_lists(case)] == [(("Foto", True), ("Lehrplan", False))]
    text = "\n".join(read_pages(make_folder(case, "", samples.today, only={"qualifications"})))
    assert "Papiere für den Antrag" in text
    assert "Foto" in text
    assert "Lehrplan" in text
    assert "NUR INTERN" not in text
    assert "Fragen Sie uns zuerst" in text


def test_many_papers_go_on_over_the_next_page(
    collecting: Callable[..., CaseView], samples: Any, read_pages: Reader
) -> None:
    many = tuple(paper(str(n), f"Papier Nummer {n:02}") for n in range(60))
    pages = read_pages(make_folder(collecting(papers=many), "", samples.today, only={"qualifications"}))
    text = "\n".join(pages)
    assert all(f"Papier Nummer {n:02}" in text for n in range(60))


def test_an_approval_ends_the_warning_and_a_decision_names_its_deadline(
    collecting: Callable[..., CaseView], samples: Any, read_pages: Reader
) -> None:
    approved = FundingView("f", "jobcentre", DAY, "approved", DAY, 100, "")
    pages = read_pages(make_folder(collecting(fundings=(approved,)), "", samples.today, only={"qualifications"}))
    assert "Fragen Sie uns zuerst" not in pages[0]
    procedure = samples.case().qualifications[0].recognition
    events = (*procedure.events, replace(procedure.events[0], state="decided_condition", on_date=date(2026, 11, 2)))
    case = collecting(
        state="decided_condition",
        stage=5,
        turn="person",
        events=events,
        measure="knowledge_test",
        appeal_until=date(2026, 12, 2),
    )
    text = read_pages(make_folder(case, "", samples.today, only={"qualifications"}))[0]
    assert "Auflage: Kenntnisprüfung" in text
    assert "02.12.2026" in text
    late = read_pages(make_folder(case, "", date(2026, 12, 3), only={"qualifications"}))[0]
    assert "02.12.2026" not in late


def test_only_what_the_sheet_shows_makes_it_out_of_date(collecting: Callable[..., CaseView], samples: Any) -> None:
    case = collecting()
    sheet: Sheet = next(s for s in samples.folder(case, Words("")).sheets if s.kind == "qualifications")

    def shown(of: CaseView) -> str:
        return fingerprint(sheet, of, Words(""), {})

    papers = case.qualifications[0].recognition.papers  # type: ignore[union-attr]  # the case has one
    same = (
        collecting(costs=(CostView("c", "Gebühr", 100, DAY, "Jobcenter"),)),
        collecting(fundings=(FundingView("f", "jobcentre", DAY, "asked", None, None, "Notiz"),)),
        collecting(papers=tuple(replace(each, note="anders", state_on=date(2026, 11, 1)) for each in papers)),
    )
    assert {shown(each) for each in same} == {shown(case)}
    others = (
        collecting(papers=tuple(replace(each, state="there") for each in papers)),
        collecting(state="receipt_confirmed"),
        collecting(appeal_until=date(2026, 12, 2)),
        collecting(body="Andere Stelle"),
    )
    assert shown(case) not in {shown(each) for each in others}
