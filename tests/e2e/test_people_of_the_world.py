# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Invented people from many countries, in their own letters: from a list to the folder that they take home."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

LIST = Path(__file__).with_name("people.csv")
SCRIPTS = ("ar", "ckb", "ti", "uk", "so")
"""One language for each script, and one more in Latin letters."""


def test_everybody_gets_a_folder_with_their_name_in_it(office: Any) -> None:
    vault = office.new_vault()
    said = office.call("import", vault, LIST, "--json")
    assert (said.status, said.err) == (0, "")
    with LIST.open(encoding="utf-8", newline="") as file:
        people = list(csv.DictReader(file, delimiter=";"))
    for person, identifier in zip(people, json.loads(said.out)["people"], strict=True):
        said, paper = office.print(vault, identifier)
        latin, own = f"{person['Vorname']} {person['Nachname']}", person["Name in eigener Schrift"]
        if person["Sprache"] == "zh" and not own:
            assert (said.status, paper) == (1, None)
            assert "Vorname: " in said.err
            continue
        assert said.status == 0, said
        assert (paper.faults, paper.collisions) == ([], [])
        left_out = person["Sprache"] == "zh"
        assert ("ohne Name in eigener Schrift" in said.err) == left_out
        for word in f"{latin} {'' if left_out else own}".split():
            wanted = office.letters(word)
            # What pdfium says of right-to-left words may run from left to right.
            assert wanted in paper.letters or wanted[::-1] in paper.letters, word


@pytest.mark.parametrize("language", SCRIPTS)
def test_a_folder_is_printed_cleanly_in_every_script(office: Any, language: str) -> None:
    vault = office.new_vault()
    file = office.folder / "liste.csv"
    heading = "Nachname;Vorname;Name in eigener Schrift;Sprache;Ankunft;Kette\n"
    file.write_text(f"{heading}Haddad;Amira;أميرة حدّاد;ar;01.05.2026;K7\n", encoding="utf-8")
    assert office.call("import", vault, file).status == 0
    said, paper = office.print(vault, "Amira", "--language", language)
    assert (said.status, said.err) == (0, "")
    assert (paper.faults, paper.collisions) == ([], [])
    assert len(paper.pages) >= 4
    assert all("amirahaddad" in office.letters(page) for page in paper.pages)
