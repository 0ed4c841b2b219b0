# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whose move it is in a procedure since when, and which time runs: the facts behind the drawn bar, in words."""

from dataclasses import dataclass
from datetime import date

from laufmappe.casework.dates import add_months
from laufmappe.casework.recognition.procedure import states
from laufmappe.casework.rules.recognition import decision_months, extension_months, procedures
from laufmappe.casework.views import RecognitionView
from laufmappe.casework.words import recognition_states
from laufmappe.i18n import _, n_
from laufmappe.resources import read_json
from laufmappe.ui.person.signs import WEEKDAYS, short_day, shown_day
from laufmappe.ui.widgets import ChipSpec


@dataclass(frozen=True)
class Times:
    """A time to be drawn. Without `end` it is open; `from_word` and `end_word` stand under its two ends.

    `may_extend`: the office may still take an extension. `urgent`: it is over, or nearly.
    """

    start: date
    end: date | None
    headline: str
    left: str
    sentence: str
    chip: ChipSpec | None
    from_word: str
    end_word: str = ""
    may_extend: bool = False
    urgent: bool = False


def turn_since(view: RecognitionView) -> date:
    """The day since which it is the same one's move."""
    since = view.since
    for event in reversed(view.events):
        if states()[event.state]["turn"] != view.turn:
            break
        since = event.on_date
    return since


def times_of(view: RecognitionView, today: date, country: str = "") -> Times:
    """The time that matters now: to the decision, to object, or none that the law knows."""
    if view.clock_from is not None and view.clock_until is not None:
        return _decision(view, view.clock_from, view.clock_until, today, country)
    decided = next((e.on_date for e in reversed(view.events) if e.state.startswith("decided_")), None)
    if view.appeal_until is not None and decided is not None:
        return _objection(view, decided, view.appeal_until, today)
    return _open(view, today)


def _decision(view: RecognitionView, start: date, end: date, today: date, country: str) -> Times:
    law = ChipSpec(_("gesetzliche Frist"), "accent", "scale")
    if view.extended:
        sentence = (
            _("Die Stelle hat verlängert und diesen Tag genannt.")
            if view.extended_until
            else _("Verlängert: bei Abschlüssen aus EU, EWR und Schweiz höchstens ein Monat.")
        )
        longest = extension_months(view.procedure, country) if view.procedure in procedures() else None
        months = decision_months(view.procedure, view.fast_track) if longest else None
        if longest and months and view.extended_until and end > add_months(start, months + longest):
            sentence = _("Länger als der eine Monat, den das Gesetz bei EU-Abschlüssen erlaubt: bitte nachfragen.")
        chip = ChipSpec(_("verlängerte Frist"), "warn", "scale")
    else:
        months = decision_months(view.procedure, view.fast_track) if view.procedure in procedures() else None
        months = months or (2 if view.fast_track else 3)
        sentence = n_(
            "{n} Kalendermonat ab vollständigen Unterlagen.", "{n} Kalendermonate ab vollständigen Unterlagen.", months
        ).format(n=months)
        longer = extension_months(view.procedure, country) if view.procedure in procedures() else None
        if longer:
            sentence += " " + n_(
                "Verlängern darf die Stelle um höchstens {n} Monat.",
                "Verlängern darf die Stelle um höchstens {n} Monate.",
                longer,
            ).format(n=longer)
        chip = law
    whole, day = (end - start).days, (today - start).days
    return Times(
        start,
        end,
        headline=_("Tag {day} von {whole}").format(day=day, whole=whole),
        left=left_words(end, today),
        sentence=sentence,
        chip=chip,
        from_word=_("vollständig"),
        end_word=_("Fristende"),
        may_extend=not view.extended,
        urgent=today > end,
    )


def _objection(view: RecognitionView, decided: date, end: date, today: date) -> Times:
    return Times(
        decided,
        end,
        headline=_("Widerspruch oder Klage"),
        left=left_words(end, today),
        sentence=_("Der Tag steht im Bescheid.")
        if view.appeal_named
        else _("Ein Monat ab dem Bescheid. Nennt er einen anderen Tag, gilt der: bitte eintragen."),
        chip=ChipSpec(_("gesetzliche Frist"), "danger" if today <= end else "neutral", "scale"),
        from_word=_("Bescheid"),
        end_word=_("letzter Tag"),
        urgent=(end - today).days <= 14,
    )


def _open(view: RecognitionView, today: date) -> Times:
    state = states()[view.state]
    statutory = procedures()[view.procedure].time.statutory if view.procedure in procedures() else True
    complete = any(event.state == "complete" for event in view.events)
    if view.extended and state["clock"]:
        headline = _("verlängert, Ende unbekannt")
        sentence = _("Welchen Tag hat die Stelle genannt? Tragen Sie ihn unter „Verfahren ändern“ nach.")
    elif view.turn == "nobody":
        headline, sentence = _(recognition_states()[view.state]), _("Es läuft keine Frist.")
    elif not statutory:
        headline = _("keine gesetzliche Frist")
        months = decision_months(view.procedure)
        usual = n_("Üblich ist {n} Monat.", "Üblich sind {n} Monate.", months).format(n=months) if months else ""
        sentence = usual or _("Niemand muss bis zu einem Tag entscheiden.")
    elif view.state == "qualification_analysis":
        headline, sentence = _("Frist ruht"), _("Die Tage der Qualifikationsanalyse zählen nicht mit (§ 14 BQFG).")
    elif state["clock"]:
        headline = _("Frist unbekannt")
        sentence = _("Seit wann sind die Unterlagen vollständig? Ohne diesen Tag lässt sich die Frist nicht rechnen.")
    elif view.state == "applied":
        until = add_months(view.since, read_json("recognition", "procedure.json")["clock"]["months_receipt"])
        headline = _("Eingang bestätigen: bis {day}").format(day=short_day(until, today))
        sentence = _("Binnen eines Monats sagt die Stelle, was noch fehlt (§ 6 BQFG). Vorher läuft keine Frist.")
    elif view.stage >= 5:
        headline, sentence = _("keine gesetzliche Frist"), _("Nach dem Bescheid bestimmt niemand mehr das Tempo.")
    elif complete:
        headline = _("noch keine Frist")
        sentence = _("Sie zählt ab den vollständigen Unterlagen, sobald „in Prüfung“ eingetragen ist.")
    else:
        headline = _("noch keine Frist")
        sentence = _("Sie beginnt, sobald die Unterlagen vollständig sind.")
    days = (today - view.since).days
    left = n_("seit {n} Tag in diesem Stand", "seit {n} Tagen in diesem Stand", days).format(n=days) if days else ""
    return Times(view.since, None, headline, left, sentence, None, from_word=_(recognition_states()[view.state]))


def left_words(end: date, today: date) -> str:
    """How long it is to a day: noch 22 Tage bis Di 15.12.2026."""
    day = f"{_(WEEKDAYS[end.weekday()])} {shown_day(end)}"
    left = (end - today).days
    if left == 0:
        return _("heute ist der letzte Tag")
    words = (
        n_("noch {n} Tag bis {day}", "noch {n} Tage bis {day}", left)
        if left > 0
        else n_("seit {n} Tag überschritten ({day})", "seit {n} Tagen überschritten ({day})", -left)
    )
    return words.format(n=abs(left), day=day)
