# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a person gets who asks for a copy of their data (Art. 15 and 20 GDPR), as files whose names name nobody.

mappe.pdf           the folder in the person's language, to read
akte.json           everything that is kept, for programs
weitergaben.json    to whom what was handed over, and from whom it came
dokument-01.pdf …   the attached documents
"""

import json
import shutil
import tempfile
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf

from laufmappe.casework.cases.document import Document, document_text
from laufmappe.casework.cases.exporting import export_case
from laufmappe.casework.desk import Desk
from laufmappe.casework.handover.parcels import ParcelView, parcels
from laufmappe.casework.papers.documents import document_content, documents
from laufmappe.errors import StorageError
from laufmappe.folder.handout import Wish, prepare
from laufmappe.i18n import _
from laufmappe.vault.files import replace, storing, write_synced

FOLDER, RECORD, HANDED_OVER = "mappe.pdf", "akte.json", "weitergaben.json"
_ENDINGS = {
    "application/pdf": "pdf",
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/webp": "webp",
    "image/heic": "heic",
}


_PROTECTED = "protected_needs"


def personal_copy(
    desk: Desk, newcomer_id: str, language: str | None = None, *, with_protected_needs: bool = True
) -> dict[str, bytes]:
    """The files of the copy by name. Needs the text engine; nothing counts as handed out.

    Without a `language` the folder is in the person's own. Needs for protection are kept under the person's consent only,
    and are left out without a trace where the person does not want to carry them about (`with_protected_needs`).

    Raises:
        FolderError: A field has characters that can't be printed.
        DocumentError: An attached file is missing or damaged.
        NotFoundError: The person is not in the vault.
    """
    record, handed = export_case(desk, newcomer_id), [_plain(view) for view in parcels(desk, newcomer_id)]
    if not with_protected_needs:
        record = _without_protected_needs(record)
        handed = [{**entry, "parts": [p for p in entry["parts"] if p != _PROTECTED]} for entry in handed]
    files = {
        FOLDER: prepare(desk, newcomer_id, Wish(language)).pages(),
        RECORD: document_text(record).encode(),
        HANDED_OVER: _json(handed),
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


def write_copy(target: Path, files: dict[str, bytes]) -> None:
    """Writes the files into a new folder, which is there whole or not at all. An empty one takes them too.

    Raises:
        StorageError: There is something in the folder, or the disk does not take it; nothing was written.
    """
    if target.is_symlink() or (target.exists() and not (target.is_dir() and not any(target.iterdir()))):
        raise StorageError(_("Das Ziel ist kein neuer oder leerer Ordner. Es wurde nichts geschrieben."))
    with storing():
        # Other accounts can't look into it while it is being filled, nor afterwards.
        making = Path(tempfile.mkdtemp(prefix=".auskunft-", dir=target.parent))
        try:
            for name, content in files.items():
                write_synced(making / name, content)
            if target.exists():
                target.rmdir()
            replace(making, target)
        except BaseException:
            with suppress(OSError):
                shutil.rmtree(making)
            raise


def _without_protected_needs(record: Document) -> Document:
    """The record as if there had never been any: without the needs, the consent, and what the history says of both."""
    kept = {key: value for key, value in record.items() if key != _PROTECTED}
    consents = {row["id"] for row in record.get("releases", ()) if row.get("kind") == _PROTECTED}
    kept["releases"] = [row for row in record.get("releases", ()) if row["id"] not in consents]
    history = []
    for operation in record.get("history", ()):
        told = [c for c in operation["changes"] if c["entity"] != "protected_need" and c["entity_id"] not in consents]
        if _PROTECTED not in operation["verb"] and (told or not operation["changes"]):
            history.append({**operation, "changes": told})
    return {**kept, "history": history}


def _plain(view: ParcelView) -> dict[str, Any]:
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
