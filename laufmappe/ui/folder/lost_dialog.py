# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""„Mappe verloren“: says what happens to the old codes before it happens."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from laufmappe.casework.desk import Desk
from laufmappe.casework.papers.prints import lose_folder
from laufmappe.casework.views import Changed
from laufmappe.errors import LaufmappeError
from laufmappe.i18n import _
from laufmappe.ui.tasks import Tasks
from laufmappe.ui.widgets import Dialog, Notice, Text


class LostDialog(Dialog):
    """Asks whether the folder is lost; `done_with(changed)` is called after the dialog has closed."""

    chapter = "mappe-verloren"

    def __init__(
        self, over: QWidget, desk: Desk, tasks: Tasks, newcomer_id: str, done_with: Callable[[Changed], object]
    ) -> None:
        super().__init__(over, _("Mappe verloren?"), icon="triangle-alert", width=540)
        self._desk = desk
        self._tasks = tasks
        self._newcomer_id = newcomer_id
        self._done_with = done_with
        for sentence in (
            _("Alle Codes auf der verlorenen Mappe werden ungültig. Die neue Mappe bekommt neue."),
            _("Alle Blätter sind dann neu zu drucken. Was im Tresor steht, bleibt, wie es ist."),
        ):
            self.body.addWidget(Text(sentence, wrap=True))
        self.set_buttons(_("Mappe ist verloren"), self._go, kind="danger", icon="triangle-alert")

    def _go(self) -> None:
        assert self.primary is not None
        self.primary.set_busy(_("Wird vermerkt …"))
        self._tasks.run(lose_folder, self._desk, self._newcomer_id, done=self._lost, failed=self._refused, owner=self)

    def _lost(self, changed: Changed) -> None:
        done_with = self._done_with
        self.accept()
        done_with(changed)

    def _refused(self, error: LaufmappeError) -> None:
        assert self.primary is not None
        self.primary.set_busy()
        self.body.addWidget(Notice(str(error), kind="danger"))
        self.replace()
