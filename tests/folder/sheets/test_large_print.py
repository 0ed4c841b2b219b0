# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The folder in large print: the same sheets, nothing that is read smaller than people who see badly can read."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pypdfium2
import pytest
import zxingcpp

from laufmappe.casework.views import CaseView, ServiceView
from laufmappe.folder.contents import optional_sheets, sheets_of
from laufmappe.folder.make import leaves_of, make_folder, make_overview, slips_of
from laufmappe.folder.plan import Folder
from laufmappe.folder.reprint import changed, folder_of, holds_large_print, swaps
from laufmappe.folder.sheets import look
from laufmappe.folder.sheets.leaf import Leaf
from laufmappe.folder.sheets.look import sized
from laufmappe.folder.typeset.document import Document
from laufmappe.folder.typeset.layout import Style
from laufmappe.folder.words import Words

Reader = Callable[[bytes], list[str]]
LABEL, READ = 14.0, 16.0


def printed(case: CaseView, language: str, samples: Any, large: bool = True) -> Folder:
    """A folder with every sheet, also those on demand."""
    extra = [key for key, _title in optional_sheets(case)]
    return folder_of(case, Words(language, large_print=large), samples.today, extra)


def leaves(of: Folder) -> Iterator[tuple[str, Leaf]]:
    """Every page with the kind of its sheet; then the pages of the slip."""
    document = Document("Laufmappe", "Laufmappe", "de", datetime(2026, 1, 1, tzinfo=UTC))
    for sheet in of.sheets:
        yield from ((sheet.kind, leaf) for leaf in leaves_of(sheet, of, document))
    if exchanged := swaps(of, [sheet.key for sheet in of.sheets]):
        yield from (("slip", leaf) for leaf in slips_of(exchanged, of, document))


@pytest.mark.parametrize("language", ["", "ar", "uk"])
def test_no_words_are_small_and_most_are_large(samples: Any, language: str) -> None:
    held = samples.held(samples.case(), language)
    letters = {True: 0, False: 0}
    for kind, leaf in leaves(printed(held, language, samples)):
        for block, _x, _y in leaf.placed:
            for piece in (piece for line in block.lines for piece in line.pieces):
                assert piece.size >= LABEL, (kind, block.text)
                letters[piece.size >= READ] += len(piece.text)
    assert letters[True] > 2 * letters[False]


@pytest.mark.parametrize("language", ["ar", "ps", "ckb", "ti"])
def test_no_ink_leaves_the_margins(samples: Any, language: str, outside: Callable[[bytes], list[str]]) -> None:
    assert not outside(make_folder(samples.case(), language, samples.today, large_print=True))


def test_every_style_grows_and_keeps_its_order() -> None:
    words = Words("", large_print=True)
    styles = [value for value in vars(look).values() if isinstance(value, Style)]
    assert len(styles) >= 8
    for style in styles:
        assert sized(style, words).size >= (LABEL if style.colour == look.GREY else READ)
        assert sized(style, words).line_height > style.line_height
        assert sized(style, Words("")) == style
    sizes = sorted(style.size for style in styles)
    assert sizes == sorted(sizes, key=lambda size: sized(Style(size), words).size)


def test_both_prints_have_the_same_sheets_but_each_station_has_its_own(samples: Any) -> None:
    case = samples.case()
    normal, large = (sheets_of(case, Words("", large_print=print_)) for print_ in (False, True))
    assert [s.key for s in normal if s.kind != "station"] == [s.key for s in large if s.kind != "station"]
    assert [step for s in normal for step in s.steps] == [step for s in large for step in s.steps]
    assert any(len(sheet.steps) == 2 for sheet in normal)
    assert all(len(sheet.steps) == 1 for sheet in large if sheet.kind == "station")


