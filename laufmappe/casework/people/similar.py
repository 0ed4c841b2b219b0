# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may be the same person, what agrees, and how strongly: a hint for the counsellor, who decides.

The search index finds the candidates, by sound, birth and phone (`sounds.alike_words`); what agrees is looked at here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations
from typing import Any

from sqlalchemy import Row, or_, select, text
from sqlalchemy.orm import Session

from laufmappe.casework.desk import Desk
from laufmappe.casework.names.sounds import BORN, PHONE, SOUND, latin_words, phone_end, sound
from laufmappe.casework.names.spelling import plain
from laufmappe.casework.people.register import NewcomerDraft
from laufmappe.i18n import N_
from laufmappe.records.household import NotTheSame
from laufmappe.records.newcomers import Newcomer

REASONS = {
    "same_name": N_("Name gleich geschrieben"),
    "same_native": N_("Name in eigener Schrift gleich"),
    "swapped": N_("Vor- und Nachname vertauscht"),
    "same_sound": N_("Name klingt gleich"),
    "missing_part": N_("ein Namensteil fehlt"),
    "one_letter": N_("ein Buchstabe anders"),
    "part": N_("ein Teil des Namens gleich"),
    "same_birth": N_("Geburtsdatum gleich"),
    "same_year": N_("Geburtsjahr gleich"),
    "same_day": N_("Tag und Monat der Geburt gleich"),
    "near_year": N_("Geburtsjahr fast gleich"),
    "same_phone": N_("Telefon gleich"),
}
"""What may agree, in the counsellor's words, strongest first."""
_WEIGHT = {
    "same_name": 6,
    "same_native": 6,
    "swapped": 5,
    "same_sound": 4,
    "missing_part": 4,
    "one_letter": 4,
    "part": 1,
}
_BIRTH = {"same_birth": 4, "same_year": 2, "same_day": 2, "near_year": 1, "": 0, "other": -2}
_PHONE = 4
_OFFICIAL = ("-01-01", "-12-31")
"""Days that offices write down when nobody knows the real one."""
SHOWN, STRONG = 4, 6
"""From these sums on, somebody is shown, and the counsellor is asked before another person is taken in."""
_LOOKED_AT = 200
_MOST_WORDS = 4


@dataclass(frozen=True)
class SimilarPerson:
    """Somebody who is in the vault already; `reasons` are keys of `REASONS`."""

    id: str
    number: int
    name: str
    native_name: str
    birth_date: str
    counsellor: str
    reasons: tuple[str, ...]
    strong: bool


def similar_people(desk: Desk, draft: NewcomerDraft, but: str = "", limit: int = 3) -> list[SimilarPerson]:
    """People who may be the one of the draft, likeliest first. `but` is the own id of who is kept already.

    Whoever was said not to be the same is left out. The draft's birth date is a partial date.
    """
    with desk.read() as session:
        return similar_in(session, draft, but, limit)


def similar_in(session: Session, draft: NewcomerDraft, but: str = "", limit: int = 3) -> list[SimilarPerson]:
    """The same, inside a session that is open."""
    wanted = Sought(draft)
    without = {but, *_others(session, but)} if but else set()
    found = []
    for row in _candidates(session, wanted):
        if row.id in without:
            continue
        reasons, weight = agreeing(wanted, Sought(row))
        if weight < SHOWN:
            continue
        person = SimilarPerson(
            id=row.id,
            number=row.number,
            name=f"{row.given_name} {row.family_name}".strip() or row.native_name,
            native_name=row.native_name,
            birth_date=row.birth_date,
            counsellor=row.counsellor,
            reasons=reasons,
            strong=weight >= STRONG,
        )
        found.append((weight, person))
    found.sort(key=lambda pair: (-pair[0], pair[1].name, pair[1].number))
    return [person for _weight, person in found[:limit]]


class Sought:
    """What of a person is compared, prepared once."""

    def __init__(self, person: NewcomerDraft | Row[*tuple[Any, ...]]) -> None:
        self.given = latin_words(person.given_name)
        self.family = latin_words(person.family_name)
        self.words = [*self.given, *self.family]
        self.native = latin_words(person.native_name)
        self.spelled = (plain(person.given_name).strip(), plain(person.family_name).strip())
        self.native_spelled = plain(person.native_name).strip()
        self.birth: str = person.birth_date
        self.phone = phone_end(person.phone)

    @property
    def forms(self) -> list[list[str]]:
        """The name in each script that it is known in."""
        return [form for form in (self.words, self.native) if form]


def _others(session: Session, newcomer_id: str) -> set[str]:
    """Who was said not to be the same as a person."""
    rows = session.execute(
        select(NotTheSame.newcomer_id, NotTheSame.other_id).where(
            or_(NotTheSame.newcomer_id == newcomer_id, NotTheSame.other_id == newcomer_id)
        )
    )
    return {one for row in rows for one in row}


def _candidates(session: Session, wanted: Sought) -> Sequence[Row[*tuple[Any, ...]]]:
    numbers: set[int] = set()
    for queries in (_narrow(wanted), _wide(wanted)):
        if queries:
            hits = text("SELECT rowid FROM person_search WHERE person_search MATCH :match LIMIT :most")
            numbers.update(session.scalars(hits, {"match": " OR ".join(queries), "most": _LOOKED_AT}))
    columns = (
        Newcomer.id,
        Newcomer.number,
        Newcomer.given_name,
        Newcomer.family_name,
        Newcomer.native_name,
        Newcomer.birth_date,
        Newcomer.phone,
        Newcomer.counsellor,
    )
    return session.execute(select(*columns).where(Newcomer.number.in_(numbers))).all() if numbers else []


