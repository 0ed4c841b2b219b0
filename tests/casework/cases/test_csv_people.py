# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lists of people as office programs write them: every encoding, every delimiter, every kind of bad row."""

import codecs
import csv
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from laufmappe.casework.cases.csv_people import COLUMNS
from laufmappe.casework.cases.importing import Imported, import_people
from laufmappe.casework.desk import Desk
from laufmappe.casework.history import history
from laufmappe.casework.people.case import case
from laufmappe.casework.people.register import NewcomerDraft, count_people, take_in
from laufmappe.casework.views import LanguageView
from laufmappe.errors import ImportFileError

EVERYTHING = (
    "Nachname;Vorname;Name in eigener Schrift;Geburtsdatum;Staatsangehörigkeit;Status;Sprache;Deutsch;Dolmetschen;"
    "Telefon;E-Mail;Adresse;Stadtteil;Ankunft;Einzug;Anmeldung;Titel gültig bis;Bedarf;Kette;Notiz\n"
    "Haddad;Amira;أميرة حداد;17.05.1992;Syrien;Subsidiärer Schutz;Arabisch / kmr;A1;ja;"
    '0521 1234;a@example.org;Musterweg 1;Mitte;05/2026;1.6.2026;;31.12.2027;Kinderbetreuung/Abendkurs;k2;"Zeile 1\nZeile 2"\n'
)


def take_list(desk: Desk, text: str, strict: bool = False) -> Imported:
    return import_people(desk, text.encode(), strict)


def test_every_column_of_the_handbook_arrives_in_its_field(desk: Desk) -> None:
    result = take_list(desk, EVERYTHING)
    assert (result.faults, result.remarks) == ((), ())
    view = case(desk, result.people[0])
    person = view.newcomer
    assert (person.name, person.native_name, person.birth_date) == ("Amira Haddad", "أميرة حداد", "1992-05-17")
    assert (person.nationality, person.status, person.interpreter) == ("SY", "subsidiary", True)
    assert person.languages == (LanguageView("ar"), LanguageView("kmr"), LanguageView("de", "A1"))
    assert (person.phone, person.email, person.address) == ("0521 1234", "a@example.org", "Musterweg 1")
    assert person.milestones == {"arrival": "2026-05", "move_in": "2026-06-01", "title_expiry": "2027-12-31"}
    assert person.needs == ("childcare", "evening_course")
    assert (person.district, person.note) == ("Mitte", "Zeile 1\nZeile 2")
    assert view.chain is not None
    assert view.chain.template == "K2"
    assert all(step.code for step in view.chain.steps)


def test_a_person_from_a_list_is_kept_like_one_taken_in_by_hand(desk: Desk) -> None:
    listed = take_list(desk, "Nachname;Vorname;Ankunft;Kette\nHaddad;Amira;05/2026;K2\n").people[0]
    draft = NewcomerDraft(given_name="Amira", family_name="Haddad", milestones={"arrival": "2026-05"})
    typed = take_in(desk, draft, "K2").subject_id
    ours, theirs = case(desk, listed), case(desk, typed)
    assert NewcomerDraft.of(ours.newcomer) == NewcomerDraft.of(theirs.newcomer)
    assert ours.chain is not None
    assert theirs.chain is not None
    assert [(s.title, s.due_on, s.ready) for s in ours.chain.steps] == [
        (s.title, s.due_on, s.ready) for s in theirs.chain.steps
    ]
    (line,), (other,) = history(desk, listed), history(desk, typed)
    assert (line.verb, line.who) == (other.verb, other.who)
    assert {(c[0], c[1]) for c in line.changes} == {(c[0], c[1]) for c in other.changes}


def test_taking_in_from_a_list_can_be_undone(desk: Desk) -> None:
    person = take_list(desk, "Nachname;Kette\nHaddad;K1\n").people[0]
    last = desk.last_act(person)
    assert last is not None
    desk.undo(last.operation)
    assert count_people(desk) == 0


