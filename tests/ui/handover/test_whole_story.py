# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What stands around a parcel: the copy for the person, deleting after a receipt, new keys, the folder that came along."""

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PySide6.QtWidgets import QWidget

from laufmappe.casework.backups.keeping import back_up_now
from laufmappe.casework.desk import Desk, open_desk
from laufmappe.casework.handover.handing_over import prepare_parcel
from laufmappe.casework.handover.parcels import parcels
from laufmappe.casework.papers.documents import attach_document, documents
from laufmappe.casework.people.case import case
from laufmappe.casework.people.deleting import delete_person, returned_people
from laufmappe.casework.people.protected_needs import allow_protected_needs, set_protected_needs
from laufmappe.casework.people.register import list_people
from laufmappe.casework.services.keys import card_for, cards
from laufmappe.casework.services.register import ServiceDraft, add_service
from laufmappe.errors import NotFoundError
from laufmappe.folder.released_folder import released_folder
from laufmappe.handover.exchange import own_card, own_fingerprints, renew_key, send
from laufmappe.ui.handover.card_dialogs import CompareDialog, ImportCardDialog, OwnCardDialog
from laufmappe.ui.handover.copy_dialog import WITHOUT, CopyDialog, free_folder
from laufmappe.ui.handover.delete_dialog import DeleteDialog
from laufmappe.ui.handover.files import open_received
from laufmappe.ui.handover.keys_card import KeysCard
from laufmappe.ui.handover.receipt_dialogs import AnswerDialog, GiveReceiptDialog, NoteReceiptDialog
from laufmappe.ui.handover.receive_dialog import ReceiveDialog
from laufmappe.ui.handover.renew_dialog import RenewKeyDialog
from laufmappe.ui.handover.same_name import SameNameDialog
from laufmappe.ui.handover.send_dialog import SendDialog
from laufmappe.ui.handover.working import Order, hand_over
from laufmappe.ui.person.document_view import ViewDialog
from laufmappe.ui.person.scan_dialog import ScanDialog
from laufmappe.ui.tasks import Tasks
from laufmappe.ui.today import TodayPage
from laufmappe.ui.widgets import Dialog
from laufmappe.vault import restore

NamesMissing = Callable[[QWidget], list[str]]


def person_of(office: Any) -> str:
    return str(office.acts.newcomer_id)


def sealed(office: Any, other: Any, service_id: str, path: Path, folder: bytes = b"") -> Path:
    """A parcel for the card that we have of the other service."""
    card = own_card(other.desk)
    outgoing = prepare_parcel(office.desk, person_of(office), service_id, card.fingerprint)
    send(office.desk, outgoing, card, folder, lambda parcel: path.write_bytes(parcel.data))
    return path


def top(office: Any, kind: type[Dialog]) -> Any:
    """The one visible dialog of this kind, which may stand over another."""
    office.rest()
    (found,) = (each for each in office.window.findChildren(kind) if each.isVisible())
    return found


def close(office: Any, dialog: Any) -> None:
    dialog.done(0)
    office.rest()


def test_a_copy_is_one_locked_pdf_with_everything_in_it(
    office: Any, tmp_path: Path, names_missing: NamesMissing
) -> None:
    dialog = CopyDialog(office.window, office.acts, case(office.desk, person_of(office)))
    dialog.appear()
    office.rest()
    assert names_missing(dialog) == []
    assert dialog.language.value() == "ar"
    secret = dialog.password.text()
    dialog.save_to(str(tmp_path / "auskunft.pdf"))
    office.rest()
    data = (tmp_path / "auskunft.pdf").read_bytes()
    assert b"Haddad" not in data
    with pikepdf.open(io.BytesIO(data), password=secret) as pdf:
        record = json.loads(pdf.attachments["akte.json"].get_file().read_bytes())
    assert record["newcomer"]["family_name"] == "Haddad"
    close(office, dialog)


def test_a_copy_without_the_needs_for_protection_has_no_trace_of_them(office: Any, tmp_path: Path) -> None:
    person = person_of(office)
    allow_protected_needs(office.desk, person, office.desk.today())
    set_protected_needs(office.desk, person, {"pregnancy": "Geburt im Mai"})
    dialog = CopyDialog(office.window, office.acts, case(office.desk, person))
    dialog.appear()
    office.rest()
    assert dialog.primary is not None
    assert not dialog.primary.isEnabled()
    dialog.protected.choose(WITHOUT)
    dialog.protected.activated.emit(0)
    assert dialog.primary.isEnabled()
    dialog.way.choose("folder")
    dialog.way.activated.emit(0)
    dialog.save_to(str(tmp_path))
    office.rest()
    files = {path.name: path.read_bytes() for path in (tmp_path / "auskunft").iterdir()}
    assert {"mappe.pdf", "akte.json", "weitergaben.json"} <= files.keys()
    assert b"protected_need" not in files["akte.json"].replace(b'"protected_needs": []', b"")
    assert b"Geburt im Mai" not in files["akte.json"]
    assert (tmp_path / "auskunft").stat().st_mode & 0o077 == 0
    assert free_folder(tmp_path).name == "auskunft-2"
    close(office, dialog)


