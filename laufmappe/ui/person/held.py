# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What stands in a field, whatever its kind: to compare, to keep over a lock, to show again."""

from PySide6.QtWidgets import QWidget

from laufmappe.ui.widgets import CheckBox, ComboBox, LineEdit, Segmented, TextArea


def held(field: QWidget) -> object:
    """What stands in a field now: text, the chosen value, a tick."""
    if isinstance(field, LineEdit):
        return field.text()
    if isinstance(field, TextArea):
        return field.toPlainText()
    if isinstance(field, ComboBox | Segmented):
        return field.value()
    if isinstance(field, CheckBox):
        return field.isChecked()
    return getattr(field, "value", str)()


def show_held(field: QWidget, value: object) -> None:
    """Shows again what `held` gave."""
    if isinstance(field, LineEdit):
        field.setText(str(value))
    elif isinstance(field, TextArea):
        field.setPlainText(str(value))
    elif isinstance(field, CheckBox):
        field.setChecked(bool(value))
    else:
        show = getattr(field, "show_value", None) or getattr(field, "choose", None)
        if show is not None:
            show(value)