@pytest.mark.parametrize(
    "data",
    [
        "Nachname;Vorname\nÖz;Çan\n".encode(),
        codecs.BOM_UTF8 + "Nachname;Vorname\r\nÖz;Çan\r\n".encode(),
        "Nachname;Vorname\nÖz;Çan\n".encode("utf-16"),
        codecs.BOM_UTF16_BE + "Nachname,Vorname\nÖz,Çan\n".encode("utf-16-be"),
        "Nachname,Vorname\rÖz,Çan".encode(),
        'Nachname\tVorname\n"Öz"\tÇan\n'.encode(),
        'sep=;\n"Nachname";"Vorname"\n"Öz";"Çan"\n'.encode(),
        "\n ; \n  vorname ;NACHNAME\nÇan;Öz\n".encode(),
        '"Vorname","Nachname","Notiz; mit, Zeichen"\n"Çan","Öz",""\n'.encode(),
    ],
)
def test_a_list_is_read_in_every_form_that_office_programs_write(desk: Desk, data: bytes) -> None:
    (person,) = import_people(desk, data).people
    assert case(desk, person).newcomer.name == "Çan Öz"


def test_an_old_encoding_is_read_and_said(desk: Desk) -> None:
    result = import_people(desk, "Nachname;Vorname\nMüller;Jürgen\n".encode("cp1252"))
    assert case(desk, result.people[0]).newcomer.name == "Jürgen Müller"
    assert "Windows-1252" in result.remarks[0]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "leer"),
        (b"\n\n  \n", "leer"),
        (codecs.BOM_UTF8, "leer"),
        (b"Haddad;Amira\n", "keine Spalte, die ich kenne"),
        (b"Geburtsdatum;Kette\n1990;K1\n", "Spalte mit Namen"),
        (b"N\0a\0c\0h\0n\0a\0m\0e\0\n", "keine CSV-Datei"),
        (b"\xff\xfeN", "keine CSV-Datei"),
        (b"Nachname\n\x81\xfc\n", "keine CSV-Datei"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "keine Spalte, die ich kenne"),
        (b'"Nachname;Vorname\nHaddad;Amira\n', "keine Spalte, die ich kenne"),
    ],
)
def test_a_file_that_is_no_list_gets_a_sentence(desk: Desk, data: bytes, words: str) -> None:
    with pytest.raises(ImportFileError, match=words):
        import_people(desk, data)


BAD_ROWS = [
    ("Öz;Can;31.02.1990;;", 3, "Geburtsdatum", "Den 31.02.1990 gibt es nicht"),
    ("Öz;Can;gestern;;", 3, "Geburtsdatum", "kein Datum"),
    ("Öz;Can;;Elbisch;", 3, "Sprache", "Elbisch"),
    ("Öz;Can;;;K9", 3, "Kette", "K1, K2, K3, K4, K5, K6, K7"),
    (";;1990;;", 3, "", "Namen"),
    ("Öz;Can;;;;zu viel", 3, "", "6 Felder"),
    ("Ö\0z;Can;;;", 3, "Nachname", "Nullzeichen"),
    ('Öz;"Can" C.;;;', 3, "", "Anführungszeichen"),
    ('Öz;"Can;;;', 3, "", "Anführungszeichen"),
    ("Öz;" + "x" * 500 + ";;;", 3, "Vorname", "zu lang"),
    ("Öz;" + "x" * 10_000_000 + ";;;", 3, "", "viel zu lang"),
    ('Öz;"Can\nCan\nCan";31.2.1990;;', 3, "Geburtsdatum", "gibt es nicht"),
    (";;;;\n\nÖz;Can;1.1.19;;", 5, "Geburtsdatum", "kein Datum"),
]


@pytest.mark.parametrize(("row", "line", "column", "words"), BAD_ROWS, ids=[words for *_row, words in BAD_ROWS])
def test_a_bad_row_is_named_and_the_good_ones_come_in(desk: Desk, row: str, line: int, column: str, words: str) -> None:
    text = f"Nachname;Vorname;Geburtsdatum;Sprache;Kette\nHaddad;Amira;1992;ar;K2\n{row}\n"
    result = take_list(desk, text)
    (fault,) = result.faults
    assert (fault.line, words in fault.sentence) == (line, True)
    assert fault.column == column or (not column and fault.column in ("Nachname", "Vorname"))
    assert f"Zeile {line}" in str(fault)
    assert count_people(desk) == 1


