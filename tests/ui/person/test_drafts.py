# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Locking loses no words: what was typed in any form stands in it again when it is opened after the unlocking."""

import importlib
import pkgutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import laufmappe.ui
from laufmappe.casework.chains.templates import library
from laufmappe.casework.papers.documents import attach_document, documents
from laufmappe.casework.recognition.money import ask_funding
from laufmappe.casework.recognition.procedure import ProcedureDraft, set_procedure
from laufmappe.casework.recognition.qualifications import QualificationDraft, add_qualification
from laufmappe.casework.record_views import GoalView, ReleaseView
from laufmappe.casework.referrals.referrals import refer
from laufmappe.casework.services.register import list_services
from laufmappe.ui.handover.receipt_dialogs import AnswerDialog
from laufmappe.ui.person.agenda_dialogs import AppointmentDialog, FollowUpDialog
from laufmappe.ui.person.chain.agreement_dialogs import AgreementDialog, ReviewDialog
from laufmappe.ui.person.chain.goal_dialogs import GoalDialog, GoalStateDialog
from laufmappe.ui.person.chain.step_dialogs import AdaptDialog, AddStepDialog, DropDialog, PlanDialog, StateDialog
from laufmappe.ui.person.contacts_card import ContactDialog
from laufmappe.ui.person.details_card import MilestoneDialog
from laufmappe.ui.person.documents_card import ChangeDialog
from laufmappe.ui.person.form import FormDialog
from laufmappe.ui.person.household_card import HouseholdDialog
from laufmappe.ui.person.protected_card import ConsentDialog, NeedsDialog
from laufmappe.ui.person.recognition.dialog import RecognitionDialog
from laufmappe.ui.person.recognition.money_dialogs import AskDialog, CostDialog, DecisionDialog
from laufmappe.ui.person.recognition.papers_card import AddPaperDialog, PaperDialog
from laufmappe.ui.person.recognition.procedure_dialog import ProcedureDialog
from laufmappe.ui.person.recognition.qualification_dialog import QualificationDialog
from laufmappe.ui.person.referral_dialogs import FeedbackDialog, ReferralDialog
from laufmappe.ui.person.release_dialogs import ReleaseDialog, SignDialog
from laufmappe.ui.person.scan_dialog import ScanDialog
from laufmappe.ui.services.agreements import ServiceAgreementDialog
from laufmappe.ui.services.dialog import ServiceDialog
from laufmappe.ui.services.leaving import MergeDialog, ReplaceDialog
from laufmappe.ui.templates.step_dialog import TemplateStepDialog
from laufmappe.ui.widgets import LineEdit, TextArea

