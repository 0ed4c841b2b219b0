# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""How the record looks in words and chips: days, states of a step, due dates, referrals."""

from collections.abc import Sequence
from datetime import date, datetime

from laufmappe.casework.chains.steps import OTHER, reasons
from laufmappe.casework.chains.templates import RuleOrigin
from laufmappe.casework.views import ReferralView, StepView
from laufmappe.casework.words import anchors, deadline_kinds, referral_states, step_states
from laufmappe.i18n import N_, _, in_order, n_
from laufmappe.ui.widgets import ChipSpec

WEEKDAYS = (N_("Mo"), N_("Di"), N_("Mi"), N_("Do"), N_("Fr"), N_("Sa"), N_("So"))
MOST_DAYS = 99
"""More days than that are no longer counted under a station: there is no room, and the detail has the day."""
SOON = 7
"""So many days ahead a due date is shown as near."""
STATE_KINDS = {
    "done": "ok",
    "running": "accent",
    "waiting": "warn",
    "paused": "warn",
    "planned": "info",
    "broken_off": "danger",
    "refused": "danger",
}
STATE_ICONS = {
    "done": "check",
    "running": "circle-dot",
    "waiting": "hourglass",
    "paused": "pause",
    "open": "circle-dashed",
    "planned": "calendar",
    "broken_off": "x",
    "declined": "minus",
    "refused": "ban",
    "not_applicable": "circle-slash",
}
WHO = {"newcomer": N_("die ratsuchende Person"), "counsellor": N_("die Beratung"), "service": N_("die Anlaufstelle")}
REFERRAL_SIGNS = {
    "sent": ("warn", "send"),
    "arrived": ("info", "map-pin"),
    "accepted": ("ok", "check"),
    "declined": ("danger", "x"),
    "waiting_list": ("warn", "hourglass"),
    "done": ("accent", "corner-up-left"),
    "no_answer": ("danger", "message-circle-off"),
}


def goal_states() -> dict[str, str]:
    """States of a goal."""
    return {"open": N_("offen"), "reached": N_("erreicht"), "given_up": N_("aufgegeben")}


def shown_day(day: date) -> str:
    """A day in full: 23.11.2026."""
    return f"{day:%d.%m.%Y}"


def short_day(day: date, today: date) -> str:
    """A day without its year where that is this year: 23.11."""
    return in_order(f"{day:%d.%m.}" if day.year == today.year else shown_day(day))


def week_day(day: date, today: date) -> str:
    """A day with its weekday: Di 24.11."""
    return f"{_(WEEKDAYS[day.weekday()])} {short_day(day, today)}"


def shown_appointment(appointment: str) -> str:
    """An appointment as it is said: Di 24.11.2026, 10:00 Uhr."""
    moment = datetime.fromisoformat(appointment)
    return _("{weekday} {day}, {time} Uhr").format(
        weekday=_(WEEKDAYS[moment.weekday()]), day=shown_day(moment.date()), time=f"{moment:%H:%M}"
    )


def for_days(days: int) -> str:
    """How long something lasts: seit 18 Tagen; on the first day seit heute."""
    return n_("seit {n} Tag", "seit {n} Tagen", days).format(n=days) if days > 0 else _("seit heute")


def state_chip(step: StepView) -> ChipSpec:
    """The state of a step with its day: wartet seit 05.11.2026."""
    word = _(step_states()[step.state])
    if step.state == "done":
        text = _("{state} am {day}").format(state=word, day=shown_day(step.done_on or step.state_since))
    elif step.state in ("open", "not_applicable"):
        text = word
    else:
        text = _("{state} seit {day}").format(state=word, day=shown_day(step.state_since))
    return ChipSpec(text, STATE_KINDS.get(step.state, "neutral"), STATE_ICONS[step.state])


def reason_words(step: StepView, today: date) -> str:
    """Since when, until when and why a step does not go on: wartet seit 12.10.2026, voraussichtlich bis 01.12.2026: Kurs voll"""
    kind = reasons().get(step.reason_kind)
    label = _(kind.label) if kind is not None and not (step.reason_kind == OTHER and step.reason) else ""
    why = " – ".join(part for part in (label, step.reason) if part)
    if not why and step.expected_on is None:
        return ""
    since = _("{state} seit {day}").format(state=_(step_states()[step.state]), day=shown_day(step.state_since))
    if step.expected_on is not None:
        until = _("voraussichtlich bis {day}") if step.expected_on >= today else _("sollte am {day} enden")
        since = f"{since}, {until.format(day=shown_day(step.expected_on))}"
    return f"{since}: {why}" if why else since


def who_words(who: str) -> str:
    """Who acts in a step."""
    return _(WHO.get(who, who))


def month_words(as_of: str) -> str:
    """A month as it is written: 11/2026."""
    return "/".join(reversed(as_of.split("-")))


