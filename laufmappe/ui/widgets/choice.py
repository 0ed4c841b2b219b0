# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Choosing: tick boxes, radio buttons, a row of segments, chips that toggle."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QBoxLayout,
    QButtonGroup,
    QCheckBox,
    QHBoxLayout,
    QLayout,
    QRadioButton,
    QSizePolicy,
    QWidget,
)

from laufmappe.ui.faults import guarded
from laufmappe.ui.look import font, paint_icon, tokens_of
from laufmappe.ui.look.tokens import CONTROL_HEIGHT, FIELD_RADIUS
from laufmappe.ui.widgets.flow import FlowLayout, into_sight
from laufmappe.ui.widgets.painting import RTL, fill_round, frame_round, mirrored, paint_check, paint_text, text_width

BOX = 18
BESIDE = 4 + BOX + 9 + 4
"""What a tick box needs beside its words."""
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignAbsolute


class CheckBox(QCheckBox):
    """A tick box with its words, in several lines where one is too short."""

    def __init__(self, text: str, *, checked: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setChecked(checked)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    @guarded(QSize)
    def sizeHint(self) -> QSize:
        return QSize(round(BESIDE + text_width(self.text(), font()) + 2), 26)

    @guarded(QSize)
    def minimumSizeHint(self) -> QSize:
        return QSize(60, 26)

    @guarded()
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setFixedHeight(_words_height(self.text(), self.width()))

    @guarded(True)
    def hitButton(self, position: object) -> bool:
        return True

    @guarded()
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._paint_mark(painter, _mark_box(self))
        _paint_words(self, painter)
        painter.end()

    def _paint_mark(self, painter: QPainter, box: QRectF) -> None:
        paint_check(painter, box, self.isChecked(), tokens_of(self.palette()))


class RadioButton(QRadioButton):
    """One of several, with its words, in several lines where one is too short."""

    def __init__(self, text: str, *, checked: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setChecked(checked)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    @guarded(QSize)
    def sizeHint(self) -> QSize:
        return QSize(round(BESIDE + text_width(self.text(), font()) + 2), 26)

    @guarded(QSize)
    def minimumSizeHint(self) -> QSize:
        return QSize(60, 26)

    @guarded()
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setFixedHeight(_words_height(self.text(), self.width()))

    @guarded(True)
    def hitButton(self, position: object) -> bool:
        return True

    @guarded()
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = tokens_of(self.palette())
        box = _mark_box(self)
        fill_round(painter, box, BOX / 2, tokens.accent if self.isChecked() else tokens.surface)
        if self.isChecked():
            fill_round(painter, box.adjusted(5.5, 5.5, -5.5, -5.5), 4, tokens.on_accent)
        else:
            frame_round(painter, box, BOX / 2, tokens.control)
        _paint_words(self, painter)
        painter.end()


def _words_height(text: str, width: int) -> int:
    """The height of a tick box in this width: 26 for one line, 17 more for each further one."""
    if width >= round(BESIDE + text_width(text, font())):
        return 26
    room = QRectF(0, 0, max(1, width - BESIDE), 10_000)
    used = QFontMetricsF(font()).boundingRect(room, _WRAP, text)
    return max(26, round(used.height()) + 10)


def _mark_box(button: QAbstractButton) -> QRectF:
    """The box, beside the first line."""
    whole = QRectF(button.rect())
    top = 4 if whole.height() > 30 else round(whole.center().y() - BOX / 2)
    return mirrored(QRectF(4, top, BOX, BOX), whole, button.layoutDirection())


def _paint_words(button: QAbstractButton, painter: QPainter) -> None:
    tokens = tokens_of(button.palette())
    whole = QRectF(button.rect())
    words = mirrored(QRectF(4 + BOX + 9, 0, whole.width() - BOX - 15, whole.height()), whole, button.layoutDirection())
    colour = tokens.text if button.isEnabled() else tokens.disabled
    direction = button.layoutDirection()
    if whole.height() > 30:
        painter.setFont(font())
        painter.setPen(QColor(colour))
        side = Qt.AlignmentFlag.AlignRight if direction == RTL else Qt.AlignmentFlag.AlignLeft
        painter.drawText(words, _WRAP | side | Qt.AlignmentFlag.AlignVCenter, button.text())
    else:
        paint_text(painter, words, button.text(), font(), colour, direction)
    if button.hasFocus():
        frame_round(painter, whole, 6, tokens.accent, 2)


class OneStop(QObject):
    """Makes a row of buttons one stop of Tab: the arrows move inside it, and a letter goes to the next word that begins so."""

    _ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)

    def __init__(self, whole: QWidget, buttons: Sequence[QAbstractButton], *, choose: bool) -> None:
        super().__init__(whole)
        self._buttons = list(buttons)
        self._choose = choose
        for button in self._buttons:
            button.installEventFilter(self)
        self.settle()

    def settle(self, at: QAbstractButton | None = None) -> None:
        """Tab stops at this button, else at the first chosen one, else at the first."""
        chosen = next((b for b in self._buttons if b.isChecked()), None)
        stop = at or chosen or next(iter(self._buttons), None)
        for button in self._buttons:
            policy = Qt.FocusPolicy.StrongFocus if button is stop else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(policy)

    @guarded(False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QAbstractButton):
            self.settle(watched)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and watched in self._buttons:
            return self._pressed(self._buttons.index(watched), event)
        return False

    def _pressed(self, at: int, event: QKeyEvent) -> bool:
        if event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier):
            return False
        if event.key() in self._ARROWS:
            rtl = self._buttons[at].layoutDirection() == Qt.LayoutDirection.RightToLeft
            onward = {Qt.Key.Key_Down, Qt.Key.Key_Left if rtl else Qt.Key.Key_Right}
            wanted = at + 1 if event.key() in onward else at - 1
            if self._choose and not any(b.isChecked() for b in self._buttons):
                wanted = at
            self._go(min(max(wanted, 0), len(self._buttons) - 1))
            return True
        letter = event.text().casefold()
        if not letter.strip():
            return False
        following = [*range(at + 1, len(self._buttons)), *range(at + 1)]
        if self._choose and not self._buttons[at].isChecked():
            following = [at, *following]
        place = next((n for n in following if self._buttons[n].text().casefold().startswith(letter)), None)
        if place is None:
            return False
        self._go(place)
        return True

    def _go(self, place: int) -> None:
        button = self._buttons[place]
        self.settle(button)
        button.setFocus(Qt.FocusReason.TabFocusReason)
        into_sight(button)
        if self._choose and not button.isChecked():
            button.click()


