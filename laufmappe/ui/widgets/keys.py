# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Keys: what a page can do by keyboard, how a key is called, and the bar at the foot that shows them."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QSizePolicy, QWidget

from laufmappe.i18n import N_, _
from laufmappe.ui.faults import guarded
from laufmappe.ui.look import Tokens, font, tokens_of
from laufmappe.ui.widgets.painting import fill_round, keycap_width, mirrored, paint_keycap, paint_text, text_width

_NAMES = {
    "Ctrl": N_("Strg"),
    "Alt": "Alt",
    "Shift": N_("Umschalt"),
    "Return": "Enter",
    "Enter": "Enter",
    "Space": N_("Leertaste"),
    "Esc": "Esc",
    "Del": N_("Entf"),
    "Home": N_("Pos1"),
    "End": N_("Ende"),
    "PgUp": N_("Bild auf"),
    "PgDown": N_("Bild ab"),
    "Up": "↑",
    "Down": "↓",
    "Left": "←",
    "Right": "→",
    "Backspace": "⌫",
    "Tab": "Tab",
}


_BETWEEN = re.compile(r"\+(?=\S)|\s+")
"""What stands between two keys; the plus at the end of `Ctrl++` is a key itself."""


@dataclass(frozen=True)
class Key:
    """One key of a page: `sequence` as Qt writes it (`Ctrl+P`, `F8`, `O`), several apart by a blank (`Up Down`).

    With an `action` the page gets a shortcut for it; without, the key is only shown (lists handle ↑ ↓ Enter
    themselves). `shown=False` keeps a key out of the bar.
    """

    sequence: str
    text: str
    action: Callable[[], object] | None = None
    shown: bool = True


def key_names(sequence: str) -> list[str]:
    """The caps to draw for a sequence, in the words printed on a German keyboard: `Ctrl+K` → Strg, K."""
    return [_(_NAMES[part]) if part in _NAMES else part for part in _BETWEEN.split(sequence)]


def key_text(sequence: str) -> str:
    """A sequence in one run of text, for tool tips and screen readers: `Strg+K`."""
    return "+".join(key_names(sequence))


def bind(page: QWidget, keys: Sequence[Key]) -> list[QShortcut]:
    """Makes a shortcut on `page` for every key that has an action. They work while the page is visible and enabled."""
    made = []
    for key in keys:
        if key.action is None:
            continue
        for sequence in key.sequence.split():
            shortcut = QShortcut(QKeySequence(sequence), page)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(key.action)
            made.append(shortcut)
            if sequence.endswith("Return"):
                enter = QShortcut(QKeySequence(sequence.replace("Return", "Enter")), page)
                enter.setAutoRepeat(False)
                enter.activated.connect(key.action)
                made.append(enter)
    return made


def caps_width(names: Sequence[str]) -> float:
    """Room for these caps side by side."""
    return sum(keycap_width(name) for name in names) + 6 * (len(names) - 1)


def paint_caps(painter: QPainter, box: QRectF, names: Sequence[str], tokens: Tokens) -> None:
    """Draws caps from the left in every window: Strg stands before K on the keyboard, too."""
    left = box.left()
    for name in names:
        cap = QRectF(left, box.top(), keycap_width(name), 21)
        paint_keycap(painter, cap, name, tokens)
        left = cap.right() + 6


class KeyBar(QWidget):
    """The bar at the foot that shows a page's keys; what does not fit is left out from the end, never squeezed."""

    def __init__(self, parent: QWidget | None = None, *, framed: bool = True) -> None:
        super().__init__(parent)
        self._keys: tuple[Key, ...] = ()
        self._framed = framed
        self.setSizePolicy(
            QSizePolicy.Policy.Ignored if framed else QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed
        )

    def show_keys(self, keys: Sequence[Key]) -> None:
        """Shows these keys from now on."""
        self._keys = tuple(key for key in keys if key.shown)
        self.setAccessibleName(
            _("Tasten: {keys}").format(keys="; ".join(f"{key_text(k.sequence)} {k.text}" for k in self._keys))
        )
        self.updateGeometry()
        self.update()

    @guarded(QSize)
    def sizeHint(self) -> QSize:
        width = sum(self._width(key) for key in self._keys)
        return QSize(round(width), 38 if self._framed else 24)

    def _width(self, key: Key) -> float:
        caps = sum(keycap_width(name) + 6 for name in key_names(key.sequence))
        return caps + text_width(key.text, font(12)) + 18

    @guarded()
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = tokens_of(self.palette())
        whole = QRectF(self.rect())
        if self._framed:
            fill_round(painter, whole, 0, tokens.surface)
            fill_round(painter, QRectF(0, 0, whole.width(), 1), 0, tokens.line)
        direction = self.layoutDirection()
        margin = 28 if self._framed else 0
        left = whole.left() + margin
        middle = whole.center().y() + (0.5 if self._framed else 0)
        for key in self._keys:
            if left + self._width(key) - 18 > whole.right() - margin + 1:
                break
            names = key_names(key.sequence)
            group = QRectF(left, round(middle - 11), caps_width(names), 21)
            paint_caps(painter, mirrored(group, whole, direction), names, tokens)
            left = group.right() + 6
            width = text_width(key.text, font(12)) + 1
            words = QRectF(left, whole.top(), width, whole.height())
            paint_text(painter, mirrored(words, whole, direction), key.text, font(12), tokens.muted, direction)
            left += width + 17
        painter.end()


class KeyCaps(QWidget):
    """The caps of one key sequence, beside a button or in a title row."""

    def __init__(self, sequence: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = key_names(sequence)
        self.setAccessibleName(key_text(sequence))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @guarded(QSize)
    def sizeHint(self) -> QSize:
        return QSize(round(caps_width(self._names)), 21)

    @guarded()
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_caps(painter, QRectF(self.rect()), self._names, tokens_of(self.palette()))
        painter.end()


def is_submit(key: int, modifiers: Qt.KeyboardModifier) -> bool:
    """Whether this is Strg+Enter, the primary action everywhere."""
    control = Qt.KeyboardModifier.ControlModifier
    return key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and bool(modifiers & control)
