# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What stands around a field: its label, a hint, and below it the fault with the repair that is offered."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from laufmappe.i18n import _
from laufmappe.ui.faults import guarded
from laufmappe.ui.look import font
from laufmappe.ui.widgets.buttons import Button
from laufmappe.ui.widgets.chips import Icon
from laufmappe.ui.widgets.painting import text_width
from laufmappe.ui.widgets.text import Text


class LabeledField(QWidget):
    """A field with its label above, a hint, and below it the fault with the repair that is offered.

    The label becomes the field's accessible name unless it has one. `required` shows "Pflicht".
    """

    def __init__(
        self, label: str, field: QWidget, *, required: bool = False, hint: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.field = field
        self.is_required = required
        self._repair: Callable[[], object] | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(7)
        self.label = Text("", "label", wrap=True)
        self.label.setBuddy(field)
        self.show_label(label)
        head.addWidget(self.label, 1000)
        if required:
            head.addWidget(Text(_("Pflicht"), "secondary"))
        head.addStretch(1)
        column.addLayout(head)
        column.addWidget(field)
        self.hint = Text(hint, "secondary", wrap=True, parent=self)
        self.hint.setVisible(bool(hint))
        column.addWidget(self.hint)
        column.addWidget(self._build_fault())
        column.addStretch(1)
        name = field.accessibleName() or label
        must = f" ({_('Pflicht')})" if required else ""
        field.setAccessibleName(name if name.endswith(must) else name + must)

    def show_label(self, label: str) -> None:
        """Changes the words above the field; they break into lines only where one is too short."""
        self.label.show_text(label)
        self.label.setMaximumWidth(round(text_width(label, font(12, 600))) + 4)

    def _build_fault(self) -> QWidget:
        self._fault_line = QWidget()
        self._fault_grid = QGridLayout(self._fault_line)
        self._fault_grid.setContentsMargins(1, 1, 0, 0)
        self._fault_grid.setHorizontalSpacing(6)
        self._fault_grid.setVerticalSpacing(1)
        self._fault_icon = Icon("circle-alert", "danger", 14)
        self._fault_grid.addWidget(self._fault_icon, 0, 0, Qt.AlignmentFlag.AlignTop)
        self._fault = Text("", "error", wrap=True, parent=self._fault_line)
        self._repair_button = Button("", kind="link", small=True, parent=self._fault_line)
        self._repair_button.clicked.connect(self._mend)
        self._fault_grid.setColumnStretch(3, 1)
        self._fault_line.hide()
        return self._fault_line

    def _lay_fault(self) -> None:
        """Puts the repair behind the sentence where both have room on one line, else below it."""
        repair = self._repair_button.sizeHint().width() if not self._repair_button.isHidden() else 0
        one_line = text_width(self._fault.text(), font(12, 500)) + repair + 34 <= self.width()
        self._fault_grid.removeWidget(self._fault)
        self._fault_grid.removeWidget(self._repair_button)
        self._fault.setWordWrap(not one_line)
        side = Qt.AlignmentFlag.AlignVCenter if one_line else Qt.AlignmentFlag.AlignTop
        self._fault_grid.setAlignment(self._fault_icon, side)
        if one_line:
            self._fault_grid.addWidget(self._fault, 0, 1)
            self._fault_grid.addWidget(self._repair_button, 0, 2)
        else:
            self._fault_grid.addWidget(self._fault, 0, 1, 1, 3)
            self._fault_grid.addWidget(self._repair_button, 1, 1, 1, 3, Qt.AlignmentFlag.AlignLeft)

    @guarded()
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._fault_line.isHidden():
            self._lay_fault()

    def show_fault(self, sentence: str, repair: str = "", mend: Callable[[], object] | None = None) -> None:
        """Names the fault below the field and, with `repair`, offers a button that calls `mend`."""
        self._repair = mend
        self._repair_button.setVisible(bool(repair))
        if repair:
            self._repair_button.show_text(repair)
        self._say("circle-alert", "danger", "error", sentence)
        self._mark(faulty=True)
        self.field.setAccessibleDescription(sentence)

    def show_warning(self, sentence: str) -> None:
        """Says something about the field that does not stop the person."""
        self._repair_button.hide()
        self._say("triangle-alert", "warn", "warn", sentence)
        self._mark(faulty=False)

    def clear_fault(self) -> None:
        """Takes fault or warning away."""
        self._fault_line.hide()
        self._repair = None
        self._mark(faulty=False)
        self.field.setAccessibleDescription("")

    def has_fault(self) -> bool:
        """Whether a fault (not a warning) is shown: F8 goes to such fields."""
        return not self._fault_line.isHidden() and self._fault.property("text_style") == "error"

    def fault_text(self) -> str:
        """The sentence that is shown below the field, or nothing."""
        return "" if self._fault_line.isHidden() else self._fault.text()

    def _say(self, icon: str, colour: str, style: str, sentence: str) -> None:
        self._fault_icon.show_icon(icon, colour)
        self._fault.show_style(style)
        self._fault.show_text(sentence)
        self._lay_fault()
        self._fault_line.show()

    def _mark(self, *, faulty: bool) -> None:
        mark = getattr(self.field, "set_faulty", None)
        if mark is not None:
            mark(faulty)

    def _mend(self) -> None:
        if self._repair is not None:
            self._repair()
            self.field.setFocus()
