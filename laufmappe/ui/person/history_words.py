# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the journal says, in the counsellor's words: verbs as sentences, fields and values as they are called."""

from collections.abc import Callable
from datetime import UTC, date, datetime

from laufmappe.casework.chains.steps import reasons
from laufmappe.casework.cldr import country_name, language_name
from laufmappe.casework.dates import show_partial
from laufmappe.casework.recognition.money import shown_euros
from laufmappe.casework.recognition.qualifications import anabin_words
from laufmappe.casework.rules.recognition import procedures
from laufmappe.casework.views import HistoryLine
from laufmappe.casework.words import (
    anchors,
    appointment_states,
    compensation_labels,
    contact_ways,
    funding_states,
    language_levels,
    needs,
    paper_states,
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
from laufmappe.ui.intake.household_field import RELATION_WORDS
from laufmappe.ui.person.signs import WHO as STEP_WHO
from laufmappe.ui.person.signs import goal_states

SENTENCES = {
    "take_in": N_("Person aufgenommen"),
    "import": N_("Person eingelesen"),
    "change_person": N_("Angaben geändert"),
    "close_case": N_("Beratung beendet"),
    "merge_people": N_("Mit einer anderen Akte zusammengeführt"),
    "agree_chain": N_("Kette vereinbart"),
    "add_step": N_("Station hinzugefügt"),
    "drop_step": N_("Station aus dem Plan genommen"),
    "restore_step": N_("Station zurückgeholt"),
    "move_step": N_("Station verschoben"),
    "plan_step": N_("Station geplant"),
    "set_step_state": N_("Stand einer Station"),
    "change_step": N_("Station angepasst"),
    "apply_update": N_("Neue Fassung der Vorlage übernommen"),
    "add_goal": N_("Ziel aufgeschrieben"),
    "change_goal": N_("Ziel geändert"),
    "set_goal_state": N_("Stand eines Ziels"),
    "move_goal": N_("Ziel verschoben"),
    "remove_goal": N_("Ziel entfernt"),
    "set_agreement": N_("Vereinbarung geändert"),
    "hold_review": N_("Zwischenbilanz eingetragen"),
    "change_review": N_("Zwischenbilanz geändert"),
    "remove_review": N_("Zwischenbilanz entfernt"),
    "reopen_case": N_("Beratung wieder aufgenommen"),
    "add_qualification": N_("Qualifikation ergänzt"),
    "change_qualification": N_("Qualifikation geändert"),
    "remove_qualification": N_("Qualifikation entfernt"),
    "set_recognition": N_("Stand der Anerkennung"),
    "set_procedure": N_("Anerkennungsverfahren"),
    "set_paper": N_("Papier für die Anerkennung"),
    "add_paper": N_("Papier für die Anerkennung ergänzt"),
    "remove_paper": N_("Papier für die Anerkennung entfernt"),
    "add_cost": N_("Kosten ergänzt"),
    "change_cost": N_("Kosten geändert"),
    "remove_cost": N_("Kosten entfernt"),
    "ask_funding": N_("Förderung beantragt"),
    "decide_funding": N_("Entscheidung über die Förderung"),
    "remove_funding": N_("Förderung entfernt"),
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
    "set_household": N_("Haushalt geändert"),
    "carry_over": N_("Angaben ergänzt"),
    "allow_protected_needs": N_("Einwilligung zum Schutzbedarf"),
    "set_protected_needs": N_("Schutzbedarf geändert"),
    "revoke_protected_needs": N_("Schutzbedarf gelöscht, Einwilligung widerrufen"),
    "set_translations": N_("Eigene Sätze übersetzt"),
    "send_parcel": N_("Fall übergeben: Paket verschickt"),
    "take_over_case": N_("Person von einer anderen Stelle übernommen"),
    "receive_case": N_("Paket einer anderen Stelle übernommen"),
    "settle_conflict": N_("Unterschied zu einer anderen Stelle entschieden"),
    "note_receipt": N_("Quittung der anderen Stelle vermerkt"),
    "answer_parcel": N_("Fallübergabe beantwortet"),
    "postpone_parcel": N_("Nachfrage zur Fallübergabe verschoben"),
    "note_print": N_("Mappe gedruckt"),
    "lose_folder": N_("Mappe verloren, alte Codes ungültig"),
    "undo": N_("Etwas zurückgenommen"),
}
LASTING = ("revoke_protected_needs", "take_in", "import", "take_over_case", "note_print", "send_parcel", "undo")
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
    "relation": N_("Beziehung"),
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
    "reason_kind": N_("Grund"),
    "expected_on": N_("voraussichtlich bis"),
    "why": N_("Wozu"),
    "bring": N_("Mitbringen"),
    "advice": N_("Tipp auf dem Blatt"),
    "who": N_("wer"),
    "topic": N_("Thema"),
    "measure": N_("Maßnahme"),
    "until_on": N_("bis wann"),
    "situation": N_("Ausgangslage"),
    "strengths": N_("Stärken"),
    "review_on": N_("Nächste Zwischenbilanz"),
    "held_on": N_("besprochen am"),
    "agreed": N_("neu vereinbart"),
    "template_version": N_("Fassung"),
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
    "procedure": N_("Verfahren"),
    "fast_track": N_("beschleunigt"),
    "extended_until": N_("verlängert bis"),
    "appeal_until": N_("Widerspruch bis"),
    "eqf": N_("Niveau (DQR)"),
    "anabin": N_("anabin"),
    "label": N_("Bezeichnung"),
    "cents": N_("Betrag"),
    "incurred_on": N_("entstanden am"),
    "paid_by": N_("bezahlt von"),
    "asked_on": N_("beantragt am"),
    "decided_on": N_("entschieden am"),
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
    "partner": N_("Stelle"),
    "responsible_from": N_("zuständig ab"),
}
"""Fields that say something to a counsellor; what follows from others (positions, ids) is left out."""

