# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Languages picked by typing a part of their name, with the level behind it: `engl b1`."""

import re
from collections.abc import Iterable, Mapping

from PySide6.QtWidgets import QWidget

from laufmappe.casework.cldr import language_name
from laufmappe.i18n import _, language
from laufmappe.ui.intake import offers
from laufmappe.ui.widgets import TokenField

_LEVEL = re.compile(r"(?P<name>.+?)\s+(?P<level>[ABCabc][12])")


class LanguagesField(TokenField):
    """Every language by its name in the language of the window; German only where it is asked for."""

    def __init__(self, name: str, *, with_german: bool = False, parent: QWidget | None = None) -> None:
        german: list[tuple[str, object]] = [(language_name("de", language()), "de")] if with_german else []
        options = [*german, *offers.languages()]
        super().__init__(name, options, placeholder=_("Sprache eingeben …"), parent=parent)

    def codes(self) -> tuple[str, ...]:
        """The codes of the languages, in the order picked."""
        return tuple(str(code) for code in self.values())

    def levels(self) -> dict[str, str]:
        """The CEFR level of each language that stands there with one."""
        found = ((str(self._words[text]), _LEVEL.fullmatch(text)) for text in self._picked)
        return {code: match["level"].upper() for code, match in found if match}

    def choose_spoken(self, codes: Iterable[str], levels: Mapping[str, str]) -> None:
        """Shows exactly these languages, with the CEFR level that is known of some."""
        self.choose(codes)
        names = {code: text for text, code in zip(self._picked, self.codes(), strict=True)}
        self._show([self._with_level(names[code], levels.get(code, "")) for code in self.codes()])

    def choose(self, values: Iterable[object]) -> None:
        """Shows exactly these languages, without a level."""
        self._words = {text: code for text, code in self._words.items() if not _LEVEL.fullmatch(text)}
        super().choose(values)

    def _with_level(self, name: str, level: str) -> str:
        """The words of a language with its level; they stand for the language from now on."""
        if not _LEVEL.fullmatch(f"{name} {level}"):
            return name
        self._words[f"{name} {level}"] = self._words[name]
        return f"{name} {level}"

    def _take_first(self) -> None:
        match = _LEVEL.fullmatch(self.input.text().strip())
        if match is None:
            super()._take_first()
            return
        typed = match["name"].casefold()
        names = [text for text in self._words if not _LEVEL.fullmatch(text)]
        fitting = [text for text in names if text.casefold().startswith(typed)] or [
            text for text in names if typed in text.casefold()
        ]
        if fitting:
            code = self._words[fitting[0]]
            self._picked = [text for text in self._picked if self._words[text] != code]
            self._take(self._with_level(fitting[0], match["level"].upper()))
