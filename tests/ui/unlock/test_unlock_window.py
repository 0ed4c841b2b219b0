# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from laufmappe.ui.handbook.window import HandbookWindow
from laufmappe.ui.tasks import Tasks
from laufmappe.ui.unlock.create_page import CreatePage
from laufmappe.ui.unlock.recovery_page import RecoveryPage
from laufmappe.ui.unlock.unlock_page import UnlockPage
from laufmappe.ui.unlock.welcome_page import WelcomePage
from laufmappe.ui.unlock.window import Doors, UnlockWindow
from laufmappe.ui.widgets import Notice

Shower = Callable[..., Any]
Settle = Callable[[Tasks], None]
Names = Callable[[QWidget], list[str]]


@pytest.fixture
def window(tasks: Tasks, doors: Doors, show: Shower, tmp_path: Path) -> UnlockWindow:
    made = UnlockWindow(tasks, doors, tmp_path / "mitte", tmp_path / "neu")
    shown: UnlockWindow = show(made, 1120, 800)
    shown.activateWindow()
    page = shown.page().first_focus()
    assert page is not None
    page.setFocus()
    return shown


def unlock_page(window: UnlockWindow) -> UnlockPage:
    page = window.page()
    assert isinstance(page, UnlockPage)
    return page


def opened(window: UnlockWindow) -> list[tuple[object, Path]]:
    found: list[tuple[object, Path]] = []
    window.opened.connect(lambda desk, folder: found.append((desk, folder)))
    return found


def test_passphrase_and_enter_open_the_vault(
    window: UnlockWindow, passphrase: str, tasks: Tasks, settle: Settle, tmp_path: Path
) -> None:
    found = opened(window)
    page = unlock_page(window)
    QTest.keyClicks(page.secret, passphrase)
    QTest.keyClick(page.secret, Qt.Key.Key_Return)
    assert page.button.text() == "Wird entsperrt …"
    assert not page.button.isEnabled()
    settle(tasks)
    assert [folder for _desk, folder in found] == [tmp_path / "mitte"]
    assert page.secret.text() == ""


def test_a_wrong_passphrase_is_said_below_its_field_and_can_be_typed_again(
    window: UnlockWindow, tasks: Tasks, settle: Settle, vaults: Any
) -> None:
    found = opened(window)
    page = unlock_page(window)
    QTest.keyClicks(page.secret, "falsch")
    QTest.keyClick(page.secret, Qt.Key.Key_Return)
    settle(tasks)
    assert page.field.fault_text() == "Diese Passphrase öffnet den Tresor nicht."
    assert page.secret.hasFocus()
    assert page.secret.selectedText() == "falsch"
    assert found == []
    QTest.keyClicks(page.secret, "neu")
    assert page.secret.text() == "neu"
    assert not page.field.has_fault()


def test_many_wrong_tries_have_to_wait(
    window: UnlockWindow, qtbot: QtBot, tasks: Tasks, settle: Settle, vaults: Any
) -> None:
    page = unlock_page(window)
    for _round in range(3):
        page.secret.setText("falsch")
        QTest.keyClick(page.secret, Qt.Key.Key_Return)
        settle(tasks)
    assert not page.button.isEnabled()
    assert page.button.text() == "Nächster Versuch in 2 s"
    QTest.keyClick(page.secret, Qt.Key.Key_Return)
    assert len(vaults.asked) == 3
    vaults.now = 10.0
    qtbot.waitUntil(page.button.isEnabled)
    assert page.button.text() == "Entsperren"


def test_the_recovery_key_opens_too(window: UnlockWindow, recovery_key: str, tasks: Tasks, settle: Settle) -> None:
    found = opened(window)
    page = unlock_page(window)
    QTest.keyClick(page.secret, Qt.Key.Key_F2)
    assert page.field.label.text() == "Wiederherstellungsschlüssel"
    assert page.secret.echoMode() == QLineEdit.EchoMode.Normal
    QTest.keyClicks(page.secret, recovery_key)
    QTest.keyClick(page.secret, Qt.Key.Key_Return)
    settle(tasks)
    assert len(found) == 1


