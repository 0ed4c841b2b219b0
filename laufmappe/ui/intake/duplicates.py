# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Looks for the same person while somebody is being typed in, and asks once before a second record of one is made."""

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from laufmappe.casework.desk import Desk
from laufmappe.casework.people.register import NewcomerDraft
from laufmappe.casework.people.same_person import carry_over, to_carry_over
from laufmappe.casework.people.similar import REASONS, SimilarPerson, similar_people
from laufmappe.errors import LaufmappeError
from laufmappe.i18n import _
from laufmappe.ui.intake.form import IntakeForm
from laufmappe.ui.intake.side import SideColumn, empty
from laufmappe.ui.tasks import Tasks
from laufmappe.ui.widgets import Button, Notice

LOOK_AFTER = 400
"""Milliseconds of rest before similar people are looked for."""


class Duplicates(QObject):
    """The cards of similar people in `side`, and the question above the form (`place`).

    `newcomer_id` is who is being changed, empty while somebody is taken in. `opened(id)`: show this record instead;
    `carried(changed)`: what was typed is in it now; `cleared`: nobody is undecided any more, save.
    """

    opened = Signal(str)
    carried = Signal(object)
    cleared = Signal()
    decided = Signal()
    refused = Signal(object)

    def __init__(self, desk: Desk, tasks: Tasks, form: IntakeForm, side: SideColumn, parent: QWidget) -> None:
        super().__init__(parent)
        self.newcomer_id = ""
        self.place = QVBoxLayout()
        self._desk = desk
        self._tasks = tasks
        self._form = form
        self._side = side
        self._asked = False
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(LOOK_AFTER)
        self._later.timeout.connect(self._look)
        form.name_edited.connect(self._edited)
        side.opened.connect(self.opened)
        side.same.connect(self._same)
        side.carried.connect(self._carry)
        side.decided.connect(self._decided)

    def forget(self, newcomer_id: str) -> None:
        """Another form begins."""
        self.newcomer_id = newcomer_id
        self._side.forget()
        self._drop_question()

    def check(self, draft: NewcomerDraft) -> None:
        """Looks once more before saving: `cleared` follows, or the question. Nobody is asked twice, nor about a change."""
        if self.newcomer_id or self._asked:
            self.cleared.emit()
        else:
            self._tasks.run(similar_people, self._desk, draft, done=self._checked, failed=self.refused.emit, owner=self)

    def _checked(self, people: list[SimilarPerson]) -> None:
        self._side.show_similar(people)
        strong = next((p for p in people if p.strong and p.id not in self._side.others), None)
        if strong is None:
            self.cleared.emit()
        else:
            self._ask(strong)

    def _edited(self) -> None:
        self._drop_question()
        self._later.start()

    def _look(self) -> None:
        draft = self._form.telling()
        if len(draft.given_name + draft.family_name) < 3 and not draft.native_name and not draft.phone:
            self._side.show_similar([])
            return
        self._tasks.run(
            similar_people, self._desk, draft, self.newcomer_id, done=self._found, failed=self._not_found, owner=self
        )

    def _found(self, people: list[SimilarPerson]) -> None:
        self._side.show_similar(people, new=not self.newcomer_id)

    def _not_found(self, _error: LaufmappeError) -> None:
        self._side.show_similar([])

    def _decided(self) -> None:
        self._drop_question()
        # The button that was pressed has gone; the focus would land beside the form.
        self._form.fields["given_name"].field.setFocus()
        self.decided.emit()

    def _drop_question(self) -> None:
        self._asked = False
        empty(self.place)

    def _ask(self, person: SimilarPerson) -> None:
        self._asked = True
        empty(self.place)
        same, other = Button(_("Dieselbe Person")), Button(_("Nicht dieselbe: aufnehmen"))
        same.clicked.connect(partial(self._same, person.id))
        other.clicked.connect(partial(self._other, person.id))
        reasons = ", ".join(_(REASONS[reason]) for reason in person.reasons)
        sentence = _("Noch ist nichts gespeichert. {name}, Mappe {number}: {reasons}.")
        notice = Notice(
            sentence.format(name=person.name, number=person.number, reasons=reasons),
            kind="warn",
            title=_("Ist das dieselbe Person?"),
            actions=(same, other),
        )
        self.place.addWidget(notice)
        self.refused.emit(None)
        same.setFocus()

    def _other(self, newcomer_id: str) -> None:
        self._side.say_other(newcomer_id)
        self.check(self._form.draft())

    def _same(self, newcomer_id: str) -> None:
        """It is the same person: opens the record, and offers to fill its gaps first."""
        self._drop_question()
        self._tasks.run(
            to_carry_over,
            self._desk,
            newcomer_id,
            self._form.draft(),
            done=partial(self._offer, newcomer_id),
            failed=self.refused.emit,
            owner=self,
        )

    def _offer(self, newcomer_id: str, fields: tuple[str, ...]) -> None:
        card = self._side.card(newcomer_id)
        if fields and card is not None:
            card.offer(fields)
        else:
            self.opened.emit(newcomer_id)

    def _carry(self, newcomer_id: str) -> None:
        self._tasks.run(
            carry_over,
            self._desk,
            newcomer_id,
            self._form.draft(),
            done=self.carried.emit,
            failed=self.refused.emit,
            owner=self,
        )
