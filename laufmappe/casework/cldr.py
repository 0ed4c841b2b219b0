# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Names of languages and countries by the Unicode CLDR, and the codes that stand behind them.

Language codes are ISO 639; Kurmanji is `kmr` and Dari `prs`, which CLDR calls `ku` and `fa_AF`.
"""

import unicodedata
from functools import cache

from babel import Locale, UnknownLocaleError

_CLDR = {"kmr": "ku", "prs": "fa_AF"}
_BY_NAME = {"kurmandschi": "kmr", "kurmanci": "kmr", "kurmanji": "kmr", "sorani": "ckb", "farsi": "fa", "dari": "prs"}


@cache
def language_codes() -> frozenset[str]:
    """Every language that a person may speak."""
    return frozenset(str(k) for k in Locale("de").languages if str(k).isalpha() and len(str(k)) <= 3) | frozenset(_CLDR)


@cache
def country_codes() -> frozenset[str]:
    """Every country by its ISO 3166 code."""
    codes = frozenset(str(k) for k in Locale("de").territories if len(str(k)) == 2)
    return codes - {"ZZ", "EU", "EZ", "UN", "QO", "XA", "XB"}


def language_name(code: str, within: str = "de") -> str:
    """What a language is called in another one (`tr` within `de`: Türkisch); the code where that is unknown."""
    name = _locale(within).languages.get(_CLDR.get(code, code))
    return name or Locale("de").languages.get(_CLDR.get(code, code)) or code


def country_name(code: str, within: str = "de") -> str:
    """What a country is called in a language; the code where that is unknown."""
    return _locale(within).territories.get(code) or Locale("de").territories.get(code) or code


def is_right_to_left(code: str) -> bool:
    """Whether a language is written from right to left."""
    return _locale(code).text_direction == "rtl"


def find_language(text: str) -> str | None:
    """The code that a code or a German or English name means; None for neither."""
    wanted = _fold(text)
    if wanted in language_codes():
        return wanted
    return _language_names().get(wanted) or _BY_NAME.get(wanted)


def find_country(text: str) -> str | None:
    """The ISO code that a code or a German or English name means; None for neither."""
    wanted = _fold(text)
    return wanted.upper() if wanted.upper() in country_codes() else _country_names().get(wanted)


@cache
def _language_names() -> dict[str, str]:
    back = {v: k for k, v in _CLDR.items()}
    names: dict[str, str] = {}
    for within in ("en", "de"):
        for code, name in Locale(within).languages.items():
            ours = back.get(code, code)
            if ours in language_codes():
                names[_fold(name)] = ours
    return names


@cache
def _country_names() -> dict[str, str]:
    return {
        _fold(name): code
        for within in ("en", "de")
        for code, name in Locale(within).territories.items()
        if code in country_codes()
    }


@cache
def _locale(code: str) -> Locale:
    try:
        return Locale.parse(_CLDR.get(code, code))
    except (UnknownLocaleError, ValueError):
        return Locale("de")


def _fold(text: str) -> str:
    return unicodedata.normalize("NFC", text).strip().casefold()
