# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two records of one person: found, laid beside each other, made one. Nothing is overwritten without a choice."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from laufmappe.casework.cases.merging_people import Joining, look_at_both, merge_people
from laufmappe.casework.dates import show_partial
from laufmappe.casework.desk import Desk
from laufmappe.casework.people.case import case
from laufmappe.casework.people.register import NewcomerDraft, list_people
from laufmappe.casework.people.similar import REASONS, SimilarPerson, similar_people
from laufmappe.casework.views import Changed, PersonRow
from laufmappe.errors import LaufmappeError
from laufmappe.i18n import _, n_
from laufmappe.ui.handover.conflicts import ConflictCard, NewsCard
from laufmappe.ui.person.acts import Acts
from laufmappe.ui.person.parts import Words, empty
from laufmappe.ui.widgets import (
    Button,
    Dialog,
    LabeledField,
    Notice,
    Row,
    RowStyle,
    RowsView,
    SearchField,
    Segmented,
    avatar_colour,
    initials,
)

_SEARCH_AFTER = 150
"""Milliseconds of rest before the list follows what is typed."""
_MOST = 30


class MergeDialog(Dialog):
    """First the other record, then both beside each other. `other_id` begins with the second."""

    chapter = "aufnahme"

    def __init__(self, over: QWidget, acts: Acts, newcomer_id: str, name: str, other_id: str = "") -> None:
        super().__init__(over, _("Akten zusammenführen"), subtitle=name, icon="git-merge", width=820)
        self.acts = acts
        self._person = newcomer_id
        self._other = other_id
        self._swapped = False
        self.joining: Joining | None = None
        self.conflicts: ConflictCard | None = None
        self.keeps: Segmented | None = None
        self.search: SearchField | None = None
        self.list: RowsView | None = None
        self._fault = QVBoxLayout()
        self.body.addLayout(self._fault)
        self._stage = QVBoxLayout()
        self._stage.setSpacing(12)
        self.body.addLayout(self._stage)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_SEARCH_AFTER)
        self._later.timeout.connect(self._look_for)
        self.back = Button(_("Andere Akte wählen"), kind="link", icon="arrow-left")
        self.back.clicked.connect(self.show_search)
        self.foot.insertWidget(0, self.back)
        self.set_buttons("", self.save, icon="git-merge")
        if other_id:
            self._compare()
        else:
            self.show_search()

    def show_search(self) -> None:
        """Asks which record is the other one, those that resemble this one first."""
        self.joining, self.conflicts, self.keeps, self._other, self._swapped = None, None, None, "", False
        empty(self._stage)
        empty(self._fault)
        words = _("Welche Akte gehört derselben Person? Erst sehen Sie beide nebeneinander.")
        self._stage.addWidget(Words(words, "secondary"))
        self.search = SearchField(_("Andere Akte suchen"), _("Name der anderen Akte …"))
        self.list = RowsView(_("Akten"), RowStyle(height=54, avatar=34, padding=8))
        self.search.textChanged.connect(self._later.start)
        self.search.down_pressed.connect(self.list.setFocus)
        self._stage.addWidget(self.search)
        self.list.setFixedHeight(290)
        self.list.opened.connect(self._chosen)
        self.list.chosen.connect(self._picked)
        self._stage.addWidget(self.list)
        self._show_button(_("Vergleichen"), False)
        self.back.hide()
        self._look_for()
        self.search.setFocus()

    def _show_button(self, words: str, may: bool) -> None:
        if self.primary is not None:
            self.primary.show_text(words)
            self.primary.setEnabled(may)

    def _look_for(self) -> None:
        if self.search is not None and self.joining is None:
            typed = self.search.text()
            self.acts.tasks.run(_candidates, self.acts.desk, self._person, typed, done=self._found, owner=self)

    def _found(self, rows: list[Row]) -> None:
        if self.joining is None and self.list is not None:
            self.list.show_rows(rows)
            self._show_button(_("Vergleichen"), bool(rows))
            if rows:
                self.list.choose_first()

    def _picked(self, key: object) -> None:
        if self.joining is None:
            self._show_button(_("Vergleichen"), bool(key))

    def _chosen(self, key: object) -> None:
        if key:
            self._other = str(key)
            self._compare()

    def _compare(self) -> None:
        kept, other = (self._other, self._person) if self._swapped else (self._person, self._other)
        self.acts.tasks.run(
            look_at_both, self.acts.desk, kept, other, done=self._came, failed=self._refused, owner=self
        )

    def _came(self, joining: Joining) -> None:
        self.joining = joining
        empty(self._stage)
        empty(self._fault)
        kept, other = joining.kept_number, joining.other_number
        mine, theirs = _("Mappe {number}").format(number=kept), _("Mappe {number}").format(number=other)
        self.search, self.list = None, None
        self.keeps = Segmented(_("Welche Akte bleibt?"), [(mine, False), (theirs, True)], False)
        self.keeps.chosen.connect(self._swap)
        hint = _("Ihre Mappennummer bleibt, die andere fällt weg. Alles lässt sich zurücknehmen.")
        self._stage.addWidget(LabeledField(_("Welche Akte bleibt?"), self.keeps, hint=hint))
        if joining.other_folder:
            words = n_(
                "Zu {folder} ist {n} Blatt ausgegeben. Nehmen Sie diese Mappe zurück; danach gilt nur noch die von {kept}.",
                "Zu {folder} sind {n} Blätter ausgegeben. Nehmen Sie diese Mappe zurück; danach gilt nur noch die von {kept}.",
                joining.other_folder,
            )
            self._stage.addWidget(Notice(words.format(folder=theirs, n=joining.other_folder, kept=mine), kind="warn"))
        self.conflicts = None
        if joining.conflicts:
            self.conflicts = ConflictCard(joining.conflicts, joining.rows, theirs, mine)
            self.conflicts.decided.connect(self._count)
            self._stage.addWidget(self.conflicts)
        if joining.news:
            self._stage.addWidget(
                NewsCard(joining.news, joining.rows, _("Kommt aus {folder} dazu").format(folder=theirs))
            )
        if joining.documents:
            words = n_("{n} Dokument kommt mit.", "{n} Dokumente kommen mit.", joining.documents)
            self._stage.addWidget(Words(words.format(n=joining.documents), "secondary"))
        self.back.show()
        self._count()
        QTimer.singleShot(0, self, self.replace)
        # Where nothing is open, Enter leads on; else Tab goes from choice to choice.
        (self.keeps if self.conflicts is not None or self.primary is None else self.primary).setFocus()

    def _swap(self, value: object) -> None:
        if value:
            self._swapped = not self._swapped
            self._compare()

    def _count(self) -> None:
        self._show_button(_("Zusammenführen"), self.conflicts is None or self.conflicts.all_decided())

    def save(self) -> None:
        """Compares with the record that was chosen; then makes them one, with what was decided."""
        if self.joining is None:
            self._chosen(self.list.current_key() if self.list is not None else None)
            return
        if self.conflicts is not None and not self.conflicts.all_decided():
            return
        kept, other = (self._other, self._person) if self._swapped else (self._person, self._other)
        decisions = self.conflicts.decisions() if self.conflicts is not None else {}
        told = _("Zusammengeführt. Was vorher in welcher Akte stand, steht im Verlauf.")
        self.acts.do(told, merge_people, kept, other, decisions, done=self._done, failed=self._refused)

    def _done(self, changed: Changed) -> None:
        self.acts.frame.go("people", changed.newcomer_id)
        self.accept()

    def _refused(self, error: LaufmappeError) -> None:
        empty(self._fault)
        self._fault.addWidget(Notice(str(error), kind="danger"))


def _candidates(desk: Desk, newcomer_id: str, typed: str) -> list[Row]:
    """Who resembles the person, or whoever is typed."""
    if typed.strip():
        return [_person_row(row) for row in list_people(desk, typed, _MOST) if row.id != newcomer_id]
    draft = NewcomerDraft.of(case(desk, newcomer_id).newcomer)
    return [_similar_row(person) for person in similar_people(desk, draft, newcomer_id, limit=_MOST)]


def _person_row(row: PersonRow) -> Row:
    details = [_("Mappe {number}").format(number=row.number), row.native_name]
    return _row(row.id, row.name, " · ".join(part for part in details if part))


def _similar_row(person: SimilarPerson) -> Row:
    details = [_("Mappe {number}").format(number=person.number)]
    details += [_("geb. {day}").format(day=show_partial(person.birth_date))] if person.birth_date else []
    details += [_(REASONS[reason]) for reason in person.reasons]
    return _row(person.id, person.name, " · ".join(details))


def _row(key: str, name: str, below: str) -> Row:
    return Row(key, name, below, initials=initials(name), colour=avatar_colour(key))
