# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""No dialog that shows a person stays in memory once it is closed, and every control in it has a name."""

import weakref
from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from laufmappe.casework.chains.templates import library
from laufmappe.casework.chains.updates import ChainUpdate, FieldDifference, StepDifference
from laufmappe.casework.recognition.money import ask_funding
from laufmappe.casework.recognition.procedure import ProcedureDraft, set_procedure
from laufmappe.casework.recognition.qualifications import QualificationDraft, add_qualification, set_recognition
from laufmappe.casework.referrals.referrals import refer
from laufmappe.ui.person.chain.agreement_dialogs import AgreementDialog, ReviewDialog
from laufmappe.ui.person.chain.goal_dialogs import GoalDialog
from laufmappe.ui.person.chain.step_dialogs import AdaptDialog, AddStepDialog, DropDialog, PlanDialog, StateDialog
from laufmappe.ui.person.chain.update_dialog import UpdateDialog
from laufmappe.ui.person.details_card import MilestoneDialog
from laufmappe.ui.person.history_card import ActDialog
from laufmappe.ui.person.recognition.dialog import RecognitionDialog
from laufmappe.ui.person.recognition.money_dialogs import AskDialog, CostDialog, DecisionDialog
from laufmappe.ui.person.recognition.papers_card import AddPaperDialog, PaperDialog
from laufmappe.ui.person.recognition.procedure_dialog import ProcedureDialog
from laufmappe.ui.person.recognition.qualification_dialog import QualificationDialog
from laufmappe.ui.person.referral_dialogs import FeedbackDialog, ReferralDialog
from laufmappe.ui.widgets import Dialog

Sit = Callable[..., Any]


def _procedure(sat: Any) -> Any:
    return sat.case().qualifications[0].recognition


DIFFERENCES = (
    StepDifference("SPORT", "new", "Verein", library()["SPORT"]),
    StepDifference("KV", "changed", "Kasse", library()["KV"], (FieldDifference("KV:why", "why", "a", "b", True),)),
)
DIALOGS: dict[str, Callable[[Any], Dialog]] = {
    "state": lambda s: StateDialog(s.page, s.page.acts, s.step(), "waiting"),
    "adapt": lambda s: AdaptDialog(s.page, s.page.acts, s.step()),
    "goal": lambda s: GoalDialog(s.page, s.page.acts),
    "agreement": lambda s: AgreementDialog(s.page, s.page.acts, s.case().chain),
    "review": lambda s: ReviewDialog(s.page, s.page.acts, s.case().chain),
    "update": lambda s: UpdateDialog(s.page, s.page.acts, ChainUpdate("K2", "Unser Weg", 1, 2, "neu", DIFFERENCES)),
    "plan": lambda s: PlanDialog(s.page, s.page.acts, s.step()),
    "drop": lambda s: DropDialog(s.page, s.page.acts, s.step()),
    "add step": lambda s: AddStepDialog(s.page, s.page.acts, s.case().chain, s.step()),
    "qualification": lambda s: QualificationDialog(s.page, s.page.acts, s.case().qualifications[0]),
    "recognition": lambda s: RecognitionDialog(s.page, s.page.acts, s.case().qualifications[0]),
    "procedure": lambda s: ProcedureDialog(s.page, s.page.acts, s.case().qualifications[0]),
    "paper": lambda s: PaperDialog(s.page, s.page.acts, _procedure(s), _procedure(s).papers[0]),
    "add paper": lambda s: AddPaperDialog(s.page, s.page.acts, s.case().qualifications[0]),
    "cost": lambda s: CostDialog(s.page, s.page.acts, s.case().qualifications[0].id, _procedure(s), None),
    "ask": lambda s: AskDialog(s.page, s.page.acts, s.case().qualifications[0].id),
    "decision": lambda s: DecisionDialog(s.page, s.page.acts, _procedure(s).fundings[0]),
    "referral": lambda s: ReferralDialog(s.page, s.page.acts, s.case()),
    "feedback": lambda s: FeedbackDialog(s.page, s.page.acts, s.case().referrals[0]),
    "milestone": lambda s: MilestoneDialog(s.page, s.page.acts, s.case(), "arrival"),
    "act": lambda s: ActDialog(s.page, s.page.record.history[0], date(2026, 11, 23), s.page.history.act_undo),
}


class _Flashes(QObject):
    """Notes every widget that is shown as a window."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(f"{type(watched).__name__} {watched.accessibleName()}")
        return False


def test_every_dialog_is_freed_and_its_controls_are_named(
    sit: Sit,
    offices: dict[str, str],
    qapp: QApplication,
    names_missing: Callable[..., list[str]],
    freed: Callable[[], None],
    picture: Callable[..., None],
) -> None:
    sat = sit(width=1000, height=720)
    key = add_qualification(sat.desk, sat.newcomer_id, QualificationDraft("Schweißer")).subject_id
    set_recognition(sat.desk, key, "counselling", date(2026, 11, 2))
    set_procedure(sat.desk, key, ProcedureDraft("ihk"))
    ask_funding(sat.desk, key, "jobcentre", date(2026, 11, 3))
    refer(sat.desk, sat.newcomer_id, offices["school"])
    sat.page.changed(None)
    sat.settle()
    gone = {}
    watch = _Flashes()
    qapp.installEventFilter(watch)
    for name, build in DIALOGS.items():
        build(sat).appear()
        dialog = sat.dialog()
        picture(sat.window, f"person-dialog-{name}")
        assert names_missing(dialog) == [], name
        gone[name] = weakref.ref(dialog)
        dialog.accept()
        del dialog
        sat.settle()
        freed()
    qapp.removeEventFilter(watch)
    assert [name for name, dialog in gone.items() if dialog() is not None] == []
    assert watch.seen == [], "a part was shown before it had its place: it flashes up as a window of its own"


def test_the_page_is_freed_when_the_vault_is_locked(sit: Sit, freed: Callable[[], None]) -> None:
    sat = sit()
    gone = weakref.ref(sat.page)
    sat.frame.page = None
    sat.page.setParent(None)
    sat.page.deleteLater()
    sat.page = None
    freed()
    assert gone() is None
