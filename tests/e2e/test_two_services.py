# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two services hand a case over and back, by the command line alone, each with a vault of its own."""

import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from laufmappe.casework.desk import Desk, new_desk, open_desk
from laufmappe.casework.handover.parcels import parcels
from laufmappe.casework.handover.releases import ReleaseDraft, grant_release
from laufmappe.casework.handover.taking_over import open_conflicts, settle_conflict
from laufmappe.casework.history import history
from laufmappe.casework.papers.documents import attach_document, documents
from laufmappe.casework.people.case import case
from laufmappe.casework.people.register import NewcomerDraft, change_person, list_people, take_in
from laufmappe.casework.services.register import ServiceDraft, add_service, list_services
from laufmappe.casework.settings.centre import centre, set_centre
from laufmappe.casework.talks.contacts import ContactDraft, note_contact
from laufmappe.vault import CHEAP_COST

SECRET = "passphrase mit Umlauten: äöü "
PARTS = ("person", "status", "chain", "referrals", "documents", "contacts")
STRONG = "zebra-leuchtturm-mandarine-kreide-wolke"


@dataclass(frozen=True)
class Service:
    """One of the two services: its name, its vault, and how it calls the program."""

    name: str
    vault: Path
    office: Any

    def call(self, *arguments: str | Path) -> Any:
        return self.office.call(*arguments)

    @contextmanager
    def desk(self) -> Iterator[Desk]:
        desk = open_desk(self.vault, SECRET)
        try:
            yield desk
        finally:
            desk.close()


@pytest.fixture
def services(office: Any) -> tuple[Service, Service]:
    """The advisory centre and the Jobcenter; each has the other in its directory, and the other's card."""
    both = []
    for name, other in (("Beratung Mitte", "Jobcenter Mitte"), ("Jobcenter Mitte", "Beratung Mitte")):
        vault = office.folder / name
        desk, _key = new_desk(vault, SECRET, f"Maria von {name}", name, cost=CHEAP_COST)
        set_centre(desk, centre(desk))
        add_service(desk, ServiceDraft(other, other))
        desk.close()
        both.append(Service(name, vault, office))
    here, there = both
    for one, other_one in ((here, there), (there, here)):
        card = office.folder / f"{one.name}.laufmappe-karte"
        assert one.call("key", "show", one.vault, "--out", card).status == 0
        said = other_one.call("key", "import", other_one.vault, card, "--verified")
        assert (said.status, said.err) == (0, "")
    return here, there


def person_with_release(here: Service, to: str = "Jobcenter Mitte") -> str:
    with here.desk() as desk:
        person = take_in(
            desk, NewcomerDraft(given_name="Amira", family_name="Haddad", status="refugee"), "K2"
        ).subject_id
        release(desk, person, to)
    return person


def release(desk: Desk, person: str, to: str, parts: tuple[str, ...] = PARTS) -> None:
    service = next(view.id for view in list_services(desk) if view.name == to)
    grant_release(desk, person, ReleaseDraft(service, parts=parts, signed_on=desk.today()))


