# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every page and every dialog in a language whose words are two fifths longer: translated, whole, and in its place."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QLocale
from sqlalchemy import text

from laufmappe.casework.cldr import country_codes, country_name, language_codes, language_name
from laufmappe.casework.desk import Desk
from laufmappe.i18n import LANGUAGES, set_language
from laufmappe.ui.widgets.keys import _NAMES
from tests.ui.everywhere.dialogs import DIALOGS
from tests.ui.everywhere.looking import across, clipped, first, outside, overlapping, untranslated, words_of

Walking = Callable[[str], Any]
SAID_EVERYWHERE = """Laufmappe PDF CSV JSON HSDS QR IHK FOSA BAMF anabin EQF WhatsApp K1 K2 K3 K4 K5 K6 K7
Flur 2. OG Zeile Ausweis VHS Mitte Zeugnis.pdf nirgends.json Hat die Schule geantwortet Deutsch lernen Kurs besuchen
Anmeldung Merhaba Guten Tag im Mai Maria Beispiel Ali Yıldız laufmappe import Bringen Sie Ihren Ausweis mit
ABCD EFGH JKLM NPQR STUV WXYZ Unser Weg BQFG Berufsgesetze تسجيل السكن"""


@pytest.fixture
def data(demo_desk: Desk) -> set[str]:
    """Everything that is no text of the program: what stands in the vault, names of countries, days and keys."""
    said = [SAID_EVERYWHERE, *LANGUAGES.values(), *map(str, _NAMES.values())]
    with demo_desk.read() as session:
        for (table,) in session.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'")).all():
            for row in session.execute(text(f'SELECT * FROM "{table}"')):  # noqa: S608  # names from the database itself
                said += [value for value in row if isinstance(value, str)]
    for code in ("de", "ar"):
        said += [country_name(each, code) for each in country_codes()]
        said += [language_name(each, code) for each in language_codes()]
        place = QLocale(code)
        said += [place.dayName(day, size) for day in range(1, 8) for size in QLocale.FormatType]
        said += [place.monthName(month, size) for month in range(1, 13) for size in QLocale.FormatType]
    return words_of("\n".join(said))


def _faults(root: Any) -> list[str]:
    return [*clipped(root), *outside(root), *overlapping(root), *across(root)]


@pytest.mark.parametrize("size", [(1280, 720), (1366, 768)], ids=str)
def test_on_every_page_longer_words_are_whole_and_in_their_place(walk: Walking, size: tuple[int, int]) -> None:
    walker = walk("qps")
    walker.resize(*size)
    found = [f"{place}: {fault}" for place, _page in walker.pages() for fault in _faults(walker.window)]
    assert not found, first(found)


def test_every_word_of_every_page_is_translated(walk: Walking, data: set[str]) -> None:
    walker = walk("qps")
    found = [f"{place}: {word}" for place, page in walker.pages() for word in untranslated(page, data)]
    assert not found, first(found, 40)


def test_in_every_dialog_longer_words_are_translated_whole_and_in_their_place(walk: Walking, data: set[str]) -> None:
    walker = walk("qpr")  # longer and from right to left at once: what holds then holds in every language
    walker.resize(1280, 720)
    walker.go("people")
    found = []
    for kind, build in DIALOGS.items():
        dialog = walker.open(build)
        found += [f"{kind.__name__}: {fault}" for fault in [*_faults(dialog), *untranslated(dialog, data)]]
        dialog.done(0)
        del dialog
    assert not found, first(found, 40)


def test_a_made_up_text_keeps_its_fields_and_is_longer_by_two_fifths() -> None:
    from laufmappe.i18n import _

    set_language("qps")
    try:
        said = _("{n} Personen suchen eine Wohnung")
        assert "{n}" in said
        assert len(said) >= 1.3 * len("{n} Personen suchen eine Wohnung")
    finally:
        set_language("de")
