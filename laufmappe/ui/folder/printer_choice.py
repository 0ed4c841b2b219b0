# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which printer, and how it prints: copies, both sides, without colours."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from laufmappe.casework.settings.preset import read_preset
from laufmappe.i18n import _
from laufmappe.ui.folder.printing import Printer, PrintOrder
from laufmappe.ui.unlock.last_vault import Remembered
from laufmappe.ui.widgets import CheckBox, ComboBox, Icon, LabeledField, Notice, Stepper, Text


class PrinterChoice(QWidget):
    """The printers of this computer, once they are known; with none it says so."""

    grey_changed = Signal()
    """Another printer, or the tick at „Schwarz-weiß“: the pages may look different."""
    printers_changed = Signal()
    """It is known now which printers there are."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._printers: dict[str, Printer] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(Text(_("Ausgabe"), "card"))
        self.printer = ComboBox(_("Drucker"))
        self.printer.currentIndexChanged.connect(self._printer_changed)
        self._printer_field = LabeledField(_("Drucker"), self.printer)
        column.addWidget(self._printer_field)
        state = QHBoxLayout()
        state.setSpacing(7)
        self._state_icon = Icon("circle-check", "ok", 16)
        self._state = Text("", "ok", wrap=True)
        state.addWidget(self._state_icon, 0, Qt.AlignmentFlag.AlignTop)
        state.addWidget(self._state, 1)
        self._state_row = QWidget()
        self._state_row.setLayout(state)
        state.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._state_row)
        copies = QHBoxLayout()
        copies.setContentsMargins(0, 0, 0, 0)
        copies.addWidget(Text(_("Exemplare")), 1)
        self.copies = Stepper(_("Exemplare"), 1, low=1, high=9)
        copies.addWidget(self.copies)
        self._copies_row = QWidget()
        self._copies_row.setLayout(copies)
        column.addWidget(self._copies_row)
        self.both_sides = CheckBox(_("Beidseitig, lange Kante"), checked=True)
        self.grey = CheckBox(_("Schwarz-weiß"))
        self.grey.toggled.connect(self.grey_changed)
        column.addWidget(self.both_sides)
        column.addWidget(self.grey)
        self.no_printer = Notice(
            _("Auf diesem Rechner ist kein Drucker eingerichtet. Sie können die Blätter als PDF sichern."), kind="info"
        )
        self.no_printer.hide()
        column.addWidget(self.no_printer)
        for widget in (self._printer_field, self._state_row, self._copies_row, self.both_sides, self.grey):
            widget.hide()

    def show_printers(self, printers: list[Printer]) -> None:
        """Offers these; with none there is only the file."""
        self._printers = {printer.name: printer for printer in printers}
        self.printer.offer([(printer.label, printer.name) for printer in printers])
        usual = Remembered(preset=read_preset()).printing()
        if usual.printer in self._printers:
            self.printer.choose(usual.printer)
        self.both_sides.setChecked(usual.both_sides)
        self.grey.setChecked(usual.grey)
        self.no_printer.setVisible(not printers)
        for widget in (self._printer_field, self._copies_row):
            widget.setVisible(bool(printers))
        self._printer_changed()
        self.printers_changed.emit()

    def _printer_changed(self) -> None:
        printer = self.chosen_printer()
        self._state_row.setVisible(printer is not None)
        self.both_sides.setVisible(printer is not None and printer.duplex)
        self.grey.setVisible(printer is not None and printer.grey)
        self.grey_changed.emit()
        if printer is None:
            return
        words, style, icon = {
            "ready": (_("bereit, A4"), "ok", "circle-check"),
            "busy": (_("druckt gerade, Ihre Blätter kommen danach"), "secondary", "hourglass"),
            "stopped": (_("meldet sich nicht: Ist er eingeschaltet?"), "warn", "triangle-alert"),
        }[printer.state]
        self._state.show_text(words)
        self._state.show_style(style)
        self._state_icon.show_icon(icon, "muted" if style == "secondary" else style)

    def chosen_printer(self) -> Printer | None:
        """The printer that is chosen; None where there is none."""
        return self._printers.get(str(self.printer.value()))

    def order(self) -> PrintOrder | None:
        """What is asked of the printer; None where there is none."""
        printer = self.chosen_printer()
        if printer is None:
            return None
        both, grey = printer.duplex and self.both_sides.isChecked(), printer.grey and self.grey.isChecked()
        return PrintOrder(printer, self.copies.value(), both, grey)
