# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The tour of three steps after the first vault: take somebody in, the chain, print the folder.

A small plate stands beside what it tells of. The window stays usable; Esc ends the tour, and it does not come again.
"""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from laufmappe.i18n import N_, _
from laufmappe.ui.faults import guarded
from laufmappe.ui.look import tokens_of
from laufmappe.ui.main_window import MainWindow
from laufmappe.ui.widgets import Button, Dialog, Key, RouteView, Text
from laufmappe.ui.widgets.keys import bind
from laufmappe.ui.widgets.painting import fill_round, frame_round

WIDTH = 340
_LOOK_EVERY, _MOST_LOOKS, _SETTLING = 100, 40, 20
"""Milliseconds between two looks for what a step tells of; how many before it stands beside the side bar; how many in
which the page may still be on its way."""
_GAP, _EDGE = 14, 12


@dataclass(frozen=True)
class Step:
    """Where the window goes, what is pointed at there, and what is said of it."""

    place: str
    shown: Callable[[QWidget], bool]
    title: str
    words: str


STEPS = (
    Step(
        "today",
        lambda part: isinstance(part, Button) and part.text() == _("Neue Person"),
        N_("Eine Person aufnehmen"),
        N_("Strg+N geht von überall. Ein Name genügt, alles andere kommt später dazu."),
    ),
    Step(
        "people",
        lambda part: isinstance(part, RouteView),
        N_("Die Kette und ihre Schritte"),
        N_(
            "Hier steht der vereinbarte Weg jeder Person als Strecke. Wählen Sie eine Station, E hakt sie ab. Strg+Z nimmt es zurück."
        ),
    ),
    Step(
        "people",
        lambda part: isinstance(part, Button) and part.text() == _("Mappe drucken"),
        N_("Die Mappe drucken"),
        N_(
            "Strg+P druckt bei einer Person nur, was sich geändert hat. Die Mappe gehört ihr. F1 öffnet immer das Handbuch."
        ),
    ),
)


class Tour(QWidget):
    """The plate and its frame round what it tells of. `seen` is called when it ends, however that comes about."""

    def __init__(self, window: MainWindow, person: str, seen: Callable[[], object]) -> None:
        """`person` is shown in the second and third step; empty: whoever is in front."""
        super().__init__(window)
        self._window, self._person, self._seen = window, person, seen
        self._number = -1
        self._looks = 0
        self._target: QWidget | None = None
        self._ring = _Ring(window)
        self.setFixedWidth(WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(8)
        self.title = Text("", "card", wrap=True)
        self.words = Text("", wrap=True)
        column.addWidget(self.title)
        column.addWidget(self.words)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.count = Text("", "secondary")
        row.addWidget(self.count, 1)
        self.skip_button = Button(_("Überspringen"), kind="link", key="Esc")
        self.skip_button.clicked.connect(self.end)
        row.addWidget(self.skip_button)
        self.next_button = Button(_("Weiter"), kind="primary", small=True)
        self.next_button.clicked.connect(self.forward)
        row.addWidget(self.next_button)
        column.addLayout(row)
        bind(self, [Key("Esc", "", self.end)])
        for enter in bind(self, [Key("Return", "", self._press)]):
            # The window stays usable: there, Enter is what it always is.
            enter.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        window.installEventFilter(self)
        self.hide()

    def forward(self) -> None:
        """The next step; after the last one the tour ends."""
        self._number += 1
        if self._number >= len(STEPS):
            self.end()
            return
        step = STEPS[self._number]
        self.title.show_text(_(step.title))
        self.words.show_text(_(step.words))
        self.count.show_text(_("{n} von {all}").format(n=self._number + 1, all=len(STEPS)))
        last = self._number == len(STEPS) - 1
        self.next_button.show_text(_("Fertig") if last else _("Weiter"))
        self.skip_button.setVisible(not last)
        self.setAccessibleName(_("Rundgang: {title}").format(title=_(step.title)))
        self.setAccessibleDescription(_(step.words))
        if self._window.current() != step.place or self._person:
            self._window.go(step.place, self._person or None if step.place == "people" else None)
        self._target, self._looks = None, 0
        self._timer.start(_LOOK_EVERY)
        self._look()

    def end(self) -> None:
        """Ends the tour, and has it remembered."""
        now = self._window.focusWidget()
        had_focus = now is not None and self.isAncestorOf(now)
        self._timer.stop()
        self._window.removeEventFilter(self)
        self._ring.hide()
        self._ring.deleteLater()
        self.hide()
        self.deleteLater()
        self._seen()
        focus = self._window.page(self._window.current()).first_focus()
        if focus is not None and had_focus:
            focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def _look(self) -> None:
        """Finds what the step tells of once it is there, and keeps beside it."""
        self._looks += 1
        found = self._find()
        if found is None and self._looks < _MOST_LOOKS and not self.isVisible():
            return
        before, waiting = self._target, self._fallback()
        self._target = found or waiting
        self._place()
        if before is None or (before is waiting and found is not None) or self._was_robbed():
            self.show()
            self.next_button.setFocus(Qt.FocusReason.OtherFocusReason)
        if before is None:
            QAccessible.updateAccessibility(
                QAccessibleAnnouncementEvent(self, f"{self.accessibleName()}. {self.accessibleDescription()}")
            )

    def _was_robbed(self) -> bool:
        """A page that is shown takes the focus once its record has come; whoever clicked there has the pointer over it."""
        page, focus = self._window.page(STEPS[self._number].place), self._window.focusWidget()
        inside = focus is not None and page.isAncestorOf(focus) and not focus.underMouse()
        return inside and self._looks <= _SETTLING

    def _press(self) -> None:
        """Enter presses the button that has the focus."""
        (self.skip_button if self.skip_button.hasFocus() else self.next_button).click()

    def _find(self) -> QWidget | None:
        step = STEPS[self._number]
        if self._window.current() != step.place:
            return None
        page = self._window.page(step.place)
        parts = (part for part in page.findChildren(QWidget) if step.shown(part))
        return next((part for part in parts if part.isVisible() and not part.visibleRegion().isEmpty()), None)

    def _fallback(self) -> QWidget:
        return self._window.side.button(STEPS[self._number].place)

    def _place(self) -> None:
        if self._target is None:
            return
        size = QSize(WIDTH, self.heightForWidth(WIDTH) if self.hasHeightForWidth() else self.sizeHint().height())
        target = QRect(self._target.mapTo(self._window, QPoint(0, 0)), self._target.size())
        target = target.intersected(self._window.rect())
        self.setGeometry(QRect(self._beside(target, size), size))
        self._ring.setGeometry(target.adjusted(-6, -6, 6, 6))
        self._ring.show()
        self._ring.raise_()
        self.raise_()

    def _beside(self, target: QRect, size: QSize) -> QPoint:
        """Below what it tells of, or above, or at its side, wherever there is room in the window."""
        room = self._window.rect().adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        across = min(max(target.center().x() - size.width() // 2, room.left()), room.right() - size.width())
        down = min(max(target.top(), room.top()), room.bottom() - size.height())
        places = (
            QPoint(across, target.bottom() + _GAP),
            QPoint(across, target.top() - _GAP - size.height()),
            QPoint(target.right() + _GAP, down),
            QPoint(target.left() - _GAP - size.width(), down),
        )
        return next(
            (place for place in places if room.contains(QRect(place, size))), room.bottomRight() - QPoint(*_of(size))
        )

    @guarded(False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False

    @guarded()
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = tokens_of(self.palette())
        fill_round(painter, QRectF(self.rect()), 12, tokens.surface)
        frame_round(painter, QRectF(self.rect()), 12, tokens.accent, 2)
        painter.end()


class _Ring(QWidget):
    """A frame round a part of the window, through which everything can be clicked."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    @guarded()
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        frame_round(painter, QRectF(self.rect()), 12, tokens_of(self.palette()).accent, 3)
        painter.end()


def _of(size: QSize) -> tuple[int, int]:
    return size.width(), size.height()


def start_tour(window: MainWindow, person: str, seen: Callable[[], object]) -> Tour | None:
    """Begins the tour, anew if one stands there. None: a dialog with unsaved words is in front."""
    for before in window.findChildren(Tour):
        before.end()
    for dialog in window.findChildren(Dialog):
        dialog.reject()
        if dialog.isVisible():
            return None
    tour = Tour(window, person, seen)
    tour.forward()
    return tour
