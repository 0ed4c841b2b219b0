# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The sheets of the folder with their ticks: what goes to paper, and what is to be taken out of the old folder."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from laufmappe.i18n import _
from laufmappe.ui.folder.plan import Plan, SheetLine
from laufmappe.ui.look import Tokens, font
from laufmappe.ui.widgets import (
    Button,
    CheckBox,
    ChipSpec,
    Key,
    KeyCaps,
    Notice,
    Row,
    RowDelegate,
    RowStyle,
    RowsView,
    Segmented,
    Text,
    flow,
)
from laufmappe.ui.widgets.keys import bind
from laufmappe.ui.widgets.painting import (
    CHIP_HEIGHT,
    chip_width,
    mirrored,
    paint_check,
    paint_chip,
    paint_text,
    text_width,
)

CHANGED, EVERY, NONE = "changed", "every", "none"
_ORDER = (CHANGED, EVERY, NONE)
_MOST_NAMED = 4


class SheetList(QWidget):
    """The left column. `chosen(key)`: another sheet is to be looked at; `ticked()`: the choice of sheets is another."""

    chosen = Signal(object)
    ticked = Signal()
    slip_asked = Signal()
    """The slip is to be looked at."""
    lost_asked = Signal()
    """The person says that the folder is lost."""
    extra_asked = Signal(str, bool)
    """A sheet on demand is wanted, or no longer."""
    turned = Signal(int)
    """← or → on the list: a page back or on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[SheetLine, ...] = ()
        self._plan: Plan | None = None
        self._ticked: set[str] = set()
        self._under_way: ChipSpec | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 12, 14)
        column.setSpacing(8)
        column.addLayout(self._build_head())
        self.view = RowsView(_("Blätter der Mappe"))
        self.view.setItemDelegate(_SheetRows(RowStyle(height=58, padding=10), self.view))
        self.view.chosen.connect(self.chosen)
        self.view.ticked.connect(self._tick)
        self.view.opened.connect(lambda key: self._tick(key, key not in self._ticked))
        for shortcut in bind(
            self.view, [Key("Left", "", lambda: self.turned.emit(-1)), Key("Right", "", lambda: self.turned.emit(1))]
        ):
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.setAutoRepeat(True)
        column.addWidget(self.view, 1)
        self.take_out = Notice("", kind="warn", title=_("Aus der Mappe herausnehmen"), icon="undo-2")
        self.take_out.hide()
        held = QHBoxLayout()
        held.setContentsMargins(0, 4, 8, 0)
        held.addWidget(self.take_out)
        column.addLayout(held)
        self.slip = CheckBox(_("Merkzettel „Herausnehmen“"), checked=True)
        self.slip.toggled.connect(self.ticked)
        self.see_slip = Button(_("Ansehen"), kind="link", icon="eye")
        self.see_slip.clicked.connect(self.slip_asked)
        self._slip_row = QWidget()
        slip = QHBoxLayout(self._slip_row)
        slip.setContentsMargins(0, 0, 8, 0)
        slip.addWidget(self.slip, 1)
        slip.addWidget(self.see_slip)
        self._slip_row.hide()
        column.addWidget(self._slip_row)
        self.more = Button(_("Weitere Blätter …"), kind="link", icon="file-plus")
        self.more.clicked.connect(self._offer_more)
        self.more.hide()
        self._menu = QMenu(self)
        self.lost = Button(_("Mappe verloren …"), kind="link", icon="triangle-alert")
        self.lost.clicked.connect(self.lost_asked)
        self.lost.hide()
        column.addWidget(flow(self.more, self.lost))

    def _build_head(self) -> QVBoxLayout:
        head = QVBoxLayout()
        head.setSpacing(6)
        title = QHBoxLayout()
        title.setSpacing(10)
        title.addWidget(Text(_("Blätter"), "card"))
        self._count = Text("", "secondary")
        title.addWidget(self._count)
        title.addStretch(1)
        head.addLayout(title)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 8, 0)
        options: list[tuple[str, object]] = [(_("Nur Geändertes"), CHANGED), (_("Alle"), EVERY), (_("Keine"), NONE)]
        self.which = Segmented(_("Welche Blätter"), options, CHANGED)
        self.which.chosen.connect(self.choose_which)
        row.addWidget(self.which)
        row.addStretch(1)
        row.addWidget(KeyCaps("G"))
        head.addLayout(row)
        return head

    def show_plan(self, plan: Plan) -> None:
        """Shows the sheets; where a rule is chosen above it says what is ticked, else the ticks stay."""
        self._lines = plan.lines
        self._plan = plan
        self.lost.setVisible(plan.last_print is not None)
        self.more.setVisible(bool(plan.offered))
        self._fill_menu(plan)
        if self.which.value() is None:
            self._ticked &= {line.key for line in plan.lines}
            self._show()
        else:
            self.choose_which(self.which.value())
        if self.view.current_key() is None:
            first = next((line.key for line in self._lines if line.key in self._ticked), None)
            if not self.view.choose(first):
                self.view.choose_first()

    def _fill_menu(self, plan: Plan) -> None:
        """What is printed on demand, with a tick at what was asked for; what is in the folder anyway is left out."""
        self._menu.clear()
        inside = {line.key for line in plan.lines}
        for key, title in plan.offered:
            if key in plan.extra or key not in inside:
                action = self._menu.addAction(title)
                action.setCheckable(True)
                action.setChecked(key in plan.extra)
                action.toggled.connect(partial(self.extra_asked.emit, key))

    def _offer_more(self) -> None:
        self._menu.popup(self.more.mapToGlobal(self.more.rect().topLeft() - QPoint(0, self._menu.sizeHint().height())))

    def ticks(self) -> tuple[str, ...]:
        """The keys of the sheets to print, in their order."""
        return tuple(line.key for line in self._lines if line.key in self._ticked)

    def wants_slip(self) -> bool:
        """Whether the slip goes along: something is exchanged, and it is ticked."""
        return not self._slip_row.isHidden() and self.slip.isChecked()

    def forget(self) -> None:
        """Lets go of the person."""
        self._plan = None
        self._lines = ()

    def choose_which(self, which: object) -> None:
        """Ticks `CHANGED`, `EVERY` or `NONE` of the sheets."""
        self.which.choose(which)
        self._ticked = {line.key for line in self._lines if which == EVERY or (which == CHANGED and line.changed)}
        self._show()
        self.ticked.emit()

    def choose_next(self) -> None:
        """The next of the three rules; after ticking by hand, the first."""
        now = self.which.value()
        self.choose_which(_ORDER[(_ORDER.index(str(now)) + 1) % 3] if now in _ORDER else CHANGED)

    def show_under_way(self, state: ChipSpec | None) -> None:
        """While it prints, says so on the ticked sheets and takes no ticks; None ends that."""
        self._under_way = state
        for control in (self.which, self.slip, self.lost):
            control.setEnabled(state is None)
        self._show()

    def look_at(self, key: str) -> None:
        """Makes a sheet the current one, without `chosen`."""
        blocked = self.view.blockSignals(True)
        self.view.choose(key)
        self.view.blockSignals(blocked)

    def _tick(self, key: object, checked: bool) -> None:
        if self._under_way is not None:
            return
        self._ticked = self._ticked | {str(key)} if checked else self._ticked - {str(key)}
        self.which.choose(None)
        self._show()
        self.ticked.emit()

    def _show(self) -> None:
        self.view.show_rows([self._row(line) for line in self._lines])
        count = _("{chosen} von {all} gewählt").format(chosen=len(self._ticked), all=len(self._lines))
        self._count.show_text(count if self._lines else "")
        old = [sheet for line in self._lines if line.key in self._ticked for sheet in line.replaces]
        old += self._plan.gone if self._plan else ()
        names = [_("Blatt {number}, Fassung {revision}").format(number=x.number, revision=x.revision) for x in old]
        shown = " · ".join(names[:_MOST_NAMED])
        if len(names) > _MOST_NAMED:
            shown = _("{sheets} und {count} weitere").format(sheets=shown, count=len(names) - _MOST_NAMED)
        self.take_out.sentence.show_text(shown)
        self.take_out.setVisible(bool(old))
        self._slip_row.setVisible(self._plan is not None and self._plan.exchanges(self._ticked) > 0)

    def _row(self, line: SheetLine) -> Row:
        return _SheetRow(
            line.key,
            line.title,
            _held_words(line),
            short=_held_words(line, short=True),
            number=str(line.number),
            chip=self._chip(line),
            checked=line.key in self._ticked,
        )

    def _chip(self, line: SheetLine) -> ChipSpec:
        if self._under_way is not None and line.key in self._ticked:
            return self._under_way
        if line.held is None:
            return ChipSpec(_("neu"), "accent", "plus")
        if line.changed:
            return ChipSpec(_("geändert"), "warn", "pencil")
        return ChipSpec(_("unverändert"), "neutral", "circle")


def _held_words(line: SheetLine, short: bool = False) -> str:
    """Which revision it is, and what of it is on paper already; `short` for a narrow column."""
    if line.held is None and line.revision > 1:
        words = _("Fassung {revision}") if short else _("Fassung {revision} · nicht in der Mappe")
        return words.format(revision=line.revision)
    if line.held is None:
        return _("Fassung 1") if short else _("Fassung 1 · noch nie gedruckt")
    if line.changed:
        return _("Fassung {before} → {now}").format(before=line.held.revision, now=line.revision)
    day = f"{line.held.printed_on:%d.%m.}"
    words = _("Fassung {revision} · {date}") if short else _("Fassung {revision} · gedruckt {date}")
    return words.format(revision=line.revision, date=day)


@dataclass(frozen=True)
class _SheetRow(Row):
    """A row that knows a shorter subtitle."""

    short: str = ""


class _SheetRows(RowDelegate):
    """Tick, number, and over the whole width the title; below it the revision and the state."""

    def paint_row(
        self, painter: QPainter, plate: QRectF, row: Row, tokens: Tokens, direction: Qt.LayoutDirection, selected: bool
    ) -> None:
        def place(left: float, top: float, right: float, height: float) -> QRectF:
            box = QRectF(plate.left() + left, round(plate.top() + top), right - left, height)
            return mirrored(box, plate, direction)

        end = plate.width() - 12
        middle = plate.height() / 2
        paint_check(painter, place(12, middle - 9, 30, 18), bool(row.checked), tokens)
        centre = Qt.AlignmentFlag.AlignHCenter
        number = place(36, middle - 12, 60, 24)
        paint_text(painter, number, row.number, font(13, 600), tokens.muted, direction, align=centre)
        paint_text(painter, place(68, 7, end, 20), row.title, font(13, 600), tokens.text, direction)
        start = end
        if row.chip is not None:
            start = end - chip_width(row.chip)
            box = place(start, 28, end, CHIP_HEIGHT)
            paint_chip(painter, box, row.chip, tokens, direction, on_tint=selected)
        fits = text_width(row.subtitle, font(12)) <= start - 8 - 68
        words = row.short if isinstance(row, _SheetRow) and not fits else row.subtitle
        paint_text(painter, place(68, 29, start - 8, 20), words, font(12), tokens.muted, direction)
