# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Names as they are searched and sorted: without marks and case, and as German keyboards spell them."""

import unicodedata

_PLAIN = str.maketrans(
    {"ß": "ss", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "ø": "o", "æ": "ae", "œ": "oe", "þ": "th", "ʼ": "'", "’": "'"}
)
_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})


def plain(text: str) -> str:
    """`Müller Çelik` as `muller celik`."""
    folded = text.casefold().translate(_PLAIN)
    return "".join(c for c in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(c))


def search_words(*texts: str) -> str:
    """Everything that a search may hit: the plain form, and the German one where it differs (`mueller`)."""
    joined = " ".join(text for text in texts if text)
    forms = {plain(joined), plain(unicodedata.normalize("NFC", joined).casefold().translate(_GERMAN))}
    return " ".join(sorted(forms))


def match_query(typed: str) -> str:
    """What the counsellor typed, as an FTS5 query: every word is the beginning of a word; empty when there is none."""
    words = "".join(c if c.isalnum() else " " for c in plain(typed)).split()
    return " ".join(f'"{word}"*' for word in words)
