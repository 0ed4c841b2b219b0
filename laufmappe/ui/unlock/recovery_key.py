# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""A recovery key on the screen: its groups, the sheet to print, and the group that proves that it was noted."""

import secrets

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from laufmappe.i18n import _
from laufmappe.ui.faults import guarded
from laufmappe.ui.look import tokens_of
from laufmappe.ui.unlock.sheet_output import SheetOutput
from laufmappe.ui.widgets import LabeledField, LineEdit, Notice, Text
from laufmappe.ui.widgets.painting import fill_round, frame_round

_READ_AS = str.maketrans({"I": "1", "L": "1", "O": "0"})


class RecoveryKey(QWidget):
    """The key in numbered groups, shown once. `noted` when one of the groups was typed from the sheet."""

    noted = Signal()

    def __init__(self, recovery_key: str, asked_group: int | None = None, sheet: SheetOutput | None = None) -> None:
        """`recovery_key` in groups joined by hyphens; `asked_group` (from 0) is drawn by lot unless given."""
        super().__init__()
        self._groups = recovery_key.split("-")
        self.asked = secrets.randbelow(len(self._groups)) if asked_group is None else asked_group
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._build_key())
        if sheet is not None:
            column.addWidget(sheet)
        column.addWidget(
            Notice(
                _(
                    "Der Schlüssel wird nur dieses eine Mal gezeigt. Ein Foto oder eine Datei davon ist kein guter Platz."
                ),
                kind="warn",
            )
        )
        self.group = LineEdit(limit=12)
        asked = _("Zur Probe: Gruppe {n} von Ihrem Blatt").format(n=self.asked + 1)
        self.field = LabeledField(asked, self.group, required=True)
        self.group.returnPressed.connect(self.check)
        column.addWidget(self.field)

    def check(self) -> None:
        """Compares the group that was typed."""
        typed = self.group.text().strip().upper().translate(_READ_AS)
        if typed == self._groups[self.asked]:
            self.noted.emit()
            return
        self.field.show_fault(
            _("Das ist nicht Gruppe {n}. Bitte vergleichen Sie Ihr Blatt noch einmal mit dem Schlüssel oben.").format(
                n=self.asked + 1
            )
        )
        self.group.selectAll()
        self.group.setFocus()

    def _build_key(self) -> QFrame:
        box = _KeyBox()
        grid = QGridLayout(box)
        grid.setContentsMargins(20, 16, 20, 16)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(10)
        for number, group in enumerate(self._groups):
            line, column = divmod(number, 3)
            grid.addWidget(Text(f"{number + 1}", "secondary"), line, column * 2, Qt.AlignmentFlag.AlignVCenter)
            word = Text(group, "code")
            used = QFont(word.font())
            used.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 2)
            word.setFont(used)
            word.setAccessibleName(_("Gruppe {n}: {letters}").format(n=number + 1, letters=" ".join(group)))
            word.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
            grid.addWidget(word, line, column * 2 + 1)
            grid.setColumnStretch(column * 2 + 1, 1)
        return box


class _KeyBox(QFrame):
    """The ground under the groups; they stand from left to right in every window."""

    def __init__(self) -> None:
        super().__init__()
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)

    @guarded()
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = tokens_of(self.palette())
        fill_round(painter, QRectF(self.rect()), 10, tokens.page)
        frame_round(painter, QRectF(self.rect()), 10, tokens.line)
        painter.end()
