# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
import weakref
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from laufmappe.casework.access import change_own_passphrase
from laufmappe.casework.desk import Desk
from laufmappe.casework.settings.centre import centre
from laufmappe.errors import FieldError
from laufmappe.ui.look import Look
from laufmappe.ui.settings import SettingsPage
from laufmappe.ui.settings.passphrase_dialog import PassphraseDialog
from laufmappe.ui.tasks import Tasks
from laufmappe.ui.unlock.last_vault import Remembered
from laufmappe.ui.widgets import LineEdit
from laufmappe.vault import which_slot

Settle = Callable[[Tasks], None]
NEW = "kreide-lampe-otter-segel-moos-trommel"


@pytest.fixture
def remembered(tmp_path: Path) -> Remembered:
    return Remembered(tmp_path / "window.json")


@pytest.fixture
def page(
    desk: Desk,
    tasks: Tasks,
    frame: Any,
    look: Look,
    remembered: Remembered,
    show: Callable[..., Any],
    settle: Settle,
) -> SettingsPage:
    made = SettingsPage(desk, tasks, frame, look, remembered)
    show(made)
    made.activateWindow()
    settle(tasks)
    return made


def field(page: SettingsPage, name: str) -> LineEdit:
    found = page.centre.fields[name].field
    assert isinstance(found, LineEdit)
    return found


def ask(page: SettingsPage, secret: str, new: str, again: str) -> PassphraseDialog:
    page.passphrase_button.click()
    dialog = page.findChild(PassphraseDialog)
    assert dialog is not None
    for name, words in (("secret", secret), ("passphrase", new), ("again", again)):
        typed = dialog.fields[name].field
        assert isinstance(typed, LineEdit)
        QTest.keyClicks(typed, words)
    assert dialog.primary is not None
    dialog.primary.click()
    return dialog


def test_the_centre_is_kept_and_can_be_taken_back(
    page: SettingsPage, desk: Desk, tasks: Tasks, frame: Any, settle: Settle
) -> None:
    assert not page.centre.save_button.isEnabled()
    QTest.keyClicks(field(page, "name"), "Beratungsstelle Mitte")
    QTest.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(tasks)
    assert centre(desk).name == "Beratungsstelle Mitte"
    assert not page.centre.save_button.isEnabled()
    frame.undos[-1]()
    settle(tasks)
    assert centre(desk).name == ""
    assert field(page, "name").text() == ""


def test_leaving_the_page_keeps_what_was_typed(page: SettingsPage, desk: Desk, tasks: Tasks, settle: Settle) -> None:
    QTest.keyClicks(field(page, "phone"), "0521 5550")
    assert page.may_leave()
    settle(tasks)
    assert centre(desk).phone == "0521 5550"


def test_a_theme_takes_effect_and_is_remembered(page: SettingsPage, look: Look, remembered: Remembered) -> None:
    page.appearance.theme.chosen.emit("dark")
    assert (look.theme, remembered.theme()) == ("dark", "dark")
    look.choose("light")


def test_another_language_asks_for_a_new_window(page: SettingsPage, qtbot: Any) -> None:
    with qtbot.waitSignal(page.language_chosen) as heard:
        page.appearance.language.chosen.emit("en")
    assert heard.args == ["en"]


def test_the_passphrase_is_changed(page: SettingsPage, desk: Desk, tasks: Tasks, frame: Any, settle: Settle) -> None:
    slot = which_slot(desk.vault, "passphrase")
    ask(page, "passphrase", NEW, NEW)
    settle(tasks)
    assert which_slot(desk.vault, NEW) == slot
    assert frame.told == ["Die Passphrase ist geändert. Die alte öffnet diesen Tresor nicht mehr."]


def test_a_wrong_present_passphrase_changes_nothing(
    page: SettingsPage, desk: Desk, tasks: Tasks, settle: Settle
) -> None:
    dialog = ask(page, "falsch", NEW, NEW)
    settle(tasks)
    assert dialog.fields["secret"].has_fault()
    assert which_slot(desk.vault, "passphrase")
    dialog.reject()


def test_two_different_new_passphrases_are_told_apart(page: SettingsPage, tasks: Tasks) -> None:
    dialog = ask(page, "passphrase", NEW, NEW + "x")
    assert dialog.fields["again"].fault_text() == "Das ist nicht dieselbe wie darüber."
    dialog.reject()


def test_the_field_is_named_when_the_passphrase_is_wrong(desk: Desk) -> None:
    with pytest.raises(FieldError) as refused:
        change_own_passphrase(desk, "falsch", NEW)
    assert refused.value.field == "secret"


def test_a_closed_passphrase_dialog_is_freed(page: SettingsPage, freed: Callable[[], None]) -> None:
    page.change_passphrase()
    dialog = page.findChild(PassphraseDialog)
    assert dialog is not None
    gone = weakref.ref(dialog)
    dialog.reject()
    del dialog
    freed()
    assert gone() is None


def test_the_path_can_be_copied(page: SettingsPage, desk: Desk, qapp: QApplication, frame: Any) -> None:
    page._copy_path()
    assert qapp.clipboard().text() == str(desk.vault.folder)


def test_every_control_has_a_name(page: SettingsPage, names_missing: Callable[[QWidget], list[str]]) -> None:
    assert names_missing(page) == []
    page.change_passphrase()
    dialog = page.findChild(PassphraseDialog)
    assert dialog is not None
    assert names_missing(dialog) == []
    dialog.reject()
