# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""A service takes a new key: what was sealed for the old one still opens, and whoever gets the new card goes on as before."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest

from laufmappe.casework.desk import Desk
from laufmappe.casework.handover.handing_over import prepare_parcel
from laufmappe.casework.handover.parcels import parcels
from laufmappe.casework.people.case import case
from laufmappe.casework.people.register import NewcomerDraft, change_person, list_people, take_in
from laufmappe.casework.services.keys import card_for, cards
from laufmappe.casework.services.register import ServiceDraft, add_service
from laufmappe.casework.settings.centre import set_centre
from laufmappe.casework.views import CentreView
from laufmappe.errors import FieldError, ParcelForgedError, RuleError
from laufmappe.handover import OwnKey, Parcel
from laufmappe.handover.exchange import (
    card_of,
    import_card,
    key_warning,
    look_at_card,
    make_receipt,
    open_for,
    own_card,
    own_fingerprints,
    own_key,
    preview,
    receive,
    renew_key,
    send,
    sender_of,
    take_receipt,
)
from laufmappe.vault import CHEAP_COST, create_vault

REASON = "Weiterführung, die Person sitzt daneben"


@dataclass
class Side:
    """A service: its desk, and the other one in its directory."""

    desk: Desk
    partner: str = ""

    @property
    def person(self) -> str:
        return list_people(self.desk)[0].id

    def call(self, phone: str) -> None:
        draft = NewcomerDraft.of(case(self.desk, self.person).newcomer)
        change_person(self.desk, self.person, replace(draft, phone=phone))

    def seal(self, other: "Side") -> bytes:
        """A parcel for the card that this side has of the other."""
        view = card_for(self.desk, self.partner)
        assert view is not None
        card = card_of(view)
        outgoing = prepare_parcel(self.desk, self.person, self.partner, card.fingerprint, reason=REASON)
        packed: list[bytes] = []
        send(self.desk, outgoing, card, b"", lambda sealed: packed.append(sealed.data))
        return packed[0]

    def open(self, data: bytes) -> Parcel:
        return open_for(self.desk, data)


@pytest.fixture
def sides(tmp_path: Path, today: date) -> Iterator[tuple[Side, Side]]:
    """A centre with one person, and a Jobcenter without any; each has the other's card, words compared."""
    with (
        closing(Desk(create_vault(tmp_path / "here", "passphrase", cost=CHEAP_COST)[0], "Maria", lambda: today)) as one,
        closing(
            Desk(create_vault(tmp_path / "there", "passphrase", cost=CHEAP_COST)[0], "Jonas", lambda: today)
        ) as two,
    ):
        set_centre(one, CentreView(name="Beratung Mitte", counsellor="Maria"))
        set_centre(two, CentreView(name="Jobcenter Mitte", counsellor="Jonas"))
        here, there = Side(one), Side(two)
        here.partner = add_service(one, ServiceDraft("Jobcenter Mitte")).subject_id
        there.partner = add_service(two, ServiceDraft("Beratung Mitte")).subject_id
        import_card(one, own_card(two).to_file(), verified=True)
        import_card(two, own_card(one).to_file(), verified=True)
        take_in(one, NewcomerDraft(given_name="Amira", family_name="Haddad", phone="0151 1"), "K2")
        yield here, there


def renewed(there: Side, here: Side) -> None:
    """There a new key is made, and here its card takes the place of the old one."""
    renew_key(there.desk)
    found = look_at_card(here.desk, own_card(there.desk).to_file())
    assert found.standing == "other_keys"
    before = [view.fingerprint for view in found.others]
    import_card(here.desk, own_card(there.desk).to_file(), verified=True, replaces=before)


