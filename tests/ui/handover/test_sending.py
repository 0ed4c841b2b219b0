# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Handing a case over: what goes is seen before it goes, and nothing goes without a release or a reason."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PySide6.QtWidgets import QWidget

from laufmappe.casework.desk import Desk
from laufmappe.casework.handover.handing_over import WITHOUT_RELEASE
from laufmappe.casework.handover.parcels import parcels
from laufmappe.casework.handover.releases import ReleaseDraft, grant_release, sign_release
from laufmappe.casework.papers.documents import attach_document
from laufmappe.casework.people.case import case
from laufmappe.handover import sealed_with
from laufmappe.handover.exchange import open_for
from laufmappe.ui.handover.send_dialog import SendDialog


def begin(office: Any, service_id: str) -> SendDialog:
    """The dialog with this service chosen."""
    dialog = SendDialog(office.window, office.acts, case(office.desk, office.acts.newcomer_id))
    dialog.appear()
    office.rest()
    choose(office, dialog, service_id)
    return dialog


def choose(office: Any, dialog: SendDialog, service_id: str) -> None:
    dialog.picker.choose(service_id)
    dialog.picker.changed.emit()
    office.rest()


def way(office: Any, dialog: SendDialog, value: str) -> None:
    dialog.way.choose(value)
    dialog.way.activated.emit(0)
    office.rest()


def close(office: Any, dialog: SendDialog) -> None:
    dialog.done(0)
    office.rest()


def test_a_parcel_opens_at_the_service_of_the_card_and_nowhere_else(
    office: Any, other: Any, service_id: str, release: str, tmp_path: Path
) -> None:
    dialog = begin(office, service_id)
    assert dialog.prepared is not None
    assert dialog.prepared.way == "key"
    target = tmp_path / "paket.laufmappe"
    dialog.save_to(str(target))
    office.rest()
    parcel = open_for(other.desk, target.read_bytes())
    assert parcel.contents.release.parts == ("person", "chain", "documents")
    assert parcel.contents.folder.startswith(b"%PDF")
    assert "household" in parcel.contents.withheld
    (noted,) = parcels(office.desk, office.acts.newcomer_id)
    assert (noted.state, noted.partner_key) == ("open", parcel.to)
    close(office, dialog)


def test_without_a_release_nothing_goes_and_the_dialog_leads_to_one(
    office: Any, service_id: str, tmp_path: Path
) -> None:
    dialog = begin(office, service_id)
    assert dialog.prepared is not None
    assert dialog.prepared.outgoing is None
    assert "Schweigepflichtentbindung" in dialog.prepared.refusal
    assert dialog.primary is not None
    assert not dialog.primary.isEnabled()
    dialog.save_to(str(tmp_path / "nichts"))
    office.rest()
    assert not (tmp_path / "nichts").exists()
    asked: list[bool] = []
    dialog.release_asked.connect(lambda: asked.append(True))
    dialog._ask_release()
    office.rest()
    assert asked


def test_with_a_written_reason_the_least_goes_and_the_reason_is_kept(
    office: Any, service_id: str, tmp_path: Path
) -> None:
    dialog = begin(office, service_id)
    dialog.reason.setPlainText("Gefahr für ein Kind")
    dialog.with_reason.click()
    office.rest()
    dialog.save_to(str(tmp_path / "paket.laufmappe"))
    office.rest()
    (noted,) = parcels(office.desk, office.acts.newcomer_id)
    assert (noted.reason, noted.parts) == ("Gefahr für ein Kind", WITHOUT_RELEASE)
    close(office, dialog)


def test_the_reason_outlives_the_lock(office: Any, service_id: str) -> None:
    dialog = begin(office, service_id)
    dialog.reason.setPlainText("Gefahr für")
    dialog.keep()
    close(office, dialog)
    again = begin(office, service_id)
    assert again.reason.toPlainText() == "Gefahr für"
    close(office, again)


