# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a person gets who asks for a copy of their data (Art. 15 and 20 GDPR), as files whose names name nobody.

mappe.pdf           the folder in the person's language, to read
akte.json           everything that is kept, for programs
weitergaben.json    to whom what was handed over, and from whom it came
dokument-01.pdf …   the attached documents
"""

import json
from io import BytesIO

import pikepdf

from laufmappe.casework.desk import Desk
from laufmappe.casework.document import document_text
from laufmappe.casework.documents import document_content, documents
from laufmappe.casework.exporting import export_case
from laufmappe.casework.parcels import ParcelView, parcels
from laufmappe.folder.handout import Wish, prepare

FOLDER, RECORD, HANDED_OVER = "mappe.pdf", "akte.json", "weitergaben.json"
_ENDINGS = {
    "application/pdf": "pdf",
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/webp": "webp",
    "image/heic": "heic",
}


def personal_copy(desk: Desk, newcomer_id: str) -> dict[str, bytes]:
    """The files of the copy by name. Needs the text engine; nothing counts as handed out.

    Needs for protection are in it only under the person's consent.

    Raises:
        FolderError: A field has characters that can't be printed.
        DocumentError: An attached file is missing or damaged.
        NotFoundError: The person is not in the vault.
    """
    files = {
        FOLDER: prepare(desk, newcomer_id, Wish()).pages(),
        RECORD: document_text(export_case(desk, newcomer_id)).encode(),
        HANDED_OVER: _json([_plain(view) for view in parcels(desk, newcomer_id)]),
    }
    for number, view in enumerate(documents(desk, newcomer_id), start=1):
        name = f"dokument-{number:02}.{_ENDINGS.get(view.media_type, 'bin')}"
        files[name] = document_content(desk, view.id)
    return files


def in_one_file(files: dict[str, bytes]) -> bytes:
    """The folder as a PDF with all the other files attached to it."""
    with pikepdf.open(BytesIO(files[FOLDER])) as document:
        for name, content in files.items():
            if name != FOLDER:
                document.attachments[name] = pikepdf.AttachedFileSpec(document, content, filename=name)
        joined = BytesIO()
        document.save(joined)
    return joined.getvalue()


def _plain(view: ParcelView) -> dict[str, object]:
    """What happened with a parcel: to whom or from whom, what, when, why, and how it was answered."""
    day = view.responsible_from
    return {
        "direction": view.direction,
        "service": view.partner,
        "on_date": view.on_date.isoformat(),
        "parts": list(view.parts),
        "reason": view.reason,
        "state": view.state,
        "responsible_from": day.isoformat() if day else None,
    }


def _json(content: object) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()