def test_a_late_parcel_for_the_old_card_still_opens_and_the_counsellor_is_told(sides: tuple[Side, Side]) -> None:
    here, there = sides
    late = here.seal(there)
    before = own_card(there.desk)
    assert key_warning(there.desk, there.open(late)) == ""
    renew_key(there.desk)
    assert own_card(there.desk).words != before.words
    assert "Geben Sie „Beratung Mitte“ Ihre neue Karte" in key_warning(there.desk, there.open(late))
    renew_key(there.desk, exposed=True)
    assert "Es kann gelesen worden sein" in key_warning(there.desk, there.open(late))
    assert not own_key(there.desk).is_exposed
    assert len(own_fingerprints(there.desk)) == 3


def test_a_new_key_is_not_taken_back(sides: tuple[Side, Side]) -> None:
    here, _there = sides
    changed = renew_key(here.desk)
    with pytest.raises(RuleError, match="noch einmal erneuern"):
        here.desk.undo(changed.operation)


def test_the_mark_of_an_exposed_key_is_kept_with_it() -> None:
    key = replace(OwnKey.generate(), is_exposed=True)
    assert OwnKey.from_text(key.to_text()) == key
    assert "exposed" not in OwnKey.generate().to_text()


def test_an_older_own_card_is_not_taken_for_that_of_another(sides: tuple[Side, Side]) -> None:
    here, _there = sides
    before = own_card(here.desk).to_file()
    renew_key(here.desk)
    with pytest.raises(FieldError):
        import_card(here.desk, before)


def test_merging_goes_on_from_the_common_ground_when_the_other_service_has_a_new_key(
    sides: tuple[Side, Side],
) -> None:
    here, there = sides
    receive(there.desk, there.open(here.seal(there)))
    receive(here.desk, here.open(there.seal(here)))
    renewed(there, here)
    there.call("0151 2")
    arrival = preview(here.desk, here.open(there.seal(here)))
    assert (arrival.kind, arrival.conflicts) == ("merge", ())
    assert [(news.field, news.after) for news in arrival.news] == [("phone", "0151 2")]


def test_a_receipt_under_the_new_key_fits_the_parcel_that_went_to_the_old_one(sides: tuple[Side, Side]) -> None:
    here, there = sides
    parcel = there.open(here.seal(there))
    receive(there.desk, parcel)
    renew_key(there.desk)
    receipt = make_receipt(there.desk, parcel.id, parcel.digest, "accepted")
    with pytest.raises(ParcelForgedError):
        take_receipt(here.desk, receipt.to_file())
    found = look_at_card(here.desk, own_card(there.desk).qr_text().encode())
    replaced = [view.fingerprint for view in found.others]
    import_card(here.desk, found.card.to_file(), verified=True, replaces=replaced)
    take_receipt(here.desk, receipt.qr_text().encode())
    assert [view.state for view in parcels(here.desk, here.person)] == ["accepted"]


def test_a_replaced_card_is_gone_and_what_it_signs_is_warned_of(sides: tuple[Side, Side]) -> None:
    here, there = sides
    before = own_card(there.desk)
    renewed(there, here)
    (view,) = cards(here.desk)
    assert (view.fingerprint, view.service_id) == (own_card(there.desk).fingerprint, here.partner)
    assert view.verified_on == here.desk.today()
    assert sender_of(here.desk, before).standing == "other_keys"


def test_replacing_a_card_can_be_taken_back(sides: tuple[Side, Side]) -> None:
    here, there = sides
    here.seal(there)
    before, sent = cards(here.desk), parcels(here.desk, here.person)
    renew_key(there.desk)
    old = [view.fingerprint for view in before]
    changed, _card, _standing = import_card(here.desk, own_card(there.desk).to_file(), verified=True, replaces=old)
    assert parcels(here.desk, here.person) != sent
    here.desk.undo(changed.operation)
    assert (cards(here.desk), parcels(here.desk, here.person)) == (before, sent)


def test_another_service_of_the_same_name_keeps_its_own_card(sides: tuple[Side, Side]) -> None:
    here, there = sides
    import_card(here.desk, OwnKey.generate().card("Jobcenter Mitte").to_file(), verified=True)
    assert len(cards(here.desk)) == 2
    assert {own_card(there.desk).fingerprint} < {view.fingerprint for view in cards(here.desk)}
