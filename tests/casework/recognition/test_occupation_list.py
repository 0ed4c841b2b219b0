# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Official lists of occupations as they are downloaded: ESCO and KldB 2010, in every encoding, with bad rows."""

import codecs
import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laufmappe.casework.recognition import occupation_list
from laufmappe.casework.recognition.occupation_list import read_occupation_list
from laufmappe.casework.rules.occupations import find_occupations
from laufmappe.errors import ImportFileError

ESCO = (
    "conceptType,conceptUri,iscoGroup,preferredLabel,altLabels,hiddenLabels,status,modifiedDate,description,code\n"
    'Occupation,http://data.europa.eu/esco/occupation/11-22,8322,Taxifahrer/Taxifahrerin,"Taxler\nDroschkenkutscher",Taxi,'
    'released,2026-01-01,"Fährt ""Taxi"", auch nachts.",8322.1\n'
    "ISCOGroup,http://data.europa.eu/esco/isco/C8322,8322,Fahrer,,,released,,,8322\n"
    "Occupation,http://data.europa.eu/esco/occupation/33,1,Telegrafist/Telegrafistin,,,obsolete,,,\n"
)
KLDB = (
    "Schlüssel KldB 2010;Ebene;Titel\n8;1;Gesundheit, Soziales\n813;3;Pflege\n81302;5;Krankenpflege – fachlich\n"
    "82112;5;Berufe in der Altenpflege\n"
)


def test_an_esco_list_gives_its_occupations_with_their_synonyms() -> None:
    read = read_occupation_list(ESCO.encode())
    (taxi,) = read.occupations
    assert read.faults == ()
    assert (taxi.id, taxi.label, taxi.code) == ("esco:11-22", "Taxifahrer/Taxifahrerin", "8322")
    assert taxi.synonyms == ("Taxler", "Droschkenkutscher", "Taxi")
    assert (taxi.regulated, taxi.body_kind) == (None, "")
    assert find_occupations("droschk", read.occupations) == (taxi,)


@pytest.mark.parametrize(
    "data",
    [
        KLDB.encode(),
        codecs.BOM_UTF8 + KLDB.encode(),
        KLDB.encode("cp1252"),
        KLDB.replace("\n", "\r\n").encode("utf-16"),
    ],
    ids=["utf-8", "utf-8 with mark", "cp1252", "utf-16"],
)
def test_the_systematic_list_gives_its_deepest_level(data: bytes) -> None:
    read = read_occupation_list(data)
    assert [(entry.code, entry.label) for entry in read.occupations] == [
        ("81302", "Krankenpflege – fachlich"),
        ("82112", "Berufe in der Altenpflege"),
    ]
    assert read.faults == ()


def test_the_alphabetical_list_keeps_several_names_of_one_key() -> None:
    text = "Berufsbezeichnung,KldB 2010\nAbbrucharbeiter/in,33342-100\nSprengmeister/in,B 33342\n"
    read = read_occupation_list(text.encode())
    assert [entry.id for entry in read.occupations] == [
        "kldb:33342:abbrucharbeiter-in",
        "kldb:33342:sprengmeister-in",
    ]


def test_bad_rows_are_named_by_their_line_and_the_others_are_taken() -> None:
    text = (
        'Titel;Schlüssel\nMaurer;32122\n;32122\n123;32122\nBäcker;abc\n"Anne";1;2\nMaurer;32122\n' + "x" * 400 + ";1\n"
    )
    read = read_occupation_list(text.encode())
    assert [entry.label for entry in read.occupations] == ["Maurer"]
    assert [(fault.line, fault.column) for fault in read.faults] == [
        (3, "Titel"), (4, "Titel"), (5, "Schlüssel"), (6, ""), (7, ""), (8, "Titel"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00\x01\x02",
        b"Nachname;Vorname\nHaddad;Amira\n",
        b"Ebene;Code\n5;81302\n",
        b"Titel;Ebene\n",
        b"\xff\xfe\x00",
    ],
)
def test_a_file_that_is_no_such_list_is_refused_as_a_whole(data: bytes) -> None:
    with pytest.raises(ImportFileError):
        read_occupation_list(data)


def test_a_file_that_is_too_large_is_refused_before_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(occupation_list, "MOST_BYTES", 100)
    with pytest.raises(ImportFileError, match="60 MB"):
        read_occupation_list(b"Titel\n" + b"x" * 100)


one_line = st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=20)


@given(st.lists(one_line, min_size=1, max_size=8), st.sampled_from([";", ",", "\t"]))
def test_every_row_is_taken_or_named(names: list[str], delimiter: str) -> None:
    page = io.StringIO(newline="")
    writer = csv.writer(page, delimiter=delimiter, lineterminator="\n")
    writer.writerow(["Titel", "Schlüssel"])
    writer.writerows([name, "32122"] for name in names)
    read = read_occupation_list(page.getvalue().encode())
    assert len(read.occupations) + len(read.faults) == len(names)
    assert len({entry.id for entry in read.occupations}) == len(read.occupations)


@given(st.binary(max_size=200))
def test_any_bytes_after_the_headings_are_read_or_refused_in_one_sentence(data: bytes) -> None:
    try:
        read = read_occupation_list(b"Titel;Code\n" + data)
    except ImportFileError as error:
        assert str(error).endswith((".", "!"))
    else:
        assert all(entry.label for entry in read.occupations)