def test_a_case_goes_and_comes_back_and_both_know_it(services: tuple[Service, Service], office: Any) -> None:
    here, there = services
    person = person_with_release(here)
    scan = office.folder / "zeugnis.pdf"
    scan.write_bytes(b"%PDF-1.7 Zeugnis")
    with here.desk() as desk:
        attach_document(desk, person, scan)
        before = case(desk, person)
    parcel = office.folder / "paket.laufmappe"

    said = here.call("handover", "send", here.vault, "1", "--to", "jobcenter", "--out", parcel)
    assert said.status == 0, said.err
    assert "Nicht freigegeben und nicht dabei: Haushalt und Kinder" in said.out
    assert b"Haddad" not in parcel.read_bytes()

    looked = there.call("handover", "inspect", parcel, there.vault)
    assert "Von: Beratung Mitte" in looked.out
    assert "die sechs Wörter sind verglichen" in looked.out
    assert "Aufenthaltsstatus (1)" in looked.out
    assert "Amira Haddad ist hier noch nicht" in looked.out
    assert looked.err == ""
    asked = there.call("handover", "receive", there.vault, parcel)
    assert asked.status == 1
    assert "--yes" in asked.err
    taken = there.call("handover", "receive", there.vault, parcel, "--yes")
    assert taken.status == 0, taken.err
    with there.desk() as desk:
        (row,) = list_people(desk)
        (noted,) = parcels(desk, row.id)
        after = case(desk, row.id)
        assert [d.name for d in documents(desk, row.id)] == ["zeugnis.pdf"]
        (line,) = [entry for entry in history(desk, row.id) if entry.verb == "take_over_case"]
        assert line.who == f"Beratung Mitte (Paket {noted.id[-8:]}), Maria von Jobcenter Mitte"
    assert (after.newcomer.name, after.newcomer.status) == ("Amira Haddad", "refugee")
    assert before.chain is not None
    assert after.chain is not None
    assert [s.title for s in after.chain.steps] == [s.title for s in before.chain.steps]
    again = there.call("handover", "receive", there.vault, parcel, "--yes")
    assert (again.status, again.out.splitlines()[-1]) == (
        0,
        "Dieses Paket ist schon übernommen. Es wurde nichts geändert.",
    )

    receipt = office.folder / "antwort.laufmappe-quittung"
    made = there.call(
        "handover", "receipt", "make", there.vault, noted.id, "--accept", "--from", "01.12.2026", "--out", receipt
    )
    assert made.status == 0, made.err
    told = here.call("handover", "receipt", "note", here.vault, receipt, "--close")
    assert (told.status, told.out) == (0, "„Jobcenter Mitte“ ist zuständig ab 01.12.2026.\n")
    with here.desk() as desk:
        (sent,) = parcels(desk, person)
        assert (sent.state, sent.responsible_from, sent.follow_up_on) == ("accepted", date(2026, 12, 1), None)
        assert case(desk, person).newcomer.closed_on == desk.today()


def test_what_both_changed_is_decided_and_nothing_is_lost(services: tuple[Service, Service], office: Any) -> None:
    here, there = services
    person = person_with_release(here)
    parcel = office.folder / "p.laufmappe"

    def hand_over(one: Service, other: Service) -> Any:
        assert one.call("handover", "send", one.vault, "1", "--to", other.name, "--out", parcel).status == 0
        return other.call("handover", "receive", other.vault, parcel, "--yes")

    assert hand_over(here, there).status == 0
    with there.desk() as desk:
        theirs = list_people(desk)[0].id
        release(desk, theirs, "Beratung Mitte")
        edit(desk, theirs, phone="0151 222", address="Am Markt 2")
        note_contact(desk, theirs, ContactDraft(on_date=desk.today(), note="war pünktlich da"))
    with here.desk() as desk:
        edit(desk, person, phone="0151 111")
    said = hand_over(there, here)
    assert "(Person, Telefon): hier „0151 111“, dort „0151 222“" in said.out, said.err
    with here.desk() as desk:
        view = case(desk, person)
        assert (view.newcomer.phone, view.newcomer.address) == ("0151 111", "Am Markt 2")
        assert [contact.note for contact in view.contacts] == ["war pünktlich da"]
        (left,) = open_conflicts(desk, person)
        assert left.row["family_name"] == "Haddad", "it says what it stands in"
        settle_conflict(desk, left.parcel_id, left.conflict.key, "theirs")
        assert case(desk, person).newcomer.phone == "0151 222"
        assert open_conflicts(desk, person) == ()
    nothing_new = hand_over(here, there)
    assert "das Paket bringt nichts Neues" in nothing_new.out
    with there.desk() as desk:
        assert case(desk, theirs).newcomer.phone == "0151 222"


