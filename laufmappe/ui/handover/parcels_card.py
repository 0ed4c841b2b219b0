# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The card of the person page: what went to other services and came from them, and how that stands."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from laufmappe.casework.handover.handing_over import postpone_parcel
from laufmappe.casework.handover.parcels import SENT, ParcelView
from laufmappe.casework.handover.taking_over import OpenConflict
from laufmappe.casework.people.register import close_case
from laufmappe.casework.views import CaseView
from laufmappe.i18n import _, n_
from laufmappe.ui.handover.pieces import DropWatch
from laufmappe.ui.handover.words import parcel_chip, parcel_words
from laufmappe.ui.person.acts import Acts
from laufmappe.ui.person.parts import Entry, Words, action, empty, focus_name, give_focus_back
from laufmappe.ui.widgets import Button, Card, Notice

ASK_AGAIN = timedelta(days=7)


class ParcelsCard(Card):
    """release(service id) is called when a release is to be made before anything can go."""

    chapter = "uebergabe"

    def __init__(self, acts: Acts, release: Callable[[str], object]) -> None:
        super().__init__(_("Fallübergabe"), link=_("Fall übergeben …"))
        self.acts = acts
        self._release = release
        self._case: CaseView | None = None
        self._shown: tuple[object, ...] = ()
        self.link_clicked.connect(self.act_send)
        self._entries = QVBoxLayout()
        self._entries.setSpacing(8)
        self.body.addLayout(self._entries)
        self._watch = DropWatch(self)
        self._watch.dropped.connect(self._dropped)

    def show_parcels(
        self, case: CaseView, parcels: tuple[ParcelView, ...], conflicts: tuple[OpenConflict, ...], today: date
    ) -> None:
        """Shows the parcels about a person, the newest first."""
        self._case = case
        shown = (case.newcomer.id, parcels, conflicts, today, case.newcomer.closed_on)
        if shown == self._shown:
            return
        self._shown = shown
        focus = focus_name(self)
        empty(self._entries)
        if conflicts:
            words = n_("{n} Angabe ist bei beiden anders", "{n} Angaben sind bei beiden anders", len(conflicts))
            decide = Button(_("Ansehen und entscheiden …"), icon="split")
            decide.setObjectName("parcel-decide")
            decide.clicked.connect(partial(self._decide, conflicts))
            sentence = _("Es gilt, was bei uns steht, bis jemand entscheidet.")
            self._entries.addWidget(
                Notice(sentence, kind="warn", title=words.format(n=len(conflicts)), actions=(decide,))
            )
        for view in reversed(parcels):
            self._entries.addWidget(self._entry(view, today))
        if not parcels:
            words = _(
                "Noch nichts. Ein Paket geht versiegelt an eine andere Stelle; bis zur Quittung bleiben Sie zuständig."
            )
            self._entries.addWidget(Words(words, "lead"))
        give_focus_back(self, focus)

    def _entry(self, view: ParcelView, today: date) -> QWidget:
        sent = view.direction == SENT
        icon = "package" if sent else "package-open"
        title = _("an {name}") if sent else _("von {name}")
        entry = Entry(title.format(name=view.partner), parcel_words(view), icon=icon, chip=parcel_chip(view, today))
        buttons = self._sent_actions(view, today) if sent else self._received_actions(view)
        if buttons:
            entry.add_actions(buttons)
        return entry

    def _sent_actions(self, view: ParcelView, today: date) -> list[Button]:
        buttons = []
        if view.state == "open":
            buttons.append(self._action(view, _("Quittung vermerken …"), "note", self.act_receipt))
            if view.follow_up_on is not None and view.follow_up_on <= today:
                buttons.append(
                    self._action(view, _("In einer Woche nachfragen"), "later", partial(self._postpone, view))
                )
        elif view.state == "accepted" and self._case is not None:
            if self._case.newcomer.closed_on is None:
                buttons.append(self._action(view, _("Beratung hier beenden"), "close", self._close_case))
            buttons.append(self._action(view, _("Person löschen …"), "delete", self.act_delete))
        return buttons

    def _received_actions(self, view: ParcelView) -> list[Button]:
        words = _("Antworten …") if view.state == "open" else _("Quittung noch einmal …")
        return [self._action(view, words, "answer", partial(self._answer, view))]

    def _action(self, view: ParcelView, words: str, key: str, act: Callable[[], object]) -> Button:
        button = action(words, f"{view.partner}: {words}", f"parcel-{key}-{view.id}")
        button.clicked.connect(act)
        return button

    def _close_case(self) -> None:
        told = _("Die Beratung ist hier beendet.")
        self.acts.do(told, close_case, self.acts.newcomer_id)

    def act_delete(self) -> None:
        """Asks whether the person is to be deleted."""
        if self._case is not None:
            from laufmappe.ui.handover.delete_dialog import DeleteDialog

            views = self._shown[1] if self._shown else ()
            there = views if isinstance(views, tuple) else ()
            waiting = any(view.direction == SENT and view.state == "open" for view in there)
            handed = any(view.direction == SENT and view.state == "accepted" for view in there)
            newcomer = self._case.newcomer
            why = "handed_over" if handed else ""
            DeleteDialog(self, self.acts, newcomer.id, newcomer.name, why=why, waiting=waiting).appear()

    def act_copy(self) -> None:
        """Asks for the copy that the person gets of everything."""
        if self._case is not None:
            from laufmappe.ui.handover.copy_dialog import CopyDialog

            CopyDialog(self, self.acts, self._case).appear()

    def act_send(self) -> None:
        """Begins to hand the case over."""
        if self._case is not None:
            from laufmappe.ui.handover.send_dialog import SendDialog

            dialog = SendDialog(self, self.acts, self._case)
            dialog.release_asked.connect(self._release)
            dialog.appear()

    def act_receipt(self) -> None:
        """Asks for the receipt that came."""
        from laufmappe.ui.handover.receipt_dialogs import NoteReceiptDialog

        NoteReceiptDialog(self, self.acts).appear()

    def open_parcel(self, parcel_id: str) -> bool:
        """Puts the focus on a parcel; False when the person has none of this id."""
        views = self._shown[1] if self._shown else ()
        if not isinstance(views, tuple) or all(view.id != parcel_id for view in views):
            return False
        give_focus_back(self, f"parcel-note-{parcel_id}")
        return True

    def _answer(self, view: ParcelView, _checked: bool = False) -> None:
        from laufmappe.ui.handover.receipt_dialogs import AnswerDialog

        AnswerDialog(self, self.acts, view.id, view.digest, view.partner).appear()

    def _postpone(self, view: ParcelView, _checked: bool = False) -> None:
        day = self.acts.desk.today() + ASK_AGAIN
        told = _("Am {day} steht es wieder unter „Heute“.").format(day=f"{day:%d.%m.%Y}")
        self.acts.do(told, postpone_parcel, view.id, day)

    def _decide(self, conflicts: tuple[OpenConflict, ...], _checked: bool = False) -> None:
        from laufmappe.ui.handover.conflicts import OpenConflictsDialog

        OpenConflictsDialog(self, self.acts, conflicts).appear()

    def _dropped(self, path: Path) -> None:
        from laufmappe.ui.handover.files import open_received

        open_received(self, self.acts, path)
