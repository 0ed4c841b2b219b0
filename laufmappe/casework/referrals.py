# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Referrals to services and what comes back: Verweis (information) and Vermittlung (an appointment is arranged)."""

from datetime import date, timedelta

from sqlalchemy.orm import Session

from laufmappe.casework.chains import step_and_chain
from laufmappe.casework.codes import issue_code
from laufmappe.casework.derived import refresh
from laufmappe.casework.desk import Desk, get_newcomer
from laufmappe.casework.fields import TEXT, clean, known
from laufmappe.casework.services import get_service
from laufmappe.casework.steps import checked_appointment
from laufmappe.casework.views import Changed
from laufmappe.casework.words import referral_kinds, referral_states
from laufmappe.errors import FieldError, NotFoundError, RuleError
from laufmappe.i18n import _
from laufmappe.records.referrals import Referral

FOLLOW_UP_AFTER = timedelta(days=30)
"""When nothing was heard for so long, the referral turns up under Heute."""


def refer(
    desk: Desk,
    newcomer_id: str,
    service_id: str,
    *,
    kind: str = "information",
    request: str = "",
    step_id: str | None = None,
    appointment: str = "",
    follow_up_on: date | None = None,
) -> Changed:
    """Refers a person to a service. Raises FieldError, NotFoundError."""
    known("kind", kind, referral_kinds())
    appointment = checked_appointment(appointment)
    with desk.write("refer", newcomer_id) as act:
        get_newcomer(act.session, newcomer_id)
        if step_id and step_and_chain(act.session, step_id)[1].newcomer_id != newcomer_id:
            raise NotFoundError(_("Diesen Schritt gibt es nicht (mehr)."))
        row = Referral(
            newcomer_id=newcomer_id,
            service_id=get_service(act.session, service_id).id,
            step_id=step_id or None,
            kind=kind,
            request=clean("request", request, TEXT),
            sent_on=desk.today(),
            appointment=appointment,
            state="sent",
            state_on=desk.today(),
            follow_up_on=follow_up_on or desk.today() + FOLLOW_UP_AFTER,
        )
        act.session.add(row)
        act.session.flush()
        issue_code(act.session, newcomer_id, row.id, desk.today())
        act.subject_id = row.id
        refresh(act.session, newcomer_id)
    return act.changed()


def note_feedback(
    desk: Desk,
    referral_id: str,
    state: str,
    on: date | None = None,
    feedback: str = "",
    follow_up_on: date | None = None,
) -> Changed:
    """Notes what came back from the service, and when. Raises FieldError, NotFoundError, RuleError."""
    known("state", state, referral_states())
    day = on or desk.today()
    if day > desk.today():
        raise FieldError("state_on", _("Dieser Tag liegt in der Zukunft."))
    feedback = clean("feedback", feedback, TEXT)
    with desk.write("note_feedback") as act:
        row = _get(act.session, referral_id)
        if day < row.sent_on:
            raise RuleError(_("Die Rückmeldung kann nicht vor dem Verweis liegen."))
        act.operation.newcomer_id, act.subject_id = row.newcomer_id, row.id
        row.state, row.state_on, row.feedback = state, day, feedback or row.feedback
        still_open = state in ("sent", "arrived", "accepted", "waiting_list")
        row.follow_up_on = (follow_up_on or day + FOLLOW_UP_AFTER) if still_open else None
        refresh(act.session, row.newcomer_id)
    return act.changed()


def _get(session: Session, referral_id: str) -> Referral:
    row = session.get(Referral, referral_id)
    if row is None:
        raise NotFoundError(_("Diesen Verweis gibt es nicht (mehr)."))
    return row
