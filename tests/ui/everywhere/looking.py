# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What somebody would see who looks at every widget of the window with a ruler and a dictionary."""

import re
from collections.abc import Iterable, Iterator

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QWidget,
)

from laufmappe.ui.handover.pieces import Word
from laufmappe.ui.sidebar import NavButton
from laufmappe.ui.widgets import ROW_ROLE, Badge, CheckBox, Chip, RadioButton, Row, Section, Tag, Toast
from laufmappe.ui.widgets.choice import _Segment, _words_height
from laufmappe.ui.widgets.dialog import _Shade

_WORDS = re.compile(r"[^\W\d_]{2,}")
_PATH = re.compile(r"/\S+/\S*|https?://")


def called(widget: QWidget) -> str:
    """How a finding names a widget."""
    words = widget.accessibleName() or getattr(widget, "text", lambda: "")() or widget.objectName()
    return f"{type(widget).__name__} „{str(words)[:70]}“"


def shown(root: QWidget) -> list[QWidget]:
    """Everything below `root` that is on the screen, or would be after scrolling."""
    return [w for w in root.findChildren(QWidget) if w.isVisible() and w.width() > 0]


def clipped(root: QWidget) -> list[str]:
    """Words that have less room than they need, and are not elided with a tool tip that has all of them."""
    return [f"{called(w)}: {fault}" for w in shown(root) if (fault := _squeezed(w))]


def _squeezed(widget: QWidget) -> str:
    if isinstance(widget, QLabel) and widget.text() and not widget.pixmap().isNull():
        return ""
    if isinstance(widget, QLabel) and widget.text():
        if widget.wordWrap():
            need = widget.heightForWidth(widget.width())
            return f"{need} high, has {widget.height()}" if need > widget.height() + 1 else ""
        if widget.sizePolicy().horizontalPolicy() == QSizePolicy.Policy.Ignored:
            whole = widget.accessibleName() or widget.text()
            return "" if whole == widget.text() or widget.toolTip() else "elided without a tool tip"
    elif isinstance(widget, NavButton) or not isinstance(widget, QAbstractButton | Chip | Tag | Badge):
        return ""
    if widget.toolTip() and widget.sizePolicy().horizontalPolicy() == QSizePolicy.Policy.Ignored:
        return ""
    # A segment needs its words; the room around them it can do without.
    size = widget.minimumSizeHint() if isinstance(widget, _Segment) else widget.sizeHint()
    if isinstance(widget, CheckBox | RadioButton):
        size = QSize(0, _words_height(widget.text(), widget.width()))
    if size.width() > widget.width() + 1:
        return f"{size.width()} wide, has {widget.width()}"
    if size.height() > widget.height() + 1:
        return f"{size.height()} high, has {widget.height()}"
    return ""


def outside(root: QWidget) -> list[str]:
    """Widgets that stick out of what they are in, and are cut off there."""
    found = []
    for widget in shown(root):
        parent = widget.parentWidget()
        if parent is None or widget.isWindow() or isinstance(parent, QScrollArea | QAbstractItemView | QStackedWidget):
            continue
        if isinstance(parent.parentWidget(), QScrollArea | QAbstractItemView):
            continue  # the content of a scroll area is larger than its viewport by nature
        if not parent.rect().adjusted(-1, -1, 1, 1).contains(widget.geometry()):
            found.append(f"{called(widget)} {_box(widget.geometry())} in {called(parent)} {_box(parent.rect())}")
    return found


def across(root: QWidget) -> list[str]:
    """Scrolled content that is wider than there is room."""
    return [
        f"{called(content)}: {content.minimumSizeHint().width()} wide, has {area.viewport().width()}"
        for area in root.findChildren(QScrollArea)
        if area.isVisible() and area.widgetResizable() and (content := area.widget()) is not None
        if content.minimumSizeHint().width() > area.viewport().width()
    ]


def overlapping(root: QWidget) -> list[str]:
    """Neighbours that lie over each other."""
    found = []
    for parent in [root, *shown(root)]:
        layout = parent.layout()
        if layout is None or isinstance(parent, QStackedWidget | QScrollArea | QAbstractItemView):
            continue
        near = [
            child
            for child in parent.children()
            if isinstance(child, QWidget) and child.isVisible() and not child.isWindow()
            if not isinstance(child, Toast | _Shade)
        ]
        for at, one in enumerate(near):
            for other in near[at + 1 :]:
                both: QRect = one.geometry().intersected(other.geometry())
                if both.width() > 1 and both.height() > 1:
                    found.append(f"{called(one)} {_box(one.geometry())} × {called(other)} {_box(other.geometry())}")
    return found


def _box(rect: QRect) -> str:
    return f"{rect.x()},{rect.y()} {rect.width()}×{rect.height()}"


def texts(root: QWidget) -> Iterator[tuple[str, str]]:
    """Every text below `root` that is read or heard, with the widget that has it."""
    for widget in shown(root):
        said = [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip()]
        if isinstance(widget, Word) or widget.property("text_style") == "code":
            continue  # six words, a passphrase, a key: made by chance
        if isinstance(widget, QLabel | QAbstractButton) and not (widget.toolTip() and widget.accessibleName()):
            said.append(widget.text())  # else elided: the whole text is the name
        if isinstance(widget, QLineEdit | QPlainTextEdit):
            said.append(widget.placeholderText())
        if isinstance(widget, QComboBox):
            said += [widget.itemText(n) for n in range(min(widget.count(), 12))]
        if isinstance(widget, QAbstractItemView):
            said += _of_rows(widget)
        for text in said:
            if text:
                yield type(widget).__name__, text


def _of_rows(view: QAbstractItemView) -> list[str]:
    model = view.model()
    said: list[str] = []
    for number in range(min(model.rowCount() if model is not None else 0, 40)):
        row = model.index(number, 0).data(ROW_ROLE)
        if isinstance(row, Row):
            said += [row.title, row.subtitle, row.detail, row.badge, row.action, row.chip.text if row.chip else ""]
        elif isinstance(row, Section):
            said += [row.title, row.note]
    return said


def words_of(text: str) -> set[str]:
    """The words of a text, in small letters."""
    return set(_WORDS.findall(text.casefold()))


def untranslated(root: QWidget, data: set[str]) -> list[str]:
    """Words that stand outside the marks of the made-up language and are not among the words of `data`."""
    found = set()
    for kind, text in texts(root):
        if strange := words_of(_PATH.sub("", _without_marks(text))) - data:
            found.add(f"{kind}: {', '.join(sorted(strange))} in {text[:90]!r}")
    return sorted(found)


def _without_marks(text: str) -> str:
    """What is left when everything between ⟦ and ⟧ is gone, with what was put in there."""
    kept, depth = [], 0
    for sign in text:
        depth += sign == "⟦"
        if not depth:
            kept.append(sign)
        depth -= sign == "⟧" and depth > 0
    return "".join(kept)


def corner(widget: QWidget, within: QWidget) -> QPoint:
    """Where a widget stands in another one, from the side where lines begin."""
    at = widget.mapTo(within, QPoint(0, 0))
    if within.layoutDirection() == Qt.LayoutDirection.RightToLeft:
        return QPoint(within.width() - at.x() - widget.width(), at.y())
    return at


def first(findings: Iterable[str], most: int = 12) -> str:
    """The findings as one text for an assertion."""
    return "\n".join(list(findings)[:most])
