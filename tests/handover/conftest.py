# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two services with their keys, and what one hands over to the other."""

import hashlib
import io
import json
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pyrage
import pytest

from laufmappe.handover import (
    Attachment,
    Contents,
    Limits,
    OwnKey,
    Parcel,
    PublicCard,
    ReleaseTerms,
    Sealed,
    open_parcel,
    seal,
)
from laufmappe.handover.content import MANIFEST
from laufmappe.handover.envelope import open_envelope, seal_envelope
from laufmappe.handover.shapes import json_bytes

PERSON = "0197a3f0-0000-7000-8000-000000000001"
CERTIFICATE = "0197a3f0-0000-7000-8000-000000000002"
PARCEL = "0197a3f0-0000-7000-8000-000000000003"
MADE_AT = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)

Tool = Callable[[str], str]
Files = dict[str, bytes]


@dataclass(frozen=True)
class Sent:
    """A good parcel taken apart, and the means to put another one together."""

    sealed: Sealed
    parcel: Parcel
    inside: bytes
    content: bytes
    comment: str
    files: Files
    sending: OwnKey
    receiving: OwnKey
    to: PublicCard

    def with_inside(self, inside: bytes) -> bytes:
        """Sealed for the receiver around another inside."""
        return bytes(pyrage.encrypt(inside, [pyrage.x25519.Recipient.from_str(self.to.age)]))

    def with_content(self, content: bytes) -> bytes:
        """Sealed and properly signed around another content.zip."""
        card = self.sending.card("Beratungsstelle")
        return seal_envelope(content, self.comment, self.sending, card, self.to, 0)

    def with_files(self, files: Files, relist: bool = True) -> bytes:
        """… around other files, which the manifest lists unless it is to be left as it is."""
        if relist:
            manifest = json.loads(files[MANIFEST])
            manifest["entries"] = [
                {"name": name, "size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
                for name, data in files.items()
                if name != MANIFEST
            ]
            files = {**files, MANIFEST: json.dumps(manifest).encode("ascii")}
        return self.with_content(self.zipped(files))

    def with_manifest(self, **changes: Any) -> bytes:
        """… around another manifest."""
        manifest = json.loads(self.files[MANIFEST]) | changes
        return self.with_files({**self.files, MANIFEST: json_bytes(manifest)}, relist=False)

    @staticmethod
    def zipped(files: Files, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
        """A content.zip of these files, whatever they are."""
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", compression) as archive:
            for name, data in files.items():
                archive.writestr(name, data)
        return target.getvalue()

    def open(self, data: bytes, limits: Limits | None = None) -> Parcel:
        """What the receiver does."""
        return open_parcel(data, self.receiving, limits or Limits())


@pytest.fixture(scope="session")
def sending() -> OwnKey:
    """The keys of the service that hands over."""
    return OwnKey.generate()


@pytest.fixture(scope="session")
def receiving() -> OwnKey:
    """The keys of the service that takes over."""
    return OwnKey.generate()


@pytest.fixture(scope="session")
def stranger() -> OwnKey:
    """Somebody else's keys."""
    return OwnKey.generate()


@pytest.fixture(scope="session")
def recipient(receiving: OwnKey) -> PublicCard:
    """The card of the service that takes over."""
    return receiving.card("Jugendmigrationsdienst Musterstadt")


@pytest.fixture(scope="session")
def contents() -> Contents:
    """A small case with one document and a folder."""
    return Contents(
        case={
            "format": "laufmappe-case",
            "version": 2,
            "newcomer": {"id": PERSON, "given_name": "Samira", "taken_in_on": "2026-11-02"},
        },
        release=ReleaseTerms("Jugendmigrationsdienst", ("steps", "documents"), "Übergabe", "to", date(2027, 11, 23)),
        withheld=("notes", "protected_needs"),
        documents=(Attachment(CERTIFICATE, "Zeugnis.pdf", "application/pdf", date(2026, 11, 5), b"%PDF-1.7 Zeugnis"),),
        folder=b"%PDF-1.7 " + b"Laufmappe " * 500,
        sequence=2,
        seen="0197a3f0-0000-7000-8000-000000000004",
    )


@pytest.fixture(scope="session")
def sealed(contents: Contents, sending: OwnKey, recipient: PublicCard) -> Sealed:
    """The parcel of it."""
    return seal(contents, sending, "Beratungsstelle", recipient, parcel_id=PARCEL, made_at=MADE_AT)


@pytest.fixture(scope="session")
def sent(sealed: Sealed, sending: OwnKey, receiving: OwnKey, recipient: PublicCard) -> Sent:
    """The parcel taken apart."""
    inside = pyrage.decrypt(sealed.data, [pyrage.x25519.Identity.from_str(receiving.age_secret)])
    opened = open_envelope(sealed.data, receiving)
    with zipfile.ZipFile(io.BytesIO(opened.content)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    parcel = open_parcel(sealed.data, receiving)
    return Sent(sealed, parcel, inside, opened.content, opened.comment, files, sending, receiving, recipient)


@pytest.fixture
def tool() -> Tool:
    """The path of a program of Debian; the test is left out where it is not installed."""

    def find(name: str) -> str:
        found = shutil.which(name)
        if not found:
            pytest.skip(f"{name} is not installed")
        return found

    return find
