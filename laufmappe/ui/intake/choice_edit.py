# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""One of a long list, found by typing any part of it: a country, a residence status."""

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QListView, QStyledItemDelegate, QWidget

from laufmappe.i18n import _
from laufmappe.ui.faults import guarded
from laufmappe.ui.widgets import IconButton, LineEdit


class ChoiceEdit(LineEdit):
    """Words from `options` (words, value). `picked` tells when the value changed; unknown words are a fault.

    ↓ or the arrow shows everything. On leaving, a beginning or part that means only one is completed.
    """

    picked = Signal()
    read = Signal(str)
    """On leaving: the sentence about a fault, or nothing."""

    def __init__(
        self, options: Sequence[tuple[str, object]], *, placeholder: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(placeholder=placeholder, limit=200, parent=parent)
        self.setProperty("trail_icon", True)
        self._values = dict(options)
        self._folded = {words.casefold(): words for words in self._values}
        self._before: object = ""
        self._completer = QCompleter(self)
        self._completer.setModel(QStringListModel(list(self._values), self._completer))
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._completer.setMaxVisibleItems(12)
        popup = QListView()
        popup.setObjectName("popup")
        self._completer.setPopup(popup)
        popup.setItemDelegate(QStyledItemDelegate(popup))
        self._completer.activated.connect(self._take, Qt.ConnectionType.QueuedConnection)
        self.setCompleter(self._completer)
        self._arrow = IconButton("chevron-down", _("Alle zeigen"), size=32, parent=self)
        self._arrow.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._arrow.clicked.connect(self._show_all)
        self.textChanged.connect(self._look)
        self.editingFinished.connect(self._settle)

    def value(self) -> object:
        """The chosen value; `""` when nothing is, None when the words mean nothing."""
        typed = self.text().strip()
        if not typed:
            return ""
        words = self._meant(typed)
        return self._values[words] if words else None

    def choose(self, value: object) -> None:
        """Shows a value; an unknown one empties the field."""
        words = next((words for words, option in self._values.items() if option == value), "")
        self.setText(words)
        self.setCursorPosition(0)
        self._before = self.value()

    def _meant(self, typed: str) -> str:
        folded = typed.casefold()
        if folded in self._folded:
            return self._folded[folded]
        for hits in (
            [words for fold, words in self._folded.items() if fold.startswith(folded)],
            [words for fold, words in self._folded.items() if folded in fold],
        ):
            if len(hits) == 1:
                return hits[0]
        return ""

    def _take(self, words: str) -> None:
        self.setText(words)
        self._settle()

    def _settle(self) -> None:
        value = self.value()
        if value:
            self.setText(self._meant(self.text().strip()))
            self.setCursorPosition(0)
        self.read.emit(_("Das steht nicht in der Liste. Bitte wählen Sie einen Eintrag.") if value is None else "")
        self._look()

    def _look(self) -> None:
        """What the words mean is known as soon as only one entry is left, not only on leaving."""
        value = self.value()
        if value is not None and value != self._before:
            self._before = value
            self.picked.emit()

    def _show_all(self) -> None:
        self.setFocus()
        self._completer.setCompletionPrefix("")
        self._completer.complete()

    def place_trailing(self, rtl: bool) -> None:
        self._arrow.move(3 if rtl else self.width() - 35, (self.height() - 32) // 2)

    @guarded()
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self._show_all()
            return
        super().keyPressEvent(event)
