# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2

from collections.abc import Callable
from typing import Any

from laufmappe.folder.typeset.document import Document
from laufmappe.folder.typeset.layout import MM, Style, lay_out
from laufmappe.folder.typeset.paths import Path
from laufmappe.folder.typeset.text import Text

Printed = Callable[[bytes], list[Any]]


def grey(picture: Any, x: float, y: float) -> int:
    """How bright the page is at x, y in mm; 0 is black."""
    return int(picture.getpixel((round(x / 25.4 * 100), round(y / 25.4 * 100))))


def test_shapes_stand_where_they_were_put_in_millimetres_from_the_top_left(
    document: Document, printed: Printed
) -> None:
    page = document.page()
    page.rect(20, 30, 40, 10, fill="#000000")
    page.circle(100, 100, 5, fill="#000000")
    page.line(20, 200, 196, 200, "#000000", 4)
    (found,) = printed(document.save())
    for x, y in ((21, 31), (59, 39), (100, 96), (100, 104), (21, 200), (195, 200)):
        assert grey(found.picture, x, y) < 60
    for x, y in ((19, 31), (61, 39), (40, 41), (100, 94), (106, 100), (19, 200), (197, 200)):
        assert grey(found.picture, x, y) > 200


def test_round_corners_are_cut_off_one_by_one(document: Document, printed: Printed) -> None:
    page = document.page()
    page.rect(20, 20, 40, 20, fill="#000000", radius=(8, 0, 8, 0))
    (found,) = printed(document.save())
    assert grey(found.picture, 20.7, 20.7) > 200
    assert grey(found.picture, 59.3, 20.7) < 60
    assert grey(found.picture, 59.3, 39.3) > 200
    assert grey(found.picture, 20.7, 39.3) < 60


def test_a_route_turns_round_its_corners(document: Document, printed: Printed) -> None:
    page = document.page()
    page.polyline([(30, 50), (100, 50), (100, 90), (30, 90)], "#000000", 3.2 * MM, radius=10)
    (found,) = printed(document.save())
    assert grey(found.picture, 60, 50) < 60
    assert grey(found.picture, 100, 70) < 60
    assert grey(found.picture, 97.07, 52.93) < 60
    assert grey(found.picture, 100.5, 49.5) > 200


def test_an_arc_of_a_path_is_part_of_a_circle(document: Document, printed: Printed) -> None:
    page = document.page()
    page.path(Path().arc(100, 100, 20, 90, 180), stroke="#000000", thickness=6)
    (found,) = printed(document.save())
    assert grey(found.picture, 80, 100) < 60
    assert grey(found.picture, 85.86, 85.86) < 60
    assert grey(found.picture, 120, 100) > 200


def test_dashes_leave_gaps(document: Document, printed: Printed) -> None:
    page = document.page()
    page.line(20, 100, 60, 100, "#000000", 4, dash=(5 * MM, 5 * MM))
    (found,) = printed(document.save())
    assert [grey(found.picture, x, 100) < 100 for x in (22, 27, 32, 37)] == [True, False, True, False]


def test_a_pictogram_fills_its_square_and_keeps_to_it(document: Document, printed: Printed) -> None:
    page = document.page()
    page.icon("house", 50, 50, 24, "#000000")
    (found,) = printed(document.save())
    square = found.picture.crop(tuple(round(at / 25.4 * 100) for at in (50, 50, 74, 74)))
    left, top, right, bottom = square.point(lambda value: 255 if value < 128 else 0).getbbox()
    assert left <= 13
    assert top <= 10
    assert right >= 80
    assert bottom >= 80
    assert found.picture.point(lambda value: 255 - value).getbbox()[2] <= 292


def test_a_block_is_drawn_at_the_height_and_in_the_colour_asked_for(document: Document, printed: Printed) -> None:
    page = document.page()
    page.text(lay_out("H", Style(40, bold=True, colour="#000000", leading=20), 40), 20, 50)
    (found,) = printed(document.save())
    (letter,) = found.characters
    assert abs((letter.top + letter.bottom) / 2 - 60) < 0.3
    assert grey(found.picture, letter.left + 1.5, 60) < 60


def test_arabic_ends_at_the_right_edge_of_its_box(document: Document, printed: Printed) -> None:
    page = document.page()
    page.text(lay_out(Text.of("متى", language="ar"), Style(), 84), 112, 40)
    (found,) = printed(document.save())
    assert abs(max(character.right for character in found.characters) - 196) < 0.6
