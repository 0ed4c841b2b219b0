# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The tabular data package: a descriptor and CSV files ⇄ rows with typed values."""

import csv
import io
import json
import re
from dataclasses import dataclass, field
from typing import Any

from laufmappe.casework.csv_table import CsvLine, read_table
from laufmappe.casework.json_file import read_json_file
from laufmappe.casework.services.directory_entries import Fault
from laufmappe.directory.nesting import Row
from laufmappe.directory.tables import TABLES
from laufmappe.errors import ImportFileError
from laufmappe.i18n import _

DESCRIPTOR = "datapackage.json"
MOST_CELL = 2 * 1024 * 1024
"""Characters of a cell; an object within the limit of a service may be written into one."""
_OURS = {
    "name": "human_services_data",
    "title": "Human Services Data Specification",
    "version": "3.0.0",
    "profile": "tabular-data-package",
}
"""What our own descriptor says of itself."""
_BY_FILE = {table.file: table.name for table in TABLES.values()}
_NUMBER = re.compile(r"[+-]?\d{1,300}(\.\d{1,300})?([eE][+-]?\d{1,3})?")
_JSON = {"type": "any", "format": "json"}
# A cell that begins so is a formula to a spreadsheet; numbers and phone numbers are none.
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_HARMLESS = re.compile(r"-|[+-]?[\d ()/.\-]*\d[\d ()/.\-]*")
_FORMULA_FAULT = "="
_ODD = re.compile(r"[^A-Za-z0-9_-]")


