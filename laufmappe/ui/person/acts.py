# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the page does to the record: in the worker, announced to every page, told with its undo."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import shiboken6
from PySide6.QtCore import QObject

from laufmappe.casework.chains.steps import unlocked_by
from laufmappe.casework.desk import FINAL, Desk
from laufmappe.casework.people.case import case
from laufmappe.casework.people.register import NewcomerDraft, change_person
from laufmappe.casework.views import Changed
from laufmappe.errors import LaufmappeError
from laufmappe.i18n import _
from laufmappe.ui.tasks import Tasks
from laufmappe.ui.widgets import Frame

Callback = Callable[[Any], object]
After = Callable[[Desk, Changed], str]


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
        then: After | None = None,
        **named: Any,
    ) -> None:
        """Calls a verb of casework with the desk and these arguments; `told` is the sentence when it is done.

        `then` looks in the worker what followed from it, and its sentence is told too.
        `done(changed)` and `failed(error)` are methods of a dialog, say; without `failed` a fault is told in a toast.
        """
        self.tasks.run(
            partial(_act, partial(verb, self.desk, *args, **named), then, self.desk),
            done=partial(self._done, told, done),
            failed=partial(self._failed, failed),
            owner=self,
        )

    def undo(self, operation: str) -> None:
        """Takes an act back and says so."""
        self.tasks.run(self.desk.undo, operation, done=self._undone, failed=self._refused)

    def _done(self, told: str, done: Callback | None, answer: tuple[Changed, str]) -> None:
        changed, more = answer
        if done is not None and _alive(done):
            done(changed)
        self.frame.announce(changed)
        undo = None if changed.verb in FINAL else partial(self.undo, changed.operation)
        self.frame.tell(f"{told} {more}".rstrip(), undo)

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


def _act(verb: Callable[[], Changed], then: After | None, desk: Desk) -> tuple[Changed, str]:
    changed = verb()
    try:
        return changed, then(desk, changed) if then is not None else ""
    except LaufmappeError:  # the act is done: what it brought along is only told
        return changed, ""


def now_possible(desk: Desk, changed: Changed) -> str:
    """Which steps can be taken now that this one has ended: Jetzt möglich: Qualifikationen erfassen."""
    titles = ", ".join(_(title) for title in unlocked_by(desk, changed.subject_id))
    return _("Jetzt möglich: {steps}.").format(steps=titles) if titles else ""


def set_milestone(desk: Desk, newcomer_id: str, kind: str, day: str) -> Changed:
    """Notes a date of the person that deadlines count from; an empty day takes it away. Raises FieldError."""
    view = case(desk, newcomer_id).newcomer
    draft = NewcomerDraft.of(view)
    return change_person(desk, newcomer_id, replace(draft, milestones={**view.milestones, kind: day}))


def _alive(callback: Callback) -> bool:
    owner = getattr(callback, "__self__", None)
    return not isinstance(owner, QObject) or shiboken6.isValid(owner)
