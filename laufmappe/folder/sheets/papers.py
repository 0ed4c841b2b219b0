# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The papers that a person still collects for an application: those of the procedure, else the usual ones."""

from collections.abc import Sequence
from dataclasses import dataclass

from laufmappe.casework.recognition.papers import SETTLED
from laufmappe.casework.views import CaseView, QualificationView, RecognitionView
from laufmappe.folder.sheets.procedure import documents, reached
from laufmappe.folder.words import Pair, Words, w

COLLECTED_UNTIL = 2
"""The stage up to which papers are collected; later the office has them."""


@dataclass(frozen=True)
class PaperList:
    """The papers of one application: each with its German name and whether it is there. `title`: the qualification."""

    title: str
    papers: tuple[tuple[str, bool], ...]


def paper_lists(case: CaseView) -> list[PaperList]:
    """A list for each procedure whose papers are still collected; one of the usual papers for all that have none."""
    collecting = [q for q in case.qualifications if q.recognition is not None and _is_collecting(q.recognition)]
    found = [PaperList(_title(q), papers) for q in collecting if (papers := _papers(q.recognition))]
    if any(not (q.recognition and q.recognition.papers) for q in collecting):
        found.append(PaperList("", tuple((label, False) for label in documents())))
    return found


def list_heading(each: PaperList, lists: Sequence[PaperList], words: Words) -> Pair:
    """What a list is called; it names the qualification where there are several."""
    if len(lists) > 1 and each.title:
        return words.pair(w("Papiere für: {qualification}"), qualification=each.title)
    return words.pair(w("Papiere für den Antrag"))


def list_note(words: Words) -> Pair:
    """What the boxes mean."""
    return words.pair(w("Haken: Das Papier ist da. Leerer Kasten: Es fehlt noch."))


def _is_collecting(procedure: RecognitionView) -> bool:
    return reached(procedure) <= COLLECTED_UNTIL


def _papers(procedure: RecognitionView | None) -> tuple[tuple[str, bool], ...]:
    if procedure is None:
        return ()
    return tuple((paper.label, paper.state in SETTLED) for paper in procedure.papers if paper.state != "not_needed")


def _title(qualification: QualificationView) -> str:
    return qualification.title or qualification.original_title
