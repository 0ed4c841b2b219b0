# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""A handover in the demo: the card of one of its services, a parcel that still waits for a receipt, and one that came.

The card is that of a key nobody has: what is sealed for it stays shut.
"""

import hashlib
from datetime import timedelta
from random import Random

from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert

from laufmappe.casework.desk import Desk
from laufmappe.casework.handover.parcels import RECEIVED, SENT
from laufmappe.records.base import uuid7
from laufmappe.records.handover import KnownCard, Parcel
from laufmappe.records.newcomers import Newcomer
from laufmappe.resources import path, read_json

SERVICE, CARD = "jmd", "card.json"
_BEGINNING = 1_767_225_600_000 - 500
_PARTS = ["person", "chain"]
_SENT_AGO, _WAITS, _CAME_AGO = 20, 14, 35
"""Days: since the parcel went, after how many somebody asks for its receipt, and since the other one came."""


def insert_handover(desk: Desk, seed: int, services: dict[str, str]) -> None:
    """Writes the card, and the parcels of the second and the third person, without a line of history."""
    random = Random(f"{seed} handover")  # noqa: S311  # invented parcels need no secrets
    file = path("demo", CARD)
    content = read_json("demo", CARD)
    fingerprint = hashlib.sha256(f"{content['age']}\n{content['minisign']}\n".encode("ascii")).hexdigest()
    today = desk.today()

    def new_id(turn: int) -> str:
        return uuid7(_BEGINNING, turn, random.getrandbits(62))

    card = {"id": new_id(0), "fingerprint": fingerprint, "name": content["name"], "service_id": services[SERVICE]}
    card |= {"card": file.read_text(encoding="utf-8")}
    common = {"partner": content["name"], "partner_key": fingerprint, "service_id": services[SERVICE]}
    common |= {"parts": _PARTS, "sequence": 1, "reason": ""}
    went, came = today - timedelta(days=_SENT_AGO), today - timedelta(days=_CAME_AGO)
    rows = [
        {"direction": SENT, "on_date": went, "state": "open", "follow_up_on": went + timedelta(days=_WAITS)},
        {"direction": RECEIVED, "on_date": came, "state": "accepted", "responsible_from": came},
    ]
    with desk.write("import") as act:
        act.session.expunge(act.operation)
        added = {"added_on": came, "verified_on": came}
        act.session.execute(insert(KnownCard).on_conflict_do_nothing(), [{**card, **added}])
        query = select(Newcomer.id).where(Newcomer.number.in_((2, 3))).order_by(Newcomer.number)
        for turn, (person, row) in enumerate(zip(act.session.scalars(query).all(), rows, strict=False), start=1):
            digest = hashlib.sha256(f"{seed} {turn}".encode()).hexdigest()
            values = {**common, **row, "id": new_id(turn), "newcomer_id": person, "digest": digest}
            act.session.execute(insert(Parcel), [{**values, "state_on": row["on_date"]}])