def _narrow(wanted: Sought) -> list[str]:
    """Everything sounds alike, or the phone is the same, or birth and a part of the name."""
    queries = [" AND ".join(_heard(word) for word in form[:_MOST_WORDS]) for form in wanted.forms]
    if wanted.phone:
        queries.append(f'"{PHONE}{wanted.phone}"')
    words = {word for form in wanted.forms for word in form[:_MOST_WORDS]}
    if wanted.birth and words:
        born = BORN + wanted.birth.replace("-", "")
        queries.append(f'"{born}" AND ({" OR ".join(map(_heard, sorted(words)))})')
    return [f"({query})" for query in queries]


def _wide(wanted: Sought) -> list[str]:
    """Two words of several sound alike; or one does, and the other begins alike."""
    queries = []
    for form in wanted.forms:
        some = form[:_MOST_WORDS]
        if len(some) > 2:
            queries += [f"{_heard(one)} AND {_heard(other)}" for one, other in combinations(some, 2)]
        if len(some) == 2:
            queries += [f'{_heard(one)} AND "{other[:2]}"*' for one, other in (some, some[::-1]) if other[:2].isalnum()]
        if len(some) == 1 and len(some[0]) > 3 and some[0].isalnum():
            queries.append(f'"{some[0][:3]}"*')
    return [f"({query})" for query in queries]


def _heard(word: str) -> str:
    return f'"{SOUND}{sound(word)}"'


def agreeing(one: Sought, other: Sought) -> tuple[tuple[str, ...], int]:
    """What agrees between two people, and the sum of its weights."""
    reasons = []
    weight = 0
    name = _name_reason(one, other)
    if name:
        reasons.append(name)
        weight += _WEIGHT[name]
    if one.native_spelled and one.native_spelled == other.native_spelled and name != "same_native":
        reasons.append("same_native")
        weight = max(weight, _WEIGHT["same_native"])
    birth = _birth_reason(one.birth, other.birth) if name else ""
    weight += _BIRTH[birth]
    if birth in REASONS:
        reasons.append(birth)
    if one.phone and one.phone == other.phone:
        reasons.append("same_phone")
        weight += _PHONE
    return tuple(reasons), weight


def _name_reason(one: Sought, other: Sought) -> str:
    """How two names agree, the strongest way; empty when they do not."""
    if one.words and one.spelled == other.spelled:
        return "same_name"
    if one.native_spelled and one.native_spelled == other.native_spelled:
        return "same_native"
    crossed = _all_alike(one.given, other.family) and _all_alike(one.family, other.given)
    if crossed and not _all_alike(one.given, one.family):
        return "swapped"
    found = ""
    for form in one.forms:
        for another in other.forms:
            reason = _words_reason(form, another)
            if _WEIGHT.get(reason, 0) > _WEIGHT.get(found, 0):
                found = reason
    return found


def _words_reason(one: list[str], other: list[str]) -> str:
    """How the words of two names agree, whatever their order."""
    left, right = _unpaired(one, other)
    if not left and not right:
        return "same_sound"
    if len(left) == len(right) == 1 and _one_letter(left[0], right[0]):
        return "one_letter"
    paired = len(one) - len(left)
    if paired and (not left or not right):
        return "missing_part" if paired >= 2 else "part"
    return "part" if paired else ""


def _unpaired(one: list[str], other: list[str]) -> tuple[list[str], list[str]]:
    """The words of each name that have no alike one in the other."""
    left, right = [], list(other)
    for word in one:
        match = next((candidate for candidate in right if _alike(word, candidate)), None)
        if match is None:
            left.append(word)
        else:
            right.remove(match)
    return left, right


def _all_alike(one: list[str], other: list[str]) -> bool:
    return bool(one) and _unpaired(one, other) == ([], [])


def _alike(one: str, other: str) -> bool:
    """Whether two words sound alike; few consonants say little, so that more of the letters has to agree."""
    if one == other:
        return True
    heard = sound(one)
    if heard != sound(other):
        return False
    if len(heard) > 2:
        return True
    begin_alike = (one[0] in "aeiou") == (other[0] in "aeiou")
    return begin_alike and SequenceMatcher(None, one, other, autojunk=False).ratio() >= 0.4


def _one_letter(one: str, other: str) -> bool:
    """Whether one letter differs, is missing, or two neighbours changed places; in words of four letters or more."""
    if len(one) < len(other):
        one, other = other, one
    if len(other) < 4 or len(one) - len(other) > 1:
        return False
    same = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(other))
    if len(one) > len(other):
        return one[same + 1 :] == other[same:]
    swapped = one[same : same + 2] == other[same : same + 2][::-1] and one[same + 2 :] == other[same + 2 :]
    return one[same + 1 :] == other[same + 1 :] or swapped


def _birth_reason(one: str, other: str) -> str:
    """How two partial dates agree: a key of `REASONS`, nothing where one is unknown, `other` where they differ."""
    if not one or not other:
        return ""
    if one == other and len(one) == 10:
        return "same_birth"
    year, another = one[:4], other[:4]
    if year == another:
        return "same_year"
    if one[4:] == other[4:] and len(one) == 10 and one[4:] not in _OFFICIAL:
        return "same_day"
    return "near_year" if abs(int(year) - int(another)) == 1 or sorted(year) == sorted(another) else "other"
