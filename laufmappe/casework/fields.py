# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a field may hold: cleaned text, known codes, limits. A fault names its field and changes nothing."""

import unicodedata
from collections.abc import Iterable

from laufmappe.errors import FieldError
from laufmappe.i18n import _

LINE = 300
"""Most characters in a field of one line."""
TEXT = 10_000
"""Most characters in a note."""

_BIDI_CONTROLS = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
_FILLERS = set("\u115f\u1160\u3164\uffa0\u2800")
_UNSEEN = {"Cc", "Cf", "Mc", "Me", "Mn", "Zl", "Zp", "Zs"}


def clean(field: str, text: str, limit: int = LINE) -> str:
    """Text as it is kept: NFC, without control characters and direction overrides; one line unless `limit` is above LINE.

    A text that shows nothing on paper is empty.

    Raises:
        FieldError: It is longer than the limit, or holds half a character (a lone surrogate).
    """
    if len(text) > limit * 4:
        raise _too_long(field, len(text), limit)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise FieldError(field, _("Der Text enthält beschädigte Zeichen. Bitte neu eingeben.")) from None
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))
    several_lines = limit > LINE
    kept = "".join(c for c in text if c == "\n" or not _is_control(c))
    kept = "\n".join(line.rstrip() for line in kept.split("\n")).strip() if several_lines else " ".join(kept.split())
    if len(kept) > limit:
        raise _too_long(field, len(kept), limit)
    return kept if any(map(_shows, kept)) else ""


def clean_lines(field: str, items: Iterable[str]) -> list[str]:
    """A list of short texts, cleaned, without the empty ones."""
    cleaned = [clean(field, item) for item in items]
    if len(cleaned) > 50:
        raise FieldError(field, _("Höchstens 50 Einträge haben hier Platz."))
    return [item for item in cleaned if item]


def known(field: str, value: str, choices: Iterable[str]) -> str:
    """A code out of a list. Raises FieldError when it is none of them."""
    if value not in choices:
        raise FieldError(field, _("„{value}“ kenne ich hier nicht.").format(value=value[:40]))
    return value


def _shows(character: str) -> bool:
    """Whether there is something on paper: a text of fillers, joiners and marks alone is an empty one."""
    return character not in _FILLERS and unicodedata.category(character) not in _UNSEEN


def _is_control(character: str) -> bool:
    if character in _BIDI_CONTROLS or unicodedata.category(character) == "Cc":
        return True
    return ord(character) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(character) <= 0xFDEF


def _too_long(field: str, length: int, limit: int) -> FieldError:
    return FieldError(
        field, _("Der Text ist zu lang: {length} Zeichen, möglich sind {limit}.").format(length=length, limit=limit)
    )