@dataclass
class Package:
    """Rows by table, as they came; `places` says in which file and line each of them stands.

    `other` holds tables that the specification does not know, `more` what the descriptor says beyond them.
    """

    tables: dict[str, list[Row]] = field(default_factory=dict)
    places: dict[str, list[tuple[str, int]]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    other: dict[str, Any] = field(default_factory=dict)
    more: dict[str, Any] = field(default_factory=dict)


def read_package(files: dict[str, bytes]) -> Package:
    """The rows of a package. Without a descriptor, the names of the files say which tables they are.

    Raises:
        ImportFileError: The descriptor or a table as a whole can't be read.
    """
    package = Package()
    resources = _resources(files, package)
    for name, (file, types) in resources.items():
        _read_resource(package, name, file, types, files[file])
    unread = sorted(set(files) - {DESCRIPTOR} - {file for file, _types in resources.values()})
    if unread:
        package.remarks.append(_("Nicht gelesen: {files}.").format(files=", ".join(n[:60] for n in unread[:10])))
    return package


def _resources(files: dict[str, bytes], package: Package) -> dict[str, tuple[str, dict[str, Any]]]:
    """Each table with its file and the types of its columns."""
    named: dict[str, tuple[str, dict[str, Any]]] = {_BY_FILE[file]: (file, {}) for file in files if file in _BY_FILE}
    if DESCRIPTOR not in files:
        return named
    try:
        descriptor = read_json_file(files[DESCRIPTOR])
    except ImportFileError as error:
        if not named:
            raise ImportFileError(f"{DESCRIPTOR}: {error}") from None
        # A checkout without links, as on Windows, has the path of the descriptor in its place.
        words = _("{file} lässt sich nicht lesen; welche Tabellen es sind, sagen die Namen der Dateien.")
        package.remarks.append(words.format(file=DESCRIPTOR))
        return named
    listed = descriptor.get("resources") if isinstance(descriptor, dict) else None
    if not isinstance(listed, list):
        raise ImportFileError(
            _("In {file} fehlt die Liste der Tabellen. Es wurde nichts übernommen.").format(file=DESCRIPTOR)
        )
    package.more = {k: v for k, v in descriptor.items() if k != "resources" and _OURS.get(k) != v}
    found: dict[str, tuple[str, dict[str, Any]]] = {}
    for resource in listed:
        path = resource.get("path") if isinstance(resource, dict) else None
        name = resource.get("name") if isinstance(resource, dict) else None
        if not isinstance(path, str) or not isinstance(name, str) or name in found:
            raise ImportFileError(
                _(
                    "In {file} hat eine Tabelle keinen eigenen Namen oder keine Datei. Es wurde nichts übernommen."
                ).format(file=DESCRIPTOR)
            )
        if path.startswith("/") or "\\" in path or ":" in path or ".." in path.split("/"):
            raise ImportFileError(
                _("{file} führt aus dem Paket hinaus: „{path}“. Es wurde nichts übernommen.").format(
                    file=DESCRIPTOR, path=path[:60]
                )
            )
        if path in files:
            found[_BY_FILE.get(path, name) if name not in TABLES else name] = (path, _types(resource))
    return found


def _types(resource: dict[str, Any]) -> dict[str, Any]:
    schema = resource.get("schema")
    fields = schema.get("fields") if isinstance(schema, dict) else None
    return {
        each["name"]: "json" if each.get("format") == "json" else each.get("type", "string")
        for each in (fields if isinstance(fields, list) else [])
        if isinstance(each, dict) and isinstance(each.get("name"), str)
    }


def _read_resource(package: Package, name: str, file: str, types: dict[str, Any], data: bytes) -> None:
    if not data.strip():
        return
    # The outline of an area is longer than what Python lets into a cell.
    limit = csv.field_size_limit(MOST_CELL)
    try:
        table = read_table(data, _text)
    except ImportFileError as error:
        raise ImportFileError(f"{file}: {error}") from None
    finally:
        csv.field_size_limit(limit)
    package.remarks += [f"{file}: {remark}" for remark in table.remarks]
    rows = []
    if name in TABLES:
        types = {**types, **TABLES[name].columns, **{c: kind for c, kind in types.items() if kind == "json"}}
    for line in table.lines:
        row = _row(package, file, types, line)
        if row is None:
            continue
        if name in TABLES and not row.get("id"):
            package.faults.append(Fault(file, line.line, "id", _("Diese Angabe fehlt.")))
            continue
        rows.append(row)
        if name in TABLES:
            package.places.setdefault(name, []).append((file, line.line))
    if name in TABLES:
        package.tables[name] = rows
    else:
        package.other[name] = {"file": file, "types": types, "columns": [h for h in table.headings if h], "rows": rows}


def _row(package: Package, file: str, types: dict[str, Any], line: CsvLine) -> Row | None:
    """The cells with their types, without the empty ones; None where a cell can't be read."""
    if line.fault:
        package.faults.append(Fault(file, line.line, line.column, line.fault))
        return None
    row: Row = {}
    for column, cell in line.cells.items():
        if not cell:
            continue
        if cell.startswith(_FORMULA_FAULT):
            sentence = _("Hier steht eine Formel. Bitte schreiben Sie ihr Ergebnis als Text in die Tabelle.")
            package.faults.append(Fault(file, line.line, _unescaped(column), sentence))
            return None
        try:
            row[_unescaped(column)] = _value(_unescaped(cell), types.get(_unescaped(column), "string"))
        except (ImportFileError, ValueError):
            package.faults.append(Fault(file, line.line, _unescaped(column), _("Das lässt sich nicht lesen.")))
            return None
    return row


def _value(cell: str, kind: Any) -> Any:
    if kind in ("number", "integer") and _NUMBER.fullmatch(cell.strip()):
        return int(cell) if cell.strip().lstrip("+-").isdecimal() else float(cell)
    if kind == "boolean" and cell in ("true", "false"):
        return cell == "true"
    return read_json_file(cell.encode()) if kind == "json" else cell


def write_package(
    tables: dict[str, dict[str, Row]], other: dict[str, Any] | None = None, more: dict[str, Any] | None = None
) -> dict[str, bytes]:
    """The files of a package: each table that has rows, and the descriptor."""
    files: dict[str, bytes] = {}
    resources = []
    for name, table in TABLES.items():
        rows = list(tables.get(name, {}).values())
        if rows:
            files[table.file], fields = _csv(rows, table.columns)
            resources.append(_resource(name, table.file, fields, key="id"))
    for name, kept in (other or {}).items():
        file = _plain_name(kept["file"])
        if file not in (*files, *_BY_FILE):
            columns = {column: kept["types"].get(column, "string") for column in kept["columns"]}
            files[file], fields = _csv(kept["rows"], columns)
            resources.append(_resource(name, file, fields))
    descriptor = {**_OURS, **(more or {}), "resources": resources}
    return {DESCRIPTOR: json.dumps(descriptor, ensure_ascii=False, indent=2).encode(), **files}


def is_other_table(table: Any) -> bool:
    """Whether something has the form of an entry in `Package.other`."""
    return (
        isinstance(table, dict)
        and isinstance(table.get("file"), str)
        and isinstance(table.get("types"), dict)
        and isinstance(table.get("columns"), list)
        and isinstance(table.get("rows"), list)
        and all(isinstance(column, str) for column in table["columns"])
        and all(isinstance(row, dict) for row in table["rows"])
    )


def _plain_name(file: str) -> str:
    """A file name that leads nowhere else, whoever thought of it."""
    stem = file.replace("\\", "/").rpartition("/")[2].removesuffix(".csv")
    return f"{_ODD.sub('_', stem)[:60] or '_'}.csv"


def _resource(name: str, file: str, fields: list[dict[str, Any]], key: str = "") -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": fields}
    if key:
        schema["primaryKey"] = key
    return {
        "name": name,
        "path": file,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }


def _csv(rows: list[Row], known: dict[str, Any]) -> tuple[bytes, list[dict[str, Any]]]:
    """The table, and its fields for the descriptor: the known columns, then those that only the rows know."""
    types = {column: {"type": kind} if kind != "json" else _JSON for column, kind in known.items()}
    for row in rows:
        for column, value in row.items():
            if column not in known:
                types[column] = _joined(types.get(column), _type(value))
            elif _type(value) == _JSON:
                types[column] = _JSON
    stream = io.StringIO(newline="")
    csv.writer(stream, quoting=csv.QUOTE_ALL).writerow(map(_escaped, types))
    writer = csv.writer(stream)
    for row in rows:
        writer.writerow(_escaped(_cell(row.get(column), kind)) for column, kind in types.items())
    return stream.getvalue().encode(), [{"name": _escaped(column), **kind} for column, kind in types.items()]


def _type(value: Any) -> dict[str, str]:
    if isinstance(value, bool):
        return {"type": "boolean"}
    if isinstance(value, int | float):
        return {"type": "number"}
    return {"type": "string"} if isinstance(value, str) else _JSON


def _joined(one: dict[str, str] | None, other: dict[str, str]) -> dict[str, str]:
    return other if one in (None, other) else _JSON


def _cell(value: Any, kind: dict[str, str]) -> str:
    if value is None:
        return ""
    if kind == _JSON or not isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    return value


def _escaped(cell: str) -> str:
    """No spreadsheet takes it for a formula: an apostrophe stands before, as spreadsheets write it themselves."""
    return f"'{cell}" if _FORMULA.match(cell) and not _HARMLESS.fullmatch(cell) else cell


def _unescaped(cell: str) -> str:
    is_escaped = cell.startswith("'") and _FORMULA.match(cell[1:]) and not _HARMLESS.fullmatch(cell[1:])
    return cell[1:] if is_escaped else cell


def _text(heading: str) -> str:
    return heading if heading.strip() else ""
