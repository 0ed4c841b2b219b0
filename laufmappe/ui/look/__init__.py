# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""How the window looks: tokens → style sheet and palette, fonts, icons.

Look(app).choose("system")     fonts, Fusion, theme; follows the system until another theme is chosen
tokens_of(widget.palette())    the colours, for everything painted by hand
"""

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication

from laufmappe.ui.look.fonts import font, load_fonts
from laufmappe.ui.look.icons import icon, paint_icon, pixmap
from laufmappe.ui.look.style import palette, style_sheet
from laufmappe.ui.look.tokens import DARK, LIGHT, Tokens, tokens_of

__all__ = [
    "DARK",
    "LIGHT",
    "THEMES",
    "Look",
    "Tokens",
    "apply_look",
    "font",
    "icon",
    "paint_icon",
    "pixmap",
    "tokens_of",
]

THEMES = ("system", "light", "dark")


def apply_look(app: QApplication, theme: str) -> None:
    """Dresses the whole application in `light` or `dark`, also while windows are open."""
    tokens = DARK if theme == "dark" else LIGHT
    app.setPalette(palette(tokens))
    app.setStyleSheet(style_sheet(tokens))


class Look(QObject):
    """The theme of the application. Loads the fonts once and follows the system where the system can be asked."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self.theme = "system"
        load_fonts()
        app.setStyle("Fusion")
        app.setFont(font())
        for effect in Qt.UIEffect:  # nothing slides or fades, whatever the system would do by itself
            app.setEffectEnabled(effect, False)
        app.styleHints().colorSchemeChanged.connect(self._system_changed)

    def choose(self, theme: str) -> None:
        """Shows `system`, `light` or `dark` from now on; anything else counts as `system`."""
        self.theme = theme if theme in THEMES else "system"
        apply_look(self._app, self._shown())

    def _shown(self) -> str:
        if self.theme != "system":
            return self.theme
        return "dark" if self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark else "light"

    def _system_changed(self) -> None:
        if self.theme == "system":
            apply_look(self._app, self._shown())