class _Segment(QAbstractButton):
    """One part of a `Segmented`: tinted and bold when chosen."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._whole = parent
        self.setText(text)
        self.setCheckable(True)
        self.setAutoExclusive(True)  # the group sees to it; this makes it one of several for screen readers
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @guarded(QSize)
    def sizeHint(self) -> QSize:
        return QSize(round(text_width(self.text(), font(13, 600)) + 20), CONTROL_HEIGHT)

    @guarded(QSize)
    def minimumSizeHint(self) -> QSize:
        return QSize(round(text_width(self.text(), font(13, 600)) + 12), CONTROL_HEIGHT)

    @guarded()
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = tokens_of(self.palette())
        whole = QRectF(self.rect())
        outline = QPainterPath()
        around = QRectF(self._whole.rect()).translated(-self.x(), -self.y())
        outline.addRoundedRect(around, FIELD_RADIUS, FIELD_RADIUS)
        painter.save()
        painter.setClipPath(outline)
        if self.isChecked():
            fill_round(painter, whole, 0, tokens.accent_tint)
        painter.restore()
        colour = tokens.accent if self.isChecked() else tokens.text if self.isEnabled() else tokens.muted
        used = font(13, 600 if self.isChecked() else 500)
        paint_text(
            painter, whole, self.text(), used, colour, self.layoutDirection(), align=Qt.AlignmentFlag.AlignHCenter
        )
        if self.isChecked() or self.hasFocus():
            pen = QPen(QColor(tokens.accent), 4 if self.hasFocus() else 2)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setClipPath(outline)
            painter.setPen(pen)
            painter.drawRect(whole)
            painter.setPen(QPen(QColor(tokens.accent), pen.widthF()))
            painter.setClipRect(whole, Qt.ClipOperation.IntersectClip)
            painter.drawPath(outline)
        painter.end()


class Segmented(QWidget):
    """One of a few, all in sight. ← → or the first letter choose, the words are the names. `chosen(value)` tells of a
    person's choice. Where their words do not fit side by side they stand below each other."""

    chosen = Signal(object)

    def __init__(
        self, name: str, options: Sequence[tuple[str, object]], value: object = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._values = [option for _text, option in options]
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._row = row
        for number, (text, _value) in enumerate(options):
            segment = _Segment(text, self)
            segment.setAccessibleName(f"{name}: {text}")
            self._group.addButton(segment, number)
            row.addWidget(segment, len(text) + 3)
        self._stop = OneStop(self, self._group.buttons(), choose=True)
        self.choose(value)
        self._group.idClicked.connect(lambda number: self.chosen.emit(self._values[number]))

    def value(self) -> object:
        """The chosen value, or None while none is."""
        number = self._group.checkedId()
        return self._values[number] if number >= 0 else None

    def choose(self, value: object) -> None:
        """Chooses the value; an unknown one leaves nothing chosen."""
        self._group.setExclusive(False)
        for number, option in enumerate(self._values):
            self._group.button(number).setChecked(option == value)
        self._group.setExclusive(True)
        self._stop.settle()

    def _least_widths(self) -> list[int]:
        return [button.minimumSizeHint().width() for button in self._group.buttons()]

    def _stacked(self, width: int) -> bool:
        return width < sum(self._least_widths())

    @guarded(QSize)
    def sizeHint(self) -> QSize:
        return QSize(sum(button.sizeHint().width() for button in self._group.buttons()), CONTROL_HEIGHT)

    @guarded(QSize)
    def minimumSizeHint(self) -> QSize:
        return QSize(max(self._least_widths(), default=0), CONTROL_HEIGHT)

    @guarded()
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        ways = QBoxLayout.Direction
        stacked = self._stacked(self.width())
        self._row.setDirection(ways.TopToBottom if stacked else ways.LeftToRight)
        self.setFixedHeight(CONTROL_HEIGHT * (len(self._values) if stacked else 1))
        self._row.setGeometry(self.rect())  # while it is being shown, the new height sends no event of its own

    @guarded()
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = tokens_of(self.palette())
        whole = QRectF(self.rect())
        fill_round(painter, whole, FIELD_RADIUS, tokens.surface)
        frame_round(painter, whole, FIELD_RADIUS, tokens.control)
        painter.setPen(QPen(QColor(tokens.control), 1))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for x in sorted({button.x() for button in self._group.buttons()})[1:]:
            painter.drawLine(x, 1, x, self.height() - 2)
        for y in sorted({button.y() for button in self._group.buttons()})[1:]:
            painter.drawLine(1, y, self.width() - 2, y)
        painter.end()


class ToggleChip(QAbstractButton):
    """One need, one filter: on (tick, tint) or off."""

    def __init__(self, text: str, *, checked: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setCheckable(True)
        self.setChecked(checked)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.toggled.connect(self.updateGeometry)

    @guarded(QSize)
    def sizeHint(self) -> QSize:
        weight = 600 if self.isChecked() else 500
        return QSize(round(text_width(self.text(), font(13, weight)) + 26 + (20 if self.isChecked() else 0)), 30)

    @guarded()
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = tokens_of(self.palette())
        whole = QRectF(self.rect())
        on = self.isChecked()
        fill_round(painter, whole, 15, tokens.accent_tint if on else tokens.surface)
        edge, width = (tokens.accent, 2) if self.hasFocus() else (tokens.accent if on else tokens.control, 1)
        frame_round(painter, whole, 15, edge, width)
        direction = self.layoutDirection()
        left = 12.0
        colour = tokens.accent if on else tokens.text
        if on:
            paint_icon(painter, mirrored(QRectF(left + 1, 8, 14, 14), whole, direction), "check", colour)
            left += 21
        words = QRectF(left, 0, whole.width() - left - 10, whole.height())
        paint_text(
            painter, mirrored(words, whole, direction), self.text(), font(13, 600 if on else 500), colour, direction
        )
        painter.end()


class ToggleChips(QWidget):
    """Several of many, as chips in lines that wrap: one stop of Tab; arrows or a first letter go to a chip, the space bar
    turns it on or off. `changed` tells of a person's choice."""

    changed = Signal()

    def __init__(self, name: str, options: Sequence[tuple[str, object]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        layout = FlowLayout(self, 8, 10)
        self._chips: dict[object, ToggleChip] = {}
        for text, value in options:
            chip = ToggleChip(text, parent=self)
            chip.setAccessibleName(text)
            chip.clicked.connect(self.changed)
            layout.addWidget(chip)
            self._chips[value] = chip
        self._stop = OneStop(self, list(self._chips.values()), choose=False)

    def values(self) -> tuple[object, ...]:
        """What is chosen, in the order offered."""
        return tuple(value for value, chip in self._chips.items() if chip.isChecked())

    def choose(self, values: Iterable[object]) -> None:
        """Chooses exactly these."""
        wanted = set(values)
        for value, chip in self._chips.items():
            chip.setChecked(value in wanted)
