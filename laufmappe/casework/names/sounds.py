# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a name sounds, whatever script and whatever rules it was written by: `محمد`, `Mohammed`, `Mehmet` are one `mkmt`.

A sound is coarse on purpose. It finds who may be meant; whether they are alike is looked at afterwards.
"""

import re
import unicodedata
from functools import cache, lru_cache

from laufmappe.casework.names.spelling import plain

_ARABIC = {
    **{"ا": "a", "ب": "b", "پ": "p", "ت": "t", "ث": "th", "ج": "j", "چ": "ch", "ح": "h", "خ": "kh", "د": "d", "ذ": "d"},
    **{"ر": "r", "ز": "z", "ژ": "zh", "س": "s", "ش": "sh", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "a", "غ": "gh"},
    **{"ف": "f", "ڤ": "v", "ق": "q", "ک": "k", "گ": "g", "ل": "l", "م": "m", "ن": "n", "ه": "h", "و": "w", "ی": "y"},
    "ء": "",
}
_CYRILLIC = {
    **{"а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "ж": "zh", "з": "z", "и": "i", "і": "i"},
    **{"й": "y", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u"},
    **{"ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sh", "ъ": "", "ы": "y", "ь": "", "э": "e", "є": "e"},
    **{"ю": "yu", "я": "ya", "ђ": "j", "ј": "y", "љ": "l", "њ": "n", "ћ": "ch", "џ": "j"},
}
_LATIN = _ARABIC | _CYRILLIC
_PERSIAN = str.maketrans({"ض": "ز", "ذ": "ز", "ظ": "ز", "ث": "س"})
"""Letters that Persian speaks otherwise than Arabic, in names that hold one of the letters of Persian keyboards."""
_PERSIAN_LETTERS = frozenset("پچژگکی")
_H_APART = re.compile("(?<=[تدذزسصضطظکگپ])ه")
"""An h that would make `sh`, `zh`, `kh` of the letter before it, were there no vowel between them: `زهرا` is Zahra."""
_ARTICLES = {
    *("al", "el", "ul", "il", "ad", "ed", "as", "es", "ar", "er", "an", "en", "at", "et", "az", "ez", "ash", "esh"),
    *("bin", "ibn", "ben", "bint"),
}
"""Words that a name is written with or without."""
_SERVANT = re.compile(r"abd[aeiou]?(?:[lrnstdz](?=[^aeiou]))?-?")
"""`Abdel-`, `Abdul-`, `Abdur-`: written apart, together, or with an article that took on the next letter."""
_TOGETHER = (
    *((letters, "s") for letters in ("tsch", "dsch", "tch", "sch", "sh", "ch", "zh", "cz", "sz", "ts", "tz")),
    *((letters, "k") for letters in ("kh", "gh", "ck", "qu")),
    ("x", "ks"),
    ("ph", "f"),
    ("th", "t"),
    ("dh", "t"),
    ("ce", "se"),
    ("ci", "si"),
)
_APART = str.maketrans(
    {**dict.fromkeys("gqch", "k"), "d": "t", "p": "b", "z": "s", **dict.fromkeys("aeiouyjwv'", None)}
)
_DOUBLE = re.compile(r"(.)\1+")
_VOWELS = re.compile("[aeiouyjwv']+")
_BEGIN = {"a": "a", "e": "i", "i": "i", "o": "u", "u": "u", "y": "y", "j": "y", "w": "w", "v": "w"}


@cache
def _letter(character: str) -> str:
    """A letter of another script in Latin letters; what is unknown stays as it is."""
    if character in _LATIN:
        return _LATIN[character]
    if "\u1200" <= character <= "\u139f":
        syllable = unicodedata.name(character, "").rpartition(" ")[2].lower()
        begin = {"c": "ch", "x": "kh", "kx": "kh", "th": "t", "ph": "p", "hh": "h", "sz": "s"}
        consonants = syllable.rstrip("aeiou")
        return begin.get(consonants, consonants) + syllable[len(consonants) :]
    return character


def latin_words(name: str) -> list[str]:
    """The words of a name in plain Latin letters, without articles; `عبد الرحمن` and `Abdulrahman` are one word."""
    spoken = name.translate(_PERSIAN) if _PERSIAN_LETTERS.intersection(name) else name
    letters = "".join(c if c.isalnum() or c == "'" else " " for c in _H_APART.sub("اه", plain(spoken)))
    words: list[str] = []
    begun = ""
    for raw in letters.split():
        word = raw.removeprefix("ال") if len(raw) > 3 else raw
        word = "".join(map(_letter, word)).replace("'", "")
        if begun and word in _ARTICLES:
            continue
        if word in ("abd", "bd", "abdul", "abdel", "abdal", "abdol", "abdu", "abdur", "abder", "abdar"):
            begun = "abd"
        elif begun:
            words.append(begun + word)
            begun = ""
        elif word and word not in _ARTICLES:
            words.append(_without_article(word))
    return [*words, begun] if begun else words


def _without_article(word: str) -> str:
    """`Almasri` as `masri`, `Abdulrahman` as `abdrahman`."""
    if len(word) >= 6 and word.startswith("abd"):
        return "abd" + word[_SERVANT.match(word).end() :]  # type: ignore[union-attr]  # it begins so
    if len(word) >= 6 and word[:2] in ("al", "el") and word[2] not in "aeiou":
        return word[2:]
    return word


def sound(word: str) -> str:
    """The consonants of a word of `latin_words`, alike ones as one; the word itself where it has none."""
    return _folded(word).translate(_APART) or word


def shape(word: str) -> str:
    """How a short word sounds, with its vowels told apart from none: `Yousef` and `Yusuf` are one `yesef`."""
    letters = _folded(word)
    begin = _BEGIN.get(letters[:1], "")
    return begin + "e".join(part.translate(_APART) for part in _VOWELS.split(letters[1:] if begin else letters))


def _folded(word: str) -> str:
    letters = re.sub(r"off?$|ow$", "ov", word) if len(word) > 4 else word
    if len(letters) > 2:
        letters = letters.removesuffix("h")
    for several, one in _TOGETHER:
        letters = letters.replace(several, one)
    return _DOUBLE.sub(r"\1", letters)


@lru_cache(4096)
def sounds(name: str) -> tuple[str, ...]:
    """The sound of each word of a name; names come again and again."""
    return tuple(sound(word) for word in latin_words(name))


def phone_end(phone: str) -> str:
    """The last eight digits of a phone number, which no country code or leading zero changes; empty for a shorter one."""
    digits = "".join(c for c in phone if c.isascii() and c.isdigit())
    return digits[-8:] if len(digits) >= 8 else ""


# Signs of the private use area: the index keeps them as letters, and nobody can type them into the search.
SOUND, BORN, PHONE = "\ue001", "\ue002", "\ue003"


def alike_words(*names: str, birth_date: str = "", phone: str = "") -> str:
    """What the search index keeps of a person so that a possible duplicate is found in it: sounds, birth, phone."""
    found = {SOUND + heard for name in names for heard in sounds(name)}
    if birth_date:
        found |= {BORN + birth_date[:4], BORN + birth_date.replace("-", "")}
    if end := phone_end(phone):
        found.add(PHONE + end)
    return " ".join(sorted(found))
