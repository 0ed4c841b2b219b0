# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where our fields stand in the objects of HSDS, and careful ways to look at objects that anybody may have written."""

from typing import Any

from laufmappe.errors import FieldError
from laufmappe.i18n import _

Object = dict[str, Any]

UNKNOWN = "-"
"""Stands where the specification wants a value that the record does not have."""

OF_SERVICE = {
    "name": "name",
    "description": "description",
    "url": "url",
    "email": "email",
    "note": "application_process",
    "fees": "fees_description",
}
OF_ORGANIZATION = {"name": "name", "description": "description", "url": "website", "email": "email"}
OF_ADDRESS = {"street": "address_1", "postcode": "postal_code", "city": "city", "district": "region"}

PLACES = {
    **OF_SERVICE,
    **{f"organization.{field}": f"organization.{key}" for field, key in OF_ORGANIZATION.items()},
    **{f"location.{field}": f"addresses.{key}" for field, key in OF_ADDRESS.items()},
    "location.directions": "location.transportation",
    "location.accessibility": "accessibility.description",
    "verified_on": "assured_date",
    "phone": "phones.number",
    "hours": "schedules",
    "bring": "required_documents.document",
    "capacity": "attributes.value",
    "room": "attributes.value",
}
"""Where a fault in one of our fields is to be looked for in the file."""


def said(holder: Object, key: str) -> str:
    """The text of a key; empty where nothing is said. A number is taken for a text: house numbers and postcodes are
    written so.

    Raises:
        FieldError: It is neither.
    """
    value = holder.get(key)
    if value is None or value == UNKNOWN:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise FieldError(key, _("Hier gehört ein Text hin."))
    return str(value)


def object_at(holder: Object, key: str) -> Object:
    """The object of a key, empty where there is none."""
    value = holder.get(key)
    return value if isinstance(value, dict) else {}


def objects_at(holder: Object, key: str) -> list[Object]:
    """The objects in the list of a key."""
    value = holder.get(key)
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def split(document: Object) -> tuple[Object, Object, Object]:
    """A service without its organization and the first of its locations, and those two. None marks where it was."""
    service = {key: value for key, value in document.items() if key != "organization"}
    organization = object_at(document, "organization")
    places = document.get("service_at_locations")
    location: Object = {}
    if isinstance(places, list):
        first = next((n for n, place in enumerate(places) if isinstance(place, dict) and place.get("location")), None)
        if first is not None and isinstance(places[first]["location"], dict):
            location = places[first]["location"]
            service["service_at_locations"] = [
                {**place, "location": None} if number == first else _without_null(place)
                for number, place in enumerate(places)
            ]
    if document.get("organization") is not None and not organization:
        service["organization"] = document["organization"]
    return service, organization, location


def is_place_of(place: Object) -> bool:
    """Whether the first location was taken out here."""
    return "location" in place and place["location"] is None


def main_address(location: Object) -> Object:
    """The address that one goes to: the first that is not for letters only, else the first."""
    addresses = objects_at(location, "addresses")
    physical = [address for address in addresses if address.get("address_type") != "postal"]
    return next(iter(physical or addresses), {})


def _without_null(place: Any) -> Any:
    has_null = isinstance(place, dict) and is_place_of(place)
    return {key: value for key, value in place.items() if key != "location"} if has_null else place
