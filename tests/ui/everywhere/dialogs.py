# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every dialog of the window, each with how it is opened: the tests of this folder walk this one list.

A new dialog belongs here: `test_inventory.py` finds every subclass of `Dialog` and names the one that is missing.
"""

import uuid
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, cast

from laufmappe.casework.cases.merging import Conflict
from laufmappe.casework.chains.template_versions import template_versions
from laufmappe.casework.chains.templates import library
from laufmappe.casework.chains.updates import ChainUpdate, FieldDifference, StepDifference
from laufmappe.casework.handover.taking_over import OpenConflict
from laufmappe.casework.papers.documents import DocumentView
from laufmappe.casework.people.case import case
from laufmappe.casework.people.protected_needs import ProtectedView
from laufmappe.casework.record_views import FollowUpView, FundingView, GoalView, PaperView, ReleaseView
from laufmappe.casework.referrals.use import ServiceUse
from laufmappe.casework.services.keys import CardView
from laufmappe.casework.services.register import list_services
from laufmappe.casework.views import CaseView, ChainView, QualificationView, RecognitionView, StepView
from laufmappe.folder.appointments import Appointment
from laufmappe.folder.doubts import Doubt
from laufmappe.handover.exchange import NewCard, own_card
from laufmappe.handover.receipt import Receipt, SignedReceipt
from laufmappe.ui.crash_dialog import CrashDialog
from laufmappe.ui.finder import Finder
from laufmappe.ui.folder import FolderDialog, ManyDialog, OverviewDialog
from laufmappe.ui.folder.doubts_dialog import DoubtsDialog
from laufmappe.ui.folder.lost_dialog import LostDialog
from laufmappe.ui.folder.own_texts_dialog import OwnTextsDialog
from laufmappe.ui.folder.printing import Printer
from laufmappe.ui.folder.protect_dialog import ProtectDialog
from laufmappe.ui.handover.card_dialogs import CompareDialog, ImportCardDialog, LinkCardDialog, OwnCardDialog
from laufmappe.ui.handover.conflicts import OpenConflictsDialog
from laufmappe.ui.handover.copy_dialog import CopyDialog as CaseCopyDialog
from laufmappe.ui.handover.delete_dialog import DeleteDialog
from laufmappe.ui.handover.receipt_dialogs import AnswerDialog, GiveReceiptDialog, NoteReceiptDialog
from laufmappe.ui.handover.receive_dialog import ReceiveDialog
from laufmappe.ui.handover.renew_dialog import RenewKeyDialog
from laufmappe.ui.handover.same_name import SameNameDialog
from laufmappe.ui.handover.send_dialog import SendDialog
from laufmappe.ui.person.agenda_dialogs import AppointmentDialog, CalendarDialog, FollowUpDialog
from laufmappe.ui.person.chain.agreement_dialogs import AgreementDialog, ReviewDialog
from laufmappe.ui.person.chain.goal_dialogs import GoalDialog, GoalStateDialog
from laufmappe.ui.person.chain.step_dialogs import AdaptDialog, AddStepDialog, DropDialog, PlanDialog, StateDialog
from laufmappe.ui.person.chain.update_dialog import UpdateDialog
from laufmappe.ui.person.contacts_card import ContactDialog
from laufmappe.ui.person.details_card import MilestoneDialog
from laufmappe.ui.person.document_view import ViewDialog
from laufmappe.ui.person.documents_card import ChangeDialog, CopyDialog
from laufmappe.ui.person.history_card import ActDialog
from laufmappe.ui.person.household_card import HouseholdDialog
from laufmappe.ui.person.merge_dialog import MergeDialog as JoinDialog
from laufmappe.ui.person.pane import read_record
from laufmappe.ui.person.protected_card import ConsentDialog, NeedsDialog, RevokeDialog
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
from laufmappe.ui.services.exchange import ImportDialog
from laufmappe.ui.services.leaving import MergeDialog, RemoveDialog, ReplaceDialog
from laufmappe.ui.settings.access_dialogs import AddAccessDialog, RecoveryDialog, RemoveAccessDialog, ShowKeyDialog
from laufmappe.ui.settings.expired_dialog import ExpiredDialog
from laufmappe.ui.settings.passphrase_dialog import PassphraseDialog
from laufmappe.ui.settings.rekey_dialog import RekeyDialog
from laufmappe.ui.templates.pick_dialog import PickStepDialog
from laufmappe.ui.templates.step_dialog import TemplateStepDialog
from laufmappe.ui.templates.translation_dialog import TranslationDialog
from laufmappe.ui.templates.versions_dialog import VersionsDialog
from laufmappe.ui.widgets import Dialog
from laufmappe.vault import list_slots

TODAY = date(2026, 11, 23)
DOCUMENT = DocumentView("1", "Zeugnis.pdf", "application/pdf", 81920, TODAY)
GOAL = GoalView("1", "Deutsch lernen", "language", "Kurs besuchen", "newcomer", TODAY, TODAY, "open", TODAY, "")
FOLLOW_UP = FollowUpView("1", TODAY, "Hat die Schule geantwortet?", "", "Maria Beispiel", None)
FUNDING = FundingView("1", "jobcentre", TODAY, "asked", None, None, "")
PAPER = PaperView("1", "identity", "Ausweis", "open", TODAY, "")
RELEASE = ReleaseView(
    "1", "release", None, "VHS Mitte", "", ("person",), "Kurs", "both", "de", "", None, None, None, "", None
)
CARD = CardView("1", "00", "VHS Mitte", "", None, TODAY, None)
CONFLICT = Conflict("newcomer", "1", "phone", {"phone": "0521 1"}, {"phone": "0521 2"})
RECEIPT = SignedReceipt(
    Receipt(str(uuid.UUID(int=1)), "00" * 32, "accepted", TODAY, datetime(2026, 11, 23, tzinfo=UTC), "00" * 16),
    "untrusted comment: x\n" + "A" * 96 + "\ntrusted comment: x\n" + "A" * 88 + "\n",
)
DIFFERENCES = (
    StepDifference("SPORT", "new", "Verein", library()["SPORT"]),
    StepDifference("KV", "changed", "Kasse", library()["KV"], (FieldDifference("KV:why", "why", "a", "b", True),)),
)


class Walk:
    """What a dialog needs to be opened: the window over an opened vault, and somebody's record."""

    def __init__(self, window: Any, desk: Any, acts: Any, tasks: Any, person: str) -> None:
        self.window, self.desk, self.acts, self.tasks, self.person = window, desk, acts, tasks, person

    @property
    def case(self) -> CaseView:
        return case(self.desk, self.person)

    @property
    def chain(self) -> ChainView:
        chain = self.case.chain
        assert chain is not None
        return chain

    @property
    def step(self) -> StepView:
        return self.chain.steps[8]

    @property
    def qualification(self) -> QualificationView:
        return next(entry for entry in self.case.qualifications if entry.recognition is not None)

    @property
    def recognition(self) -> RecognitionView:
        recognition = self.qualification.recognition
        assert recognition is not None
        return recognition


