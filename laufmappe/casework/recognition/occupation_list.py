# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading an official list of occupations that a centre has downloaded: ESCO's `occupations_de.csv`, or the KldB 2010 as CSV."""

import re
from dataclasses import dataclass

from laufmappe.casework.csv_table import CsvLine, CsvTable, Fault, folded, read_table
from laufmappe.casework.fields import clean
from laufmappe.casework.names.spelling import plain
from laufmappe.casework.rules.occupations import Occupation
from laufmappe.errors import FieldError, ImportFileError
from laufmappe.i18n import _

MOST_BYTES = 60_000_000
MOST_SYNONYMS = 60
_ESCO = {folded(name): name for name in ("conceptType", "conceptUri", "iscoGroup", "preferredLabel", "status")}
_ESCO_SYNONYMS = {folded(name): name for name in ("altLabels", "hiddenLabels")}
_KEY_COLUMN, _LEVEL, _SYNONYMS, _TITLE = "Schlüssel", "Ebene", "Synonyme", "Titel"
_KLDB_BEGINNINGS = {
    _KEY_COLUMN: ("schlüssel", "kldb", "berufskennziffer", "systematiknummer", "code"),
    _LEVEL: ("ebene", "gliederungsebene"),
    _SYNONYMS: ("synonym", "suchname", "weitere bezeichnung"),
    _TITLE: ("titel", "bezeichnung", "beruf", "benennung"),
}
_KEY = re.compile(r"[BA]?\s*(?P<key>\d{1,5})([- ]\d{1,5})?")


@dataclass(frozen=True)
class OccupationList:
    """A list as it was read: what could be taken, and why some rows could not, each by its line in the file."""

    occupations: tuple[Occupation, ...]
    faults: tuple[Fault, ...]


def read_occupation_list(data: bytes) -> OccupationList:
    """The occupations of a CSV file, whose headings tell which list it is. Groups above them are left out.

    Raises:
        ImportFileError: It is too large, no text, or neither of the lists.
    """
    if len(data) > MOST_BYTES:
        raise ImportFileError(_("Die Datei ist größer als 60 MB. Es wurde nichts übernommen."))
    unknown = _(
        "Das ist keine Berufsliste, die ich kenne: ESCO („preferredLabel“) oder KldB 2010 („Schlüssel KldB 2010“, „Titel“). "
        "Es wurde nichts übernommen."
    )
    table = read_table(data, _heading_of, unknown)
    if "preferredLabel" in table.headings:
        return _taken(table, _esco_rows(table), "preferredLabel")
    if _TITLE in table.headings:
        return _taken(table, _kldb_rows(table), _TITLE)
    raise ImportFileError(unknown)


def _heading_of(cell: str) -> str:
    name = folded(cell)
    known = _ESCO.get(name) or _ESCO_SYNONYMS.get(name)
    if known:
        return known
    return next((ours for ours, begins in _KLDB_BEGINNINGS.items() if name.startswith(begins)), "")


def _esco_rows(table: CsvTable) -> list[CsvLine]:
    """Only occupations that are released: no groups, nothing obsolete."""
    return [
        row
        for row in table.lines
        if row.fault
        or (
            folded(row.cells.get("conceptType", "")) in ("", "occupation")
            and folded(row.cells.get("status", "")) in ("", "released")
        )
    ]


def _kldb_rows(table: CsvTable) -> list[CsvLine]:
    """Only the deepest level of the file: the groups above are no occupations."""
    deepest = max((folded(row.cells.get(_LEVEL, "")) for row in table.lines), default="")
    return [row for row in table.lines if row.fault or folded(row.cells.get(_LEVEL, "")) == deepest]


def _taken(table: CsvTable, rows: list[CsvLine], label: str) -> OccupationList:
    read = _esco if label == "preferredLabel" else _kldb
    found: dict[str, Occupation] = {}
    faults = []
    for row in rows:
        if row.fault:
            faults.append(Fault(row.line, row.column, row.fault))
            continue
        try:
            entry = read(row.cells)
        except FieldError as error:
            faults.append(Fault(row.line, error.field, str(error)))
            continue
        if entry.id in found:
            faults.append(Fault(row.line, "", _("„{name}“ steht schon weiter oben.").format(name=entry.label[:60])))
            continue
        found[entry.id] = entry
    if not found and not faults:
        raise ImportFileError(_("In der Liste steht kein Beruf. Es wurde nichts übernommen."))
    return OccupationList(tuple(found.values()), tuple(faults))


def _esco(cells: dict[str, str]) -> Occupation:
    label = _label("preferredLabel", cells)
    last = clean("conceptUri", cells.get("conceptUri", "")).rstrip("/").rpartition("/")[2]
    several = "\n".join(cells.get(name, "") for name in _ESCO_SYNONYMS.values())
    return Occupation(
        id=f"esco:{last or _slug(label)}",
        label=label,
        synonyms=_synonyms(label, several),
        code=clean("iscoGroup", cells.get("iscoGroup", "")),
    )


def _kldb(cells: dict[str, str]) -> Occupation:
    label = _label(_TITLE, cells)
    typed = clean(_KEY_COLUMN, cells.get(_KEY_COLUMN, ""))
    key = _KEY.fullmatch(typed)
    if typed and key is None:
        raise FieldError(_KEY_COLUMN, _("„{value}“ ist kein Schlüssel der KldB 2010.").format(value=typed[:40]))
    code = key["key"] if key else ""
    several = cells.get(_SYNONYMS, "").replace(";", "\n").replace("|", "\n")
    return Occupation(id=f"kldb:{code}:{_slug(label)}", label=label, synonyms=_synonyms(label, several), code=code)


def _label(column: str, cells: dict[str, str]) -> str:
    label = clean(column, cells.get(column, ""))
    if not any(letter.isalpha() for letter in _slug(label)):
        raise FieldError(column, _("Hier fehlt der Name des Berufs."))
    return label


def _synonyms(label: str, several: str) -> tuple[str, ...]:
    """Each line once; one that could not be kept as a name is left out, the occupation stays."""
    names: dict[str, None] = {}
    for line in several.splitlines():
        try:
            name = clean("altLabels", line)
        except FieldError:
            continue
        if name and name != label:
            names.setdefault(name)
    return tuple(names)[:MOST_SYNONYMS]


def _slug(label: str) -> str:
    return "-".join(re.findall(r"[^\W_]+", plain(label)))
