# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Only what changed goes to paper, and a slip says what to exchange."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from laufmappe.casework.views import CaseView, PrintedSheet
from laufmappe.errors import FolderError
from laufmappe.folder.make import make_folder
from laufmappe.folder.plan import Folder
from laufmappe.folder.reprint import changed, folder_of, superseded, swaps, taken_out
from laufmappe.folder.words import Words

TODAY = date(2026, 11, 20)
Reader = Callable[[bytes], list[str]]


def folder(case: CaseView, language: str = "") -> Folder:
    return folder_of(case, Words(language), TODAY)


def numbers(case: CaseView) -> dict[str, int]:
    return {sheet.key: sheet.number for sheet in folder(case).sheets}


def with_step(case: CaseView, at: int, **values: Any) -> CaseView:
    """The case with something else at one of its stations."""
    assert case.chain is not None
    steps = list(case.chain.steps)
    steps[at] = replace(steps[at], **values)
    return replace(case, chain=replace(case.chain, steps=tuple(steps)))


@pytest.fixture
def held(samples: Any) -> CaseView:
    """Six open stations on three sheets; the person holds the whole folder."""
    stations = tuple(replace(step, service=None, bring=()) for step in samples.steps(6, ("open",)))
    case: CaseView = samples.held(samples.with_steps(stations))
    return case


def test_a_folder_that_is_held_as_it_is_has_nothing_to_print(held: CaseView) -> None:
    assert changed(folder(held)) == ()
    assert swaps(folder(held), ()) == ()
    with pytest.raises(FolderError, match="kein Blatt"):
        make_folder(held, "", TODAY, only=(), slip=True)


def test_a_new_sheet_gets_a_number_that_no_paper_bears_and_moves_no_other(samples: Any, held: CaseView) -> None:
    before = numbers(held)
    without = samples.held(replace(held, qualifications=(), printed_sheets=()))
    after = numbers(replace(without, qualifications=held.qualifications))
    assert after["qualifications"] == max(numbers(without).values()) + 1
    assert {key: after[key] for key in numbers(without)} == numbers(without)
    gone = replace(
        held, qualifications=(), printed_sheets=tuple(_out(each, "qualifications") for each in held.printed_sheets)
    )
    other = replace(gone.referrals[0], id="r2")
    assert numbers(replace(gone, referrals=(*gone.referrals, other)))["referral:r2"] not in before.values()


def test_sheets_stand_in_the_order_of_their_numbers(samples: Any, held: CaseView) -> None:
    found = folder(replace(held, referrals=(*held.referrals, replace(held.referrals[0], id="r2"))))
    assert [sheet.number for sheet in found.sheets] == sorted(sheet.number for sheet in found.sheets)
    assert found.sheets[-1].key == "referral:r2"


def test_a_station_that_ends_does_not_make_its_neighbour_out_of_date(held: CaseView) -> None:
    ended = with_step(held, 1, state="done", done_on=TODAY)
    news = changed(folder(ended))
    assert "route" in news
    assert not [key for key in news if key.startswith("station:")]
    neighbour = with_step(ended, 0, appointment="2026-12-07T09:30")
    assert "station:step0+step1" in changed(folder(neighbour))


def test_a_sheet_whose_stations_have_ended_stays_in_the_folder_and_in_its_index(
    held: CaseView, read_pages: Reader
) -> None:
    ended = with_step(with_step(held, 0, state="done"), 1, state="done")
    assert superseded(folder(ended)) == ()
    assert "station:step0+step1" in [sheet.key for sheet in folder(ended).listed]
    (cover, *_rest) = read_pages(make_folder(ended, "", TODAY, only={"cover"}))
    assert "Stationen 1 und 2" in cover


def test_the_index_names_the_revision_that_is_held_of_sheets_that_are_not_printed(samples: Any, held: CaseView) -> None:
    moved = with_step(held, 4, appointment="2026-12-07T09:30")
    assert folder(moved).revisions["station:step4+step5"] == 2
    from laufmappe.folder.reprint import with_only

    assert with_only(folder(moved), {"cover"}).revisions["station:step4+step5"] == 1


def test_dropped_stations_are_taken_out_and_the_rest_moves_to_a_new_sheet(held: CaseView) -> None:
    assert held.chain is not None
    dropped = replace(held, chain=replace(held.chain, steps=(*held.chain.steps[:4], held.chain.steps[5])))
    found = swaps(folder(dropped), changed(folder(dropped)))
    moved = next(swap for swap in found if swap.sheet and swap.sheet.key == "station:step5")
    assert [old.key for old in moved.out] == ["station:step4+step5"]
    assert moved.sheet is not None
    assert moved.sheet.number not in [old.number for old in held.printed_sheets]
    assert taken_out(found) == ("station:step4+step5",)


def test_what_is_gone_is_said_even_if_nothing_else_is_printed(held: CaseView, read_pages: Reader) -> None:
    gone = replace(held, qualifications=())
    assert changed(folder(gone)) == ()
    number = next(sheet.number for sheet in held.printed_sheets if sheet.key == "qualifications")
    (page,) = read_pages(make_folder(gone, "", TODAY, only=(), slip=True))
    assert f"Bitte herausnehmen: Blatt {number}" in page
    assert "Streichen Sie auf Blatt 1:" in page


def test_the_slip_says_old_and_new_revision_and_the_new_appointment(held: CaseView, read_pages: Reader) -> None:
    moved = replace(with_step(held, 4, appointment="2026-12-07T09:30"), qualifications=held.qualifications)
    keys = changed(folder(moved))
    pages = read_pages(make_folder(moved, "", TODAY, only=keys, slip=True))
    slips = "".join(pages[: -(-len(keys) // 2)])
    number = next(sheet.number for sheet in held.printed_sheets if sheet.key == "station:step4+step5")
    assert f"Bitte tauschen: Blatt {number}" in slips
    assert "Fassung 1" in slips
    assert "Fassung 2" in slips
    assert "Neu in Station 5:" in slips
    assert "Termin am 07.12.2026, 9:30 Uhr" in slips
    assert "Altes Blatt mit Stempel?" in slips
    assert f"Blatt {number} = Fassung 2" in slips
    assert "Seite" not in slips, "the slip is no sheet of the folder"


def test_many_changes_make_one_list(held: CaseView, read_pages: Reader) -> None:
    renamed = replace(held, newcomer=replace(held.newcomer, family_name="Hadad"))
    pages = read_pages(make_folder(renamed, "", TODAY, only=changed(folder(renamed)), slip=True))
    assert pages[0].count("Fassung 2: einheften") == len(held.printed_sheets)
    assert "Schreiben Sie" not in pages[0], "the cover with its index is new too"


def test_a_folder_that_is_handed_out_for_the_first_time_needs_no_slip(samples: Any, read_pages: Reader) -> None:
    case = samples.case()
    assert read_pages(make_folder(case, "", TODAY, slip=True)) == read_pages(make_folder(case, "", TODAY))


@pytest.mark.parametrize("language", ["ar", "uk", "ti"])
def test_the_slip_is_drawn_in_every_direction(held: CaseView, language: str, samples: Any) -> None:
    moved = with_step(samples.held(replace(held, printed_sheets=()), language), 4, appointment="2026-12-07T09:30")
    keys = changed(folder(moved, language))
    assert len(make_folder(moved, language, TODAY, only=keys, slip=True)) > 10_000


def _out(sheet: PrintedSheet, key: str) -> PrintedSheet:
    return replace(sheet, fingerprint="") if sheet.key == key else sheet
