# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""How long records are kept after the counselling has ended, and whose time is over."""

from collections.abc import Collection
from functools import partial

from laufmappe.casework.desk import Desk
from laufmappe.casework.setting_names import RETENTION
from laufmappe.casework.settings.retention import (
    OFFERED,
    USUAL,
    Expired,
    expired,
    retention_months,
    set_retention_months,
)
from laufmappe.casework.views import Changed
from laufmappe.i18n import _, n_
from laufmappe.ui.settings.expired_dialog import ExpiredDialog
from laufmappe.ui.settings.locked import lock
from laufmappe.ui.tasks import Tasks
from laufmappe.ui.widgets import Button, Card, ComboBox, Frame, LabeledField, Line


class RetentionCard(Card):
    """The time is chosen here; deleting is always done by a person, one record at a time."""

    chapter = "abschluss"

    def __init__(self, desk: Desk, tasks: Tasks, frame: Frame, locked: Collection[str] = ()) -> None:
        super().__init__(_("Aufbewahrung"), icon="archive")
        self._desk, self._tasks, self._frame = desk, tasks, frame
        self._expired: list[Expired] = []
        self.choice = ComboBox(_("Aufbewahren nach dem Ende der Beratung"), _offers(USUAL))
        self.choice.choose(USUAL)
        self.choice.activated.connect(self._chosen)
        hint = _("Ab Ende des Jahres, in dem die Beratung endete. Danach schlägt das Programm das Löschen vor.")
        self.field = LabeledField(_("Aufbewahren nach dem Ende der Beratung"), self.choice, hint=hint)
        lock(self.field, RETENTION, locked)
        self.body.addWidget(self.field)
        self.line = Line(" ", _("Gelöscht wird nie von selbst."), icon="trash-2", strong=False)
        self.show_button = Button(_("Ansehen …"), kind="link")
        self.show_button.setAccessibleName(_("Akten ansehen, die gelöscht werden können"))
        self.show_button.clicked.connect(self.show_expired)
        self.line.add(self.show_button)
        self.body.addWidget(self.line)
        self._show((USUAL, []))

    def refresh(self) -> None:
        """Shows what is kept, and whose time is over."""
        self._tasks.run(_read, self._desk, done=self._show, owner=self)

    def show_expired(self) -> None:
        """Everybody whose time is over."""
        dialog = ExpiredDialog(self, self._desk, self._tasks, self._frame, self._expired)
        dialog.appear(focus=dialog.view)

    def _show(self, read: tuple[int, list[Expired]]) -> None:
        months, self._expired = read
        self.choice.offer(_offers(months))
        self.choice.choose(months)
        count = len(self._expired)
        words = n_("{n} Akte kann gelöscht werden", "{n} Akten können gelöscht werden", count).format(n=count)
        self.line.title.show_text(words if count else _("Keine Akte ist zu löschen"))
        self.show_button.setVisible(bool(count))

    def _chosen(self) -> None:
        months = int(str(self.choice.value()))
        self._tasks.run(set_retention_months, self._desk, months, done=self._kept, owner=self)

    def _kept(self, changed: Changed) -> None:
        self.refresh()
        self._frame.announce(changed)
        self._frame.tell(_("Die Zeit der Aufbewahrung ist geändert."), partial(self._undo, changed.operation))

    def _undo(self, operation: str) -> None:
        self._tasks.run(self._desk.undo, operation, done=self._undone, owner=self)

    def _undone(self, changed: Changed) -> None:
        self._frame.announce(changed)
        self._frame.tell(_("Zurückgenommen. Es ist wieder wie vorher."))
        self.refresh()


def _read(desk: Desk) -> tuple[int, list[Expired]]:
    return retention_months(desk), expired(desk)


def _offers(chosen: int) -> list[tuple[str, object]]:
    """The times in order, with one that came from a file."""
    some = sorted({*OFFERED, chosen} - {0})
    return [*((_length(months), months) for months in some), (_("ohne Frist"), 0)]


def _length(months: int) -> str:
    if months % 12:
        return n_("{n} Monat", "{n} Monate", months).format(n=months)
    return n_("{n} Jahr", "{n} Jahre", months // 12).format(n=months // 12)
