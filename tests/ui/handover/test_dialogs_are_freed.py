# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""No dialog that shows a person stays in memory once it is closed."""

import weakref
from collections.abc import Callable
from pathlib import Path
from typing import Any

from laufmappe.casework.handover.handing_over import prepare_parcel
from laufmappe.casework.people.case import case
from laufmappe.handover.exchange import look_at_card, own_card, renew_key, send
from laufmappe.ui.handover.card_dialogs import OwnCardDialog
from laufmappe.ui.handover.copy_dialog import CopyDialog
from laufmappe.ui.handover.delete_dialog import DeleteDialog
from laufmappe.ui.handover.files import open_received
from laufmappe.ui.handover.receipt_dialogs import AnswerDialog, NoteReceiptDialog
from laufmappe.ui.handover.renew_dialog import RenewKeyDialog
from laufmappe.ui.handover.same_name import SameNameDialog
from laufmappe.ui.handover.send_dialog import SendDialog


def closed(office: Any, freed: Callable[[], None]) -> bool:
    """Whether the open dialog is gone after closing."""
    dialog = office.dialog()
    there = weakref.ref(dialog)
    dialog.done(0)
    del dialog
    office.rest()
    freed()
    return there() is None


def test_sending(office: Any, service_id: str, release: str, freed: Callable[[], None], tmp_path: Path) -> None:
    dialog = SendDialog(office.window, office.acts, case(office.desk, office.acts.newcomer_id))
    dialog.appear()
    office.rest()
    dialog.picker.choose(service_id)
    dialog.picker.changed.emit()
    office.rest()
    dialog.way.choose("passphrase")
    dialog.way.activated.emit(0)
    office.rest()
    dialog.save_to(str(tmp_path / "paket.laufmappe"))
    del dialog
    assert closed(office, freed)


def test_receiving_and_answering(
    office: Any, other: Any, service_id: str, release: str, freed: Callable[[], None], tmp_path: Path
) -> None:
    card = own_card(other.desk)
    outgoing = prepare_parcel(office.desk, office.acts.newcomer_id, service_id, card.fingerprint)
    path = tmp_path / "paket.laufmappe"
    send(office.desk, outgoing, card, b"", lambda sealed: path.write_bytes(sealed.data))
    open_received(other.window, other.acts, path)
    assert closed(other, freed)
    AnswerDialog(other.window, other.acts, "1", "00", "Wir").appear()
    assert closed(other, freed)
    NoteReceiptDialog(other.window, other.acts).appear()
    assert closed(other, freed)


def test_the_copy_deleting_and_keys(office: Any, other: Any, service_id: str, freed: Callable[[], None]) -> None:
    view = case(office.desk, office.acts.newcomer_id)
    CopyDialog(office.window, office.acts, view).appear()
    assert closed(office, freed)
    DeleteDialog(office.window, office.acts, view.newcomer.id, view.newcomer.name).appear()
    assert closed(office, freed)
    RenewKeyDialog(office.window, office.acts, ()).appear()
    assert closed(office, freed)
    OwnCardDialog(office.window, office.acts, own_card(office.desk), tell=["Jobcenter"]).appear()
    assert closed(office, freed)
    renew_key(other.desk)
    found = look_at_card(office.desk, own_card(other.desk).to_file())
    SameNameDialog(office.window, office.acts, found).appear()
    assert closed(office, freed)
