# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""How the window looks on this computer: language, colours, size."""

from collections.abc import Mapping

from PySide6.QtCore import Signal

from laufmappe.casework.settings.document import Value
from laufmappe.i18n import LANGUAGES, _, language
from laufmappe.ui.look import Look
from laufmappe.ui.look.zoom import SIZES, can_zoom, shown_size
from laufmappe.ui.settings.locked import lock
from laufmappe.ui.unlock.last_vault import Remembered
from laufmappe.ui.widgets import Card, LabeledField, Segmented


class AppearanceCard(Card):
    """`language_chosen(code)`: the window is to be built anew. `text_size_chosen(percent)`: everything is to be as large."""

    chapter = "einstellungen"

    language_chosen = Signal(str)
    text_size_chosen = Signal(int)

    def __init__(self, look: Look, remembered: Remembered) -> None:
        super().__init__(_("Darstellung"), icon="palette")
        self._look, self._remembered = look, remembered
        themes: list[tuple[str, object]] = [
            (_("wie das System"), "system"),
            (_("hell"), "light"),
            (_("dunkel"), "dark"),
        ]
        self.theme = Segmented(_("Farben"), themes, look.theme)
        self.theme.chosen.connect(self._theme_chosen)
        self._put("theme", _("Farben"), self.theme)
        tongues: list[tuple[str, object]] = [(name, code) for code, name in LANGUAGES.items()]
        self.language = Segmented(_("Sprache des Fensters"), tongues, language())
        self.language.chosen.connect(self._language_chosen)
        hint = _("Gilt sofort. Die Sprachen der Mappe richten sich nach der Person.")
        self._put("language", _("Sprache des Fensters"), self.language, hint)
        sizes: list[tuple[str, object]] = [(f"{size} %", size) for size in SIZES]
        self.text_size = Segmented(_("Schriftgröße"), sizes, self._chosen_size())
        self.text_size.chosen.connect(lambda size: self.text_size_chosen.emit(int(str(size))))
        hint = _("Auch mit Strg++ und Strg+-. Strg+0 stellt 100 % wieder her.")
        later = _("Gilt hier nach dem Sperren und beim nächsten Start.")
        self._put("text_size", _("Schriftgröße"), self.text_size, hint if can_zoom() else later)

    def _put(self, name: str, label: str, field: Segmented, hint: str = "") -> None:
        labeled = LabeledField(label, field, hint=hint, parent=self)
        lock(labeled, name, self._remembered.preset.locked)
        self.body.addWidget(labeled)

    def _chosen_size(self) -> int:
        return shown_size() if can_zoom() else self._remembered.text_size()

    def refresh(self) -> None:
        """Shows the size, which keys change everywhere."""
        self.text_size.choose(self._chosen_size())

    def take(self, values: Mapping[str, Value]) -> None:
        """Follows settings that came in from a file; the language last, because the window is built anew for it."""
        if "theme" in values:
            self.theme.choose(values["theme"])
            self._look.choose(str(values["theme"]))
        if "text_size" in values:
            self.text_size_chosen.emit(int(values["text_size"]))
        if "language" in values:
            self._language_chosen(values["language"])

    def _theme_chosen(self, theme: object) -> None:
        self._look.choose(str(theme))
        self._remembered.keep_theme(str(theme))

    def _language_chosen(self, code: object) -> None:
        if code != language():
            self.language_chosen.emit(str(code))
