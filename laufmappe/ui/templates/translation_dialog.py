# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The printed texts of a step in another language, by hand."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from laufmappe.casework.cldr import is_right_to_left, language_name
from laufmappe.folder.words import folder_languages, read_catalogue
from laufmappe.i18n import _, language
from laufmappe.ui.person.parts import Words, empty
from laufmappe.ui.widgets import ComboBox, Dialog, LabeledField, Notice, TextArea

Texts = dict[tuple[str, str], str]


class TranslationDialog(Dialog):
    """`take(texts)` gets every hand translation that is different now: `(language, German text)` to words."""

    chapter = "vorlagen"

    def __init__(
        self,
        over: QWidget,
        title: str,
        sources: tuple[str, ...],
        known: Mapping[tuple[str, str], str],
        take: Callable[[Texts], object],
    ) -> None:
        super().__init__(over, _("In anderen Sprachen"), subtitle=_(title), icon="languages", width=700)
        self._sources = sources
        self._known = dict(known)
        self._texts: Texts = {}
        self._take = take
        self._warned = False
        self.areas: dict[str, TextArea] = {}
        self.body.addWidget(
            Words(
                _("Diese Texte stehen auf dem Blatt neben den deutschen. Leer gilt die mitgelieferte Übersetzung."),
                "lead",
            )
        )
        codes = [x.code for x in folder_languages() if x.code != "de"]
        tongues: list[tuple[str, object]] = [(language_name(code, language()), code) for code in codes]
        self._language = ComboBox(_("Sprache"), tongues)
        self._language.currentIndexChanged.connect(self._turn)
        self.body.addWidget(LabeledField(_("Sprache"), self._language))
        self._column = QVBoxLayout()
        self._column.setSpacing(12)
        self.body.addLayout(self._column)
        self._shown = ""
        self._turn()
        self.set_buttons(_("Übernehmen"), self.save, icon="check")

    def _turn(self, _index: int = 0) -> None:
        """Shows the texts of the chosen language; what was typed for another is kept."""
        self._note()
        code = self._shown = str(self._language.value())
        empty(self._column)
        self.areas = {}
        catalogue = read_catalogue(code).sentences
        for source in self._sources:
            area = TextArea(placeholder=catalogue.get(source, ""), lines=2)
            if is_right_to_left(code):
                area.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
            area.setPlainText(self._texts.get((code, source), self._known.get((code, source), "")))
            hint = _("schon übersetzt") if source in catalogue else ""
            self.areas[source] = area
            self._column.addWidget(LabeledField(source, area, hint=hint))
        self.replace()

    def _note(self) -> None:
        for source, area in self.areas.items():
            text, key = area.toPlainText().strip(), (self._shown, source)
            if text != self._known.get(key, ""):
                self._texts[key] = text
            else:
                self._texts.pop(key, None)

    def keep(self) -> None:
        """Before a lock, what was typed goes into the draft, which outlives it."""
        self._note()
        self._take(self._texts)

    def may_close(self) -> bool:
        """The first Esc over changed texts only warns."""
        self._note()
        if self._warned or not self._texts:
            return True
        self._warned = True
        words = _("Noch nicht übernommen. Noch einmal Esc verwirft, was Sie hier geschrieben haben.")
        self.body.insertWidget(0, Notice(words, kind="warn"))
        self.replace()
        return False

    def save(self) -> None:
        """Hands what was typed on."""
        self.keep()
        self.accept()
