# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What screens, sheets and the command line get to see: frozen pictures of the record, free of any database.

Dates are `datetime.date`. A *partial* date is text: `""`, `"1992"`, `"1992-05"` or `"1992-05-17"`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from laufmappe.casework.record_views import (
    ChildView,
    ContactView,
    CostView,
    FollowUpView,
    FundingView,
    GoalView,
    HouseholdMemberView,
    OwnAppointmentView,
    PaperView,
    ReleaseView,
    ReviewView,
    TranslationView,
)

OPEN_STATES = ("open", "planned", "running", "waiting", "paused")
"""States in which there is still something to do; `running`, `waiting`, `paused` have begun."""
ENDED_STATES = ("done", "broken_off", "declined", "refused", "not_applicable")
STEP_STATES = OPEN_STATES + ENDED_STATES


@dataclass(frozen=True)
class Deadline:
    """The rule behind a due date. `kind` is recommended, statutory, authority or duty; at most one of the counts is set."""

    kind: str = "recommended"
    anchors: tuple[str, ...] = ()
    days: int | None = None
    weeks: int | None = None
    months: int | None = None
    norm: str = ""

    @property
    def is_law(self) -> bool:
        """Whether missing it has consequences: such a deadline must look different from a recommendation."""
        return self.kind != "recommended"


@dataclass(frozen=True)
class ServiceView:
    """A place to go to: service, organization and location in one."""

    id: str
    name: str
    organization: str
    type: str = ""
    street: str = ""
    postcode: str = ""
    city: str = ""
    district: str = ""
    directions: str = ""
    room: str = ""
    hours: str = ""
    phone: str = ""
    email: str = ""
    languages: tuple[str, ...] = ()
    note: str = ""
    description: str = ""
    url: str = ""
    accessibility: str = ""
    audience: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    bring: tuple[str, ...] = ()
    fees: str = ""
    capacity: str = ""
    capacity_on: date | None = None
    verified_on: date | None = None
    active: bool = True
    organization_description: str = ""
    organization_email: str = ""
    organization_url: str = ""

    @property
    def address(self) -> str:
        """Street and city in one line, as on a letter."""
        return ", ".join(part for part in (self.street, f"{self.postcode} {self.city}".strip()) if part)


@dataclass(frozen=True)
class StepView:
    """A station of the agreed chain. `number` counts the stations that were not dropped from 1; a dropped one has 0.

    `appointment` is `YYYY-MM-DDTHH:MM` or empty. `ready` says that everything it comes after is behind the person.
    """

    id: str
    number: int
    template_step: str
    title: str
    why: str
    topic: str
    icon: str
    service_type: str
    bring: tuple[str, ...]
    deadline: Deadline
    advice: str
    hint: str
    state: str
    state_since: date
    reason: str
    done_on: date | None
    due_on: date | None
    due_fixed: bool
    appointment: str
    service: ServiceView | None
    note: str
    ready: bool
    code: str
    dropped_on: date | None = None
    dropped_reason: str = ""
    who: str = "newcomer"
    valid_for: tuple[str, ...] = ()
    reason_kind: str = ""
    expected_on: date | None = None

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES and self.dropped_on is None


@dataclass(frozen=True)
class ChainView:
    """The agreed chain. `steps` are those of the plan in order; `dropped` those taken out, with their reason.

    `waits_for` gives, for the id of a step, the ids of the steps that have to end first.
    """

    id: str
    template: str
    template_version: int
    name: str
    agreed_on: date
    steps: tuple[StepView, ...]
    dropped: tuple[StepView, ...] = ()
    situation: str = ""
    strengths: str = ""
    signed_on: date | None = None
    review_on: date | None = None
    reviews: tuple[ReviewView, ...] = ()
    waits_for: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def next_step(self) -> StepView | None:
        """The station where the person stands: begun before ready before open, in order of the plan."""
        todo = [s for s in self.steps if s.is_open]
        begun = [s for s in todo if s.state == "running"]
        ready = [s for s in todo if s.ready]
        return next(iter(begun or ready or todo), None)


