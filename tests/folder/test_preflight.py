# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
from dataclasses import replace
from typing import Any

import pytest

from laufmappe.errors import FolderError
from laufmappe.folder.make import make_folder
from laufmappe.folder.preflight import check, left_out


def test_a_folder_that_can_be_printed_passes(samples: Any) -> None:
    check(samples.case(), "ar")


def test_every_field_that_cannot_be_printed_is_named_in_one_sentence(samples: Any) -> None:
    case = samples.case()
    assert case.chain is not None
    step = replace(case.chain.steps[0], title="Termin 😀")
    case = replace(
        case,
        newcomer=replace(case.newcomer, family_name="王", native_name="王芳"),
        chain=replace(case.chain, steps=(step, *case.chain.steps[1:])),
    )
    with pytest.raises(FolderError) as caught:
        make_folder(case, "", samples.today)
    sentence = str(caught.value)
    assert "Nachname: 王" in sentence
    assert "Name in eigener Schrift: 王芳" in sentence
    assert "Station 1: 😀" in sentence
    assert "Schreibweise des Passes" in sentence


def test_a_name_in_a_script_without_a_font_is_left_out_where_the_passport_spelling_stands(samples: Any) -> None:
    case = samples.case()
    diploma = replace(case.qualifications[0], original_title="护士")
    case = replace(case, newcomer=replace(case.newcomer, native_name="王芳"), qualifications=(diploma,))
    assert make_folder(case, "", samples.today)
    assert [sentence.split(":")[0] for sentence in left_out(case)] == [
        "Gedruckt wird ohne Name in eigener Schrift",
        f"Gedruckt wird ohne Originaltitel der Qualifikation {diploma.title}",
    ]
    assert left_out(samples.case()) == []


def test_notes_that_are_not_printed_do_not_stand_in_the_way(samples: Any) -> None:
    case = samples.case()
    case = replace(case, newcomer=replace(case.newcomer, note="😀", address="王"))
    check(case, "")


def test_very_many_faults_still_give_a_short_sentence(samples: Any) -> None:
    stations = tuple(replace(step, title=f"王{step.number}") for step in samples.steps(60))
    with pytest.raises(FolderError) as caught:
        check(samples.with_steps(stations), "")
    assert len(str(caught.value)) < 400
