# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages as they will lie on the table, drawn from the very PDF that is printed, sharp on every screen."""

from functools import partial

from PySide6.QtCore import QEvent, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QImage, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from laufmappe.i18n import _
from laufmappe.ui.faults import guarded
from laufmappe.ui.folder.pages import draw_page
from laufmappe.ui.folder.plan import Made
from laufmappe.ui.look import tokens_of
from laufmappe.ui.tasks import Task, Tasks
from laufmappe.ui.widgets import IconButton, Key, Text
from laufmappe.ui.widgets.keys import bind
from laufmappe.ui.widgets.painting import fill_round, frame_round

FULL_WIDTH = 794
"""Logical pixels of an A4 page at 100 %: 96 to the inch."""
_ASPECT = 297 / 210
_MARGIN = 24
_STEPS = (0.25, 0.33, 0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0)
_KEPT = 8
_TIGHT = 500
"""Narrower than this, the bar leaves words out."""

WHOLE_PAGE, WHOLE_WIDTH = "page", "width"


class Preview(QWidget):
    """One page at a time with its bar above. `turned(page)` tells that a person turned to another page (from 0)."""

    turned = Signal(int)

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._task: Task | None = None
        self._made: Made | None = None
        self._titles: dict[str, tuple[str, str]] = {}
        self._drawn: dict[tuple[int, int, bool], QImage] = {}
        self._grey = False
        self._zoom: str | float = WHOLE_PAGE
        self.page = 0
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._build_bar())
        self.notices = QVBoxLayout()
        self.notices.setContentsMargins(_MARGIN, 4, _MARGIN, 4)
        column.addLayout(self.notices)
        self.stage = _Scroll(self)
        self.canvas = _Canvas(self)
        self.stage.setWidget(self.canvas)
        column.addWidget(self.stage, 1)
        self._show_words()

    def _build_bar(self) -> QHBoxLayout:
        bar = QHBoxLayout()
        bar.setContentsMargins(_MARGIN - 2, 6, _MARGIN - 8, 2)
        bar.setSpacing(2)
        before, after = _sides(self)
        self._back = IconButton(f"chevron-{before.lower()}", _("Vorige Seite"), size=32, key="PgUp")
        self._back.clicked.connect(partial(self.turn, -1))
        self._on = IconButton(f"chevron-{after.lower()}", _("Nächste Seite"), size=32, key="PgDown")
        self._on.clicked.connect(partial(self.turn, 1))
        self._title = Text("", "strong", elide=True)
        self._count = Text("", "secondary")
        self._percent = Text("", "secondary")
        self._smaller = IconButton("zoom-out", _("Kleiner"), size=32, key="Ctrl+-")
        self._smaller.clicked.connect(partial(self.zoom_by, -1))
        self._larger = IconButton("zoom-in", _("Größer"), size=32, key="Ctrl++")
        self._larger.clicked.connect(partial(self.zoom_by, 1))
        self._fit = IconButton("move-horizontal", _("Auf die Breite vergrößern"), size=32, key="Ctrl+0")
        self._fit.clicked.connect(self.toggle_fit)
        bar.addWidget(self._back)
        bar.addWidget(self._on)
        bar.addSpacing(8)
        bar.addWidget(self._title, 1)
        bar.addWidget(self._count)
        bar.addSpacing(12)
        for widget in (self._smaller, self._percent, self._larger, self._fit):
            bar.addWidget(widget)
        self._percent.setFixedWidth(44)
        self._percent.setAlignment(Qt.AlignmentFlag.AlignCenter)
        return bar

    def show_made(self, made: Made | None, titles: dict[str, tuple[str, str]], page: int = 0) -> None:
        """Shows these pages; None: there are none (yet). `titles` are („Blatt 2“, „Mein Weg“) by the keys of the sheets."""
        self._made, self._titles = made, titles
        self._drawn.clear()
        self.page = min(page, made.pages - 1) if made else 0
        self.refresh()

    def forget(self) -> None:
        """Lets go of every page: the dialog is closing."""
        self.show_made(None, {})
        self.canvas.picture = None

    def show_page(self, page: int) -> None:
        """Turns to a page, without `turned`."""
        if self._made is not None and 0 <= page < self._made.pages and page != self.page:
            self.page = page
            self.stage.verticalScrollBar().setValue(0)
            self.refresh()

    def show_grey(self, grey: bool) -> None:
        """Shows what a printer without colours makes of it, or the colours again."""
        if grey != self._grey:
            self._grey = grey
            self.refresh()

    def turn(self, by: int) -> None:
        """To the next page or back."""
        target = self.page + by
        if self._made is not None and 0 <= target < self._made.pages:
            self.show_page(target)
            self.turned.emit(target)
            QAccessible.updateAccessibility(QAccessibleEvent(self.stage, QAccessible.Event.NameChanged))

    def zoom_by(self, steps: int) -> None:
        """Larger or smaller by one of the usual steps."""
        now = self.factor()
        bigger = [step for step in _STEPS if step > now + 0.01]
        less = [step for step in _STEPS if step < now - 0.01]
        if steps > 0 and bigger:
            self._zoom = bigger[0]
        elif steps < 0 and less:
            self._zoom = less[-1]
        self.refresh()

    def toggle_fit(self) -> None:
        """The whole page, or the width of the column; from any other size to the whole page."""
        self._zoom = WHOLE_WIDTH if self._zoom == WHOLE_PAGE else WHOLE_PAGE
        self.refresh()

    def factor(self) -> float:
        """The size now, where 1 is that of paper."""
        if isinstance(self._zoom, float):
            return self._zoom
        room = self.stage.maximumViewportSize()
        across = room.width() - 2 * _MARGIN - (14 if self._zoom == WHOLE_WIDTH else 0)
        if self._zoom == WHOLE_PAGE:
            across = min(across, round((room.height() - 16 - _MARGIN) / _ASPECT))
        return max(120, across) / FULL_WIDTH

    def spoken(self) -> str:
        """Where one is, in words: „Seite 3 von 8, Blatt 2 Mein Weg“."""
        if self._made is None:
            return _("Vorschau: noch keine Seiten")
        return f"{self._page_words()}, {self._sheet_words(' ')}"

    def _page_words(self) -> str:
        return _("Seite {page} von {pages}").format(page=self.page + 1, pages=self._made.pages if self._made else 0)

    def _sheet_words(self, between: str) -> str:
        assert self._made is not None
        return between.join(filter(None, self._titles.get(self._made.sheet_at(self.page), ("", ""))))

    def _show_words(self) -> None:
        made = self._made
        self._title.show_text(self._sheet_words(" · ") if made else _("Vorschau"))
        tight = self.width() < _TIGHT
        self._percent.setVisible(not tight)
        short = f"{self.page + 1} / {made.pages}" if made else ""
        self._count.show_text(short if tight or made is None else self._page_words())
        self._percent.show_text(f"{round(self.factor() * 100)} %" if made else "")
        self._back.setEnabled(made is not None and self.page > 0)
        self._on.setEnabled(made is not None and self.page < made.pages - 1)
        for button in (self._smaller, self._larger, self._fit):
            button.setEnabled(made is not None)
        if self._zoom == WHOLE_PAGE:
            self._fit.show_icon("move-horizontal", _("Auf die Breite vergrößern"), "Ctrl+0")
        else:
            self._fit.show_icon("maximize", _("Ganze Seite zeigen"), "Ctrl+0")
        self.stage.setAccessibleName(self.spoken())

    def refresh(self) -> None:
        """Measures again and draws what is in sight now."""
        self._show_words()
        width = round(self.factor() * FULL_WIDTH)
        self.canvas.show_size(QSize(width, round(width * _ASPECT)), self._made is not None)
        if self._task is not None:
            self._task.cancel()
            self._task = None
        if self._made is None:
            self.canvas.show_picture(None)
            return
        key = (self.page, round(width * self.devicePixelRatioF()), self._grey)
        if key in self._drawn:
            self.canvas.show_picture(self._drawn[key])
            return
        self.canvas.show_stale(self.page)
        self._task = self._tasks.run(
            draw_page, self._made.pdf, *key, done=partial(self._came, self._made, key), owner=self
        )

    def _came(self, made: Made, key: tuple[int, int, bool], picture: QImage) -> None:
        if made is not self._made:
            return
        self._drawn[key] = picture
        while len(self._drawn) > _KEPT:
            del self._drawn[next(iter(self._drawn))]
        if key[0] == self.page:
            self.canvas.show_picture(picture, self.page)

    @guarded(False)
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self.refresh()
        return bool(super().event(event))

    @guarded()
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        fill_round(painter, QRectF(self.rect()), 0, tokens_of(self.palette()).page)
        painter.end()


