# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The cards that were made for a centre and its administrator: logo, retention, printer, the file, and what is locked."""

import json
import struct
import weakref
import zlib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from laufmappe.casework.backups.keeping import backup_hours
from laufmappe.casework.desk import Desk
from laufmappe.casework.people.register import NewcomerDraft, close_case, list_people, take_in
from laufmappe.casework.settings.centre import centre
from laufmappe.casework.settings.document import read_settings_file
from laufmappe.casework.settings.locking import idle_minutes
from laufmappe.casework.settings.pictures import MOST_BYTES
from laufmappe.casework.settings.preset import Preset
from laufmappe.casework.settings.retention import retention_months
from laufmappe.casework.settings.whole import apply_preset
from laufmappe.ui.folder.printer_choice import PrinterChoice
from laufmappe.ui.folder.printing import Printer
from laufmappe.ui.handover.delete_dialog import DeleteDialog
from laufmappe.ui.look import Look
from laufmappe.ui.settings import SettingsPage
from laufmappe.ui.settings.expired_dialog import ExpiredDialog
from laufmappe.ui.settings.printer_card import PrinterCard
from laufmappe.ui.tasks import Tasks
from laufmappe.ui.unlock.last_vault import Printing, Remembered
from laufmappe.ui.widgets import LineEdit

Settle = Callable[[Tasks], None]
Show = Callable[..., Any]
PRINTERS = [Printer("flur", "Flur 2. OG", first=True), Printer("buero", "Büro")]


def png(row: bytes = b"\0") -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + zlib.crc32(kind + body).to_bytes(4, "big")

    head = struct.pack(">IIBBBBB", 90, 40, 8, 0, 0, 0, 0)
    rows = zlib.compress((row + b"\x40" * 90) * 40)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def preset(values: dict[str, Any], *locked: str) -> Preset:
    content = {"format": "laufmappe-settings", "version": 1, "locked": list(locked), "settings": values}
    return Preset(read_settings_file(json.dumps(content).encode()))


@pytest.fixture
def open_page(
    desk: Desk, tasks: Tasks, frame: Any, look: Look, show: Show, settle: Settle, tmp_path: Path
) -> Callable[..., SettingsPage]:
    """The page, at a computer where an administrator has set something."""

    def make(set_before: Preset | None = None) -> SettingsPage:
        made = SettingsPage(desk, tasks, frame, look, Remembered(tmp_path / "window.json", set_before))
        show(made)
        made.activate()
        settle(tasks)
        return made

    return make


def test_a_logo_is_chosen_shown_removed_and_taken_back(
    open_page: Callable[..., SettingsPage], desk: Desk, tasks: Tasks, frame: Any, settle: Settle, tmp_path: Path
) -> None:
    field = open_page().centre.logo
    assert not field.remove_button.isVisible()
    file = tmp_path / "logo.png"
    file.write_bytes(png())
    field.load(str(file))
    settle(tasks)
    assert centre(desk).logo == png()
    assert field.remove_button.isVisible()
    assert field.view.accessibleName() == "Das Logo, wie es gedruckt wird"
    field.remove_button.click()
    settle(tasks)
    assert centre(desk).logo == b""
    frame.undos[-1]()
    settle(tasks)
    assert centre(desk).logo == png()


def test_a_picture_that_can_not_be_printed_is_told_beside_the_logo(
    open_page: Callable[..., SettingsPage], desk: Desk, tasks: Tasks, settle: Settle, tmp_path: Path
) -> None:
    field = open_page().centre.logo
    for name, data, said in (
        ("bild.svg", b"<svg/>", "speichern Sie es als PNG"),
        ("gross.png", png() + bytes(MOST_BYTES), "zu groß"),
        ("kaputt.png", png(b"\x09"), "beschädigt"),
        ("ordner", None, ""),
    ):
        if data is not None:
            (tmp_path / name).write_bytes(data)
        field.load(str(tmp_path / name))
        settle(tasks)
        assert field.fault.isVisible()
        assert said in field.fault.text()
        assert field.choose_button.isEnabled()
        assert centre(desk).logo == b""


def test_words_that_are_not_kept_yet_stay_when_a_logo_is_chosen(
    open_page: Callable[..., SettingsPage], desk: Desk, tasks: Tasks, settle: Settle, tmp_path: Path
) -> None:
    card = open_page().centre
    web = card.fields["web"].field
    assert isinstance(web, LineEdit)
    web.setText("b.example")
    (tmp_path / "logo.png").write_bytes(png())
    card.logo.load(str(tmp_path / "logo.png"))
    settle(tasks)
    card.refresh()
    settle(tasks)
    assert web.text() == "b.example"
    card.save()
    settle(tasks)
    assert (centre(desk).web, centre(desk).logo) == ("b.example", png())


