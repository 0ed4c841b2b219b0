# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""When the vault locks itself."""

from collections.abc import Collection
from functools import partial

from PySide6.QtCore import Signal

from laufmappe.casework.desk import Desk
from laufmappe.casework.setting_names import IDLE, MINUTES
from laufmappe.casework.settings.locking import USUAL, idle_minutes, set_idle_minutes
from laufmappe.casework.views import Changed
from laufmappe.i18n import _
from laufmappe.ui.settings.locked import lock
from laufmappe.ui.tasks import Tasks
from laufmappe.ui.widgets import Card, Frame, LabeledField, Segmented, Text


class LockCard(Card):
    """`idle_chosen(minutes)`, 0 for never, as soon as it is kept."""

    chapter = "tresor"

    idle_chosen = Signal(int)

    def __init__(self, desk: Desk, tasks: Tasks, frame: Frame, locked: Collection[str] = ()) -> None:
        super().__init__(_("Automatisch sperren"), icon="lock")
        self._desk = desk
        self._tasks = tasks
        self._frame = frame
        offers: list[tuple[str, object]] = [(str(minutes) if minutes else _("nie"), minutes) for minutes in MINUTES]
        self.choice = Segmented(_("Minuten ohne Eingabe"), offers, USUAL)
        self.choice.chosen.connect(self._chosen)
        self.field = LabeledField(_("Minuten ohne Eingabe"), self.choice)
        lock(self.field, IDLE, locked)
        self.body.addWidget(self.field)
        words = _(
            "Auch wenn der Bildschirm gesperrt wird oder der Rechner schläft. "
            "Was Sie begonnen haben, ist dann verschlüsselt gesichert."
        )
        self.body.addWidget(Text(words, "secondary", wrap=True))

    def refresh(self) -> None:
        """Shows what is kept."""
        self._tasks.run(idle_minutes, self._desk, done=self._show_minutes)

    def _show_minutes(self, minutes: int) -> None:
        self.choice.choose(minutes)
        if minutes:
            self.field.clear_fault()
        else:
            self.field.show_warning(_("Ein unbewachter Bildschirm bleibt dann für jeden lesbar."))

    def _chosen(self, minutes: object) -> None:
        chosen = int(str(minutes))
        self._tasks.run(set_idle_minutes, self._desk, chosen, done=partial(self._kept, chosen), owner=self)

    def _kept(self, minutes: int, changed: Changed) -> None:
        self._show_minutes(minutes)
        self.idle_chosen.emit(minutes)
        self._frame.announce(changed)
