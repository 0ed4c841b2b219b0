# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QVBoxLayout, QWidget

from laufmappe.ui.main_window import MainWindow, Place
from laufmappe.ui.widgets import Button, Dialog, Footer, Key, LineEdit, Page

Shower = Callable[..., Any]


class SamplePage(Page):
    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.field = LineEdit(name)
        self.body.addWidget(self.field)
        self.body.addStretch(1)
        self.heard: list[object] = []
        self.aimed: list[object] = []
        self.pressed: list[str] = []
        self.stays = False
        self.set_keys([Key("O", "öffnen", lambda: self.pressed.append("O")), Key("Up Down", "wählen")])

    def changed(self, change: object) -> None:
        self.heard.append(change)

    def aim(self, target: object) -> None:
        self.aimed.append(target)

    def may_leave(self) -> bool:
        return not self.stays


@pytest.fixture
def window(show: Shower) -> MainWindow:
    made = MainWindow()
    made.set_places(
        [
            Place("today", "Heute", "sun", lambda: SamplePage("Heute")),
            Place("people", "Ratsuchende", "users", lambda: SamplePage("Ratsuchende")),
            Place(
                "intake", "Person aufnehmen", "user-plus", lambda: SamplePage("Aufnahme"), hidden=True, parent="people"
            ),
            Place("settings", "Einstellungen", "settings", lambda: SamplePage("Einstellungen"), below=True),
        ]
    )
    show(made)
    made.go("today")
    made.activateWindow()
    return made


def sample(window: MainWindow, place: str) -> SamplePage:
    page = window.page(place)
    assert isinstance(page, SamplePage)
    return page


def test_the_title_of_the_window_names_nobody(window: MainWindow) -> None:
    assert window.windowTitle() == "Laufmappe"


def test_numbers_with_control_go_to_the_pages(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert window.current() == "people"
    assert sample(window, "people").field.hasFocus()
    QTest.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert window.current() == "today"


def test_a_change_reaches_the_page_in_front_now_and_the_others_when_shown(window: MainWindow) -> None:
    window.go("people")
    window.go("today")
    window.announce("change")
    assert sample(window, "today").heard == ["change"]
    assert sample(window, "people").heard == []
    window.go("people", "some id")
    assert sample(window, "people").heard == [None]
    assert sample(window, "people").aimed == ["some id"]


def test_a_page_with_unsaved_words_keeps_the_window(window: MainWindow) -> None:
    sample(window, "today").stays = True
    window.go("people")
    assert window.current() == "today"
    assert not window.close()
    sample(window, "today").stays = False
    window.go("people")
    assert window.current() == "people"


def test_a_letter_is_a_key_of_the_page_but_never_while_typing(window: MainWindow) -> None:
    page = sample(window, "today")
    QTest.keyClick(page.field, Qt.Key.Key_O)
    assert page.pressed == []
    assert page.field.text() == "o"
    page.field.clearFocus()
    window.setFocus()
    QTest.keyClick(window, Qt.Key.Key_O)
    assert page.pressed == ["O"]


def test_keys_of_a_page_behind_do_nothing(window: MainWindow) -> None:
    page = sample(window, "today")
    window.go("people")
    sample(window, "people").field.clearFocus()
    window.setFocus()
    QTest.keyClick(window, Qt.Key.Key_O)
    assert page.pressed == []
    assert sample(window, "people").pressed == ["O"]


def test_what_was_told_can_be_taken_back_once_by_key(window: MainWindow) -> None:
    undone: list[str] = []
    window.undo = lambda: undone.append("desk")
    sample(window, "today").field.clearFocus()
    window.setFocus()
    window.tell("Erledigt.", lambda: undone.append("toast"))
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert undone == ["toast", "desk"]


def test_hooks_of_the_keys_that_work_everywhere(window: MainWindow) -> None:
    called: list[str] = []
    window.find_anything = lambda: called.append("find")
    window.new_person = lambda: called.append("new")
    window.lock_asked.connect(lambda: called.append("lock"))
    for key in (Qt.Key.Key_K, Qt.Key.Key_N, Qt.Key.Key_L):
        QTest.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
    assert called == ["find", "new", "lock"]


def test_f1_opens_the_handbook_at_the_chapter_of_the_page_in_front(window: MainWindow) -> None:
    asked: list[str] = []
    window.open_handbook = asked.append
    window.page("today").chapter = "heute"
    QTest.keyClick(window, Qt.Key.Key_F1)
    dialog = Dialog(window, "Frist")
    dialog.chapter = "ketten"
    dialog.appear()
    QTest.keyClick(window, Qt.Key.Key_F1)
    dialog.reject()
    QTest.keyClick(window, Qt.Key.Key_F1)
    assert asked == ["heute", "ketten", "heute"]


def test_the_keys_are_shown_and_go_with_escape(window: MainWindow, freed: Callable[[], None]) -> None:
    window.show_keys()
    dialogs = window.findChildren(Dialog)
    assert len(dialogs) == 1
    QTest.keyClick(dialogs[0], Qt.Key.Key_Escape)
    freed()
    assert not window.findChild(Dialog)


def test_a_narrow_window_keeps_only_the_icons_of_the_side_bar(window: MainWindow, qapp: QApplication) -> None:
    assert window.side.width() == 206
    window.resize(1100, 700)
    qapp.processEvents()
    assert window.side.width() == 64


def test_a_hidden_page_marks_its_parent_in_the_side_bar(window: MainWindow) -> None:
    window.go("intake")
    marked = [button.text() for button in window.side.findChildren(QAbstractButton) if button.isChecked()]
    assert marked == ["Ratsuchende"]


def test_counts_are_spoken_too(window: MainWindow) -> None:
    window.count("today", 10)
    names = [widget.accessibleName() for widget in window.side.findChildren(QWidget)]
    assert "Heute, 10" in names


def test_every_control_of_the_frame_has_a_name(
    window: MainWindow, names_missing: Callable[[QWidget], list[str]]
) -> None:
    window.tell("Erledigt.", lambda: None)
    assert names_missing(window) == []


def test_a_page_is_never_wider_than_its_window(show: Shower) -> None:
    page = SamplePage("Heute")
    wide = QWidget()
    wide.setMinimumWidth(200)
    QVBoxLayout(wide)
    page.body.insertWidget(0, wide)
    show(page, 700, 400)
    assert page.body.geometry().width() <= 700


def test_the_toast_keeps_off_the_buttons_of_a_form(window: MainWindow) -> None:
    page = sample(window, "intake")
    footer = Footer()
    footer.row.addWidget(Button("Aufnehmen", kind="primary"))
    page.outer.addWidget(footer)
    window.tell("Zurückgenommen.")
    window.go("intake")
    QApplication.processEvents()
    over = footer.mapTo(window, footer.rect().topLeft()).y()
    assert window.toast.geometry().bottom() < over