def test_with_a_passphrase_the_parcel_needs_no_card(
    office: Any, other: Any, service_id: str, release: str, tmp_path: Path
) -> None:
    dialog = begin(office, service_id)
    way(office, dialog, "passphrase")
    passphrase = dialog.passphrase.text()
    dialog.save_to(str(tmp_path / "paket.laufmappe"))
    office.rest()
    data = (tmp_path / "paket.laufmappe").read_bytes()
    assert sealed_with(data) == "passphrase"
    assert open_for(other.desk, data, passphrase).contents.case["newcomer"]["id"] == office.acts.newcomer_id
    close(office, dialog)


def test_a_weak_passphrase_is_refused_beside_its_field(office: Any, service_id: str, release: str) -> None:
    dialog = begin(office, service_id)
    way(office, dialog, "passphrase")
    dialog.passphrase.setText("hallo")
    dialog.ask_where()
    assert dialog.passphrase_field.has_fault()
    close(office, dialog)


def test_a_protected_pdf_holds_the_folder_and_the_case(
    office: Any, service_id: str, release: str, tmp_path: Path
) -> None:
    (tmp_path / "Zeugnis.pdf").write_bytes(b"%PDF-1.7 Zeugnis")
    attach_document(office.desk, office.acts.newcomer_id, tmp_path / "Zeugnis.pdf")
    dialog = begin(office, service_id)
    way(office, dialog, "pdf")
    password = dialog.passphrase.text()
    dialog.save_to(str(tmp_path / "paket.pdf"))
    office.rest()
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(tmp_path / "paket.pdf")
    with pikepdf.open(tmp_path / "paket.pdf", password=password) as document:
        assert sorted(document.attachments) == ["01 Zeugnis.pdf", "case.json"]
        assert document.attachments["01 Zeugnis.pdf"].get_file().read_bytes() == b"%PDF-1.7 Zeugnis"
        assert len(document.pages) > 1
    close(office, dialog)


def test_a_document_that_is_unticked_stays(
    office: Any, other: Any, service_id: str, release: str, tmp_path: Path
) -> None:
    for name in ("a.pdf", "b.pdf"):
        (tmp_path / name).write_bytes(b"%PDF-1.7 " + name.encode())
        attach_document(office.desk, office.acts.newcomer_id, tmp_path / name)
    dialog = begin(office, service_id)
    first = next(box for box in dialog.preview.documents.values() if box.text() == "a.pdf")
    first.setChecked(False)
    dialog.save_to(str(tmp_path / "paket.laufmappe"))
    office.rest()
    sent = open_for(other.desk, (tmp_path / "paket.laufmappe").read_bytes()).contents.documents
    assert "b.pdf" in [each.name for each in sent]
    assert "a.pdf" not in [each.name for each in sent]
    close(office, dialog)


def test_where_the_file_cannot_be_written_nothing_is_noted(
    office: Any, service_id: str, release: str, tmp_path: Path
) -> None:
    dialog = begin(office, service_id)
    dialog.save_to(str(tmp_path / "fehlt" / "paket.laufmappe"))
    office.rest()
    assert parcels(office.desk, office.acts.newcomer_id) == ()
    assert dialog.primary is not None
    assert dialog.primary.isEnabled()
    close(office, dialog)


def test_no_protected_pdf_where_no_sheet_may_go_along(
    office: Any, service_id: str, demo_desk: Desk, today: date
) -> None:
    draft = ReleaseDraft(service_id=service_id, parts=("person",), purpose="Anfrage")
    sign_release(demo_desk, grant_release(demo_desk, office.acts.newcomer_id, draft).subject_id, today)
    dialog = begin(office, service_id)
    assert dialog.prepared is not None
    assert dialog.prepared.outgoing is not None
    assert dialog.preview.folder.parent() is None
    way(office, dialog, "pdf")
    assert dialog.prepared.outgoing is None
    close(office, dialog)


def test_every_control_is_named(
    office: Any, service_id: str, release: str, names_missing: Callable[[QWidget], list[str]]
) -> None:
    dialog = begin(office, service_id)
    assert names_missing(dialog) == []
    close(office, dialog)
