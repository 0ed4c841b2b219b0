# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which printer the folder goes to on this computer, and how it prints, unless something else is chosen for once."""

from collections.abc import Callable

from laufmappe.errors import LaufmappeError
from laufmappe.i18n import _
from laufmappe.ui.folder.printing import Printer, installed_printers
from laufmappe.ui.settings.locked import LockedLine, lock
from laufmappe.ui.tasks import Tasks
from laufmappe.ui.unlock.last_vault import Printing, Remembered
from laufmappe.ui.widgets import Card, CheckBox, ComboBox, Frame, LabeledField


class PrinterCard(Card):
    """Kept as soon as it is chosen. `printers` asks what there are, in the worker."""

    chapter = "einstellungen"

    def __init__(
        self,
        tasks: Tasks,
        frame: Frame,
        remembered: Remembered,
        printers: Callable[[], list[Printer]] = installed_printers,
    ) -> None:
        super().__init__(_("Drucken"), icon="printer")
        self._tasks, self._frame, self._remembered, self._ask = tasks, frame, remembered, printers
        locked = remembered.preset.locked
        self.printer = ComboBox(_("Drucker für die Mappe"))
        self.printer.activated.connect(self._chosen)
        self.field = LabeledField(_("Drucker für die Mappe"), self.printer)
        lock(self.field, "printer", locked)
        self.body.addWidget(self.field)
        self.both_sides = CheckBox(_("Beidseitig, lange Kante"))
        self.grey = CheckBox(_("Schwarz-weiß"))
        for name, box in (("both_sides", self.both_sides), ("grey", self.grey)):
            self.body.addWidget(box)
            if name in locked:
                box.setEnabled(False)
                self.body.addWidget(LockedLine())
            box.clicked.connect(self._chosen)
        self._show_printers([])

    def refresh(self) -> None:
        """Asks anew what printers there are, and shows what is chosen."""
        self._tasks.run(self._ask, done=self._show_printers, failed=self._no_printers, owner=self)

    def _show_printers(self, printers: list[Printer]) -> None:
        kept = self._remembered.printing()
        offers: list[tuple[str, object]] = [(_("der des Systems"), "")]
        offers += [(printer.label, printer.name) for printer in printers]
        if kept.printer and kept.printer not in {printer.name for printer in printers}:
            offers.append((_("{printer} (nicht da)").format(printer=kept.printer), kept.printer))
        self.printer.offer(offers)
        self.printer.choose(kept.printer)
        self.both_sides.setChecked(kept.both_sides)
        self.grey.setChecked(kept.grey)

    def _no_printers(self, _error: LaufmappeError) -> None:
        self._show_printers([])

    def _chosen(self) -> None:
        self._remembered.keep_printing(
            Printing(str(self.printer.value() or ""), self.both_sides.isChecked(), self.grey.isChecked())
        )
        self._frame.tell(_("Gemerkt. Beim nächsten Druck ist es so eingestellt."))
