# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Taking a case over: looked into first, taken in as one act, answered, and the answer noted by the sender."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QAbstractButton, QWidget

from laufmappe.casework.handover.handing_over import prepare_parcel
from laufmappe.casework.handover.parcels import parcels
from laufmappe.casework.handover.taking_over import open_conflicts
from laufmappe.casework.people.case import case
from laufmappe.casework.people.register import NewcomerDraft, change_person, list_people
from laufmappe.casework.services.keys import cards
from laufmappe.casework.services.register import ServiceDraft, add_service
from laufmappe.errors import NotFoundError
from laufmappe.handover import OwnKey
from laufmappe.handover.exchange import import_card, own_card, send
from laufmappe.ui.handover.conflicts import OpenConflictsDialog
from laufmappe.ui.handover.files import open_received
from laufmappe.ui.handover.receipt_dialogs import AnswerDialog, GiveReceiptDialog, NoteReceiptDialog
from laufmappe.ui.handover.receive_dialog import ReceiveDialog
from laufmappe.ui.handover.same_name import SameNameDialog


@pytest.fixture
def parcel(office: Any, other: Any, service_id: str, release: str, tmp_path: Path) -> Path:
    """A parcel for the other service."""
    card = own_card(other.desk)
    outgoing = prepare_parcel(office.desk, office.acts.newcomer_id, service_id, card.fingerprint)
    path = tmp_path / "paket.laufmappe"
    send(office.desk, outgoing, card, b"", lambda sealed: path.write_bytes(sealed.data))
    return path


def opened(office: Any, path: Path) -> ReceiveDialog:
    open_received(office.window, office.acts, path)
    dialog = office.dialog()
    assert isinstance(dialog, ReceiveDialog)
    return dialog


def close(office: Any) -> None:
    office.dialog().done(0)
    office.rest()


def take_in(office: Any, path: Path) -> None:
    opened(office, path).take_in()
    close(office)


def back(office: Any, other: Any, tmp_path: Path) -> Path:
    """The other service hands the case back."""
    service = add_service(other.desk, ServiceDraft("Wir", "Träger", "recognition_body")).subject_id
    card = own_card(office.desk)
    outgoing = prepare_parcel(
        other.desk, office.acts.newcomer_id, service, card.fingerprint, reason="zurück", parts=("person", "chain")
    )
    path = tmp_path / "zurueck.laufmappe"
    send(other.desk, outgoing, card, b"", lambda sealed: path.write_bytes(sealed.data))
    return path


def call(desk: Any, person: str, phone: str) -> None:
    change_person(desk, person, replace(NewcomerDraft.of(case(desk, person).newcomer), phone=phone))


def test_looking_into_a_parcel_writes_nothing(other: Any, parcel: Path) -> None:
    dialog = opened(other, parcel)
    assert dialog.opened is not None
    assert dialog.opened.arrival.kind == "new"
    assert dialog.opened.sender.standing == "unknown"
    close(other)
    with pytest.raises(NotFoundError):
        case(other.desk, dialog.opened.arrival.merged["newcomer"]["id"])


def test_an_unknown_person_comes_in_is_answered_and_the_sender_notes_it(
    office: Any, other: Any, parcel: Path, tmp_path: Path
) -> None:
    opened(other, parcel).take_in()
    answer = other.dialog()
    assert isinstance(answer, AnswerDialog)
    assert case(other.desk, office.acts.newcomer_id).newcomer.name
    answer.save()
    give = other.dialog()
    assert isinstance(give, GiveReceiptDialog)
    receipt = tmp_path / "quittung.laufmappe-quittung"
    give.save_to(str(receipt))
    other.rest()
    close(other)
    open_received(office.window, office.acts, receipt)
    noted = office.dialog()
    assert isinstance(noted, NoteReceiptDialog)
    assert parcels(office.desk, office.acts.newcomer_id)[0].state == "accepted"
    noted._close_case()
    office.rest()
    assert case(office.desk, office.acts.newcomer_id).newcomer.closed_on is not None


def test_a_parcel_can_be_declined_without_taking_it_in(other: Any, parcel: Path) -> None:
    opened(other, parcel).answer()
    answer = other.dialog()
    assert answer.held()["answer"] == "declined"
    close(other)


def test_the_second_time_there_is_nothing_new(other: Any, parcel: Path) -> None:
    take_in(other, parcel)
    dialog = opened(other, parcel)
    assert dialog.opened is not None
    assert dialog.opened.arrival.kind == "again"
    assert dialog.primary is not None
    assert not dialog.primary.isEnabled()
    close(other)


