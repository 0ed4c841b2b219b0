# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
import weakref
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QScrollArea, QScrollBar, QWidget

from laufmappe.ui.widgets import Button, Dialog, Key, LabeledField, LineEdit, Text, TextArea
from laufmappe.ui.widgets.keys import bind

Shower = Callable[..., Any]


@pytest.fixture
def window(show: Shower) -> QWidget:
    made = QWidget()
    made.content = QWidget(made)  # type: ignore[attr-defined]  # for the tests below
    row = QHBoxLayout(made)
    row.addWidget(made.content)  # type: ignore[attr-defined]
    made.field = LineEdit("hinten")  # type: ignore[attr-defined]
    QHBoxLayout(made.content).addWidget(made.field)  # type: ignore[attr-defined]
    show(made, 900, 700)
    made.activateWindow()
    made.field.setFocus()  # type: ignore[attr-defined]
    return made


def form(window: QWidget) -> tuple[Dialog, LineEdit, TextArea]:
    dialog = Dialog(window, "Schritt erledigen", icon="check")
    line, area = LineEdit(), TextArea()
    dialog.body.addWidget(LabeledField("Erledigt am", line))
    dialog.body.addWidget(LabeledField("Notiz", area))
    dialog.set_buttons("Eintragen", dialog.accept)
    dialog.appear()
    return dialog, line, area


def scrolling(dialog: Dialog) -> QScrollBar:
    area = dialog.findChild(QScrollArea)
    assert area is not None
    bar: QScrollBar = area.verticalScrollBar()
    return bar


def test_the_focus_goes_in_cannot_leave_and_comes_back(window: Any, freed: Callable[[], None]) -> None:
    dialog, line, _area = form(window)
    assert line.hasFocus()
    assert not window.content.isEnabled()
    seen = set()
    for _round in range(12):
        focus = QApplication.focusWidget()
        assert focus is not None
        assert dialog.isAncestorOf(focus)
        seen.add(focus)
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    assert len(seen) == 5  # two fields, ✕, Abbrechen, Eintragen
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert window.content.isEnabled()
    assert window.field.hasFocus()


def test_control_enter_is_the_primary_action_and_enter_alone_is_not(window: Any, freed: Callable[[], None]) -> None:
    dialog, line, area = form(window)
    ends: list[int] = []
    dialog.finished.connect(ends.append)
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert ends == []
    QTest.keyClick(area, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert ends == [1]


def test_a_closed_dialog_is_really_freed(window: Any, freed: Callable[[], None]) -> None:
    dialog, line, area = form(window)
    watched = weakref.ref(dialog)
    dialog.reject()
    del dialog, line, area
    freed()
    assert watched() is None
    assert window.findChildren(Dialog) == []


def test_keys_of_the_page_behind_sleep(window: Any, freed: Callable[[], None]) -> None:
    pressed: list[int] = []
    bind(window.content, [Key("F8", "weiter", lambda: pressed.append(1))])
    dialog, line, _area = form(window)
    QTest.keyClick(line, Qt.Key.Key_F8)
    assert pressed == []
    dialog.reject()
    QTest.keyClick(window.field, Qt.Key.Key_F8)
    assert pressed == [1]


def test_a_dialog_over_a_dialog_gives_back_in_order(window: Any, freed: Callable[[], None]) -> None:
    first, line, _area = form(window)
    second = Dialog(first, "Verwerfen?")
    second.set_buttons("Verwerfen", second.accept, kind="danger")
    second.appear()
    assert not line.isEnabled()
    second.accept()
    assert line.isEnabled()
    assert line.hasFocus()
    assert not window.content.isEnabled()
    first.reject()
    assert window.content.isEnabled()


def test_unsaved_words_may_keep_it_open(window: Any, freed: Callable[[], None]) -> None:
    class Careful(Dialog):
        stays = True

        def may_close(self) -> bool:
            return not self.stays

    dialog = Careful(window, "Notiz")
    dialog.body.addWidget(Button("Nichts"))
    dialog.set_buttons("Speichern", dialog.accept)
    dialog.appear()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    dialog.stays = False
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_long_dialog_stays_inside_a_small_window(window: Any, qapp: QApplication, freed: Callable[[], None]) -> None:
    dialog = Dialog(window, "Lang")
    for number in range(40):
        dialog.body.addWidget(LabeledField(f"Feld {number}", LineEdit()))
    dialog.set_buttons("Speichern", dialog.accept)
    dialog.appear()
    window.resize(720, 520)
    qapp.processEvents()
    assert window.rect().contains(dialog.geometry())
    dialog.reject()


def test_every_control_of_a_dialog_has_a_name(
    window: Any, names_missing: Callable[[QWidget], list[str]], freed: Callable[[], None]
) -> None:
    dialog, _line, _area = form(window)
    assert names_missing(dialog) == []
    dialog.reject()


def test_a_dialog_that_follows_another_at_once_closes_like_any_other(window: Any, freed: Callable[[], None]) -> None:
    first, _line, _area = form(window)
    first.accept()
    second, _line, _area = form(window)
    freed()  # the first one and its shade go while the second is open
    QTest.keyClick(second, Qt.Key.Key_Escape)
    assert not second.isVisible()
    assert window.content.isEnabled()


def test_long_words_make_a_dialog_no_higher_than_they_need_and_it_does_not_scroll(
    window: Any, freed: Callable[[], None]
) -> None:
    dialog = Dialog(window, "Verweisen", width=520)
    dialog.body.addWidget(
        LabeledField("Wiedervorlage", LineEdit(), hint="Ohne Antwort steht es dann unter Heute. " * 3)
    )
    words = Text("Die ratsuchende Person bekommt Name und Anschrift der Stelle. " * 6, wrap=True)
    dialog.body.addWidget(words)
    dialog.set_buttons("Eintragen", dialog.accept)
    dialog.appear()
    freed()
    assert words.height() == words.heightForWidth(words.width())
    assert scrolling(dialog).maximum() == 0


def test_a_dialog_that_is_only_read_scrolls_by_key(window: Any, freed: Callable[[], None]) -> None:
    dialog = Dialog(window, "Tasten")
    dialog.body.addWidget(Text("Eine Zeile.\n" * 120, wrap=True))
    dialog.set_buttons("Verstanden", dialog.accept)
    dialog.appear()
    freed()
    bar = scrolling(dialog)
    QTest.keyClick(QApplication.focusWidget() or dialog, Qt.Key.Key_PageDown)
    assert bar.value() > 0
    QTest.keyClick(QApplication.focusWidget() or dialog, Qt.Key.Key_PageUp)
    assert bar.value() == 0
