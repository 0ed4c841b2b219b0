# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""A file that means harm, or is none, is refused in a sentence before anything is done; one bad row costs only itself."""

import io
import json
import stat
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from laufmappe.casework.desk import Desk
from laufmappe.casework.json_file import MOST_BYTES
from laufmappe.casework.services.directory_entries import Fault
from laufmappe.casework.services.register import list_services
from laufmappe.directory.files import import_directory, read_directory
from laufmappe.directory.nesting import flatten
from laufmappe.directory.package import read_package, write_package
from laufmappe.directory.saving import FOLDER, save_directory
from laufmappe.directory.writing import write_entry
from laufmappe.errors import ImportFileError

Write = Callable[..., Path]

SERVICE = {"id": "1", "name": "Rat", "status": "active"}
SERVICES = b"id,organization_id,name,status\n1,o,Rat,active\n"


def zipped(files: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return stream.getvalue()


def link() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        entry = zipfile.ZipInfo("services.csv")
        entry.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(entry, "/etc/passwd")
    return stream.getvalue()


def lying_zip() -> bytes:
    """A zip that says of a large file that it is small."""
    data = bytearray(zipped({"services.csv": b"0" * 100_000}))
    for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = data.index(mark) + offset
        data[place : place + 4] = (10).to_bytes(4, "little")
    return bytes(data)


REFUSED: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "weder JSON noch services.csv"),
    "a picture": (b"\x89PNG\r\n\x1a\n", "weder JSON noch services.csv"),
    "a number": (b"[1", "keine JSON-Datei"),
    "something else": (b'{"a": 1}', "kein Verzeichnis"),
    "services that are no list": (b'{"contents": {"a": 1}}', "kein Verzeichnis"),
    "deep": (b"[" * 100_000, "verschachtelt"),
    "not UTF-8": (b'[{"name": "\xfc"}]', "UTF-8"),
    "half a character": (b'[{"name": "\\ud800"}]', "beschädigte Zeichen"),
    "a bomb": (zipped({"services.csv": b"0" * (MOST_BYTES + 1)}), "größer als 64 MiB"),
    "a lying zip": (lying_zip(), "beschädigt"),
    "a broken zip": (zipped({"services.csv": SERVICES})[:60], "beschädigt"),
    "a way up": (zipped({"../services.csv": SERVICES}), "anderswohin"),
    "a drive": (zipped({"C:services.csv": SERVICES}), "anderswohin"),
    "a root": (zipped({"/services.csv": SERVICES}), "anderswohin"),
    "a link": (link(), "anderswohin"),
    "a thousand files": (zipped({f"{n}.csv": b"" for n in range(1000)}), "mehr als 200 Dateien"),
    "a descriptor without tables": (
        zipped({"datapackage.json": b"{}", "services.csv": SERVICES}),
        "Liste der Tabellen",
    ),
    "a descriptor that leads out": (
        zipped(
            {"datapackage.json": b'{"resources": [{"name": "service", "path": "../x.csv"}]}', "services.csv": SERVICES}
        ),
        "führt aus dem Paket",
    ),
    "a descriptor to the web": (
        zipped(
            {"datapackage.json": b'{"resources": [{"name": "service", "path": "http://a/x.csv"}]}', "a.csv": SERVICES}
        ),
        "führt aus dem Paket",
    ),
    "a table of zeros": (zipped({"services.csv": b"\0" * 100}), "services.csv: Das ist keine CSV-Datei"),
    "too many services": (b"[" + b"0," * 100_001 + b"0]", "mehr als 100000"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_is_no_directory_is_refused_in_a_sentence(kind: str, desk: Desk, written: Write) -> None:
    data, words = REFUSED[kind]
    with pytest.raises(ImportFileError, match=words):
        import_directory(desk, written(data, "verzeichnis"))
    assert list_services(desk) == []


def test_a_file_above_the_limit_is_not_read_whole(tmp_path: Path) -> None:
    file = tmp_path / "gross.json"
    with file.open("wb") as stream:
        stream.truncate(1 << 30)
    with pytest.raises(ImportFileError, match="größer als 64 MiB"):
        read_directory(file)
    folder = tmp_path / "ordner"
    folder.mkdir()
    file.rename(folder / "services.csv")
    with pytest.raises(ImportFileError, match="größer als 64 MiB"):
        read_directory(folder)


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "geheim.csv").write_bytes(SERVICES)
    folder = tmp_path / "ordner"
    folder.mkdir()
    try:
        (folder / "services.csv").symlink_to(tmp_path / "geheim.csv")
    except OSError:
        pytest.skip("this account may not make links")
    with pytest.raises(ImportFileError, match="hinaus"):
        read_directory(folder)


