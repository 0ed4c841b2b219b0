# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whatever stands in a field: the work is done, or one sentence names the field. Never a traceback, never half a folder."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from laufmappe.casework.cases.csv_people import COLUMNS
from laufmappe.casework.desk import open_desk
from laufmappe.casework.settings.centre import set_centre
from laufmappe.casework.views import CentreView

PRINTED = [
    # Long, short, empty, odd.
    "", "A", "x" * 300, "Wm " * 99 + "W", "Ab-" * 99, "-", ".", "null", "None", "undefined", "true", "NaN", "1e999", "0x1F", "31.02.2020",
    # Injections.
    "'; DROP TABLE newcomer; --", '" OR ""="', "<script>alert(1)</script>", "&lt;b&gt;&amp;", "<!ENTITY x SYSTEM 'file:///etc/passwd'>",
    "]]>", "\\input{/etc/passwd}$x_1^2$", "../../../etc/passwd", "C:\\CON\\nul.txt", "%s%n%d%x", "{0} {name} {", "${jndi:ldap://x}", "`id`",
    "=cmd|' /C calc'!A0", "@SUM(1+1)", "+49 (0) 521 / 123-456", ") Tj ET Q (", "\\x00\\u0000", "a\\nb\\tc",
    # Control, direction, invisible.
    "a\x07b\x1b[31mrot\x7f", "a\x00b", "\u202eabc\u202c", "\u2067abc", "\u2069\u2069abc", "\u200f\u200eabc", "so\u00adft\u00ad",
    "a\u200bb\u2060c\ufeffd", "a\u2028b\u2029c", "a\u00a0b\u2003c\u3000d", "a\r\nb\rc\nd", "\ufffe\uffff\ufdd0abc", "\U000e0041abc", "می\u200cخواهم",
    # Marks.
    "\u0301abc", "e\u0301 é", "Z" + "\u0335\u0321\u0360\u0489" * 40 + "algo", "ก็็็็็็็", "שָׁלוֹם", "مُحَمَّدٌ ـــــ", "क्षत्रिय " * 9, "க்ஷ",
    # Letters that look like others, ligatures, cases.
    "ﷺ", "ﻼﻲﻢﷲ", "ﬁﬂﬃ", "ßẞıİſ", "ʼʹ’‘", "Иvan Пetrov", "Amira أميرة Амира", "½²℃№ \ufffd", "٠١٢٣ ۴۵۶",
    # Scripts.
    "Nguyễn Thị Ánh", "Худоб'як-Ґалаґан", "Παπαδόπουλος", "ወርቅነሽ ገብረእግዚአብሔር", "გიორგი", "Հովհաննիսյան", "สมชาย", "ঠাকুর",
    "ڕێگا پێشمەرگە ڵ", "ټپۍ ښځه ځوان", "Ŵłodzimierz Çelik Ðorđe",
]  # fmt: skip
UNPRINTED = ["李小龙", "𠮷野家", "김민준", "👨‍👩‍👧‍👦", "🇩🇪", "\ue000", "ᐊᐃ", "ꦄ", "☃", "A\u20dd", "Li 李"]
SCHEMA = json.loads(
    (Path(__file__).parents[2] / "resources" / "schema" / "case-2.schema.json").read_text(encoding="utf-8")
)["$defs"]
TABLES = {
    "newcomer": "newcomer",
    "chains": "agreed_chain",
    "steps": "step",
    "deadline": "deadline",
    "qualifications": "qualification",
    "recognition": "recognition",
    "events": "recognition_event",
    "referrals": "referral",
    "services": "service",
    "organization": "organization",
    "location": "location",
}


def places(value: Any, table: str = "") -> Iterator[tuple[Any, Any]]:
    """Every object or list, and key, where a text stands that somebody typed."""
    for key, inner in list(value.items() if isinstance(value, dict) else enumerate(value)):
        shape = SCHEMA.get(table, {}).get("properties", {}).get(key, {}) if isinstance(value, dict) else {}
        if shape.get("$ref", "").endswith(("/line", "/text")) and inner is not None:
            yield value, key
        elif key == "bring":
            yield from ((inner, at) for at in range(len(inner)))
        elif isinstance(inner, dict | list):
            yield from places(inner, TABLES.get(str(key), "") if isinstance(value, dict) else table)


