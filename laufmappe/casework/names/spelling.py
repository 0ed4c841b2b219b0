# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Names as they are searched and sorted: without marks and case, and as German keyboards spell them."""

import unicodedata

_PLAIN = str.maketrans(
    {"ß": "ss", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "ø": "o", "æ": "ae", "œ": "oe", "þ": "th", "ʼ": "'", "’": "'"}
)
_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
# Letters that Arabic, Persian and Kurdish keyboards write differently, and the marks that only stretch or separate.
_ARABIC = str.maketrans(
    {"ك": "ک", "ي": "ی", "ى": "ی", "ة": "ه", "ۀ": "ه", "ە": "ه", "ٱ": "ا", "ـ": "", "\u200c": "", "\u200d": ""}
)


def plain(text: str) -> str:
    """`Müller Çelik` as `muller celik`."""
    folded = text
    for _pass in range(2):  # taking letters apart brings out capitals (𝜜), and folding those brings out parts
        folded = unicodedata.normalize("NFKD", folded).casefold()
    letters = "".join(c for c in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(c))
    return letters.translate(_PLAIN).translate(_ARABIC)


def search_words(*texts: str) -> str:
    """Everything that a search may hit: the plain form, and the German one where it differs (`mueller`)."""
    return " ".join(sorted(spellings(" ".join(text for text in texts if text))))


def spellings(text: str) -> tuple[str, ...]:
    """The forms in which a text may be typed: plain, and the German one where it differs."""
    return tuple(dict.fromkeys((plain(text), plain(_german(text)))))


def match_query(typed: str) -> str:
    """What the counsellor typed, as an FTS5 query: every word is the beginning of a word; empty when there is none.

    `Müller` finds the Mueller of a passport as well.
    """
    either = [" ".join(f'"{word}"*' for word in _words(form)) for form in spellings(typed)]
    return " OR ".join(f"({form})" for form in dict.fromkeys(either) if form)


def _german(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold().translate(_GERMAN)


def _words(text: str) -> list[str]:
    return "".join(c if c.isalnum() else " " for c in text).split()
