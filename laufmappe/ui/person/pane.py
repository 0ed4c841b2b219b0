# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page of one person, the right half of "Ratsuchende"."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from laufmappe.casework.chains.templates import step_library
from laufmappe.casework.desk import Desk
from laufmappe.casework.handover.parcels import ParcelView, parcels
from laufmappe.casework.handover.taking_over import OpenConflict, open_conflicts
from laufmappe.casework.history import history
from laufmappe.casework.papers.documents import DocumentView, documents
from laufmappe.casework.people.case import case
from laufmappe.casework.views import CaseView, Changed, HistoryLine
from laufmappe.errors import LaufmappeError, NotFoundError
from laufmappe.i18n import _
from laufmappe.ui.faults import guarded
from laufmappe.ui.person.acts import Acts
from laufmappe.ui.person.agenda_card import AgendaCard
from laufmappe.ui.person.chain.agreement_card import AgreementCard
from laufmappe.ui.person.chain.card import ChainCard
from laufmappe.ui.person.chain.goals_card import GoalsCard
from laufmappe.ui.person.closed import ClosedNotice
from laufmappe.ui.person.contacts_card import ContactsCard
from laufmappe.ui.person.details_card import DetailsCard
from laufmappe.ui.person.documents_card import DocumentsCard
from laufmappe.ui.person.due_card import DueCard
from laufmappe.ui.person.form import FormDialog
from laufmappe.ui.person.history_card import HistoryCard
from laufmappe.ui.person.household_card import HouseholdCard
from laufmappe.ui.person.page_top import PageTop
from laufmappe.ui.person.parts import Pair, stacked
from laufmappe.ui.person.protected_card import ProtectedCard
from laufmappe.ui.person.recognition.qualification_card import QualificationCard
from laufmappe.ui.person.referral_card import ReferralCard
from laufmappe.ui.person.release_card import ReleaseCard
from laufmappe.ui.tasks import Task, Tasks
from laufmappe.ui.widgets import EmptyState, Frame, Key, Page, ScrollBody

ACTS = 200
"""So many acts of the history are read."""


@dataclass(frozen=True)
class Record:
    """What the page shows: the person's record, what was done, the newest act that can be taken back, and the documents."""

    case: CaseView
    history: tuple[HistoryLine, ...]
    newest: str
    documents: tuple[DocumentView, ...] = ()
    parcels: tuple[ParcelView, ...] = ()
    conflicts: tuple[OpenConflict, ...] = ()


def read_record(desk: Desk, newcomer_id: str) -> Record:
    """Everything about a person. Raises NotFoundError."""
    step_library()  # the first time it is read and checked: here, not where the page is painted
    newest = desk.last_act(newcomer_id)
    handed = parcels(desk, newcomer_id)
    return Record(
        case(desk, newcomer_id),
        tuple(history(desk, newcomer_id, ACTS)),
        newest.operation if newest else "",
        tuple(documents(desk, newcomer_id)),
        handed,
        open_conflicts(desk, newcomer_id) if handed else (),
    )


