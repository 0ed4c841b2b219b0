# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the page does to the record: in the worker, announced to every page, told with its undo."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import shiboken6
from PySide6.QtCore import QObject

from laufmappe.casework.cases import case
from laufmappe.casework.desk import Desk
from laufmappe.casework.people import NewcomerDraft, change_person
from laufmappe.casework.views import Changed
from laufmappe.errors import LaufmappeError
from laufmappe.i18n import _
from laufmappe.ui.tasks import Tasks
from laufmappe.ui.widgets import Frame

Callback = Callable[[Any], object]


class Acts(QObject):
    """The hand of the page: every verb goes through `do`. `newcomer_id` is the person shown."""

    def __init__(self, desk: Desk, tasks: Tasks, frame: Frame, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.tasks = tasks
        self.frame = frame
        self.newcomer_id = ""

    def do(
        self,
        told: str,
        verb: Callable[..., Changed],
        *args: Any,
        done: Callback | None = None,
        failed: Callback | None = None,
        **named: Any,
    ) -> None:
        """Calls a verb of casework with the desk and these arguments; `told` is the sentence when it is done.

        `done(changed)` and `failed(error)` are methods of a dialog, say; without `failed` a fault is told in a toast.
        """
        self.tasks.run(
            partial(verb, self.desk, *args, **named),
            done=partial(self._done, told, done),
            failed=partial(self._failed, failed),
            owner=self,
        )

    def undo(self, operation: str) -> None:
        """Takes an act back and says so."""
        self.tasks.run(self.desk.undo, operation, done=self._undone, failed=self._refused)

    def _done(self, told: str, done: Callback | None, changed: Changed) -> None:
        if done is not None and _alive(done):
            done(changed)
        self.frame.announce(changed)
        self.frame.tell(told, partial(self.undo, changed.operation))

    def _failed(self, failed: Callback | None, error: LaufmappeError) -> None:
        if failed is not None and _alive(failed):
            failed(error)
        else:
            self._refused(error)

    def _undone(self, changed: Changed) -> None:
        self.frame.announce(changed)
        self.frame.tell(_("Zurückgenommen. Es ist wieder wie vorher."))

    def _refused(self, error: LaufmappeError) -> None:
        self.frame.tell(str(error))


def set_milestone(desk: Desk, newcomer_id: str, kind: str, day: str) -> Changed:
    """Notes a date of the person that deadlines count from; an empty day takes it away. Raises FieldError."""
    view = case(desk, newcomer_id).newcomer
    draft = NewcomerDraft.of(view)
    return change_person(desk, newcomer_id, replace(draft, milestones={**view.milestones, kind: day}))


def _alive(callback: Callback) -> bool:
    owner = getattr(callback, "__self__", None)
    return not isinstance(owner, QObject) or shiboken6.isValid(owner)
