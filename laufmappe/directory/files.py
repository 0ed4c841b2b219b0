# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The way in: a file or folder → entries, the faults of those that can't come in, and remarks."""

import math
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from laufmappe.casework.csv_table import MOST_ROWS
from laufmappe.casework.desk import Desk
from laufmappe.casework.json_file import read_json_file
from laufmappe.casework.services.directory import import_entries
from laufmappe.casework.services.directory_entries import Directory, Entry, Exchanged, Fault, checked_entry
from laufmappe.directory.archive import read_files
from laufmappe.directory.nesting import Nest, Row
from laufmappe.directory.package import Package, is_other_table, read_package
from laufmappe.directory.parts import PLACES, object_at
from laufmappe.directory.reading import read_entry, read_organization
from laufmappe.directory.saving import ALONE, LOOSE, PAGE
from laufmappe.directory.tables import TABLES
from laufmappe.errors import FieldError, ImportFileError
from laufmappe.i18n import _, n_

MOST_CHARACTERS = 1024 * 1024
"""What one service may say altogether."""
_MOST_TOTAL = 128 * 1024 * 1024
_MOST_REST = 16 * 1024 * 1024
_MOST_REMARKS = 100
_LONGEST_NAME = 200
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")

_Sizes = dict[int, tuple[int, Any]]
_Place = tuple[Any, str] | None
"""Where a value stands: the place of what holds it, and its key."""


@dataclass(frozen=True)
class Read:
    """What a file holds: entries that can come in, rows that can't, and remarks on what is only kept."""

    directory: Directory
    faults: tuple[Fault, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Taken:
    """What came of a file; with `strict` and a fault, nothing."""

    result: Exchanged
    faults: tuple[Fault, ...] = ()
    remarks: tuple[str, ...] = ()


def import_directory(desk: Desk, path: Path, strict: bool = False) -> Taken:
    """Takes a file or folder into the directory. Good rows come in, the others are named; `strict` wants all of them.

    Raises:
        ImportFileError: It can't be read as a whole; nothing was written.
        StorageError: The vault can't be written to; nothing was.
    """
    read = read_directory(path)
    if (strict and read.faults) or not (read.directory.entries or read.directory.rest):
        return Taken(Exchanged(), read.faults, read.remarks)
    result = import_entries(desk, read.directory.entries, read.directory.rest)
    return Taken(result, read.faults, read.remarks)


def read_directory(path: Path) -> Read:
    """The entries of a JSON file, of a tabular data package (folder or zip), or of single CSV files.

    Raises:
        ImportFileError: It can't be read as a whole.
    """
    files = read_files(path)
    if len(files) == 1:
        name, data = next(iter(files.items()))
        if data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"["):
            return _of_json(name, read_json_file(data))
    return _of_package(files)


