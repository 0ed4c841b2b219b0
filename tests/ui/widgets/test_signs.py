# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from laufmappe.ui.widgets import (
    Badge,
    Button,
    Card,
    Chip,
    ChipSpec,
    Columns,
    EmptyState,
    Key,
    KeyBar,
    Notice,
    Text,
    Toast,
    avatar_colour,
    flow,
    initials,
    key_text,
)

Shower = Callable[..., Any]


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Amina Haddad", "AH"),
        ("Amina", "A"),
        ("Amina bint Ali Haddad", "AH"),
        ("", ""),
        ("ليلى أحمد", "لأ"),
        ("(unbekannt)", ""),
    ],
)
def test_initials_are_the_first_letters_of_first_and_last_name(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_a_person_keeps_one_colour() -> None:
    assert avatar_colour("018f-1") == avatar_colour("018f-1")


def test_no_words_are_read_as_markup(show: Shower) -> None:
    label = show(Text("<b>Amina</b> & <img src=x>"), 300, 30)
    assert label.textFormat() == Qt.TextFormat.PlainText


def test_long_words_are_elided_and_told_whole(show: Shower) -> None:
    label = show(Text("Anerkennungsverfahren Elektrotechnik", elide=True), 120, 24)
    assert label.text().endswith("…")
    assert label.toolTip() == "Anerkennungsverfahren Elektrotechnik"
    assert label.accessibleName() == "Anerkennungsverfahren Elektrotechnik"


def test_long_sentences_in_a_notice_get_the_lines_they_need(show: Shower, qapp: QApplication) -> None:
    holder = QWidget()
    notice = Notice(
        "Stimmt überein: Geburtsjahr, Vorname ähnlich, Telefon endet auf 678. " * 3, kind="warn", title="Schon erfasst"
    )
    row = QHBoxLayout(holder)
    row.addWidget(notice, 0, Qt.AlignmentFlag.AlignTop)
    show(holder, 280, 500)
    assert notice.sentence.height() >= notice.sentence.heightForWidth(notice.sentence.width())


def test_a_chip_says_its_state_in_words(show: Shower) -> None:
    chip = show(Chip("wartet", "warn", "hourglass"), 90, 22)
    chip.show_state(ChipSpec("erledigt", "ok", "check"))
    assert chip.text() == "erledigt"
    assert Badge("4").text() == "4"


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_chips_wrap_into_lines_from_the_leading_side(show: Shower, direction: Qt.LayoutDirection) -> None:
    chips = [Chip(f"Sprache {n}") for n in range(8)]
    holder = flow(*chips)
    holder.setLayoutDirection(direction)
    show(holder, 300, 200)
    assert len({chip.y() for chip in chips}) > 1
    assert all(holder.rect().contains(chip.geometry()) for chip in chips)
    leading = (
        chips[0].x() == 0
        if direction == Qt.LayoutDirection.LeftToRight
        else chips[0].geometry().right() == holder.width() - 1
    )
    assert leading


def test_keys_are_called_as_on_the_keyboard() -> None:
    assert key_text("Ctrl+K") == "Strg+K"
    assert key_text("Space") == "Leertaste"


def test_the_key_bar_is_read_to_those_who_cannot_see_it(show: Shower) -> None:
    bar = show(KeyBar(), 400, 38)
    bar.show_keys([Key("Ctrl+P", "drucken"), Key("F2", "heimlich", shown=False)])
    assert bar.accessibleName() == "Tasten: Strg+P drucken"


def test_a_toast_goes_away_and_its_undo_works_once(show: Shower) -> None:
    window = show(QWidget(), 600, 400)
    toast = Toast(window)
    undone: list[int] = []
    toast.tell("Erledigt.", lambda: undone.append(1))
    assert toast.isVisible()
    assert window.rect().contains(toast.geometry())
    toast.take_back()
    toast.take_back()
    assert undone == [1]
    assert not toast.isVisible()


def test_a_toast_keeps_off_the_side_bar_and_a_click_takes_it_away(show: Shower) -> None:
    window = show(QWidget(), 600, 400)
    side = QWidget(window)
    side.setGeometry(0, 0, 200, 400)
    toast = Toast(window, beside=side)
    toast.tell("Das Gespräch ist eingetragen, und die Person kommt in der nächsten Woche wieder.", lambda: None)
    assert not toast.geometry().intersects(side.geometry())
    QTest.mouseClick(toast, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert not toast.isVisible()
    assert toast.can_undo()


def test_a_narrow_window_puts_the_side_column_below(show: Shower, qapp: QApplication) -> None:
    columns = Columns()
    main, side = Card("Haupt"), Card("Seite")
    columns.main.addWidget(main)
    columns.side.addWidget(side)
    show(columns, 1360, 500)
    assert side.mapTo(columns, QPoint(0, 0)).x() > main.width()
    columns.resize(1000, 500)
    for _round in range(3):
        qapp.processEvents()
    assert side.mapTo(columns, QPoint(0, 0)).y() >= main.height()
    assert side.width() == main.width()


def test_a_busy_button_takes_no_second_click(show: Shower) -> None:
    button = show(Button("Entsperren", kind="primary"), 200, 34)
    clicks: list[int] = []
    button.clicked.connect(lambda: clicks.append(1))
    button.set_busy("Wird entsperrt …")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert (clicks, button.text()) == ([], "Wird entsperrt …")
    button.set_busy()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert (clicks, button.text()) == ([1], "Entsperren")


def test_signs_have_names_where_they_can_be_reached(
    show: Shower, names_missing: Callable[[QWidget], list[str]]
) -> None:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.addWidget(
        EmptyState("users", "Noch keine Person", "Nehmen Sie die erste auf.", button=Button("Person aufnehmen"))
    )
    row.addWidget(Card("Fällig", link="Alle zeigen"))
    show(holder, 600, 300)
    assert names_missing(holder) == []


def test_the_buttons_of_a_notice_stand_below_its_words(show: Callable[..., Any]) -> None:
    button = Button("Vorschlag übernehmen")
    notice = Notice("Das Datum liegt in der Zukunft.", kind="warn", actions=(button,))
    show(notice, 500, 120)
    words = notice.sentence.mapTo(notice, notice.sentence.rect().topLeft())
    below = button.mapTo(notice, button.rect().topLeft())
    assert below.x() == words.x()
    assert below.y() > words.y()
