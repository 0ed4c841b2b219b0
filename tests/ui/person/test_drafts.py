# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Locking loses no words: what was typed in any form stands in it again when it is opened after the unlocking."""

import importlib
import pkgutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import laufmappe.ui
from laufmappe.casework.documents import attach_document, documents
from laufmappe.casework.qualifications import QualificationDraft, add_qualification
from laufmappe.casework.referrals import refer
from laufmappe.ui.person.details_card import MilestoneDialog
from laufmappe.ui.person.documents_card import ChangeDialog
from laufmappe.ui.person.form import FormDialog
from laufmappe.ui.person.qualification_dialog import QualificationDialog
from laufmappe.ui.person.recognition_dialog import RecognitionDialog
from laufmappe.ui.person.referral_dialogs import FeedbackDialog, ReferralDialog
from laufmappe.ui.person.step_dialogs import AddStepDialog, DropDialog, PlanDialog, StateDialog
from laufmappe.ui.services.dialog import ServiceDialog
from laufmappe.ui.widgets import LineEdit, TextArea

FORMS: dict[type[FormDialog], Callable[[Any], FormDialog]] = {
    StateDialog: lambda s: StateDialog(s.page, s.page.acts, s.step(), "waiting"),
    PlanDialog: lambda s: PlanDialog(s.page, s.page.acts, s.step()),
    DropDialog: lambda s: DropDialog(s.page, s.page.acts, s.step()),
    AddStepDialog: lambda s: AddStepDialog(s.page, s.page.acts, s.case().chain, s.step()),
    QualificationDialog: lambda s: QualificationDialog(s.page, s.page.acts, None),
    RecognitionDialog: lambda s: RecognitionDialog(s.page, s.page.acts, s.case().qualifications[0]),
    ReferralDialog: lambda s: ReferralDialog(s.page, s.page.acts, s.case()),
    FeedbackDialog: lambda s: FeedbackDialog(s.page, s.page.acts, s.case().referrals[0]),
    MilestoneDialog: lambda s: MilestoneDialog(s.page, s.page.acts, s.case(), "move_in"),
    ChangeDialog: lambda s: ChangeDialog(s.page, s.page.acts, documents(s.desk, s.newcomer_id)[0], ()),
    ServiceDialog: lambda s: ServiceDialog(s.page, s.page.acts),
}


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
    assert set(FormDialog.__subclasses__()) == set(FORMS)


@pytest.mark.parametrize("kind", FORMS, ids=lambda kind: kind.__name__)
def test_words_outlive_the_lock(sit: Callable[..., Any], offices: dict[str, str], tmp_path: Path, kind: Any) -> None:
    sat = sit("K2")
    add_qualification(sat.desk, sat.newcomer_id, QualificationDraft("Bachelor Pharmazie", "academic"))
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