def test_a_copy_that_can_not_be_written_leaves_nothing(office: Any, tmp_path: Path) -> None:
    dialog = CopyDialog(office.window, office.acts, case(office.desk, person_of(office)))
    dialog.appear()
    office.rest()
    dialog.save_to(str(tmp_path / "fehlt" / "auskunft.pdf"))
    office.rest()
    assert dialog._fault.count() == 1
    assert not (tmp_path / "fehlt").exists()
    close(office, dialog)


def test_after_the_receipt_the_person_can_be_deleted_and_comes_back_only_with_a_warning(
    office: Any, other: Any, service_id: str, release: str, tmp_path: Path, names_missing: NamesMissing
) -> None:
    person = person_of(office)
    path = sealed(office, other, service_id, tmp_path / "p.laufmappe")
    open_received(other.window, other.acts, path)
    other.dialog().take_in()
    answer = other.dialog()
    assert isinstance(answer, AnswerDialog)
    answer.save()
    give = other.dialog()
    assert isinstance(give, GiveReceiptDialog)
    give.save_sheet(str(tmp_path / "quittung.pdf"))
    other.rest()
    assert (tmp_path / "quittung.pdf").read_bytes().startswith(b"%PDF")
    note = NoteReceiptDialog(office.window, office.acts)
    note.appear()
    note.text.setText(give.given.code)
    close(other, give)
    note._take_text()
    office.rest()
    assert names_missing(note) == []
    note._delete()
    ask = top(office, DeleteDialog)
    assert names_missing(ask) == []
    assert ask.why.value() == "handed_over"
    assert not ask.primary.isEnabled()
    ask.sure.setChecked(True)
    ask.delete()
    office.rest()
    with pytest.raises(NotFoundError):
        case(office.desk, person)
    card = own_card(office.desk)
    back = prepare_parcel(other.desk, person, service_of(other), card.fingerprint, reason="zurück")
    returned = tmp_path / "z.laufmappe"
    send(other.desk, back, card, b"", lambda parcel: returned.write_bytes(parcel.data))
    open_received(office.window, office.acts, returned)
    received = top(office, ReceiveDialog)
    assert received.opened.arrival.was_deleted
    assert received.primary is not office.window.focusWidget()
    close(office, received)


def service_of(other: Any) -> str:
    return add_service(other.desk, ServiceDraft("Wir", "Träger", "recognition_body")).subject_id


def test_whoever_was_deleted_and_came_back_with_an_older_backup_is_named_under_heute(
    demo_desk: Desk,
    demo_vault: tuple[Path, str],
    tasks: Tasks,
    frame: Any,
    show: Callable[..., Any],
    settle: Callable[[Tasks], None],
    tmp_path: Path,
) -> None:
    report = back_up_now(demo_desk)
    assert report.first is not None
    delete_person(demo_desk, demo_vault[1], "asked")
    restore(report.first, tmp_path / "wieder")
    again = open_desk(tmp_path / "wieder", "passphrase")
    page = show(TodayPage(again, tasks, frame))
    settle(tasks)
    assert returned_people(again) == [1]
    assert "Mappe 1" in page.vault_notice._returned
    assert page.vault_notice.isVisible()
    delete_person(again, demo_vault[1], "asked")
    page.refresh()
    settle(tasks)
    assert page.vault_notice._returned == ""
    settle(tasks)
    again.close()


def test_the_folder_that_came_along_is_shown_from_memory(
    office: Any, other: Any, service_id: str, release: str, tmp_path: Path
) -> None:
    folder = released_folder(office.desk, person_of(office), ("person", "chain"))
    path = sealed(office, other, service_id, tmp_path / "p.laufmappe", folder)
    before = set(tmp_path.rglob("*"))
    open_received(other.window, other.acts, path)
    received = top(other, ReceiveDialog)
    received.look_at_folder()
    shown = top(other, ViewDialog)
    assert shown._pages > 3
    assert set(tmp_path.rglob("*")) == before
    close(other, shown)
    close(other, received)


