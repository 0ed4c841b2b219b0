# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The entries of an exchanged directory of services, and what their fields may hold."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from laufmappe.casework.cldr import language_codes
from laufmappe.casework.fields import LINE, TEXT, clean, clean_lines, known
from laufmappe.casework.views import Changed
from laufmappe.casework.words import needs, service_types, statuses, topics
from laufmappe.errors import FieldError
from laufmappe.i18n import _
from laufmappe.records.base import columns
from laufmappe.records.services import Location, Organization, Service

NOT_SAID = ("id", "organization_id", "location_id", "extra")
"""Columns that no entry speaks of."""
_LONG = {"description", "hours", "note", "directions", "accessibility", "fees", "capacity"}
_CHOICES: dict[str, Callable[[], Iterable[str]]] = {
    "languages": language_codes,
    "audience": statuses,
    "topics": topics,
    "needs": needs,
}
_LINK = re.compile(r"(https?://|www\.)\S+", re.IGNORECASE)

Fields = Mapping[str, Any]


@dataclass(frozen=True)
class Fault:
    """Why a row stays out: the file, the row in it (a line of a table, or the number of an entry), the field, a sentence."""

    file: str
    row: int
    field: str
    sentence: str

    def __str__(self) -> str:
        words = _("Zeile {row}") if self.file.lower().endswith(".csv") else _("Eintrag {row}")
        place = f"{self.file}, {words.format(row=self.row)}"
        return f"{place}, {self.field}: {self.sentence}" if self.field else f"{place}: {self.sentence}"


@dataclass(frozen=True)
class Part:
    """An object of a directory: `fields` of ours that it speaks of, and `extra`, everything that it said, as it said it.

    `made` are values that we read out of it ourselves: they never replace what a person wrote.
    """

    fields: Fields = field(default_factory=dict)
    extra: Fields = field(default_factory=dict)
    made: Fields = field(default_factory=dict)

    @property
    def id(self) -> str:
        """The id that the directory gives it, empty where it gives none."""
        return str(self.extra.get("id") or "")


@dataclass(frozen=True)
class Entry:
    """A service of a directory with its organization and its place; or, without service, an organization alone."""

    service: Part | None
    organization: Part = Part()
    location: Part = Part()


@dataclass(frozen=True)
class Directory:
    """Entries, and what belongs to none of them."""

    entries: tuple[Entry, ...]
    rest: Fields = field(default_factory=dict)


@dataclass(frozen=True)
class Exchanged:
    """What an import did: the ids of services that are new, that were changed, and that stayed as they were."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    act: Changed | None = None


def is_link(text: str) -> bool:
    """Whether a text is an address on the web; nothing else is ever offered to be opened."""
    return _LINK.fullmatch(text) is not None


def checked_entry(entry: Entry) -> Entry:
    """The entry with every field cleaned. Raises FieldError."""
    service = entry.service
    if service is not None:
        service = _checked(service, Service)
        if not service.fields.get("name"):
            raise FieldError("name", _("Wie heißt die Anlaufstelle?"))
    elif not entry.organization.fields.get("name"):
        raise FieldError("organization.name", _("Wie heißt die Organisation?"))
    organization = _checked(entry.organization, Organization, "organization.")
    return Entry(service, organization, _checked(entry.location, Location, "location."))


def _checked(part: Part, entity: type[Organization | Location | Service], prefix: str = "") -> Part:
    """The cleaned part; a fault names the field behind `prefix`."""
    wrong = ({*part.fields, *part.made} - set(columns(entity))) | ({*part.fields, *part.made} & set(NOT_SAID))
    if wrong:
        raise FieldError(min(wrong), _("Dieses Feld gibt es nicht."))
    try:
        return replace(
            part,
            fields={name: checked_value(name, value) for name, value in part.fields.items()},
            made={name: checked_value(name, value) for name, value in part.made.items()},
        )
    except FieldError as error:
        raise FieldError(prefix + error.field, str(error)) from None


def checked_value(name: str, value: Any) -> Any:
    """What a field of the directory may hold. Raises FieldError."""
    if name in _CHOICES:
        choices = frozenset(_CHOICES[name]())
        return list(dict.fromkeys(known(name, each, choices) for each in value))
    if name == "bring":
        return clean_lines(name, value)
    if name in ("verified_on", "capacity_on", "active"):
        if not isinstance(value, bool if name == "active" else date | None):
            raise FieldError(name, _("Das lässt sich nicht lesen."))
        return value
    if name == "type":
        return known(name, value, ("", *service_types()))
    text = clean(name, value, TEXT if name in _LONG else LINE)
    if name == "url" and text and not is_link(text):
        raise FieldError(name, _("Eine Internetadresse beginnt mit http:// oder https://."))
    return text
