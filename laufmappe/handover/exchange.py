# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where the record meets the bytes: a vault's own keys and cards, parcels sealed from it and taken into it, receipts.

What is decided about a person stands in `casework`; what a parcel is, in the other files of this package.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from laufmappe.casework.cases.merging import Choice, ConflictKey
from laufmappe.casework.desk import Desk
from laufmappe.casework.handover.handing_over import Outgoing, answer_parcel, note_receipt, note_sent
from laufmappe.casework.handover.parcels import ParcelView
from laufmappe.casework.handover.parcels import parcel as noted_parcel
from laufmappe.casework.handover.taking_over import Arrival, Incoming, IncomingDocument, look_at, receive_case
from laufmappe.casework.papers.documents import DocumentView, document_content
from laufmappe.casework.services.keys import CardView, cards, keep_card, keep_own_key, own_keys, renew_own_key
from laufmappe.casework.settings.centre import centre
from laufmappe.casework.views import Changed
from laufmappe.errors import FieldError, NotFoundError, ParcelNotForUsError, ParcelPassphraseError
from laufmappe.handover.envelope import sealed_with
from laufmappe.handover.identity import OwnKey, PublicCard, Standing, folded, read_card, recognise
from laufmappe.handover.parcel import (
    Attachment,
    Contents,
    Parcel,
    ReleaseTerms,
    Sealed,
    open_parcel,
    own_fingerprint,
    seal,
)
from laufmappe.handover.receipt import Answer, Receipt, SignedReceipt, read_receipt, sign_receipt
from laufmappe.i18n import _
from laufmappe.records.base import new_id


@dataclass(frozen=True)
class KnownSender:
    """Who signed a parcel: the card, how it stands to those that we have, and whether its words were compared."""

    card: PublicCard
    standing: Standing
    verified: bool

    @property
    def warning(self) -> str:
        """What the counsellor has to know before trusting the name; empty when all is well."""
        if self.standing == "other_keys":
            return _(
                "Achtung: „{name}“ ist bekannt, aber mit einem anderen Schlüssel. Rufen Sie die Stelle unter der Nummer an, die Sie kennen, bevor Sie etwas übernehmen."
            ).format(name=self.card.name)
        if self.standing == "unknown":
            return _(
                "Die Stelle „{name}“ ist hier nicht bekannt. Vergleichen Sie am Telefon die sechs Wörter: {words}."
            ).format(name=self.card.name, words=" ".join(self.card.words))
        if not self.verified:
            return _("Die sechs Wörter von „{name}“ hat noch niemand verglichen: {words}.").format(
                name=self.card.name, words=" ".join(self.card.words)
            )
        return ""


def own_key(desk: Desk) -> OwnKey:
    """The key of this service; one is made on first use."""
    return OwnKey.from_text(keep_own_key(desk, lambda: OwnKey.generate().to_text()))


@dataclass(frozen=True)
class NewCard:
    """A card that came, before it is kept: how it stands to those that we have, and those of the same name with other keys."""

    card: PublicCard
    standing: Standing
    others: tuple[CardView, ...]


def renew_key(desk: Desk, *, exposed: bool = False) -> Changed:
    """Makes a new key, from which on the own card is another; every other service needs that card.

    The keys before it stay: what was sealed for them can still be opened. `exposed` says that somebody else may have them.
    """

    def mark(text: str) -> str:
        before = OwnKey.from_text(text)
        return replace(before, is_exposed=before.is_exposed or exposed).to_text()

    return renew_own_key(desk, lambda: OwnKey.generate().to_text(), mark)


def key_warning(desk: Desk, parcel: Parcel) -> str:
    """What to say about a parcel that was sealed for an older card of ours; empty when it was for the present one."""
    keys = [OwnKey.from_text(text) for text in own_keys(desk)]
    older = next((key for key in keys[1:] if own_fingerprint(key) == parcel.to), None)
    if older is None:
        return ""
    if older.is_exposed:
        return _(
            "Achtung: Dieses Paket ist noch für Ihren alten Schlüssel versiegelt, den vielleicht jemand anderes hat. Es kann gelesen worden sein. Sagen Sie das „{name}“ und geben Sie der Stelle Ihre neue Karte."
        ).format(name=parcel.sender.name)
    return _("Dieses Paket ist noch für Ihren alten Schlüssel versiegelt. Geben Sie „{name}“ Ihre neue Karte.").format(
        name=parcel.sender.name
    )


