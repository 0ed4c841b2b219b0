# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is to be printed, before it is laid out: runs of words in known languages, made harmless.

A `Text` is a sequence of `Run`s. Words from a catalogue may carry isolates of their own; words that a person typed
go through `isolate()`, so that a name in another script can never turn the sentence around it.
"""

import re
import string
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import Literal

Direction = Literal["ltr", "rtl"]

RIGHT_TO_LEFT_LANGUAGES = frozenset(
    {"ar", "arc", "ckb", "dv", "fa", "he", "ks", "prs", "ps", "sd", "syr", "ug", "ur", "yi"}
)

FSI, LRI, RLI, PDI = "\u2068", "\u2066", "\u2067", "\u2069"
MARKS_PER_BASE = 3
"""More combining marks than this on one letter are dropped: no language stacks more, and a tower leaves its box."""

JOINED_CONSONANTS = 5
"""So many Indic consonants may melt into one shape; Sanskrit needs five. More could be wider than any box."""

_NO_BREAK_SPACE, _NON_JOINER = "\u00a0", "\u200c"
_VIRAMA = 9  # the combining class of the signs that join consonants

# Characters that draw nothing by design (Default_Ignorable_Code_Point, fillers and shorthand aside): no font has to have
# them.
_INVISIBLE = (
    "\u00ad\u034f\u061c\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\ufff0-\ufff8\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_INVISIBLE_CHARACTER = re.compile(f"[{_INVISIBLE}]")
# C0 and C1 except the line feed; embeddings and overrides; deprecated format characters, annotations, the byte order
# mark, tags and everything that Unicode says is no character.
_DROPPED = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u206a-\u206f\ufff9-\ufffb\ufeff\ufdd0-\ufdef\U000e0000-\U000e0fff"
    + "".join(chr(plane << 16 | low) for plane in range(17) for low in (0xFFFE, 0xFFFF))
    + "]"
)
_ISOLATES = re.compile(f"[{FSI}{LRI}{RLI}{PDI}]")
_LINE_END = re.compile("\r\n?|\u2028|\u2029")
# Letters that exist once more in their joined shapes, some of them as wide as a sentence.
_PRESENTATION_FORMS = re.compile("[\ufb50-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc]+")
_PHONE_NUMBER = re.compile(r"\+?[0-9][0-9 ()/\-\u00a0\u2011]{4,}")
_NO_BREAK = str.maketrans({" ": "\u00a0", "-": "\u2011"})


@dataclass(frozen=True, slots=True)
class Run:
    """Words that share a look and a language. What is None comes from the style or the text around it."""

    text: str
    bold: bool | None = None
    colour: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """One or more paragraphs (separated by line feeds) in the language `language`, e.g. `de`, `ar`, `uk`."""

    runs: tuple[Run, ...]
    language: str = "de"
    direction: Direction = "ltr"

    @classmethod
    def of(cls, *parts: "str | Run", language: str = "de", direction: Direction | None = None) -> "Text":
        """Strings and runs in reading order. The direction follows from the language unless it is given."""
        runs = tuple(part if isinstance(part, Run) else Run(part) for part in parts)
        return cls(runs, language, direction or direction_of(language))

    @classmethod
    def fill(cls, pattern: str, language: str = "de", **values: "str | Run") -> "Text":
        """A catalogue sentence with named fields: `Text.fill("Nehmen Sie {sheet} mit.", sheet=Run("Blatt 3", bold=True))`.

        Every value is isolated, whatever script it is in. Raises KeyError for a field without a value.
        """
        return cls.fill_from(pattern, values, language)

    @classmethod
    def fill_from(cls, pattern: str, values: "Mapping[str, str | Run]", language: str = "de") -> "Text":
        """As `fill`, with the values in a mapping, where one may well be called `language`."""
        parts: list[str | Run] = []
        for words, field, _format, _conversion in string.Formatter().parse(pattern):
            parts.append(words)
            if field is not None:
                value = values[field]
                run = value if isinstance(value, Run) else Run(value)
                parts.append(Run(isolate(run.text), run.bold, run.colour, run.language))
        return cls.of(*parts, language=language)

    def __str__(self) -> str:
        return "".join(run.text for run in self.runs)


def direction_of(language: str) -> Direction:
    """The direction in which paragraphs of a language run, by its code (`fa`, `de-DE`)."""
    return "rtl" if language.split("-", maxsplit=1)[0] in RIGHT_TO_LEFT_LANGUAGES else "ltr"


@lru_cache(maxsize=4096)
def _is_mark(character: str) -> bool:
    return unicodedata.category(character) in ("Mn", "Me")


@lru_cache(maxsize=4096)
def is_invisible(character: str) -> bool:
    """Whether a character draws nothing by design, as joiners, isolates, soft hyphens and variation selectors."""
    return _INVISIBLE_CHARACTER.match(character) is not None


def clean(text: str) -> str:
    """The text in NFC without anything that could draw outside of its box or reorder what stands around it."""
    if text.isascii() and text.isprintable():
        return text
    text = _LINE_END.sub("\n", text).replace("\t", " ")
    # Halves of a surrogate pair meet again; one alone becomes the replacement character, which is drawn.
    text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    text = _DROPPED.sub("", text)
    text = _PRESENTATION_FORMS.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    text = unicodedata.normalize("NFC", text)
    if text.isascii():
        return text
    return "\n".join(_balance_isolates(_limit_marks(line)) for line in text.split("\n"))


def isolate(text: str) -> str:
    """A name, address, number or anything else a person typed, so that it keeps its own direction in any sentence.

    A telephone number also stays on one line.
    """
    lines = (re.sub(f"[{FSI}{LRI}{RLI}{PDI}]", "", line).strip(" ") for line in clean(text).split("\n"))
    return "\n".join(_isolated_line(line) for line in lines)


def _isolated_line(line: str) -> str:
    if not line:
        return line
    if _PHONE_NUMBER.fullmatch(line):
        return LRI + line.translate(_NO_BREAK) + PDI
    if "@" in line or "://" in line:
        return LRI + line + PDI
    return FSI + line + PDI


def _limit_marks(line: str) -> str:
    """Without towers of marks and endless conjuncts, and with something under a mark that begins a line."""
    if not any(map(_is_mark, set(line))):
        return line
    kept: list[str] = []
    marks = joined = 0
    joins = False
    for character in line:
        if _is_mark(character):
            marks += 1
            if marks > MARKS_PER_BASE:
                continue
            if not kept:
                kept.append(_NO_BREAK_SPACE)
            joins = unicodedata.combining(character) == _VIRAMA
            joined += joins
        elif not is_invisible(character):
            if not joins:
                joined = 0
            marks, joins = 0, False
        kept.append(character)
        if joined == JOINED_CONSONANTS:
            kept.append(_NON_JOINER)
            joined = 0
    return "".join(kept)


def _balance_isolates(line: str) -> str:
    depths = list(accumulate(-1 if found == PDI else 1 for found in _ISOLATES.findall(line)))
    if not depths or (min(depths) >= 0 and depths[-1] == 0):
        return line
    kept: list[str] = []
    depth = 0
    for character in line:
        if character in (FSI, LRI, RLI):
            depth += 1
        elif character == PDI:
            if depth == 0:
                continue
            depth -= 1
        kept.append(character)
    return "".join(kept) + PDI * depth


def plain(text: "Text | str", language: str = "de") -> Text:
    """A str as a `Text`; a `Text` as it is."""
    return text if isinstance(text, Text) else Text.of(text, language=language)


def cleaned(runs: Iterable[Run]) -> tuple[Run, ...]:
    """The runs, each made harmless by itself, without the empty ones."""
    done = (Run(clean(run.text), run.bold, run.colour, run.language) for run in runs)
    return tuple(run for run in done if run.text)
