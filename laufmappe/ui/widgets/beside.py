# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""A list beside the object that is chosen in it; one of the two at a time where both have no room."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QVBoxLayout, QWidget

from laufmappe.i18n import _
from laufmappe.ui.faults import guarded
from laufmappe.ui.widgets.buttons import Button
from laufmappe.ui.widgets.keys import Key, bind

ALONE = 720
"""In a page narrower than this, as with large text on a small screen, list and object take turns."""
_ANY = 16777215


class Beside(QWidget):
    """`panel` with the list `view` beside `shown`. In a narrow window a click or Enter leads to the object, and a button
    above it (or F6) back."""

    def __init__(self, panel: QWidget, view: QAbstractItemView, shown: QWidget) -> None:
        super().__init__()
        self.narrow = False
        self._panel, self._view = panel, view
        self._width = (panel.minimumWidth(), panel.maximumWidth())
        self._in_front = False
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(panel)
        self._right = QWidget()
        column = QVBoxLayout(self._right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.back = Button(_("Zur Liste"), kind="link", icon="arrow-left", key="F6", parent=self._right)
        self.back.clicked.connect(self.show_list)
        self.back.hide()
        column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(shown, 1)
        row.addWidget(self._right, 1)
        view.clicked.connect(self.show_object)
        bind(self.back, [Key("F6", _("zur Liste"), self.show_list)])

    def show_object(self) -> None:
        """The object is wanted, more than the list."""
        self._in_front = True
        self._arrange()

    def show_list(self) -> None:
        """The list is wanted again."""
        self._in_front = False
        self._arrange()
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def widen(self, width: int) -> None:
        """Gives the list another width, where it stands beside the object."""
        self._width = (width, width)
        self._arrange()

    def _arrange(self) -> None:
        least, most = (0, _ANY) if self.narrow else self._width
        if (self._panel.minimumWidth(), self._panel.maximumWidth()) != (least, most):
            self._panel.setMinimumWidth(least)
            self._panel.setMaximumWidth(most)
        self.back.setVisible(self.narrow)
        # First what comes, then what goes: else the focus would leave the page.
        if self.narrow and self._in_front:
            self._right.show()
            self._panel.hide()
        else:
            self._panel.show()
            self._right.setVisible(not self.narrow)

    @guarded()
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < ALONE
        if narrow != self.narrow:
            self.narrow = narrow
            self._arrange()