def origin_words(origin: RuleOrigin | None) -> str:
    """Stand 11/2026 · bitte prüfen · Quelle: … of a shipped rule; nothing for one of the centre's own."""
    if origin is None:
        return ""
    parts = (
        _("Stand {month}").format(month=month_words(origin.as_of)),
        _("bitte prüfen") if origin.verify else "",
        _("Quelle: {source}").format(source=origin.source) if origin.source else "",
    )
    return " · ".join(part for part in parts if part)


def route_chip(step: StepView, today: date, after: Sequence[int] = (), *, fresh: bool = False) -> tuple[str, str]:
    """The few words under a station of the route, and their kind. `after` are the stations that it comes after."""
    days = (today - step.state_since).days
    if step.state == "done":
        return shown_day(step.done_on or step.state_since), "ok"
    if step.is_open and step.due_on is not None and step.due_on < today:
        late = (today - step.due_on).days
        if late > MOST_DAYS:
            return _("überfällig"), "danger"
        return n_("{n} Tag überfällig", "{n} Tage überfällig", late).format(n=late), "danger"
    if fresh:
        return _("jetzt möglich"), "accent"
    if after and step.state == "open":
        return _("erst nach {stations}").format(stations=", ".join(map(str, after))), "neutral"
    if step.state == "running":
        return _("seit {day}").format(day=short_day(step.state_since, today)), "accent"
    if step.state == "waiting":
        return n_("wartet {n} Tag", "wartet {n} Tage", days).format(n=days) if days else _("wartet"), "warn"
    if step.state == "planned" and step.appointment:
        return week_day(datetime.fromisoformat(step.appointment).date(), today), "info"
    if step.state in ("open", "planned") and step.due_on is not None:
        near = (step.due_on - today).days <= SOON
        return _("bis {day}").format(day=short_day(step.due_on, today)), "warn" if near else "neutral"
    return _(step_states()[step.state]), STATE_KINDS.get(step.state, "neutral")


def due_chip(due: date, today: date) -> ChipSpec:
    """A due date by its nearness: überfällig seit 3 Tagen, morgen, 24.11., Fr 27.11."""
    days = (due - today).days
    if days < 0:
        late = n_("{n} Tag überfällig", "{n} Tage überfällig", -days).format(n=-days)
        return ChipSpec(late, "danger", "clock-alert")
    if days == 0:
        return ChipSpec(_("heute"), "danger", "clock-alert")
    if days == 1:
        return ChipSpec(_("morgen, {day}").format(day=short_day(due, today)), "warn", "clock")
    return ChipSpec(week_day(due, today), "warn" if days <= SOON else "neutral", "clock")


def law_chip(step: StepView) -> ChipSpec:
    """Whether the due date is law or advice, by shape and word."""
    if step.due_fixed:
        return ChipSpec(_("eigenes Datum"), "neutral", "pin")
    word = _(deadline_kinds()[step.deadline.kind])
    return ChipSpec(word, "accent", "scale") if step.deadline.is_law else ChipSpec(word, "neutral", "lightbulb")


def due_words(step: StepView, today: date, titles: dict[str, str]) -> str:
    """When a step is due, or what its deadline waits for. `titles` are the steps of the library by their id."""
    rule = step.deadline
    if step.due_on is not None:
        days = (step.due_on - today).days
        day = f"{_(WEEKDAYS[step.due_on.weekday()])} {shown_day(step.due_on)}"
        if not step.is_open:
            return day
        if days < 0:
            left = n_("{n} Tag überfällig", "{n} Tage überfällig", -days).format(n=-days)
        else:
            left = n_("noch {n} Tag", "noch {n} Tage", days).format(n=days) if days else _("heute")
        return f"{day} · {left}"
    if not (rule.days or rule.weeks or rule.months):
        return ""
    return _("{time} ab: {anchors} (Datum fehlt)").format(
        time=_span(step), anchors=_(" oder ").join(anchor_words(anchor, titles) for anchor in rule.anchors)
    )


def anchor_words(anchor: str, titles: dict[str, str]) -> str:
    """What a deadline counts from: a date of the person, or the end of another step."""
    kind, _colon, step = anchor.partition(":")
    return f"„{_(titles.get(step, step))}“" if kind == "step" else _(anchors().get(anchor, anchor))


def _span(step: StepView) -> str:
    rule = step.deadline
    if rule.months:
        return n_("{n} Monat", "{n} Monate", rule.months).format(n=rule.months)
    if rule.weeks:
        return n_("{n} Woche", "{n} Wochen", rule.weeks).format(n=rule.weeks)
    return n_("{n} Tag", "{n} Tage", rule.days or 0).format(n=rule.days or 0)


def referral_chip(referral: ReferralView, today: date) -> ChipSpec:
    """Where a referral stands: offen seit 18 Tagen, angenommen."""
    kind, icon = REFERRAL_SIGNS[referral.state]
    if referral.state == "sent":
        days = (today - referral.sent_on).days
        return ChipSpec(_("offen {days}").format(days=for_days(days)), kind, icon)
    return ChipSpec(_(referral_states()[referral.state]), kind, icon)
