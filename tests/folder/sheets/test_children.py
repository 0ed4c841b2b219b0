# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""School and daycare learn from the station sheet which child it is about."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from laufmappe.casework.record_views import ChildView
from laufmappe.casework.views import CaseView, PrintedSheet
from laufmappe.errors import FolderError
from laufmappe.folder.contents import sheets_of
from laufmappe.folder.make import make_folder
from laufmappe.folder.released_folder import released_view
from laufmappe.folder.words import Words

Reader = Callable[[bytes], list[str]]
SAMI, LINA = ChildView("Sami", 7, 7, "2019"), ChildView("Lina", 3, 4, "2023")


def with_children(samples: Any, *children: ChildView) -> CaseView:
    """The person with one open station, which is about these children."""
    step = samples.steps(1, ("open",))[0]
    case: CaseView = samples.with_steps((step,))
    return replace(case, children={step.id: children} if children else {})


def printed(case: CaseView, samples: Any, read_pages: Reader, language: str, large: bool = False) -> str:
    key = samples.first_key(case, language, "station", large)
    pdf = make_folder(case, language, samples.today, only=[key], large_print=large)
    return "\n".join(read_pages(pdf))


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("language", ["", "ar", "uk"])
def test_the_children_stand_on_the_station_by_name_and_year_of_birth(
    samples: Any, read_pages: Reader, misplaced: Callable[..., list[str]], language: str, large: bool
) -> None:
    case = with_children(samples, SAMI, LINA)
    text = printed(case, samples, read_pages, language, large)
    for words in ("Für", "Sami (geb. 2019)", "Lina (geb. 2023)"):
        assert words in text
    assert misplaced(samples.folder(case, Words(language, large_print=large)), cut=True) == []


def test_a_station_without_children_is_printed_as_ever(samples: Any, read_pages: Reader) -> None:
    assert "Für\n" not in printed(with_children(samples), samples, read_pages, "ar")
    unknown = with_children(samples, ChildView("Noor"), ChildView("", 5, 5, "2021"))
    text = printed(unknown, samples, read_pages, "")
    assert "Noor" not in text
    assert "geb." not in text


def test_another_child_means_a_new_sheet_and_no_child_the_old_one(samples: Any) -> None:
    before = with_children(samples)
    (sheet,) = (each for each in sheets_of(before, Words("")) if each.kind == "station")
    paper = PrintedSheet(sheet.key, sheet.number, 1, sheet.fingerprint, "", samples.today)
    for children, new in (((), False), ((ChildView("Noor"),), False), ((SAMI,), True)):
        held = replace(with_children(samples, *children), printed_sheets=(paper,))
        assert (sheet.key in samples.changed(held)) == new
    older = replace(SAMI, youngest=8, oldest=8)
    assert sheets_of(with_children(samples, SAMI), Words("")) == sheets_of(with_children(samples, older), Words(""))


def test_no_child_goes_along_without_a_release_of_the_household(samples: Any, read_pages: Reader) -> None:
    case = with_children(samples, SAMI)
    assert "Sami" not in printed(released_view(case, ("person", "chain")), samples, read_pages, "")
    assert "Sami" in printed(released_view(case, ("person", "chain", "household")), samples, read_pages, "")


def test_the_name_of_a_child_that_cannot_be_printed_is_named_before(samples: Any) -> None:
    with pytest.raises(FolderError, match="Haushalt"):
        make_folder(with_children(samples, replace(SAMI, name="\U0001e900")), "", samples.today)


def test_many_children_go_on_over_the_page(samples: Any, read_pages: Reader) -> None:
    many = tuple(ChildView(f"Kind{n}", 7, 7, "2019") for n in range(30))
    text = printed(with_children(samples, *many), samples, read_pages, "ar")
    assert all(child.name in text for child in many)