def filled(case: dict[str, Any], words: list[str], begin: int) -> dict[str, Any]:
    """The case with another of the words in every field, in turn; names and titles are never empty."""
    for number, (holder, key) in enumerate(places(case)):
        holder[key] = words[(begin + number) % len(words)] or ("Name" if key in ("given_name", "title") else "")
    return case


def test_every_column_of_a_list_takes_anything(office: Any) -> None:
    vault = office.new_vault()
    file = office.folder / "liste.csv"
    for heading in COLUMNS:
        rows = [
            f"{heading} {number};" + '"' + word.replace('"', '""') + '"'
            for number, word in enumerate([*PRINTED, *UNPRINTED])
        ]
        name = "Vorname" if heading == "Nachname" else "Nachname"
        file.write_text("\n".join((f"{name};{heading}", *rows)) + "\n", encoding="utf-8", newline="")
        said = office.call("import", vault, file, "--json")
        told = json.loads(said.out)
        assert told["imported"] > 0
        assert {fault["column"] for fault in told["refused"]} <= {heading}


@pytest.mark.parametrize("turn", range(8))
def test_every_field_of_a_case_takes_anything_and_is_printed(office: Any, turn: int) -> None:
    first, second = office.new_vault(), office.new_vault()
    desk = open_desk(first, office.passphrase)
    size = len(PRINTED)
    words = [PRINTED[(turn * 11 + at) % size] for at in range(11)]
    name, street, city, hours, who, phone, email, web, line, own_phone, own_email = words
    set_centre(desk, CentreView(name, street, city, hours, who, phone, email, web, line, own_phone, own_email))
    desk.close()
    file = office.folder / "fall.json"
    file.write_text(json.dumps(filled(office.small_case(), PRINTED, turn * 9)), encoding="ascii")
    said = office.call("import", first, file)
    assert said.status == 0, said
    languages = ("de", "ar", "uk", "ti", "fa", "tr", "ckb", "so")
    said, paper = office.print(first, "1", "--language", languages[turn])
    assert said.status == 0, said
    assert paper.faults == []

    out = office.folder / "heraus.json"
    office.call("export", first, "1", "--out", out)
    exported = out.read_bytes()
    assert office.call("import", second, out).status == 0
    office.call("export", second, "1", "--out", out)
    assert out.read_bytes() == exported


@pytest.mark.parametrize("word", UNPRINTED)
def test_what_no_font_draws_is_kept_and_named_before_anything_is_printed(office: Any, word: str) -> None:
    vault = office.new_vault()
    file = office.folder / "fall.json"
    file.write_text(json.dumps(filled(office.small_case(), [word], 0)), encoding="ascii")
    assert office.call("import", vault, file).status == 0
    said, paper = office.print(vault, "1")
    assert (said.status, paper) == (1, None)
    assert "Nachname: " in said.err
    assert "Schreibweise des Passes" in said.err
    assert "1" in office.call("people", vault).out


@pytest.mark.parametrize("field", ["given_name", "note", "phone"])
def test_half_a_character_in_a_case_is_refused_by_its_place(office: Any, field: str) -> None:
    vault = office.new_vault()
    case = office.small_case()
    case["newcomer"][field] = "Öz \udcff"
    file = office.folder / "fall.json"
    file.write_text(json.dumps(case), encoding="ascii")
    said = office.call("import", vault, file)
    assert (said.status, said.out) == (1, "")
    assert said.err.startswith(f"newcomer.{field}: Hier stehen beschädigte Zeichen.")
    assert office.ids(vault) == []


def test_too_much_is_refused_by_its_place(office: Any) -> None:
    vault = office.new_vault()
    file = office.folder / "fall.json"
    for change, place in (
        ({"given_name": "x" * 301}, "newcomer.given_name"),
        ({"note": "x" * 10_001}, "newcomer.note"),
        ({"birth_date": "1992-02-31"}, "newcomer.birth_date"),
        ({"given_name": "\u200b", "family_name": "\u3164", "native_name": "\u0301"}, "newcomer.given_name"),
    ):
        case = office.small_case()
        case["newcomer"] |= change
        file.write_text(json.dumps(case), encoding="ascii")
        said = office.call("import", vault, file)
        assert (said.status, said.err.split(":")[0]) == (1, place)
    case = office.small_case()
    case["chains"][0]["steps"][0]["bring"] = ["Pass"] * 60
    file.write_text(json.dumps(case), encoding="ascii")
    said = office.call("import", vault, file)
    assert (said.status, said.err.split(":")[0]) == (1, "chains[0].steps[0].bring")
    assert office.ids(vault) == []