_BESIDE = ("state_since", "state_on", "done_on", "dropped_on", "follow_up_on", "kind")
"""Fields that the one line leaves out: they go with another."""
_PARCEL_STATES = {"open": N_("noch ohne Antwort"), "accepted": N_("übernommen"), "declined": N_("nicht übernommen")}
_STATES = {
    "parcel": lambda: _PARCEL_STATES,
    "step": step_states,
    "recognition_event": recognition_states,
    "recognition_paper": paper_states,
    "funding": funding_states,
    "referral": referral_states,
    "appointment": appointment_states,
    "goal": goal_states,
}
_KINDS = {"qualification": qualification_kinds, "referral": referral_kinds, "milestone": anchors}
_REACH = {"call": N_("Anruf"), "message": N_("Nachricht"), "letter": N_("Brief")}
_NAMES: dict[str, Callable[[str], str]] = {
    "status": lambda value: _(statuses().get(value, value)),
    "level": lambda value: _(language_levels().get(value, value)),
    "procedure": lambda value: _(procedures()[value].label) if value in procedures() else value,
    "measure": lambda value: _(compensation_labels().get(value, value)),
    "anabin": anabin_words,
    "reach_by": lambda value: _(_REACH.get(value, value)),
    "relation": lambda value: _(RELATION_WORDS.get(value, value)),
    "code": lambda value: language_name(value, language()),
    "nationality": lambda value: country_name(value, language()),
    "country": lambda value: country_name(value, language()),
    "reason_kind": lambda value: _(reasons()[value].label) if value in reasons() else value,
    "who": lambda value: _(STEP_WHO.get(value, value)),
    "topic": lambda value: _(topics().get(value, value)),
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
        brought = field != "title" if verb in ("add_step", "apply_update") else field == "topic"
        return brought or verb in ("take_in", "import", "take_over_case", "agree_chain")
    if entity == "agreed_chain":
        return field != "name" and verb in ("take_in", "import", "take_over_case", "agree_chain", "add_step")
    if entity in ("release", "recognition_paper") and field == "kind":
        return True
    # What somebody needs protection for stands behind the card that has to be opened, and nowhere else.
    return entity in ("code", "sheet_print", "document", "protected_need")


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
    if field == "cents" and value:
        return shown_euros(int(value))
    if field in ("interpreter", "regulated", "fast_track"):
        return _("ja") if value == "True" else _("nein") if value else ""
    if field == "appointment" and "T" in value:
        day, _t, time = value.partition("T")
        return f"{show_partial(day)}, {time}"
    if len(value) in (7, 10) and value[:4].isdigit() and value[4] == "-":
        return show_partial(value)
    return value


def value_words(entity: str, field: str, value: object) -> str:
    """A value of the record as it is called."""
    if isinstance(value, list | tuple):
        value = ", ".join(str(each) for each in value)
    return _value(entity, field, "" if value is None else str(value))
