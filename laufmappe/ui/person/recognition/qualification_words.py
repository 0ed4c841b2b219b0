# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""A qualification in one line, and in the few words that a card has room for."""

from laufmappe.casework.cldr import country_name
from laufmappe.casework.dates import show_partial
from laufmappe.casework.recognition.qualifications import anabin_words
from laufmappe.casework.views import QualificationView
from laufmappe.casework.words import qualification_kinds, translations
from laufmappe.i18n import _, language


def qualification_words(view: QualificationView) -> str:
    """Where and when: Universität Aleppo, Syrien, 2010–2014."""
    start, end = show_partial(view.started), show_partial(view.finished)
    years = f"{start}–{end}" if start and end else (_("seit {day}").format(day=start) if start else end)
    country = country_name(view.country, language()) if view.country else ""
    said = ", ".join(part for part in (view.institution, country, years) if part)
    return said or _(qualification_kinds()[view.kind])


def proof_words(view: QualificationView) -> str:
    """What is known of its worth: Niveau 6 (DQR) · anabin: H+, entspricht · beeidigt übersetzt."""
    level = _("Niveau {n} (DQR)").format(n=view.eqf) if view.eqf else ""
    anabin = _("anabin: {said}").format(said=anabin_words(view.anabin)) if view.anabin else ""
    translated = _(translations()[view.translation]) if view.translation else ""
    return " · ".join(part for part in (level, anabin, translated) if part)