def test_under_a_known_name_with_another_key_nothing_comes_in_before_somebody_telephoned(
    office: Any, other: Any, parcel: Path
) -> None:
    known = OwnKey.generate().card(own_card(office.desk).name)
    import_card(other.desk, known.to_file(), verified=True)
    dialog = opened(other, parcel)
    assert dialog.primary is not None
    assert not dialog.primary.isEnabled()
    dialog.take_in()
    other.rest()
    assert list_people(other.desk) == []
    dialog._keep_card(True)
    other.rest()
    (asked,) = [each for each in other.window.findChildren(SameNameDialog) if each.isVisible()]
    asked.compared.setChecked(True)
    asked.renewed.setChecked(True)
    asked.keep_card()
    other.rest()
    assert dialog.primary.isEnabled()
    close(other)


def test_what_both_changed_is_shown_side_by_side_and_ours_stays_until_somebody_decides(
    office: Any, other: Any, parcel: Path, tmp_path: Path
) -> None:
    take_in(other, parcel)
    person = office.acts.newcomer_id
    call(other.desk, person, "0170 1")
    call(office.desk, person, "0171 2")
    path = back(office, other, tmp_path)
    dialog = opened(office, path)
    assert dialog.conflicts is not None
    (line,) = dialog.conflicts.lines
    assert line.decided() is None
    office.rest()
    assert all(choice.height() > 0 for choice in line.choice.findChildren(QAbstractButton))
    dialog.take_in()
    close(office)
    assert case(office.desk, person).newcomer.phone == "0171 2"
    left = open_conflicts(office.desk, person)
    later = OpenConflictsDialog(office.window, office.acts, left)
    later.appear()
    later.lines[0].choice.choose("theirs")
    later.save()
    office.rest()
    assert case(office.desk, person).newcomer.phone == "0170 1"


def test_a_choice_in_the_dialog_holds_at_once_and_all_of_it_can_be_taken_back(
    office: Any, other: Any, parcel: Path, tmp_path: Path
) -> None:
    take_in(other, parcel)
    person = office.acts.newcomer_id
    call(other.desk, person, "0170 1")
    call(office.desk, person, "0171 2")
    dialog = opened(office, back(office, other, tmp_path))
    assert dialog.conflicts is not None
    dialog.conflicts.lines[0].choice.choose("theirs")
    dialog.take_in()
    close(office)
    assert case(office.desk, person).newcomer.phone == "0170 1"
    undo = office.frame.undos[-1]
    undo()
    office.rest()
    assert case(office.desk, person).newcomer.phone == "0171 2"


def test_the_words_of_an_unknown_sender_can_be_compared_and_the_card_is_kept(other: Any, parcel: Path) -> None:
    dialog = opened(other, parcel)
    dialog._keep_card(True)
    other.rest()
    assert cards(other.desk)[0].verified_on is not None
    assert dialog.opened is not None
    assert dialog.opened.sender.verified
    close(other)


@pytest.mark.parametrize("content", [b"", b"hello", b"age-encryption.org/v1\n-> X25519 x\n", b"PK\x03\x04" * 50])
def test_a_hostile_file_is_refused_in_a_sentence_and_nothing_is_written(
    other: Any, tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "boese.laufmappe").write_bytes(content)
    dialog = opened(other, tmp_path / "boese.laufmappe")
    assert dialog.opened is None
    assert dialog.primary is not None
    assert not dialog.primary.isEnabled()
    assert dialog._fault.count() == 1
    close(other)
    for name in ("boese.laufmappe-quittung", "boese.laufmappe-karte"):
        (tmp_path / name).write_bytes(content)
        open_received(other.window, other.acts, tmp_path / name)
        close(other)
    assert cards(other.desk) == ()


def test_a_parcel_for_somebody_else_is_refused(office: Any, other: Any, parcel: Path) -> None:
    dialog = opened(office, parcel)
    assert dialog.opened is None
    close(office)


def test_a_receipt_that_was_altered_is_not_noted(office: Any, other: Any, parcel: Path, tmp_path: Path) -> None:
    opened(other, parcel).take_in()
    other.dialog().save()
    path = tmp_path / "q.laufmappe-quittung"
    other.dialog().save_to(str(path))
    other.rest()
    close(other)
    content = json.loads(path.read_text())
    content["statement"] = content["statement"].replace("accepted", "declined")
    path.write_text(json.dumps(content))
    open_received(office.window, office.acts, path)
    close(office)
    assert parcels(office.desk, office.acts.newcomer_id)[0].state == "open"


def test_every_control_is_named(other: Any, parcel: Path, names_missing: Callable[[QWidget], list[str]]) -> None:
    dialog = opened(other, parcel)
    assert names_missing(dialog) == []
    dialog.take_in()
    answer = other.dialog()
    assert names_missing(answer) == []
    close(other)
