# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Attached files: each encrypted with a key of its own, under a random name beside the database.

    documents/<id>     "LMDOC1" + nonce 12 + AES-256-GCM of the file + tag 16, bound to the vault's id and the file's own

The file's key belongs into the database, where the data key protects it. A file is complete under its name, or it is not
there; one that the database does not know (the program ended before the commit) is swept away at a later start.
"""

import hashlib
import re
import time
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from laufmappe.errors import DocumentError
from laufmappe.i18n import _
from laufmappe.vault import keys
from laufmappe.vault.cost import KEY_BYTES
from laufmappe.vault.files import atomic_write, is_plain_file, storing, sweep_temporary
from laufmappe.vault.session import Vault

MOST_DOCUMENT_BYTES = 32 * 1024 * 1024
"""32 MiB: a scan of some forty pages. Said before a file is read in."""

_MAGIC = b"LMDOC1"
_OVERHEAD = len(_MAGIC) + 12 + 16
_ID = re.compile(r"[0-9a-f]{32}")
_GRACE_SECONDS = 3600.0


@dataclass(frozen=True)
class StoredDocument:
    """What the database keeps about a file: its name in `documents/`, its key, and size and SHA-256 of the content."""

    id: str
    key: bytes
    size: int
    sha256: str


def put_document(vault: Vault, data: bytes) -> StoredDocument:
    """Encrypts and keeps a file. Commit the result to the database afterwards. Raises: DocumentError, StorageError."""
    if len(data) > MOST_DOCUMENT_BYTES:
        raise DocumentError(
            _(
                "Die Datei ist zu groß: höchstens {n} MB lassen sich anhängen. Es wurde nichts gespeichert; "
                "teilen Sie sie oder scannen Sie mit weniger Punkten."
            ).format(n=MOST_DOCUMENT_BYTES // (1024 * 1024))
        )
    name, key = keys.new_id(), keys.new_data_key()
    with storing():
        # Never the folder above it: where that is gone, the medium is, and the file would land on another.
        vault.documents.mkdir(mode=0o700, exist_ok=True)
    atomic_write(vault.documents / name, _MAGIC + keys.box(key, data, _context(vault.id, name)))
    return StoredDocument(name, key, len(data), hashlib.sha256(data).hexdigest())


def read_document(vault: Vault, document: str, key: bytes) -> bytes:
    """The file as it was put in. Raises: DocumentError when it is missing or damaged, StorageError."""
    return read_stored(vault.documents, vault.id, document, key)


def read_stored(folder: Path, vault: str, document: str, key: bytes) -> bytes:
    """The same, in the folder of documents of a vault that is not open. Raises: DocumentError, StorageError."""
    path = _path(folder, document)
    with storing():
        if not is_plain_file(path):
            raise DocumentError(
                _(
                    "Eine angehängte Datei fehlt im Ordner des Tresors. Alles andere ist lesbar; "
                    "sehen Sie in der letzten Sicherung nach."
                )
            )
        content = path.read_bytes() if path.stat().st_size <= MOST_DOCUMENT_BYTES + _OVERHEAD else b""
    data = None
    if content.startswith(_MAGIC) and len(key) == KEY_BYTES:
        data = keys.open_box(key, content[len(_MAGIC) :], _context(vault, document))
    if data is None:
        raise DocumentError(
            _(
                "Eine angehängte Datei ist beschädigt. Alles andere ist lesbar; sehen Sie in der letzten Sicherung nach, "
                "oder hängen Sie die Datei noch einmal an."
            )
        )
    return data


def delete_document(vault: Vault, document: str) -> None:
    """Removes the file; one that is gone already is no fault. Call it after the commit. Raises: StorageError."""
    with storing():
        _path(vault.documents, document).unlink(missing_ok=True)


def sweep(vault: Vault, known: Collection[str], grace_seconds: float = _GRACE_SECONDS) -> int:
    """Removes files that the database does not know, and returns their number.

    Nothing is removed while the vault's warnings say that the database may be older than the files, nor anything younger
    than an hour: its commit may be on the way.
    """
    if vault.may_lack_entries:
        return 0
    sweep_temporary(vault.documents)
    removed = 0
    for path in stored_files(vault.documents):
        if path.name in known:
            continue
        with suppress(OSError):
            if time.time() - path.stat().st_mtime >= grace_seconds:
                path.unlink()
                removed += 1
    return removed


def stored_files(folder: Path) -> list[Path]:
    """The encrypted files in a folder of documents, by name. Raises: StorageError."""
    with storing():
        if not folder.is_dir():
            return []
        return sorted(path for path in folder.iterdir() if _ID.fullmatch(path.name) and is_plain_file(path))


def _path(folder: Path, document: str) -> Path:
    if not _ID.fullmatch(document):
        raise DocumentError(_("Diese angehängte Datei gibt es nicht."))
    return folder / document


def _context(vault: str, document: str) -> bytes:
    return f"laufmappe document 1 {vault} {document}".encode("ascii")
