# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The papers of a recognition procedure: which are there, which were asked for, which the office has."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy.orm import Session

from laufmappe.casework.desk import Desk
from laufmappe.casework.fields import TEXT, clean, known
from laufmappe.casework.papers.documents import be_paper, documents_of_paper
from laufmappe.casework.recognition.procedure import get_procedure, qualification_of
from laufmappe.casework.record_views import PaperView
from laufmappe.casework.rules.recognition import PaperRule, procedures
from laufmappe.casework.views import Changed, RecognitionView
from laufmappe.casework.words import paper_states
from laufmappe.errors import FieldError, NotFoundError, RuleError
from laufmappe.i18n import _
from laufmappe.records.documents import Document
from laufmappe.records.qualifications import RecognitionPaper

MOST_PAPERS = 60
SETTLED = ("there", "handed_in", "not_needed")
"""States in which nobody has to look for the paper any more."""


def set_paper(
    desk: Desk,
    paper_id: str,
    state: str,
    on: date | None = None,
    note: str | None = None,
    document_id: str | None = None,
) -> Changed:
    """A paper is in a state since a day (today if none is named); without `note` the one that is kept stays.

    `document_id` names the stored document that it is, empty for none; without it that stays too.

    Raises:
        FieldError: The state is unknown, or the day lies in the future.
        RuleError: It says that already.
        NotFoundError: The paper or the document is gone.
    """
    known("state", state, paper_states())
    day = on or desk.today()
    if day > desk.today():
        raise FieldError("state_on", _("Dieser Tag liegt in der Zukunft."))
    said = None if note is None else clean("note", note, TEXT)
    with desk.write("set_paper") as act:
        paper = _paper(act.session, paper_id)
        new = (state, day, paper.note if said is None else said)
        led = [row.id for row in documents_of_paper(act.session, paper.id)]
        leads = led if document_id is None else [document_id] if document_id else []
        if (paper.state, paper.state_on, paper.note) == new and led == leads:
            raise RuleError(_("So steht es schon da."))
        act.operation.newcomer_id = qualification_of(act.session, paper.recognition_id).newcomer_id
        act.subject_id = paper.id
        paper.state, paper.state_on, paper.note = new
        if led != leads:
            _lead_to(act.session, paper, leads)
    return act.changed()


def add_paper(desk: Desk, qualification_id: str, label: str, note: str = "") -> Changed:
    """One more paper that this office wants. Raises FieldError, RuleError, NotFoundError."""
    label = clean("label", label)
    if not label:
        raise FieldError("label", _("Wie heißt das Papier?"))
    with desk.write("add_paper") as act:
        qualification, procedure = get_procedure(act.session, qualification_id)
        if len(procedure.papers) >= MOST_PAPERS:
            raise RuleError(_("Mehr als {n} Papiere haben hier keinen Platz.").format(n=MOST_PAPERS))
        if any(paper.label == label for paper in procedure.papers):
            raise FieldError("label", _("Dieses Papier steht schon in der Liste."))
        act.operation.newcomer_id = qualification.newcomer_id
        paper = RecognitionPaper(
            recognition_id=procedure.id,
            position=1 + max((other.position for other in procedure.papers), default=-1),
            label=label,
            state_on=desk.today(),
            note=clean("note", note, TEXT),
        )
        act.session.add(paper)
        act.session.flush()
        act.subject_id = paper.id
    return act.changed()


def remove_paper(desk: Desk, paper_id: str) -> Changed:
    """Takes a paper off the list; can be undone. Raises NotFoundError."""
    with desk.write("remove_paper") as act:
        paper = _paper(act.session, paper_id)
        act.operation.newcomer_id = qualification_of(act.session, paper.recognition_id).newcomer_id
        act.subject_id = paper.id
        _lead_to(act.session, paper, [])
        act.session.delete(paper)
    return act.changed()


def paper_rule(procedure: str, kind: str) -> PaperRule | None:
    """What the data says of a paper; None for an own one, or of a type of procedure that is no more."""
    rules = procedures()[procedure].papers if procedure in procedures() else ()
    return next((rule for rule in rules if rule.id == kind), None)


def is_required(view: RecognitionView, paper: PaperView) -> bool:
    """Whether the office can't decide without the paper; own ones are taken to be."""
    rule = paper_rule(view.procedure, paper.kind)
    return rule is None or rule.required


def missing(papers: Iterable[PaperView]) -> list[PaperView]:
    """The papers that somebody still has to get."""
    return [paper for paper in papers if paper.state not in SETTLED]


def _lead_to(session: Session, paper: RecognitionPaper, document_ids: Iterable[str]) -> None:
    """From now on the paper leads to these documents. Raises NotFoundError."""
    for row in documents_of_paper(session, paper.id):
        row.paper_id = None
    for document_id in document_ids:
        document = session.get(Document, document_id)
        if document is None:
            raise NotFoundError(_("Dieses Dokument gibt es nicht (mehr)."))
        be_paper(session, document, paper.id)


def _paper(session: Session, paper_id: str) -> RecognitionPaper:
    paper = session.get(RecognitionPaper, paper_id)
    if paper is None:
        raise NotFoundError(_("Dieses Papier steht nicht (mehr) in der Liste."))
    return paper
