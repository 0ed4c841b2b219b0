# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""An entry → the object of HSDS that it came from: changed only where our fields say something else by now."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

from laufmappe.casework.cldr import language_name
from laufmappe.casework.fields import clean
from laufmappe.casework.services.directory_entries import Entry, Part, checked_value
from laufmappe.directory.nesting import made_id
from laufmappe.directory.parts import (
    OF_ADDRESS,
    OF_ORGANIZATION,
    OF_SERVICE,
    UNKNOWN,
    Object,
    is_place_of,
    main_address,
    objects_at,
    said,
)
from laufmappe.directory.reading import (
    find_phone,
    hours_id,
    is_short,
    language_code,
    own_schedule,
    read_location,
    read_organization,
    read_service,
)
from laufmappe.directory.terms import FIELDS, set_terms
from laufmappe.errors import FieldError

_CITY_STATES = ("Berlin", "Bremen", "Hamburg")
_EMPTY: tuple[Any, ...] = ("", None, [])


def write_entry(entry: Entry) -> Object:
    """The service with its organization and its location, ready for a file; for an organization alone, that."""
    organization = write_organization(entry.organization)
    if entry.service is None:
        return organization
    location = write_location(entry.location)
    service = _write_service(entry.service, organization, location or {})
    if location is not None:
        places = objects_at(service, "service_at_locations")
        place = next(filter(is_place_of, places), None)
        if place is None:
            place = {"id": made_id(service["id"], "place")}
            service["service_at_locations"] = [*places, place]
        place["location"] = location
    if "organization_id" in service:
        service["organization_id"] = organization["id"]
    if "organization" not in service:
        service["organization"] = organization
    return service


def write_organization(part: Part) -> Object:
    """The organization with what the record says of it."""
    organization = deepcopy(dict(part.extra))
    for field, value in _differing(part, read_organization(organization)[0]).items():
        _set(organization, OF_ORGANIZATION[field], value)
    if not organization.get("description"):
        organization["description"] = organization.get("name", UNKNOWN)
    return organization


def write_location(part: Part) -> Object | None:
    """The location with what the record says of it; None where nobody said anything."""
    location = deepcopy(dict(part.extra))
    changed = _differing(part, read_location(location))
    if not changed and set(location) <= {"id"}:
        return None
    location.setdefault("location_type", "physical")
    for field, value in changed.items():
        if field == "directions":
            _set(location, "transportation", value)
        elif field == "accessibility":
            _set_accessibility(location, value)
        else:
            _set_address(location, OF_ADDRESS[field], value)
    return location


def _write_service(part: Part, organization: Object, location: Object) -> Object:
    service = deepcopy(dict(part.extra))
    before, _remarks = read_service(service, organization, location)
    for field, value in _differing(part, before).items():
        if field == "fees" and "fees" in service and "fees_description" not in service:
            _set(service, "fees", value)
        elif field in OF_SERVICE:
            _set(service, OF_SERVICE[field], value)
        elif field in FIELDS:
            set_terms(service, field, value)
        else:
            _SETTERS[field](service, value, organization, location)
    service.setdefault("status", "active" if part.fields.get("active", True) else "inactive")
    return service


def _differing(part: Part, before: Part) -> dict[str, Any]:
    """Our fields that say something else than the object does."""
    known = {**before.made, **before.fields}
    return {field: value for field, value in part.fields.items() if not _is_same(field, value, known.get(field))}


def _is_same(field: str, value: Any, there: Any) -> bool:
    if there in _EMPTY:
        # Without a word, a service counts as active.
        return value in _EMPTY or (field == "active" and value is True)
    try:
        return bool(checked_value(field, there) == value)
    except FieldError:
        return False


def _set(holder: Object, key: str, value: Any) -> None:
    if value in _EMPTY:
        holder.pop(key, None)
    else:
        holder[key] = value


def _set_address(location: Object, key: str, value: str) -> None:
    address = main_address(location)
    if not address:
        address = {"id": made_id(location["id"], "address")}
        location["addresses"] = [*objects_at(location, "addresses"), address]
    _set(address, key, value)
    city = address.get("city", UNKNOWN)
    wanted = {"state_province": city if city in _CITY_STATES else UNKNOWN, "country": "DE", "address_type": "physical"}
    for required, default in {"address_1": UNKNOWN, "city": UNKNOWN, "postal_code": UNKNOWN, **wanted}.items():
        address.setdefault(required, default)


def _set_accessibility(location: Object, value: str) -> None:
    """One text for all that was said; addresses and details of others stay."""
    there = objects_at(location, "accessibility")
    for each in there:
        each.pop("description", None)
    if value and not there:
        there = [{"id": made_id(location["id"], "accessibility")}]
    if value:
        there[0]["description"] = value
    _set(location, "accessibility", [each for each in there if set(each) > {"id"}])


def _set_status(service: Object, value: bool, _organization: Object, _location: Object) -> None:
    service["status"] = "active" if value else "inactive"


def _set_verified(service: Object, value: Any, _organization: Object, _location: Object) -> None:
    _set(service, "assured_date", value.isoformat() if value else "")


def _set_phone(service: Object, value: str, organization: Object, location: Object) -> None:
    """The number changes where it stood, unless it was that of the whole place or organization."""
    phones = objects_at(service, "phones")
    there = find_phone(service, organization, location)
    shared = [*objects_at(location, "phones"), *objects_at(organization, "phones")]
    is_shared = any(there is phone for phone in shared)
    if not value:
        for holder in (service, *objects_at(service, "service_at_locations")[:1]):
            if any(phone is there for phone in objects_at(holder, "phones")):
                holder["phones"] = [phone for phone in holder["phones"] if phone is not there]
        return
    if not there or is_shared:
        there = {"id": made_id(service["id"], "phone"), "type": "voice"}
        service["phones"] = [there, *phones]
    there["number"] = value


def _set_languages(service: Object, value: list[str], _organization: Object, _location: Object) -> None:
    there = objects_at(service, "languages")
    kept = [each for each in there if language_code(each) in ("", *value)]
    codes = [language_code(each) for each in kept]
    new = [
        {"id": made_id(service["id"], "language", code), "name": language_name(code), "code": code}
        for code in value
        if code not in codes
    ]
    _set(service, "languages", [*kept, *new])


def _set_bring(service: Object, value: list[str], _organization: Object, _location: Object) -> None:
    there = objects_at(service, "required_documents")
    short = [each for each in there if is_short(said(each, "document"))]
    kept = [each for each in there if each not in short]
    by_text = {clean("bring", said(each, "document")): each for each in short}
    listed = [by_text.get(text) or {"id": made_id(service["id"], "document", text), "document": text} for text in value]
    _set(service, "required_documents", [*listed, *kept])


def _set_hours(service: Object, value: str, _organization: Object, location: Object) -> None:
    """Words get a schedule of their own beside the structured ones."""
    schedules = objects_at(service, "schedules")
    own = own_schedule(service)
    if not own and (value or schedules):
        own = {"id": hours_id(service)}
        schedules = [own, *schedules]
    if own:
        _set(own, "description", value)
        service["schedules"] = schedules


_SETTERS: dict[str, Callable[[Object, Any, Object, Object], None]] = {
    "active": _set_status,
    "verified_on": _set_verified,
    "phone": _set_phone,
    "languages": _set_languages,
    "bring": _set_bring,
    "hours": _set_hours,
}
