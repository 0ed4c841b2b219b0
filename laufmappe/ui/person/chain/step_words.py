# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a template says of a step, in words: names of the fields, and their values in one line."""

from typing import Any

from laufmappe.casework.chains.templates import library
from laufmappe.casework.views import Deadline
from laufmappe.casework.words import anchors, deadline_kinds, service_types, statuses, topics
from laufmappe.i18n import N_, _, n_
from laufmappe.ui.person.signs import anchor_words, who_words

FIELDS = {
    "title": N_("Titel"),
    "why": N_("Wozu"),
    "topic": N_("Thema"),
    "icon": N_("Zeichen"),
    "service_type": N_("Anlaufstelle"),
    "bring": N_("Mitbringen"),
    "deadline": N_("Frist"),
    "advice": N_("Tipp auf dem Blatt"),
    "note": N_("Hinweis für die Beratung"),
    "after": N_("Erst nach"),
    "sets": N_("Legt ein Datum fest"),
    "who": N_("Wer macht es"),
    "valid_for": N_("Gilt nur für"),
}


def value_words(field: str, value: Any, titles: dict[str, str] | None = None) -> str:
    """A value of a step as it is read; `titles` are those of steps that the collection does not have."""
    match field:
        case "deadline":
            return deadline_words(value, titles)
        case "after":
            return ", ".join(step_title(key, titles) for key in value)
        case "bring":
            return " · ".join(_(thing) for thing in value)
        case "sets":
            return ", ".join(_(anchors().get(key, key)) for key in value)
        case "valid_for":
            return ", ".join(_(statuses().get(key, key)) for key in value)
        case "topic":
            return _(topics().get(value, value))
        case "service_type":
            return _(service_types().get(value, value)) if value else ""
        case "who":
            return who_words(value)
    return _(value) if value else ""


def step_title(key: str, titles: dict[str, str] | None = None) -> str:
    """What a step is called."""
    found = (titles or {}).get(key) or (library()[key].title if key in library() else key)
    return _(found)


def deadline_words(rule: Deadline, titles: dict[str, str] | None = None) -> str:
    """A rule in one line: 2 Wochen ab Einzug · Gesetzliche Frist · § 17 BMG."""
    named = {key: step.title for key, step in library().items()} | (titles or {})
    since = _(" oder ").join(anchor_words(anchor, named) for anchor in rule.anchors)
    span = span_words(rule)
    start = _("{time} ab {since}").format(time=span, since=since) if span else since
    return " · ".join(part for part in (start, _(deadline_kinds()[rule.kind]) if start else "", rule.norm) if part)


def span_words(rule: Deadline) -> str:
    """How long a deadline is; before the date when it counts backwards."""
    units = (
        (rule.days, n_("{n} Tag", "{n} Tage", abs(rule.days or 0))),
        (rule.weeks, n_("{n} Woche", "{n} Wochen", abs(rule.weeks or 0))),
        (rule.months, n_("{n} Monat", "{n} Monate", abs(rule.months or 0))),
    )
    for count, words in units:
        if count is not None:
            length = words.format(n=abs(count))
            return _("{time} vorher,").format(time=length) if count < 0 else length
    return ""
