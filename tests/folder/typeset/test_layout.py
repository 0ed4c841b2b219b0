# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2

from concurrent.futures import ThreadPoolExecutor
from operator import itemgetter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from laufmappe.errors import MissingGlyphError
from laufmappe.folder.typeset.fonts import missing_characters
from laufmappe.folder.typeset.layout import MM, Block, Style, forget_texts, lay_out, width_of
from laufmappe.folder.typeset.text import Run, Text, isolate

BODY = Style(10)
OVERHANG = 0.6
"""Millimetres by which the ink of a letter may pass the room it takes."""


def shown(block: Block) -> list[str]:
    """What each line says, from its left end to its right end, without the space at its end."""
    return [
        "".join(character for _x, character in sorted(_placed(line), key=itemgetter(0))).rstrip()
        for line in block.lines
    ]


def _placed(line: object) -> list[tuple[float, str]]:
    return [(glyph.x, glyph.characters) for piece in line.pieces for glyph in piece.glyphs]  # type: ignore[attr-defined]


def ink(block: Block) -> tuple[float, float, float, float]:
    """Left, top, right and bottom in mm of everything that is blackened."""
    boxes = []
    for line in block.lines:
        for piece in line.pieces:
            scale = piece.size / 1000
            for glyph in piece.glyphs:
                left, bottom, right, top = piece.face.ink(glyph.number)
                if right > left:
                    over = (line.baseline - (glyph.y + edge * scale) / MM for edge in (top, bottom))
                    boxes.append(((glyph.x + left * scale) / MM, (glyph.x + right * scale) / MM, *over))
    lefts, rights, tops, bottoms = zip(*boxes, strict=True) if boxes else ((0.0,),) * 4
    return min(lefts), min(tops), max(rights), max(bottoms)


def assert_inside(block: Block) -> None:
    left, top, right, bottom = ink(block)
    assert left >= -OVERHANG
    assert right <= block.box_width + OVERHANG
    # The marks of fully vocalised Arabic reach so far into the space between lines.
    assert top >= -1.0
    assert bottom <= block.height + 1.3


def test_a_line_of_ten_points_is_five_millimetres_high_in_every_script() -> None:
    for words, language in (("Straße", "de"), ("شارع", "ar"), ("ጎደና", "ti"), ("вулиця", "uk")):
        block = lay_out(Text.of(words, language=language), BODY, 80)
        assert block.height == pytest.approx(5)
        assert block.first_baseline == pytest.approx(3.76, abs=0.01)


def test_german_starts_at_the_left_and_arabic_at_the_right() -> None:
    german, arabic = lay_out("Wann", BODY, 80), lay_out(Text.of("متى", language="ar"), BODY, 80)
    assert ink(german)[0] == pytest.approx(0, abs=0.5)
    assert ink(arabic)[2] == pytest.approx(80, abs=0.5)


@pytest.mark.parametrize(
    ("align", "german", "arabic"),
    [
        ("start", "left", "right"),
        ("end", "right", "left"),
        ("centre", "centre", "centre"),
        ("left", "left", "left"),
        ("right", "right", "right"),
    ],
)
def test_alignment_follows_the_direction_of_the_text(align: str, german: str, arabic: str) -> None:
    for text, expected in ((Text.of("Wann"), german), (Text.of("متى", language="ar"), arabic)):
        block = lay_out(text, BODY.but(align=align), 80)
        left, _top, right, _bottom = ink(block)
        middle = {"left": block.width / 2, "centre": 40, "right": 80 - block.width / 2}[expected]
        assert (left + right) / 2 == pytest.approx(middle, abs=0.5)


def test_numbers_dates_and_latin_names_in_arabic_read_as_they_were_typed() -> None:
    text = Text.fill(
        "اتصل بـ {name} على {tel} قبل {date}", "ar", name="Müller", tel="+49 221 1234-567", date="14.12.2026"
    )
    (line,) = shown(lay_out(text, BODY, 170))
    assert line.startswith("14.12.2026")
    assert "+49 221 1234-567" in line
    assert "Müller" in line
    assert line.index("Müller") > line.index("+49")


