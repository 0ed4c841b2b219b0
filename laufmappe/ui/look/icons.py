# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lucide icons in the colours of the theme.

The files in `resources/icons` are unchanged; `currentColor` in them is replaced when one is drawn.
"""

from functools import cache, lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from laufmappe import resources
from laufmappe.ui.look.tokens import Tokens

POINTING = frozenset(
    {
        "arrow-left",
        "arrow-right",
        "book-open",
        "chevron-left",
        "chevron-right",
        "corner-up-left",
        "door-open",
        "external-link",
        "list",
        "list-checks",
        "list-filter",
        "list-ordered",
        "log-out",
        "move-right",
        "panel-left",
        "panel-right",
        "redo-2",
        "send",
        "signpost",
        "skip-forward",
        "undo-2",
    }
)
"""Icons that point along the line, or show lines that begin at a side: turned round in a right-to-left window. Signs
of the keyboard, of play and pause, and of the clock are the same everywhere."""


@cache
def _source(name: str) -> str:
    return resources.path("icons", f"{name}.svg").read_text(encoding="utf-8")


def pixmap(name: str, colour: str, size: int, ratio: float = 1.0) -> QPixmap:
    """The icon `name` in `colour` (`#RRGGBB`), `size` logical pixels square, sharp at the screen's `ratio`.

    In a right-to-left window icons that point are turned round. Raises FileNotFoundError for a name that is not among
    the shipped icons.
    """
    turned = name in POINTING and QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
    return _drawn(name, colour, size, ratio, turned)


@lru_cache(maxsize=512)
def _drawn(name: str, colour: str, size: int, ratio: float, turned: bool) -> QPixmap:
    renderer = QSvgRenderer(QByteArray(_source(name).replace("currentColor", colour).encode()))
    drawn = QPixmap(round(size * ratio), round(size * ratio))
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    if turned:
        painter.translate(drawn.width(), 0)
        painter.scale(-1, 1)
    renderer.render(painter, QRectF(0, 0, drawn.width(), drawn.height()))
    painter.end()
    drawn.setDevicePixelRatio(ratio)
    return drawn


def icon(name: str, colour_token: str, size: int, tokens: Tokens) -> QIcon:
    """The icon as a QIcon for menus and the like. It keeps its colour when the theme changes: ask again then."""
    made = QIcon()
    for ratio in (1.0, 1.25, 1.5, 2.0, 3.0):
        made.addPixmap(pixmap(name, str(getattr(tokens, colour_token)), size, ratio))
    return made


def paint_icon(painter: QPainter, rect: QRectF, name: str, colour: str) -> None:
    """Draws the icon into `rect` (square, logical pixels). `colour` is `#RRGGBB`."""
    ratio = painter.device().devicePixelRatioF() if painter.device() is not None else 1.0
    drawn = pixmap(name, QColor(colour).name(), round(rect.width()), ratio)
    painter.drawPixmap(rect.topLeft(), drawn)
