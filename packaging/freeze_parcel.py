# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Freezes parcels, cards and a receipt for tests/formats: `python packaging/freeze_parcel.py CASE.json tests/formats/parcel-1`.

Run once for each version of the format, and never again for it once it was released: later programs must open what this
one wrote. The keys are made for this and open nothing else; the person in the case is an invented one of the demo.
"""

import json
import sys
from datetime import UTC, date, datetime
from pathlib import Path

from laufmappe.handover import Attachment, Contents, OwnKey, ReleaseTerms, seal, sign_receipt
from laufmappe.records.base import new_id

SPOKEN = "gruene-wolken-über-dem-hafen-morgens"
SENDER, RECEIVER = "Beratungsstelle Musterstadt", "Jugendmigrationsdienst Übersee"
MADE_AT = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
CERTIFICATE = "%PDF-1.7 Ein Zeugnis: äöü ß\n".encode()


def freeze(case: Path, target: Path) -> None:
    """Writes a parcel for a key and one for a passphrase, what opens them, and what is in them."""
    target.mkdir(parents=True)
    sending, receiving = OwnKey.generate(), OwnKey.generate()
    sender, receiver = sending.card(SENDER), receiving.card(RECEIVER)
    contents = Contents(
        json.loads(case.read_text(encoding="utf-8")),
        ReleaseTerms(RECEIVER, ("steps", "documents"), "Weiterführung der Beratung", "mutual", date(2027, 11, 23)),
        ("notes", "protected_needs"),
        (Attachment(new_id(), "Zeugnis äöü.pdf", "application/pdf", date(2026, 11, 5), CERTIFICATE),),
        b"%PDF-1.7 " + b"Laufmappe " * 100,
        2,
        "019b76da-a800-7002-b002-75ab19501428",
    )
    sealed = seal(contents, sending, SENDER, receiver, parcel_id=new_id(), made_at=MADE_AT)
    by_word = seal(contents, sending, SENDER, SPOKEN, parcel_id=new_id(), made_at=MADE_AT)
    receipt = sign_receipt(receiving, sealed.parcel_id, sealed.digest, "accepted", date(2026, 12, 1), MADE_AT)
    (target / "key.laufmappe").write_bytes(sealed.data)
    (target / "passphrase.laufmappe").write_bytes(by_word.data)
    (target / "sender.laufmappe-karte").write_bytes(sender.to_file())
    (target / "receiver.laufmappe-karte").write_bytes(receiver.to_file())
    (target / "receipt.laufmappe-quittung").write_bytes(receipt.to_file())
    (target / "receiver.key.json").write_text(receiving.to_text() + "\n", encoding="utf-8")
    (target / "case.json").write_bytes(case.read_bytes())
    expected = {
        "passphrase": SPOKEN,
        "parcel": sealed.parcel_id,
        "digest": sealed.digest,
        "document": contents.documents[0].id,
        "words": {"sender": sender.words, "receiver": receiver.words},
        "codes": {"sender": sender.qr_text(), "receipt": receipt.qr_text()},
    }
    (target / "expected.json").write_text(json.dumps(expected, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    freeze(Path(sys.argv[1]), Path(sys.argv[2]))