def test_what_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(ImportFileError, match="gibt es nicht"):
        read_directory(tmp_path / "fehlt.json")


FAULTS: dict[str, tuple[Any, str]] = {
    "no object": (7, ""),
    "no name": ({"id": "2", "status": "active"}, "name"),
    "an empty name": ({**SERVICE, "name": "\u200b"}, "name"),
    "a name that is a list": ({**SERVICE, "name": ["Rat"]}, "name"),
    "a name without end": ({**SERVICE, "name": "a" * 400}, "name"),
    "a street without end": (
        {**SERVICE, "service_at_locations": [{"location": {"addresses": [{"address_1": "a" * 400}]}}]},
        "addresses.address_1",
    ),
    "a day that is none": ({**SERVICE, "assured_date": "gestern"}, "assured_date"),
    "an id that is none": ({**SERVICE, "id": {"a": 1}}, "id"),
    "control characters": ({**SERVICE, "x": {"y": ["\x1b[31m"]}}, "x.y"),
    "a number without end": (json.loads('{"id": "1", "name": "Rat", "x": 1e999}'), "x"),
    "a name of nothing": ({**SERVICE, " ": 1}, ""),
    "too much": ({**SERVICE, "x": "a" * 2_000_000}, ""),
}


@pytest.mark.parametrize("kind", FAULTS)
def test_a_bad_entry_is_named_and_the_others_come_in(kind: str, desk: Desk, written: Write) -> None:
    document, field = FAULTS[kind]
    good = {"id": "9", "name": "Gute Stelle", "status": "active"}
    file = written(json.dumps([document, good]).replace("Infinity", "1e999").encode())
    taken = import_directory(desk, file)
    assert [(f.file, f.row, f.field) for f in taken.faults] == [("verzeichnis.json", 1, field)]
    assert str(taken.faults[0]).startswith("verzeichnis.json, Eintrag 1")
    assert [service.name for service in list_services(desk)] == ["Gute Stelle"]


def test_strict_takes_all_or_nothing(desk: Desk, written: Write) -> None:
    taken = import_directory(desk, written([{"id": "2"}, SERVICE]), strict=True)
    assert (len(taken.faults), taken.result.added) == (1, ())
    assert list_services(desk) == []


def test_the_same_id_twice_is_named(written: Write) -> None:
    read = read_directory(written([SERVICE, {**SERVICE, "name": "Rat 2"}]))
    assert len(read.directory.entries) == 1
    assert "verzeichnis.json, Eintrag 1" in read.faults[0].sentence


def test_a_bad_row_of_a_table_is_named(desk: Desk, written: Write) -> None:
    rows = 'id,name,status,assured_date,email\n1,Rat,active,gestern,\n2,"=HYPERLINK(""a"")",active,,\n,Ohne,active,,\n4,Gut,active,,\n'
    taken = import_directory(desk, written(zipped({"services.csv": rows.encode()}), "tabellen.zip"))
    assert [(f.file, f.row, f.field) for f in taken.faults] == [
        ("services.csv", 2, "assured_date"),
        ("services.csv", 3, "name"),
        ("services.csv", 4, "id"),
    ]
    assert str(taken.faults[1]).startswith("services.csv, Zeile 3, name: Hier steht eine Formel.")
    assert [service.name for service in list_services(desk)] == ["Gut"]


def test_no_cell_that_we_write_is_a_formula() -> None:
    row = {"id": "1", "name": "=1+1", "alternate_name": "@SUM(A1)", "description": "+49 521", "=x": "-cmd|' /C calc'"}
    files = write_package({"service": {"1": row}})
    cells = files["services.csv"].decode().replace('"', "").split("\r\n")
    assert not any(cell.startswith(("=", "@", "-")) for line in cells for cell in line.split(","))
    assert "+49 521" in cells[1].split(",")
    assert read_package(files).tables["service"] == [row]


