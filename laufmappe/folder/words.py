# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The words of the printed folder: German, and beside it the language of the person.

A catalogue `resources/locale/folder/<language>.po` is all that a language needs; German sentences are its keys.
`w("…")` marks a sentence that is printed, so that it gets into the catalogues.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cache
from string import Formatter
from typing import NamedTuple

from babel import Locale, UnknownLocaleError
from babel.dates import get_day_names
from babel.messages.pofile import read_po

from laufmappe import resources
from laufmappe.casework.cldr import country_name, is_right_to_left, language_name
from laufmappe.casework.record_views import TranslationView
from laufmappe.folder.typeset.text import Run, Text, isolate

GERMAN = "de"
# Names that CLDR files under another code.
_CLDR = {"kmr": "ku", "prs": "fa_AF"}


def w(sentence: str) -> str:
    """Marks a German sentence of the folder for the catalogues."""
    return sentence


@dataclass(frozen=True)
class LanguageInfo:
    """A language that the folder can show beside German; `code` is `de` for German alone.

    `review_state` is `reviewed` or `unreviewed`: the sheets say so when nobody has read a translation yet.
    """

    code: str
    name: str
    german_name: str
    direction: str
    review_state: str


class Pair(NamedTuple):
    """The same words in German and in the other language; `other` is None where there is no translation."""

    german: Text
    other: Text | None


Value = str | Run | Pair


@dataclass(frozen=True)
class Catalogue:
    """The translations of one language, and what its head says."""

    sentences: Mapping[str, str] = field(default_factory=dict)
    name: str = ""
    reviewed: bool = False
    unusable: Mapping[str, str] = field(default_factory=dict)
    """What is in the catalogue and is not printed: reworded since, without a translation, or with other fields."""


class Words:
    """Gives printed words in German and in one other language (`""` or `de`: German alone).

    With `large_print` they are set for people who see badly: nothing that is read is smaller than 16 points.
    """

    def __init__(self, language: str, catalogue: Catalogue | None = None, large_print: bool = False) -> None:
        self.language = "" if language == GERMAN else language
        self.large_print = large_print
        self.bilingual = bool(self.language)
        self.right_to_left = self.bilingual and is_right_to_left(self.language)
        if catalogue is None:
            catalogue = read_catalogue(self.language) if self.bilingual else Catalogue(reviewed=True)
        self._catalogue = catalogue
        self._by_hand: Mapping[str, str] = {}
        self.reviewed = catalogue.reviewed

    @property
    def language_name(self) -> str:
        """What the other language calls itself."""
        return self._catalogue.name or language_name(self.language, self.language)

    def translation(self, sentence: str) -> str:
        """A German sentence in the other language; empty where nobody has translated it."""
        return self._catalogue.sentences.get(sentence, "") if self.bilingual else ""

    def learn(self, by_hand: Iterable[TranslationView]) -> None:
        """From now on, what the counsellor translated by hand is said so; what comes first counts."""
        known = [each for each in by_hand if each.language == self.language]
        self._by_hand = {each.source: each.translation for each in reversed(known)}

    def own(self, words: str) -> str:
        """Words of the data or of the counsellor in the other language: by hand, else out of the catalogue, else empty."""
        return self._by_hand.get(words) or self.translation(words)

    def pair(self, sentence: str, **values: Value) -> Pair:
        """A sentence with its fields filled in. What a person typed is isolated, whatever script it is in."""
        translated = self.translation(sentence)
        german = Text.fill(sentence, GERMAN, **{name: _side(value, german=True) for name, value in values.items()})
        if not translated:
            return Pair(german, None)
        sides = {name: _side(value, german=False) for name, value in values.items()}
        return Pair(german, self._directed(Text.fill(translated, self.language, **sides)))

    def of(self, words: str) -> Pair:
        """Words of the data or of the counsellor, that hold no fields."""
        by_hand = self._by_hand.get(words)
        if by_hand:
            return Pair(Text.of(isolate(words)), self._directed(Text.of(isolate(by_hand), language=self.language)))
        translated = self.translation(words)
        if translated:
            return Pair(Text.of(words), self._directed(Text.of(translated, language=self.language)))
        return Pair(Text.of(isolate(words)), None)

    def both(self, typed: str, bold: bool | None = None) -> Pair:
        """Names, addresses and numbers: the same on both sides, in their own direction."""
        run = Run(isolate(typed), bold=bold, language=GERMAN)
        return Pair(Text.of(run), self.foreign(run) if self.bilingual else None)

    def foreign(self, *parts: str | Run) -> Text:
        """A text that runs in the direction of the other language."""
        return self._directed(Text.of(*parts, language=self.language or GERMAN))

    def stacked(self, pairs: "list[Pair]") -> Pair:
        """Several pairs below each other, as paragraphs of one. What has no translation is left out on that side."""
        german = _joined([pair.german for pair in pairs])
        others = [pair.other for pair in pairs if pair.other is not None]
        assert german is not None
        return Pair(german, _joined(others))

    def inline(self, sentence: str, bold: bool | None = None, colour: str | None = None) -> Text:
        """German and the other language on one line, as in „Datum · date“."""
        translated = self.translation(sentence)
        if not translated:
            return Text.of(Run(sentence, bold=bold))
        return Text.of(
            Run(sentence, bold=bold), Run(" · "), Run(isolate(translated), colour=colour, language=self.language)
        )

    def note_untranslated(self) -> Text:
        """What stands in the other column where words exist in German alone."""
        translated = self.translation(_ONLY_GERMAN)
        return self.foreign(translated or "–")

    def weekday(self, day: date, short: bool = False) -> Pair:
        """Montag, or Mo."""
        width = "short" if short else "wide"
        other = self.foreign(_weekday(self.language, day, width)) if self.bilingual else None
        german = _weekday(GERMAN, day, width)
        return Pair(Text.of(german.rstrip(".")), other)

    def moment(self, appointment: datetime) -> Pair:
        """Day and time of an appointment in words."""
        german, other = self.weekday(appointment)
        weekday = Pair(german, None if other is None else _capitalised(other))
        return self.pair(
            w("{weekday}, {date}, {time} Uhr"),
            weekday=weekday,
            date=show_date(appointment.date()),
            time=show_time(appointment),
        )

    def place(self, room: str, street: str) -> Pair | None:
        """Room and street; a bare number gets the word for room before it. None where neither is known."""
        if not room[:1].isdigit() or any(c.isalpha() for c in room[:-1]):
            known = ", ".join(part for part in (room, street) if part)
            return self.both(known) if known else None
        if not street:
            return self.pair(w("Zimmer {room}"), room=room)
        return self.pair(w("Zimmer {room}, {street}"), room=room, street=street)

    def country(self, code: str) -> Pair:
        """A country by its ISO code."""
        other = self.foreign(country_name(code, self.language)) if self.bilingual else None
        return Pair(Text.of(country_name(code)), other)

    def _directed(self, text: Text) -> Text:
        return Text(text.runs, text.language, "rtl" if self.right_to_left else "ltr")


