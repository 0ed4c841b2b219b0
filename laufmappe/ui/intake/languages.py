# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Languages picked by typing a part of their name."""

from PySide6.QtWidgets import QWidget

from laufmappe.casework.cldr import language_name
from laufmappe.i18n import _, language
from laufmappe.ui.intake import offers
from laufmappe.ui.widgets import TokenField


class LanguagesField(TokenField):
    """Every language by its name in the language of the window; German only where it is asked for."""

    def __init__(self, name: str, *, with_german: bool = False, parent: QWidget | None = None) -> None:
        german: list[tuple[str, object]] = [(language_name("de", language()), "de")] if with_german else []
        options = [*german, *offers.languages()]
        super().__init__(name, options, placeholder=_("Sprache eingeben …"), parent=parent)
        self.changed.connect(self._lay_anew)

    def codes(self) -> tuple[str, ...]:
        """The codes of the languages, in the order picked."""
        return tuple(str(code) for code in self.values())

    def _lay_anew(self) -> None:
        """A token that came while the list of proposals was open would lie over the input until the next resize."""
        layout = self.layout()
        if layout is not None:
            layout.invalidate()
            layout.activate()