def test_a_withheld_status_is_told_by_no_chain_and_ours_stays_what_it_was(
    services: tuple[Service, Service], office: Any
) -> None:
    here, there = services
    with here.desk() as desk:
        person = take_in(desk, NewcomerDraft(family_name="Haddad", status="refugee"), "K2").subject_id
        service = next(view.id for view in list_services(desk) if view.name == there.name)
        grant_release(desk, person, ReleaseDraft(service, parts=("person", "chain"), signed_on=desk.today()))
        before = case(desk, person).chain
    parcel = office.folder / "p.laufmappe"
    assert here.call("handover", "send", here.vault, "1", "--to", there.name, "--out", parcel).status == 0
    assert there.call("handover", "receive", there.vault, parcel, "--yes").status == 0
    with there.desk() as desk:
        theirs = list_people(desk)[0].id
        chain = case(desk, theirs).chain
        assert chain is not None
        assert chain.name == "Unterstützungskette"
        edit(desk, theirs, phone="0151 2")
        back = next(view.id for view in list_services(desk) if view.name == here.name)
        grant_release(desk, theirs, ReleaseDraft(back, parts=("person", "chain"), signed_on=desk.today()))
    assert there.call("handover", "send", there.vault, "1", "--to", here.name, "--out", parcel).status == 0
    said = here.call("handover", "receive", here.vault, parcel, "--yes")
    assert said.status == 0, said.err
    with here.desk() as desk:
        view = case(desk, person)
        assert (view.newcomer.phone, open_conflicts(desk, person)) == ("0151 2", ())
        assert before is not None
        assert view.chain is not None
        assert (view.chain.template, view.chain.name) == (before.template, before.name)


def test_what_was_never_told_is_no_answer_of_the_other_side(services: tuple[Service, Service], office: Any) -> None:
    here, there = services
    narrow = ("person", "chain")
    with here.desk() as desk:
        kept = NewcomerDraft(family_name="Haddad", nationality="SY", status="refugee", note="ruft selbst an")
        person = take_in(desk, kept, "K2").subject_id
        release(desk, person, there.name, narrow)
    parcel = office.folder / "p.laufmappe"
    assert here.call("handover", "send", here.vault, "1", "--to", there.name, "--out", parcel).status == 0
    assert there.call("handover", "receive", there.vault, parcel, "--yes").status == 0
    with there.desk() as desk:
        theirs = list_people(desk)[0].id
        edit(desk, theirs, phone="0151 2", nationality="IQ")
        release(desk, theirs, here.name)
    assert there.call("handover", "send", there.vault, "1", "--to", here.name, "--out", parcel).status == 0
    assert here.call("handover", "receive", here.vault, parcel, "--yes").status == 0
    with here.desk() as desk:
        view = case(desk, person).newcomer
        assert (view.phone, view.nationality, view.status, view.note) == ("0151 2", "SY", "refugee", "ruft selbst an")
        assert [(c.conflict.field, c.conflict.theirs) for c in open_conflicts(desk, person)] == [
            ("nationality", {"nationality": "IQ"})
        ]
    with there.desk() as desk:
        edit(desk, theirs, phone="")
    assert there.call("handover", "send", there.vault, "1", "--to", here.name, "--out", parcel).status == 0
    assert here.call("handover", "receive", here.vault, parcel, "--yes").status == 0
    with here.desk() as desk:
        assert case(desk, person).newcomer.phone == "", "what was told and taken away is an answer"


def edit(desk: Desk, person: str, **fields: Any) -> None:
    change_person(desk, person, replace(NewcomerDraft.of(case(desk, person).newcomer), **fields))


def test_taking_a_parcel_in_can_be_taken_back(services: tuple[Service, Service], office: Any) -> None:
    here, there = services
    person_with_release(here)
    parcel = office.folder / "p.laufmappe"
    assert here.call("handover", "send", here.vault, "1", "--to", there.name, "--out", parcel).status == 0
    assert there.call("handover", "receive", there.vault, parcel, "--yes").status == 0
    with there.desk() as desk:
        person = list_people(desk)[0].id
        act = desk.last_act(person)
        assert act is not None
        desk.undo(act.operation)
        assert list_people(desk) == []
    assert there.call("handover", "receive", there.vault, parcel, "--yes").status == 0
    with there.desk() as desk:
        assert [row.name for row in list_people(desk)] == ["Amira Haddad"]


