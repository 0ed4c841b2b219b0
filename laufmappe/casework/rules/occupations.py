# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""German reference occupations (Referenzberufe): the list that ships, a centre's own, and finding one while typing."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, fields
from functools import cache, lru_cache
from typing import Any

from laufmappe.casework.names.spelling import plain, spellings
from laufmappe.errors import ImportFileError
from laufmappe.i18n import _
from laufmappe.resources import read_json


@dataclass(frozen=True)
class Occupation:
    """An occupation that a foreign qualification is compared with. Hints, never a decision.

    `regulated` is None where the list does not say it; `only` narrows it: to the `title`, or to `self_employment`.
    `body_kind` is an id of the kinds in `recognition/bodies.json`, `field` one of the fields in `occupations.json`, `eqf` the
    usual level 1 to 8; `code` is the key of an official list (ISCO-08 or KldB 2010).
    """

    id: str
    label: str
    synonyms: tuple[str, ...] = ()
    field: str = ""
    regulated: bool | None = None
    body_kind: str = ""
    eqf: int | None = None
    only: str = ""
    note: str = ""
    code: str = ""

    def __hash__(self) -> int:
        """Of the id alone, so that a list of thousands is looked up quickly."""
        return hash(self.id)


def occupations(extra: Iterable[Occupation] = ()) -> tuple[Occupation, ...]:
    """Ours by their labels, then those of the centre's list that we do not have, by theirs."""
    return _all(tuple(extra))


def occupation(occupation_id: str, extra: Iterable[Occupation] = ()) -> Occupation | None:
    """The occupation with this id; None when neither list has it (any more)."""
    return _by_id(tuple(extra)).get(occupation_id)


def occupation_fields() -> dict[str, str]:
    """The German labels of the fields that occupations are grouped by."""
    return {entry["id"]: entry["label"] for entry in read_json("recognition", "occupations.json")["fields"]}


def regulation_limit(found: Occupation) -> str:
    """A German sentence on what exactly is regulated, where it is not the work itself; empty otherwise."""
    limits = {entry["id"]: entry["label"] for entry in read_json("recognition", "occupations.json")["only"]}
    return str(limits.get(found.only, ""))


def find_occupations(typed: str, extra: Iterable[Occupation] = (), limit: int = 20) -> tuple[Occupation, ...]:
    """What the typed letters may mean, best first, in any spelling; nothing for an empty text.

    A whole name comes first, then labels that begin so, labels with a word that begins so, synonyms, and last whatever
    has the letters inside. The first call for a list takes a moment to prepare it (a second for ten thousand names).
    """
    queries = [query for form in spellings(typed[:_LONGEST]) if (query := _words(form))]
    if not queries or limit < 1:
        return ()
    index = _index(tuple(extra))
    owners: dict[int, None] = {}
    for owner in _ranked(index, queries):
        owners.setdefault(owner)
        if len(owners) >= limit:
            break
    return tuple(index.everything[owner] for owner in owners)


def to_plain(listed: Iterable[Occupation]) -> list[dict[str, Any]]:
    """Occupations as JSON keeps them; what is empty is left out."""
    return [{name: value for name, value in asdict(entry).items() if value not in (None, "", ())} for entry in listed]


def from_plain(content: Any) -> tuple[Occupation, ...]:
    """Occupations as `to_plain` wrote them.

    Raises:
        ImportFileError: It is something else.
    """
    try:
        return tuple(_from_entry(entry) for entry in content)
    except (KeyError, TypeError, ValueError, AttributeError):
        raise ImportFileError(
            _(
                "Die Liste der Berufe ist beschädigt. Bitte lesen Sie sie noch einmal ein; die Akten sind nicht betroffen."
            )
        ) from None


_LONGEST = 100
"""Letters of a query that count."""
_TEXTS = ("id", "label", "field", "body_kind", "only", "note", "code")


