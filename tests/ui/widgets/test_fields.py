# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from laufmappe.ui.widgets import (
    CheckBox,
    ComboBox,
    DateField,
    Key,
    LabeledField,
    LineEdit,
    Page,
    PassphraseField,
    RadioButton,
    SearchField,
    Segmented,
    Stepper,
    TextArea,
    ToggleChips,
    TokenField,
)

Shower = Callable[..., Any]
Names = Callable[[QWidget], list[str]]
LANGUAGES = [(word, word[:2]) for word in ("Arabisch", "Englisch", "Kurmandschi", "Sorani", "Tigrinya")]


def test_every_field_is_spoken_by_its_label(show: Shower, names_missing: Names) -> None:
    form = QWidget()
    column = QVBoxLayout(form)
    for field in (
        LineEdit(),
        TextArea(),
        DateField(),
        PassphraseField("Passphrase"),
        ComboBox("Status", [("Duldung", 1)]),
        Segmented("Deutsch", [("A1", 1), ("A2", 2)], 1),
        ToggleChips("Bedarfe", [("Wohnen", 1)]),
        TokenField("Sprachen", LANGUAGES),
        Stepper("Kinder", 1),
        SearchField("Suchen", "Person suchen …"),
    ):
        column.addWidget(LabeledField("Angabe", field))
    column.addWidget(CheckBox("Dolmetschen nötig"))
    column.addWidget(RadioButton("Arabisch"))
    show(form, 500, 900)
    assert names_missing(form) == []


def test_a_fault_stands_below_its_field_and_can_be_mended_with_one_click(show: Shower) -> None:
    field = DateField()
    labeled = show(LabeledField("Titel gültig bis", field), 400, 120)
    labeled.show_fault("Den 31.02.2027 gibt es nicht.", "28.02.2027 übernehmen", lambda: field.choose("2027-02-28"))
    assert labeled.has_fault()
    assert field.accessibleDescription() == "Den 31.02.2027 gibt es nicht."
    button = next(child for child in labeled.findChildren(QWidget) if getattr(child, "kind", "") == "link")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert field.value() == "2027-02-28"
    labeled.clear_fault()
    assert not labeled.has_fault()
    assert field.accessibleDescription() == ""


def test_a_warning_is_no_fault(show: Shower) -> None:
    labeled = show(LabeledField("Passphrase", LineEdit()), 300, 100)
    labeled.show_warning("Die Feststelltaste ist an.")
    assert labeled.fault_text() == "Die Feststelltaste ist an."
    assert not labeled.has_fault()


def test_a_fault_moves_no_field_beside_it(show: Shower) -> None:
    first, second = LabeledField("Name", LineEdit()), LabeledField("Geburtsjahr", LineEdit())
    form = QWidget()
    row = QHBoxLayout(form)
    row.addWidget(first)
    row.addWidget(second)
    show(form, 600, 140)
    before = second.field.mapTo(form, QPoint(0, 0)), second.field.size()
    first.show_fault("Bitte einen Namen eingeben.")
    assert (second.field.mapTo(form, QPoint(0, 0)), second.field.size()) == before


def test_focus_shifts_nothing(show: Shower) -> None:
    form = QWidget()
    column = QVBoxLayout(form)
    field = LineEdit("Name")
    field.setText("Amina")
    column.addWidget(field)
    show(form, 300, 80)
    field.clearFocus()
    before = field.cursorRect().topLeft()
    field.setFocus()
    assert field.cursorRect().topLeft() == before


