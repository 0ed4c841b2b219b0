# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Wiedervorlagen: what the counsellor wants to look at again on a day."""

from datetime import date

from laufmappe.casework.desk import Act, Desk, get_newcomer
from laufmappe.casework.fields import clean
from laufmappe.casework.views import Changed
from laufmappe.errors import FieldError, NotFoundError
from laufmappe.i18n import _
from laufmappe.records.contacts import FollowUp


def set_follow_up(desk: Desk, newcomer_id: str, on: date, text: str, subject_id: str = "") -> Changed:
    """Notes what is to be looked at again, and when; `subject_id` may name a step, referral, qualification or appointment.

    Raises:
        FieldError: The text is missing, or the day is over.
        NotFoundError: There is no such person.
    """
    words = _checked(desk, on, text)
    with desk.write("set_follow_up", newcomer_id) as act:
        get_newcomer(act.session, newcomer_id)
        row = FollowUp(
            newcomer_id=newcomer_id,
            on_date=on,
            text=words,
            subject_id=clean("subject_id", subject_id, 36),
            counsellor=desk.who,
        )
        act.session.add(row)
        act.session.flush()
        act.subject_id = row.id
    return act.changed()


def move_follow_up(desk: Desk, follow_up_id: str, on: date, text: str) -> Changed:
    """Puts a follow-up on another day, or in other words; one that was done is open again. Raises FieldError, NotFoundError."""
    words = _checked(desk, on, text)
    with desk.write("move_follow_up") as act:
        row = _get(act, follow_up_id)
        row.on_date, row.text, row.done_on = on, words, None
    return act.changed()


def finish_follow_up(desk: Desk, follow_up_id: str) -> Changed:
    """Notes that it was looked at. Raises NotFoundError."""
    with desk.write("finish_follow_up") as act:
        _get(act, follow_up_id).done_on = desk.today()
    return act.changed()


def remove_follow_up(desk: Desk, follow_up_id: str) -> Changed:
    """Takes a follow-up away; can be undone. Raises NotFoundError."""
    with desk.write("remove_follow_up") as act:
        act.session.delete(_get(act, follow_up_id))
    return act.changed()


def _checked(desk: Desk, on: date, text: str) -> str:
    if on < desk.today():
        raise FieldError("on_date", _("Dieser Tag ist schon vorbei."))
    words = clean("text", text)
    if not words:
        raise FieldError("text", _("Woran möchten Sie sich erinnern?"))
    return words


def _get(act: Act, follow_up_id: str) -> FollowUp:
    row = act.session.get(FollowUp, follow_up_id)
    if row is None:
        raise NotFoundError(_("Diese Wiedervorlage gibt es nicht (mehr)."))
    act.operation.newcomer_id, act.subject_id = row.newcomer_id, row.id
    return row
