# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The directory of services as it is exchanged with others: what comes in changes only what it speaks of.

How a file looks is the matter of `laufmappe.directory`; here are the entries that it makes of one, and what becomes of
them in the record. Nothing is ever deleted: a service that a file leaves out stays.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from laufmappe.casework.desk import Desk
from laufmappe.casework.names.spelling import plain
from laufmappe.casework.services.directory_entries import (
    NOT_SAID,
    Directory,
    Entry,
    Exchanged,
    Fields,
    Part,
    checked_entry,
)
from laufmappe.records.base import columns, new_id
from laufmappe.records.newcomers import Setting
from laufmappe.records.services import Location, Organization, Service

REST = "directory_rest"
"""The setting with what a directory said that belongs to no service."""
_SAID = "hsds"
_MADE = "made"
_IDS = UUID("0f6c0b8e-6d0f-5c55-8b57-0d7f7b2d9f3a")


def import_entries(desk: Desk, entries: Iterable[Entry], rest: Fields | None = None) -> Exchanged:
    """Takes entries into the directory in one act; `subject_id` is empty.

    A service is found again by its id, else by its name, organization and address. Only fields that an entry speaks of
    change.

    Raises:
        FieldError: An entry holds what can't be kept; nothing was written. See `checked_entry`.
    """
    checked = [checked_entry(entry) for entry in entries]
    with desk.write("import_directory") as act:
        taking = _Taking(act.session, checked)
        for entry in checked:
            taking.take(entry)
        taking.finish()
        if rest:
            _keep_rest(act.session, rest)
        act.session.flush()
    return Exchanged(tuple(taking.added), tuple(taking.changed), tuple(taking.same), act.changed())


class _Taking:
    """The rows that are there, and how entries find theirs."""

    def __init__(self, session: Session, entries: list[Entry]) -> None:
        self._session = session
        self.added: list[str] = []
        self.changed: list[str] = []
        self.same: list[str] = []
        self._new: list[Location | Service] = []
        self._moved: list[Service] = []
        services = session.scalars(
            select(Service).options(joinedload(Service.organization), joinedload(Service.location))
        ).all()
        organizations = session.scalars(select(Organization)).all()
        self._services = _by_id(services)
        self._organizations = _by_id(organizations)
        # Whatever an entry finds by its id is not to be found by name for another.
        claimed = _claimed(entry.service for entry in entries)
        self._alike: dict[tuple[str, ...], list[Service]] = {}
        for service in services:
            if claimed.isdisjoint((service.id, _said_id(service))):
                self._alike.setdefault(_likeness(service), []).append(service)
        claimed = _claimed(entry.organization for entry in entries)
        self._named: dict[str, Organization] = {}
        for organization in organizations:
            if claimed.isdisjoint((organization.id, _said_id(organization))):
                self._named.setdefault(organization.name, organization)

    def take(self, entry: Entry) -> None:
        if entry.service is None:
            self._organization(entry.organization)
            return
        service = self._found(entry, entry.service)
        if service is None:
            self.added.append(self._add(entry, entry.service).id)
            return
        before = self._shown(service)
        if entry.organization.fields.get("name") or entry.organization.id in self._organizations:
            organization = self._organization(entry.organization)
            if organization is not service.organization:
                service.organization = organization
                self._moved.append(service)
        _apply(entry.location, service.location)
        _apply(entry.service, service)
        (self.same if self._shown(service) == before else self.changed).append(service.id)

    def finish(self) -> None:
        """Writes organizations, then what points to them: no relationship tells the session that locations do."""
        self._session.flush()
        self._session.add_all(self._new)
        for service in self._moved:
            service.location.organization_id = service.organization.id

    def _found(self, entry: Entry, part: Part) -> Service | None:
        found = self._services.get(part.id) or self._services.get(_own_id(part.id))
        if found is None:
            location = entry.location.fields
            likeness = (
                plain(part.fields["name"]),
                plain(entry.organization.fields.get("name") or part.fields["name"]),
                *(plain(location.get(name, "")) for name in ("street", "postcode", "city")),
            )
            alike = self._alike.get(likeness)
            found = alike.pop(0) if alike else None
        return found

    def _add(self, entry: Entry, part: Part) -> Service:
        named = entry.organization
        if not named.fields.get("name"):
            named = replace(named, fields={**named.fields, "name": part.fields["name"]})
        organization = self._organization(named)
        location = Location(id=new_id(), organization_id=organization.id, extra={}, **_empty(Location))
        _apply(entry.location, location)
        service = Service(
            id=_own_id(part.id) if part.id else new_id(),
            organization_id=organization.id,
            location_id=location.id,
            extra={},
            **_empty(Service),
        )
        service.organization, service.location = organization, location
        _apply(part, service)
        self._new += [location, service]
        self._services[service.id] = service
        return service

    def _organization(self, part: Part) -> Organization:
        """The row of an organization, added where there is none."""
        found = self._organizations.get(part.id) or self._organizations.get(_own_id(part.id))
        name = part.fields.get("name", "")
        if found is None:
            found = self._named.get(name)
        if found is None:
            found = Organization(id=_own_id(part.id) if part.id else new_id(), extra={}, **_empty(Organization))
            found.name = name
            self._session.add(found)
            if not part.id:
                self._named[name] = found
        if part.id:
            self._organizations[part.id] = self._organizations[found.id] = found
            self._named.pop(found.name, None)
        _apply(part, found)
        return found

    @staticmethod
    def _shown(service: Service) -> list[Any]:
        rows = (service, service.location, service.organization)
        return [getattr(row, name) for row in rows for name in columns(type(row)) if name not in ("id", "extra")]


