# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Documents of a person: attached, looked at, copied out, removed.

A removed document can be brought back until its file is swept away, which happens at the next start of the window.
"""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from laufmappe.casework.desk import Desk, get_newcomer
from laufmappe.casework.fields import clean
from laufmappe.casework.views import Changed
from laufmappe.errors import DocumentError, FieldError, NotFoundError, StorageError
from laufmappe.i18n import _
from laufmappe.records.documents import Document
from laufmappe.records.qualifications import Qualification, Recognition, RecognitionPaper
from laufmappe.vault import (
    MOST_DOCUMENT_BYTES,
    StoredDocument,
    delete_document,
    put_document,
    read_document,
    sweep,
)
from laufmappe.vault.files import atomic_write, storage_sentence

PDF, OTHER = "application/pdf", "application/octet-stream"
_MOST_NAME = 200


@dataclass(frozen=True)
class DocumentView:
    """A document as it is listed. `size` in bytes; `qualification_id` is what it proves, empty for nothing special.

    `paper_id` and `paper` are the paper of the recognition procedure that it is, empty for none.
    """

    id: str
    name: str
    media_type: str
    size: int
    added_on: date
    qualification_id: str = ""
    qualification: str = ""
    paper_id: str = ""
    paper: str = ""


def documents(desk: Desk, newcomer_id: str) -> list[DocumentView]:
    """The documents of a person in the order in which they came."""
    with desk.read() as session:
        rows = session.scalars(select(Document).where(Document.newcomer_id == newcomer_id).order_by(Document.id))
        return [_view(session, row) for row in rows]


def attach_document(
    desk: Desk, newcomer_id: str, path: Path, qualification_id: str = "", paper_id: str = ""
) -> Changed:
    """Takes a copy of a file into the vault; the file itself stays where it is. `subject_id` is the document's id.

    With `paper_id` it is the one that this paper asks for; another one that was, is so no more.

    Raises:
        DocumentError: It is no file, empty, or larger than `MOST_DOCUMENT_BYTES`; nothing was read in then.
        StorageError: It can't be read, or the vault's disk is full.
        NotFoundError: There is no such person, or no such paper.
    """
    data = _read_in(path)
    stored = put_document(desk.vault, data)
    try:
        with desk.write("attach_document", newcomer_id) as act:
            get_newcomer(act.session, newcomer_id)
            row = Document(
                newcomer_id=newcomer_id,
                qualification_id=qualification_id or None,
                name=_name_of(path),
                media_type=media_type_of(data),
                size=stored.size,
                sha256=stored.sha256,
                file_id=stored.id,
                key=stored.key.hex(),
                added_on=desk.today(),
            )
            if paper_id:
                be_paper(act.session, row, paper_id)
            act.session.add(row)
            act.session.flush()
            act.subject_id = row.id
    except BaseException:
        with suppress(StorageError):
            delete_document(desk.vault, stored.id)
        raise
    return act.changed()


def change_document(desk: Desk, document_id: str, name: str, qualification_id: str = "", paper_id: str = "") -> Changed:
    """Another name, another qualification that it proves, or another paper that it is. Raises FieldError, NotFoundError.

    With a paper, the qualification is the one whose recognition asks for it.
    """
    name = clean("name", name)[:_MOST_NAME]
    if not name:
        raise FieldError("name", _("Wie heißt das Dokument?"))
    with desk.write("change_document") as act:
        row = _get(act.session, document_id)
        act.operation.newcomer_id, act.subject_id = row.newcomer_id, row.id
        row.name, row.qualification_id, row.paper_id = name, qualification_id or None, None
        if paper_id:
            be_paper(act.session, row, paper_id)
    return act.changed()


def be_paper(session: Session, row: Document, paper_id: str) -> None:
    """The document is from now on the one that a paper asks for, in place of another. Raises NotFoundError."""
    paper = session.get(RecognitionPaper, paper_id)
    procedure = session.get(Recognition, paper.recognition_id) if paper else None
    qualification = session.get(Qualification, procedure.qualification_id) if procedure else None
    if qualification is None or qualification.newcomer_id != row.newcomer_id:
        raise NotFoundError(_("Dieses Papier steht nicht (mehr) in der Liste."))
    for other in documents_of_paper(session, paper_id):
        if other.id != row.id:
            other.paper_id = None
    row.paper_id, row.qualification_id = paper_id, qualification.id


def documents_of_paper(session: Session, paper_id: str) -> list[Document]:
    """The rows of the documents that a paper leads to, the newest last."""
    return list(session.scalars(select(Document).where(Document.paper_id == paper_id).order_by(Document.id)))


def remove_document(desk: Desk, document_id: str) -> Changed:
    """Takes a document out; until the next start it can be brought back. Raises NotFoundError."""
    with desk.write("remove_document") as act:
        row = _get(act.session, document_id)
        act.operation.newcomer_id, act.subject_id = row.newcomer_id, row.id
        act.session.delete(row)
    return act.changed()


def document_content(desk: Desk, document_id: str) -> bytes:
    """The file as it was attached. Raises NotFoundError, DocumentError (missing or damaged), StorageError."""
    with desk.read() as session:
        row = _get(session, document_id)
        file_id, key = row.file_id, bytes.fromhex(row.key)
    return read_document(desk.vault, file_id, key)


def copy_document(desk: Desk, document_id: str, path: Path) -> None:
    """Writes a copy that is not encrypted, whole or not at all. Raises NotFoundError, DocumentError, StorageError."""
    atomic_write(path, document_content(desk, document_id))


def sweep_documents(desk: Desk) -> int:
    """Deletes files that no document names, and says how many; none while entries may be missing."""
    with desk.read() as session:
        known = set(session.scalars(select(Document.file_id)))
    return sweep(desk.vault, known)


def documents_to_check(connection: Any) -> list[tuple[str, StoredDocument]]:
    """What `check` looks at: each document with what it is called, read by a connection of the driver."""
    if connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'document'").fetchone() is None:
        return []
    rows = connection.execute(
        "SELECT newcomer.number, document.name, file_id, key, size, sha256 FROM document "
        "JOIN newcomer ON newcomer.id = document.newcomer_id ORDER BY newcomer.number, document.id"
    ).fetchall()
    called = _("„{name}“ (Mappe {number})")
    return [
        (called.format(name=name, number=number), StoredDocument(file, bytes.fromhex(key), size, sha256))
        for number, name, file, key, size, sha256 in rows
    ]


def media_type_of(data: bytes) -> str:
    """What a file is, by its first bytes; names may lie."""
    if data.startswith(b"%PDF-"):
        return PDF
    if data.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    if data[4:8] == b"ftyp" and data[8:12] in (b"heic", b"heix", b"heif", b"mif1"):
        return "image/heic"
    return OTHER


def _read_in(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise DocumentError(_("Das ist keine Datei. Es wurde nichts angehängt."))
        size = path.stat().st_size
        if size > MOST_DOCUMENT_BYTES:
            raise DocumentError(
                _(
                    "„{name}“ ist {size} MB groß, höchstens {most} MB lassen sich anhängen. Es wurde nichts angehängt; "
                    "scannen Sie mit weniger Punkten oder teilen Sie die Datei."
                ).format(name=_name_of(path), size=-(-size // 1_048_576), most=MOST_DOCUMENT_BYTES // 1_048_576)
            )
        with path.open("rb") as file:
            data = file.read(MOST_DOCUMENT_BYTES + 1)
    except OSError as error:
        raise StorageError(storage_sentence(error)) from error
    if not data:
        raise DocumentError(_("„{name}“ ist leer. Es wurde nichts angehängt.").format(name=_name_of(path)))
    return data


def _name_of(path: Path) -> str:
    try:
        return clean("name", path.name)[:_MOST_NAME] or _("Dokument")
    except FieldError:
        return _("Dokument")


def _view(session: Session, row: Document) -> DocumentView:
    proven = session.get(Qualification, row.qualification_id) if row.qualification_id else None
    paper = session.get(RecognitionPaper, row.paper_id) if row.paper_id else None
    return DocumentView(
        id=row.id,
        name=row.name,
        media_type=row.media_type,
        size=row.size,
        added_on=row.added_on,
        qualification_id=proven.id if proven else "",
        qualification=(proven.title or proven.original_title) if proven else "",
        paper_id=paper.id if paper else "",
        paper=paper.label if paper else "",
    )


def _get(session: Session, document_id: str) -> Document:
    row = session.get(Document, document_id)
    if row is None:
        raise NotFoundError(_("Dieses Dokument gibt es nicht (mehr)."))
    return row
