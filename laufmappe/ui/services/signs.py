# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""How services look: an icon by their type, and how fresh what is known of them is."""

from datetime import date

from laufmappe.casework.referrals.finder import Match, is_stale
from laufmappe.casework.views import ServiceView
from laufmappe.casework.words import service_types
from laufmappe.i18n import _, n_
from laufmappe.ui.widgets import ChipSpec, Row

_ICONS = {
    "federal_office_migration": "landmark",
    "immigration_office": "landmark",
    "social_office": "landmark",
    "jobcentre": "briefcase",
    "employment_agency": "briefcase",
    "employer_service": "briefcase",
    "labour_market_counselling": "briefcase",
    "employment_law_counselling": "scale",
    "legal_advice": "scale",
    "health_insurance": "heart-pulse",
    "bank": "wallet",
    "debt_counselling": "wallet",
    "family_benefits_tax": "hand-coins",
    "school_counselling": "school",
    "education_participation": "school",
    "youth_office_daycare": "baby",
    "language_course_counselling": "languages",
    "integration_course_provider": "languages",
    "orientation_course_provider": "languages",
    "vocational_language_provider": "languages",
    "interpreting": "languages",
    "language_cafe": "coffee",
    "recognition_counselling": "badge-check",
    "recognition_body": "stamp",
    "qualification_provider": "graduation-cap",
    "housing_office": "house",
    "driving_licence_office": "car",
    "protection_counselling": "shield",
    "volunteer_agency": "hand-helping",
    "clubs_neighbourhood": "users",
    "arrival_centre": "door-open",
    "welcome_office": "door-open",
}


def service_icon(service_type: str) -> str:
    """The icon for a type of service."""
    return _ICONS.get(service_type, "building-2")


def verified_chip(view: ServiceView, today: date) -> ChipSpec:
    """Whether the directory can be relied on here."""
    if not view.active:
        return ChipSpec(_("inaktiv"), "neutral", "circle-slash")
    if view.verified_on is None:
        return ChipSpec(_("ungeprüft"), "neutral", "circle-dashed")
    if is_stale(view, today):
        return ChipSpec(_("Prüfung fällig"), "warn", "clock-alert")
    return ChipSpec(_("geprüft"), "ok", "check")


def type_words(service_type: str) -> str:
    """What a type is called; nothing where none is said."""
    return _(service_types()[service_type]) if service_type else ""


def match_row(match: Match, today: date, *, asked: bool, stale: bool) -> Row:
    """A line of the list: where and what; with `asked`, why it fits or not; with `stale`, when it was last checked."""
    view = match.service
    if stale:
        below = _("zuletzt {day}").format(day=f"{view.verified_on:%d.%m.%Y}") if view.verified_on else _("nie geprüft")
    elif asked:
        below = " · ".join(match.reasons[:4])
    else:
        below = " · ".join(part for part in (view.district or view.city, type_words(view.type)) if part)
    chip: ChipSpec | None = verified_chip(view, today)
    if stale and match.people:
        words = n_("{n} Person unterwegs", "{n} Personen unterwegs", match.people).format(n=match.people)
        chip = ChipSpec(words, "accent", "users")
    elif asked and chip is not None and chip.kind == "ok":
        chip = None  # the reasons need the room
    return Row(
        key=view.id,
        title=view.name,
        subtitle=below or view.organization,
        icon=service_icon(view.type),
        icon_colour="accent" if view.active else "neutral",
        circle=True,
        chip=chip,
        faded=not view.active,
    )
