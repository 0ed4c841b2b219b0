# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""How the parts, states, conflicts and news of a handover are called."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from laufmappe.casework.cases.flat import Key, Values
from laufmappe.casework.cases.merging import Conflict, News
from laufmappe.casework.handover.parcels import SENT, ParcelView
from laufmappe.casework.handover.released import INTERNAL, Withheld
from laufmappe.casework.words import release_parts
from laufmappe.i18n import N_, _, n_
from laufmappe.ui.person.history_words import FIELDS, value_words
from laufmappe.ui.person.signs import shown_day
from laufmappe.ui.widgets import ChipSpec

PART_ICONS = {
    "person": "user-round",
    "status": "id-card",
    "household": "users",
    "chain": "route",
    "goals": "target",
    "qualifications": "award",
    "referrals": "arrow-right-left",
    "contacts": "notebook-text",
    "documents": "file-text",
    "protected_needs": "heart-pulse",
    "history": "history",
    "follow_ups": "bell",
    "releases": "shield-check",
}
TABLES = {
    "newcomer": N_("Person"),
    "spoken_language": N_("Sprache"),
    "milestone": N_("Datum"),
    "household_member": N_("Haushalt"),
    "protected_need": N_("Schutzbedarf"),
    "agreed_chain": N_("Kette"),
    "step": N_("Schritt"),
    "review": N_("Zwischenbilanz"),
    "goal": N_("Ziel"),
    "qualification": N_("Qualifikation"),
    "recognition": N_("Anerkennung"),
    "recognition_event": N_("Stand der Anerkennung"),
    "recognition_paper": N_("Papier für die Anerkennung"),
    "recognition_cost": N_("Kosten"),
    "funding": N_("Förderung"),
    "referral": N_("Verweis"),
    "contact": N_("Beratungskontakt"),
    "appointment": N_("Termin"),
    "release": N_("Einwilligung"),
}
"""The rows that a counsellor knows; codes and prints are not told of."""
_TITLES = ("title", "name", "wish", "given_name", "label", "text", "kind", "code", "on_date")
_MOST = 220
"""Characters of a long text that are shown of each side."""


def part_name(part: str) -> str:
    """How a part is called; one of a newer program by its id."""
    return _(release_parts().get(part) or INTERNAL.get(part) or part)


def count_words(part: str, count: int) -> str:
    """How much of it there is."""
    if not count:
        return _("nichts eingetragen")
    if part in ("person", "status"):
        return n_("{n} Angabe", "{n} Angaben", count).format(n=count)
    if part == "chain":
        return n_("{n} Schritt", "{n} Schritte", count).format(n=count)
    return n_("{n} Eintrag", "{n} Einträge", count).format(n=count)


def why_chip(withheld: Withheld) -> ChipSpec:
    """Why something stays: word, icon and tint."""
    return {
        "not_released": ChipSpec(_("nicht freigegeben"), "warn", "lock"),
        "no_consent": ChipSpec(_("eigene Einwilligung fehlt"), "danger", "lock"),
        "internal": ChipSpec(_("geht nie mit"), "neutral", "ban"),
    }.get(withheld.why, ChipSpec(_("bleibt hier"), "neutral", "lock"))


def parcel_chip(view: ParcelView, today: date) -> ChipSpec:
    """How a parcel stands."""
    if view.state == "accepted":
        return ChipSpec(_("übernommen"), "ok", "check")
    if view.state == "declined":
        return ChipSpec(_("abgelehnt"), "danger", "x")
    if view.direction != SENT:
        return ChipSpec(_("noch nicht beantwortet"), "warn", "hourglass")
    if view.follow_up_on is not None and view.follow_up_on <= today:
        return ChipSpec(_("Quittung überfällig"), "danger", "clock-alert")
    return ChipSpec(_("wartet auf Quittung"), "info", "hourglass")


def parcel_words(view: ParcelView) -> str:
    """When it went or came, and from when on the other side is responsible."""
    words = _("ausgegeben {day}") if view.direction == SENT else _("übernommen {day}")
    since = ""
    if view.responsible_from is not None:
        since = (_("dort zuständig ab {day}") if view.direction == SENT else _("hier zuständig ab {day}")).format(
            day=shown_day(view.responsible_from)
        )
    reason = _("ohne Entbindung: {reason}").format(reason=view.reason) if view.reason else ""
    return " · ".join(part for part in (words.format(day=shown_day(view.on_date)), since, reason) if part)


def place_words(table: str, row_id: str, rows: Mapping[Key, Values]) -> str:
    """What a change is about: Schritt: Jobcenter-Termin."""
    row = rows.get((table, row_id), {})
    kind = _(TABLES.get(table, N_("Eintrag")))
    title = "" if table == "newcomer" else next((str(row[name]) for name in _TITLES if row.get(name)), "")
    title = value_words(table, "kind", title) if row.get("kind") == title and title else _(title) if title else ""
    return f"{kind}: {title}" if title else kind


def field_name(name: str) -> str:
    """How a field is called."""
    return _(FIELDS.get(name, N_("Angabe")))


def side_words(conflict: Conflict, side: Values) -> str:
    """What one side says: its values, or that it took the entry out."""
    if not side:
        return _("entfernt")
    names = [conflict.field] if conflict.field else [name for name in side if name in FIELDS]
    if conflict.field:
        names += [name for name in side if name != conflict.field and name in FIELDS and side[name]]
    if side.get("reason"):  # the kind of a reason is of use where there are no words
        names = [name for name in names if name != "reason_kind"]
    told = []
    for name in names:
        value = value_words(conflict.table, name, side.get(name))
        if value:
            told.append(value if name == conflict.field else f"{field_name(name)}: {value}")
    return _short(" · ".join(told)) or _("leer")


def news_words(news: News) -> str:
    """What is new, in one line: Telefon: 0151 5550678 → 0151 5550679."""
    if not news.field:
        return _("neu") if news.after is not None else _("dort entfernt, hier auch")
    before = value_words(news.table, news.field, news.before)
    after = value_words(news.table, news.field, news.after) or "–"
    return (
        f"{field_name(news.field)}: {_short(before)} → {_short(after)}"
        if before
        else (f"{field_name(news.field)}: {_short(after)}")
    )


def is_told(news: News) -> bool:
    """Whether a piece of news says something to a counsellor."""
    return news.table in TABLES and (not news.field or news.field in FIELDS)


def _short(text: str) -> str:
    flat: Any = text.replace("\n", " ")
    return flat if len(flat) <= _MOST else f"{flat[:_MOST]}…"
