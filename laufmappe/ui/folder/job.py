# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""One printing, or one saving: pages made, handed over, and only then noted. Runs in the worker."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from laufmappe.casework.desk import Desk
from laufmappe.casework.views import Changed
from laufmappe.errors import LaufmappeError
from laufmappe.folder.own_sheets import on_own_sheets
from laufmappe.folder.protected import protected
from laufmappe.i18n import _
from laufmappe.ui.folder.plan import Plan, make, note
from laufmappe.ui.folder.printing import PrintOrder, send
from laufmappe.vault.files import atomic_write

MAKING, SENDING = "making", "sending"

StepProgress = Callable[[str, int, int], None]
"""Told the step (`MAKING`, `SENDING`), how much of it is done, and of how much (0: unknown). May raise to stop."""


@dataclass(eq=False)
class Job:
    """The sheets `keys` of a plan on their way, with the `slip` where it is wanted. `saved`: into a file.

    `delivered` is true from the moment on which they can't be stopped.
    """

    desk: Desk
    plan: Plan
    keys: tuple[str, ...]
    slip: bool = False
    saved: bool = False
    delivered: bool = False
    changed: Changed | None = None

    def print_out(self, order: PrintOrder, *, progress: StepProgress) -> None:
        """Prints and notes it. Raises FolderError, PrintError; a stop by `progress` prints and notes nothing."""
        made = make(self.plan, self.keys, partial(progress, MAKING), self.slip)
        pdf = on_own_sheets(made.pdf, made.starts) if order.both_sides else made.pdf
        progress(SENDING, 0, 0)
        send(pdf, order, partial(progress, SENDING))
        self._note()

    def save(self, path: Path, password: str = "", *, progress: StepProgress) -> None:
        """Writes a PDF, whole or not at all, and notes it; with a `password` nobody opens it without.

        Raises FolderError, StorageError, WeakPassphraseError.
        """
        self.saved = True
        made = make(self.plan, self.keys, partial(progress, MAKING), self.slip)
        progress(SENDING, 0, 0)
        atomic_write(path, protected(made.pdf, password) if password else made.pdf)
        self._note()

    def _note(self) -> None:
        self.delivered = True
        try:
            self.changed = note(self.desk, self.plan, self.keys)
        except LaufmappeError as error:
            sentence = _("Die Blätter sind fertig, ließen sich aber nicht als gedruckt vermerken. {reason}")
            raise LaufmappeError(sentence.format(reason=error)) from error