def test_without_a_release_nothing_goes_but_for_a_written_reason(
    services: tuple[Service, Service], office: Any
) -> None:
    here, there = services
    with here.desk() as desk:
        person = take_in(desk, NewcomerDraft(family_name="Haddad", status="refugee"), "K2").subject_id
    parcel = office.folder / "p.laufmappe"
    refused = here.call("handover", "send", here.vault, "1", "--to", there.name, "--out", parcel)
    assert refused.status == 1
    assert refused.err.startswith("Für „Jobcenter Mitte“ fehlt eine unterschriebene Schweigepflichtentbindung.")
    assert not parcel.exists()
    with here.desk() as desk:
        assert parcels(desk, person) == ()
    reason = "Gefahr für das Kind, § 34 StGB"
    sent = here.call("handover", "send", here.vault, "1", "--to", there.name, "--out", parcel, "--reason", reason)
    assert sent.status == 0, sent.err
    with here.desk() as desk:
        (noted,) = parcels(desk, person)
        assert (noted.reason, noted.parts) == (reason, ("person", "chain"))
        assert ("parcel", "reason", "", reason) in history(desk, person)[0].changes
    assert there.call("handover", "receive", there.vault, parcel, "--yes").status == 0
    with there.desk() as desk:
        assert case(desk, list_people(desk)[0].id).newcomer.status == ""


def test_somebody_who_resembles_is_never_made_one_by_a_guess(services: tuple[Service, Service], office: Any) -> None:
    here, there = services
    person_with_release(here)
    with there.desk() as desk:
        kept = take_in(desk, NewcomerDraft(given_name="Amira", family_name="Haddad", phone="0151 9")).subject_id
    parcel = office.folder / "p.laufmappe"
    assert here.call("handover", "send", here.vault, "1", "--to", there.name, "--out", parcel).status == 0
    said = there.call("handover", "receive", there.vault, parcel, "--yes")
    assert said.status == 1
    assert "vielleicht schon hier: Mappe 1" in said.err
    assert there.call("handover", "receive", there.vault, parcel, "--yes", "--into", "1").status == 0
    with there.desk() as desk:
        assert [row.id for row in list_people(desk)] == [kept]
        assert case(desk, kept).newcomer.phone == "0151 9"
        assert case(desk, kept).chain is not None


def test_a_stranger_is_called_so_and_a_passphrase_opens_without_cards(
    services: tuple[Service, Service], office: Any
) -> None:
    here, _there = services
    person_with_release(here)
    secret = office.folder / "paket.txt"
    secret.write_text(STRONG)
    parcel = office.folder / "p.laufmappe"
    sealed = ("--parcel-passphrase-file", secret)
    assert (
        here.call("handover", "send", here.vault, "1", "--to", "Jobcenter Mitte", "--out", parcel, *sealed).status == 0
    )
    assert "mit einer Passphrase" in office.run(["handover", "inspect", str(parcel)]).out
    assert "Person: Amira Haddad" in office.run(["handover", "inspect", str(parcel), *map(str, sealed)]).out
    third = office.folder / "dritte"
    desk, _key = new_desk(third, SECRET, "Ali", "Stelle Drei", cost=CHEAP_COST)
    desk.close()
    said = office.call("handover", "receive", third, parcel, "--yes", *sealed)
    assert said.status == 0, said.err
    assert "„Beratung Mitte“ ist hier nicht bekannt" in said.err
    wrong = office.call("handover", "inspect", parcel, third)
    assert (wrong.status, wrong.err.count("\n")) == (1, 1)


