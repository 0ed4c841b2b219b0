# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sentences of a sheet whose translation nobody has read yet, is out of date, or is missing: a list for a reviewer.

Only sentences of the catalogue get into it. What a counsellor typed, a name or an address, is looked up there as well
while a sheet is drawn, and is never kept.
"""

import csv
import re
from collections.abc import Collection
from dataclasses import dataclass
from io import StringIO

from laufmappe.folder.words import Catalogue, Words, read_catalogue
from laufmappe.i18n import _

UNREVIEWED, OUTDATED, MISSING = "unreviewed", "outdated", "missing"


@dataclass(frozen=True)
class Doubt:
    """A German sentence, what its translation is (empty where there is none), and what is wrong with that."""

    german: str
    translation: str
    kind: str


class HeardWords(Words):
    """Words that remember which sentences of the catalogue were looked up since `listen` was called last."""

    def __init__(self, language: str, large_print: bool = False) -> None:
        catalogue = read_catalogue(language) if language not in ("", "de") else Catalogue(reviewed=True)
        super().__init__(language, catalogue, large_print)
        self._known = catalogue
        self._heard: dict[str, None] = {}

    def listen(self) -> tuple[str, ...]:
        """What was looked up until now; begins anew."""
        heard, self._heard = tuple(self._heard), {}
        return heard

    def translation(self, sentence: str) -> str:
        if sentence in self._known.sentences or sentence in self._known.unusable:
            self._heard[sentence] = None
        return super().translation(sentence)

    def doubts(self, sentences: Collection[str]) -> list[Doubt]:
        """What is to be said of these sentences, the worst first; nothing of those that were reviewed."""
        found = [doubt for sentence in dict.fromkeys(sentences) if (doubt := self._doubt(sentence)) is not None]
        return sorted(found, key=lambda doubt: (MISSING, OUTDATED, UNREVIEWED).index(doubt.kind))

    def _doubt(self, sentence: str) -> Doubt | None:
        if sentence in self._known.sentences:
            said = self._known.sentences[sentence]
            return None if self.reviewed else Doubt(sentence, said, UNREVIEWED)
        if sentence not in self._known.unusable:
            return None
        said = self._known.unusable[sentence]
        return Doubt(sentence, said, OUTDATED if said else MISSING)


def titled(title: str, sentences: Collection[str]) -> tuple[str, ...]:
    """Those of the sentences that a title was made of: „Station {number}“ for „Station 4“."""
    return tuple(each for each in sentences if _pattern(each).fullmatch(title))


def doubt_word(kind: str) -> str:
    """What is wrong, in a word."""
    return {UNREVIEWED: _("ungeprüft"), OUTDATED: _("veraltet"), MISSING: _("fehlt")}[kind]


def as_csv(doubts: Collection[Doubt], language: str) -> str:
    """The list for a reviewer, as tables open it: German, the translation, what is wrong, and room for a better one."""
    table = StringIO(newline="")
    writer = csv.writer(table, delimiter=";")
    writer.writerow([_("Deutsch"), language, _("Befund"), _("Besser")])
    writer.writerows([doubt.german, doubt.translation, doubt_word(doubt.kind), ""] for doubt in doubts)
    return table.getvalue()


def _pattern(sentence: str) -> re.Pattern[str]:
    parts = re.split(r"\{\w+\}", sentence)
    return re.compile(".+".join(map(re.escape, parts)), re.DOTALL)
