# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""An object of HSDS → an entry: what our fields can take of it, and all that it said."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from babel.core import get_global

from laufmappe.casework.cldr import find_language
from laufmappe.casework.fields import LINE, clean
from laufmappe.casework.services.directory_entries import Entry, Part, is_link
from laufmappe.directory.hours import hours_line, is_structured, schedules_of
from laufmappe.directory.nesting import made_id
from laufmappe.directory.parts import (
    OF_ADDRESS,
    OF_ORGANIZATION,
    OF_SERVICE,
    Object,
    main_address,
    object_at,
    objects_at,
    said,
    split,
)
from laufmappe.directory.tables import LISTS, TABLES
from laufmappe.directory.terms import read_terms
from laufmappe.errors import FieldError
from laufmappe.i18n import _

_STATUSES = {"active": True, "inactive": False, "defunct": False, "temporarily closed": False}


def read_entry(document: Object) -> tuple[Entry, list[str]]:
    """A service with its organization and location, and remarks on what is only kept. Raises FieldError."""
    service, organization, location = split(document)
    part, remarks = read_service(service, organization, location)
    owner, more = read_organization(organization)
    odd = [*_odd("service", service), *_odd("organization", organization), *_odd("location", location)]
    return Entry(part, owner, read_location(location)), [*remarks, *more, *odd]


def _odd(name: str, holder: Object) -> list[str]:
    """A remark on each list that is none, and on an organization that is no object."""
    lists = [
        key
        for key in LISTS[name]
        if holder.get(key) is not None and len(objects_at(holder, key)) != _length(holder[key])
    ]
    objects = [key for key, _table, _column in TABLES[name].objects if not isinstance(holder.get(key), dict | None)]
    words = _("„{field}“ hat nicht die Form, die HSDS verlangt; es wird nur aufbewahrt.")
    return [words.format(field=key) for key in (*lists, *objects)]


def _length(value: Any) -> int:
    return len(value) if isinstance(value, list) else -1


def read_organization(organization: Object) -> tuple[Part, list[str]]:
    """What an organization says of itself."""
    fields, remarks = _texts(organization, OF_ORGANIZATION)
    if fields.get("description") == fields.get("name"):
        fields.pop("description", None)
    return Part(fields, organization), remarks


def read_location(location: Object) -> Part:
    """Where one goes."""
    fields, _remarks = _texts(main_address(location), OF_ADDRESS)
    words = (said(each, "description").strip() for each in objects_at(location, "accessibility"))
    more = {"directions": said(location, "transportation"), "accessibility": "\n".join(filter(None, words))}
    return Part({**fields, **{field: text for field, text in more.items() if text}}, location)


def read_service(service: Object, organization: Object, location: Object) -> tuple[Part, list[str]]:
    """What a service says of itself. Telephone and hours may stand at the place or at the organization."""
    fields, remarks = _texts(service, OF_SERVICE)
    if "fees" not in fields and said(service, "fees"):
        fields["fees"] = said(service, "fees")
    status = said(service, "status")
    if status in _STATUSES:
        fields["active"] = _STATUSES[status]
    elif status:
        remarks.append(_("Den Stand „{status}“ kenne ich nicht; er wird nur aufbewahrt.").format(status=status[:60]))
    if said(service, "assured_date"):
        fields["verified_on"] = _day("assured_date", said(service, "assured_date"))
    phone = find_phone(service, organization, location)
    if phone:
        fields["phone"] = said(phone, "number")
    for read in (_languages, _bring, read_terms):
        found, more = read(service)
        fields.update(found)
        remarks += more
    for field, value in _capacity(service).items():
        fields.setdefault(field, value)
    hours, made = read_hours(service, location)
    if hours:
        fields["hours"] = hours
    return Part(fields, service, {"hours": made} if made else {}), remarks


def find_phone(service: Object, organization: Object, location: Object) -> Object:
    """The telephone that one calls: of the service, at its place, of the place, of the organization; empty for none."""
    for holder in (service, *objects_at(service, "service_at_locations")[:1], location, organization):
        for phone in objects_at(holder, "phones"):
            if said(phone, "number"):
                return phone
    return {}


def language_code(language: Object) -> str:
    """Our code of a language, empty for one that we do not know."""
    code = said(language, "code").strip().casefold().replace("_", "-")
    main = code.partition("-")[0]
    known = get_global("language_aliases").get(main, "")
    for text in (code, main, known.partition("_")[0], said(language, "name")):
        found = find_language(text) if text else None
        if found:
            return found
    return ""


def read_hours(service: Object, location: Object) -> tuple[str, str]:
    """Opening times in words, and those that we put into words ourselves."""
    own = own_schedule(service)
    if own:
        return said(own, "description"), ""
    schedules = schedules_of(service, location)
    if any(map(is_structured, schedules)):
        return "", hours_line(schedules)
    return "\n".join(filter(None, (said(schedule, "description") for schedule in schedules))), ""


def own_schedule(service: Object) -> Object:
    """The schedule that holds the words of the record."""
    own = hours_id(service)
    return next((each for each in objects_at(service, "schedules") if each.get("id") == own), {})


def hours_id(service: Object) -> str:
    """The id of the schedule that holds the words of the record."""
    return made_id(service.get("id"), "hours")


def _texts(holder: Object, names: Mapping[str, str]) -> tuple[dict[str, Any], list[str]]:
    fields: dict[str, Any] = {}
    remarks = []
    for field, key in names.items():
        text = said(holder, key).strip()
        if field == "url" and text and not is_link(text):
            remarks.append(_("„{link}“ ist keine Internetadresse; sie wird nur aufbewahrt.").format(link=text[:60]))
        elif text:
            fields[field] = text
    return fields, remarks


def _languages(service: Object) -> tuple[dict[str, Any], list[str]]:
    languages = objects_at(service, "languages")
    codes = [code for code in map(language_code, languages) if code]
    unknown = [said(each, "name") or said(each, "code") for each in languages if not language_code(each)]
    remarks = [
        _("Die Sprache „{language}“ kenne ich nicht; sie wird nur aufbewahrt.").format(language=name[:60])
        for name in unknown
        if name
    ]
    return ({"languages": list(dict.fromkeys(codes))} if codes else {}), remarks


def _bring(service: Object) -> tuple[dict[str, Any], list[str]]:
    texts = [said(each, "document") for each in objects_at(service, "required_documents")]
    fitting = [text for text in texts if text and is_short(text)][:50]
    left = len([text for text in texts if text]) - len(fitting)
    remarks = [_("Ein langer Text zu Unterlagen wird nur aufbewahrt.")] if left else []
    return ({"bring": fitting} if fitting else {}), remarks


def is_short(text: str) -> bool:
    """Whether a text fits one line of the record."""
    try:
        return bool(clean("bring", text))
    except FieldError:
        return len(text) <= LINE


def _capacity(service: Object) -> dict[str, Any]:
    """Free places as HSDS 3.1 writes them."""
    for capacity in objects_at(service, "capacities"):
        unit = said(object_at(capacity, "unit"), "name")
        count = " von ".join(filter(None, (said(capacity, "available"), said(capacity, "maximum"))))
        text = said(capacity, "description") or f"{count} {unit}".strip()
        updated = said(capacity, "updated")
        if text:
            return {"capacity": text, **({"capacity_on": _day("capacities.updated", updated)} if updated else {})}
    return {}


def _day(field: str, text: str) -> date:
    try:
        return date.fromisoformat(text.strip()[:10])
    except ValueError:
        raise FieldError(field, _("Hier gehört ein Tag hin, zum Beispiel 2026-11-23.")) from None
