# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the journal says, in the counsellor's words: verbs as sentences, fields and values as they are called."""

from collections.abc import Callable
from datetime import UTC, date, datetime

from laufmappe.casework.cldr import country_name, language_name
from laufmappe.casework.dates import show_partial
from laufmappe.casework.views import HistoryLine
from laufmappe.casework.words import (
    anchors,
    appointment_states,
    contact_ways,
    language_levels,
    needs,
    qualification_kinds,
    recognition_states,
    referral_kinds,
    referral_states,
    release_parts,
    statuses,
    step_states,
    topics,
)
from laufmappe.i18n import N_, _, language

SENTENCES = {
    "take_in": N_("Person aufgenommen"),
    "import": N_("Person eingelesen"),
    "change_person": N_("Angaben geändert"),
    "close_case": N_("Beratung beendet"),
    "agree_chain": N_("Kette vereinbart"),
    "add_step": N_("Station hinzugefügt"),
    "drop_step": N_("Station aus dem Plan genommen"),
    "restore_step": N_("Station zurückgeholt"),
    "move_step": N_("Station verschoben"),
    "plan_step": N_("Station geplant"),
    "set_step_state": N_("Stand einer Station"),
    "add_qualification": N_("Qualifikation ergänzt"),
    "change_qualification": N_("Qualifikation geändert"),
    "remove_qualification": N_("Qualifikation entfernt"),
    "set_recognition": N_("Stand der Anerkennung"),
    "attach_document": N_("Dokument angehängt"),
    "change_document": N_("Dokument geändert"),
    "remove_document": N_("Dokument entfernt"),
    "refer": N_("Verwiesen"),
    "note_feedback": N_("Rückmeldung eingetragen"),
    "note_contact": N_("Gespräch eingetragen"),
    "change_contact": N_("Gespräch geändert"),
    "remove_contact": N_("Gespräch entfernt"),
    "set_appointment": N_("Termin eingetragen"),
    "change_appointment": N_("Termin geändert"),
    "end_appointment": N_("Termin"),
    "remove_appointment": N_("Termin entfernt"),
    "set_follow_up": N_("Wiedervorlage"),
    "move_follow_up": N_("Wiedervorlage verschoben"),
    "finish_follow_up": N_("Wiedervorlage erledigt"),
    "remove_follow_up": N_("Wiedervorlage entfernt"),
    "grant_release": N_("Schweigepflichtentbindung angelegt"),
    "change_release": N_("Schweigepflichtentbindung geändert"),
    "sign_release": N_("Schweigepflichtentbindung unterschrieben"),
    "revoke_release": N_("Schweigepflichtentbindung widerrufen"),
    "note_print": N_("Mappe gedruckt"),
    "lose_folder": N_("Mappe verloren, alte Codes ungültig"),
    "undo": N_("Etwas zurückgenommen"),
}
LASTING = ("take_in", "import", "note_print", "undo")
"""Acts that this page does not offer to take back: a print is on paper, a person is removed elsewhere."""

FIELDS = {
    "given_name": N_("Vorname"),
    "family_name": N_("Nachname"),
    "native_name": N_("Name in eigener Schrift"),
    "birth_date": N_("Geburtsdatum"),
    "nationality": N_("Staatsangehörigkeit"),
    "status": N_("Status"),
    "phone": N_("Telefon"),
    "email": N_("E-Mail"),
    "reach_by": N_("erreichbar per"),
    "address": N_("Adresse"),
    "district": N_("Stadtteil"),
    "interpreter": N_("Dolmetschen"),
    "needs": N_("Bedarfe"),
    "note": N_("Notiz"),
    "closed_on": N_("beendet am"),
    "code": N_("Sprache"),
    "level": N_("Stufe"),
    "on_date": N_("Datum"),
    "name": N_("Kette"),
    "title": N_("Bezeichnung"),
    "state": N_("Stand"),
    "state_since": N_("seit"),
    "state_on": N_("am"),
    "reason": N_("Grund"),
    "done_on": N_("erledigt am"),
    "due_on": N_("Frist"),
    "due_fixed_on": N_("eigene Frist"),
    "appointment": N_("Termin"),
    "dropped_on": N_("herausgenommen am"),
    "dropped_reason": N_("Grund"),
    "kind": N_("Art"),
    "original_title": N_("in Originalschrift"),
    "institution": N_("Einrichtung"),
    "country": N_("Land"),
    "started": N_("von"),
    "finished": N_("bis"),
    "occupation": N_("Beruf in Deutschland"),
    "body": N_("Stelle"),
    "file_number": N_("Aktenzeichen"),
    "regulated": N_("reglementiert"),
    "request": N_("Anliegen"),
    "feedback": N_("Rückmeldung"),
    "follow_up_on": N_("Wiedervorlage"),
    "result": N_("Ergebnis"),
    "waived": N_("ohne Entbindung, weil"),
    "minutes": N_("Minuten"),
    "way": N_("wie"),
    "topics": N_("Themen"),
    "text": N_("Text"),
    "at": N_("am"),
    "place": N_("Ort"),
    "recipient": N_("Empfänger"),
    "recipient_person": N_("Person dort"),
    "parts": N_("Angaben"),
    "purpose": N_("Zweck"),
    "signed_on": N_("unterschrieben am"),
    "valid_until": N_("gilt bis"),
    "revoked_on": N_("widerrufen am"),
}
"""Fields that say something to a counsellor; what follows from others (positions, ids) is left out."""

