# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a translator may rely on: nothing translated is lost, and what was reworded is marked outdated."""

from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    return tmp_path / "ar.po"


def test_a_translation_survives_an_update(tool: ModuleType, catalogue: Path) -> None:
    entries = [tool.Entry("Wohnsitz anmelden", "A title"), tool.Entry("Geburtsurkunde", "A bring")]
    tool.update(catalogue, entries, fill={"Geburtsurkunde": "شهادة ميلاد"})
    tool.update(catalogue, list(reversed(entries)))
    _head, found = tool.read(catalogue)
    assert {message.id: message.string for message in tool.messages(found)} == {
        "Wohnsitz anmelden": "",
        "Geburtsurkunde": "شهادة ميلاد",
    }


def test_a_reworded_sentence_is_outdated_until_somebody_reads_it(tool: ModuleType, catalogue: Path) -> None:
    old, new = "Sie melden sich bei der Stadt an.", "Sie melden sich bei der Stadt Bielefeld an."
    tool.update(catalogue, [tool.Entry(old, "A why")], fill={old: "نص"})
    tool.update(catalogue, [tool.Entry(new, "A why")])
    _head, found = tool.read(catalogue)
    (message,) = tool.messages(found)
    assert (message.id, message.string, message.fuzzy) == (new, "نص", True)
    assert "#| msgid" in catalogue.read_text(encoding="utf-8")
    tool.update(catalogue, [tool.Entry(new, "A why")], fill={new: "نص جديد"})
    _head, found = tool.read(catalogue)
    (message,) = tool.messages(found)
    assert (message.string, message.fuzzy) == ("نص جديد", False)


def test_a_sentence_that_is_gone_comes_back_with_its_translation(tool: ModuleType, catalogue: Path) -> None:
    one, two = tool.Entry("Bankkonto eröffnen", "A"), tool.Entry("Duldung", "B")
    tool.update(catalogue, [one, two], fill={"Bankkonto eröffnen": "فتح حساب"})
    tool.update(catalogue, [two])
    assert [message.id for message in tool.messages(tool.read(catalogue)[1])] == ["Duldung"]
    tool.update(catalogue, [one, two])
    found = {message.id: message.string for message in tool.messages(tool.read(catalogue)[1])}
    assert found == {"Bankkonto eröffnen": "فتح حساب", "Duldung": ""}


def test_an_unlike_sentence_never_takes_over_a_translation(tool: ModuleType, catalogue: Path) -> None:
    tool.update(catalogue, [tool.Entry("Sozialamt", "A")], fill={"Sozialamt": "نص"})
    tool.update(catalogue, [tool.Entry("Krankenkasse", "A")])
    (message,) = tool.messages(tool.read(catalogue)[1])
    assert not message.string


def test_the_same_sources_give_the_same_file(tool: ModuleType, catalogue: Path) -> None:
    entries = [tool.Entry("Pass", "A"), tool.Entry(("{n} Tag", "{n} Tage"), "B"), tool.Entry("Pass", "C")]
    tool.update(catalogue, entries, fill={"Pass": "جواز سفر"})
    first = catalogue.read_bytes()
    tool.update(catalogue, entries)
    assert catalogue.read_bytes() == first
    assert b"POT-Creation-Date" not in first
    assert b"#: " not in first


def test_the_head_keeps_who_read_the_catalogue(tool: ModuleType, catalogue: Path) -> None:
    entries = [tool.Entry("Pass", "A")]
    tool.update(catalogue, entries)
    text = catalogue.read_text(encoding="utf-8")
    text = text.replace("X-Review-State: unreviewed", "X-Review-State: reviewed")
    catalogue.write_text(text.replace("X-Reviewed-By: ", "X-Reviewed-By: Sprachmittlung"), encoding="utf-8")
    tool.update(catalogue, entries)
    head, _found = tool.read(catalogue)
    assert (head.values["X-Review-State"], head.values["X-Reviewed-By"]) == ("reviewed", "Sprachmittlung")


def test_a_language_is_complete_only_when_nothing_is_open(tool: ModuleType, catalogue: Path) -> None:
    entries = [tool.Entry("Pass", "A"), tool.Entry("Visum", "B")]
    tool.update(catalogue, entries, fill={"Pass": "جواز سفر"}, complete=True)
    assert not tool.read(catalogue)[0].complete
    tool.update(catalogue, entries, fill={"Visum": "تأشيرة"}, complete=True)
    assert tool.read(catalogue)[0].complete
    assert tool.faults(catalogue, entries) == []


def test_the_check_names_what_a_complete_language_lacks(tool: ModuleType, catalogue: Path) -> None:
    entries = [tool.Entry("Pass", "A")]
    tool.update(catalogue, entries, fill={"Pass": "جواز سفر"}, complete=True)
    grown = [*entries, tool.Entry("Visum", "B")]
    assert len(tool.faults(catalogue, grown)) == 2
    tool.update(catalogue, grown)
    assert tool.faults(catalogue, grown) == ["ar.po: not translated or outdated: 1 (Visum)"]


def test_levels_and_signs_are_not_sent_to_translators(tool: ModuleType) -> None:
    found = tool.template([tool.Entry(text, "level") for text in ("B1", "–", "", "Kein Deutsch")], "ar")
    assert [message.id for message in tool.messages(found)] == ["Kein Deutsch"]


def test_a_text_with_a_count_has_as_many_forms_as_the_language(tool: ModuleType, catalogue: Path) -> None:
    entries = [tool.Entry(("{n} Tag", "{n} Tage"), "A")]
    tool.update(catalogue, entries)
    assert tool.missing(catalogue, entries) == {"{n} Tag": [""] * 6}
    forms = ["لا أيام", "يوم", "يومان", "{n} أيام", "{n} يومًا", "{n} يوم"]
    tool.update(catalogue, entries, fill={"{n} Tag": forms})
    (message,) = tool.messages(tool.read(catalogue)[1])
    assert message.string == tuple(forms)
    assert tool.missing(catalogue, entries) == {}
