# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may be the same person: a name that sounds alike, or the same day of birth and part of the name."""

from dataclasses import dataclass
from difflib import SequenceMatcher

from sqlalchemy import and_, false, or_, select, text

from laufmappe.casework.desk import Desk
from laufmappe.casework.spelling import match_query, plain
from laufmappe.records.newcomers import Newcomer

ALIKE = 0.8
"""From this likeness (0 to 1) on, two names may be two spellings of one."""
_BEGINNING = 2
"""So many letters of every word have to agree before names are compared."""
_LOOKED_AT = 500


@dataclass(frozen=True)
class SimilarPerson:
    """Somebody who is in the vault already, and what agrees with the form."""

    id: str
    name: str
    native_name: str
    birth_date: str
    counsellor: str
    same_name: bool
    same_birth: bool


def similar_people(
    desk: Desk, name: str, native_name: str = "", birth_date: str = "", but: str = "", limit: int = 3
) -> list[SimilarPerson]:
    """People who may be the one being taken in, likeliest first. `birth_date` is a partial date, `but` the own id.

    Two people may well share a day of birth: alone it only counts when it is a whole day.
    """
    wanted = [plain(form) for form in (name, native_name) if form.strip()]
    begun = [match_query(" ".join(word[:_BEGINNING] for word in form.split())) for form in wanted]
    match = " OR ".join(f"({form})" for form in begun if form)
    hits = text("SELECT rowid FROM person_search WHERE person_search MATCH :match").bindparams(match=match)
    by_name = Newcomer.number.in_(hits.columns(Newcomer.number)) if match else false()
    by_birth = and_(Newcomer.birth_date == birth_date, Newcomer.birth_date != "") if len(birth_date) == 10 else false()
    query = select(Newcomer).where(or_(by_name, by_birth), Newcomer.id != but).limit(_LOOKED_AT)
    found: list[tuple[float, SimilarPerson]] = []
    with desk.read() as session:
        for row in session.scalars(query):
            shown = f"{row.given_name} {row.family_name}".strip() or row.native_name
            alike = max((_likeness(a, plain(b)) for a in wanted for b in (shown, row.native_name) if b), default=0.0)
            same_birth = bool(birth_date) and row.birth_date == birth_date
            if alike < ALIKE and not (same_birth and len(birth_date) == 10):
                continue
            person = SimilarPerson(
                id=row.id,
                name=shown,
                native_name=row.native_name,
                birth_date=row.birth_date,
                counsellor=row.counsellor,
                same_name=alike >= ALIKE,
                same_birth=same_birth,
            )
            found.append((alike + same_birth, person))
    found.sort(key=lambda pair: (-pair[0], pair[1].name))
    return [person for _score, person in found[:limit]]


def _likeness(one: str, other: str) -> float:
    """How alike two names are, whatever the order of their words."""
    one, other = " ".join(sorted(one.split())), " ".join(sorted(other.split()))
    return SequenceMatcher(None, one, other, autojunk=False).ratio()
