# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lists of people as office programs, text editors and accidents write them."""

import itertools
import json
from pathlib import Path
from typing import Any

import pytest

NAME = 'Öztürk-Çağlar; sagte "ja",\tÉlise'
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252")
MARKS = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}
HEADINGS = (
    ("Nachname", "Vorname", "Geburtsdatum", "Sprache"),
    ("SPRACHE", "geburtsdatum", " Vorname ", "nachNAME"),
    ("Geburtsdatum", "Farbe", "Nachname", "", "Sprache", "Vorname"),
)


def quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"'


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_list_is_read_whatever_wrote_it(office: Any, encoding: str) -> None:
    vault = office.new_vault()
    shapes = list(itertools.product(";,\t", ("\n", "\r\n", "\r")))
    for number, (delimiter, line_end) in enumerate(shapes):
        headings = HEADINGS[(number + number // 3) % 3]
        values = {"nachname": NAME if encoding != "cp1252" else NAME.replace("ğ", "g"), "vorname": f"Nr {number}"}
        values |= {"geburtsdatum": "17.05.1992", "sprache": "Arabisch / Türkisch"}
        cells = [values.get(heading.strip().casefold(), "") for heading in headings]
        rows = [headings, [""] * len(headings), cells]
        text = line_end.join(delimiter.join(map(quoted, row)) for row in rows) + line_end
        file = office.folder / "liste.csv"
        file.write_bytes(MARKS.get(encoding, b"") + text.encode(encoding))
        said = office.call("import", vault, file)
        assert (said.status, said.out) == (0, "1 Person übernommen.\n"), (delimiter, line_end, headings, said)
        assert ("Farbe" in said.err) == ("Farbe" in headings)
        assert ("Windows-1252" in said.err) == (encoding == "cp1252")
    assert len(office.ids(vault)) == len(shapes)
    assert office.call("people", vault, "--search", "ozturk").out.count("Öztürk-Ça") == len(shapes)


def test_faults_name_the_line_that_an_editor_shows(office: Any) -> None:
    vault = office.new_vault()
    text = (
        "\n"
        "Nachname;Notiz;Geburtsdatum\n"
        'Haddad;"Zeile eins\n\nZeile drei";1992\n'
        "Öz;;31.02.1990\n"
        "\n"
        ";;1990\n"
        "zu;viele;1990;Felder\n"
        "kurz\n"
        'Haddad;"noch eine\nmal";1992\n'
        'offen;"nie geschlossen;1990\nverschluckt;;\n'
    )
    file = office.folder / "liste.csv"
    file.write_text(text, encoding="utf-8")
    said = office.call("import", vault, file, "--json")
    told = json.loads(said.out)
    assert (said.status, told["imported"]) == (1, 2)
    assert [fault["line"] for fault in told["refused"]] == [6, 8, 9, 11, 13]
    assert all(fault["message"] in said.err for fault in told["refused"])


def test_strict_is_all_or_nothing(office: Any) -> None:
    vault = office.new_vault()
    file = office.folder / "liste.csv"
    rows = "".join(f"Person {number};1990\n" for number in range(500))
    file.write_text(f"Nachname;Geburtsdatum\n{rows}Letzte;32.01.1990\n", encoding="utf-8")
    said = office.call("import", vault, file, "--strict")
    assert (said.status, said.out) == (1, "Es wurde nichts übernommen.\n")
    assert "Zeile 502, Spalte „Geburtsdatum“" in said.err
    assert office.ids(vault) == []
    file.write_text(f"Nachname;Geburtsdatum\n{rows}", encoding="utf-8")
    assert office.call("import", vault, file, "--strict").status == 0
    assert len(office.ids(vault)) == 500


def test_a_field_of_ten_megabytes_costs_its_row_only(office: Any) -> None:
    vault = office.new_vault()
    file = office.folder / "liste.csv"
    file.write_text(f"Nachname;Notiz\nHaddad;gut\nÖz;{'x' * 10_000_000}\nKaya;\n", encoding="utf-8")
    said = office.call("import", vault, file)
    assert (said.status, said.out) == (1, "2 Personen übernommen.\n")
    assert said.err.startswith("Zeile 3")
    assert len(said.err) < 200


NO_LIST = {
    "empty": b"",
    "blank": b" \r\n\r\n",
    "mark": b"\xef\xbb\xbf",
    "no headings": b"Haddad;Amira\n",
    "no name": b"Telefon;Notiz\n0521;x\n",
    "bare utf-16": "Nachname;Vorname\nÖz;Can\n".encode("utf-16-le"),
    "broken utf-16": b"\xff\xfeN\0a",
    "zip": b"PK\x03\x04\x14\0\x08\0\x08\0",
    "pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj",
    "nulls": b"\0" * 5000,
    "bytes": bytes(range(256)) * 20,
    "html": b"<!DOCTYPE html><table><tr><td>Nachname</td></tr></table>",
    "json": b'{"format": "laufmappe-case", "version": 2}',
    "json list": b"[]",
    "half json": b'{"format": "laufmappe-case"',
    "deep json": b"[" * 5000,
    "json nan": b'{"format": NaN}',
}


@pytest.mark.parametrize("content", NO_LIST.values(), ids=NO_LIST.keys())
def test_what_is_no_list_is_refused_in_one_sentence(office: Any, content: bytes) -> None:
    vault = office.new_vault()
    file: Path = office.folder / "liste.csv"
    file.write_bytes(content)
    said = office.call("import", vault, file)
    assert (said.status, said.out, said.err.count("\n")) == (1, "", 1)
    assert office.ids(vault) == []
