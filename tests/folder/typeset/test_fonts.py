# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2

import subprocess
import sys

import pytest

from laufmappe.errors import MissingGlyphError
from laufmappe.folder.typeset.fonts import BASE, missing_characters, missing_glyphs, spans

NAMES = {
    "NotoSans": "Łukasz Çelik Олена Ἀχιλλεύς आनंद Nguyễn",
    "Vazirmatn": "عەبدوڵڵا",
    "NotoSansEthiopic": "ኣማኑኤል",
    "NotoSansArmenian": "Արմեն",
    "NotoSansGeorgian": "გიორგი",
    "NotoSansHebrew": "שָׁלוֹם",
    "NotoSansBengali": "রহিম",
    "NotoSansTamil": "கண்ணன்",
    "NotoSansThai": "สมชาย",
}


@pytest.mark.parametrize(("stem", "name"), NAMES.items())
@pytest.mark.parametrize("bold", [False, True])
def test_a_name_in_every_shipped_script_is_drawn_by_the_font_of_its_script(stem: str, name: str, bold: bool) -> None:
    assert missing_characters(name) == ""
    found = spans(name, [bold] * len(name))
    assert {span.face.stem for span in found} == {stem}
    assert (found[0].start, found[-1].end) == (0, len(name))


def test_chinese_and_emoji_are_named_before_anything_is_drawn() -> None:
    assert missing_characters("Frau 王小明 😀 王") == "王小明😀"


def test_invisible_characters_and_line_ends_are_never_missing() -> None:
    assert missing_characters("a\u200c\u200d\u00ad\ufe0f\ufeff\u2068b\u2069\n\u202ec") == ""


def test_the_refusal_names_the_characters_and_says_that_nothing_was_printed() -> None:
    error = missing_glyphs("Herr 王")
    assert error.characters == "王"
    assert error.text == "Herr 王"
    assert "„王“ (U+738B)" in str(error)
    assert "nichts gedruckt" in str(error)
    with pytest.raises(MissingGlyphError):
        spans("王", [False])


def test_numbers_and_brackets_in_arabic_look_like_those_in_german() -> None:
    text = "الغرفة (204)، 14.12.2026"
    digits = [span for span in spans(text, [False] * len(text)) if span.face.stem == BASE]
    assert "".join(text[span.start : span.end] for span in digits) == "(204)14.12.2026"


def test_a_pair_of_brackets_comes_from_one_font() -> None:
    text = "قرار (Jobcenter) جديد"
    found = spans(text, [False] * len(text))
    faces = [next(span.face for span in found if span.start <= text.index(bracket) < span.end) for bracket in "()"]
    assert faces[0] is faces[1]


def test_only_fonts_that_are_needed_are_read() -> None:
    program = """
import pathlib
from laufmappe.folder.typeset.fonts import missing_characters
read = []
original = pathlib.Path.read_bytes
pathlib.Path.read_bytes = lambda path: read.append(path.name) or original(path)
missing_characters("Straße مرحبا")
print(sorted(read))
import sys
print("PySide6" in sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[:2] == ["['NotoSans_400Regular.ttf', 'Vazirmatn_400Regular.ttf']", "False"]