def test_who_changes_to_large_print_or_back_gets_every_sheet_anew(samples: Any) -> None:
    held = samples.held(samples.case())
    large = folder_of(held, Words("", large_print=True), samples.today)
    assert set(changed(large)) == {sheet.key for sheet in large.sheets}
    paper = tuple(
        replace(held.printed_sheets[0], key=sheet.key, number=sheet.number, fingerprint=sheet.fingerprint)
        for sheet in large.sheets
    )
    now = replace(held, printed_sheets=paper)
    assert not changed(folder_of(now, Words("", large_print=True), samples.today))
    back = folder_of(now, Words(""), samples.today)
    assert set(changed(back)) == {sheet.key for sheet in back.sheets}
    assert holds_large_print(now)
    assert not holds_large_print(held)
    assert not holds_large_print(samples.case())


def test_a_new_appointment_is_told_as_one_in_large_print_too(samples: Any, read_pages: Reader) -> None:
    case = samples.case()
    sheets = sheets_of(case, Words("", large_print=True), (), samples.today)
    paper = tuple(
        replace(old, key=sheet.key, number=sheet.number, fingerprint=sheet.fingerprint)
        for sheet in sheets
        for old in samples.held(case).printed_sheets[:1]
    )
    moved = samples.move_appointment(replace(case, printed_sheets=paper))
    of = folder_of(moved, Words("", large_print=True), samples.today)
    keys = changed(of)
    assert len([key for key in keys if key.startswith("station:")]) == 1
    pages = read_pages(make_folder(moved, "", samples.today, only=keys, slip=True, large_print=True))
    assert "Termin am 07.12.2026, 9:30 Uhr" in pages[0]


def test_codes_are_on_their_sheets_and_can_be_scanned(samples: Any) -> None:
    document = pypdfium2.PdfDocument(make_folder(samples.case(), "ar", samples.today, large_print=True))
    read = {found.text for page in document for found in zxingcpp.read_barcodes(page.render(scale=150 / 72).to_pil())}
    document.close()
    assert {code for code in read if not code.startswith("BEGIN:VCALENDAR")} == set(samples.codes)


@pytest.mark.parametrize("kind", ["station", "referral"])
def test_the_stamp_field_holds_a_stamp_below_its_label(samples: Any, kind: str) -> None:
    found = 0
    for sheet, leaf in leaves(printed(samples.case(), "ar", samples)):
        for block, left, top in leaf.placed:
            if sheet == kind and block.text == "Stempel":
                found += 1
                under = top + block.height
                for other, x, y in leaf.placed:
                    beside = x + other.width < left or x > left + 60
                    assert beside or y + other.height <= under or y >= under + 35, other.text
    assert found


def test_the_same_case_gives_the_same_bytes(samples: Any) -> None:
    first, second = (make_folder(samples.case(), "fa", samples.today, large_print=True) for _ in range(2))
    assert first == second


def test_the_overview_without_a_case_is_there_in_large_print(samples: Any, read_pages: Reader) -> None:
    place = ServiceView("s9", "Haus der Beratung", "Stadt", type="migration_counselling", street="Am Markt 1")
    centre = samples.case().centre
    pages = read_pages(make_overview("unclear", "uk", centre, [place], samples.today, large_print=True))
    assert "Haus der Beratung" in pages[0]
    assert "Blatt" not in pages[0]


def test_long_texts_are_printed_to_their_last_word(samples: Any, read_pages: Reader) -> None:
    step = samples.steps(2, ("open",))[1]
    step = replace(step, why="Wort " * 1990 + "WARUMENDE", bring=tuple(f"Papier{n}." for n in range(50)))
    case = samples.with_steps((step,))
    case = replace(case, referrals=(replace(case.referrals[0], request="Wort " * 1990 + "BITTENENDE"),))
    text = "".join(read_pages(make_folder(case, "uk", samples.today, large_print=True)))
    assert "WARUMENDE" in text
    assert "BITTENENDE" in text
    assert all(f"Papier{n}." in text for n in range(50))


def test_the_way_says_where_the_person_stands_and_every_state_in_words(samples: Any, read_pages: Reader) -> None:
    case = samples.case()
    text = "".join(read_pages(make_folder(case, "", samples.today, only={"route"}, large_print=True)))
    assert text.count("Sie sind hier") == 1
    for step in case.chain.steps:
        assert step.title in text
    assert "pausiert" in text