class _Reader:
    """Entries, faults and remarks of a file in the making."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.faults: list[Fault] = []
        self.remarks: dict[str, None] = {}
        self._seen: dict[tuple[str, str], tuple[str, int]] = {}
        self._sizes: _Sizes = {}
        self._total = 0

    def service(self, file: str, row: int, document: Any) -> None:
        self._take("service", file, row, document)

    def organization(self, file: str, row: int, document: Any) -> None:
        self._take("organization", file, row, document)

    def _take(self, kind: str, file: str, row: int, document: Any) -> None:
        try:
            self._refuse_double(kind, file, row, document)
            self._total += _measured(document, self._sizes)
            if self._total > _MOST_TOTAL:
                raise ImportFileError(
                    _("Das Verzeichnis ist zu groß. Es wurde nichts übernommen; bitte teilen Sie es auf.")
                )
            if kind == "service":
                entry, remarks = read_entry(document)
            else:
                part, remarks = read_organization(document)
                entry = Entry(None, part)
            self.entries.append(checked_entry(entry))
        except FieldError as error:
            self.faults.append(Fault(file, row, PLACES.get(error.field, error.field), str(error)))
            return
        for remark in remarks:
            self.remarks[remark] = None

    def _refuse_double(self, kind: str, file: str, row: int, document: Any) -> None:
        if not isinstance(document, dict):
            raise FieldError("", _("Das ist keine Anlaufstelle."))
        said = document.get("id")
        if said is None or said == "":
            return
        if isinstance(said, bool) or not isinstance(said, str | int) or len(str(said)) > 200:
            raise FieldError("id", _("Hier gehört eine Kennung hin."))
        document["id"] = str(said)
        if (kind, str(said)) in self._seen:
            first = Fault(*self._seen[kind, str(said)], "", "")
            raise FieldError("id", _("Diese Kennung steht schon hier: {place}").format(place=str(first).rstrip(": ")))
        self._seen[kind, str(said)] = (file, row)

    def read(self, rest: Row, faults: list[Fault] | None = None, remarks: list[str] | None = None) -> Read:
        found = sorted([*(faults or ()), *self.faults], key=lambda fault: (fault.file, fault.row))
        kept = {name: value for name, value in rest.items() if value}
        told = [*(remarks or ()), *self.remarks]
        if len(told) > _MOST_REMARKS:
            left = len(told) - _MOST_REMARKS
            told = [
                *told[:_MOST_REMARKS],
                n_("… und {n} weiterer Hinweis", "… und {n} weitere Hinweise", left).format(n=left),
            ]
        return Read(Directory(tuple(self.entries), kept), tuple(found), tuple(told))


def _of_json(name: str, content: Any) -> Read:
    """A page or list of services, one service, or one organization with its services."""
    reader = _Reader()
    rest: Row = {}
    services = content
    alone: Any = []
    if isinstance(content, dict) and "contents" in content:
        services = content["contents"]
        alone = content.get(ALONE, [])
        rest = {**object_at(content, LOOSE)}
        rest = {
            key: value for key, value in rest.items() if key in ("loose", "other", "package") and _is_rest(key, value)
        }
        rest["page"] = {key: value for key, value in content.items() if key not in (*PAGE, ALONE, LOOSE)}
        _refuse_rest(rest)
    elif isinstance(content, dict):
        services, alone = _single(content)
    if not isinstance(services, list) or not isinstance(alone, list):
        raise ImportFileError(_("Das ist kein Verzeichnis von Anlaufstellen (HSDS). Es wurde nichts übernommen."))
    if len(services) + len(alone) > MOST_ROWS:
        raise ImportFileError(
            _(
                "Das sind mehr als {most} Anlaufstellen. Es wurde nichts übernommen; bitte teilen Sie die Datei auf."
            ).format(most=MOST_ROWS)
        )
    for number, document in enumerate(services, start=1):
        reader.service(name, number, document)
    for number, document in enumerate(alone, start=1):
        reader.organization(name, number, document)
    return reader.read(rest)


def _single(content: Row) -> tuple[Any, Any]:
    """The services and lone organizations of one object."""
    if isinstance(content.get("services"), list):
        organization = {key: value for key, value in content.items() if key != "services"}
        services = [
            {"organization": organization, **each} if isinstance(each, dict) else each for each in content["services"]
        ]
        return services, [] if services else [organization]
    if "status" in content or any(key in content for key in ("organization", "service_at_locations")):
        return [content], []
    return ([], [content]) if "name" in content else (None, [])


def _of_package(files: dict[str, bytes]) -> Read:
    package = read_package(files)
    if not package.tables:
        raise ImportFileError(
            _(
                "Hier ist kein Verzeichnis von Anlaufstellen (HSDS): weder JSON noch services.csv. Es wurde nichts übernommen."
            )
        )
    reader = _Reader()
    nest = Nest(package.tables)
    used = {row.get("organization_id") for row in package.tables.get("service", ())}
    for name, take in (("service", reader.service), ("organization", reader.organization)):
        rows = package.tables.get(name, ())
        for row, (file, line) in zip(rows, package.places.get(name, ()), strict=True):
            if name == "service" or row["id"] not in used:
                take(file, line, dict(nest.object(name, row)))
    loose: dict[str, list[Row]] = {}
    for name in TABLES:
        for row in package.tables.get(name, ()):
            if (name, row["id"]) not in nest.used:
                loose.setdefault(name, []).append(nest.object(name, row))
    rest = {"loose": loose, "other": package.other, "package": package.more}
    _refuse_rest(rest)
    return reader.read(rest, package.faults, [*package.remarks, *_orphans(package)])


def _orphans(package: Package) -> list[str]:
    """A remark on each service whose organization is missing from the table of organizations."""
    there = {row["id"] for row in package.tables.get("organization", ())}
    services = zip(package.tables.get("service", ()), package.places.get("service", ()), strict=True)
    words = _("Den Träger „{id}“ gibt es in der Tabelle nicht.")
    return [
        str(Fault(file, line, "organization_id", words.format(id=str(said)[:60])))
        for row, (file, line) in services
        if there and (said := row.get("organization_id")) and said not in there
    ]


def _is_rest(key: str, value: Any) -> bool:
    """Whether a part of the rest has the form that we write ourselves."""
    if not isinstance(value, dict):
        return False
    if key == "loose":
        return set(value) <= set(TABLES) and all(
            isinstance(rows, list) and all(isinstance(row, dict) and isinstance(row.get("id"), str) for row in rows)
            for rows in value.values()
        )
    return key == "package" or all(is_other_table(table) for table in value.values())


def _refuse_rest(rest: Row) -> None:
    """Raises ImportFileError where what belongs to no service can't be kept."""
    try:
        _measured(rest, {}, _MOST_REST)
    except FieldError as error:
        place = error.field or _("Angaben, die zu keiner Anlaufstelle gehören")
        raise ImportFileError(
            _("{place}: {sentence} Es wurde nichts übernommen.").format(place=place, sentence=error)
        ) from None


def _measured(content: Any, known: _Sizes, most: int = MOST_CHARACTERS) -> int:
    """How many characters an object holds. Raises FieldError where it can't be kept: too much, or no text.

    `known` holds what was measured before: what hangs on a thousand services is walked through once.
    """
    size = _size(content, None, known)
    if size > most:
        raise FieldError("", _("Das ist mehr Text, als hier Platz hat."))
    return size


def _size(value: Any, place: _Place, known: _Sizes) -> int:
    if isinstance(value, dict):
        if id(value) not in known:
            for key in value:
                if not key.strip() or len(key) > _LONGEST_NAME or _CONTROL.search(key):
                    raise FieldError(_words(place), _("Eine Angabe hat keinen lesbaren Namen."))
            size = sum(len(key) + _size(inner, (place, key), known) for key, inner in value.items())
            # Kept with its size: an object that is gone would leave its identity to another.
            known[id(value)] = (size, value)
        return known[id(value)][0]
    if isinstance(value, list):
        return 8 + sum(_size(inner, place, known) for inner in value)
    if isinstance(value, str) and _CONTROL.search(value):
        raise FieldError(_words(place), _("Hier stehen Steuerzeichen; bitte schreiben Sie das Feld neu."))
    if isinstance(value, float) and not math.isfinite(value):
        raise FieldError(_words(place), _("Das ist keine Zahl."))
    return 8 + (len(value) if isinstance(value, str) else 0)


def _words(place: _Place) -> str:
    keys: list[str] = []
    while place is not None:
        place, key = place
        keys.append("".join(character for character in key[:60] if character.isprintable()))
    return ".".join(reversed(keys))