@pytest.mark.parametrize(("cut", "said"), [(30, "hat 36 Zeichen in neun Gruppen"), (-1, "die 9. Gruppe stimmt nicht")])
def test_what_is_wrong_with_a_recovery_key_is_said(
    window: UnlockWindow, tasks: Tasks, settle: Settle, recovery_key: str, cut: int, said: str
) -> None:
    page = unlock_page(window)
    QTest.keyClick(page.secret, Qt.Key.Key_F2)
    QTest.keyClicks(page.secret, recovery_key[:cut])
    QTest.keyClick(page.secret, Qt.Key.Key_Return)
    settle(tasks)
    assert said in page.field.fault_text()


def test_the_caps_lock_is_noticed_while_typing(window: UnlockWindow) -> None:
    page = unlock_page(window)
    QTest.keyClicks(page.secret, "A")
    assert page.field.fault_text() == "Die Feststelltaste ist an."
    QTest.keyClicks(page.secret, "b")
    assert page.field.fault_text() == ""
    QTest.keyClicks(page.secret, "C", Qt.KeyboardModifier.ShiftModifier)
    assert page.field.fault_text() == ""


def test_nothing_typed_is_no_try(window: UnlockWindow, vaults: Any) -> None:
    page = unlock_page(window)
    QTest.keyClick(page.secret, Qt.Key.Key_Return)
    assert page.field.has_fault()
    assert vaults.asked == []


