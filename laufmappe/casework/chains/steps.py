# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What happens to a step of the plan: done, waiting, broken off …; who is in charge; appointment and due date."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from laufmappe.casework.chains.agreed import step_and_chain
from laufmappe.casework.derived import is_ready, kept_steps, refresh
from laufmappe.casework.desk import Desk
from laufmappe.casework.fields import TEXT, clean, known
from laufmappe.casework.services.register import get_service
from laufmappe.casework.views import ENDED_STATES, STEP_STATES, Changed
from laufmappe.errors import FieldError, RuleError
from laufmappe.i18n import _
from laufmappe.resources import read_json

NEEDS_REASON = ("waiting", "paused", "broken_off", "declined", "refused", "not_applicable")
"""States that say why."""
PASSING = ("waiting", "paused")
"""States that are expected to end some day."""
OTHER = "other"
"""The kind of reason that words have to explain."""


@dataclass(frozen=True)
class Reason:
    """A kind of reason, for the states that it goes with."""

    id: str
    label: str
    states: tuple[str, ...]


@cache
def reasons() -> dict[str, Reason]:
    """Every kind of reason by its id, in the order of the data."""
    entries = read_json("chains", "reasons.json")["reasons"]
    return {entry["id"]: Reason(entry["id"], entry["label"], tuple(entry["states"])) for entry in entries}


def reasons_for(state: str) -> tuple[Reason, ...]:
    """The kinds of reasons that go with a state."""
    return tuple(reason for reason in reasons().values() if state in reason.states)


def complete_step(desk: Desk, step_id: str, on: date | None = None) -> Changed:
    """The step is done, today or on a day in the past. Raises FieldError, NotFoundError, RuleError."""
    return set_step_state(desk, step_id, "done", since=on)


def set_step_state(
    desk: Desk,
    step_id: str,
    state: str,
    since: date | None = None,
    reason: str = "",
    reason_kind: str = "",
    expected_on: date | None = None,
) -> Changed:
    """Brings a step into a state since a day (today if none is named).

    `reason_kind` is an id of `resources/chains/reasons.json`; words alone count as another reason. `expected_on` says
    until when a wait or a pause probably lasts.

    Raises:
        FieldError: The state is unknown, a day is impossible, or a reason is missing.
        RuleError: The step is not in the plan, or is in that state already.
    """
    known("state", state, STEP_STATES)
    day = since or desk.today()
    reason = clean("reason", reason, TEXT)
    if day > desk.today():
        raise FieldError("state_since", _("Dieser Tag liegt in der Zukunft."))
    kind = _checked_kind(state, reason, reason_kind)
    if expected_on is not None and state not in PASSING:
        raise FieldError("expected_on", _("Nur ein Warten oder eine Pause endet voraussichtlich."))
    if expected_on is not None and expected_on < day:
        raise FieldError("expected_on", _("Dieser Tag liegt vor dem Beginn."))
    with desk.write("set_step_state") as act:
        step, chain = step_and_chain(act.session, step_id)
        if step.dropped_on is not None:
            raise RuleError(_("Dieser Schritt ist nicht im Plan."))
        now = (step.state, step.state_since, step.reason, step.reason_kind, step.expected_on)
        if now == (state, day, reason, kind, expected_on):
            raise RuleError(_("Der Schritt ist schon in diesem Stand."))
        act.operation.newcomer_id, act.subject_id = chain.newcomer_id, step.id
        step.state, step.state_since, step.reason = state, day, reason
        step.reason_kind, step.expected_on = kind, expected_on
        step.done_on = day if state == "done" else None
        refresh(act.session, chain.newcomer_id)
    return act.changed()


def _checked_kind(state: str, reason: str, kind: str) -> str:
    if state not in NEEDS_REASON:
        return ""
    if kind:
        known("reason_kind", kind, (each.id for each in reasons_for(state)))
    if kind == OTHER and not reason:
        raise FieldError("reason", _("Bitte schreiben Sie kurz den Grund dazu."))
    if not kind and not reason:
        raise FieldError("reason_kind", _("Bitte wählen Sie einen Grund."))
    return kind or OTHER


def unlocked_by(desk: Desk, step_id: str) -> tuple[str, ...]:
    """The titles of the open steps that came after this one and that nothing holds up any more."""
    with desk.read() as session:
        step, chain = step_and_chain(session, step_id)
        plan = kept_steps(chain)
        if step.state not in ENDED_STATES or not step.template_step:
            return ()
        following = [s for s in plan if step.template_step in s.after and s.state in ("open", "planned")]
        return tuple(s.title for s in following if is_ready(s, plan))


def plan_step(
    desk: Desk,
    step_id: str,
    *,
    service_id: str | None,
    appointment: str = "",
    due_fixed_on: date | None = None,
    note: str = "",
) -> Changed:
    """Says who is in charge, when the appointment is (`YYYY-MM-DDTHH:MM` or empty), and a due date set by hand.

    An open step with an appointment becomes a planned one. Raises FieldError, NotFoundError, RuleError.
    """
    appointment = checked_appointment(appointment)
    with desk.write("plan_step") as act:
        step, chain = step_and_chain(act.session, step_id)
        if step.dropped_on is not None:
            raise RuleError(_("Dieser Schritt ist nicht im Plan."))
        act.operation.newcomer_id, act.subject_id = chain.newcomer_id, step.id
        step.service_id = get_service(act.session, service_id).id if service_id else None
        step.appointment, step.due_fixed_on, step.note = appointment, due_fixed_on, clean("note", note, TEXT)
        if appointment and step.state == "open":
            step.state, step.state_since = "planned", desk.today()
        refresh(act.session, chain.newcomer_id)
    return act.changed()


def checked_appointment(text: str) -> str:
    """An appointment in its kept form `YYYY-MM-DDTHH:MM`; empty stays empty. Raises FieldError."""
    if not text:
        return ""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is not None or len(text) <= len("2026-05-17"):
        raise FieldError("appointment", _("Das ist kein Termin mit Tag und Uhrzeit."))
    return moment.isoformat(timespec="minutes")
