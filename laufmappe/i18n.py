# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The language of the window and of the command line. German is the source: it needs no catalogue.

Write `_("Person aufnehmen")`; put values in afterwards: `_("{n} Personen").format(n=3)`, never an f-string inside `_()`.
`N_` marks a text that is translated later, where it is shown. The printed folder has its own catalogues
(`laufmappe.folder.words`), because it shows two languages at once.

A sentence that a catalogue lacks is shown in English, and in German where English lacks it, too.
"""

import gettext
import locale
import os
import re
from io import BytesIO

from laufmappe import resources

LANGUAGES = {"de": "Deutsch", "en": "English", "ar": "العربية"}
"""The languages of the window, each by its own name."""
MADE_UP = {"qps": "de", "qpr": "ar"}
"""Languages that nobody speaks, for looking at the window: every text marked and longer by two fifths; dates and names
as in the language behind. `qpr` runs from right to left."""
RIGHT_TO_LEFT = frozenset({"ar", "qpr"})

_FIELD = re.compile(r"\{[^{}]*\}")
_LONGER = 0.4
_ACCENTS = str.maketrans("AEIOUaeiouncsy", "ÅÉÎÖÛåéîöûñçšý")

_translations: gettext.NullTranslations = gettext.NullTranslations()
_language = "de"
_right_to_left = False


def system_language() -> str:
    """The language that the environment asks for, where the window has it; German otherwise."""
    wanted = os.environ.get("LAUFMAPPE_LANGUAGE") or os.environ.get("LC_ALL") or os.environ.get("LANG") or ""
    if not wanted:
        wanted = locale.getlocale()[0] or ""
    code = wanted.split("_")[0].split(".")[0].lower()
    return code if code in LANGUAGES or code in MADE_UP else "de"


def set_language(code: str) -> None:
    """Shows all texts from now on in this language (`de`, `en`, `ar`, or one of `MADE_UP`).

    Raises KeyError for one that the window lacks.
    """
    global _translations, _language, _right_to_left
    if code not in LANGUAGES and code not in MADE_UP:
        raise KeyError(code)
    if code in MADE_UP:
        _translations = _Longer()
    else:
        _translations = gettext.NullTranslations() if code == "de" else _read_catalogue(code)
    _language = MADE_UP.get(code, code)
    _right_to_left = code in RIGHT_TO_LEFT


def language() -> str:
    """The language that is shown now: `de`, `en`, `ar`."""
    return _language


def right_to_left() -> bool:
    """Whether the window runs from right to left now."""
    return _right_to_left


def in_order(figures: str) -> str:
    """Figures whose points keep their places in a sentence from right to left: a day such as `23.11.`."""
    return f"\u2066{figures}\u2069" if _right_to_left else figures


def locale_name() -> str:
    """The language with a region that writes Western digits, as the folder does: for dates, numbers and sizes."""
    return {"ar": "ar_AE"}.get(_language, _language)


def _(message: str) -> str:
    return _translations.gettext(message) if message else ""


def n_(singular: str, plural: str, n: int) -> str:
    """The form of a text that goes with a count; the count is still to be put in."""
    return _translations.ngettext(singular, plural, n)


def N_(message: str) -> str:
    """Marks a text for the catalogue without translating it yet."""
    return message


class _Longer(gettext.NullTranslations):
    """A made-up language: `Speichern` becomes `⟦Šþ…⟧`, longer by two fifths; fields to be put in stay as they are."""

    def gettext(self, message: str) -> str:
        parts = _FIELD.split(message)
        fields = [*_FIELD.findall(message), ""]
        said = "".join(part.translate(_ACCENTS) + field for part, field in zip(parts, fields, strict=True))
        letters = sum(map(len, parts))
        more = "~" * max(1, round(letters * _LONGER) - 2)
        return f"⟦{said}{_in_words(more)}⟧"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


def _in_words(more: str) -> str:
    """The same length as words of eight letters, so that long texts can still be broken into lines."""
    return " ".join(more[at : at + 8] for at in range(0, len(more), 9))


def _read_catalogue(code: str) -> gettext.GNUTranslations:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with resources.path("locale", "window", f"{code}.po").open("rb") as file:
        catalogue = read_po(file, locale=code)
    for message in catalogue:
        said = message.string or ""
        if not isinstance(said, str) and not all(said):
            said = ""  # a form that is missing would be shown in German, not in another language
        message.string = _isolated(said) if message.id and code in RIGHT_TO_LEFT else said
    binary = BytesIO()
    write_mo(binary, catalogue)
    binary.seek(0)
    made = gettext.GNUTranslations(binary)
    if code != "en":
        made.add_fallback(_read_catalogue("en"))
    return made


def _isolated(said: str | tuple[str, ...] | list[str]) -> str | tuple[str, ...]:
    """Every field in a pair of signs that keep its direction to itself: a German name in an Arabic sentence."""
    if isinstance(said, str):
        return _FIELD.sub(lambda found: f"\u2068{found[0]}\u2069", said)
    return tuple(_FIELD.sub(lambda found: f"\u2068{found[0]}\u2069", form) for form in said)
