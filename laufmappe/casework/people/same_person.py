# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Somebody who was being taken in turns out to be here already: what was typed fills what is still empty."""

from dataclasses import replace
from typing import Any

from laufmappe.casework.derived import refresh
from laufmappe.casework.desk import Desk, get_newcomer
from laufmappe.casework.people.case import case
from laufmappe.casework.people.register import NewcomerDraft, apply_draft, checked
from laufmappe.casework.views import CaseView, Changed, LanguageView
from laufmappe.errors import RuleError
from laufmappe.i18n import _

_LINES = (
    "given_name",
    "family_name",
    "native_name",
    "birth_date",
    "nationality",
    "status",
    "phone",
    "email",
    "reach_by",
    "address",
    "district",
)


def carried_over(kept: CaseView, typed: NewcomerDraft) -> tuple[NewcomerDraft, tuple[str, ...]]:
    """What is kept of a person, its gaps filled by what was typed; and the fields (or milestones) that this fills.

    Nothing that is kept is replaced: languages, needs and dates are added, the household comes only where there is none,
    a note is written below the one there.
    """
    person = kept.newcomer
    begun = NewcomerDraft.of(person)
    changes: dict[str, Any] = {
        name: getattr(typed, name) for name in _LINES if getattr(typed, name) and not getattr(person, name)
    }
    spoken = {language.code: language for language in person.languages}
    for language in typed.languages:
        known = spoken.get(language.code)
        if known is None or (language.level and not known.level):
            spoken[language.code] = LanguageView(language.code, language.level)
            changes["languages"] = tuple(spoken.values())
    more = tuple(need for need in typed.needs if need not in person.needs)
    if more:
        changes["needs"] = (*person.needs, *more)
    if typed.interpreter and not person.interpreter:
        changes["interpreter"] = True
    dates = {kind: day for kind, day in typed.milestones.items() if day and kind not in person.milestones}
    if dates:
        changes["milestones"] = {**person.milestones, **dates}
    if typed.household and not kept.household:
        changes["household"] = typed.household
    if typed.note.strip() and typed.note.strip() not in person.note:
        changes["note"] = f"{person.note}\n{typed.note.strip()}".strip()
    return replace(begun, **changes), (*(name for name in changes if name != "milestones"), *dates)


def to_carry_over(desk: Desk, newcomer_id: str, typed: NewcomerDraft) -> tuple[str, ...]:
    """The fields that `carry_over` would fill, to be asked about. Raises FieldError, NotFoundError."""
    return carried_over(case(desk, newcomer_id), checked(typed))[1]


def carry_over(desk: Desk, newcomer_id: str, typed: NewcomerDraft) -> Changed:
    """Fills the gaps of a person's record by what was typed.

    Raises:
        FieldError: A field can't be kept; nothing was written.
        NotFoundError: The person is gone.
        RuleError: There is no gap that it would fill.
    """
    filled, names = carried_over(case(desk, newcomer_id), checked(typed))
    if not names:
        raise RuleError(_("Alles, was hier steht, ist schon erfasst."))
    with desk.write("carry_over", newcomer_id) as act:
        apply_draft(act.session, get_newcomer(act.session, newcomer_id), checked(filled))
        refresh(act.session, newcomer_id)
    return act.changed()
