# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Words on a page: labels in the few styles of the type scale, rules between parts."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from laufmappe.ui.faults import guarded

STYLES = (
    "page",
    "object",
    "card",
    "body",
    "strong",
    "label",
    "secondary",
    "lead",
    "number",
    "error",
    "warn",
    "ok",
    "accent",
    "code",
    "sign",
)


class Text(QLabel):
    """Words that are never read as HTML, whoever typed them.

    `style`: page 22/700, object 17/700, card 14/600, body 13, strong 13/600, label 12/600, secondary 12 muted,
    lead 13 muted, number 16/700, error, warn, ok 12 coloured, accent 13/600, code 18/600. `wrap` breaks long text into lines; without it text is
    elided to the room there is (the tool tip has all of it) when `elide` is set.
    """

    def __init__(
        self,
        text: str = "",
        style: str = "body",
        *,
        wrap: bool = False,
        elide: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._whole = text
        self._elide = elide
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("text_style", style)
        self.setWordWrap(wrap)
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        if elide:
            self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            self.setMinimumWidth(20)
        self.setText(text)
        self._side()

    def show_text(self, text: str) -> None:
        """Changes the words."""
        if text == self._whole:
            return
        self._whole = text
        self.setText(text)
        self._fit()

    def show_style(self, style: str) -> None:
        """Changes the style."""
        self.setProperty("text_style", style)
        self.style().unpolish(self)
        self.style().polish(self)

    def _side(self) -> None:
        """German words in a right-to-left window begin at the right, too: a label alone would go by its text."""
        align = self.alignment()
        if align & Qt.AlignmentFlag.AlignHCenter:
            return
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        self.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute | (align & Qt.AlignmentFlag.AlignVertical_Mask))

    @guarded()
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._side()

    def _fit(self) -> None:
        if self._elide:
            shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, self.width())
            if shown != self.text():
                self.setText(shown)
            self.setToolTip(self._whole if shown != self._whole else "")
            self.setAccessibleName(self._whole)

    @guarded()
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


def rule(parent: QWidget | None = None) -> QFrame:
    """A hairline across."""
    line = QFrame(parent)
    line.setObjectName("rule")
    return line


def upright(parent: QWidget | None = None) -> QFrame:
    """A hairline from top to bottom, between columns."""
    line = QFrame(parent)
    line.setObjectName("upright")
    return line
