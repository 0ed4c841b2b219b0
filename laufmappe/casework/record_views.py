# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Frozen pictures of what stands beside the chain: household, goals, talks, appointments, follow-ups, releases.

Each has the fields of its row in `laufmappe.records` under the same names; a partial date is text.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class HouseholdMemberView:
    """Somebody of the household; `relation` is partner, child, parent, sibling or other."""

    id: str
    given_name: str = ""
    family_name: str = ""
    relation: str = "other"
    birth_date: str = ""
    note: str = ""

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()


@dataclass(frozen=True)
class ChildView:
    """A child of the household whom a step is about. The two ages differ by one where only the year of birth is known;
    both are None where nothing is. `born` is the year of birth, empty where it isn't known."""

    name: str
    youngest: int | None = None
    oldest: int | None = None
    born: str = ""


@dataclass(frozen=True)
class GoalView:
    """A goal of the newcomer; `state` is open, reached or given_up."""

    id: str
    text: str
    topic: str
    measure: str
    who: str
    set_on: date
    until_on: date | None
    state: str
    state_on: date
    result: str


@dataclass(frozen=True)
class ReviewView:
    """An interim review of the agreed chain."""

    id: str
    held_on: date
    result: str
    agreed: str


@dataclass(frozen=True)
class ContactView:
    """A talk: when, how long (minutes), in which language, about what."""

    id: str
    on_date: date
    minutes: int
    way: str
    language: str
    interpreter: str
    topics: tuple[str, ...]
    note: str
    counsellor: str


@dataclass(frozen=True)
class OwnAppointmentView:
    """An appointment that no step or referral carries; `at` is local time `YYYY-MM-DDTHH:MM`."""

    id: str
    at: str
    minutes: int
    title: str
    place: str
    note: str
    state: str
    service_id: str | None


@dataclass(frozen=True)
class FollowUpView:
    """A Wiedervorlage; `subject_id` may name a step, referral, qualification or appointment."""

    id: str
    on_date: date
    text: str
    subject_id: str
    counsellor: str
    done_on: date | None


@dataclass(frozen=True)
class ReleaseView:
    """A release towards a recipient, or the consent to keep protected needs (`kind` protected_needs)."""

    id: str
    kind: str
    service_id: str | None
    recipient: str
    recipient_person: str
    parts: tuple[str, ...]
    purpose: str
    direction: str
    language: str
    interpreter: str
    signed_on: date | None
    valid_until: date | None
    revoked_on: date | None
    note: str
    document_id: str | None

    def holds(self, day: date) -> bool:
        """Whether it is signed, not over and not revoked on a day."""
        return (
            self.signed_on is not None
            and self.signed_on <= day
            and (self.valid_until is None or day <= self.valid_until)
            and (self.revoked_on is None or day < self.revoked_on)
        )


@dataclass(frozen=True)
class PaperView:
    """A document that a recognition procedure asks for; `state` is open, requested, there, handed_in or not_needed."""

    id: str
    kind: str
    label: str
    state: str
    state_on: date
    note: str


@dataclass(frozen=True)
class CostView:
    """A cost of a procedure in euro cents; without `incurred_on` it is only expected."""

    id: str
    label: str
    cents: int
    incurred_on: date | None
    paid_by: str


@dataclass(frozen=True)
class FundingView:
    """Money that was asked for; `state` is asked, approved or refused."""

    id: str
    source: str
    asked_on: date
    state: str
    decided_on: date | None
    cents: int | None
    note: str


@dataclass(frozen=True)
class TranslationView:
    """A sentence of the counsellor and what it is in another language, by hand."""

    id: str
    language: str
    source: str
    translation: str