class PersonPane(Page):
    """Everything about one person: `aim(newcomer_id)` shows another."""

    chapter = "ketten"

    def __init__(self, desk: Desk, tasks: Tasks, frame: Frame) -> None:
        super().__init__(_("Ratsuchende Person"))
        self.acts = Acts(desk, tasks, frame, self)
        self._wanted = ""
        self._focus_on = ""
        self._focus_later = False
        self._loading: Task | None = None
        self.record: Record | None = None
        self.empty = EmptyState(
            "users",
            _("Niemand ausgewählt"),
            _("Wählen Sie links eine Person, oder nehmen Sie mit Strg+N eine neue auf."),
        )
        self.body.addWidget(self.empty, 1)
        scroll = self.findChild(ScrollBody)
        assert scroll is not None  # every page that scrolls has one
        self._scroll = scroll
        self._content = self._build()
        self._content.hide()
        self.body.addWidget(self._content)
        self.body.addStretch(1)
        self._wire()

    def _build(self) -> QWidget:
        from laufmappe.ui.handover.parcels_card import ParcelsCard  # it needs parts of this package

        self.closed = ClosedNotice(self.acts)
        self.chain = ChainCard(self.acts)
        self.due = DueCard(self.acts)
        self.qualifications = QualificationCard(self.acts)
        self.referrals = ReferralCard(self.acts)
        self.agenda = AgendaCard(self.acts)
        self.contacts = ContactsCard(self.acts)
        self.goals = GoalsCard(self.acts)
        self.agreement = AgreementCard(self.acts)
        self.documents = DocumentsCard(self.acts)
        self.releases = ReleaseCard(self.acts)
        self.details = DetailsCard(self.acts)
        self.household = HouseholdCard(self.acts)
        self.protected = ProtectedCard(self.acts)
        self.history = HistoryCard(self.acts)
        self.parcels = ParcelsCard(self.acts, self.releases.act_add_for)
        self.top = PageTop(
            (
                (_("Kette"), self.chain),
                (_("Fällig"), self.due),
                (_("Qualifikationen"), self.qualifications),
                (_("Verweise"), self.referrals),
                (_("Vorgemerkt"), self.agenda),
                (_("Gespräche"), self.contacts),
                (_("Ziele"), self.goals),
                (_("Dokumente"), self.documents),
                (_("Person"), self.details),
            )
        )
        self.head = self.top.head
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        for part in (
            self.closed,
            self.chain,
            self.due,
            Pair(self.qualifications, self.referrals),
            Pair(self.agenda, self.contacts),
            Pair(self.goals, self.agreement),
            Pair(self.documents, self.releases),
            Pair(self.details, stacked(self.household, self.protected, self.history)),
            self.parcels,
        ):
            column.addWidget(part)
        self.top.settle_in(self.outer, self._scroll, column)
        return content

    def _wire(self) -> None:
        self.head.print_asked.connect(self._print)
        self.head.refer_asked.connect(self.referrals.act_add)
        self.head.change_asked.connect(self._change)
        self.details.change_asked.connect(self._change)
        self.details.copy_asked.connect(self.parcels.act_copy)
        self.details.delete_asked.connect(self.parcels.act_delete)
        self.chain.station_shown.connect(self._see_station)
        self.due.opened.connect(self._show_station)

    def _keys(self) -> list[Key]:
        if self.record is None:
            return []
        if self.record.case.chain is None:
            return [
                Key("Up Down", _("Vorlage wählen")),
                Key("Ctrl+Return", _("Kette vereinbaren"), self.chain.act_agree),
                Key("Ctrl+P", _("Mappe drucken"), self._print),
                Key("F2", _("Angaben ändern"), self._change),
                Key("Q", _("Qualifikation"), self.qualifications.act_add),
                Key("D", _("Dokument"), self.documents.act_add),
                Key("U", _("Fall übergeben"), self.parcels.act_send, shown=False),
                Key("J", _("Abschnitte"), self.top.sections.take_focus, shown=False),
            ]
        strip = self.chain.strip
        return [
            Key("Left Right", _("Station wählen")),
            Key("E", _("erledigt"), self._done),
            Key("S", _("Stand"), strip.act_state),
            Key("P", _("planen"), strip.act_plan),
            Key("Ctrl+P", _("Mappe drucken"), self._print),
            Key("Ctrl+Return", _("verweisen"), self.referrals.act_add),
            Key("F2", _("Angaben ändern"), self._change),
            Key("A", _("Station hinzufügen"), self.chain.act_add),
            Key("B", _("Station anpassen"), strip.act_adapt, shown=False),
            Key("F", _("Anlaufstelle finden"), strip.act_find, shown=False),
            Key("Z", _("Ziel"), self.goals.act_add),
            Key("V", _("Vereinbarung"), self.agreement.act_edit),
            Key("I", _("Zwischenbilanz"), self.agreement.act_review, shown=False),
            Key("G", _("Gespräch"), self.contacts.act_add),
            Key("T", _("Termin"), self.agenda.act_appointment),
            Key("W", _("Wiedervorlage"), self.agenda.act_follow_up),
            Key("Q", _("Qualifikation"), self.qualifications.act_add),
            Key("D", _("Dokument"), self.documents.act_add),
            Key("U", _("Fall übergeben"), self.parcels.act_send, shown=False),
            Key("Alt+Left", _("nach vorn"), self._earlier, shown=False),
            Key("Alt+Right", _("nach hinten"), self._later, shown=False),
            Key("Del", _("aus dem Plan"), strip.act_drop, shown=False),
            Key("J", _("Abschnitte"), self.top.sections.take_focus, shown=False),
            Key("K", _("ganze Kette"), self.chain.act_fold, shown=False),
            Key("X", _("Einzelheiten"), self._details, shown=False),
        ]

    def aim(self, target: object) -> None:
        """Shows the person of this id; of `(id, subject)` also a step, qualification or referral of theirs."""
        person, subject = target if isinstance(target, tuple) else (target, "")
        self._wanted = str(person)
        self._focus_on = str(subject)
        self._load()

    def changed(self, change: object) -> None:
        """Reads the person again when it may have changed."""
        other = isinstance(change, Changed) and change.newcomer_id not in (None, self._wanted)
        if self._wanted and not other:
            self._load()

    def first_focus(self) -> QWidget | None:
        """The route, or the templates to choose from."""
        if self.record is None:
            return None
        return self.chain.route if self.record.case.chain is not None else self.chain.choices

    def activate(self) -> None:
        """While the record is still on its way: then the focus comes with it, and the letters are no more typed elsewhere."""
        self._focus_later = self.record is None or self.record.case.newcomer.id != self._wanted
        super().activate()

    def may_leave(self) -> bool:
        """Always; what is typed in an open dialog is kept first."""
        for dialog in self.window().findChildren(FormDialog):
            dialog.keep()
        return True

    def _load(self) -> None:
        if self._loading is not None:
            self._loading.cancel()
        self._loading = self.acts.tasks.run(
            read_record, self.acts.desk, self._wanted, done=self._came, failed=self._failed
        )

    def _came(self, record: Record) -> None:
        self._loading = None
        if record.case.newcomer.id != self._wanted:
            return
        before = self.record
        other = before is None or before.case.newcomer.id != self._wanted
        self.record = record
        self.acts.newcomer_id = self._wanted
        focus = self._put_away() if other else None
        today = self.acts.desk.today()
        self.head.show_person(
            record.case.newcomer, today, primary=record.case.chain is not None, household=record.case.household
        )
        self.qualifications.know_documents(record.documents)
        for card in (
            self.closed,
            self.chain,
            self.goals,
            self.agreement,
            self.qualifications,
            self.referrals,
            self.due,
            self.agenda,
            self.contacts,
            self.releases,
            self.details,
            self.household,
            self.protected,
        ):
            card.show_case(record.case, today)
        self.documents.show_documents(self._wanted, record.documents, record.case.qualifications)
        self.parcels.show_parcels(record.case, record.parcels, record.conflicts, today)
        self.history.show_history(self._wanted, record.history, record.newest, today)
        self.top.sections.show_counts(self._counts(record))
        self.empty.hide()
        self.top.fit(self.height(), shown=True)
        self._content.show()
        if focus is not None:
            focus.setFocus(Qt.FocusReason.OtherFocusReason)
        if other:
            self._scroll.verticalScrollBar().setValue(0)
            self._scroll.settle()
        if before is None or (before.case.chain is None) != (record.case.chain is None):
            self.set_keys(self._keys())
            # Agreed just now, or taken back: the list or the route that had the focus has gone.
            self._focus_later = self._focus_later or not other
        if self._focus_later:
            self.activate()
        self._find_subject()

    def _put_away(self) -> QWidget | None:
        """Hides the cards while another person is filled in: else each new line would lay the whole page out again.

        Gives the control inside that had the focus.
        """
        focus = QApplication.focusWidget()
        inside = focus is not None and self._content.isAncestorOf(focus)
        self._content.hide()
        return focus if inside else None

    def _counts(self, record: Record) -> list[int]:
        """How much is in each part of the page, in their order."""
        of = record.case
        ahead = self.agenda.count
        return [
            0,
            self.due.count,
            len(of.qualifications),
            len(of.referrals),
            ahead,
            len(of.contacts),
            len(of.goals),
            len(record.documents),
            0,
        ]

    @guarded()
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.top.fit(self.height(), shown=self.record is not None)

    def _failed(self, error: LaufmappeError) -> None:
        self._loading = None
        if isinstance(error, NotFoundError):
            self._wanted = ""
            self.record = None
            self._content.hide()
            self.top.fit(self.height(), shown=False)
            self.empty.show()
            self.set_keys([])
            return
        self.acts.frame.tell(str(error))

    def _find_subject(self) -> None:
        subject, self._focus_on = self._focus_on, ""
        if not subject:
            return
        if self.chain.choose(subject):
            self.chain.route.setFocus(Qt.FocusReason.OtherFocusReason)
            self._see_station(True)
            return
        openers = (
            self.qualifications.open_qualification,
            self.referrals.open_referral,
            self.agenda.open_subject,
            self.contacts.open_contact,
            self.releases.open_release,
            self.parcels.open_parcel,
        )
        next((True for opened in openers if opened(subject)), False)

    def _print(self) -> None:
        if self.record is not None:
            from laufmappe.ui.folder import FolderDialog

            acts = self.acts
            FolderDialog(self, acts.desk, acts.tasks, acts.frame, self.record.case.newcomer.id).appear()

    def _change(self) -> None:
        if self.record is not None:
            self.acts.frame.go("intake", self.record.case.newcomer.id)

    def _done(self) -> None:
        if self.due.list.hasFocus() and self.due.list.current_key() is not None:
            self.due.complete(self.due.list.current_key())
        else:
            self.chain.strip.act_done()

    def _earlier(self) -> None:
        self.chain.strip.act_move(1 if self._is_rtl() else -1)

    def _later(self) -> None:
        self.chain.strip.act_move(-1 if self._is_rtl() else 1)

    def _is_rtl(self) -> bool:
        return self.layoutDirection() == Qt.LayoutDirection.RightToLeft

    def _show_station(self, step_id: object) -> None:
        self.chain.choose(str(step_id))
        self.chain.route.setFocus(Qt.FocusReason.OtherFocusReason)
        self._see_station(True)

    def _details(self) -> None:
        self.chain.strip.more_button.click()
        self._see_station(True)

    def _see_station(self, opened: bool) -> None:
        QTimer.singleShot(0, self, partial(self._scroll_to_station, opened))

    def _scroll_to_station(self, opened: bool) -> None:
        """Brings the detail of the station into sight; one that is only passed by arrow keys stays in sight itself."""
        strip, route = self.chain.strip, self.chain.route
        self._scroll.ensureWidgetVisible(strip, 0, 16)
        station = route.visualRect(route.currentIndex())
        top = route.mapTo(self._scroll.holder, station.topLeft()).y()
        bar = self._scroll.verticalScrollBar()
        if top < bar.value() and not opened:
            bar.setValue(max(0, top - 8))
