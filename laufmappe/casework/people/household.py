# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who lives with the newcomer, and which of the children a step of the plan is about."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache

from sqlalchemy.orm import Session

from laufmappe.casework.dates import partial_date
from laufmappe.casework.derived import refresh
from laufmappe.casework.desk import Desk, get_newcomer
from laufmappe.casework.fields import clean, known
from laufmappe.casework.record_views import ChildView, HouseholdMemberView
from laufmappe.casework.views import Changed, StepView
from laufmappe.errors import FieldError
from laufmappe.i18n import _
from laufmappe.records.household import HouseholdMember
from laufmappe.records.newcomers import Newcomer
from laufmappe.resources import read_json

RELATIONS = ("partner", "child", "parent", "sibling", "other")
MOST_MEMBERS = 30


def set_household(desk: Desk, newcomer_id: str, members: Sequence[HouseholdMemberView]) -> Changed:
    """Keeps exactly these members in this order; one without an id is new, one that is missing is removed.

    Raises:
        FieldError: A field can't be kept; its name is `household.<place from 0>.<field>`.
        NotFoundError: There is no such person.
    """
    checked = checked_household(members)
    with desk.write("set_household", newcomer_id) as act:
        apply_household(act.session, get_newcomer(act.session, newcomer_id), checked)
        refresh(act.session, newcomer_id)
    return act.changed()


def checked_household(members: Iterable[HouseholdMemberView]) -> tuple[HouseholdMemberView, ...]:
    """The members with every field cleaned; those of whom nothing is said are left out. Raises FieldError, see above."""
    checked = []
    for place, member in enumerate(members):
        try:
            cleaned = HouseholdMemberView(
                id=member.id,
                given_name=clean("given_name", member.given_name),
                family_name=clean("family_name", member.family_name),
                relation=known("relation", member.relation, RELATIONS),
                birth_date=partial_date("birth_date", member.birth_date),
                note=clean("note", member.note),
            )
        except FieldError as error:
            raise FieldError(f"household.{place}.{error.field}", str(error), error.repair) from None
        if cleaned.name or cleaned.birth_date or cleaned.note:
            checked.append(cleaned)
    if len(checked) > MOST_MEMBERS:
        raise FieldError("household", _("Höchstens {n} Menschen haben in einem Haushalt Platz.").format(n=MOST_MEMBERS))
    return tuple(checked)


def apply_household(session: Session, newcomer: Newcomer, members: Sequence[HouseholdMemberView]) -> None:
    """Writes checked members into the rows of a person, touching only what differs."""
    have = {row.id: row for row in newcomer.household}
    kept = set()
    for position, member in enumerate(members):
        row = have.get(member.id)
        if row is None or row.id in kept:
            row = HouseholdMember(position=position)
            newcomer.household.append(row)
        else:
            kept.add(row.id)
        row.position = position
        for name in ("given_name", "family_name", "relation", "birth_date", "note"):
            setattr(row, name, getattr(member, name))
    for key, row in have.items():
        if key not in kept:
            session.delete(row)


def children_for(step: StepView, household: Iterable[HouseholdMemberView], today: date) -> tuple[ChildView, ...]:
    """The children of the household who are of the age that a step is about; those of unknown age are among them.

    The age stands with the step in `resources/chains/steps.json`, for a centre's own step with its topic.
    """
    ages = _ages_of_steps().get(step.template_step) or _ages_of_topics().get(step.topic)
    if ages is None:
        return ()
    children = (child_view(member, today) for member in household if member.relation == "child")
    return tuple(
        child
        for child in children
        if child.youngest is None or ((child.oldest or 0) >= ages[0] and child.youngest <= ages[1])
    )


def child_view(member: HouseholdMemberView, today: date) -> ChildView:
    """A member of the household with the age; of a year of birth alone follow two."""
    name = member.given_name or member.name
    if not member.birth_date:
        return ChildView(name)
    numbers = [int(part) for part in member.birth_date.split("-")]
    year, month, day = [*numbers, None, None][:3]
    assert year is not None
    oldest = today.year - year
    if month is None:
        return ChildView(name, oldest - 1, oldest, str(year))
    if day is None:
        had, may = month < today.month, month == today.month
    else:
        had, may = (month, day) <= (today.month, today.day), False
    return ChildView(name, oldest if had else oldest - 1, oldest if had or may else oldest - 1, str(year))


@cache
def _ages_of_steps() -> Mapping[str, tuple[int, int]]:
    return {
        step["id"]: (step["children"]["from"], step["children"]["to"])
        for step in read_json("chains", "steps.json")["steps"]
        if "children" in step
    }


@cache
def _ages_of_topics() -> Mapping[str, tuple[int, int]]:
    return {
        topic["id"]: (topic["children"]["from"], topic["children"]["to"])
        for topic in read_json("status", "topics.json")["topics"]
        if "children" in topic
    }
