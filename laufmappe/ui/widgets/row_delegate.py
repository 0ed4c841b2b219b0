# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Draws the rows of `RowsView`: everything mirrored in a right-to-left window, selection and focus as a 2 px frame
whose room is always kept, so that nothing shifts."""

from PySide6.QtCore import QAbstractItemModel, QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QToolTip

from laufmappe.ui.faults import guarded
from laufmappe.ui.look import Tokens, font, paint_icon, tokens_of
from laufmappe.ui.look.tokens import FIELD_RADIUS, ROW_RADIUS
from laufmappe.ui.widgets.painting import (
    CHIP_HEIGHT,
    badge_width,
    centred,
    chip_width,
    fill_round,
    frame_round,
    mirrored,
    paint_avatar,
    paint_badge,
    paint_check,
    paint_chip,
    paint_icon_circle,
    paint_text,
    text_width,
)
from laufmappe.ui.widgets.rows import ROW_ROLE, Index, Row, RowStyle, RowsView, Section

GAP = 12
LEAST_DETAIL = 110
"""With less room beside the title its detail stands below it."""
LEVEL = 560
"""In rows narrower than this chips and actions do not line up, for the words' sake."""
ABOVE_SECTION = 14
"""Room for the hairline above a section."""


class RowDelegate(QStyledItemDelegate):
    """Draws `Row` and `Section`. Subclass and override `paint_row` for a list with columns of its own."""

    def __init__(self, style: RowStyle, view: RowsView) -> None:
        super().__init__(view)
        self.measures = style
        self._view = view

    @guarded(QSize)
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row = index.data(ROW_ROLE)
        if isinstance(row, Section):
            return QSize(100, self.measures.section_height - (ABOVE_SECTION if row.first else 0))
        return QSize(100, self.measures.height)

    @guarded()
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = tokens_of(self._view.palette())
        rect = QRectF(option.rect)
        direction = self._view.layoutDirection()
        if isinstance(row, Section):
            self._paint_section(painter, rect, row, tokens, direction)
        elif isinstance(row, Row):
            selected = bool(option.state & QStyle.StateFlag.State_Selected)
            plate = rect.adjusted(self.measures.inset, 1, -self.measures.inset, -1)
            self._paint_plate(painter, plate, option, selected, tokens)
            self.paint_row(painter, plate, row, tokens, direction, selected)
        painter.restore()

    def _paint_plate(
        self, painter: QPainter, plate: QRectF, option: QStyleOptionViewItem, selected: bool, tokens: Tokens
    ) -> None:
        if selected:
            fill_round(painter, plate, ROW_RADIUS, tokens.accent_tint)
            frame_round(painter, plate, ROW_RADIUS, tokens.accent if self._view.hasFocus() else tokens.accent_line, 2)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            fill_round(painter, plate, ROW_RADIUS, tokens.page)
        if not selected and option.state & QStyle.StateFlag.State_HasFocus:  # Tab came here, nothing is chosen yet
            frame_round(painter, plate, ROW_RADIUS, tokens.accent, 2)

    def paint_row(
        self, painter: QPainter, plate: QRectF, row: Row, tokens: Tokens, direction: Qt.LayoutDirection, selected: bool
    ) -> None:
        """Draws what stands on the plate, from both ends to the middle."""
        left = self._paint_lead(painter, plate, row, tokens, direction, selected)
        right = self._paint_end(painter, plate, row, tokens, direction, selected)
        words = QRectF(left, plate.top(), max(10.0, right - left - GAP), plate.height())
        colour = tokens.muted if row.faded else tokens.text
        if self.measures.title_width and words.width() < self.measures.title_width + LEAST_DETAIL:
            middle = words.center().y()
            upper = QRectF(left, middle - 19, words.width(), 20)
            lower = QRectF(left, middle - 1, words.width(), 20)
            paint_text(painter, mirrored(upper, plate, direction), row.title, font(13, 600), colour, direction)
            paint_text(painter, mirrored(lower, plate, direction), row.detail, font(12), tokens.muted, direction)
            return
        if self.measures.title_width:
            title = QRectF(left, words.top(), min(self.measures.title_width, words.width()), words.height())
            paint_text(
                painter,
                mirrored(title.adjusted(0, 0, -8, 0), plate, direction),
                row.title,
                font(13, 600),
                colour,
                direction,
            )
            detail = QRectF(title.right(), words.top(), max(0.0, words.right() - title.right()), words.height())
            paint_text(painter, mirrored(detail, plate, direction), row.detail, font(), tokens.muted, direction)
            return
        middle = words.center().y()
        if not row.subtitle:
            paint_text(painter, mirrored(words, plate, direction), row.title, font(13, 600), colour, direction)
            return
        beside = badge_width(row.badge) + 8 if row.badge and not row.chip and not row.action else 0
        upper = QRectF(words.left(), middle - 19, words.width() - beside, 20)
        lower = QRectF(words.left(), middle - 1, words.width(), 20)
        paint_text(painter, mirrored(upper, plate, direction), row.title, font(13, 600), colour, direction)
        paint_text(painter, mirrored(lower, plate, direction), row.subtitle, font(12), tokens.muted, direction)

    def _paint_lead(
        self, painter: QPainter, plate: QRectF, row: Row, tokens: Tokens, direction: Qt.LayoutDirection, selected: bool
    ) -> float:
        """Draws tick box, number, avatar or icon; returns where the words begin."""
        left = plate.left() + self.measures.padding
        middle = plate.center().y()
        if row.checked is not None:
            paint_check(
                painter, mirrored(QRectF(left + 2, round(middle - 9), 18, 18), plate, direction), row.checked, tokens
            )
            left += 18 + GAP + 2
        if row.number:
            box = QRectF(left, plate.top(), 20, plate.height())
            paint_text(
                painter,
                mirrored(box, plate, direction),
                row.number,
                font(13, 600),
                tokens.muted,
                direction,
                align=Qt.AlignmentFlag.AlignHCenter,
            )
            left += 20 + GAP
        size = self.measures.avatar
        circle = mirrored(QRectF(left, round(middle - size / 2), size, size), plate, direction)
        if row.initials:
            paint_avatar(painter, circle, row.initials, row.colour)
            left += size + GAP
        elif row.icon and row.circle:
            ground = tokens.surface if selected else str(getattr(tokens, f"{row.icon_colour}_tint", tokens.page))
            paint_icon_circle(painter, circle, row.icon, str(getattr(tokens, row.icon_colour)), ground)
            left += size + GAP
        elif row.icon:
            box = mirrored(QRectF(left, round(middle - 9), 18, 18), plate, direction)
            paint_icon(painter, box, row.icon, str(getattr(tokens, row.icon_colour)))
            left += 18 + GAP + 4
        return left

    def _paint_end(
        self, painter: QPainter, plate: QRectF, row: Row, tokens: Tokens, direction: Qt.LayoutDirection, selected: bool
    ) -> float:
        """Draws button, chip and badge from the end inwards; returns where the words must stop."""
        right = plate.right() - self.measures.padding
        middle = plate.center().y()
        if row.action:
            button = self.action_rect(plate, row)
            self._paint_action(painter, mirrored(button, plate, direction), row, tokens, direction)
        if row.action or self.measures.action_column:
            right = plate.right() - self.measures.padding - self._action_width(plate, row) - GAP
        if row.badge:
            width = badge_width(row.badge)
            beside_title = bool(row.subtitle) and not row.chip and not row.action
            box = QRectF(right - width, round(middle - (20 if beside_title else 10)), width, 20)
            paint_badge(painter, mirrored(box, plate, direction), row.badge, row.badge_kind, tokens)
            right -= 0 if beside_title else width + 8
        if row.chip is not None:
            width = chip_width(row.chip)
            column = 0 if plate.width() < LEVEL else self.measures.chip_column
            start = right - max(width, column)
            box = QRectF(start, round(middle - CHIP_HEIGHT / 2), width, CHIP_HEIGHT)
            paint_chip(painter, mirrored(box, plate, direction), row.chip, tokens, direction, on_tint=selected)
            right = start
        elif self.measures.chip_column:
            right -= self.measures.chip_column
        return right

    def _action_width(self, plate: QRectF, row: Row) -> float:
        column = 0 if plate.width() < LEVEL else self.measures.action_column
        return max(column, text_width(row.action, font(13, 500)) + 28 + (23 if row.action_icon else 0))

    def action_rect(self, plate: QRectF, row: Row) -> QRectF:
        """Where the row's own button lies (left-to-right)."""
        width = self._action_width(plate, row)
        return QRectF(plate.right() - self.measures.padding - width, round(plate.center().y() - 16), width, 32)

    def _paint_action(
        self, painter: QPainter, box: QRectF, row: Row, tokens: Tokens, direction: Qt.LayoutDirection
    ) -> None:
        fill_round(painter, box, FIELD_RADIUS, tokens.surface)
        frame_round(painter, box, FIELD_RADIUS, tokens.soft_control)
        left = box.left() + 13
        if row.action_icon:
            square = centred(QRectF(left, box.top(), 16, box.height()), 16)
            paint_icon(painter, mirrored(square, box, direction), row.action_icon, tokens.text)
            left += 23
        words = QRectF(left, box.top(), box.right() - 8 - left, box.height())
        paint_text(painter, mirrored(words, box, direction), row.action, font(13, 500), tokens.text, direction)

    def _paint_section(
        self, painter: QPainter, rect: QRectF, section: Section, tokens: Tokens, direction: Qt.LayoutDirection
    ) -> None:
        inset = self.measures.inset
        if not section.first:
            fill_round(
                painter, QRectF(rect.left() + inset, rect.top() + 7, rect.width() - 2 * inset, 1), 0, tokens.line
            )
        top = 1 if section.first else ABOVE_SECTION
        area = rect.adjusted(inset + self.measures.padding + 2, top, -self.measures.padding, 0)
        left = area.left()
        colour = str(getattr(tokens, section.kind))
        if section.icon:
            box = centred(QRectF(left, area.top(), 18, area.height()), 18)
            paint_icon(painter, mirrored(box, rect, direction), section.icon, colour)
            left += 27
        width = min(text_width(section.title, font(14, 600)) + 2, area.right() - left)
        paint_text(
            painter,
            mirrored(QRectF(left, area.top(), width, area.height()), rect, direction),
            section.title,
            font(14, 600),
            tokens.text,
            direction,
        )
        left += width + 8
        if section.count:
            box = QRectF(left, round(area.center().y() - 10), badge_width(section.count) + 3, 20)
            paint_badge(painter, mirrored(box, rect, direction), section.count, section.kind, tokens)
            left = box.right() + 9
        if section.note and left < area.right():
            note = QRectF(left, area.top(), area.right() - left, area.height())
            paint_text(painter, mirrored(note, rect, direction), section.note, font(12), tokens.muted, direction)

    @guarded(False)
    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        """All the words of a row, where some of them are elided."""
        row = index.data(ROW_ROLE)
        if event.type() != QEvent.Type.ToolTip or not isinstance(row, Row):
            return False
        plate = QRectF(option.rect).adjusted(self.measures.inset, 1, -self.measures.inset, -1)
        QToolTip.showText(event.globalPos(), row.spoken() if self._elides(plate, row) else "", view)
        return True

    def _elides(self, plate: QRectF, row: Row) -> bool:
        nowhere = QPixmap(1, 1)
        painter = QPainter(nowhere)
        tokens = tokens_of(self._view.palette())
        direction = Qt.LayoutDirection.LeftToRight
        left = self._paint_lead(painter, plate, row, tokens, direction, False)
        room = self._paint_end(painter, plate, row, tokens, direction, False) - left - GAP
        painter.end()
        beside = self.measures.title_width if room >= self.measures.title_width + LEAST_DETAIL else 0
        title = text_width(row.title, font(13, 600))
        detail = text_width(row.detail, font())
        if beside:
            return title > beside - 8 or detail > room - beside
        return max(title, text_width(row.subtitle, font(12)), detail if self.measures.title_width else 0) > room

    @guarded(False)
    def editorEvent(self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index) -> bool:
        row = index.data(ROW_ROLE)
        if (
            not isinstance(row, Row)
            or not isinstance(event, QMouseEvent)
            or event.button() != Qt.MouseButton.LeftButton
        ):
            return False
        plate = QRectF(option.rect).adjusted(self.measures.inset, 1, -self.measures.inset, -1)
        direction = self._view.layoutDirection()
        on_action = bool(row.action) and mirrored(self.action_rect(plate, row), plate, direction).contains(
            event.position()
        )
        tick = QRectF(plate.left(), plate.top(), self.measures.padding + 18 + GAP, plate.height())
        on_tick = row.checked is not None and mirrored(tick, plate, direction).contains(event.position())
        if event.type() == QEvent.Type.MouseButtonDblClick and not on_action and not on_tick:
            self._view.opened.emit(row.key)
            return True
        if event.type() == QEvent.Type.MouseButtonRelease and on_action:
            self._view.acted.emit(row.key)
            return True
        if event.type() == QEvent.Type.MouseButtonRelease and on_tick:
            self._view.ticked.emit(row.key, not row.checked)
            return True
        return False