def test_what_the_administrator_locked_is_shown_and_can_not_be_changed(
    open_page: Callable[..., SettingsPage],
    desk: Desk,
    tasks: Tasks,
    settle: Settle,
    names_missing: Callable[[QWidget], list[str]],
) -> None:
    values = {"centre_name": "Stelle", "idle_minutes": 5, "retention_months": 18, "theme": "light", "printer": "flur"}
    locked = preset(values, *values, "logo", "backup_place", "both_sides", "backup_hours")
    apply_preset(desk, locked)
    page = open_page(locked)
    name = page.centre.fields["name"].field
    assert isinstance(name, LineEdit)
    QTest.keyClicks(name, "X")
    assert name.text() == "Stelle"
    assert name.accessibleDescription() == "Von Ihrer Administration festgelegt."
    controls = (page.lock.choice, page.retention.choice, page.appearance.theme, page.printer.printer)
    for control in (*controls, page.printer.both_sides, page.backups.hours):
        assert not control.isEnabled()
    assert page.appearance.language.isEnabled()
    assert not page.centre.logo.choose_button.isVisible()
    assert page.retention.choice.currentText() == "18 Monate"
    assert page.printer.printer.value() == "flur"
    assert idle_minutes(desk) == 5
    assert names_missing(page) == []
    phone = page.centre.fields["phone"].field
    assert isinstance(phone, LineEdit)
    QTest.keyClicks(phone, "0521 1")
    page.centre.save()
    settle(tasks)
    assert (centre(desk).phone, centre(desk).name) == ("0521 1", "Stelle")


def test_a_mistake_of_the_administrator_stands_on_the_page(open_page: Callable[..., SettingsPage]) -> None:
    from laufmappe.ui.widgets import Notice

    page = open_page(Preset(faults=("Einstellungen der Administration: „idle_minute“ gibt es nicht.",)))
    assert any("idle_minute" in notice.sentence.text() for notice in page.findChildren(Notice))


def test_the_settings_of_this_computer_are_one_key_away(open_page: Callable[..., SettingsPage]) -> None:
    page = open_page()
    page.activateWindow()
    page.jump.setFocus()
    QTest.keyClick(page.jump, Qt.Key.Key_Space)
    focus = page.focusWidget()
    assert focus is not None
    assert page.appearance.isAncestorOf(focus)
    assert not page.appearance.visibleRegion().isEmpty()


def test_settings_go_out_and_come_in(
    open_page: Callable[..., SettingsPage],
    desk: Desk,
    tasks: Tasks,
    frame: Any,
    settle: Settle,
    tmp_path: Path,
    qtbot: Any,
) -> None:
    page = open_page()
    file = tmp_path / "einstellungen.json"
    page.transfer.save(str(file))
    settle(tasks)
    content = json.loads(file.read_text(encoding="utf-8"))
    content["settings"] |= {"centre_web": "b.example", "idle_minutes": 20, "grey": True, "backup_hours": 2}
    file.write_text(json.dumps(content), encoding="utf-8")
    with qtbot.waitSignal(page.idle_chosen) as heard:
        page.transfer.load(str(file))
    settle(tasks)
    assert heard.args == [20]
    assert (centre(desk).web, idle_minutes(desk), backup_hours(desk)) == ("b.example", 20, 2)
    assert page.lock.choice.value() == 20
    assert page.backups.hours.value() == 2
    assert page.printer.grey.isChecked()
    frame.undos[-1]()
    settle(tasks)
    assert (centre(desk).web, idle_minutes(desk)) == ("", 10)


def test_a_file_that_can_not_be_taken_says_why_and_changes_nothing(
    open_page: Callable[..., SettingsPage], desk: Desk, tasks: Tasks, settle: Settle, tmp_path: Path
) -> None:
    page = open_page(preset({"idle_minutes": 5}, "idle_minutes"))
    file = tmp_path / "einstellungen.json"
    for settings in ({"idle_minutes": 0}, {"unbekannt": 1}):
        content = {"format": "laufmappe-settings", "version": 1, "settings": {"centre_web": "x", **settings}}
        file.write_text(json.dumps(content), encoding="utf-8")
        page.transfer.load(str(file))
        settle(tasks)
        assert next(iter(settings)) in page.transfer.fault.text()
        assert page.transfer.fault.isVisible()
        assert centre(desk).web == ""


