# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The cards of the settings and of the person page."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

from laufmappe.casework.desk import Desk
from laufmappe.casework.handover.handing_over import prepare_parcel
from laufmappe.casework.handover.parcels import parcels
from laufmappe.casework.people.case import case
from laufmappe.casework.services.keys import CardView, cards
from laufmappe.casework.services.register import ServiceDraft, add_service
from laufmappe.handover.exchange import own_card, send
from laufmappe.ui.handover.card_dialogs import CompareDialog, LinkCardDialog, OwnCardDialog
from laufmappe.ui.handover.keys_card import KeysCard
from laufmappe.ui.handover.parcels_card import ParcelsCard
from laufmappe.ui.tasks import Tasks
from laufmappe.ui.widgets import Chip

OTHER = "Jugendmigrationsdienst Ost"


def theirs(desk: Desk) -> list[CardView]:
    """The cards of the other service: the demo has one of its own."""
    return [view for view in cards(desk) if view.name == OTHER]


def test_the_own_card_is_saved_as_a_file_and_as_a_sheet(
    other: Any, tasks: Tasks, show: Callable[..., Any], tmp_path: Path
) -> None:
    card = KeysCard(other.desk, tasks, other.frame)
    card.setParent(other.window)
    show(card)
    card.show_own()
    dialog = other.dialog()
    assert isinstance(dialog, OwnCardDialog)
    dialog.save_to(str(tmp_path / "karte.laufmappe-karte"))
    dialog.save_sheet(str(tmp_path / "karte.pdf"))
    other.rest()
    assert (tmp_path / "karte.laufmappe-karte").read_bytes() == own_card(other.desk).to_file()
    assert (tmp_path / "karte.pdf").read_bytes().startswith(b"%PDF")
    dialog.done(0)
    other.rest()


def test_without_a_name_of_the_centre_the_sentence_stands_in_the_card(
    desk: Desk, tasks: Tasks, show: Callable[..., Any], frame: Any, settle: Callable[[Tasks], None]
) -> None:
    card = show(KeysCard(desk, tasks, frame))
    card.show_own()
    settle(tasks)
    assert card._fault.isVisible()
    assert card.own_button.isEnabled()


def test_a_card_is_read_in_compared_linked_and_forgotten(
    office: Any, other_desk: Desk, tasks: Tasks, show: Callable[..., Any], tmp_path: Path
) -> None:
    service = add_service(office.desk, ServiceDraft("JMD", "Diakonie", "recognition_body")).subject_id
    (tmp_path / "k.laufmappe-karte").write_bytes(own_card(other_desk).to_file())
    card = KeysCard(office.desk, tasks, office.frame)
    card.setParent(office.window)
    show(card)
    card.read_in()
    office.dialog().take(tmp_path / "k.laufmappe-karte")
    compare = office.dialog()
    assert isinstance(compare, CompareDialog)
    compare.agree()
    office.rest()
    (view,) = theirs(office.desk)
    assert view.verified_on is not None
    card._link(view)
    link = office.dialog()
    assert isinstance(link, LinkCardDialog)
    link.picker.choose(service)
    link.save()
    office.rest()
    assert theirs(office.desk)[0].service_id == service
    card.refresh()
    office.rest()
    card._forget(theirs(office.desk)[0])
    office.rest()
    assert theirs(office.desk) == []


def test_the_person_page_says_which_parcel_waits_too_long(
    office: Any, other_desk: Desk, service_id: str, release: str, show: Callable[..., Any]
) -> None:
    card = own_card(other_desk)
    person = office.acts.newcomer_id
    send(
        office.desk, prepare_parcel(office.desk, person, service_id, card.fingerprint), card, b"", lambda _sealed: None
    )
    shown = show(ParcelsCard(office.acts, lambda _service: None))
    today = office.desk.today()
    for later, words in ((0, "wartet auf Quittung"), (20, "Quittung überfällig")):
        shown.show_parcels(case(office.desk, person), parcels(office.desk, person), (), today + timedelta(days=later))
        office.rest()
        chips = [chip.text() for chip in shown.findChildren(Chip) if chip.isVisibleTo(shown)]
        assert chips == [words]


def test_a_dropped_file_is_opened_by_what_it_is(
    office: Any, show: Callable[..., Any], tmp_path: Path, qapp: QApplication
) -> None:
    (tmp_path / "q.laufmappe-quittung").write_bytes(b"{}")
    card = ParcelsCard(office.acts, lambda _service: None)
    card.setParent(office.window)
    show(card)
    content = QMimeData()
    content.setUrls([QUrl.fromLocalFile(str(tmp_path / "q.laufmappe-quittung"))])
    how = (Qt.DropAction.CopyAction, content, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    qapp.sendEvent(card, QDragEnterEvent(QPoint(5, 5), *how))
    qapp.sendEvent(card, QDropEvent(QPointF(5, 5), *how))
    dialog = office.dialog()
    assert type(dialog).__name__ == "NoteReceiptDialog"
    dialog.done(0)
    office.rest()


def test_every_control_of_the_keys_card_is_named(
    office: Any,
    service_id: str,
    tasks: Tasks,
    show: Callable[..., Any],
    names_missing: Callable[[QWidget], list[str]],
) -> None:
    card = show(KeysCard(office.desk, tasks, office.frame))
    card.refresh()
    office.rest()
    assert names_missing(card) == []
