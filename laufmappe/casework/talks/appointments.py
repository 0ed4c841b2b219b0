# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Appointments that no step and no referral carries: a talk at the centre, a doctor, a school."""

from dataclasses import dataclass
from typing import Any

from laufmappe.casework.chains.steps import checked_appointment
from laufmappe.casework.derived import refresh
from laufmappe.casework.desk import Act, Desk, get_newcomer
from laufmappe.casework.fields import TEXT, clean, known
from laufmappe.casework.services.register import get_service
from laufmappe.casework.views import Changed
from laufmappe.casework.words import appointment_states
from laufmappe.errors import FieldError, NotFoundError
from laufmappe.i18n import _
from laufmappe.records.contacts import Appointment

MOST_MINUTES = 24 * 60


@dataclass(frozen=True)
class AppointmentDraft:
    """What a form says of an appointment; `at` is local time `YYYY-MM-DDTHH:MM`."""

    at: str
    title: str
    minutes: int = 60
    place: str = ""
    note: str = ""
    service_id: str = ""
    state: str = "planned"


def set_appointment(desk: Desk, newcomer_id: str, draft: AppointmentDraft) -> Changed:
    """Notes an appointment of the person. Raises FieldError, NotFoundError."""
    values = _checked(draft)
    with desk.write("set_appointment", newcomer_id) as act:
        get_newcomer(act.session, newcomer_id)
        row = Appointment(newcomer_id=newcomer_id, service_id=_service(act, draft), **values)
        act.session.add(row)
        act.session.flush()
        act.subject_id = row.id
        refresh(act.session, newcomer_id)
    return act.changed()


def change_appointment(desk: Desk, appointment_id: str, draft: AppointmentDraft) -> Changed:
    """Moves an appointment, or says how it ended (`state`). Raises FieldError, NotFoundError."""
    values = _checked(draft)
    with desk.write("change_appointment") as act:
        row = _get(act, appointment_id)
        for key, value in values.items():
            setattr(row, key, value)
        row.service_id = _service(act, draft)
        refresh(act.session, row.newcomer_id)
    return act.changed()


def end_appointment(desk: Desk, appointment_id: str, state: str) -> Changed:
    """Says that it was kept, missed or cancelled; `planned` opens it again. Raises FieldError, NotFoundError."""
    known("state", state, appointment_states())
    with desk.write("end_appointment") as act:
        _get(act, appointment_id).state = state
    return act.changed()


def remove_appointment(desk: Desk, appointment_id: str) -> Changed:
    """Takes an appointment away; can be undone. Raises NotFoundError."""
    with desk.write("remove_appointment") as act:
        act.session.delete(_get(act, appointment_id))
    return act.changed()


def _checked(draft: AppointmentDraft) -> dict[str, Any]:
    at = checked_appointment(draft.at)
    if not at:
        raise FieldError("at", _("Wann ist der Termin?"))
    title = clean("title", draft.title)
    if not title:
        raise FieldError("title", _("Worum geht es bei dem Termin?"))
    if not 0 <= draft.minutes <= MOST_MINUTES:
        raise FieldError("minutes", _("Ein Termin dauert 0 bis 1440 Minuten."))
    return {
        "at": at,
        "title": title,
        "minutes": draft.minutes,
        "place": clean("place", draft.place),
        "note": clean("note", draft.note, TEXT),
        "state": known("state", draft.state, appointment_states()),
    }


def _service(act: Act, draft: AppointmentDraft) -> str | None:
    return get_service(act.session, draft.service_id).id if draft.service_id else None


def _get(act: Act, appointment_id: str) -> Appointment:
    row = act.session.get(Appointment, appointment_id)
    if row is None:
        raise NotFoundError(_("Diesen Termin gibt es nicht (mehr)."))
    act.operation.newcomer_id, act.subject_id = row.newcomer_id, row.id
    return row
