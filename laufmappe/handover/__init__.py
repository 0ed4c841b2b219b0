# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Handing a case over to another service: bytes in, bytes out. But for `exchange` it knows no vault, no database and no clock.

identity.py   the own keys, the public card of a service, its fingerprint in six words
minisign.py   signatures in minisign's format
parcel.py     what is in a parcel; sealing and opening it
content.py    content.zip, measured before it is unpacked
age_passphrase.py  age files for a passphrase, by age's library in a process of its own
envelope.py   the outside: age, a tar of three files, the signature
limits.py     how large a parcel may be
receipt.py    the signed answer to a parcel
shapes.py     their JSON, held against the schema
exchange.py   where the record meets the bytes: a vault's own keys, parcels sealed from it and taken into it
"""

from laufmappe.handover.envelope import SealedWith, sealed_with
from laufmappe.handover.identity import (
    CARD_SUFFIX,
    MOST_CARD_BYTES,
    OwnKey,
    PublicCard,
    Standing,
    fingerprint_words,
    read_card,
    recognise,
)
from laufmappe.handover.limits import LIMITS, Limits
from laufmappe.handover.parcel import (
    SUFFIX,
    Attachment,
    Contents,
    Parcel,
    ReleaseTerms,
    Sealed,
    file_name,
    open_parcel,
    own_fingerprint,
    seal,
)
from laufmappe.handover.receipt import (
    MOST_RECEIPT_BYTES,
    RECEIPT_SUFFIX,
    Answer,
    Receipt,
    SignedReceipt,
    read_receipt,
    sign_receipt,
)

__all__ = [
    "CARD_SUFFIX",
    "LIMITS",
    "MOST_CARD_BYTES",
    "MOST_RECEIPT_BYTES",
    "RECEIPT_SUFFIX",
    "SUFFIX",
    "Answer",
    "Attachment",
    "Contents",
    "Limits",
    "OwnKey",
    "Parcel",
    "PublicCard",
    "Receipt",
    "ReleaseTerms",
    "Sealed",
    "SealedWith",
    "SignedReceipt",
    "Standing",
    "file_name",
    "fingerprint_words",
    "open_parcel",
    "own_fingerprint",
    "read_card",
    "read_receipt",
    "recognise",
    "seal",
    "sealed_with",
    "sign_receipt",
]
