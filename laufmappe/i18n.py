# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The language of the window and of the command line. German is the source: it needs no catalogue.

Write `_("Person aufnehmen")`; put values in afterwards: `_("{n} Personen").format(n=3)`, never an f-string inside `_()`.
`N_` marks a text that is translated later, where it is shown. The printed folder has its own catalogues
(`laufmappe.folder.words`), because it shows two languages at once.
"""

import gettext
import locale
import os
from io import BytesIO

from laufmappe import resources

LANGUAGES = ("de", "en")

_translations: gettext.NullTranslations = gettext.NullTranslations()
_language = "de"


def system_language() -> str:
    """The language that the environment asks for, where the window has it; German otherwise."""
    wanted = os.environ.get("LAUFMAPPE_LANGUAGE") or os.environ.get("LC_ALL") or os.environ.get("LANG") or ""
    if not wanted:
        wanted = locale.getlocale()[0] or ""
    code = wanted.split("_")[0].split(".")[0].lower()
    return code if code in LANGUAGES else "de"


def set_language(code: str) -> None:
    """Shows all texts from now on in this language (`de`, `en`). Raises KeyError for one that the window lacks."""
    global _translations, _language
    if code not in LANGUAGES:
        raise KeyError(code)
    _language = code
    _translations = gettext.NullTranslations() if code == "de" else _read_catalogue(code)


def language() -> str:
    """The language that is shown now."""
    return _language


def _(message: str) -> str:
    return _translations.gettext(message)


def n_(singular: str, plural: str, n: int) -> str:
    """The form of a text that goes with a count; the count is still to be put in."""
    return _translations.ngettext(singular, plural, n)


def N_(message: str) -> str:
    """Marks a text for the catalogue without translating it yet."""
    return message


def _read_catalogue(code: str) -> gettext.GNUTranslations:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with resources.path("locale", "window", f"{code}.po").open("rb") as file:
        catalogue = read_po(file, locale=code)
    binary = BytesIO()
    write_mo(binary, catalogue)
    binary.seek(0)
    return gettext.GNUTranslations(binary)