def test_persian_digits_are_neither_replaced_nor_turned() -> None:
    assert "۱۴:۳۰" in shown(lay_out(Text.of("ساعت ۱۴:۳۰", language="fa"), BODY, 80))[0]


def test_brackets_round_a_latin_word_in_arabic_face_it() -> None:
    (line,) = lay_out(Text.of("قرار (Jobcenter) جديد", language="ar"), BODY, 80).lines
    said = {glyph.characters: glyph.x for piece in line.pieces for glyph in piece.glyphs}
    assert said["("] > said["J"] > said[")"] or said[")"] > said["J"] > said["("]
    faces = {glyph.characters: glyph.number for piece in line.pieces for glyph in piece.glyphs}
    plain = {g.characters: g.number for p in lay_out("()", BODY, 80).lines[0].pieces for g in p.glyphs}
    left = min("()", key=lambda bracket: said[bracket])
    assert faces[left] == plain["("]


def test_a_right_to_left_name_does_not_turn_the_german_sentence_round_it() -> None:
    line = shown(lay_out(Text.fill("Mit {name}, Station 9.", "de", name="محمد علی"), BODY, 80))[0]
    assert line.startswith("Mit ")
    assert line.endswith(", Station 9.")


@pytest.mark.parametrize(
    "name",
    [
        "M" * 300,
        "م" * 300,
        "መ" * 300,
        "क्" * 100 + "क",
        "ক্" * 100 + "ক",
        "x\u2060" * 300,
        "a\u00a0" * 300,
        "\u2e3b" * 40,
        "Z" + "\u0301\u0300\u0302\u0303" * 75,
        "\u0301" * 300,
        "a\u0331\u0323" * 150,
        "\u200d" * 300,
        "ـ" * 300,
    ],
)
@pytest.mark.parametrize("language", ["de", "ar"])
def test_a_name_of_300_letters_stays_inside_its_box(name: str, language: str) -> None:
    assert_inside(lay_out(Text.of(isolate(name), language=language), BODY, 40))
    short = lay_out(Text.of(isolate(name), language=language), BODY, 40, max_lines=2)
    assert len(short.lines) <= 2
    assert_inside(short)


LETTERS = st.one_of(
    st.characters(min_codepoint=0x20, max_codepoint=0x52F),
    st.characters(min_codepoint=0x590, max_codepoint=0x6FF),
    st.sampled_from("ሀለሐማርስ አብ։፣ রকত্‌ তমি்ங สวัสดี\u200c\u200d\u2067\u2068\u2069\u202e\u00ad\u2011\u0301\n\t()«»„“"),
)


@given(st.text(LETTERS, max_size=60), st.sampled_from(["de", "ar"]), st.integers(25, 90), st.sampled_from([None, 1, 3]))
@settings(max_examples=60, deadline=None)
def test_whatever_passes_the_check_is_laid_out_inside_its_box(
    words: str, language: str, width: int, max_lines: int | None
) -> None:
    text = Text.of(isolate(words), language=language)
    if missing_characters(str(text)):
        with pytest.raises(MissingGlyphError):
            lay_out(text, BODY, width)
        return
    block = lay_out(text, BODY, width, max_lines)
    assert_inside(block)
    assert max_lines is None or len(block.lines) <= max_lines


def test_words_that_do_not_fit_give_way_to_an_ellipsis() -> None:
    block = lay_out("Bitte bringen Sie alle Unterlagen zum Termin mit", BODY, 40, max_lines=1)
    assert block.truncated
    assert shown(block)[0].endswith("…")
    assert block.text.endswith("…")
    assert "Termin" not in block.text
    assert not lay_out("Pass", BODY, 40, max_lines=1).truncated


