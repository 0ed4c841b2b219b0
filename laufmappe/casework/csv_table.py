# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading a CSV file as office programs write it: its encoding, its delimiter, its headings, its physical lines."""

import codecs
import csv
import io
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from laufmappe.errors import ImportFileError
from laufmappe.i18n import _

DELIMITERS = (";", "\t", ",")
MOST_ROWS = 100_000
_SEPARATOR_HINT = re.compile(r'"?sep=.?"?', re.IGNORECASE)


@dataclass(frozen=True)
class CsvLine:
    """A row: the physical line where it begins (from 1), its cells by heading; `fault` says why it can't be read.

    `column` is the heading that the fault is about, empty for the whole row.
    """

    line: int
    cells: dict[str, str]
    fault: str = ""
    column: str = ""


@dataclass(frozen=True)
class Fault:
    """Why a row stays out, or a column does: the physical line in the file (from 1), the heading, one sentence."""

    line: int
    column: str
    sentence: str

    def __str__(self) -> str:
        if self.column:
            return _("Zeile {line}, Spalte „{column}“: {sentence}").format(
                line=self.line, column=self.column, sentence=self.sentence
            )
        return _("Zeile {line}: {sentence}").format(line=self.line, sentence=self.sentence)


@dataclass
class CsvTable:
    """A file in rows. `remarks` are sentences on what was not taken over although it stands there."""

    lines: list[CsvLine] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def folded(text: str) -> str:
    """A heading or label as it is compared: without case, outer and double spaces."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def read_table(data: bytes, heading_of: Callable[[str], str], unknown: str = "") -> CsvTable:
    """The rows of a file; `heading_of` says which known heading a cell of the first line means, empty for none.

    `unknown` is the sentence for a first line without any known heading, where the list is not one of people.

    Raises:
        ImportFileError: The file as a whole can't be read: no text, empty, no headings.
    """
    text, is_guessed = _decoded(data)
    delimiter, first = _find_delimiter(text, heading_of, unknown)
    rows = (row for row in _rows(text, delimiter) if row[0] >= first)
    names = next(rows)[1]
    table = CsvTable()
    if is_guessed:
        table.remarks.append(
            _("Die Datei ist nicht in UTF-8; sie wurde als Windows-1252 gelesen. Bitte prüfen Sie Umlaute und Namen.")
        )
    table.headings = _headings(names, heading_of, table.remarks)
    unnamed = {place for place, name in enumerate(names) if not name.strip()}
    for line, cells, broken in rows:
        if not broken and not any(cell.strip() for cell in cells):
            continue
        if len(table.lines) == MOST_ROWS:
            raise ImportFileError(
                _("Die Liste hat mehr als {most} Zeilen. Es wurde nichts übernommen; bitte teilen Sie sie auf.").format(
                    most=MOST_ROWS
                )
            )
        unnamed -= _remark_unnamed(unnamed, cells, table.remarks)
        fault, column = (broken, "") if broken else _fault(cells, names)
        known = {} if fault else {h: cell for h, cell in zip(table.headings, cells, strict=False) if h}
        table.lines.append(CsvLine(line, known, fault, column))
    return table


def _decoded(data: bytes) -> tuple[str, bool]:
    """The text, and whether its encoding is the fallback of old office programs."""
    if not data.strip():
        raise ImportFileError(_("Die Datei ist leer."))
    try:
        if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            text, is_guessed = data.decode("utf-16"), False
        else:
            text, is_guessed = data.decode("utf-8-sig"), False
    except UnicodeDecodeError:
        if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF8)):
            raise _no_text() from None
        try:
            text, is_guessed = data.decode("cp1252"), True
        except UnicodeDecodeError:
            raise _no_text() from None
    if not text.strip("\ufeff \t\r\n"):
        raise ImportFileError(_("Die Datei ist leer."))
    # In the first line they tell that this is UTF-16 without a mark, or no text at all; further down they cost a row.
    if "\0" in text.lstrip("\ufeff\r\n").splitlines()[0]:
        raise _no_text()
    return text, is_guessed


def _no_text() -> ImportFileError:
    return ImportFileError(
        _(
            "Das ist keine CSV-Datei in UTF-8, UTF-16 oder Windows-1252. Es wurde nichts übernommen; bitte speichern Sie die Liste als „CSV UTF-8“."
        )
    )


def _find_delimiter(text: str, heading_of: Callable[[str], str], unknown: str) -> tuple[str, int]:
    """The delimiter under which the first line has the most known headings, and the line where that stands."""
    best = (0, "", 0)
    for delimiter in DELIMITERS:
        for line, cells, broken in _rows(text, delimiter):
            if broken:
                break
            if _SEPARATOR_HINT.fullmatch(delimiter.join(cells).strip()) or not any(cell.strip() for cell in cells):
                continue
            known = len({heading for cell in cells if (heading := heading_of(cell))})
            if known > best[0]:
                best = (known, delimiter, line)
            break
    if not best[0]:
        raise ImportFileError(
            unknown
            or _(
                "In der ersten Zeile steht keine Spalte, die ich kenne, zum Beispiel „Nachname“ oder „Vorname“. Es wurde nichts übernommen."
            )
        )
    return best[1], best[2]


def _rows(text: str, delimiter: str) -> Iterator[tuple[int, list[str], str]]:
    """Each row with the physical line where it begins; a fault instead of its cells where quotes or length are wrong."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            yield line, next(reader), ""
        except StopIteration:
            return
        except csv.Error as error:
            yield line, [], _explained(str(error), line, reader.line_num)


def _explained(error: str, first: int, last: int) -> str:
    if "field larger" in error:
        return _("Ein Feld ist viel zu lang.")
    if last > first:
        return _("Ein Anführungszeichen wird nicht richtig geschlossen; bis Zeile {last} ist nichts lesbar.").format(
            last=last
        )
    return _("Ein Anführungszeichen steht an falscher Stelle.")


def _fault(cells: list[str], names: list[str]) -> tuple[str, str]:
    """Why a row can't be read, and the heading where that is so; empty where all is well."""
    for place, cell in enumerate(cells):
        if "\0" in cell:
            name = " ".join(names[place].split())[:60] if place < len(names) else ""
            return _("Hier stehen Nullzeichen; bitte schreiben Sie das Feld neu."), name
    width = len(names)
    if any(cell.strip() for cell in cells[width:]):
        return _("Die Zeile hat {n} Felder, die erste Zeile nur {width}.").format(n=len(cells), width=width), ""
    return "", ""


def _headings(cells: list[str], heading_of: Callable[[str], str], remarks: list[str]) -> list[str]:
    """The known heading of each place, empty where there is none; what is left out is remarked."""
    headings: list[str] = []
    for cell in cells:
        heading = heading_of(cell)
        if heading and heading in headings:
            remarks.append(
                _("Die Spalte „{name}“ steht zweimal da; nur die erste wurde übernommen.").format(name=heading)
            )
            heading = ""
        elif not heading and cell.strip():
            name = " ".join(cell.split())[:60]
            remarks.append(_("Spalte „{name}“ kenne ich nicht; sie wurde nicht übernommen.").format(name=name))
        headings.append(heading)
    return headings


def _remark_unnamed(unnamed: set[int], cells: list[str], remarks: list[str]) -> set[int]:
    """The columns without a heading in which something stands after all."""
    used = {place for place in unnamed if place < len(cells) and cells[place].strip()}
    for place in sorted(used):
        remarks.append(_("Spalte {number} hat keine Überschrift; sie wurde nicht übernommen.").format(number=place + 1))
    return used
