# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who runs a service stands in its profile, and is changed where the service is."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from laufmappe.casework.desk import Desk
from laufmappe.casework.services.register import ServiceDraft, change_service, organizations, service
from laufmappe.ui.person.held import held, show_held
from laufmappe.ui.services import ServicesPage
from laufmappe.ui.services.dialog import ServiceDialog
from laufmappe.ui.tasks import Tasks
from laufmappe.ui.widgets import Text

Settle = Callable[[Tasks], None]

CITY: dict[str, Any] = {
    "organization_description": "Berät und vermittelt Menschen, die Arbeit suchen.",
    "organization_email": "post@example.org",
    "organization_url": "https://example.org",
}
SCHOOL: dict[str, Any] = {
    "organization_description": "",
    "organization_email": "vhs@example.org",
    "organization_url": "",
}


@pytest.fixture
def known(desk: Desk, services: list[str], page: ServicesPage, tasks: Tasks, settle: Settle) -> list[str]:
    """The two services, whose organizations say something of themselves."""
    for each, said in zip(services, (CITY, SCHOOL), strict=True):
        change_service(desk, each, replace(ServiceDraft.of(service(desk, each)), **said))
    page.changed(None)
    settle(tasks)
    return services


def opened(page: ServicesPage, tasks: Tasks, settle: Settle) -> ServiceDialog:
    settle(tasks)
    (form,) = [each for each in page.findChildren(ServiceDialog) if each.isVisible()]
    return form


def said(form: ServiceDialog) -> dict[str, object]:
    return {name: held(form.fields[name].field) for name in CITY}


def type_in(form: ServiceDialog, **words: str) -> None:
    for name, text in words.items():
        show_held(form.fields[name].field, text)


def submit(form: ServiceDialog) -> None:
    QTest.keyClick(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_who_runs_a_service_stands_in_its_profile(
    page: ServicesPage, known: list[str], picture: Callable[[QWidget, str], Any]
) -> None:
    shown = [text.text().replace("\u200b", "") for text in page.profile.findChildren(Text) if text.isVisible()]
    assert {*CITY.values(), "Träger"} <= set(shown)
    picture(page, "services-organization")


def test_without_anything_to_say_there_is_no_card(page: ServicesPage, services: list[str]) -> None:
    assert "Träger" not in [text.text() for text in page.profile.findChildren(Text) if text.isVisible()]


def test_it_is_changed_with_the_service(
    page: ServicesPage,
    desk: Desk,
    known: list[str],
    tasks: Tasks,
    settle: Settle,
    picture: Callable[[QWidget, str], Any],
) -> None:
    page.profile.edit()
    form = opened(page, tasks, settle)
    assert said(form) == CITY
    picture(page, "services-organization-dialog")
    type_in(form, organization_email="neu@example.org", organization_description="")
    submit(form)
    settle(tasks)
    assert organizations(desk)["Jobcenter Mitte"] == {
        **CITY,
        "organization_email": "neu@example.org",
        "organization_description": "",
    }


def test_another_organization_brings_its_own_words_and_keeps_them(
    page: ServicesPage, desk: Desk, known: list[str], tasks: Tasks, settle: Settle
) -> None:
    page.profile.edit()
    form = opened(page, tasks, settle)
    type_in(form, organization="VHS Sprachenbüro", organization_description="Kurse für alle.")
    submit(form)
    settle(tasks)
    assert service(desk, known[0]).organization == "VHS Sprachenbüro"
    assert organizations(desk) == {
        "Jobcenter Mitte": CITY,
        "VHS Sprachenbüro": {**SCHOOL, "organization_description": "Kurse für alle."},
    }


def test_a_new_service_of_a_known_organization_does_not_empty_it(
    page: ServicesPage, desk: Desk, known: list[str], tasks: Tasks, settle: Settle
) -> None:
    page.add()
    form = opened(page, tasks, settle)
    type_in(form, name="Eingliederung", organization="Jobcenter Mitte")
    submit(form)
    settle(tasks)
    assert organizations(desk)["Jobcenter Mitte"] == CITY


def test_under_a_new_name_an_organization_keeps_what_stands_beside_it(
    page: ServicesPage, desk: Desk, known: list[str], tasks: Tasks, settle: Settle
) -> None:
    page.profile.edit()
    form = opened(page, tasks, settle)
    type_in(form, organization="Jobcenter Musterstadt")
    submit(form)
    settle(tasks)
    assert organizations(desk)["Jobcenter Musterstadt"] == CITY


def test_a_wrong_address_on_the_web_is_mended_beside_its_field(
    page: ServicesPage, desk: Desk, known: list[str], tasks: Tasks, settle: Settle
) -> None:
    page.profile.edit()
    form = opened(page, tasks, settle)
    type_in(form, organization_url="www.example.org/x y")
    submit(form)
    settle(tasks)
    assert form.fields["organization_url"].fault_text()
    assert organizations(desk)["Jobcenter Mitte"] == CITY
    for _twice in range(2):
        form.reject()
