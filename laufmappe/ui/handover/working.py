# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the worker does for handing over: looks what would go, seals and writes it, opens what came. No window in here."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Literal

import pikepdf

from laufmappe.casework.cases.document import document_text
from laufmappe.casework.cases.flat import Key, Values, flat
from laufmappe.casework.desk import Desk
from laufmappe.casework.handover.handing_over import Outgoing, note_sent, prepare_parcel
from laufmappe.casework.handover.releases import releases
from laufmappe.casework.handover.taking_over import Arrival
from laufmappe.casework.papers.documents import document_content
from laufmappe.casework.record_views import ReleaseView
from laufmappe.casework.services.keys import CardView, cards
from laufmappe.casework.services.register import list_services
from laufmappe.casework.views import Changed
from laufmappe.casework.words import release_parts
from laufmappe.errors import FieldError, ParcelError, StorageError
from laufmappe.folder.protected import protected
from laufmappe.folder.released_folder import released_folder
from laufmappe.handover import LIMITS, Parcel, PublicCard, Sealed
from laufmappe.handover.exchange import KnownSender, card_of, key_warning, open_for, preview, send, sender_of
from laufmappe.i18n import _
from laufmappe.records.base import new_id
from laufmappe.vault.files import atomic_write, is_plain_file, storage_sentence

Way = Literal["key", "passphrase", "pdf"]
"""How a parcel is closed: for the card of the recipient, with words that go another way, or as a protected PDF."""

FOLDER_NEEDS = "chain"
"""Without this part there is no sheet of the folder that may go along."""

Progress = Callable[[str], object]


@dataclass(frozen=True)
class Partner:
    """A service that a case can go to: how the release for it stands (gilt, unsigned, over or empty), and its card."""

    id: str
    name: str
    organization: str
    release: str
    card: CardView | None


@dataclass(frozen=True)
class Prepared:
    """What would go to a partner, or why nothing may (refusal)."""

    partner: Partner
    way: Way
    reason: str
    outgoing: Outgoing | None
    refusal: str
    release: ReleaseView | None
    card: PublicCard | None


@dataclass(frozen=True)
class Order:
    """A parcel as it was decided: what goes, how it is closed, whether the folder goes along."""

    outgoing: Outgoing = field(repr=False)
    way: Way
    card: PublicCard | None
    passphrase: str = field(repr=False)
    folder: bool


@dataclass(frozen=True)
class Opened:
    """An opened parcel: from whom, what it would bring, and the rows that conflicts and news are about.

    `key_warning` says what follows when it was sealed for an older card of ours.
    """

    parcel: Parcel
    sender: KnownSender
    arrival: Arrival
    rows: dict[Key, Values] = field(repr=False)
    key_warning: str = ""


def read_partners(desk: Desk, newcomer_id: str) -> list[Partner]:
    """The services of the directory: those with a release first, then those whose card is known."""
    today = desk.today()
    standing: dict[str, str] = {}
    for view in releases(desk, newcomer_id):
        if view.service_id is None or view.kind != "recipient":
            continue
        stands = "holds" if view.holds(today) else "unsigned" if _unsigned(view) else "over"
        order = ("holds", "unsigned", "over", "")
        standing[view.service_id] = min(stands, standing.get(view.service_id, ""), key=order.index)
    kept: dict[str, CardView] = {}
    for card in sorted(cards(desk), key=lambda c: (c.verified_on is not None, c.id)):
        if card.service_id:
            kept[card.service_id] = card
    found = [
        Partner(s.id, s.name, s.organization, standing.get(s.id, ""), kept.get(s.id))
        for s in list_services(desk, active_only=True)
    ]
    return sorted(found, key=lambda p: (("holds", "unsigned", "over", "").index(p.release), p.card is None))


def _unsigned(view: ReleaseView) -> bool:
    return view.signed_on is None and view.revoked_on is None


