# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The counsellor's own sentences in the language of the folder: each with a field for what it is there."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from laufmappe.casework.cldr import is_right_to_left, language_name
from laufmappe.i18n import _, language
from laufmappe.ui.widgets import Dialog, LabeledField, Text, TextArea


class OwnTextsDialog(Dialog):
    """`given(texts)` gets what is different now, by language and German sentence; an empty text takes one away."""

    chapter = "mappe-drucken"

    given = Signal(object)

    def __init__(self, over: QWidget, code: str, sentences: Sequence[str], known: Mapping[str, str]) -> None:
        name = language_name(code, language())
        super().__init__(over, _("Eigene Sätze übersetzen"), subtitle=name, icon="languages", width=640)
        self._code = code
        self._known = known
        words = _("Diese Sätze stehen so im Fall. Übersetzt stehen sie in der Mappe neben den deutschen.")
        self.body.addWidget(Text(words, "lead", wrap=True))
        self.areas: dict[str, TextArea] = {}
        for sentence in sentences:
            area = TextArea(lines=2)
            if is_right_to_left(code):
                area.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
            area.setPlainText(known.get(sentence, ""))
            self.areas[sentence] = area
            self.body.addWidget(LabeledField(sentence, area))
        self.set_buttons(_("Übernehmen"), self._give, icon="check")

    def _changed(self) -> dict[tuple[str, str], str]:
        typed = {sentence: area.toPlainText().strip() for sentence, area in self.areas.items()}
        return {(self._code, s): text for s, text in typed.items() if text != self._known.get(s, "")}

    def _give(self) -> None:
        texts = self._changed()
        self.accept()
        if texts:
            self.given.emit(texts)