def test_a_new_card_under_a_known_name_is_kept_only_after_a_clear_answer(
    office: Any, other: Any, service_id: str, tmp_path: Path, names_missing: NamesMissing
) -> None:
    before = cards(office.desk)
    renew_key(other.desk)
    new = own_card(other.desk)
    reading = ImportCardDialog(office.window, office.acts)
    reading.appear()
    reading.text.setText(new.qr_text())
    reading._take_text()
    asked = top(office, SameNameDialog)
    assert cards(office.desk) == before
    assert names_missing(asked) == []
    asked.compared.setChecked(True)
    assert not asked.primary.isEnabled()
    asked.renewed.setChecked(True)
    asked.keep_card()
    office.rest()
    view = card_for(office.desk, service_id)
    assert view is not None
    assert (view.fingerprint, view.verified_on) == (new.fingerprint, office.desk.today())
    assert len(cards(office.desk)) == len(before)


def test_a_known_card_read_again_is_only_compared(office: Any, other: Any, service_id: str) -> None:
    before = cards(office.desk)
    reading = ImportCardDialog(office.window, office.acts)
    reading.appear()
    reading.text.setText(own_card(other.desk).qr_text())
    reading._take_text()
    compare = top(office, CompareDialog)
    close(office, compare)
    assert cards(office.desk) == before


def test_the_own_key_is_renewed_and_the_new_card_is_shown_with_those_who_need_it(
    office: Any,
    other: Any,
    service_id: str,
    tasks: Tasks,
    show: Callable[..., Any],
    names_missing: NamesMissing,
) -> None:
    card = KeysCard(office.desk, tasks, office.frame)
    card.setParent(office.window)
    show(card)
    card.refresh()
    office.rest()
    own_card(office.desk)
    card.renew()
    dialog = top(office, RenewKeyDialog)
    assert names_missing(dialog) == []
    assert not dialog.primary.isEnabled()
    dialog.exposed.setChecked(True)
    dialog.renew()
    shown = top(office, OwnCardDialog)
    assert names_missing(shown) == []
    assert len(own_fingerprints(office.desk)) == 2
    close(office, shown)


def test_sealing_can_be_stopped_and_then_nothing_went(
    office: Any, service_id: str, release: str, tmp_path: Path
) -> None:
    dialog = SendDialog(office.window, office.acts, case(office.desk, person_of(office)))
    dialog.appear()
    office.rest()
    dialog.picker.choose(service_id)
    dialog.picker.changed.emit()
    office.rest()
    dialog.save_to(str(tmp_path / "p.laufmappe"))
    assert not dialog.may_close()
    office.rest()
    assert not (tmp_path / "p.laufmappe").exists()
    assert parcels(office.desk, person_of(office)) == ()
    assert dialog.primary is not None
    assert dialog.primary.isEnabled()
    dialog.save_to(str(tmp_path / "p.laufmappe"))
    office.rest()
    assert (tmp_path / "p.laufmappe").exists()
    close(office, dialog)


def test_a_stop_at_the_last_moment_notes_nothing_either(
    office: Any, service_id: str, release: str, tmp_path: Path
) -> None:
    class StopError(Exception):
        pass

    def progress(words: str) -> None:
        if "geschrieben" in words:
            raise StopError

    outgoing = prepare_parcel(office.desk, person_of(office), service_id, None)
    order = Order(outgoing, "passphrase", None, "zebra-leuchtturm-mandarine-kreide-wolke", folder=False)
    with pytest.raises(StopError):
        hand_over(office.desk, order, tmp_path / "p.laufmappe", progress=progress)
    assert parcels(office.desk, person_of(office)) == ()
    assert list(tmp_path.glob("*.laufmappe*")) == []


def test_a_scan_of_the_signature_comes_in_with_the_release(
    office: Any, service_id: str, release: str, tmp_path: Path, names_missing: NamesMissing
) -> None:
    (tmp_path / "scan.pdf").write_bytes(b"%PDF-1.7 Unterschrift")
    (tmp_path / "anderes.pdf").write_bytes(b"%PDF-1.7 Anderes")
    attach_document(office.desk, person_of(office), tmp_path / "anderes.pdf")

    def now() -> Any:
        return next(each for each in case(office.desk, person_of(office)).releases if each.id == release)

    dialog = ScanDialog(office.window, office.acts, now())
    dialog.appear()
    office.rest()
    assert names_missing(dialog) == []
    dialog.attach(str(tmp_path / "scan.pdf"))
    office.rest()
    scan = next(d.id for d in documents(office.desk, person_of(office)) if d.name == "scan.pdf")
    assert now().document_id == scan
    again = ScanDialog(office.window, office.acts, now())
    again.appear()
    office.rest()
    assert again._scan.value() == scan
    again._scan.choose("")
    again.save()
    office.rest()
    assert now().document_id is None
    assert len(list_people(office.desk)) == 12