def test_another_vault_can_be_chosen(window: UnlockWindow, vaults: Any, tmp_path: Path) -> None:
    vaults.chosen = tmp_path / "süd"
    QTest.keyClick(window, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    assert window.page().findChild(QWidget) is not None
    assert unlock_page(window)._box.path.toolTip() in ("", str(tmp_path / "süd"))
    assert unlock_page(window)._folder == tmp_path / "süd"


def test_why_it_is_locked_is_said(tasks: Tasks, doors: Doors, show: Shower, tmp_path: Path) -> None:
    window = show(UnlockWindow(tasks, doors, tmp_path, tmp_path, "Automatisch gesperrt um 12:08."), 1120, 800)
    notices = window.findChildren(Notice)
    assert [notice.sentence.text() for notice in notices] == ["Automatisch gesperrt um 12:08."]


def test_the_first_start_offers_both_ways(tasks: Tasks, doors: Doors, show: Shower, tmp_path: Path) -> None:
    window = show(UnlockWindow(tasks, doors, None, tmp_path / "neu"), 1120, 800)
    assert isinstance(window.page(), WelcomePage)
    window.activateWindow()
    QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert isinstance(window.page(), CreatePage)
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert isinstance(window.page(), WelcomePage)


def test_help_before_the_vault_is_open(window: UnlockWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_F1)
    (book,) = window.findChildren(HandbookWindow)
    assert "Passphrase vergessen" in book.view.toPlainText()
    book.close()


def test_help_while_a_vault_is_made(window: UnlockWindow) -> None:
    page = create_page(window)
    QTest.keyClick(window, Qt.Key.Key_F1)
    (book,) = window.findChildren(HandbookWindow)
    assert "Den eigenen Tresor anlegen" in book.view.toPlainText()
    assert window.page() is page
    book.close()


def create_page(window: UnlockWindow) -> CreatePage:
    unlock_page(window).new_button.click()
    page = window.page()
    assert isinstance(page, CreatePage)
    return page


def test_a_new_vault_with_the_suggested_passphrase(
    window: UnlockWindow, tasks: Tasks, settle: Settle, vaults: Any, recovery_key: str, tmp_path: Path
) -> None:
    found = opened(window)
    page = create_page(window)
    first = page.suggestion.text()
    page.take_button.click()
    assert page.passphrase.text() == first
    assert page.repeat.hasFocus()
    QTest.keyClicks(page.repeat, first)
    QTest.keyClicks(page.who, "Maria Beispiel")
    QTest.keyClicks(page.centre, "Beratungsstelle Mitte")
    QTest.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(tasks)
    assert vaults.asked == [(tmp_path / "neu", first, "Maria Beispiel", "Beratungsstelle Mitte")]
    recovery = window.page()
    assert isinstance(recovery, RecoveryPage)
    assert found == []
    QTest.keyClicks(recovery.group, "XXXX")
    recovery.button.click()
    assert recovery.field.has_fault()
    assert found == []
    wanted = recovery_key.split("-")[recovery.key.asked]
    recovery.group.clear()
    QTest.keyClicks(recovery.group, wanted.lower())
    QTest.keyClick(recovery.group, Qt.Key.Key_Return)
    assert len(found) == 1


def test_a_weak_passphrase_is_named_while_typing_and_not_taken(window: UnlockWindow, vaults: Any) -> None:
    page = create_page(window)
    QTest.keyClicks(page.passphrase, "kurz")
    assert page.passphrase_field.fault_text() == "Zu kurz."
    page.button.click()
    assert page.passphrase_field.has_fault()
    assert vaults.asked == []


def test_two_different_passphrases_make_no_vault(window: UnlockWindow, vaults: Any) -> None:
    page = create_page(window)
    page.take_button.click()
    QTest.keyClicks(page.repeat, "erste-zweite-anders")
    assert page.repeat_field.has_fault()
    page.button.click()
    assert vaults.asked == []


def test_another_suggestion_is_another_one(window: UnlockWindow) -> None:
    page = create_page(window)
    before = page.suggestion.text()
    page._suggest_again()
    assert page.suggestion.text() != before


def test_a_folder_in_use_is_refused_with_a_sentence(
    window: UnlockWindow, tasks: Tasks, settle: Settle, vaults: Any, tmp_path: Path
) -> None:
    page = create_page(window)
    vaults.chosen = tmp_path / "voll"
    page._box.link.click()
    page.take_button.click()
    page.repeat.setText(page.passphrase.text())
    page.button.click()
    settle(tasks)
    assert "nichts überschrieben" in page.findChildren(Notice)[-1].sentence.text()
    assert page.button.isEnabled()


@pytest.mark.parametrize("which", ["unlock", "welcome", "create", "recovery"])
def test_every_control_has_a_name(
    which: str, tasks: Tasks, doors: Doors, show: Shower, tmp_path: Path, recovery_key: str, names_missing: Names
) -> None:
    window = show(UnlockWindow(tasks, doors, None if which != "unlock" else tmp_path, tmp_path), 1120, 800)
    if which == "create":
        window._create()
    elif which == "recovery":
        window._show_recovery_key(object(), recovery_key, tmp_path)
    assert names_missing(window) == []


def test_a_low_window_scrolls_instead_of_squeezing(window: UnlockWindow, qapp: Any) -> None:
    page = create_page(window)
    window.resize(1024, 576)
    for _round in range(3):
        qapp.processEvents()
    assert page.button.height() >= 30
    assert page.passphrase.height() >= 34


def test_another_page_and_a_fresh_start_are_no_way_around_waiting(
    window: UnlockWindow, tasks: Tasks, settle: Settle, vaults: Any, doors: Doors, show: Shower, tmp_path: Path
) -> None:
    page = unlock_page(window)
    for _number in range(5):
        page.secret.setText("falsch")
        page.button.click()
        settle(tasks)
        vaults.now += doors.tries.seconds_left()
        page._count_down()
    page.secret.setText("falsch")
    page.button.click()
    settle(tasks)
    again = unlock_page(show(UnlockWindow(tasks, doors, tmp_path / "mitte", tmp_path / "neu"), 1120, 800))
    assert not again.button.isEnabled()
    assert again.button.text() == "Nächster Versuch in 9 s"
    vaults.now += 8
    again._count_down()
    assert again.button.isEnabled()