def test_the_chosen_printer_is_the_one_that_printing_begins_with(
    tasks: Tasks, frame: Any, show: Show, settle: Settle
) -> None:
    remembered = Remembered()
    card = PrinterCard(tasks, frame, remembered, printers=lambda: PRINTERS)
    show(card, 380, 300)
    card.refresh()
    settle(tasks)
    card.printer.choose("buero")
    card.printer.activated.emit(2)
    card.grey.click()
    assert remembered.printing() == Printing("buero", both_sides=True, grey=True)
    choice = PrinterChoice()
    show(choice, 380, 300)
    choice.show_printers(PRINTERS)
    order = choice.order()
    assert order is not None
    assert (order.printer.name, order.both_sides, order.grey) == ("buero", True, True)
    choice.show_printers(PRINTERS[:1])
    order = choice.order()
    assert order is not None
    assert order.printer.name == "flur"
    remembered.keep_printing(Printing())


def test_a_printer_that_is_gone_stays_chosen_and_says_so(
    tasks: Tasks, frame: Any, show: Show, settle: Settle, tmp_path: Path
) -> None:
    remembered = Remembered(tmp_path / "window.json")
    remembered.keep_printing(Printing("keller"))
    card = PrinterCard(tasks, frame, remembered, printers=lambda: PRINTERS)
    show(card, 380, 300)
    card.refresh()
    settle(tasks)
    assert card.printer.currentText() == "keller (nicht da)"


def closed_person(desk: Desk) -> str:
    newcomer = take_in(desk, NewcomerDraft(given_name="Amina", family_name="Haddad"), "K2").subject_id
    before, desk.today = desk.today, lambda: date(2022, 3, 1)
    close_case(desk, newcomer)
    desk.today = before
    return newcomer


def test_whose_time_is_over_is_shown_and_deleted_by_a_person(
    open_page: Callable[..., SettingsPage],
    desk: Desk,
    tasks: Tasks,
    settle: Settle,
    freed: Callable[[], None],
    names_missing: Callable[[QWidget], list[str]],
) -> None:
    closed_person(desk)
    page = open_page()
    assert page.retention.line.title.text() == "1 Akte kann gelöscht werden"
    page.retention.show_button.click()
    dialog = page.findChild(ExpiredDialog) or page.window().findChild(ExpiredDialog)
    assert dialog is not None
    assert names_missing(dialog) == []
    dialog.view.acted.emit(dialog.view.current_key() or next(iter(dialog._found)))
    asked = page.window().findChild(DeleteDialog)
    assert asked is not None
    asked.sure.click()
    asked.delete()
    settle(tasks)
    assert list_people(desk) == []
    assert dialog.nobody.isVisible()
    gone: list[weakref.ref[Any]] = [weakref.ref(asked), weakref.ref(dialog)]
    dialog.reject()
    del asked, dialog
    freed()
    assert [ref() for ref in gone] == [None, None]
    page.retention.refresh()
    settle(tasks)
    assert not page.retention.show_button.isVisible()


def test_enter_opens_the_person(
    open_page: Callable[..., SettingsPage], desk: Desk, frame: Any, tasks: Tasks, settle: Settle
) -> None:
    newcomer = closed_person(desk)
    page = open_page()
    page.retention.show_expired()
    dialog = page.window().findChild(ExpiredDialog)
    assert dialog is not None
    dialog.view.choose_first()
    QTest.keyClick(dialog.view, Qt.Key.Key_Return)
    assert frame.went == [("people", newcomer)]
    settle(tasks)


def test_another_time_of_keeping_is_kept_and_taken_back(
    open_page: Callable[..., SettingsPage], desk: Desk, tasks: Tasks, frame: Any, settle: Settle
) -> None:
    card = open_page().retention
    card.choice.choose(120)
    card.choice.activated.emit(card.choice.currentIndex())
    settle(tasks)
    assert retention_months(desk) == 120
    frame.undos[-1]()
    settle(tasks)
    assert (retention_months(desk), card.choice.value()) == (36, 36)


def test_the_places_of_backups_come_in_turn_and_not_after_everything_else(
    open_page: Callable[..., SettingsPage], tasks: Tasks, settle: Settle
) -> None:
    page = open_page()
    page.backups.refresh()
    settle(tasks)
    names = []
    at: QWidget | None = page.centre.fields["line"].field
    while at is not None and at is not page.backups.now.button:
        at = at.nextInFocusChain()
        names.append(at.accessibleName() if at is not None else "")
        assert len(names) < 500
    assert "Ersten Ort der Sicherungen ändern" in names
    assert "Zweiten Ort der Sicherungen wählen" in names