def prepare(desk: Desk, newcomer_id: str, partner: Partner, way: Way, reason: str) -> Prepared:
    """What would go; nothing is written. Raises NotFoundError, ParcelError when the kept card is unreadable."""
    card = card_of(partner.card) if partner.card is not None and way == "key" else None
    try:
        outgoing = prepare_parcel(
            desk, newcomer_id, partner.id, card.fingerprint if card is not None else None, reason=reason
        )
    except FieldError as error:
        return Prepared(partner, way, reason, None, str(error), None, card)
    if way == "pdf" and FOLDER_NEEDS not in outgoing.parts:
        sentence = _(
            "Ohne „{part}“ gibt es kein Blatt, das mitgehen darf. Verschließen Sie ein Paket mit einer Passphrase, oder legen Sie eine Entbindung an, zu der die Schritte gehören."
        ).format(part=_(release_parts()[FOLDER_NEEDS]))
        return Prepared(partner, way, reason, None, sentence, None, card)
    under = next((r for r in releases(desk, newcomer_id) if r.id == outgoing.release_id), None)
    return Prepared(partner, way, reason, outgoing, "", under, card)


def hand_over(desk: Desk, order: Order, path: Path, *, progress: Progress) -> Changed:
    """Makes the parcel, notes it and writes it to a file, all or nothing; `progress` may raise to stop it.

    Raises ParcelError, FolderError, DocumentError, RuleError, StorageError, WeakPassphraseError.
    """
    outgoing, folder = order.outgoing, b""
    if order.folder or order.way == "pdf":
        progress(_("Die Mappe wird gesetzt …"))
        folder = released_folder(desk, outgoing.newcomer_id, outgoing.parts)
    progress(_("Das Paket wird versiegelt …"))
    if order.way == "pdf":
        data = protected(_with_case(desk, folder, outgoing), order.passphrase)
        digest = hashlib.sha256(data).hexdigest()
        return note_sent(desk, outgoing, new_id(), digest, partial(_write, path, data, progress))
    to = order.card if order.card is not None else order.passphrase
    return send(desk, outgoing, to, folder, partial(_deliver, path, progress))


def _deliver(path: Path, progress: Progress, sealed: Sealed) -> None:
    _write(path, sealed.data, progress)


def _write(path: Path, data: bytes, progress: Progress) -> None:
    """The last moment to stop it: where `progress` raises, nothing is noted either."""
    progress(_("Das Paket wird geschrieben …"))
    atomic_write(path, data)


def _with_case(desk: Desk, pdf: bytes, outgoing: Outgoing) -> bytes:
    """The folder with the case and its documents attached, for a service whose program can read them. Raises DocumentError."""
    files = {"case.json": document_text(outgoing.document).encode("utf-8")}
    for number, view in enumerate(outgoing.documents, start=1):
        files[f"{number:02} {view.name}"] = document_content(desk, view.id)
    with pikepdf.open(BytesIO(pdf)) as document:
        for name, data in files.items():
            document.attachments[name] = pikepdf.AttachedFileSpec(document, data, filename=name)
        whole = BytesIO()
        document.save(whole)
    return whole.getvalue()


def read_handed(path: Path, most: int = LIMITS.parcel) -> bytes:
    """A file that somebody handed in, and of one that is too large only as much as shows that. Raises ParcelError."""
    try:
        if not is_plain_file(path):
            raise ParcelError(_("Das ist keine Datei, die sich lesen lässt. Es wurde nichts übernommen."))
        with path.open("rb") as file:
            return file.read(most + 1)
    except OSError as error:
        raise StorageError(storage_sentence(error)) from error


def open_file(desk: Desk, path: Path, passphrase: str | None, *, progress: Progress) -> Opened:
    """Opens a parcel and looks what it would bring; nothing is written to the record. Raises ParcelError."""
    progress(_("Das Paket wird geöffnet und geprüft …"))
    return look_again(desk, open_for(desk, read_handed(path), passphrase))


def look_again(desk: Desk, parcel: Parcel, newcomer_id: str | None = None) -> Opened:
    """What an opened parcel would bring, for a person who was chosen. Raises ImportFileError, NotFoundError."""
    arrival = preview(desk, parcel, newcomer_id)
    sender = sender_of(desk, parcel.sender)
    return Opened(parcel, sender, arrival, dict(flat(arrival.merged).rows), key_warning(desk, parcel))