_BESIDE = ("state_since", "state_on", "done_on", "dropped_on", "follow_up_on", "kind")
"""Fields that the one line leaves out: they go with another."""
_STATES = {
    "step": step_states,
    "recognition_event": recognition_states,
    "referral": referral_states,
    "appointment": appointment_states,
}
_KINDS = {"qualification": qualification_kinds, "referral": referral_kinds, "milestone": anchors}
_REACH = {"call": N_("Anruf"), "message": N_("Nachricht"), "letter": N_("Brief")}
_NAMES: dict[str, Callable[[str], str]] = {
    "status": lambda value: _(statuses().get(value, value)),
    "level": lambda value: _(language_levels().get(value, value)),
    "reach_by": lambda value: _(_REACH.get(value, value)),
    "code": lambda value: language_name(value, language()),
    "nationality": lambda value: country_name(value, language()),
    "country": lambda value: country_name(value, language()),
}
"""How the values of these fields are called."""


def sentence(line: HistoryLine) -> str:
    """The act in one line: Stand einer Station: Erstberatung."""
    said = _(SENTENCES.get(line.verb, N_("Etwas geändert")))
    return f"{said}: {_(line.about)}" if line.about else said


def moment(line: HistoryLine, today: date) -> str:
    """When, on the counsellor's clock: heute, 14:05 or 22.11.2026, 14:05."""
    at = datetime.fromisoformat(line.at).replace(tzinfo=UTC).astimezone()
    day = _("heute") if at.date() == today else f"{at:%d.%m.%Y}"
    return f"{day}, {at:%H:%M}"


def changes(line: HistoryLine) -> list[tuple[str, str, str]]:
    """What changed, as (field, before, after), without what follows from it and what stayed empty."""
    told = []
    for entity, field, before, after in line.changes:
        if field in FIELDS and (before or after) and not _follows(line.verb, entity, field):
            told.append((_(FIELDS[field]), _value(entity, field, before), _value(entity, field, after)))
    return told


def _follows(verb: str, entity: str, field: str) -> bool:
    """Whether a value says nothing of its own: what a template brought along, codes, prints."""
    if entity == "step":
        return verb in ("take_in", "import", "agree_chain") or (verb == "add_step" and field != "title")
    if entity == "agreed_chain":
        return field != "name"
    return entity in ("code", "sheet_print", "document")


def summary(line: HistoryLine) -> str:
    """The most telling changes in one line: Stand: wartet → läuft."""
    dates = {_(FIELDS[field]) for field in _BESIDE}
    first = [f"{field}: {_arrow(before, after)}" for field, before, after in changes(line) if field not in dates]
    return " · ".join(first[:2])


def _arrow(before: str, after: str) -> str:
    if not before:
        return after
    return f"{before} → {after or '–'}"


def _value(entity: str, field: str, value: str) -> str:
    if field == "state" and entity in _STATES:
        return _(_STATES[entity]().get(value, value))
    if field == "kind" and entity in _KINDS:
        return _(_KINDS[entity]().get(value, value))
    if field in ("topics", "parts"):
        names = topics() if field == "topics" else release_parts()
        return ", ".join(_(names.get(each, each)) for each in value.split(", "))
    if field == "way":
        return _(contact_ways().get(value, value))
    if field == "at" and "T" in value:
        return _value(entity, "appointment", value)
    if field == "needs":
        return ", ".join(_(needs().get(need, need)) for need in value.split(", "))
    if field in _NAMES and value:
        return _NAMES[field](value)
    if field in ("interpreter", "regulated"):
        return _("ja") if value == "True" else _("nein") if value else ""
    if field == "appointment" and "T" in value:
        day, _t, time = value.partition("T")
        return f"{show_partial(day)}, {time}"
    if len(value) in (7, 10) and value[:4].isdigit() and value[4] == "-":
        return show_partial(value)
    return value
