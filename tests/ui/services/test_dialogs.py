# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Agreements, leaving the directory, the directory as a file: what the dialogs of the page do."""

import json
import weakref
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from laufmappe.casework.desk import Desk
from laufmappe.casework.people.register import NewcomerDraft, take_in
from laufmappe.casework.referrals.referrals import refer
from laufmappe.casework.referrals.use import referred_people
from laufmappe.casework.services.agreements import AgreementDraft, add_service_agreement, agreements_of
from laufmappe.casework.services.register import ServiceDraft, list_services, service
from laufmappe.directory.saving import directory_json
from laufmappe.ui.person.acts import Acts
from laufmappe.ui.services import ServicesPage
from laufmappe.ui.services.agreements import ServiceAgreementDialog
from laufmappe.ui.services.dialog import ServiceDialog
from laufmappe.ui.services.exchange import ImportDialog, export_to, whole_of
from laufmappe.ui.services.leaving import MergeDialog, RemoveDialog, ReplaceDialog
from laufmappe.ui.tasks import Tasks
from laufmappe.ui.widgets import ROW_ROLE, Button, Chip, Dialog, LineEdit, Notice, RowsView, Text, TextArea, TokenField

Settle = Callable[[Tasks], None]


def dialog(page: QWidget, kind: type[Any]) -> Any:
    found = [each for each in page.findChildren(kind) if each.isVisible()]
    assert len(found) == 1
    return found[0]


def press(page: QWidget, words: str) -> None:
    next(b for b in page.findChildren(Button) if b.text() == words and b.isVisible()).click()


