# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The two drawings of a procedure: the line of its five stages, and the bar of the time that runs."""

from datetime import date

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from laufmappe.casework.dates import add_months
from laufmappe.casework.recognition.procedure import states
from laufmappe.casework.views import RecognitionView
from laufmappe.casework.words import labels, recognition_states
from laufmappe.i18n import _, n_
from laufmappe.ui.faults import guarded
from laufmappe.ui.look import Tokens, font, paint_icon, tokens_of
from laufmappe.ui.person.recognition.signs import STATE_SIGNS
from laufmappe.ui.person.recognition.times import Times
from laufmappe.ui.person.signs import short_day
from laufmappe.ui.widgets.painting import centred, fill_round, frame_round, mirrored, paint_text, text_width

CENTRE = Qt.AlignmentFlag.AlignHCenter
_MARK = 28


class StagesView(QWidget):
    """Beratung, Antrag, Papiere, Prüfung, Bescheid: what lies behind with its day, where it stands, what is ahead."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: RecognitionView | None = None
        self._today = date.min
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_procedure(self, view: RecognitionView, today: date) -> None:
        """Shows another procedure, or the same one later."""
        self._view, self._today = view, today
        told = [f"{name}: {below}" if below else name for name, below, _state in self._stages()]
        self.setAccessibleName(_("Stand des Verfahrens: {stages}").format(stages=", ".join(told)))
        self.update()

    @guarded(QSize)
    def sizeHint(self) -> QSize:
        return QSize(500, 84)

    def _stages(self) -> list[tuple[str, str, str]]:
        """Name, words below, and done, now or ahead of each stage."""
        view = self._view
        if view is None:
            return []
        first: dict[int, date] = {}
        for event in view.events:
            if not states()[event.state].get("keeps_stage"):
                first.setdefault(int(states()[event.state]["stage"]), event.on_date)
        found = []
        for key, label in labels("recognition", "procedure.json", key="stages").items():
            number = int(key)
            if number < view.stage:
                below = short_day(first[number], self._today) if number in first else ""
                found.append((_(label), below, "done"))
            elif number == view.stage:
                found.append((_(label), _(recognition_states()[view.state]), "now"))
            else:
                due = view.clock_until if number == 5 else None
                below = _("bis {day}").format(day=short_day(due, self._today)) if due else ""
                found.append((_(label), below, "ahead"))
        return found

    @guarded()
    def paintEvent(self, event: QPaintEvent) -> None:
        stages = self._stages()
        if not stages or self._view is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens, direction, whole = tokens_of(self.palette()), self.layoutDirection(), QRectF(self.rect())
        step = whole.width() / len(stages)
        y = 4 + _MARK / 2
        for number, (name, below, state) in enumerate(stages):
            column = mirrored(QRectF(number * step, 0, step, whole.height()), whole, direction)
            x = column.center().x()
            if number:
                before = mirrored(QRectF((number - 1) * step, 0, step, 1), whole, direction).center().x()
                self._paint_way(painter, QPointF(before, y), QPointF(x, y), state, tokens)
            self._paint_mark(painter, QRectF(x - _MARK / 2, y - _MARK / 2, _MARK, _MARK), state, tokens)
            colour = {"done": tokens.text, "now": tokens.accent}.get(state, tokens.muted)
            words = column.adjusted(4, 0, -4, 0)
            words.setTop(y + _MARK / 2 + 5)
            words.setHeight(18)
            paint_text(painter, words, name, font(13, 600), colour, direction, align=CENTRE)
            words.translate(0, 18)
            paint_text(painter, words, below, font(12), tokens.muted, direction, align=CENTRE)
        painter.end()

    def _paint_way(self, painter: QPainter, start: QPointF, end: QPointF, state: str, tokens: Tokens) -> None:
        gap = _MARK / 2 + 5
        sign = 1 if end.x() > start.x() else -1
        pen = QPen(QColor(tokens.control if state == "ahead" else tokens.accent), 3)
        if state == "ahead":
            pen.setDashPattern([3, 2])
        painter.setPen(pen)
        painter.drawLine(QPointF(start.x() + sign * gap, start.y()), QPointF(end.x() - sign * gap, end.y()))

    def _paint_mark(self, painter: QPainter, mark: QRectF, state: str, tokens: Tokens) -> None:
        if state == "done":
            fill_round(painter, mark, _MARK / 2, tokens.accent)
            paint_icon(painter, centred(mark, 16), "check", tokens.on_accent)
        elif state == "now" and self._view is not None:
            fill_round(painter, mark.adjusted(-5, -5, 5, 5), _MARK / 2 + 5, tokens.accent_tint)
            fill_round(painter, mark, _MARK / 2, tokens.surface)
            frame_round(painter, mark, _MARK / 2, tokens.accent, 2)
            icon = STATE_SIGNS.get(self._view.state, ("", "circle-dot"))[1]
            paint_icon(painter, centred(mark, 15), icon, tokens.accent)
        else:
            pen = QPen(QColor(tokens.control), 1.6)
            pen.setDashPattern([2.4, 2])
            painter.setPen(pen)
            painter.drawEllipse(mark.adjusted(1, 1, -1, -1))


class TimeBar(QWidget):
    """A bar from the first to the last day with today on it; dashed and without an end where the law sets none.

    Time runs the way the window is read.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._times: Times | None = None
        self._today = date.min
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(220)

    def show_times(self, times: Times, today: date) -> None:
        """Shows another time."""
        self._times, self._today = times, today
        self.setAccessibleName(". ".join(part for part in (times.headline, times.left, times.sentence) if part))
        self.update()

    @guarded(QSize)
    def sizeHint(self) -> QSize:
        return QSize(420, 116)

    @guarded()
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._times is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = tokens_of(self.palette())
        room = QRectF(self.rect()).adjusted(34, 0, -34, 0)
        if self._times.end is None:
            self._paint_open(painter, room, self._times, tokens)
        else:
            self._paint_closed(painter, room, self._times, self._times.end, tokens)
        painter.end()

    def _turned(self, rect: QRectF) -> QRectF:
        return mirrored(rect, QRectF(self.rect()), self.layoutDirection())

    def _paint_closed(self, painter: QPainter, room: QRectF, times: Times, end: date, tokens: Tokens) -> None:
        wanted = max(text_width(_("Verlängerung"), font(12)), text_width(_("1-mal möglich"), font(12))) + 44
        tail = wanted if times.may_extend and room.width() > wanted + 240 else 0.0
        bar = QRectF(room.left(), 52, room.width() - (tail + 8 if tail else 0), 14)
        whole = max((end - times.start).days, 1)

        def place(day: date) -> float:
            return bar.left() + bar.width() * min(max((day - times.start).days / whole, 0.0), 1.0)

        now, colour = place(self._today), tokens.danger if times.urgent else tokens.accent
        fill_round(painter, self._turned(bar), 7, tokens.line)
        if now > bar.left():
            done = QRectF(bar.left(), bar.top(), max(now - bar.left(), 14), 14)
            fill_round(painter, self._turned(done), 7, colour)
        if tail:
            pen = QPen(QColor(tokens.control), 1.4)
            pen.setDashPattern([3, 2])
            painter.setPen(pen)
            extra = QRectF(bar.right() + 8, 52, tail, 14)
            painter.drawRoundedRect(self._turned(extra).adjusted(0.7, 0.7, -0.7, -0.7), 6, 6)
            self._under(painter, extra.center().x() + 18, (_("Verlängerung"), _("1-mal möglich")), tokens, strong=False)
        self._under(painter, bar.left(), (f"{times.start:%d.%m.}", times.from_word), tokens)
        self._under(painter, bar.right(), (f"{end:%d.%m.}", times.end_word), tokens)
        month = 1
        while (mark := add_months(times.start, month)) < end and (end - mark).days > whole / 8:
            words = n_("{n} Monat", "{n} Monate", month).format(n=month)
            if bar.width() / whole * 30 > 84:
                self._under(painter, place(mark), (f"{mark:%d.%m.}", words), tokens)
            month += 1
        self._paint_today(painter, now, bar, (self._today - times.start).days, tokens)

    def _paint_open(self, painter: QPainter, room: QRectF, times: Times, tokens: Tokens) -> None:
        bar = QRectF(room.left(), 52, room.width(), 14)
        pen = QPen(QColor(tokens.control), 1.4)
        pen.setDashPattern([3, 2])
        painter.setPen(pen)
        painter.drawRoundedRect(self._turned(bar).adjusted(0.7, 0.7, -0.7, -0.7), 6, 6)
        # Three quarters of the bar are the first hundred days; it has no end.
        days = (self._today - times.start).days
        now = bar.left() + bar.width() * min(max(days / 130, 0.0), 0.75)
        if now > bar.left():
            done = self._turned(QRectF(bar.left(), bar.top(), max(now - bar.left(), 14), 14))
            fill_round(painter, done, 7, tokens.neutral_tint)
            frame_round(painter, done, 7, tokens.control)
        self._under(painter, bar.left(), (f"{times.start:%d.%m.}", times.from_word), tokens, lead=True)
        self._paint_today(painter, now, bar, days, tokens)

    def _under(
        self,
        painter: QPainter,
        x: float,
        lines: tuple[str, str],
        tokens: Tokens,
        *,
        strong: bool = True,
        lead: bool = False,
    ) -> None:
        """Two lines under a place of the bar, kept inside the widget."""
        if strong:
            fill_round(painter, self._turned(QRectF(x - 0.7, 67, 1.4, 7)), 0, tokens.control)
        used = font(12, 600 if strong else 400)
        width = max(text_width(lines[0], used), text_width(lines[1], font(12))) + 4
        width = min(width, self.width() * 0.6)
        left = min(max(x - (34 if lead else width / 2), 0), max(self.width() - width, 0))
        align = Qt.AlignmentFlag.AlignLeft if lead else CENTRE
        colour = tokens.text if strong else tokens.muted
        side = self.layoutDirection()
        upper, lower = self._turned(QRectF(left, 76, width, 17)), self._turned(QRectF(left, 93, width, 17))
        paint_text(painter, upper, lines[0], used, colour, side, align=align)
        paint_text(painter, lower, lines[1], font(12), tokens.muted, side, align=align)

    def _paint_today(self, painter: QPainter, x: float, bar: QRectF, day: int, tokens: Tokens) -> None:
        words = _("heute, Tag {n}").format(n=day)
        width = text_width(words, font(12, 700)) + 18
        left = min(max(x - width / 2, 0), self.width() - width)
        plate = self._turned(QRectF(left, 14, width, 24))
        fill_round(painter, plate, 12, tokens.toast)
        painter.setFont(font(12, 700))
        painter.setPen(QColor(tokens.on_toast))
        painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, words)
        fill_round(painter, self._turned(QRectF(x - 1.2, 38, 2.4, bar.bottom() + 6 - 38)), 1.2, tokens.text)
