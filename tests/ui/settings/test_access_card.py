# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who gets in: added, removed, a new recovery key, everything encrypted anew; each asks who is asking."""

import weakref
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QWidget

from laufmappe.casework.desk import Desk
from laufmappe.ui.settings.access_card import AccessCard
from laufmappe.ui.settings.access_dialogs import AddAccessDialog, RecoveryDialog, RemoveAccessDialog, ShowKeyDialog
from laufmappe.ui.settings.rekey_dialog import RekeyDialog
from laufmappe.ui.settings.secret_form import SecretForm
from laufmappe.ui.tasks import Tasks
from laufmappe.ui.widgets import Dialog, LineEdit
from laufmappe.vault import add_slot, list_slots, open_vault, which_slot

Settle = Callable[[Tasks], None]
OWN, OTHER = "passphrase", "kreide-lampe-otter-segel-moos-trommel"


@pytest.fixture
def card(desk: Desk, tasks: Tasks, frame: Any, show: Callable[..., Any], settle: Settle) -> AccessCard:
    window = QWidget()
    made = AccessCard(desk, tasks, frame)
    made.setParent(window)
    show(window, 900, 800)
    made.refresh()
    settle(tasks)
    return made


def dialog(card: AccessCard) -> Any:
    """The dialog in front; Any, because every test knows its own."""
    return next(found for found in card.window().findChildren(Dialog) if found.isVisible())


def fill(form: SecretForm, **words: str) -> None:
    for name, word in words.items():
        field = form.fields[name].field
        assert isinstance(field, LineEdit)
        field.setText(word)


def removers(card: AccessCard) -> list[str]:
    return [b.accessibleName() for b in card.findChildren(QPushButton) if b.isVisible() and b.text() == "Entfernen …"]


def test_a_colleague_gets_in_with_the_passphrase_that_was_offered(
    card: AccessCard, desk: Desk, tasks: Tasks, frame: Any, settle: Settle, names_missing: Callable[..., list[str]]
) -> None:
    card.add()
    form = dialog(card)
    assert isinstance(form, AddAccessDialog)
    assert names_missing(form) == []
    offered = form.suggestion.text()
    assert len(offered.split("-")) >= 6
    form.copy_button.click()
    assert QGuiApplication.clipboard().text() == offered
    form.take_button.click()
    fill(form, name="Emre Yıldız", secret="falsch")
    assert form.primary is not None
    form.primary.click()
    settle(tasks)
    assert form.fields["secret"].has_fault()
    assert len(list_slots(desk.vault)) == 2
    fill(form, secret=OWN)
    form.primary.click()
    settle(tasks)
    assert [slot.label for slot in card.slots if slot.kind == "passphrase"] == ["", "Emre Yıldız"]
    assert which_slot(desk.vault, offered) == card.slots[-1].id
    assert frame.told[-1] == "Emre Yıldız hat jetzt einen Zugang."


def test_an_own_passphrase_is_weighed_while_it_is_typed(card: AccessCard, tasks: Tasks, settle: Settle) -> None:
    card.add()
    form = dialog(card)
    fill(form, passphrase="Sommer")
    assert "Zu kurz" in form.fields["passphrase"]._fault.text()
    fill(form, name="Emre", again="Winter", secret=OWN)
    assert form.primary is not None
    form.primary.click()
    assert form.fields["again"].has_fault()
    form.reject()


def test_the_last_passphrase_can_not_be_removed_and_another_one_can(
    card: AccessCard, desk: Desk, tasks: Tasks, settle: Settle
) -> None:
    assert removers(card) == []
    add_slot(desk.vault, OTHER, "Emre")
    card.refresh()
    settle(tasks)
    assert "Zugang von Emre entfernen" in removers(card)
    card.remove(next(slot for slot in card.slots if slot.label == "Emre"))
    form = dialog(card)
    assert isinstance(form, RemoveAccessDialog)
    fill(form, secret=OWN)
    form._remove()
    settle(tasks)
    assert [slot.label for slot in list_slots(desk.vault) if slot.kind == "passphrase"] == [""]
    assert removers(card) == []


def test_wrong_passphrases_make_the_next_try_wait(card: AccessCard, tasks: Tasks, settle: Settle) -> None:
    card.new_recovery_key()
    form = dialog(card)
    for _try in range(4):
        fill(form, secret="falsch")
        form._make()
        settle(tasks)
    assert form.task is None
    notice = form._above.itemAt(0)
    assert notice is not None
    assert "warten Sie" in notice.widget().sentence.text()
    form.reject()


def test_a_new_recovery_key_is_shown_until_a_group_was_noted(
    card: AccessCard, desk: Desk, tasks: Tasks, settle: Settle, names_missing: Callable[..., list[str]]
) -> None:
    before = [slot.id for slot in list_slots(desk.vault) if slot.kind == "recovery"]
    card.new_recovery_key()
    form = dialog(card)
    assert isinstance(form, RecoveryDialog)
    fill(form, secret=OWN)
    form._make()
    settle(tasks)
    shown = dialog(card)
    assert isinstance(shown, ShowKeyDialog)
    assert names_missing(shown) == []
    shown.reject()
    assert shown.isVisible()
    key = "-".join(shown.key._groups)
    assert which_slot(desk.vault, key) not in before
    shown.key.group.setText("XXXX")
    shown.key.check()
    assert shown.key.field.has_fault()
    shown.key.group.setText(shown.key._groups[shown.key.asked].lower())
    shown.key.check()
    settle(tasks)
    assert not any(found.isVisible() for found in card.window().findChildren(Dialog))


def test_everything_is_encrypted_anew_and_only_who_is_asked_for_gets_in(
    card: AccessCard, desk: Desk, tasks: Tasks, settle: Settle
) -> None:
    other = add_slot(desk.vault, OTHER, "Emre")
    third = add_slot(desk.vault, OTHER + "-drei", "Dritte")
    before = desk.vault.data_key
    card.refresh()
    settle(tasks)
    card.new_data_key()
    form = dialog(card)
    assert isinstance(form, RekeyDialog)
    own = next(slot.id for slot in card.slots if slot.is_current)
    fill(form, **{own: OWN, other: "falsch"})
    form._begin()
    settle(tasks)
    assert form.fields[other].has_fault()
    assert desk.vault.data_key == before
    fill(form, **{other: OTHER})
    form._begin()
    settle(tasks)
    shown = dialog(card)
    assert isinstance(shown, ShowKeyDialog)
    assert desk.vault.data_key != before
    assert {slot.id for slot in list_slots(desk.vault) if slot.kind == "passphrase"} == {own, other}
    assert third not in {slot.id for slot in list_slots(desk.vault)}
    key = "-".join(shown.key._groups)
    shown._warned = True
    shown.reject()
    folder = desk.vault.folder
    desk.close()
    for secret in (OWN, OTHER, key):
        open_vault(folder, secret).close()


def test_no_dialog_with_secrets_stays_in_memory(
    card: AccessCard, desk: Desk, tasks: Tasks, settle: Settle, freed: Callable[[], None]
) -> None:
    slot = list_slots(desk.vault)[0]
    for opened in (card.add, card.new_recovery_key, card.new_data_key, lambda: card.remove(slot)):
        opened()
        form = dialog(card)
        for labeled in form.fields.values():
            labeled.field.setText(OTHER)
        fields = [labeled.field for labeled in form.fields.values()]
        gone = weakref.ref(form)
        form.done(0)
        assert [field.text() for field in fields] == [""] * len(fields)
        del form, fields, labeled
        settle(tasks)
        freed()
        assert gone() is None