def test_one_row_named_a_thousand_times_stays_one_row(written: Write) -> None:
    """Each service at each place, each place with each telephone: written out, they would fill the disk."""
    count = 2000
    files = {
        "services.csv": "id,name,status\n" + "".join(f"s{n},Rat {n},active\n" for n in range(count)),
        "locations.csv": "id,location_type\nplace,physical\n",
        "service_at_location.csv": "id,service_id,location_id\n" + "".join(f"a{n},s{n},place\n" for n in range(count)),
        "phones.csv": "id,location_id,number\n" + "".join(f"p{n},place,{n}\n" for n in range(count * 10)),
    }
    with pytest.raises(ImportFileError, match="zu groß"):
        read_directory(written(zipped({name: text.encode() for name, text in files.items()}), "tabellen.zip"))


def test_a_table_that_leads_out_is_written_inside(desk: Desk, written: Write, tmp_path: Path) -> None:
    other = {"x": {"file": "../../x.csv", "types": {}, "columns": ["a"], "rows": [{"a": "b"}]}}
    import_directory(
        desk, written({"contents": [SERVICE], "laufmappe": {"other": other, "loose": {"phone": [{"id": {}}]}}})
    )
    save_directory(desk, tmp_path / "tabellen", FOLDER)
    assert {path.name for path in (tmp_path / "tabellen").iterdir()} == {
        "datapackage.json",
        "organizations.csv",
        "services.csv",
        "x.csv",
    }


def test_the_outline_of_an_area_survives_tables() -> None:
    row = {"id": "1", "extent": "a" * 500_000}
    assert read_package(write_package({"service_area": {"1": row}})).tables["service_area"] == [row]


def test_a_table_that_nobody_knows_is_kept() -> None:
    files = {"services.csv": SERVICES, "farben.csv": b"farbe,zahl\r\nrot,1\r\n"}
    resources = [{"name": "service", "path": "services.csv"}, {"name": "farbe", "path": "farben.csv"}]
    files["datapackage.json"] = json.dumps({"resources": resources, "licenses": [{"name": "CC0-1.0"}]}).encode()
    package = read_package(files)
    written = write_package({}, package.other, package.more)
    assert written["farben.csv"].replace(b'"', b"") == files["farben.csv"]
    assert json.loads(written["datapackage.json"])["licenses"] == [{"name": "CC0-1.0"}]


def test_a_link_that_is_none_is_kept_but_never_offered(desk: Desk, written: Write) -> None:
    taken = import_directory(desk, written([{**SERVICE, "url": "javascript:alert(1)"}]))
    assert "keine Internetadresse" in taken.remarks[0]
    assert list_services(desk)[0].url == ""


@settings(max_examples=60, deadline=None)
@given(
    data=st.binary(max_size=200) | st.text(max_size=200).map(str.encode),
    name=st.sampled_from(["a.json", "services.csv"]),
)
def test_any_bytes_are_read_or_refused(data: bytes, name: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    file = tmp_path_factory.mktemp("bytes") / name
    file.write_bytes(data)
    try:
        read_directory(file)
    except ImportFileError as error:
        assert str(error).endswith((".", "!"))


KEYS = st.sampled_from(
    [
        "id",
        "name",
        "status",
        "organization",
        "service_at_locations",
        "location",
        "addresses",
        "phones",
        "number",
        "languages",
        "code",
        "schedules",
        "byday",
        "opens_at",
        "interval",
        "attributes",
        "taxonomy_term",
        "taxonomy",
        "required_documents",
        "document",
        "accessibility",
        "description",
        "url",
        "assured_date",
        "services",
        "contents",
        "capacities",
        "unit",
        "tables",
    ]
)
JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=150, deadline=None)
@given(content=JUNK, page=st.dictionaries(KEYS, JUNK))
def test_any_json_is_read_or_refused(
    content: Any, page: dict[str, Any], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """What is read can also be written again."""
    file = tmp_path_factory.mktemp("json") / "a.json"
    file.write_text(json.dumps([content]), encoding="utf-8")
    read = read_directory(file)
    assert len(read.directory.entries) + len(read.faults) == 1
    assert all(isinstance(fault, Fault) for fault in read.faults)
    file.write_text(json.dumps({**page, "contents": [content]}), encoding="utf-8")
    with suppress(ImportFileError):
        read = read_directory(file)
        rest = read.directory.rest
        loose = [(name, row) for name, rows in rest.get("loose", {}).items() for row in rows]
        objects = [("service", write_entry(entry)) for entry in read.directory.entries if entry.service]
        write_package(flatten(objects, loose), rest.get("other"), rest.get("package"))
