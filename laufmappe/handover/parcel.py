# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""A case on its way to another service: what is in the parcel, sealing it, opening it.

`content.zip` holds `manifest.json`, `case.json`, `documents.json`, `documents/<id>` and `folder.pdf`; the manifest lists
the others with their SHA-256. The parcel is signed, and the manifest names both services, so that it can't be
passed on as if it had been meant for somebody else. `resources/handbook/handover-format.md` is the description.
"""

import hashlib
import secrets
import string
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from laufmappe.casework.cases.check import checked_case
from laufmappe.casework.cases.document import Document, document_text
from laufmappe.casework.fields import TEXT, clean
from laufmappe.errors import FieldError, ImportFileError, ParcelError, ParcelForgedError, ParcelUnsafeError
from laufmappe.handover.content import CASE, FOLDER, MANIFEST, NAMES, Files, document_path, pack, unpack
from laufmappe.handover.envelope import open_envelope, seal_envelope, strange_content
from laufmappe.handover.identity import OwnKey, PublicCard
from laufmappe.handover.limits import LIMITS, Limits, too_large
from laufmappe.handover.shapes import Json, json_bytes, read_shaped
from laufmappe.i18n import _
from laufmappe.vault import passphrase_weakness

SUFFIX = ".laufmappe"
_COMMENT = "laufmappe parcel "


@dataclass(frozen=True)
class ReleaseTerms:
    """The release that lets the case go; `parts` are ids of `release_parts.json`, `direction` is to or mutual."""

    recipient: str
    parts: tuple[str, ...]
    purpose: str = ""
    direction: str = "to"
    valid_until: date | None = None


@dataclass(frozen=True)
class Attachment:
    """A document that goes along; `id` is that of the record.

    `qualification_id` is what it proves: a qualification, or a paper of the procedure that recognises one.
    """

    id: str
    name: str
    media_type: str
    added_on: date
    data: bytes = field(repr=False)
    qualification_id: str | None = None


@dataclass(frozen=True)
class Contents:
    """What is handed over. `case` holds the released parts only; `withheld` are the ids of the others.

    `sequence` counts the parcels of this case to this recipient, from 1. `folder` is a PDF, empty when none goes along.
    `seen` is the last parcel of the recipient's about this case that the sender has taken in: what both know since.
    """

    case: Document = field(repr=False)
    release: ReleaseTerms
    withheld: tuple[str, ...] = ()
    documents: tuple[Attachment, ...] = ()
    folder: bytes = field(default=b"", repr=False)
    sequence: int = 1
    seen: str | None = None


@dataclass(frozen=True)
class Sealed:
    """A finished parcel: the file, a name for it that says nothing, and what a receipt will refer to."""

    data: bytes = field(repr=False)
    parcel_id: str
    digest: str
    file_name: str


@dataclass(frozen=True)
class Parcel:
    """An opened parcel. The signature is that of `sender`; whether `sender` is who the name says, `recognise` helps to tell.

    `digest` is the SHA-256 of `content.zip`. `to` is our fingerprint, or None when a passphrase opened it: then nothing
    says for whom it was made.
    """

    id: str
    made_at: datetime
    sender: PublicCard
    to: str | None
    contents: Contents
    digest: str


def seal(
    contents: Contents,
    own: OwnKey,
    name: str,
    to: PublicCard | str,
    *,
    parcel_id: str,
    made_at: datetime,
    limits: Limits = LIMITS,
) -> Sealed:
    """Seals a parcel for the service of a card, or with a passphrase that goes another way.

    `own` and `name` are the keys and the name of the sending service; `parcel_id` is a new UUID7, `made_at` has a time zone.

    Raises:
        ParcelError: The passphrase is easily guessed, it is too large, or the other side would refuse it for its content.
        FieldError: The service has no name.
    """
    weakness = None if isinstance(to, PublicCard) else passphrase_weakness(to)
    if weakness:
        raise ParcelError(weakness)
    card = own.card(name)
    try:
        files = _with_manifest(_files(contents), contents, card, to, parcel_id, made_at)
    except UnicodeEncodeError:
        raise strange_content() from None
    _contents(_manifest(files), files)
    content = pack(files, limits)
    data = seal_envelope(content, _COMMENT + parcel_id, own, card, to, int(made_at.timestamp()))
    if len(data) > limits.parcel:
        raise too_large(limits.parcel)
    return Sealed(data, parcel_id, hashlib.sha256(content).hexdigest(), file_name())


def open_parcel(data: bytes, key: OwnKey | str, limits: Limits = LIMITS) -> Parcel:
    """Opens a parcel with the own key or with a passphrase; all of it has been checked, and nothing was written anywhere.

    Raises:
        ParcelNotForUsError, ParcelPassphraseError: This key or passphrase does not open it.
        ParcelForgedError: The signature or the names of the services do not fit.
        ParcelDamagedError: It was cut off or changed on the way.
        ParcelUnsafeError: It is too large, or holds what no parcel holds.
        ParcelTooNewError: It was written by a newer version of the program.
    """
    opened = open_envelope(data, key, limits)
    files = unpack(opened.content, limits)
    manifest = _manifest(files)
    if opened.comment != _COMMENT + manifest["parcel"] or manifest["from"] != opened.sender.fingerprint:
        raise ParcelForgedError(
            _(
                "Das Paket nennt innen eine andere Stelle als die, die es unterschrieben hat. Es wurde nichts übernommen; rufen "
                "Sie die Stelle unter der Nummer an, die Sie kennen."
            )
        )
    ours = own_fingerprint(key) if isinstance(key, OwnKey) else None
    if manifest["to"] != ours:
        raise ParcelForgedError(
            _(
                "Dieses Paket war für eine andere Stelle gemacht und wurde neu verpackt. Es wurde nichts übernommen; rufen Sie "
                "die absendende Stelle an."
            )
        )
    contents = _contents(manifest, files)
    digest = hashlib.sha256(opened.content).hexdigest()
    return Parcel(manifest["parcel"], _moment(manifest["made_at"]), opened.sender, ours, contents, digest)


def file_name() -> str:
    """A name for a new parcel: eight random letters, nothing personal."""
    letters = "".join(secrets.choice(string.ascii_lowercase) for _place in range(8))
    return f"paket-{letters}{SUFFIX}"


def own_fingerprint(own: OwnKey) -> str:
    """The fingerprint on our card, whatever name stands on it."""
    return own.card("-").fingerprint


def moment_text(moment: datetime) -> str:
    """A point in time as it stands in manifests and receipts: UTC, whole seconds."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _files(contents: Contents) -> Files:
    documents = [
        {
            "id": document.id,
            "name": document.name,
            "media_type": document.media_type,
            "added_on": document.added_on.isoformat(),
            "qualification_id": document.qualification_id,
        }
        for document in contents.documents
    ]
    files = {CASE: document_text(contents.case).encode("utf-8"), NAMES: json_bytes(documents)}
    files |= {document_path(document.id): document.data for document in contents.documents}
    return {**files, FOLDER: contents.folder} if contents.folder else files


