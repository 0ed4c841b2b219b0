# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from laufmappe.casework.names.spelling import match_query, plain


@pytest.mark.parametrize(
    ("name", "plain_name"),
    [
        ("Müller", "muller"),
        ("Mu\u0308ller", "muller"),
        ("STRAẞE", "strasse"),
        ("Çelik", "celik"),
        ("Łukasz", "lukasz"),
        ("İbrahim", "ibrahim"),
        ("Işık", "isik"),
        ("Đặng Nguyễn", "dang nguyen"),
        ("Șerban", "serban"),
        ("محمّد", "محمد"),
        ("مُحَمَّد", "محمد"),
        ("أحمد", "احمد"),
        ("ሰላም", "ሰላም"),
    ],
)
def test_names_are_compared_without_marks_and_case(name: str, plain_name: str) -> None:
    assert plain(name) == plain_name


def test_arabic_and_persian_keyboards_write_the_same_name() -> None:
    assert plain("علي") == plain("علی")
    assert plain("كريم") == plain("کریم")
    assert plain("فاطمة") == plain("فاطمه")
    assert plain("محـــمد") == plain("محمد")


@given(st.text())
def test_plain_text_stays_as_it_is(text: str) -> None:
    assert plain(plain(text)) == plain(text)


@pytest.mark.parametrize("typed", ["", "  ", "-", "*", '"', "\x00", "\ud800"])
def test_signs_alone_search_for_nothing(typed: str) -> None:
    assert match_query(typed) == ""
