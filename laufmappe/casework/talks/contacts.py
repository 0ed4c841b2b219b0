# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The log of talks: who was advised when, how long, in which language, about what."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from laufmappe.casework.cldr import language_codes
from laufmappe.casework.desk import Act, Desk, get_newcomer
from laufmappe.casework.fields import TEXT, clean, known
from laufmappe.casework.views import Changed
from laufmappe.casework.words import contact_ways, interpreters, topics
from laufmappe.errors import FieldError, NotFoundError
from laufmappe.i18n import _
from laufmappe.records.contacts import Contact

MOST_MINUTES = 24 * 60


@dataclass(frozen=True)
class ContactDraft:
    """What a form says of a talk; `minutes` is its length."""

    on_date: date
    minutes: int = 45
    way: str = "visit"
    language: str = ""
    interpreter: str = "none"
    topics: tuple[str, ...] = ()
    note: str = ""


def note_contact(desk: Desk, newcomer_id: str, draft: ContactDraft) -> Changed:
    """Adds a talk to the log. Raises FieldError, NotFoundError."""
    values = _checked(desk, draft)
    with desk.write("note_contact", newcomer_id) as act:
        get_newcomer(act.session, newcomer_id)
        row = Contact(newcomer_id=newcomer_id, counsellor=desk.who, **values)
        act.session.add(row)
        act.session.flush()
        act.subject_id = row.id
    return act.changed()


def change_contact(desk: Desk, contact_id: str, draft: ContactDraft) -> Changed:
    """Corrects an entry of the log. Raises FieldError, NotFoundError."""
    values = _checked(desk, draft)
    with desk.write("change_contact") as act:
        row = _get(act, contact_id)
        for key, value in values.items():
            setattr(row, key, value)
    return act.changed()


def remove_contact(desk: Desk, contact_id: str) -> Changed:
    """Takes an entry out of the log; can be undone. Raises NotFoundError."""
    with desk.write("remove_contact") as act:
        act.session.delete(_get(act, contact_id))
    return act.changed()


def _checked(desk: Desk, draft: ContactDraft) -> dict[str, Any]:
    if draft.on_date > desk.today():
        raise FieldError("on_date", _("Dieser Tag liegt in der Zukunft. Ein künftiges Gespräch ist ein Termin."))
    if not 0 <= draft.minutes <= MOST_MINUTES:
        raise FieldError("minutes", _("Ein Gespräch dauert 0 bis 1440 Minuten."))
    known("way", draft.way, contact_ways())
    known("interpreter", draft.interpreter, interpreters())
    known("language", draft.language, {"", *language_codes()})
    for topic in draft.topics:
        known("topics", topic, topics())
    return {
        "on_date": draft.on_date,
        "minutes": draft.minutes,
        "way": draft.way,
        "language": draft.language,
        "interpreter": draft.interpreter,
        "topics": list(dict.fromkeys(draft.topics)),
        "note": clean("note", draft.note, TEXT),
    }


def _get(act: Act, contact_id: str) -> Contact:
    row = act.session.get(Contact, contact_id)
    if row is None:
        raise NotFoundError(_("Dieses Gespräch steht nicht (mehr) im Verzeichnis."))
    act.operation.newcomer_id, act.subject_id = row.newcomer_id, row.id
    return row