def test_scrolling_over_a_list_never_changes_the_answer(show: Shower) -> None:
    combo = show(ComboBox("Status", [("Duldung", 1), ("Gestattung", 2)]), 200, 36)
    combo.setFocus()
    no = Qt.MouseButton.NoButton
    combo.wheelEvent(
        QWheelEvent(
            QPointF(5, 5),
            QPointF(5, 5),
            QPoint(0, -120),
            QPoint(0, -120),
            no,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
    )
    assert combo.value() == 1


def test_a_list_keeps_its_choice_when_it_is_offered_anew(show: Shower) -> None:
    combo = show(ComboBox("Status", [("Duldung", 1), ("Gestattung", 2)]), 200, 36)
    combo.choose(2)
    combo.offer([("alle", 0), ("Gestattung", 2)])
    assert combo.value() == 2
    combo.offer([("alle", 0)])
    assert combo.value() == 0


def test_a_language_is_picked_by_typing_a_part_of_it(show: Shower) -> None:
    field = show(TokenField("Sprachen", LANGUAGES), 400, 80)
    told: list[int] = []
    field.changed.connect(lambda: told.append(1))
    QTest.keyClicks(field.input, "kur")
    QTest.keyClick(field.input, Qt.Key.Key_Return)
    QTest.keyClicks(field.input, "ENGL")
    QTest.keyClick(field.input, Qt.Key.Key_Tab)
    assert field.values() == ("Ku", "En")
    QTest.keyClick(field.input, Qt.Key.Key_Backspace)
    assert field.values() == ("Ku",)
    assert len(told) == 3


def test_a_word_that_is_no_language_is_not_taken(show: Shower) -> None:
    field = show(TokenField("Sprachen", LANGUAGES), 400, 80)
    QTest.keyClicks(field.input, "klingonisch")
    QTest.keyClick(field.input, Qt.Key.Key_Return)
    assert field.values() == ()


def test_segments_are_chosen_by_arrows(show: Shower) -> None:
    choice = show(Segmented("Deutsch", [("keins", 0), ("A1", 1), ("A2", 2)], 0), 300, 36)
    told: list[object] = []
    choice.chosen.connect(told.append)
    buttons = [child for child in choice.findChildren(QWidget) if getattr(child, "isCheckable", bool)()]
    buttons[0].setFocus()
    QTest.keyClick(buttons[0], Qt.Key.Key_Right)
    assert choice.value() == 1
    assert told == [1]


def test_segments_that_got_no_height_before_they_were_shown_are_in_sight(show: Shower) -> None:
    holder = QWidget()
    choice = Segmented("Deutsch", [("keins", 0), ("A1", 1)], 0, holder)
    choice.setGeometry(0, 0, 300, 0)
    show(holder, 400, 100)
    parts = [child for child in choice.findChildren(QWidget) if getattr(child, "isCheckable", bool)()]
    assert [part.height() for part in parts] == [choice.height()] * 2
    assert choice.height() > 0


def test_a_stepper_stays_inside_its_limits(show: Shower) -> None:
    stepper = show(Stepper("Kinder", 0, high=2), 116, 36)
    for _round in range(5):
        QTest.keyClick(stepper, Qt.Key.Key_Up)
    assert stepper.value() == 2
    QTest.keyClick(stepper, Qt.Key.Key_1)
    assert stepper.value() == 1
    spoken = QAccessible.queryAccessibleInterface(stepper)
    assert spoken.role() == QAccessible.Role.SpinBox
    assert [spoken.text(QAccessible.Text.Name), spoken.text(QAccessible.Text.Value)] == ["Kinder", "1"]


def test_needs_are_chosen_several_at_once(show: Shower) -> None:
    chips = show(ToggleChips("Bedarfe", [("Wohnen", "w"), ("Arbeit", "a"), ("Kita", "k")]), 400, 60)
    for chip in chips.findChildren(QWidget):
        if chip.accessibleName() in ("Wohnen", "Kita"):
            QTest.keyClick(chip, Qt.Key.Key_Space)
    assert chips.values() == ("w", "k")


def test_chips_are_one_stop_and_a_letter_goes_to_the_next_word(show: Shower, qapp: QApplication) -> None:
    whole = QWidget()
    column = QVBoxLayout(whole)
    before, after = LineEdit("vorher"), LineEdit("nachher")
    options: list[tuple[str, object]] = [("Sprachkurs", 1), ("Wohnen", 2), ("Schule", 3), ("Arbeit", 4)]
    chips = ToggleChips("Bedarfe", options)
    for part in (before, chips, after):
        column.addWidget(part)
    show(whole, 400, 200)
    whole.activateWindow()
    before.setFocus()

    def press(key: Qt.Key) -> str:
        at = qapp.focusWidget()
        assert at is not None
        QTest.keyClick(at, key)
        now = qapp.focusWidget()
        assert now is not None
        return now.accessibleName()

    assert press(Qt.Key.Key_Tab) == "Sprachkurs"
    assert press(Qt.Key.Key_S) == "Schule"
    assert press(Qt.Key.Key_S) == "Sprachkurs"
    assert press(Qt.Key.Key_X) == "Sprachkurs"
    assert press(Qt.Key.Key_Right) == "Wohnen"
    press(Qt.Key.Key_Space)
    assert press(Qt.Key.Key_Tab) == "nachher"
    assert chips.values() == (2,)


def test_a_segment_is_chosen_by_its_letter(show: Shower, qapp: QApplication) -> None:
    choice = show(Segmented("Deutsch", [("keins", 0), ("A1", 1), ("B1", 2), ("B2", 3)]), 300, 36)
    choice.activateWindow()
    first = next(child for child in choice.findChildren(QWidget) if getattr(child, "isCheckable", bool)())
    first.setFocus()
    for key, value in ((Qt.Key.Key_K, 0), (Qt.Key.Key_B, 2), (Qt.Key.Key_B, 3), (Qt.Key.Key_B, 2)):
        at = qapp.focusWidget()
        assert at is not None
        QTest.keyClick(at, key)
        assert choice.value() == value


def test_a_picked_language_leaves_tab_where_it_was(show: Shower, qapp: QApplication) -> None:
    whole = QWidget()
    column = QVBoxLayout(whole)
    field, after, last = TokenField("Sprachen", LANGUAGES), LineEdit("nachher"), LineEdit("zuletzt")
    for part in (field, after, last):
        column.addWidget(part)
    show(whole, 400, 200)
    whole.activateWindow()
    field.choose([value for _words, value in LANGUAGES[:2]])
    field.input.setFocus()
    QTest.keyClick(field.input, Qt.Key.Key_Tab)
    assert after.hasFocus()
    QTest.keyClick(after, Qt.Key.Key_Tab)
    assert last.hasFocus()


def test_any_picked_language_is_taken_away_by_keyboard(show: Shower, qapp: QApplication) -> None:
    field = show(TokenField("Sprachen", LANGUAGES), 400, 80)
    field.activateWindow()
    field.choose([value for _words, value in LANGUAGES[:3]])
    field.input.setFocus()
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Delete):
        at = qapp.focusWidget()
        assert at is not None
        QTest.keyClick(at, key)
    assert field.values() == tuple(value for _words, value in (LANGUAGES[0], LANGUAGES[2]))
    assert field.input.hasFocus()


