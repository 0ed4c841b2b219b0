# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Our own taxonomy: what HSDS has no field for travels as attributes with terms of ours (`type:jobcentre`, `room`)."""

from datetime import date
from functools import cache
from typing import Any

from laufmappe.casework.words import Labels, needs, service_types, statuses, topics
from laufmappe.directory.nesting import made_id
from laufmappe.directory.parts import Object, object_at, objects_at, said
from laufmappe.i18n import _

TAXONOMY = "laufmappe"
_CHOICES = {"type": "type", "topics": "topic", "audience": "audience", "needs": "need"}
_VALUES = {"room": "Raum", "capacity": "Freie Plätze", "capacity_on": "Stand der freien Plätze"}
FIELDS = (*_CHOICES, *_VALUES)
"""Our fields that travel as terms."""


@cache
def _labels(field: str) -> Labels:
    return {"type": service_types, "topics": topics, "audience": statuses, "needs": needs}[field]()


def read_terms(service: Object) -> tuple[dict[str, Any], list[str]]:
    """Our fields out of the attributes of a service, and remarks on terms of ours that we do not know."""
    fields: dict[str, Any] = {}
    remarks = []
    by_kind = {kind: field for field, kind in _CHOICES.items()}
    for attribute in objects_at(service, "attributes"):
        code = _code(attribute)
        kind, _colon, choice = code.partition(":")
        if kind in by_kind:
            field = by_kind[kind]
            if choice not in _labels(field):
                remarks.append(
                    _("Den Begriff „{term}“ kenne ich nicht; er wird nur aufbewahrt.").format(term=code[:60])
                )
            elif field == "type":
                fields.setdefault(field, choice)
            else:
                fields.setdefault(field, []).append(choice)
        elif code in _VALUES and said(attribute, "value"):
            fields.setdefault(code, said(attribute, "value"))
    if "capacity_on" in fields:
        fields["capacity_on"] = _day(fields["capacity_on"])
    return {field: value for field, value in fields.items() if value is not None}, remarks


def set_terms(service: Object, field: str, value: Any) -> None:
    """Writes a field of ours into the attributes; terms of others, and terms of ours that we do not know, stay."""
    if field in _VALUES:
        wanted = {field: value.isoformat() if isinstance(value, date) else value} if value else {}
        kept = [a for a in _attributes(service) if _code(a) != field]
    else:
        choices = ([value] if value else []) if field == "type" else value
        wanted = dict.fromkeys((f"{_CHOICES[field]}:{choice}" for choice in choices), None)
        known = {f"{_CHOICES[field]}:{choice}" for choice in _labels(field)}
        kept = [a for a in _attributes(service) if _code(a) not in known or _code(a) in wanted]
        wanted = {code: None for code in wanted if code not in map(_code, kept)}
    attributes = [*kept, *(_attribute(service, field, code, text) for code, text in wanted.items())]
    if attributes:
        service["attributes"] = attributes
    else:
        service.pop("attributes", None)


def _attributes(service: Object) -> list[Any]:
    value = service.get("attributes")
    return value if isinstance(value, list) else []


def _code(attribute: Any) -> str:
    """The code of a term of ours, empty for those of others."""
    term = object_at(attribute, "taxonomy_term") if isinstance(attribute, dict) else {}
    code = term.get("code")
    return code if term.get("taxonomy") == TAXONOMY and isinstance(code, str) else ""


def _attribute(service: Object, field: str, code: str, value: str | None) -> Object:
    label = _VALUES.get(field) or _labels(field)[code.partition(":")[2]]
    term = {
        "id": made_id("term", code),
        "code": code,
        "name": label,
        "description": label,
        "taxonomy": TAXONOMY,
        "taxonomy_detail": {
            "id": made_id("taxonomy"),
            "name": "Laufmappe",
            "description": "Begriffe des Programms Laufmappe: Art, Themen, Zielgruppe und Bedarfe einer Anlaufstelle",
        },
        "language": "de",
    }
    attribute = {"id": made_id(service["id"], code), "link_entity": "service", "taxonomy_term": term}
    return attribute if value is None else {**attribute, "value": value}


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
