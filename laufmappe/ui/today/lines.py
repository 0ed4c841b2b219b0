# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""How the lines of the day look: groups with their heading, chips by nearness, the one obvious action."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from laufmappe.casework.today.overview import WEEK
from laufmappe.casework.views import TodayItem
from laufmappe.i18n import N_, _, n_
from laufmappe.ui.widgets import ChipSpec, Row, Section, avatar_colour, initials

WEEKDAYS = (N_("Mo"), N_("Di"), N_("Mi"), N_("Do"), N_("Fr"), N_("Sa"), N_("So"))


@dataclass(frozen=True)
class _Look:
    title: str
    icon: str
    kind: str
    action: str
    action_icon: str
    chip_icon: str


_LOOKS = {
    "extension": _Look(
        N_("Verlängerte Frist ist vorbei"), "calendar-x", "danger", N_("Verfahren öffnen"), "arrow-right", "landmark"
    ),
    "appeal": _Look(N_("Widerspruchsfrist läuft"), "gavel", "danger", N_("Verfahren öffnen"), "arrow-right", "gavel"),
    "papers": _Look(
        N_("Papiere lange angefordert"), "file-clock", "warn", N_("Verfahren öffnen"), "arrow-right", "hourglass"
    ),
    "follow_up": _Look(N_("Wiedervorlage"), "bell", "accent", N_("Erledigt"), "check", "bell"),
    "appointment": _Look(
        N_("Termin war: wie ging es aus?"), "calendar-x", "warn", N_("Eintragen"), "arrow-right", "clock"
    ),
    "waiting": _Look(N_("Wartet lange"), "hourglass", "warn", N_("Schritt öffnen"), "arrow-right", "hourglass"),
    "review": _Look(N_("Zwischenbilanz"), "scale", "info", N_("Person öffnen"), "arrow-right", "calendar"),
    "agreement": _Look(
        N_("Vereinbarungen enden"), "handshake", "info", N_("Anlaufstelle öffnen"), "arrow-right", "calendar"
    ),
    "stale": _Look(
        N_("Anlaufstellen prüfen"), "building-2", "neutral", N_("Angaben prüfen"), "arrow-right", "clock-alert"
    ),
    "overdue": _Look(N_("Überfällig"), "triangle-alert", "danger", N_("Erledigt"), "check", "clock-alert"),
    "week": _Look(N_("Diese Woche"), "calendar-clock", "warn", N_("Erledigt"), "check", "clock"),
    "title": _Look(N_("Aufenthaltstitel läuft ab"), "id-card", "danger", N_("Person öffnen"), "arrow-right", "id-card"),
    "silent": _Look(N_("Keine Rückmeldung"), "message-circle-off", "warn", N_("Nachfragen"), "phone", "hourglass"),
    "parcel": _Look(
        N_("Fallübergabe ohne Quittung"), "package", "warn", N_("Person öffnen"), "arrow-right", "hourglass"
    ),
    "clock": _Look(
        N_("Anerkennung: Frist läuft"), "scale", "accent", N_("Verfahren öffnen"), "arrow-right", "landmark"
    ),
}


def key_of(item: TodayItem) -> tuple[str, str]:
    """What tells a line from the others."""
    return item.group, item.subject_id


def day_rows(items: list[TodayItem], today: date) -> list[Row | Section]:
    """Everything for the list: a heading before each group."""
    rows: list[Row | Section] = []
    for group, members in groupby(items, key=lambda item: item.group):
        lines = list(members)
        look = _LOOKS[group]
        rows.append(
            Section(
                title=_(look.title),
                icon=look.icon,
                kind=look.kind,
                count=str(len(lines)),
                note=_note(group, today),
                first=not rows,
            )
        )
        rows.extend(_row(item, look, today) for item in lines)
    return rows


def _note(group: str, today: date) -> str:
    if group == "week":
        return _("bis {day}").format(day=short_day(today + WEEK, today))
    if group in ("silent", "waiting"):
        return _("länger als vereinbart")
    if group == "stale":
        return _("in Gebrauch und seit einem Jahr nicht geprüft")
    return _("gesetzliche Fristen") if group == "clock" else ""


def _row(item: TodayItem, look: _Look, today: date) -> Row:
    return Row(
        key=key_of(item),
        title=item.name,
        detail=_words(item),
        initials=initials(item.name) if item.newcomer_id else "",
        icon="" if item.newcomer_id else look.icon,
        colour=avatar_colour(item.newcomer_id),
        chip=chip(item, today),
        action=_(look.action),
        action_icon=look.action_icon,
    )


def _words(item: TodayItem) -> str:
    if item.group == "title":
        return _("{what} am {day}").format(what=_(item.text), day=f"{item.due_on:%d.%m.%Y}")
    if item.group == "clock":
        return _("{what}, bis {day}").format(what=item.text, day=f"{item.due_on:%d.%m.%Y}")
    return _(item.text)


def chip(item: TodayItem, today: date) -> ChipSpec:
    """How near or how long ago, in few words."""
    icon = _LOOKS[item.group].chip_icon
    if item.group in ("silent", "waiting", "parcel"):
        return ChipSpec(_days(-item.days), "warn", icon)
    if item.group == "stale":
        return ChipSpec(_("Prüfung fällig"), "neutral", icon)
    if item.days < 0:
        kind = "danger" if item.group in ("overdue", "title", "clock") else "warn"
        return ChipSpec(n_("seit {n} Tag", "seit {n} Tagen", -item.days).format(n=-item.days), kind, icon)
    if item.days == 0:
        return ChipSpec(_("heute"), "danger" if item.group in ("title", "clock") else "warn", icon)
    if item.group == "week":
        text = _("morgen") if item.days == 1 else short_day(item.due_on, today)
        return ChipSpec(text, "warn" if item.days == 1 else "neutral", icon)
    if item.group == "title":
        words = n_("in {n} Tag", "in {n} Tagen", item.days).format(n=item.days)
        return ChipSpec(words, "danger" if item.days <= 30 else "warn", icon)
    return ChipSpec(n_("noch {n} Tag", "noch {n} Tage", item.days).format(n=item.days), "accent", icon)


def _days(count: int) -> str:
    return n_("{n} Tag", "{n} Tage", count).format(n=count)


def short_day(day: date, today: date) -> str:
    """A day with its weekday; its year only where that is another one: Di 24.11."""
    pattern = "%d.%m." if abs(day - today) < timedelta(days=180) else "%d.%m.%Y"
    return f"{_(WEEKDAYS[day.weekday()])} {day:{pattern}}"
