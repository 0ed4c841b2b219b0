# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Finding anything (Strg+K): people in any spelling, services, steps of the person at hand, what was written down."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from laufmappe.casework.desk import Desk
from laufmappe.casework.names.note_index import FIELDS
from laufmappe.casework.names.spelling import match_query, plain, search_words, spellings
from laufmappe.casework.people.register import list_people
from laufmappe.records.chains import AgreedChain, Step
from laufmappe.records.newcomers import Newcomer
from laufmappe.records.services import Location, Organization, Service

KINDS = ("person", "service", "step", "note")
"""What can be found, in the order it is shown."""
FEW = 8
"""So many of each kind are shown."""
_LEAST = 2
"""Notes are looked through from so many letters on."""
_AROUND = 40
_TABLES = {entity.__tablename__: entity for entity in FIELDS}


@dataclass(frozen=True)
class Hit:
    """Something found. `kind` is person, service, step or note; `text` says what, `below` where it stands.

    `newcomer_id` is whose it is, empty for services; `subject_id` the step, service or row, empty for a person. A note's
    `table` says what it was written in.
    """

    kind: str
    text: str
    below: str
    newcomer_id: str = ""
    subject_id: str = ""
    table: str = ""


def find_anything(desk: Desk, typed: str, here: str = "") -> list[Hit]:
    """What a text may mean, by kind; `here` is the person at hand, whose steps are found by their titles."""
    if not match_query(typed):
        return []
    people = [
        Hit("person", row.name, row.native_name or str(row.number), row.id) for row in list_people(desk, typed, FEW)
    ]
    exact = plain(typed)
    people.sort(key=lambda hit: not plain(hit.text).startswith(exact))
    with desk.read() as session:
        services = _services(session, typed)
        steps = _steps(session, typed, here) if here else []
        notes = _notes(session, typed) if len(typed.strip()) >= _LEAST else []
    return [*people, *services, *steps, *notes]


def _services(session: Session, typed: str) -> list[Hit]:
    """Services by name, wherever every word typed stands in their names, street or district."""
    place = (Service.name, Organization.name.label("organization"), Location.street, Location.district)
    query = select(Service.id, *place).join(Service.organization).join(Service.location)
    words = plain(typed).split()
    hits = [
        Hit("service", row.name, row.organization, subject_id=row.id)
        for row in session.execute(query)
        if _holds(words, *row[1:])
    ]
    return sorted(hits, key=lambda hit: (plain(hit.text), hit.subject_id))[:FEW]


def _holds(words: list[str], *texts: str) -> bool:
    searched = _searched(*texts)
    return all(word in searched for word in words)


@lru_cache(4096)
def _searched(*texts: str) -> str:
    """As a directory is searched; each letter typed asks for all of it again."""
    return search_words(*texts)


def _steps(session: Session, typed: str, here: str) -> list[Hit]:
    query = (
        select(Step.id, Step.title)
        .join(AgreedChain, AgreedChain.id == Step.chain_id)
        .where(AgreedChain.newcomer_id == here, AgreedChain.ended_on.is_(None), Step.dropped_on.is_(None))
        .order_by(Step.position)
    )
    wanted = [form.split() for form in spellings(typed)]
    found = []
    for row in session.execute(query):
        words = plain(row.title)
        if any(form and all(word in words for word in form) for form in wanted):
            found.append(Hit("step", row.title, "", here, row.id))
    return found[:FEW]


def _notes(session: Session, typed: str) -> list[Hit]:
    """The newest texts that hold every word typed, or the beginning of one."""
    places = session.execute(
        text(
            "SELECT place.kind, place.subject_id, place.newcomer_id FROM note_place place WHERE place.id IN"
            " (SELECT rowid FROM note_search WHERE note_search MATCH :match ORDER BY rowid DESC LIMIT :few)"
            " ORDER BY place.id DESC"
        ),
        {"match": match_query(typed), "few": FEW},
    ).all()
    hits = []
    for place in places:
        row: Any = session.get(_TABLES[place.kind], place.subject_id)
        person = session.get(Newcomer, place.newcomer_id)
        if row is None or person is None:
            continue
        name = f"{person.given_name} {person.family_name}".strip() or person.native_name
        said = " · ".join(value for field in FIELDS[type(row)] if (value := getattr(row, field)))
        said = said or getattr(row, "title", "")
        subject = "" if place.kind == "newcomer" else place.subject_id
        hits.append(Hit("note", _excerpt(said, typed), name, place.newcomer_id, subject, place.kind))
    return hits


def _excerpt(said: str, typed: str) -> str:
    """The words around the first one that was typed, on one line."""
    line = " ".join(said.split())
    first = plain(typed).split()[0]
    at = plain(line).find(first)
    if at <= _AROUND:
        return line[: 3 * _AROUND]
    begin = line.rfind(" ", 0, at - _AROUND // 2) + 1
    return f"…{line[begin : at + 2 * _AROUND]}"
