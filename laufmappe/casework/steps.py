# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What happens to a step of the plan: done, waiting, broken off …; who is in charge; appointment and due date."""

from datetime import date, datetime

from laufmappe.casework.chains import step_and_chain
from laufmappe.casework.derived import refresh
from laufmappe.casework.desk import Desk
from laufmappe.casework.fields import TEXT, clean, known
from laufmappe.casework.services import get_service
from laufmappe.casework.views import STEP_STATES, Changed
from laufmappe.errors import FieldError, RuleError
from laufmappe.i18n import _

NEEDS_REASON = ("waiting", "paused", "broken_off", "refused")
"""States that say why."""


def complete_step(desk: Desk, step_id: str, on: date | None = None) -> Changed:
    """The step is done, today or on a day in the past. Raises FieldError, NotFoundError, RuleError."""
    return set_step_state(desk, step_id, "done", since=on)


def set_step_state(desk: Desk, step_id: str, state: str, since: date | None = None, reason: str = "") -> Changed:
    """Brings a step into a state since a day (today if none is named).

    Raises:
        FieldError: The state is unknown, the day lies in the future, or a reason is missing.
        RuleError: The step is not in the plan, or is in that state already.
    """
    known("state", state, STEP_STATES)
    day = since or desk.today()
    reason = clean("reason", reason, TEXT)
    if day > desk.today():
        raise FieldError("state_since", _("Dieser Tag liegt in der Zukunft."))
    if state in NEEDS_REASON and not reason:
        raise FieldError("reason", _("Bitte schreiben Sie kurz den Grund dazu."))
    with desk.write("set_step_state") as act:
        step, chain = step_and_chain(act.session, step_id)
        if step.dropped_on is not None:
            raise RuleError(_("Dieser Schritt ist nicht im Plan."))
        if (step.state, step.state_since, step.reason) == (state, day, reason):
            raise RuleError(_("Der Schritt ist schon in diesem Stand."))
        act.operation.newcomer_id, act.subject_id = chain.newcomer_id, step.id
        step.state, step.state_since, step.reason = state, day, reason
        step.done_on = day if state == "done" else None
        refresh(act.session, chain.newcomer_id)
    return act.changed()


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
    if moment is None or len(text) <= len("2026-05-17"):
        raise FieldError("appointment", _("Das ist kein Termin mit Tag und Uhrzeit."))
    return moment.replace(tzinfo=None).isoformat(timespec="minutes")
