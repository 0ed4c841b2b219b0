# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The window from right to left: every part stands on the other side, arrows turn round, nothing breaks."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QLocale, QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget

from laufmappe import i18n
from laufmappe.i18n import _, n_
from laufmappe.ui.look import pixmap
from laufmappe.ui.widgets import Button, LineEdit, Page
from tests.ui.everywhere.conftest import PLACES
from tests.ui.everywhere.looking import across, clipped, first, outside, overlapping

Walking = Callable[[str], Any]


def _faults(root: QWidget) -> list[str]:
    return [*clipped(root), *outside(root), *overlapping(root), *across(root)]


@pytest.mark.parametrize("code", ["ar", "qpr"])
def test_no_page_breaks_from_right_to_left(walk: Walking, code: str) -> None:
    """The dialogs are walked through from right to left with the longer words."""
    walker = walk(code)
    found = [f"{place}: {fault}" for place, _page in walker.pages() for fault in _faults(walker.window)]
    assert not found, first(found)


@pytest.mark.parametrize("code", ["ar", "qpr"])
def test_the_side_bar_stands_on_the_right_and_the_list_beside_it(walk: Walking, code: str) -> None:
    walker = walk(code)
    people = walker.go("people")
    window = walker.window

    def left(widget: QWidget) -> int:
        return int(widget.mapTo(window, QPoint(0, 0)).x())

    assert left(window.side) > left(people.panel) > left(people.findChild(Page)) >= 0
    assert left(window.side) + window.side.width() == window.width()


def _blocks(root: QWidget) -> dict[str, tuple[int, int]]:
    """Where the buttons of a page stand: their distance from the side where lines begin, and from above."""
    found = {}
    for button in root.findChildren(Button):
        if button.isVisible() and button.text():
            at = button.mapTo(root, QPoint(0, 0))
            rtl = root.layoutDirection() == Qt.LayoutDirection.RightToLeft
            found[button.text()] = (root.width() - at.x() - button.width() if rtl else at.x(), at.y())
    return found


@pytest.mark.parametrize("place", [place for place in PLACES if place != "today"])
def test_a_mirrored_page_is_the_same_page_seen_in_a_mirror(
    walk: Walking, spoken: Callable[[str], None], place: str
) -> None:
    walker = walk("qps")
    before = _blocks(walker.go(place))
    QApplication.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    walker.rest()
    after = _blocks(walker.go(place))
    moved = {
        words: (before[words], after[words])
        for words in before.keys() & after.keys()
        if max(abs(a - b) for a, b in zip(before[words], after[words], strict=True)) > 3
    }
    assert before
    assert moved == {}


def test_arrows_point_the_other_way_and_signs_of_the_keyboard_do_not(spoken: Callable[[str], None]) -> None:
    def drawn(name: str) -> Any:
        return pixmap(name, "#000000", 48).toImage()

    def alike(one: Any, other: Any) -> bool:
        apart = sum(
            abs(one.pixelColor(x, y).alpha() - other.pixelColor(x, y).alpha()) for x in range(48) for y in range(48)
        )
        return bool(apart < 48 * 48 * 255 * 0.004)  # the edges of lines are rounded another way

    straight = {name: drawn(name) for name in ("arrow-right", "chevron-left", "undo-2", "corner-down-left", "check")}
    spoken("qpr")
    for name in ("arrow-right", "chevron-left", "undo-2"):
        assert alike(drawn(name), straight[name].flipped(Qt.Orientation.Horizontal)), name
        assert not alike(drawn(name), straight[name]), name
    for name in ("corner-down-left", "check"):
        assert drawn(name) == straight[name], name


def test_a_german_name_keeps_its_own_direction_in_an_arabic_sentence() -> None:
    said = i18n._isolated("أضيفت {name} إلى {place:>3}")
    assert said == "أضيفت \u2068{name}\u2069 إلى \u2068{place:>3}\u2069"
    assert said.format(name="Ümit (VHS)", place=3) == "أضيفت \u2068Ümit (VHS)\u2069 إلى \u2068  3\u2069"
    assert i18n._isolated(("", "{n}")) == ("", "\u2068{n}\u2069")


@pytest.mark.parametrize("code", ["ar", "en", "de"])
def test_qt_and_numbers_speak_the_language_of_the_window(spoken: Callable[[str], None], code: str) -> None:
    spoken(code)
    right = Qt.LayoutDirection.RightToLeft if code == "ar" else Qt.LayoutDirection.LeftToRight
    assert QApplication.layoutDirection() == right
    cancel = QApplication.translate("QPlatformTheme", "Cancel")
    assert cancel == {"ar": "ألغِ", "en": "Cancel", "de": "Abbrechen"}.get(code) or code == "ar"
    assert QLocale().toString(1234567).replace(".", "").replace(",", "") == "1234567"
    assert QLocale().zeroDigit() == "0"


@pytest.mark.parametrize("n", [0, 1, 2, 3, 10, 11, 99, 100, 103])
def test_every_count_has_a_form_in_arabic_or_falls_back_to_english(spoken: Callable[[str], None], n: int) -> None:
    spoken("ar")
    said = n_("vor {n} Tag", "vor {n} Tagen", n)
    assert said.format(n=n)
    assert "vor" not in said
    assert _("Person aufnehmen") != "Person aufnehmen"


def test_choosing_arabic_turns_the_window_at_once_and_choosing_german_turns_it_back(walk: Walking) -> None:
    walker = walk("de")
    walker.go("settings")
    for code, side in (("ar", Qt.LayoutDirection.RightToLeft), ("de", Qt.LayoutDirection.LeftToRight)):
        walker.app.choose_language(code)
        walker.rest()
        window = walker.app.window
        assert (i18n.language(), window.current(), window.layoutDirection()) == (code, "settings", side)
        assert walker.app.remembered.language() == code


def test_a_day_keeps_its_points_in_place_and_fields_begin_at_the_right(
    spoken: Callable[[str], None], show: Callable[..., Any]
) -> None:
    assert i18n.in_order("23.11.") == "23.11."
    field = show(LineEdit("Name"), 200, 40)
    assert field.alignment() & Qt.AlignmentFlag.AlignLeft
    spoken("ar")
    assert i18n.in_order("23.11.") == "\u206623.11.\u2069"
    assert field.alignment() & Qt.AlignmentFlag.AlignRight
