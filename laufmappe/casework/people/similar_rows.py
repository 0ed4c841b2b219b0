# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who in a list may be the same person as somebody further up in it, without comparing everybody with everybody."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from laufmappe.casework.names.sounds import sound
from laufmappe.casework.people.register import NewcomerDraft
from laufmappe.casework.people.similar import SHOWN, Sought, agreeing

_MOST_WORDS = 4
_MOST_LETTERS = 30
_MOST_ROWS = 40
"""So many rows are kept for one key: a list in which all have one name would take hours otherwise."""

_Key = tuple[str, ...]


@dataclass(frozen=True)
class SimilarRow:
    """A row further up; `reasons` are keys of `similar.REASONS`."""

    line: int
    reasons: tuple[str, ...]


class RowsAbove:
    """The rows of a list so far, found again by what must agree for `agreeing` to weigh enough."""

    def __init__(self) -> None:
        self._rows: list[tuple[int, Sought]] = []
        self._by_key: dict[_Key, list[int]] = {}

    def add(self, line: int, draft: NewcomerDraft) -> SimilarRow | None:
        """Puts a row below the others; the answer is the one above that resembles it most, None where none does."""
        person = Sought(draft)
        keys = set(_keys(person))
        found, most = None, SHOWN - 1
        for place in sorted({place for key in keys for place in self._by_key.get(key, ())}):
            above, other = self._rows[place]
            reasons, weight = agreeing(person, other)
            if weight > most:
                found, most = SimilarRow(above, reasons), weight
        for key in keys:
            rows = self._by_key.setdefault(key, [])
            if len(rows) < _MOST_ROWS:
                rows.append(len(self._rows))
        self._rows.append((line, person))
        return found


def _keys(person: Sought) -> Iterator[_Key]:
    """What two people have in common who are alike enough to be shown, whichever reason it is."""
    if person.phone:
        yield "phone", person.phone
    if person.native_spelled:
        yield "native", person.native_spelled
    for form in person.forms:
        heard = [sound(word) for word in form]
        yield "name", *sorted(heard)
        for pair in combinations(heard[:_MOST_WORDS], 2):
            yield "name", *sorted(pair)
            # A name that many have would fill its rows soon: those of one birth are still found.
            yield "name", *sorted(pair), person.birth
        if len(person.birth) == 10:
            for each in heard[:_MOST_WORDS]:
                yield "born", person.birth, each
        for n, word in enumerate(form[:_MOST_WORDS]):
            rest = sorted(heard[:n] + heard[n + 1 :])
            for spelled in _less_one(word):
                yield "letter", spelled, *rest


def _less_one(word: str) -> Iterator[str]:
    """The word, and the word without each of its letters: two words that differ in one letter share one of these."""
    yield word
    if 4 <= len(word) <= _MOST_LETTERS:
        for n in range(len(word)):
            yield word[:n] + word[n + 1 :]