def age_secrets(desk: Desk) -> tuple[str, ...]:
    """The lines that open parcels for this service with age's own tool, the present key first. Whoever has them reads all."""
    return tuple(OwnKey.from_text(text).age_secret for text in own_keys(desk))


def own_card(desk: Desk) -> PublicCard:
    """The card that this service gives to others. Raises FieldError when the centre has no name yet."""
    name = centre(desk).name
    if not name:
        raise FieldError(
            "name",
            _("Diese Beratungsstelle hat noch keinen Namen. Bitte tragen Sie ihn zuerst in den Einstellungen ein."),
        )
    return own_key(desk).card(name)


def card_of(view: CardView) -> PublicCard:
    """A kept card, ready to seal for."""
    return read_card(view.card.encode())


def known_cards(desk: Desk) -> list[PublicCard]:
    """All kept cards."""
    return [card_of(view) for view in cards(desk)]


def look_at_card(desk: Desk, data: bytes) -> NewCard:
    """The card in a file or in the text of a QR code; nothing is kept. Raises ParcelError, FieldError when it is our own."""
    card, there = read_card(data), cards(desk)
    if card.fingerprint in own_fingerprints(desk):
        raise FieldError("card", _("Das ist die eigene Karte dieser Beratungsstelle. Es wurde nichts geändert."))
    others = tuple(v for v in there if v.fingerprint != card.fingerprint and folded(v.name) == folded(card.name))
    return NewCard(card, recognise(card, [card_of(view) for view in there]), others)


def import_card(
    desk: Desk,
    data: bytes,
    *,
    service_id: str | None = None,
    verified: bool = False,
    replaces: Collection[str] = (),
) -> tuple[Changed, PublicCard, Standing]:
    """Keeps the card in a file or in the text of a QR code; says how it stood to those that we had.

    `replaces`: the fingerprints that the service had before, see `keep_card`. Somebody has compared the six words then.
    Raises ParcelError, FieldError.
    """
    found = look_at_card(desk, data)
    card = found.card
    kept = keep_card(
        desk,
        card.fingerprint,
        card.name,
        card.to_file().decode(),
        service_id=service_id,
        verified=verified,
        replaces=replaces,
    )
    return kept, card, found.standing


def own_fingerprints(desk: Desk) -> tuple[str, ...]:
    """The fingerprints on our cards, the present one first; empty while we have no key."""
    return tuple(own_fingerprint(OwnKey.from_text(text)) for text in own_keys(desk))


def sender_of(desk: Desk, card: PublicCard) -> KnownSender:
    """How the sender of a parcel stands to the cards that we have."""
    there = cards(desk)
    verified = any(view.fingerprint == card.fingerprint and view.verified_on is not None for view in there)
    return KnownSender(card, recognise(card, [card_of(view) for view in there]), verified)


def send(
    desk: Desk, outgoing: Outgoing, to: PublicCard | str, folder: bytes, deliver: Callable[[Sealed], object]
) -> Changed:
    """Seals a parcel, notes it and hands the file to `deliver`; where that fails, nothing is noted.

    `to` is the card of the recipient (that of `outgoing.partner_key`) or a passphrase; `folder` a PDF of what is released,
    or empty. Raises ParcelError, DocumentError, RuleError.
    """
    sealed = seal(
        contents_of(desk, outgoing, folder),
        own_key(desk),
        own_card(desk).name,
        to,
        parcel_id=new_id(),
        made_at=datetime.now(UTC),
    )
    return note_sent(desk, outgoing, sealed.parcel_id, sealed.digest, lambda: deliver(sealed))