def test_a_parcel_for_somebody_else_stays_shut(services: tuple[Service, Service], office: Any) -> None:
    here, there = services
    person_with_release(here)
    parcel = office.folder / "p.laufmappe"
    assert here.call("handover", "send", here.vault, "1", "--to", there.name, "--out", parcel).status == 0
    said = here.call("handover", "receive", here.vault, parcel, "--yes")
    assert (said.status, said.err.count("\n")) == (1, 1)
    parcel.write_bytes(parcel.read_bytes()[:-200])
    cut = there.call("handover", "receive", there.vault, parcel, "--yes")
    assert (cut.status, cut.err.count("\n")) == (1, 1)
    with there.desk() as desk:
        assert list_people(desk) == []


def test_who_was_handed_over_and_deleted_comes_back_only_with_a_word_of_warning(
    services: tuple[Service, Service], office: Any
) -> None:
    here, there = services
    person_with_release(here)
    parcel, receipt = office.folder / "p.laufmappe", office.folder / "q"
    assert here.call("handover", "send", here.vault, "1", "--to", there.name, "--out", parcel).status == 0
    assert there.call("handover", "receive", there.vault, parcel, "--yes").status == 0
    make = ("handover", "receipt", "make", there.vault, parcel, "--accept", "--out", receipt)
    assert there.call(*make).status == 0
    assert here.call("handover", "receipt", "note", here.vault, receipt, "--delete").status == 0
    with here.desk() as desk:
        assert list_people(desk) == []
    with there.desk() as desk:
        release(desk, list_people(desk)[0].id, here.name)
    assert there.call("handover", "send", there.vault, "1", "--to", here.name, "--out", parcel).status == 0
    said = here.call("handover", "receive", here.vault, parcel, "--yes")
    assert said.status == 0
    assert "ist gelöscht worden" in said.err
    assert here.call("people", here.vault).err == ""


def test_nobody_gets_in_under_a_known_name_with_other_keys(services: tuple[Service, Service], office: Any) -> None:
    _here, there = services
    vault = office.folder / "falsche"
    desk, _key = new_desk(vault, SECRET, "Mallory", "Beratung Mitte", cost=CHEAP_COST)
    add_service(desk, ServiceDraft("Jobcenter Mitte"))
    desk.close()
    false = Service("Beratung Mitte", vault, office)
    assert office.call("key", "import", vault, office.folder / "Jobcenter Mitte.laufmappe-karte").status == 0
    person_with_release(false)
    parcel = office.folder / "p.laufmappe"
    assert office.call("handover", "send", vault, "1", "--to", "Jobcenter Mitte", "--out", parcel).status == 0
    looked = there.call("handover", "inspect", parcel, there.vault)
    assert "mit einem anderen Schlüssel" in looked.err
    said = there.call("handover", "receive", there.vault, parcel, "--yes")
    assert (said.status, said.out, said.err.count("\n")) == (1, "", 1)
    assert "mit einem anderen Schlüssel bekannt" in said.err
    with there.desk() as desk:
        assert list_people(desk) == []


def test_a_person_gets_a_copy_of_everything(services: tuple[Service, Service], office: Any) -> None:
    here, _there = services
    person_with_release(here)
    target = office.folder / "kopie"
    assert here.call("handover", "copy", here.vault, "1", "--out", target).status == 0
    record = json.loads((target / "akte.json").read_text(encoding="utf-8"))
    assert record["newcomer"]["family_name"] == "Haddad"
    assert (target / "mappe.pdf").read_bytes().startswith(b"%PDF")
    assert json.loads((target / "weitergaben.json").read_text(encoding="utf-8")) == []
    assert here.call("handover", "copy", here.vault, "1", "--out", target).status == 1
    password, file = office.folder / "wort.txt", office.folder / "kopie.pdf"
    password.write_text(STRONG)
    said = here.call("handover", "copy", here.vault, "1", "--out", file, "--protect-with-file", password)
    assert said.status == 0, said.err
    assert b"Haddad" not in file.read_bytes()
    with pikepdf.open(io.BytesIO(file.read_bytes()), password=STRONG) as pdf:
        assert json.loads(pdf.attachments["akte.json"].get_file().read_bytes()) == record
