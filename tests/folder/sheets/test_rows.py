# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
from hypothesis import given, settings
from hypothesis import strategies as st

from laufmappe.folder.sheets.leaf import sides
from laufmappe.folder.sheets.look import BODY, LEFT, RIGHT
from laufmappe.folder.sheets.rows import Row, fill, height_of, row
from laufmappe.folder.words import Catalogue, Words

WORDS = Words("tr", Catalogue({"kurz": "kısa", "lang": "uzun " * 60}))


def make(text: str) -> Row:
    return row(WORDS.of(text), BODY, sides(LEFT, RIGHT, WORDS), WORDS)


@settings(deadline=None, max_examples=40)
@given(
    counts=st.lists(st.integers(1, 80), min_size=1, max_size=8),
    room=st.floats(12, 260),
)
def test_rows_that_go_on_over_pages_lose_no_line(counts: list[int], room: float) -> None:
    rest = [make("Wort " * count) for count in counts]
    lines = sum(each.lines for each in rest)
    shown_lines = 0
    while rest:
        shown, rest = fill(rest, room)
        assert shown
        assert height_of(shown) - shown[-1].gap <= room + 0.02
        shown_lines += sum(each.lines for each in shown)
    assert shown_lines == lines


def test_a_row_is_as_high_as_the_longer_of_its_two_sides() -> None:
    assert make("lang").lines > 2
    assert make("kurz").lines == 1


def test_the_rest_of_a_row_has_no_second_label() -> None:
    long = row(WORDS.of("Wort " * 80), BODY, sides(LEFT, RIGHT, WORDS), WORDS, WORDS.of("kurz"), ticked=True)
    first, rest = long.split(11)
    assert first is not None
    assert rest is not None
    assert first.lines == 2
    assert first.label is not None
    assert first.ticked
    assert rest.label is None
    assert not rest.ticked