def contents_of(desk: Desk, outgoing: Outgoing, folder: bytes) -> Contents:
    """What is in a parcel, with the files of its documents. Raises DocumentError."""
    return Contents(
        case=outgoing.document,
        release=ReleaseTerms(
            outgoing.recipient, outgoing.parts, outgoing.purpose, outgoing.direction, outgoing.valid_until
        ),
        withheld=tuple(w.part for w in outgoing.withheld if w.why == "not_released"),
        documents=tuple(
            Attachment(
                id=each.id,
                name=each.name,
                media_type=each.media_type,
                added_on=each.added_on,
                data=document_content(desk, each.id),
                qualification_id=_proves(each) if "qualifications" in outgoing.parts else None,
            )
            for each in outgoing.documents
        ),
        folder=folder,
        sequence=outgoing.sequence,
        seen=outgoing.seen,
    )


def _proves(document: DocumentView) -> str | None:
    """The paper that a document is, else the qualification that it proves: the one leads to the other."""
    return document.paper_id or document.qualification_id or None


def open_for(desk: Desk, data: bytes, passphrase: str | None = None) -> Parcel:
    """Opens a parcel with the keys of this service, or with its passphrase. Nothing is taken in.

    Raises:
        ParcelPassphraseError: It needs a passphrase, or this is not it.
        ParcelError: It can't be opened; the kind says why.
    """
    if sealed_with(data) == "passphrase":
        if passphrase is None:
            raise ParcelPassphraseError(
                _("Dieses Paket ist mit einer Passphrase verschlossen. Fragen Sie die absendende Stelle danach.")
            )
        return open_parcel(data, passphrase)
    # Who never gave a card away gets no parcel by key: a key that fits nothing gives the right refusal, and none is kept.
    keys = [OwnKey.from_text(text) for text in own_keys(desk)] or [OwnKey.generate()]
    for older in keys[:-1]:
        try:
            return open_parcel(data, older)
        except ParcelNotForUsError:
            continue
    return open_parcel(data, keys[-1])


def incoming_of(parcel: Parcel) -> Incoming:
    """An opened parcel as casework takes it."""
    return Incoming(
        parcel_id=parcel.id,
        digest=parcel.digest,
        sender=parcel.sender.fingerprint,
        sender_name=parcel.sender.name,
        parts=parcel.contents.release.parts,
        sequence=parcel.contents.sequence,
        seen=parcel.contents.seen,
        document=parcel.contents.case,
        documents=tuple(
            IncomingDocument(d.id, d.name, d.added_on, d.qualification_id, d.data) for d in parcel.contents.documents
        ),
    )


def preview(
    desk: Desk, parcel: Parcel, newcomer_id: str | None = None, decisions: Mapping[ConflictKey, Choice] | None = None
) -> Arrival:
    """What a parcel would bring into this vault, see `taking_over.look_at`."""
    return look_at(desk, incoming_of(parcel), newcomer_id, decisions)


def receive(
    desk: Desk, parcel: Parcel, newcomer_id: str | None = None, decisions: Mapping[ConflictKey, Choice] | None = None
) -> Changed:
    """Takes a parcel in, see `taking_over.receive_case`."""
    return receive_case(desk, incoming_of(parcel), newcomer_id, decisions)


def make_receipt(
    desk: Desk, parcel_id: str, digest: str, answer: Answer, responsible_from: date | None = None
) -> SignedReceipt:
    """Notes our answer to a parcel and signs it. One that is declined need not have been taken in.

    Raises FieldError; NotFoundError when a parcel is to be accepted that was not taken in.
    """
    there = noted_parcel(desk, parcel_id)
    if there is not None or answer == "accepted":
        answer_parcel(desk, parcel_id, answer, responsible_from)
    return sign_receipt(own_key(desk), parcel_id, digest, answer, responsible_from, datetime.now(UTC))


def take_receipt(desk: Desk, data: bytes, *, close: bool = False) -> tuple[Changed, Receipt, ParcelView]:
    """Notes the answer in a receipt file or QR text; `close` ends the counselling here when the other side accepts.

    Raises ParcelError, NotFoundError, RuleError.
    """
    receipt = read_receipt(data, known_cards(desk))
    changed = note_receipt(
        desk,
        receipt.parcel_id,
        receipt.digest,
        receipt.answer,
        receipt.responsible_from,
        receipt.by,
        close=close,
    )
    noted = noted_parcel(desk, receipt.parcel_id)
    if noted is None:
        raise NotFoundError(_("Dieses Paket gibt es nicht (mehr)."))
    return changed, receipt, noted