def _printers() -> list[Printer]:
    return [Printer("flur", "Flur 2. OG")]


def _nothing(*_given: object) -> None:
    """Nobody presses the button."""


def _steps() -> tuple[Any, ...]:
    return tuple(library().values())


DIALOGS: dict[type[Dialog], Callable[[Walk], Dialog]] = {
    CrashDialog: lambda w: CrashDialog(w.window, w.tasks, "Laufmappe 1.0\nZeile\n"),
    Finder: lambda w: Finder(w.window, w.desk, w.tasks, w.window, w.window.actions_now(), w.person),
    # A person
    StateDialog: lambda w: StateDialog(w.window, w.acts, w.step, "waiting"),
    AdaptDialog: lambda w: AdaptDialog(w.window, w.acts, w.step),
    PlanDialog: lambda w: PlanDialog(w.window, w.acts, w.step),
    DropDialog: lambda w: DropDialog(w.window, w.acts, w.step),
    AddStepDialog: lambda w: AddStepDialog(w.window, w.acts, w.chain, w.step),
    UpdateDialog: lambda w: UpdateDialog(w.window, w.acts, ChainUpdate("K2", "Unser Weg", 1, 2, "neu", DIFFERENCES)),
    AgreementDialog: lambda w: AgreementDialog(w.window, w.acts, w.chain),
    ReviewDialog: lambda w: ReviewDialog(w.window, w.acts, w.chain),
    GoalDialog: lambda w: GoalDialog(w.window, w.acts, GOAL),
    GoalStateDialog: lambda w: GoalStateDialog(w.window, w.acts, GOAL, "reached"),
    HouseholdDialog: lambda w: HouseholdDialog(w.window, w.acts, w.case),
    MilestoneDialog: lambda w: MilestoneDialog(w.window, w.acts, w.case, "arrival"),
    ContactDialog: lambda w: ContactDialog(w.window, w.acts, w.case, None),
    AppointmentDialog: lambda w: AppointmentDialog(w.window, w.acts, w.case, None),
    CalendarDialog: lambda w: CalendarDialog(
        w.window, w.acts, Appointment(datetime.fromisoformat("2026-11-24T09:30"), list_services(w.desk)[0], step=w.step)
    ),
    FollowUpDialog: lambda w: FollowUpDialog(w.window, w.acts, FOLLOW_UP),
    ReferralDialog: lambda w: ReferralDialog(w.window, w.acts, w.case),
    FeedbackDialog: lambda w: FeedbackDialog(w.window, w.acts, w.case.referrals[0]),
    ReleaseDialog: lambda w: ReleaseDialog(w.window, w.acts, w.case, None),
    ScanDialog: lambda w: ScanDialog(w.window, w.acts, RELEASE),
    SignDialog: lambda w: SignDialog(w.window, w.acts, RELEASE),
    ConsentDialog: lambda w: ConsentDialog(w.window, w.acts),
    NeedsDialog: lambda w: NeedsDialog(w.window, w.acts, ProtectedView(RELEASE, {"pregnant": "im Mai"})),
    RevokeDialog: lambda w: RevokeDialog(w.window, w.acts),
    ViewDialog: lambda w: ViewDialog(w.window, w.acts, "1", "Zeugnis.pdf", "3", "application/pdf", b""),
    ChangeDialog: lambda w: ChangeDialog(w.window, w.acts, DOCUMENT, w.case.qualifications),
    CopyDialog: lambda w: CopyDialog(w.window, w.acts, DOCUMENT),
    ActDialog: lambda w: ActDialog(w.window, read_record(w.desk, w.person).history[0], TODAY, _nothing),
    JoinDialog: lambda w: JoinDialog(w.window, w.acts, w.person, w.case.newcomer.name),
    # Recognition
    QualificationDialog: lambda w: QualificationDialog(w.window, w.acts, w.qualification),
    RecognitionDialog: lambda w: RecognitionDialog(w.window, w.acts, w.qualification),
    ProcedureDialog: lambda w: ProcedureDialog(w.window, w.acts, w.qualification),
    PaperDialog: lambda w: PaperDialog(w.window, w.acts, w.recognition, PAPER),
    AddPaperDialog: lambda w: AddPaperDialog(w.window, w.acts, w.qualification),
    CostDialog: lambda w: CostDialog(w.window, w.acts, w.qualification.id, w.recognition, None),
    AskDialog: lambda w: AskDialog(w.window, w.acts, w.qualification.id),
    DecisionDialog: lambda w: DecisionDialog(w.window, w.acts, FUNDING),
    # Services
    ServiceDialog: lambda w: ServiceDialog(w.window, w.acts, list_services(w.desk)[0]),
    ServiceAgreementDialog: lambda w: ServiceAgreementDialog(w.window, w.acts, list_services(w.desk)[0]),
    ReplaceDialog: lambda w: ReplaceDialog(w.window, w.acts, list_services(w.desk)[0], ServiceUse(placements=1)),
    MergeDialog: lambda w: MergeDialog(w.window, w.acts, list_services(w.desk)[0]),
    RemoveDialog: lambda w: RemoveDialog(
        w.window, w.acts, list_services(w.desk)[0], ServiceUse(steps=1), _nothing, _nothing
    ),
    ImportDialog: lambda w: ImportDialog(w.window, w.acts, Path("nirgends.json")),
    # The folder
    FolderDialog: lambda w: FolderDialog(w.window, w.desk, w.tasks, w.window, w.person, printers=_printers),
    ManyDialog: lambda w: ManyDialog(w.window, w.desk, w.tasks, w.window, printers=_printers),
    OverviewDialog: lambda w: OverviewDialog(w.window, w.desk, w.tasks, w.window, printers=_printers),
    DoubtsDialog: lambda w: DoubtsDialog(w.window, w.tasks, [Doubt("Guten Tag", "Merhaba", "unreviewed")], "tr"),
    OwnTextsDialog: lambda w: OwnTextsDialog(w.window, "ar", ["Bringen Sie Ihren Ausweis mit."], {}),
    LostDialog: lambda w: LostDialog(w.window, w.desk, w.tasks, w.person, _nothing),
    ProtectDialog: lambda w: ProtectDialog(w.window, _nothing),
    # Handing over
    SendDialog: lambda w: SendDialog(w.window, w.acts, w.case),
    ReceiveDialog: lambda w: ReceiveDialog(w.window, w.acts),
    AnswerDialog: lambda w: AnswerDialog(w.window, w.acts, "1", "00", "VHS Mitte"),
    GiveReceiptDialog: lambda w: GiveReceiptDialog(w.window, w.acts, RECEIPT, "VHS Mitte"),
    NoteReceiptDialog: lambda w: NoteReceiptDialog(w.window, w.acts),
    OpenConflictsDialog: lambda w: OpenConflictsDialog(w.window, w.acts, [OpenConflict("1", "VHS Mitte", CONFLICT)]),
    OwnCardDialog: lambda w: OwnCardDialog(w.window, w.acts, own_card(w.desk)),
    ImportCardDialog: lambda w: ImportCardDialog(w.window, w.acts),
    CompareDialog: lambda w: CompareDialog(w.window, w.acts, "1", own_card(w.desk)),
    LinkCardDialog: lambda w: LinkCardDialog(w.window, w.acts, CARD),
    SameNameDialog: lambda w: SameNameDialog(w.window, w.acts, NewCard(own_card(w.desk), cast(Any, "new"), (CARD,))),
    RenewKeyDialog: lambda w: RenewKeyDialog(w.window, w.acts, [CARD]),
    CaseCopyDialog: lambda w: CaseCopyDialog(w.window, w.acts, w.case),
    DeleteDialog: lambda w: DeleteDialog(w.window, w.acts, w.person, w.case.newcomer.name),
    # Chain templates
    TemplateStepDialog: lambda w: TemplateStepDialog(
        w.window, w.acts, _steps()[0], _steps()[1:6], _nothing, begun="K2:1"
    ),
    PickStepDialog: lambda w: PickStepDialog(w.window, library(), _nothing),
    TranslationDialog: lambda w: TranslationDialog(w.window, "Anmeldung", ("Anmeldung",), {}, _nothing),
    VersionsDialog: lambda w: VersionsDialog(w.window, template_versions(w.desk, "K2"), _nothing),
    # Settings
    PassphraseDialog: lambda w: PassphraseDialog(w.window, w.desk, w.tasks, w.window),
    AddAccessDialog: lambda w: AddAccessDialog(w.window, w.desk, w.tasks, w.window),
    RemoveAccessDialog: lambda w: RemoveAccessDialog(
        w.window, w.desk, w.tasks, w.window, list_slots(w.desk.vault)[0], "Ali Yıldız"
    ),
    RecoveryDialog: lambda w: RecoveryDialog(w.window, w.desk, w.tasks),
    ShowKeyDialog: lambda w: ShowKeyDialog(w.window, w.desk, w.tasks, "ABCD-EFGH-JKLM-NPQR-STUV-WXYZ-2345-6789"),
    ExpiredDialog: lambda w: ExpiredDialog(w.window, w.desk, w.tasks, w.window, []),
    RekeyDialog: lambda w: RekeyDialog(w.window, w.desk, w.tasks, {"1": "Maria Beispiel", "2": "Ali Yıldız"}, "1"),
}
