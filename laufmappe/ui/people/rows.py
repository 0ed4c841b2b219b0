# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a person stands in the list: name, the name in its own script, next step, and a sign when something is overdue."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from laufmappe.ui.look import Tokens, font, paint_icon
from laufmappe.ui.widgets import Row, RowDelegate
from laufmappe.ui.widgets.painting import centred, fill_round, mirrored, paint_text, text_width

SIGN = 24
GAP = 10


class PersonDelegate(RowDelegate):
    """Draws `person_row`: `detail` is the name in its own script, a badge the sign of an overdue step."""

    def paint_row(
        self, painter: QPainter, plate: QRectF, row: Row, tokens: Tokens, direction: Qt.LayoutDirection, selected: bool
    ) -> None:
        left = self._paint_lead(painter, plate, row, tokens, direction, selected)
        right = plate.right() - self.measures.padding
        middle = plate.center().y()
        if row.badge:
            pill = QRectF(right - SIGN, round(middle - 20), SIGN, 20)
            fill_round(
                painter, mirrored(pill, plate, direction), 10, tokens.surface if selected else tokens.danger_tint
            )
            paint_icon(painter, mirrored(centred(pill, 13), plate, direction), "clock-alert", tokens.danger)
        end = right - (SIGN + 8 if row.badge else 0)
        if not row.subtitle:
            words = QRectF(left, plate.top(), right - left, plate.height())
            paint_text(painter, mirrored(words, plate, direction), row.title, font(13, 600), tokens.muted, direction)
            return
        native = text_width(row.detail, font(13)) + 2 if row.detail else 0
        room = end - left
        # The name goes first; the other script takes what is left, if that is enough to be read.
        name_width = min(text_width(row.title, font(13, 600)) + 2, room)
        if native and room - name_width - GAP >= min(native, 40):
            shown = QRectF(left + name_width + GAP, middle - 21, min(native, room - name_width - GAP), 24)
            paint_text(painter, mirrored(shown, plate, direction), row.detail, font(13), tokens.muted, direction)
        colour = tokens.muted if row.faded else tokens.text
        name = QRectF(left, middle - 19, name_width, 20)
        paint_text(painter, mirrored(name, plate, direction), row.title, font(13, 600), colour, direction)
        below = QRectF(left, middle - 1, right - left, 20)
        paint_text(painter, mirrored(below, plate, direction), row.subtitle, font(12), tokens.muted, direction)
