# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""An invented vault to look around in: a directory of services, a centre, and people at every point of their way.

The same seed gives the same people with the same ids; their dates count from the day of the desk.
"""

from collections.abc import Callable, Iterator
from datetime import timedelta
from random import Random

from sqlalchemy.dialects.sqlite import insert

from laufmappe.casework.cases.document import Document, Row
from laufmappe.casework.cases.importing import insert_cases
from laufmappe.casework.demo.diary import Diary
from laufmappe.casework.demo.handover import insert_handover
from laufmappe.casework.demo.people import portrait
from laufmappe.casework.demo.story import Story
from laufmappe.casework.desk import Desk
from laufmappe.casework.settings.centre import set_centre
from laufmappe.casework.views import CentreView
from laufmappe.records.base import uuid7
from laufmappe.records.services import Location, Organization, Service, ServiceAgreement
from laufmappe.resources import read_json

MOST_PEOPLE = 100_000
WITH_HISTORY = 1_000
"""So many people have a history of their own; those of all would make a large demo five times as large."""
_AT_ONCE = 200
"""People of one transaction: progress is told after each."""
_COLLEAGUE = "Jonas Muster"
_BEGINNING = 1_767_225_600_000 - 1_000
_OF_LOCATION = ("street", "district", "directions")
_OF_SERVICE = ("name", "type", "room", "hours", "phone", "email", "languages")

Progress = Callable[[int, int], None]


def build_demo(desk: Desk, people: int = 12, seed: int = 1, progress: Progress | None = None) -> str:
    """Fills an empty vault with a centre, its services and invented people; gives the id of the one whose folder to print.

    `progress` is told how many people are in, and of how many.

    Raises:
        ImportFileError: This demo is in the vault already.
        StorageError: The disk is full, read-only or gone.
    """
    people = max(1, min(people, MOST_PEOPLE))
    content = read_json("demo", "services.json")
    set_centre(desk, CentreView(**content["centre"]))
    services = _insert_directory(desk, seed)
    documents = _documents(desk, people, seed, services)
    first = next(documents)

    def tell(done: int) -> None:
        if progress:
            progress(min(done + 1, people), people)

    insert_cases(desk, [first], None)
    tell(0)
    insert_cases(desk, documents, tell, batch=_AT_ONCE)
    insert_handover(desk, seed, services)
    return str(first["newcomer"]["id"])


def _documents(desk: Desk, people: int, seed: int, services: dict[str, str]) -> Iterator[Document]:
    today = desk.today()
    for number in range(people):
        # Every third of the drawn people is a colleague's.
        who = _COLLEAGUE if number >= 12 and number % 3 == 0 else desk.who
        diary = Diary(seed, number, today, who, keeps_history=number < WITH_HISTORY)
        yield Story(portrait(number, diary.random, today), diary, services).document()


def _insert_directory(desk: Desk, seed: int) -> dict[str, str]:
    """Writes the services that are not there yet; the ids of all by key, and by type for those that are active."""
    random = Random(f"{seed} services")  # noqa: S311  # invented services need no secrets
    ids: dict[str, str] = {}
    organizations: dict[str, Row] = {}
    locations: list[Row] = []
    services: list[Row] = []

    def new_id() -> str:
        return uuid7(_BEGINNING, len(ids), random.getrandbits(62))

    for entry in read_json("demo", "services.json")["services"]:
        name, has_address = entry["organization"], bool(entry["street"])
        runs = organizations.get(name) or organizations.setdefault(name, {"id": new_id(), "name": name})
        location = {"id": new_id(), "organization_id": runs["id"]}
        location |= {"postcode": "33602" if has_address else "", "city": "Musterstadt" if has_address else ""}
        locations.append({**location, **{key: entry.get(key, "") for key in _OF_LOCATION}})
        service = {"id": new_id(), "organization_id": runs["id"], "location_id": location["id"]}
        service |= {key: entry[key] for key in _OF_SERVICE}
        service |= {"note": entry.get("note", ""), "active": entry.get("active", True)}
        services.append({**service, "verified_on": desk.today() - timedelta(days=entry["verified"])})
        ids[entry["key"]] = service["id"]
        if service["active"]:
            ids.setdefault(entry["type"], service["id"])
    with desk.write("import") as act:
        # Like imported cases, the directory comes without a line of history.
        act.session.expunge(act.operation)
        agreement = {
            "id": new_id(),
            "organization_id": services[0]["organization_id"],
            "service_id": services[0]["id"],
            "title": "Trägervereinbarung über die Erstberatung",
            "signed_on": desk.today() - timedelta(days=700),
            "valid_until": desk.today() + timedelta(days=30),
            "note": "",
        }
        rows = (
            (Organization, list(organizations.values())),
            (Location, locations),
            (Service, services),
            (ServiceAgreement, [agreement]),
        )
        for entity, values in rows:
            act.session.execute(insert(entity).on_conflict_do_nothing(), values)
    return ids
