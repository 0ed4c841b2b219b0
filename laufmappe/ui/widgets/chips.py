# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Small signs: states as chips, properties as outlined tags, persons as avatars, icons, counts."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from laufmappe.ui.faults import guarded
from laufmappe.ui.look import font, paint_icon, tokens_of
from laufmappe.ui.widgets.painting import (
    CHIP_HEIGHT,
    ChipSpec,
    avatar_colour,
    badge_width,
    chip_width,
    frame_round,
    initials,
    paint_avatar,
    paint_badge,
    paint_chip,
    paint_icon_circle,
    paint_text,
    text_width,
)


class _Sign(QLabel):
    """A label that draws itself and keeps its size; its text stays readable for screen readers."""

    def __init__(self, text: str, parent: QWidget | None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def wanted(self) -> QSize:
        return QSize(22, 22)

    @guarded(QSize)
    def sizeHint(self) -> QSize:
        return self.wanted()

    @guarded(QSize)
    def minimumSizeHint(self) -> QSize:
        return self.wanted()


class Chip(_Sign):
    """A state: word, icon and tint. `kind`: ok, warn, danger, info, accent, neutral."""

    def __init__(self, text: str, kind: str = "neutral", icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._spec = ChipSpec(text, kind, icon)

    def show_state(self, spec: ChipSpec) -> None:
        """Changes what the chip says."""
        self._spec = spec
        self.setText(spec.text)
        self.updateGeometry()
        self.update()

    def wanted(self) -> QSize:
        return QSize(round(chip_width(self._spec)), CHIP_HEIGHT)

    @guarded()
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_chip(painter, QRectF(self.rect()), self._spec, tokens_of(self.palette()), self.layoutDirection())
        painter.end()


class Tag(_Sign):
    """A property (a language, an audience), outlined: nothing to act on."""

    def wanted(self) -> QSize:
        return QSize(round(text_width(self.text(), font(12, 500)) + 21), 24)

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)

    @guarded()
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = tokens_of(self.palette())
        whole = QRectF(self.rect())
        frame_round(painter, whole, 6, tokens.soft_control)
        paint_text(
            painter, whole.adjusted(10, 0, -9, 0), self.text(), font(12, 500), tokens.text, self.layoutDirection()
        )
        painter.end()


class Badge(_Sign):
    """A count in a pill."""

    def __init__(self, text: str, kind: str = "neutral", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._kind = kind

    def show_count(self, text: str, kind: str = "") -> None:
        """Changes the count."""
        self._kind = kind or self._kind
        self.setText(text)
        self.updateGeometry()

    def wanted(self) -> QSize:
        return QSize(round(badge_width(self.text())), 20)

    @guarded()
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_badge(painter, QRectF(self.rect()), self.text(), self._kind, tokens_of(self.palette()))
        painter.end()


class Avatar(_Sign):
    """The round picture of a person: initials on a colour that stays the same for the same `key`."""

    def __init__(self, name: str, key: str = "", size: int = 36, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._size = size
        self.show_person(name, key)

    def show_person(self, name: str, key: str = "") -> None:
        """Shows another person."""
        self._initials = initials(name)
        self._colour = avatar_colour(key or name)
        self.update()

    def wanted(self) -> QSize:
        return QSize(self._size, self._size)

    @guarded()
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_avatar(painter, QRectF(self.rect()), self._initials, self._colour)
        painter.end()


class Icon(_Sign):
    """An icon beside words, in a colour of the theme (`muted`, `accent`, `danger` …). An ornament: the words say it too."""

    def __init__(self, name: str, colour: str = "muted", size: int = 18, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._name = name
        self._colour = colour
        self._size = size

    def show_icon(self, name: str, colour: str = "") -> None:
        """Changes the picture."""
        self._name = name
        self._colour = colour or self._colour
        self.update()

    def wanted(self) -> QSize:
        return QSize(self._size, self._size)

    @guarded()
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_icon(painter, QRectF(self.rect()), self._name, str(getattr(tokens_of(self.palette()), self._colour)))
        painter.end()


class IconCircle(Icon):
    """An icon in a tinted circle. `kind` as for a chip."""

    def __init__(self, name: str, kind: str = "accent", size: int = 36, parent: QWidget | None = None) -> None:
        super().__init__(name, kind, size, parent)

    @guarded()
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = tokens_of(self.palette())
        ground = str(getattr(tokens, f"{self._colour}_tint"))
        paint_icon_circle(painter, QRectF(self.rect()), self._name, str(getattr(tokens, self._colour)), ground)
        painter.end()
