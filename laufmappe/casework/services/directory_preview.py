# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an exchanged directory would change, before anybody says yes: the import is tried, looked at, and not done."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, fields

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from laufmappe.casework.desk import Act, Desk
from laufmappe.casework.names.spelling import plain
from laufmappe.casework.services.directory import import_entries
from laufmappe.casework.services.directory_entries import Entry, Fields
from laufmappe.casework.services.register import service_view
from laufmappe.casework.views import ServiceView
from laufmappe.records.services import Service


@dataclass(frozen=True)
class Coming:
    """What would become of one service: `kind` is new, changed or same; `fields` are those of `ServiceView` that differ."""

    kind: str
    name: str
    organization: str
    fields: tuple[str, ...] = ()


def preview_entries(desk: Desk, entries: Iterable[Entry], rest: Fields | None = None) -> list[Coming]:
    """What `import_entries` would do with these: new ones first, then changed, then unchanged, each by name.

    Raises:
        FieldError: An entry holds what can't be kept.
    """
    with desk.read() as session:
        before = _views(session)
    trial = _Trial(desk)
    tried = import_entries(trial, entries, rest)
    found = []
    for kind, ids in (("new", tried.added), ("changed", tried.changed), ("same", tried.same)):
        coming = [_coming(kind, trial.views[each], before.get(each)) for each in dict.fromkeys(ids)]
        found += sorted(coming, key=lambda each: plain(each.name))
    return found


def _coming(kind: str, after: ServiceView, before: ServiceView | None) -> Coming:
    differing = [f.name for f in fields(ServiceView) if before and getattr(before, f.name) != getattr(after, f.name)]
    return Coming(kind, after.name, after.organization, tuple(differing))


class _NotDone(Exception):  # noqa: N818  # not a fault: it only ends the trial
    """Takes back what was tried."""


class _Trial(Desk):
    """A desk whose acts are looked at from inside and then not done; it works in the vault of another, opened one."""

    def __init__(self, desk: Desk) -> None:
        self.vault, self.today, self.who = desk.vault, desk.today, desk.who
        self.views: dict[str, ServiceView] = {}

    @contextmanager
    def write(self, verb: str, newcomer_id: str | None = None) -> Iterator[Act]:
        with suppress(_NotDone), super().write(verb, newcomer_id) as act:
            yield act
            act.session.flush()
            self.views = _views(act.session)
            raise _NotDone


def _views(session: Session) -> dict[str, ServiceView]:
    query = select(Service).options(joinedload(Service.organization), joinedload(Service.location))
    return {service.id: service_view(service) for service in session.scalars(query)}