@dataclass(frozen=True)
class RecognitionEventView:
    """The day a procedure came into a state."""

    state: str
    on_date: date
    note: str = ""


@dataclass(frozen=True)
class RecognitionView:
    """A recognition procedure. `turn` is person, office, counsellor or nobody; `stage` is 1 to 5 of the printed stages.

    `clock_from` and `clock_until` frame the statutory time for the decision while it runs, else None. `extended`: the office
    has taken its one extension. `appeal_until` is the last day to object while that can still be done, reckoned unless
    `appeal_named`: then the decision names it.
    """

    id: str
    body: str
    regulated: bool
    file_number: str
    state: str
    since: date
    stage: int
    turn: str
    events: tuple[RecognitionEventView, ...]
    clock_from: date | None = None
    clock_until: date | None = None
    procedure: str = ""
    fast_track: bool = False
    extended_until: date | None = None
    measure: str = ""
    appeal_until: date | None = None
    papers: tuple[PaperView, ...] = ()
    costs: tuple[CostView, ...] = ()
    fundings: tuple[FundingView, ...] = ()
    extended: bool = False
    appeal_named: bool = False


@dataclass(frozen=True)
class QualificationView:
    """A foreign qualification; `country` is an ISO 3166 code, `started` and `finished` are partial dates.

    `occupation_id` is a German reference occupation, `translation` own, sworn or empty; `anabin` holds the ids of what that
    database says of institution and degree, with a blank between them.
    """

    id: str
    kind: str
    title: str
    original_title: str = ""
    institution: str = ""
    country: str = ""
    started: str = ""
    finished: str = ""
    occupation: str = ""
    note: str = ""
    occupation_id: str = ""
    eqf: int | None = None
    translation: str = ""
    anabin: str = ""
    recognition: RecognitionView | None = None


@dataclass(frozen=True)
class ReferralView:
    """A referral; `kind` is information (Verweis) or placement (Vermittlung)."""

    id: str
    kind: str
    service: ServiceView
    step_id: str | None
    request: str
    sent_on: date
    appointment: str
    state: str
    state_on: date
    feedback: str
    follow_up_on: date | None
    code: str
    reason: str = ""
    result: str = ""
    release_id: str | None = None
    waived: str = ""

    @property
    def is_open(self) -> bool:
        """Whether an answer is still awaited."""
        return self.state in ("sent", "arrived", "accepted", "waiting_list")


@dataclass(frozen=True)
class LanguageView:
    """A spoken language: CLDR code and level (`native`, `A1` … `C2` or empty)."""

    code: str
    level: str = ""


@dataclass(frozen=True)
class NewcomerView:
    """The person's own data; see `laufmappe.records.newcomers.Newcomer`. `milestones` maps anchors to partial dates."""

    id: str
    number: int
    given_name: str
    family_name: str
    native_name: str
    birth_date: str
    nationality: str
    status: str
    phone: str
    email: str
    reach_by: str
    address: str
    district: str
    interpreter: bool
    needs: tuple[str, ...]
    note: str
    counsellor: str
    taken_in_on: date
    closed_on: date | None
    languages: tuple[LanguageView, ...]
    milestones: dict[str, str]

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip() or self.native_name

    @property
    def first_language(self) -> str:
        """The language that stands beside German in the folder; empty when none is known."""
        return next((x.code for x in self.languages if x.code != "de"), "")