def test_a_passphrase_is_hidden_until_its_eye_is_pressed(show: Shower) -> None:
    field = show(PassphraseField("Passphrase"), 300, 36)
    assert field.echoMode() == QLineEdit.EchoMode.Password
    eye = next(child for child in field.findChildren(QWidget) if child.accessibleName() == "Passphrase zeigen")
    QTest.mouseClick(eye, Qt.MouseButton.LeftButton)
    assert field.echoMode() == QLineEdit.EchoMode.Normal
    assert eye.accessibleName() == "Passphrase verbergen"


def test_escape_empties_the_search_and_down_leaves_it(show: Shower) -> None:
    field = show(SearchField("Suchen", "Person suchen …"), 300, 36)
    down: list[int] = []
    field.down_pressed.connect(lambda: down.append(1))
    QTest.keyClicks(field, "ami")
    QTest.keyClick(field, Qt.Key.Key_Down)
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert (field.text(), down) == ("", [1])


def test_esc_closes_the_proposals_of_a_field_and_not_the_page_behind_it(show: Shower, qapp: QApplication) -> None:
    page = Page("Aufnahme")
    field = TokenField("Sprachen", [(word, word) for word, _code in LANGUAGES])
    page.body.addWidget(field)
    left: list[int] = []
    page.set_keys([Key("Esc", "zurück", lambda: left.append(1))])
    show(page, 500, 300)
    page.activateWindow()
    field.input.setFocus()
    QTest.keyClicks(field.input, "sor")
    popup = field.input.completer().popup()
    assert popup is not None and popup.isVisible()
    QTest.keyClick(popup.windowHandle(), Qt.Key.Key_Escape)
    assert not popup.isVisible()
    assert not left
    QTest.keyClick(page.windowHandle(), Qt.Key.Key_Escape)
    assert left == [1]


def test_a_word_that_came_out_of_the_proposals_leaves_the_input_to_be_clicked(show: Shower) -> None:
    holder = QWidget()
    row = QVBoxLayout(holder)
    field = TokenField("Sprachen", LANGUAGES)
    row.addWidget(field)
    show(holder, 500, 200)
    QTest.keyClicks(field.input, "sor")
    QTest.keyClick(field.input, Qt.Key.Key_Return)
    token = next(child for child in field.findChildren(QAbstractButton) if child.isVisible())
    assert not token.geometry().intersects(field.input.geometry())
