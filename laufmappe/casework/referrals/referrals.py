# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Referrals to services and what comes back: Verweis (information) and Vermittlung (an appointment is arranged)."""

from datetime import date, timedelta

from sqlalchemy.orm import Session

from laufmappe.casework.chains.agreed import step_and_chain
from laufmappe.casework.chains.steps import checked_appointment
from laufmappe.casework.derived import refresh
from laufmappe.casework.desk import Desk, get_newcomer
from laufmappe.casework.fields import TEXT, clean, known
from laufmappe.casework.handover.releases import release_for
from laufmappe.casework.papers.codes import issue_code
from laufmappe.casework.services.register import get_service
from laufmappe.casework.views import CaseView, Changed
from laufmappe.casework.words import referral_kinds, referral_states
from laufmappe.errors import FieldError, NotFoundError, RuleError
from laufmappe.i18n import _
from laufmappe.records.referrals import Referral

TOLD = ("person",)
"""Parts of the record that a Vermittlung tells at least: who comes."""
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
    waived: str = "",
) -> Changed:
    """Refers a person to a service.

    With a Vermittlung the service is told about the person: it needs a release towards this service that holds today, or
    a written reason why it goes without one (`waived`), which stays with the referral.

    Raises:
        FieldError: A field can't be so; `waived`: no release holds, and no reason is given.
        NotFoundError: There is no such person, service or step.
    """
    known("kind", kind, referral_kinds())
    appointment = checked_appointment(appointment)
    waived = clean("waived", waived, TEXT)
    if follow_up_on is not None and follow_up_on < desk.today():
        raise FieldError("follow_up_on", _("Dieser Tag ist schon vorbei."))
    with desk.write("refer", newcomer_id) as act:
        get_newcomer(act.session, newcomer_id)
        if step_id and step_and_chain(act.session, step_id)[1].newcomer_id != newcomer_id:
            raise NotFoundError(_("Diesen Schritt gibt es nicht (mehr)."))
        service = get_service(act.session, service_id)
        release = release_for(act.session, newcomer_id, service.id, TOLD, desk.today()) if kind == "placement" else None
        if kind == "placement" and release is None and not waived:
            raise FieldError(
                "waived",
                _(
                    "Für „{service}“ gilt keine Schweigepflichtentbindung. Legen Sie eine an, oder schreiben Sie, warum es ohne geht."
                ).format(service=service.name),
            )
        row = Referral(
            newcomer_id=newcomer_id,
            service_id=service.id,
            release_id=release.id if release else None,
            waived="" if release or kind != "placement" else waived,
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
    reason: str = "",
    result: str = "",
) -> Changed:
    """Notes what came back from the service, and when: why it declined (`reason`), what came out in the end (`result`).

    Raises:
        FieldError: The day lies in the future or before the last answer; a decline has no reason.
        NotFoundError: There is no such referral.
        RuleError: The day lies before the referral.
    """
    known("state", state, referral_states())
    day = on or desk.today()
    if day > desk.today():
        raise FieldError("state_on", _("Dieser Tag liegt in der Zukunft."))
    feedback, reason, result = (
        clean(field, text, TEXT) for field, text in (("feedback", feedback), ("reason", reason), ("result", result))
    )
    with desk.write("note_feedback") as act:
        row = _get(act.session, referral_id)
        if state == "declined" and not (reason or feedback or row.reason):
            raise FieldError("reason", _("Warum hat die Stelle abgelehnt?"))
        if day < row.sent_on:
            raise RuleError(_("Die Rückmeldung kann nicht vor dem Verweis liegen."))
        act.operation.newcomer_id, act.subject_id = row.newcomer_id, row.id
        if day < row.state_on:
            raise FieldError(
                "state_on",
                _("Der letzte Stand ist vom {day}. Der neue kann nicht davor liegen.").format(
                    day=f"{row.state_on:%d.%m.%Y}"
                ),
            )
        row.state, row.state_on, row.feedback = state, day, feedback or row.feedback
        row.reason = reason or row.reason if state == "declined" else ""
        row.result = result or row.result if state == "done" else ""
        still_open = state in ("sent", "arrived", "accepted", "waiting_list")
        row.follow_up_on = (follow_up_on or day + FOLLOW_UP_AFTER) if still_open else None
        refresh(act.session, row.newcomer_id)
    return act.changed()


def doublings(case: CaseView) -> dict[str, tuple[str, ...]]:
    """Steps that several services carry out at once, with their names: somebody should agree who goes on."""
    found: dict[str, tuple[str, ...]] = {}
    for step in case.chain.steps if case.chain else ():
        at_work = {
            r.service.id: r.service.name for r in case.referrals if r.step_id == step.id and r.state == "accepted"
        }
        if step.state == "running" and step.service is not None:
            at_work[step.service.id] = step.service.name
        if step.is_open and len(at_work) > 1:
            found[step.id] = tuple(sorted(at_work.values()))
    return found


def _get(session: Session, referral_id: str) -> Referral:
    row = session.get(Referral, referral_id)
    if row is None:
        raise NotFoundError(_("Diesen Verweis gibt es nicht (mehr)."))
    return row