@dataclass(frozen=True)
class CentreView:
    """The advisory centre and the counsellor, as the folder shows them. `logo` is a PNG or JPEG file, or nothing.

    Where the counsellor has a telephone or an address of their own, it stands on the sheets that name whom to ask.
    """

    name: str = ""
    street: str = ""
    city: str = ""
    hours: str = ""
    counsellor: str = ""
    phone: str = ""
    email: str = ""
    web: str = ""
    line: str = ""
    counsellor_phone: str = ""
    counsellor_email: str = ""
    logo: bytes = b""

    @property
    def phone_to_ask(self) -> str:
        """The telephone of the counsellor, else of the centre."""
        return self.counsellor_phone or self.phone

    @property
    def email_to_ask(self) -> str:
        """The address of the counsellor, else of the centre."""
        return self.counsellor_email or self.email


@dataclass(frozen=True)
class PrintedSheet:
    """The last print of a sheet: what the newcomer holds.

    `fingerprint` is empty once the sheet is no longer held; `number` is 0 once its folder got lost.
    """

    key: str
    number: int
    revision: int
    fingerprint: str
    language: str
    printed_on: date

    @property
    def held(self) -> bool:
        """Whether the newcomer has it."""
        return bool(self.fingerprint)

    def shows(self, fingerprint: str) -> bool:
        """Whether the sheet on paper says all that a sheet with this fingerprint would say.

        A fingerprint has a part for each thing that a sheet shows, joined by `+`. What the paper says beyond that, as
        on the box of a station that has ended since, is no reason to print it anew.
        """
        return self.held and set(fingerprint.split("+")) <= set(self.fingerprint.split("+"))


@dataclass(frozen=True)
class CaseView:
    """Everything about one person: what the person page shows and the folder prints. `chain` is the active one.

    `printed_sheets` are the last prints of all sheets that were ever handed out, oldest first. `translations` are those of
    the person and of the centre. `children` are those whom a step is about, by the id of the step. Protected needs are not part of it, so that nothing can print them.
    `named_services` are those of appointments and releases.
    """

    newcomer: NewcomerView
    chain: ChainView | None
    qualifications: tuple[QualificationView, ...]
    referrals: tuple[ReferralView, ...]
    centre: CentreView
    printed_sheets: tuple[PrintedSheet, ...] = ()
    household: tuple[HouseholdMemberView, ...] = ()
    children: dict[str, tuple[ChildView, ...]] = field(default_factory=dict)
    goals: tuple[GoalView, ...] = ()
    contacts: tuple[ContactView, ...] = ()
    appointments: tuple[OwnAppointmentView, ...] = ()
    named_services: tuple[ServiceView, ...] = ()
    follow_ups: tuple[FollowUpView, ...] = ()
    releases: tuple[ReleaseView, ...] = ()
    translations: tuple[TranslationView, ...] = ()


@dataclass(frozen=True)
class PersonRow:
    """One line of the list of people; `overdue` speaks of all open steps, not only of the next one."""

    id: str
    number: int
    name: str
    native_name: str
    chain: str | None
    next_step: str | None
    next_due: date | None
    overdue: bool
    closed: bool


@dataclass(frozen=True)
class TodayItem:
    """One line of the day. `group` is one of `casework.today.GROUPS`; `action` names the obvious next verb.

    `action` is complete_step, finish_follow_up, or open_ and person, step, referral, qualification, appointment or service;
    `subject_id` is what it acts on. A line about a service has no person.
    """

    group: str
    newcomer_id: str
    name: str
    text: str
    due_on: date
    days: int
    action: str
    subject_id: str


@dataclass(frozen=True)
class HistoryLine:
    """One act on a person: when (UTC, ISO), by whom, its verb, and what changed as `(entity, field, before, after)`.

    `about` is what the act was about, as it is called now: a step, a qualification, a service; empty for the person.
    """

    operation: str
    at: str
    who: str
    verb: str
    undone: bool
    changes: tuple[tuple[str, str, str, str], ...]
    about: str = ""


@dataclass(frozen=True)
class Changed:
    """What an act changed, for screens to refresh: the operation (for undo), the person, and the id of its subject."""

    operation: str
    verb: str
    newcomer_id: str | None
    subject_id: str = ""