def test_a_row_after_a_cell_of_several_lines_is_named_by_its_own_line(desk: Desk) -> None:
    result = take_list(desk, 'Nachname;Geburtsdatum;Notiz\nHaddad;1992;"a\nb\nc"\nÖz;33.1.1990;\n')
    assert [fault.line for fault in result.faults] == [5]


def test_every_fault_of_a_row_is_named_at_once(desk: Desk) -> None:
    result = take_list(desk, "Nachname;Geburtsdatum;Kette\nÖz;31.02.1990;K9\n")
    assert [fault.column for fault in result.faults] == ["Geburtsdatum", "Kette"]


def test_strict_takes_all_or_nothing(desk: Desk) -> None:
    assert take_list(desk, "Nachname;Kette\nHaddad;K2\nÖz;K9\n", strict=True).people == ()
    assert take_list(desk, "Nachname;Schuhgröße\nHaddad;38\n", strict=True).people == ()
    assert count_people(desk) == 0
    assert len(take_list(desk, "Nachname;Kette\nHaddad;K2\n", strict=True).people) == 1


def test_columns_that_are_not_taken_over_are_named(desk: Desk) -> None:
    result = take_list(desk, "Nachname;Schuhgröße;nachname;\nHaddad;38;Öz;mehr\n")
    assert len(result.people) == 1
    unknown, double, unnamed = result.remarks
    assert "„Schuhgröße“ kenne ich nicht" in unknown
    assert "„Nachname“ steht zweimal da" in double
    assert "Spalte 4 hat keine Überschrift" in unnamed
    assert case(desk, result.people[0]).newcomer.family_name == "Haddad"


def test_reading_the_same_list_again_doubles_nobody(desk: Desk) -> None:
    assert len(take_list(desk, EVERYTHING).people) == 1
    again = take_list(desk, EVERYTHING)
    assert again.people == ()
    assert "schon vorhanden" in again.faults[0].sentence
    assert count_people(desk) == 1


def test_somebody_who_stands_twice_in_a_list_comes_in_once(desk: Desk) -> None:
    result = take_list(desk, "Nachname;Vorname;Geburtsdatum\nÖz;Can;1990\nÖZ;can;1990\nÖz;Can;1991\n")
    assert len(result.people) == 2
    assert (result.faults[0].line, "Zeile 2" in result.faults[0].sentence) == (3, True)


def test_a_formula_in_a_name_stays_a_text(desk: Desk) -> None:
    (person,) = take_list(desk, 'Nachname;Vorname\n"=HYPERLINK(""http://x"")";@SUM(A1)\n').people
    assert case(desk, person).newcomer.family_name == '=HYPERLINK("http://x")'


def test_the_handbook_names_every_column() -> None:
    handbook = (Path(__file__).parents[3] / "resources" / "handbook" / "case-format.md").read_text(encoding="utf-8")
    table = handbook.partition("## Die Liste")[2]
    for heading in COLUMNS:
        assert heading in table


name = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Cs", "Cn", "Zl", "Zp"]), min_size=1, max_size=30
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    people=st.lists(st.tuples(name, name, st.sampled_from(["", "1990", "05/1990", "17.05.1990"])), max_size=5),
    delimiter=st.sampled_from([";", ",", "\t"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    ending=st.sampled_from(["\n", "\r\n"]),
)
def test_what_a_program_writes_as_csv_is_read_back(
    desk: Desk, people: list[tuple[str, str, str]], delimiter: str, encoding: str, ending: str
) -> None:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=delimiter, lineterminator=ending)
    writer.writerows([("Nachname", "Vorname", "Geburtsdatum"), *people])
    before = count_people(desk)
    result = import_people(desk, stream.getvalue().encode(encoding))
    assert result.remarks == ()
    assert all(f.column == "" or not "".join(people[f.line - 2][:2]).strip() for f in result.faults)
    assert count_people(desk) == before + len(result.people)
    assert len(result.people) + len(result.faults) + _blank(people) == len(people)


def _blank(people: list[tuple[str, str, str]]) -> int:
    return sum(not "".join(row).strip() for row in people)