def _by_id(rows: Iterable[Any]) -> dict[str, Any]:
    """Rows by their own ids and by those that a directory gave them."""
    own = {row.id: row for row in rows}
    return {**own, **{_said_id(row): row for row in own.values() if _said_id(row)}}


def _claimed(parts: Iterable[Part | None]) -> set[str]:
    """The ids that some entries name, and those that rows would have for them."""
    said = {part.id for part in parts if part is not None and part.id}
    return said | {_own_id(each) for each in said}


def _said_id(row: Service | Organization) -> str:
    return str(row.extra.get(_SAID, {}).get("id") or "")


def _own_id(said: str) -> str:
    """The id that a row gets here: the same UUID, or one that follows from an id of another form."""
    try:
        return str(UUID(said)) if said else ""
    except ValueError:
        return str(uuid5(_IDS, said))


def _likeness(service: Service) -> tuple[str, ...]:
    place = service.location
    return tuple(map(plain, (service.name, service.organization.name, place.street, place.postcode, place.city)))


def _empty(entity: type[Organization | Location | Service]) -> dict[str, Any]:
    """What a new row says before anybody said anything."""
    lists = ("languages", "audience", "topics", "needs", "bring")
    dates = ("verified_on", "capacity_on")
    names = [name for name in columns(entity) if name not in NOT_SAID]
    values: dict[str, Any] = {name: [] if name in lists else None if name in dates else "" for name in names}
    return {**values, "active": True} if "active" in values else values


def _apply(part: Part, row: Organization | Location | Service) -> None:
    made = row.extra.get(_MADE, {})
    values = dict(part.fields)
    for name, value in part.made.items():
        if name not in values and getattr(row, name) in ("", made.get(name, "")):
            values[name] = value
    for name, value in values.items():
        if getattr(row, name) != value:
            setattr(row, name, value)
    extra = dict(row.extra)
    if part.extra:
        extra[_SAID] = {**extra.get(_SAID, {}), **part.extra}
    if part.made:
        extra[_MADE] = dict(part.made)
    if extra != row.extra:
        row.extra = extra


def _keep_rest(session: Session, rest: Fields) -> None:
    setting = session.get(Setting, REST)
    kept = json.loads(setting.value) if setting else {}
    text = json.dumps(_merged(kept, rest), ensure_ascii=False)
    if setting is None:
        session.add(Setting(key=REST, value=text))
    elif setting.value != text:
        setting.value = text


def _merged(kept: Any, said: Any) -> Any:
    """What is said now over what was kept; rows with an id replace the row with theirs."""
    if isinstance(kept, dict) and isinstance(said, Mapping):
        return {**kept, **{key: _merged(kept.get(key), value) for key, value in said.items()}}
    if isinstance(kept, list) and isinstance(said, list):
        rows = [*kept, *said]
        if all(isinstance(row, dict) and isinstance(row.get("id"), str) for row in rows):
            return list({row["id"]: row for row in rows}.values())
    return said


def export_entries(desk: Desk) -> Directory:
    """The whole directory by name, with what it once said beyond our fields. Organizations without services come last."""
    with desk.read() as session:
        query = select(Service).options(joinedload(Service.organization), joinedload(Service.location))
        services = sorted(session.scalars(query), key=lambda s: (plain(s.name), s.id))
        used = {service.organization_id for service in services}
        alone = sorted(session.scalars(select(Organization)), key=lambda o: (plain(o.name), o.id))
        setting = session.get(Setting, REST)
        entries = [Entry(_part(s), _part(s.organization), _part(s.location)) for s in services]
        entries += [Entry(None, _part(organization)) for organization in alone if organization.id not in used]
        return Directory(tuple(entries), json.loads(setting.value) if setting else {})


def _part(row: Organization | Location | Service) -> Part:
    fields = {name: getattr(row, name) for name in columns(type(row)) if name not in NOT_SAID}
    return Part(fields, {"id": row.id, **row.extra.get(_SAID, {})}, row.extra.get(_MADE, {}))
