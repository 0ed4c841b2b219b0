# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The keys of the page in front and those that work everywhere."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from laufmappe.i18n import _
from laufmappe.ui.widgets import Dialog, Key, KeyCaps, Text, rule


def show_key_help(over: QWidget, page_title: str, page_keys: Sequence[Key], everywhere: Sequence[Key]) -> Dialog:
    """Opens the overview of keys."""
    dialog = Dialog(over, _("Tasten"), subtitle=page_title, icon="keyboard", width=560)
    dialog.chapter = "tasten"
    if page_keys:
        dialog.body.addWidget(Text(_("Auf dieser Seite"), "card"))
        dialog.body.addLayout(_table(page_keys))
        dialog.body.addWidget(rule())
    dialog.body.addWidget(Text(_("Überall"), "card"))
    dialog.body.addLayout(_table(everywhere))
    dialog.body.addStretch(1)
    dialog.set_buttons(_("Verstanden"), dialog.accept, cancel=_("Schließen"))
    dialog.appear()
    return dialog


def _table(keys: Sequence[Key]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(14)
    grid.setVerticalSpacing(7)
    grid.setColumnMinimumWidth(0, 150)
    grid.setColumnStretch(1, 1)
    for line, key in enumerate(keys):
        grid.addWidget(KeyCaps(key.sequence), line, 0, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(Text(key.text), line, 1)
    return grid