RELEASE = ReleaseView(
    "1", "recipient", None, "Jobcenter", "", ("person",), "", "to", "", "", None, None, None, "", None
)
GOAL = GoalView("1", "Arbeit", "", "", "", date(2026, 11, 2), None, "open", date(2026, 11, 2), "")
FORMS: dict[type[FormDialog], Callable[[Any], FormDialog]] = {
    StateDialog: lambda s: StateDialog(s.page, s.page.acts, s.step(), "waiting"),
    PlanDialog: lambda s: PlanDialog(s.page, s.page.acts, s.step()),
    AdaptDialog: lambda s: AdaptDialog(s.page, s.page.acts, s.step()),
    GoalDialog: lambda s: GoalDialog(s.page, s.page.acts),
    GoalStateDialog: lambda s: GoalStateDialog(s.page, s.page.acts, GOAL, "reached"),
    AgreementDialog: lambda s: AgreementDialog(s.page, s.page.acts, s.case().chain),
    ReviewDialog: lambda s: ReviewDialog(s.page, s.page.acts, s.case().chain),
    TemplateStepDialog: lambda s: TemplateStepDialog(
        s.page, s.page.acts, library()["ERST"], (), print, begun="K2:ERST"
    ),
    DropDialog: lambda s: DropDialog(s.page, s.page.acts, s.step()),
    AddStepDialog: lambda s: AddStepDialog(s.page, s.page.acts, s.case().chain, s.step()),
    QualificationDialog: lambda s: QualificationDialog(s.page, s.page.acts, None),
    RecognitionDialog: lambda s: RecognitionDialog(s.page, s.page.acts, s.case().qualifications[0]),
    ProcedureDialog: lambda s: ProcedureDialog(s.page, s.page.acts, s.case().qualifications[0]),
    PaperDialog: lambda s: PaperDialog(s.page, s.page.acts, _procedure(s), _procedure(s).papers[0]),
    AddPaperDialog: lambda s: AddPaperDialog(s.page, s.page.acts, s.case().qualifications[0]),
    CostDialog: lambda s: CostDialog(s.page, s.page.acts, s.case().qualifications[0].id, _procedure(s), None),
    AskDialog: lambda s: AskDialog(s.page, s.page.acts, s.case().qualifications[0].id),
    DecisionDialog: lambda s: DecisionDialog(s.page, s.page.acts, _procedure(s).fundings[0]),
    ReferralDialog: lambda s: ReferralDialog(s.page, s.page.acts, s.case()),
    FeedbackDialog: lambda s: FeedbackDialog(s.page, s.page.acts, s.case().referrals[0]),
    MilestoneDialog: lambda s: MilestoneDialog(s.page, s.page.acts, s.case(), "move_in"),
    ChangeDialog: lambda s: ChangeDialog(s.page, s.page.acts, documents(s.desk, s.newcomer_id)[0], ()),
    ConsentDialog: lambda s: ConsentDialog(s.page, s.page.acts),
    ContactDialog: lambda s: ContactDialog(s.page, s.page.acts, s.case(), None),
    AppointmentDialog: lambda s: AppointmentDialog(s.page, s.page.acts, s.case(), None),
    FollowUpDialog: lambda s: FollowUpDialog(s.page, s.page.acts, None),
    ReleaseDialog: lambda s: ReleaseDialog(s.page, s.page.acts, s.case(), None),
    SignDialog: lambda s: SignDialog(s.page, s.page.acts, RELEASE),
    ServiceDialog: lambda s: ServiceDialog(s.page, s.page.acts),
    ServiceAgreementDialog: lambda s: ServiceAgreementDialog(s.page, s.page.acts, list_services(s.desk)[0]),
}

ELSEWHERE = {HouseholdDialog, NeedsDialog, MergeDialog, ReplaceDialog, AnswerDialog, ScanDialog}
"""The lines of a household have a test of their own; needs for protection are kept nowhere until they are saved; where
another service is chosen, a parcel is answered or a scan is named, there is next to nothing to type."""


def _procedure(sat: Any) -> Any:
    return sat.case().qualifications[0].recognition


def typed(form: FormDialog) -> dict[str, str]:
    """The words in the fields that one types into."""
    found = {}
    for name, labeled in form.fields.items():
        if isinstance(labeled.field, LineEdit):
            found[name] = labeled.field.text()
        elif isinstance(labeled.field, TextArea):
            found[name] = labeled.field.toPlainText()
    return found


def test_no_form_is_forgotten_here() -> None:
    for module in pkgutil.walk_packages(laufmappe.ui.__path__, "laufmappe.ui."):
        if not module.name.endswith("_windows"):
            importlib.import_module(module.name)
    assert set(FormDialog.__subclasses__()) == {*FORMS, *ELSEWHERE}


@pytest.mark.parametrize("kind", FORMS, ids=lambda kind: kind.__name__)
def test_words_outlive_the_lock(sit: Callable[..., Any], offices: dict[str, str], tmp_path: Path, kind: Any) -> None:
    sat = sit("K2")
    key = add_qualification(sat.desk, sat.newcomer_id, QualificationDraft("Bachelor Pharmazie", "academic")).subject_id
    set_procedure(sat.desk, key, ProcedureDraft("ihk"))
    ask_funding(sat.desk, key, "jobcentre", sat.desk.today())
    refer(sat.desk, sat.newcomer_id, offices["school"])
    (tmp_path / "scan.pdf").write_bytes(b"%PDF-1.7")
    attach_document(sat.desk, sat.newcomer_id, tmp_path / "scan.pdf")
    sat.settle()
    form = FORMS[kind](sat)
    form.appear()
    sat.settle()
    assert typed(form), "nothing to type: is it a form?"
    for name in typed(form):
        field = form.fields[name].field
        if isinstance(field, LineEdit):
            field.setText(f"{name} begonnen")
        elif isinstance(field, TextArea):
            field.setPlainText(f"{name}\nbegonnen")
    words = typed(form)
    form.keep()
    sat.settle()
    form.done(0)
    again = FORMS[kind](sat)
    again.appear()
    sat.settle()
    assert typed(again) == words
    again.done(0)
    sat.settle()
