# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""A vault's own keys and the cards of others, where the record meets the bytes."""

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from laufmappe.casework.desk import Desk
from laufmappe.casework.services.keys import (
    card_for,
    cards,
    forget_card,
    keep_own_key,
    link_card,
    own_keys,
    verify_card,
)
from laufmappe.casework.services.register import ServiceDraft, add_service
from laufmappe.casework.settings.centre import centre, set_centre
from laufmappe.errors import FieldError, NotFoundError, ParcelNotForUsError
from laufmappe.handover import OwnKey
from laufmappe.handover.exchange import card_of, import_card, open_for, own_card, own_key, sender_of
from laufmappe.records.handover import OwnKey as OwnKeyRow

if TYPE_CHECKING:
    from tests.handover.conftest import Sent


@pytest.fixture
def named(desk: Desk) -> Desk:
    """The desk of a centre that has a name."""
    set_centre(desk, replace(centre(desk), name="Beratung Mitte"))
    return desk


def test_the_key_is_made_once_and_stands_in_no_history(named: Desk) -> None:
    first = own_card(named)
    assert own_card(named) == first
    secret = own_key(named).age_secret
    with named.read() as session:
        journal = session.execute(text("SELECT before, after FROM change")).all()
    assert secret not in repr(journal)
    assert secret in own_keys(named)[0]


def test_a_parcel_that_is_refused_leaves_no_key_behind(named: Desk, sent: "Sent") -> None:
    with pytest.raises(ParcelNotForUsError):
        open_for(named, sent.sealed.data)
    assert own_keys(named) == ()


def test_the_newest_key_counts_and_older_ones_stay(named: Desk) -> None:
    older = own_key(named)
    with named.write("renew") as act:
        act.session.add(OwnKeyRow(secret=OwnKey.generate().to_text(), made_on=named.today()))
    assert own_key(named) != older
    assert OwnKey.from_text(own_keys(named)[-1]) == older
    assert keep_own_key(named, lambda: pytest.fail("there is one")) == own_keys(named)[0]


def test_a_card_is_kept_verified_linked_and_forgotten(named: Desk) -> None:
    service = add_service(named, ServiceDraft("Jobcenter")).subject_id
    key = OwnKey.generate()
    kept, card, standing = import_card(named, key.card("Jobcenter Mitte").qr_text().encode())
    assert (standing, card_for(named, service)) == ("unknown", None)
    link_card(named, kept.subject_id, service)
    view = card_for(named, service)
    assert view is not None
    assert card_of(view) == card
    assert sender_of(named, card).warning.startswith("Die sechs Wörter von „Jobcenter Mitte“ hat noch niemand")
    verify_card(named, kept.subject_id)
    assert sender_of(named, card).warning == ""

    renamed, _card, standing = import_card(named, key.card("Jobcenter Nord").to_file())
    assert (standing, renamed.subject_id) == ("renamed", kept.subject_id)
    (view,) = cards(named)
    assert (view.name, view.verified_on, view.service_id) == ("Jobcenter Nord", named.today(), service)

    other = OwnKey.generate().card("jobcenter  nord")
    assert sender_of(named, other).standing == "other_keys"
    assert "unter der Nummer" in sender_of(named, other).warning
    forget_card(named, kept.subject_id)
    assert cards(named) == ()
    for verb in (verify_card, forget_card):
        with pytest.raises(NotFoundError):
            verb(named, kept.subject_id)


def test_a_verified_card_goes_before_a_newer_one(named: Desk) -> None:
    service = add_service(named, ServiceDraft("Jobcenter")).subject_id
    first, card, _standing = import_card(named, OwnKey.generate().card("Jobcenter").to_file(), verified=True)
    _second, _card, standing = import_card(named, OwnKey.generate().card("Jobcenter").to_file())
    assert standing == "other_keys"
    view = card_for(named, service)
    assert view is not None
    assert (view.id, view.fingerprint) == (first.subject_id, card.fingerprint)


def test_the_own_card_is_not_taken_for_that_of_another(named: Desk) -> None:
    with pytest.raises(FieldError):
        import_card(named, own_card(named).to_file())
    assert cards(named) == ()
