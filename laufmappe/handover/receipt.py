# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""A receipt: what the other service says to a parcel, signed with the key of its card. Not a word about the person.

The statement is a JSON text of one line; its signature is minisign's. File: `*.laufmappe-quittung`; as a QR code:
`LMQUITTUNG1:<parcel>:<digest>:<A|D>:<responsible from>:<answered at>:<by>:<signature line>`, from which the same
statement is made again.
"""

import base64
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Literal
from uuid import UUID

from laufmappe.errors import ParcelDamagedError, ParcelForgedError, ParcelTooNewError
from laufmappe.handover import minisign
from laufmappe.handover.identity import OwnKey, PublicCard
from laufmappe.handover.parcel import moment_text, own_fingerprint
from laufmappe.handover.shapes import json_bytes, read_shaped
from laufmappe.i18n import _

RECEIPT_SUFFIX = ".laufmappe-quittung"
MOST_RECEIPT_BYTES = 16_384

Answer = Literal["accepted", "declined"]

_QR = "LMQUITTUNG1"
_LETTERS: dict[Answer, str] = {"accepted": "A", "declined": "D"}
_COMMENT = "laufmappe receipt "


@dataclass(frozen=True)
class Receipt:
    """What a service says to a parcel. `by` is its fingerprint; `responsible_from` is None when it declines or leaves it open.

    `digest` is the parcel's: the receipt is about exactly that content. Compare it with the parcel that was sent.
    """

    parcel_id: str
    digest: str
    answer: Answer
    responsible_from: date | None
    answered_at: datetime
    by: str


@dataclass(frozen=True)
class SignedReceipt:
    """A receipt to be given back, as a file or as a code."""

    receipt: Receipt
    signature: str
    """A whole signature file of minisign."""

    def to_file(self) -> bytes:
        """The content of a receipt file."""
        statement = _statement(self.receipt).decode("ascii")
        return json_bytes(
            {"format": "laufmappe-signed-receipt", "version": 1, "statement": statement, "signature": self.signature}
        )

    def qr_text(self) -> str:
        """The receipt as the text of a QR code."""
        receipt = self.receipt
        day = receipt.responsible_from.isoformat() if receipt.responsible_from else ""
        return ":".join(
            (
                _QR,
                _short(UUID(receipt.parcel_id).bytes),
                _short(bytes.fromhex(receipt.digest)),
                _LETTERS[receipt.answer],
                day,
                moment_text(receipt.answered_at).replace(":", ""),
                _short(bytes.fromhex(receipt.by)),
                self.signature.split("\n")[1],
            )
        )


def sign_receipt(
    own: OwnKey, parcel_id: str, digest: str, answer: Answer, responsible_from: date | None, answered_at: datetime
) -> SignedReceipt:
    """The receipt of the service with these keys; `answered_at` has a time zone and loses fractions of a second."""
    answered_at = answered_at.astimezone(UTC).replace(microsecond=0)
    receipt = Receipt(parcel_id, digest, answer, responsible_from, answered_at, own_fingerprint(own))
    return SignedReceipt(receipt, minisign.sign(own.signing_seed, _statement(receipt), _COMMENT + parcel_id))


def read_receipt(data: bytes, cards: Iterable[PublicCard]) -> Receipt:
    """The receipt in a receipt file, or in the text of its QR code, signed by one of these cards.

    Raises:
        ParcelDamagedError: It is no receipt, or a damaged one.
        ParcelForgedError: None of the cards signed it.
        ParcelTooNewError: It was written by a newer version of the program.
    """
    data = data.strip()
    if len(data) > MOST_RECEIPT_BYTES:
        raise _no_receipt()
    known = {card.fingerprint: card for card in cards}
    if data[:10] == _QR[:10].encode("ascii"):
        receipt, line = _from_qr(data)
        card = known.get(receipt.by)
        genuine = card is not None and minisign.line_fits(card.minisign, _statement(receipt), line)
    else:
        receipt, signature = _from_file(data)
        card = known.get(receipt.by)
        comment = minisign.verify(card.minisign, _statement(receipt), signature) if card else None
        genuine = comment == _COMMENT + receipt.parcel_id
    if card is None:
        raise ParcelForgedError(
            _(
                "Diese Quittung hat eine Stelle unterschrieben, deren Karte Sie nicht haben. Es wurde nichts vermerkt; bitten "
                "Sie die Stelle um ihre Karte und lesen Sie die Quittung dann noch einmal ein."
            )
        )
    if not genuine:
        raise ParcelForgedError(
            _(
                "Die Unterschrift dieser Quittung ist nicht die der Stelle „{name}“. Es wurde nichts vermerkt; rufen Sie die "
                "Stelle unter der Nummer an, die Sie kennen."
            ).format(name=card.name)
        )
    return receipt


def _statement(receipt: Receipt) -> bytes:
    """The signed text: keys in order, no spaces, one line without an end."""
    content = {
        "format": "laufmappe-receipt",
        "version": 1,
        "parcel": receipt.parcel_id,
        "digest": receipt.digest,
        "answer": receipt.answer,
        "responsible_from": receipt.responsible_from.isoformat() if receipt.responsible_from else None,
        "answered_at": moment_text(receipt.answered_at),
        "by": receipt.by,
    }
    return json.dumps(content, sort_keys=True, separators=(",", ":")).encode("ascii")


def _from_file(data: bytes) -> tuple[Receipt, str]:
    name = _("Die Quittung")
    try:
        outer = read_shaped(data, "receipt", name, ParcelDamagedError)
        text = outer["statement"].encode("utf-8")
        content = read_shaped(text, "statement", name, ParcelDamagedError)
        day = content["responsible_from"]
        receipt = Receipt(
            content["parcel"],
            content["digest"],
            content["answer"],
            date.fromisoformat(day) if day else None,
            _moment(content["answered_at"], "%Y-%m-%dT%H:%M:%SZ"),
            content["by"],
        )
    except (ParcelDamagedError, ValueError):
        raise _no_receipt() from None
    if _statement(receipt) != text:
        raise _no_receipt()
    return receipt, outer["signature"]


def _from_qr(data: bytes) -> tuple[Receipt, str]:
    try:
        fields = data.decode("ascii").split(":")
        if fields[0] != _QR:
            raise ParcelTooNewError(
                _(
                    "Diese Quittung ist von einer neueren Fassung des Programms geschrieben. Es wurde nichts vermerkt; bitte "
                    "erneuern Sie Laufmappe."
                )
            )
        _kind, parcel, digest, letter, day, moment, by, line = fields
        answer = next(answer for answer, known in _LETTERS.items() if known == letter)
        receipt = Receipt(
            str(UUID(bytes=_long(parcel, 16))),
            _long(digest, 32).hex(),
            answer,
            date.fromisoformat(day) if day else None,
            _moment(moment, "%Y-%m-%dT%H%M%SZ"),
            _long(by, 32).hex(),
        )
    except (ValueError, StopIteration):
        raise _no_receipt() from None
    return receipt, line


def _moment(text: str, form: str) -> datetime:
    return datetime.strptime(text, form).replace(tzinfo=UTC)


def _short(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode("ascii").rstrip("=")


def _long(text: str, length: int) -> bytes:
    """Raises: ValueError."""
    raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    if len(raw) != length:
        raise ValueError(text)
    return raw


def _no_receipt() -> ParcelDamagedError:
    return ParcelDamagedError(
        _(
            "Das ist keine Quittung, oder sie ist beschädigt. Es wurde nichts vermerkt; lassen Sie sich die Quittung noch einmal "
            "geben."
        )
    )
