# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Finding people by however their name is typed: other spellings, other scripts, one wrong letter.

The index holds, for every name, its words as they are searched (`spelling`), how they sound (`sounds`), the words in Latin
letters, the shape of short ones, and each word backwards: of a word with one wrong letter, the first half or the last one is
right.
"""

from sqlalchemy import text
from sqlalchemy.orm import Session

from laufmappe.casework.names.sounds import BORN, PHONE, SOUND, latin_words, shape, sound
from laufmappe.casework.names.spelling import plain, spellings

BACKWARDS = "\ue004"
"""Begins a word that stands backwards in the index; nobody can type it."""
SHAPE = "\ue005"
"""Begins the shape of a word, likewise."""
_SIGNS = (SOUND, BORN, PHONE, BACKWARDS, SHAPE)
_TELLING = 3
"""A sound of so many consonants says who may be meant; with fewer, half the vault would: there the whole shape has to agree."""
_WRONG_FROM = 4
"""Words of so many letters may hold a wrong one."""
_LOOKED_AT = 1000


def indexed_forms(*names: str) -> str:
    """What the index keeps of names so that they are found in Latin letters and in spite of one wrong letter."""
    latin = [word for name in names for word in latin_words(name)]
    words = dict.fromkeys([*latin, *(word for name in names for word in _words(plain(name)))])
    backwards = [BACKWARDS + word[::-1] for word in words if len(word) >= _WRONG_FROM]
    shapes = dict.fromkeys(form for word in latin if (form := _shape(word)))
    return " ".join([*dict.fromkeys(latin), *backwards, *shapes])


def name_query(typed: str) -> str:
    """What the counsellor typed, as an FTS5 query: every word begins a word of the name in some spelling, or sounds so.

    Empty when nothing was typed that a name may hold.
    """
    forms = [_words(form) for form in spellings(typed)]
    latin = [word for word in latin_words(typed) if word.isalnum()]
    # One letter of another script stands for half the alphabet: it is looked for as it is.
    heard = bool(latin) and all(len(word) > 1 or word in forms[0] for word in latin)
    # What is looked for by its sound is looked for as it is typed, too.
    either = [" ".join(f'"{word}"*' for word in form) for form in forms if form and not (heard and form == latin)]
    if heard:
        either.append(" AND ".join(_latin_or_alike(word) for word in latin))
    return " OR ".join(f"({form})" for form in dict.fromkeys(either))


def nearly_named(session: Session, typed: str) -> list[int]:
    """The folder numbers of people of whose names a word typed differs in one letter; for when nothing else is found."""
    words = [word for word in latin_words(typed) if word.isalnum()]
    if not words or max(map(len, words)) < _WRONG_FROM:
        return []
    query = " AND ".join(f"({_half_right(word)})" if len(word) >= _WRONG_FROM else f'"{word}"*' for word in words)
    hits = text("SELECT rowid, words FROM person_search WHERE person_search MATCH :query LIMIT :most")
    rows = session.execute(hits, {"query": query, "most": _LOOKED_AT})
    people = {row.rowid: row.words.split() for row in rows}
    # The same names come again and again: each is compared once.
    names = [name for name in set().union(*people.values()) if not name.startswith(_SIGNS)]
    near = [{name for name in names if _is_near(word, name)} for word in words]
    return [number for number, kept in people.items() if not any(found.isdisjoint(kept) for found in near)]


def _latin_or_alike(word: str) -> str:
    heard = sound(word) if word.isalpha() else ""
    if len(heard) >= _TELLING:
        return f'("{word}"* OR "{SOUND}{heard}"*)'
    form = _shape(word)
    return f'("{word}"* OR "{form}")' if form else f'("{word}"*)'


def _shape(word: str) -> str:
    """What the index keeps of the shape of a short word of some letters; empty for others."""
    form = shape(word) if word.isalpha() and len(sound(word)) < _TELLING else ""
    return SHAPE + form if len(form) >= _TELLING else ""


def _half_right(word: str) -> str:
    # The letters in the middle are left out: two that changed places may stand there.
    half = max(2, (len(word) - 1) // 2)
    return f'"{word[:half]}"* OR "{BACKWARDS}{word[: -half - 1 : -1]}"*'


def _is_near(typed: str, word: str) -> bool:
    half = max(2, (len(typed) - 1) // 2)
    half_right = word.startswith(typed[:half]) or typed[-half:] in word
    return half_right and (word.startswith(typed) or is_one_off(typed, word))


def is_one_off(typed: str, word: str) -> bool:
    """Whether a word, or its beginning, becomes what was typed by one letter put in, left out, changed or swapped."""
    if len(typed) < _WRONG_FROM:
        return False
    return any(
        _distance_is_one(typed, word[: len(typed) + more]) for more in (-1, 0, 1) if len(typed) + more <= len(word)
    )


def _distance_is_one(one: str, other: str) -> bool:
    if len(one) < len(other):
        one, other = other, one
    same = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(other))
    if len(one) > len(other):
        return one[same + 1 :] == other[same:]
    swapped = one[same : same + 2] == other[same : same + 2][::-1] and one[same + 2 :] == other[same + 2 :]
    return one[same + 1 :] == other[same + 1 :] or swapped


def _words(form: str) -> list[str]:
    return "".join(c if c.isalnum() else " " for c in form).split()