_ONLY_GERMAN = w("Diesen Text gibt es nur auf Deutsch.")


def folder_languages() -> list[LanguageInfo]:
    """Every language that has a catalogue, by its German name, and German alone as the last."""
    found = []
    for path in resources.path("locale", "folder").glob("*.po"):
        code = path.stem
        head = read_catalogue(code)
        direction = "rtl" if is_right_to_left(code) else "ltr"
        review_state = "reviewed" if head.reviewed else "unreviewed"
        found.append(LanguageInfo(code, head.name, language_name(code), direction, review_state))
    found.sort(key=lambda language: language.german_name)
    return [*found, LanguageInfo(GERMAN, "Deutsch", "Deutsch", "ltr", "reviewed")]


@cache
def read_catalogue(code: str) -> Catalogue:
    """The finished translations of a language; what was reworded and not read again since counts as missing.

    An unknown language gives an empty catalogue.
    """
    path = resources.path("locale", "folder", f"{code}.po")
    if not code.isalpha() or not path.is_file():
        return Catalogue(name=language_name(code, code))
    with path.open("rb") as file:
        found = read_po(file, ignore_obsolete=True)
    head = _own_headers(path.read_text(encoding="utf-8"))
    said = {
        message.id: (message.string, message.fuzzy)
        for message in found
        if isinstance(message.id, str) and message.id and isinstance(message.string, str)
    }
    sentences = {
        german: other
        for german, (other, fuzzy) in said.items()
        if other and not fuzzy and _fields(other) == _fields(german)
    }
    unusable = {german: other for german, (other, _fuzzy) in said.items() if german not in sentences}
    name = head.get("X-Language-Name") or language_name(code, code)
    return Catalogue(sentences, name, head.get("X-Review-State") == "reviewed", unusable)


def show_date(day: date) -> str:
    """`30.11.2026`, in Western digits in every language."""
    return f"{day:%d.%m.%Y}"


def show_time(moment: datetime) -> str:
    """`9:30`, of 24 hours."""
    return f"{moment.hour}:{moment.minute:02}"


def _fields(sentence: str) -> set[str] | None:
    """The named fields of a sentence; a translation must have the same. None for braces that don't match."""
    try:
        return {name for _words, name, _format, _conversion in Formatter().parse(sentence) if name is not None}
    except ValueError:
        return None


def _own_headers(content: str) -> dict[str, str]:
    """The `X-` lines of a catalogue's head, which Babel passes over."""
    head = content.split("\n\n", 1)[0]
    lines = (line.strip('"').removesuffix("\\n") for line in head.splitlines() if line.startswith('"X-'))
    return {key.strip(): value.strip() for key, _colon, value in (line.partition(":") for line in lines)}


@cache
def _weekday(language: str, day: date, width: str) -> str:
    try:
        locale = Locale.parse(_CLDR.get(language, language))
    except (UnknownLocaleError, ValueError):
        locale = Locale(GERMAN)
    return str(get_day_names("abbreviated" if width == "short" else "wide", locale=locale)[day.weekday()])


def _capitalised(text: Text) -> Text:
    """As it begins a line: Ukrainian weekdays are small inside a sentence only."""
    first, *rest = text.runs
    return replace(text, runs=(replace(first, text=first.text[:1].upper() + first.text[1:]), *rest))


def _joined(texts: list[Text]) -> Text | None:
    """Texts as paragraphs of one text, in the language of the first."""
    if not texts:
        return None
    runs = tuple(run for text in texts for run in (Run("\n"), *text.runs))[1:]
    return Text(runs, texts[0].language, texts[0].direction)


def _side(value: Value, german: bool) -> str | Run:
    if not isinstance(value, Pair):
        return value
    text = value.german if german or value.other is None else value.other
    first = text.runs[0] if text.runs else Run("")
    return Run(str(text), bold=first.bold, language=text.language)
