# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page that shows the recovery key, once."""

import secrets

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QWidget

from laufmappe.i18n import _
from laufmappe.ui.faults import guarded
from laufmappe.ui.look import tokens_of
from laufmappe.ui.unlock.plate import PlatePage
from laufmappe.ui.widgets import Button, Key, LabeledField, LineEdit, Notice, Text
from laufmappe.ui.widgets.painting import fill_round, frame_round

_READ_AS = str.maketrans({"I": "1", "L": "1", "O": "0"})


class RecoveryPage(PlatePage):
    """The key in numbered groups, to be copied to paper; it goes on only with one of the groups typed from there."""

    noted = Signal()

    def __init__(self, recovery_key: str, asked_group: int | None = None) -> None:
        """`recovery_key` in groups joined by hyphens; `asked_group` (from 0) is drawn by lot unless given."""
        super().__init__(_("Wiederherstellungsschlüssel"), 600, sign=False)
        self._groups = recovery_key.split("-")
        self._asked = secrets.randbelow(len(self._groups)) if asked_group is None else asked_group
        self.plate.addWidget(Text(_("Ihr Wiederherstellungsschlüssel"), "object"))
        self.plate.addWidget(
            Text(
                _(
                    "Wenn alle Passphrasen vergessen sind, öffnet nur noch dieser Schlüssel den Tresor. "
                    "Schreiben Sie ihn jetzt auf Papier und bewahren Sie das Blatt an einem anderen Ort verschlossen auf."
                ),
                "lead",
                wrap=True,
            )
        )
        self.plate.addWidget(self._build_key())
        self.plate.addWidget(
            Notice(
                _(
                    "Der Schlüssel wird nur dieses eine Mal gezeigt. Ein Foto oder eine Datei davon ist kein guter Platz."
                ),
                kind="warn",
            )
        )
        self.group = LineEdit(limit=12)
        asked = _("Zur Probe: Gruppe {n} von Ihrem Blatt").format(n=self._asked + 1)
        self.field = LabeledField(asked, self.group, required=True)
        self.group.returnPressed.connect(self._check)
        self.plate.addWidget(self.field)
        row = QHBoxLayout()
        row.addStretch(1)
        self.button = Button(_("Ich habe ihn notiert"), kind="primary", icon="check", key="Ctrl+Return")
        self.button.clicked.connect(self._check)
        row.addWidget(self.button)
        self.plate.addLayout(row)
        self.set_keys([Key("Ctrl+Return", _("weiter"), self._check)])

    def first_focus(self) -> QWidget | None:
        return self.group

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

    def _check(self) -> None:
        typed = self.group.text().strip().upper().translate(_READ_AS)
        if typed == self._groups[self._asked]:
            self.noted.emit()
            return
        self.field.show_fault(
            _("Das ist nicht Gruppe {n}. Bitte vergleichen Sie Ihr Blatt noch einmal mit dem Schlüssel oben.").format(
                n=self._asked + 1
            )
        )
        self.group.selectAll()
        self.group.setFocus()


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