def _from_entry(entry: dict[str, Any]) -> Occupation:
    values = {f.name: entry[f.name] for f in fields(Occupation) if f.name in entry}
    values["synonyms"] = tuple(values.get("synonyms", ()))
    found = Occupation(**values)
    texts = [getattr(found, name) for name in _TEXTS]
    is_sound = (
        all(isinstance(text, str) for text in (*texts, *found.synonyms))
        and bool(found.id and found.label)
        and isinstance(found.regulated, bool | None)
        and isinstance(found.eqf, int | None)
    )
    if not is_sound:
        raise ValueError(found.id)
    return found


@cache
def _ours() -> tuple[Occupation, ...]:
    shipped = from_plain(read_json("recognition", "occupations.json")["occupations"])
    return tuple(sorted(shipped, key=lambda entry: plain(entry.label)))


@lru_cache(maxsize=2)
def _all(extra: tuple[Occupation, ...]) -> tuple[Occupation, ...]:
    ours = _ours()
    ids, labels = {entry.id for entry in ours}, {plain(entry.label) for entry in ours}
    more: dict[str, Occupation] = {}
    for entry in extra:
        if entry.id not in ids and plain(entry.label) not in labels:
            more.setdefault(entry.id, entry)
    return (*ours, *sorted(more.values(), key=lambda entry: plain(entry.label)))


@lru_cache(maxsize=2)
def _by_id(extra: tuple[Occupation, ...]) -> dict[str, Occupation]:
    return {entry.id: entry for entry in _all(extra)}


# Finding: all names as one long text, a line for each, because searching a text is what the machine does best. ---------


@dataclass(frozen=True)
class _Names:
    """Names, each as a line of words that begins with a line break: where each begins (and the last ends), whose it is."""

    text: str
    starts: list[int]
    owners: list[int]

    def having(self, letters: str, others: Iterable[str] = ()) -> Iterator[int]:
        """The owners of the lines with these letters, in the order of the list; with all the others too, if there are any."""
        at = self.text.find(letters)
        while at != -1:
            line = bisect_right(self.starts, at) - 1
            start, end = self.starts[line], self.starts[line + 1]
            if all(self.text.find(other, start, end) != -1 for other in others):
                yield self.owners[line]
            at = self.text.find(letters, end)


@dataclass(frozen=True)
class _Index:
    """A list ready to be searched: the labels, the synonyms, and both of an occupation in one line."""

    everything: tuple[Occupation, ...]
    labels: _Names
    synonyms: _Names
    whole: _Names


@lru_cache(maxsize=2)
def _index(extra: tuple[Occupation, ...]) -> _Index:
    everything = _all(extra)
    labels = [(owner, _forms(entry.label)) for owner, entry in enumerate(everything)]
    synonyms = [(owner, _forms(name)) for owner, entry in enumerate(everything) for name in entry.synonyms]
    whole: list[list[str]] = [[] for _entry in everything]
    for owner, forms in (*labels, *synonyms):
        whole[owner] += forms
    return _Index(
        everything, _names(labels), _names(synonyms), _names((n, [" ".join(forms)]) for n, forms in enumerate(whole))
    )


def _names(owned: Iterable[tuple[int, list[str]]]) -> _Names:
    lines, starts, owners, length = [], [], [], 0
    for owner, forms in owned:
        for form in forms:
            lines.append("\n" + form)
            starts.append(length)
            owners.append(owner)
            length += len(form) + 1
    return _Names("".join(lines) + "\n", [*starts, length], owners)


def _ranked(index: _Index, queries: list[str]) -> Iterator[int]:
    """Owners of matching names, best first; the same one may come more than once."""
    there = [query for query in queries if query in index.whole.text]
    for names, before, after in (
        (index.labels, "\n", "\n"),
        (index.synonyms, "\n", "\n"),
        (index.labels, "\n", ""),
        (index.labels, " ", ""),
        (index.synonyms, "\n", ""),
        (index.synonyms, " ", ""),
        (index.labels, "", ""),
        (index.whole, "", ""),
    ):
        for query in there:
            yield from names.having(before + query + after)
    for query in queries:  # the words of the query in any order
        first, *others = sorted(query.split(), key=len, reverse=True)
        if others:
            yield from index.whole.having(first, others)


def _forms(name: str) -> list[str]:
    return [_words(form) for form in spellings(name)]


def _words(form: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", form))
