# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""How services look: an icon by their type, and how fresh what is known of them is."""

from datetime import date, timedelta

from laufmappe.casework.views import ServiceView
from laufmappe.casework.words import service_types
from laufmappe.i18n import _
from laufmappe.ui.widgets import ChipSpec, Row

FRESH = timedelta(days=365)
"""After a year, what the directory says should be checked again."""

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
    if today - view.verified_on > FRESH:
        return ChipSpec(_("Prüfung fällig"), "warn", "clock-alert")
    return ChipSpec(_("geprüft"), "ok", "check")


def type_words(service_type: str) -> str:
    """What a type is called; nothing where none is said."""
    return _(service_types()[service_type]) if service_type else ""


def service_row(view: ServiceView, today: date) -> Row:
    """A line of the directory."""
    parts = (view.district or view.city, type_words(view.type))
    return Row(
        key=view.id,
        title=view.name,
        subtitle=" · ".join(part for part in parts if part) or view.organization,
        icon=service_icon(view.type),
        icon_colour="accent" if view.active else "neutral",
        circle=True,
        chip=verified_chip(view, today),
        faded=not view.active,
    )
