# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Settings that the administrator has locked: shown as they are, with a lock and a sentence, and not to be changed."""

from collections.abc import Collection

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from laufmappe.i18n import _
from laufmappe.ui.widgets import Icon, LabeledField, LineEdit, Text


class LockedLine(QWidget):
    """A lock, and who holds its key."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(1, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(Icon("lock", "muted", 14))
        row.addWidget(Text(locked_words(), "secondary", wrap=True), 1)


def locked_words() -> str:
    """The sentence."""
    return _("Von Ihrer Administration festgelegt.")


def lock(labeled: LabeledField, name: str, locked: Collection[str]) -> bool:
    """Keeps a setting from being changed where its name is among the locked; says whether it is.

    What is typed can still be read and copied with the keyboard.
    """
    if name not in locked:
        return False
    field = labeled.field
    if isinstance(field, LineEdit):
        field.setReadOnly(True)
    else:
        field.setEnabled(False)
    field.setAccessibleDescription(locked_words())
    column = labeled.layout()
    assert isinstance(column, QVBoxLayout)
    column.insertWidget(column.indexOf(field) + 1, LockedLine())
    return True