def submit(form: Dialog) -> None:
    QTest.keyClick(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def words_of(page: QWidget) -> list[str]:
    return [text.text() for text in page.findChildren(Text) if text.isVisible()]


@pytest.fixture
def somebody(desk: Desk, services: list[str]) -> str:
    """Somebody who is on the way to the first service."""
    person = take_in(desk, NewcomerDraft("Amina")).subject_id
    refer(desk, person, services[0])
    return person


def test_everything_that_the_form_asks_is_kept_and_stands_in_the_profile(
    page: ServicesPage, desk: Desk, tasks: Tasks, settle: Settle
) -> None:
    page.add()
    form = dialog(page, ServiceDialog)
    for name in ("name", "organization", "street", "district"):
        field = form.fields[name].field
        assert isinstance(field, LineEdit)
        field.setText(name)
    for name in ("description", "accessibility", "fees", "capacity", "bring"):
        area = form.fields[name].field
        assert isinstance(area, TextArea)
        area.setPlainText(f"{name} 1\n{name} 2")
    for name, value in (("topics", "work"), ("needs", "childcare"), ("audience", "refugee")):
        tokens = form.fields[name].field
        assert isinstance(tokens, TokenField)
        tokens.choose([value])
    form.fields["url"].field.setText("https://example.org")
    submit(form)
    settle(tasks)
    made = next(view for view in list_services(desk) if view.name == "name")
    assert (made.topics, made.needs, made.audience) == (("work",), ("childcare",), ("refugee",))
    assert made.bring == ("bring 1", "bring 2")
    assert (made.capacity, made.capacity_on) == ("capacity 1\ncapacity 2", desk.today())
    page.aim(made.id)
    settle(tasks)
    shown = words_of(page.profile)
    for words in ("bring 1\nbring 2", "fees 1\nfees 2", "https://example.org", "Stand 23.11.2026"):
        assert words in shown


def test_an_agreement_is_added_by_keyboard_and_shown_with_its_end(
    page: ServicesPage, desk: Desk, services: list[str], tasks: Tasks, frame: Any, settle: Settle
) -> None:
    press(page.profile, "Hinzufügen")
    form = dialog(page, ServiceAgreementDialog)
    QTest.keyClicks(form.fields["title"].field, "Kooperation")
    form.fields["valid_until"].field.choose((desk.today() + timedelta(38)).isoformat())
    submit(form)
    settle(tasks)
    assert [a.title for a in agreements_of(desk, services[0])] == ["Kooperation"]
    page.changed(frame.announced[-1])
    settle(tasks)
    assert "läuft in 38 Tagen aus" in [c.text() for c in page.profile.findChildren(Chip) if c.isVisible()]
    press(page.profile, "Beenden")
    settle(tasks)
    assert agreements_of(desk, services[0])[0].state(desk.today()) == "ended"
    frame.undos[-1]()
    settle(tasks)
    assert agreements_of(desk, services[0])[0].state(desk.today()) == "expiring"


def test_an_agreement_is_changed(
    page: ServicesPage, desk: Desk, services: list[str], tasks: Tasks, settle: Settle
) -> None:
    add_service_agreement(desk, services[0], AgreementDraft("Räume"))
    page.changed(None)
    settle(tasks)
    next(b for b in page.profile.findChildren(Button) if b.accessibleName() == "Räume: ändern").click()
    form = dialog(page, ServiceAgreementDialog)
    form.fields["title"].field.setText("Räume am Abend")
    form.save()
    settle(tasks)
    assert [a.title for a in agreements_of(desk, services[0])] == ["Räume am Abend"]


def test_a_service_that_nobody_uses_is_removed_and_comes_back(
    page: ServicesPage, desk: Desk, services: list[str], tasks: Tasks, frame: Any, settle: Settle
) -> None:
    page.profile.remove()
    press(dialog(page, RemoveDialog), "Entfernen")
    settle(tasks)
    page.changed(frame.announced[-1])
    settle(tasks)
    assert [view.id for view in list_services(desk)] == [services[1]]
    assert page.profile.service_id == services[1]
    frame.undos[-1]()
    settle(tasks)
    assert len(list_services(desk)) == 2


def test_one_that_is_used_is_not_removed_but_set_inactive_or_replaced(
    page: ServicesPage, desk: Desk, services: list[str], somebody: str, tasks: Tasks, settle: Settle
) -> None:
    page.changed(None)
    settle(tasks)
    page.profile.remove()
    asked = dialog(page, RemoveDialog)
    assert "1 offener Verweis" in asked.findChild(Notice).sentence.text()
    press(asked, "Inaktiv setzen")
    settle(tasks)
    assert not service(desk, services[0]).active
    page.changed(None)
    settle(tasks)
    page.profile.remove()
    press(dialog(page, RemoveDialog), "Durch eine andere ersetzen …")
    settle(tasks)
    form = dialog(page, ReplaceDialog)
    form.save()
    assert form.fields["by"].fault_text()
    form.fields["by"].field.choose(services[1])
    submit(form)
    settle(tasks)
    assert [p.newcomer_id for p in referred_people(desk, services[1])] == [somebody]


def test_doubles_become_one(
    page: ServicesPage, desk: Desk, services: list[str], somebody: str, tasks: Tasks, frame: Any, settle: Settle
) -> None:
    page.profile.merge()
    settle(tasks)
    form = dialog(page, MergeDialog)
    form.fields["by"].field.choose(services[1])
    form.save()
    settle(tasks)
    assert [view.id for view in list_services(desk)] == [services[1]]
    assert frame.told[-1] == "Jobcenter Mitte steht jetzt nur noch einmal da."
    frame.undos[-1]()
    settle(tasks)
    assert [p.newcomer_id for p in referred_people(desk, services[0])] == [somebody]


def exchanged(desk: Desk, path: Path) -> Path:
    """The directory as a file in which one service was changed, one is new, and one has no name."""
    content = json.loads(directory_json(desk))
    content["contents"][0]["name"] = "Jobcenter Süd"
    content["contents"] += [{"id": "1", "name": "Neue Stelle", "status": "active"}, {"id": "2", "name": ""}]
    path.write_text(json.dumps(content))
    return path


def test_before_a_directory_is_taken_in_it_is_shown_what_would_come(
    page: ServicesPage, desk: Desk, tasks: Tasks, frame: Any, settle: Settle, tmp_path: Path
) -> None:
    asked = ImportDialog(page, Acts(desk, tasks, frame, page), exchanged(desk, tmp_path / "hsds.json"))
    asked.appear()
    settle(tasks)
    assert [c.text() for c in asked.findChildren(Chip) if c.isVisible()] == [
        "1 neu",
        "1 geändert",
        "1 unverändert",
        "1 zurückgewiesen",
    ]
    lines = [asked.rows.model().index(n, 0).data(ROW_ROLE) for n in range(asked.rows.model().rowCount())]
    assert [line.title for line in lines][:3] == ["Zurückgewiesen", "hsds.json, Eintrag 4, name", "Neu"]
    assert "Jobcenter Mitte" in [view.name for view in list_services(desk)]
    submit(asked)
    settle(tasks)
    assert {"Jobcenter Süd", "Neue Stelle"} <= {view.name for view in list_services(desk)}
    assert frame.told[-1] == "Eingelesen: 1 Anlaufstelle neu, 1 geändert. 1 Eintrag ist zurückgewiesen."
    assert asked.isVisible()
    frame.undos[-1]()
    settle(tasks)
    assert [view.name for view in list_services(desk)] == ["Jobcenter Mitte", "VHS Sprachenbüro"]
    asked.reject()


def test_a_file_that_is_no_directory_is_refused_in_one_sentence(
    page: ServicesPage, desk: Desk, tasks: Tasks, frame: Any, settle: Settle, tmp_path: Path
) -> None:
    (tmp_path / "x.json").write_text("[1, 2")
    asked = ImportDialog(page, Acts(desk, tasks, frame, page), tmp_path / "x.json")
    asked.appear()
    settle(tasks)
    notice = asked.findChild(Notice)
    assert notice is not None
    assert notice.sentence.text()
    assert asked.primary is not None
    assert not asked.primary.isVisible()
    submit(asked)
    asked.reject()
    assert len(list_services(desk)) == 2


@pytest.mark.parametrize("ending", [".json", ".zip"])
def test_what_goes_out_can_come_in_again(
    page: ServicesPage, desk: Desk, tasks: Tasks, frame: Any, settle: Settle, tmp_path: Path, ending: str
) -> None:
    export_to(Acts(desk, tasks, frame, page), str(tmp_path / f"anlaufstellen{ending}"))
    settle(tasks)
    assert frame.told == ["Das Verzeichnis ist ausgegeben, ohne Ratsuchende."]
    asked = ImportDialog(page, Acts(desk, tasks, frame, page), tmp_path / f"anlaufstellen{ending}")
    asked.appear()
    settle(tasks)
    assert asked.preview is not None
    assert [each.kind for each in asked.preview.coming] == ["same", "same"]
    asked.reject()


def test_the_descriptor_of_a_package_stands_for_its_folder(tmp_path: Path) -> None:
    assert whole_of(tmp_path / "datapackage.json") == tmp_path
    assert whole_of(tmp_path / "hsds.json") == tmp_path / "hsds.json"


def test_closed_dialogs_are_freed(
    page: ServicesPage, desk: Desk, tasks: Tasks, settle: Settle, freed: Callable[[], None]
) -> None:
    for open_one, kind in (
        (page.profile.remove, RemoveDialog),
        (page.profile.replace, ReplaceDialog),
        (page.profile.merge, MergeDialog),
    ):
        open_one()
        settle(tasks)
        made = dialog(page, kind)
        gone = weakref.ref(made)
        made.reject()
        del made
        freed()
        assert gone() is None


def test_every_control_has_a_name(
    page: ServicesPage, tasks: Tasks, settle: Settle, names_missing: Callable[[QWidget], list[str]]
) -> None:
    for open_one, kind in ((page.profile.replace, ReplaceDialog), (page.profile.merge, MergeDialog)):
        open_one()
        settle(tasks)
        made = dialog(page, kind)
        assert names_missing(made) == []
        made.reject()
    assert names_missing(page) == []


def test_two_thousand_services_are_listed_without_building_a_row_that_is_not_seen(
    page: ServicesPage, desk: Desk, tasks: Tasks, settle: Settle
) -> None:
    from laufmappe.casework.services.register import insert_service

    with desk.write("add_service") as act:
        for number in range(2000):
            insert_service(act.session, ServiceDraft(f"Stelle {number:04}"))
    page.changed(None)
    settle(tasks)
    assert isinstance(page.panel.view, RowsView)
    assert page.panel.model.rowCount() == 2002
    assert len(page.panel.model._made) < 100