def test_an_ellipsis_also_stands_for_paragraphs_that_were_left_out() -> None:
    block = lay_out("eins\nzwei\ndrei", BODY, 40, max_lines=2)
    assert shown(block) == ["eins", "zwei…"]
    assert lay_out("eins\nzwei", BODY, 40, max_lines=2).truncated is False


def test_a_name_of_ten_megabytes_is_cut_at_once() -> None:
    block = lay_out("Anna Maria " * 1_000_000, BODY, 40, max_lines=1)
    assert block.truncated
    assert len(block.text) < 100


def test_empty_lines_keep_their_height_and_no_text_has_none() -> None:
    assert len(lay_out("a\n\nb", BODY, 40).lines) == 3
    assert lay_out("", BODY, 40).height == 0


def test_bold_and_colour_hold_for_their_run_alone() -> None:
    block = lay_out(Text.of("Nehmen Sie ", Run("Blatt 3", bold=True, colour="#0F766E"), " mit."), BODY, 80)
    looks = [(piece.face.name, piece.colour) for piece in block.lines[0].pieces]
    assert looks == [
        ("NotoSans_400Regular", "#15201E"),
        ("NotoSans_700Bold", "#0F766E"),
        ("NotoSans_400Regular", "#15201E"),
    ]


def test_a_colour_in_the_middle_of_an_arabic_word_keeps_its_letters_joined() -> None:
    plain = lay_out(Text.of("محمد", language="ar"), BODY, 80)
    coloured = lay_out(Text.of("مح", Run("مد", colour="#B3261E"), language="ar"), BODY, 80)
    numbers = [
        {glyph.number for piece in block.lines[0].pieces for glyph in piece.glyphs} for block in (plain, coloured)
    ]
    assert numbers[0] == numbers[1]


def test_a_soft_hyphen_shows_only_where_a_line_ends() -> None:
    word = "Aufenthalts\u00aderlaubnis"
    assert shown(lay_out(word, BODY, 80)) == ["Aufenthaltserlaubnis"]
    assert [line.rstrip("\u00ad") for line in shown(lay_out(word, BODY, 25))] == ["Aufenthalts", "erlaubnis"]


def test_a_name_in_an_indian_script_does_not_change_the_font_of_the_words_round_it() -> None:
    before = lay_out("(Müller) 204", BODY, 80).lines
    forget_texts()
    for name in ("রহিম", "கண்ணன்", "आनंद"):
        for language in ("de", "ar"):
            lay_out(Text.fill("({name}) 1: {name}, +49 ‑ ،", language, name=name), BODY, 80)
    assert lay_out("(Müller) 204", BODY, 80).lines == before


def test_a_block_can_be_parted_between_two_pages() -> None:
    whole = lay_out("eins\nzwei\ndrei", BODY, 40)
    rest = whole.part(1)
    assert shown(rest) == ["zwei", "drei"]
    assert rest.text == "zwei drei"
    assert rest.first_baseline == pytest.approx(whole.first_baseline)
    assert rest.height == pytest.approx(10)


def test_the_width_of_words_is_that_of_their_line() -> None:
    assert width_of("Termin am", BODY) == pytest.approx(lay_out("Termin am", BODY, 80).width)
    assert width_of("Termin am", BODY.but(size=20)) == pytest.approx(2 * width_of("Termin am", BODY), rel=0.001)


def test_workers_lay_out_what_the_main_thread_lays_out() -> None:
    texts = [
        Text.of(words, language="ar") for words in ("الاثنين 30.11.2026، الساعة 9:30", "دائرة الأجانب", "Amt 3 (Köln)")
    ]
    here = [lay_out(text, BODY, 40) for text in texts]
    forget_texts()
    with ThreadPoolExecutor(2) as workers:
        there = list(workers.map(lambda text: lay_out(text, BODY, 40), texts))
    assert there == here