def _sides(widget: QWidget) -> tuple[str, str]:
    """Where the page before and the page after are: turned round in a right-to-left window."""
    return ("Right", "Left") if widget.layoutDirection() == Qt.LayoutDirection.RightToLeft else ("Left", "Right")


class _Scroll(QScrollArea):
    """What holds the page: takes the focus, ← → turn, + − zoom, ↑ ↓ move over a page that is larger than the room."""

    def __init__(self, preview: Preview) -> None:
        super().__init__(preview)
        self._preview = preview
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        before, after = _sides(preview)
        keys = [
            Key(before, "", partial(preview.turn, -1)),
            Key(after, "", partial(preview.turn, 1)),
            Key("+ =", "", partial(preview.zoom_by, 1)),
            Key("-", "", partial(preview.zoom_by, -1)),
        ]
        for shortcut in bind(self, keys):
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.setAutoRepeat(True)

    @guarded()
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._preview.refresh()

    @guarded()
    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._preview.zoom_by(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    @guarded(False)
    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel and isinstance(event, QWheelEvent):
            self.wheelEvent(event)
            return True
        return bool(super().viewportEvent(event))


class _Canvas(QWidget):
    """The sheet of paper itself, in the middle of the room."""

    def __init__(self, preview: Preview) -> None:
        super().__init__()
        self._preview = preview
        self._size = QSize(10, 10)
        self._there = False
        self._page = -1
        self.picture: QImage | None = None

    def show_size(self, size: QSize, there: bool) -> None:
        self._size, self._there = size, there
        self.setMinimumSize(size.width() + 2 * _MARGIN, size.height() + 8 + _MARGIN)
        self.update()

    def show_picture(self, picture: QImage | None, page: int | None = None) -> None:
        self.picture = picture
        self._page = self._preview.page if page is None else page
        self.update()

    def show_stale(self, page: int) -> None:
        """Until the sharp picture comes: the old one of the same page, stretched, or white paper."""
        if page != self._page:
            self.picture = None
        self.update()

    @guarded()
    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._there:
            return
        painter = QPainter(self)
        tokens = tokens_of(self.palette())
        ratio = self.devicePixelRatioF()
        left = round(max(_MARGIN, (self.width() - self._size.width()) // 2) * ratio) / ratio
        top = round(max(8, (self.height() - _MARGIN - self._size.height()) // 2) * ratio) / ratio
        paper = QRectF(left, top, self._size.width(), self._size.height())
        fill_round(painter, paper.adjusted(0, 2, 0, 3), 2, tokens.shadow)
        fill_round(painter, paper, 0, "#FFFFFF")
        if self.picture is not None:
            exact = self.picture.width() == round(paper.width() * ratio)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not exact)
            if exact:  # pixel by pixel: no stretching by the part of a pixel that an odd ratio leaves
                paper.setSize(QSizeF(self.picture.width() / ratio, self.picture.height() / ratio))
            painter.drawImage(paper, self.picture)
        focused = self._preview.stage.hasFocus()
        edge = tokens.accent if focused else tokens.soft_control
        frame_round(painter, paper.adjusted(-1, -1, 1, 1), 2, edge, 2 if focused else 1)
        painter.end()