def _with_manifest(
    files: Files, contents: Contents, card: PublicCard, to: PublicCard | str, parcel_id: str, made_at: datetime
) -> Files:
    """The files behind the manifest that lists them."""
    manifest = {
        "format": "laufmappe-parcel",
        "version": 1,
        "parcel": parcel_id,
        "made_at": moment_text(made_at),
        "from": card.fingerprint,
        "to": to.fingerprint if isinstance(to, PublicCard) else None,
        "sequence": contents.sequence,
        "seen": contents.seen,
        "release": {
            "recipient": contents.release.recipient,
            "parts": list(contents.release.parts),
            "purpose": contents.release.purpose,
            "direction": contents.release.direction,
            "valid_until": _day_text(contents.release.valid_until),
        },
        "withheld": list(contents.withheld),
        "entries": [_entry(name, data) for name, data in files.items()],
    }
    return {MANIFEST: json_bytes(manifest), **files}


def _manifest(files: Files) -> Json:
    """The manifest, which lists each other file as it is there."""
    if not {MANIFEST, CASE, NAMES} <= files.keys():
        raise strange_content()
    manifest: Json = read_shaped(files[MANIFEST], "manifest", MANIFEST, ParcelUnsafeError)
    listed = [(entry["name"], entry["size"], entry["sha256"]) for entry in manifest["entries"]]
    there = [tuple(_entry(name, data).values()) for name, data in files.items() if name != MANIFEST]
    if sorted(listed) != sorted(there):
        raise strange_content()
    try:
        _moment(manifest["made_at"])
    except ValueError:
        raise strange_content() from None
    return manifest


def _contents(manifest: Json, files: Files) -> Contents:
    """What the manifest is about, every text cleaned and the case checked as one that is read in from a file."""
    release, withheld = manifest["release"], tuple(manifest["withheld"])
    try:
        terms = ReleaseTerms(
            clean("recipient", release["recipient"]),
            tuple(release["parts"]),
            clean("purpose", release["purpose"], TEXT),
            release["direction"],
            _day(release["valid_until"]) if release["valid_until"] else None,
        )
        case, documents = checked_case(files[CASE]), _documents(files)
    except ImportFileError as fault:
        raise ParcelUnsafeError(_("Der Fall in dem Paket: {fault}").format(fault=fault)) from None
    except (FieldError, ValueError):
        raise strange_content() from None
    folder, sequence = files.get(FOLDER, b""), int(manifest["sequence"])
    return Contents(case, terms, withheld, documents, folder, sequence, manifest["seen"])


def _documents(files: Files) -> tuple[Attachment, ...]:
    """The attached documents under their cleaned names. Raises: ValueError, FieldError."""
    named = read_shaped(files[NAMES], "documents", NAMES, ParcelUnsafeError)
    documents = tuple(
        Attachment(
            entry["id"],
            clean("name", entry["name"]) or entry["id"],
            entry["media_type"],
            _day(entry["added_on"]),
            files.get(document_path(entry["id"]), b""),
            entry["qualification_id"],
        )
        for entry in named
    )
    if sorted(document_path(entry.id) for entry in documents) != sorted(
        name for name in files if name.startswith(document_path(""))
    ):
        raise strange_content()
    return documents


def _entry(name: str, data: bytes) -> Json:
    return {"name": name, "size": len(data), "sha256": hashlib.sha256(data).hexdigest()}


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _day_text(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _moment(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
