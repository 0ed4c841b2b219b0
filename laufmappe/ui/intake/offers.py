# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the fields of the form offer: languages, countries, statuses, chains, in the words of the window."""

from collections.abc import Sequence

from laufmappe.casework.chains.templates import TemplateView
from laufmappe.casework.cldr import country_codes, country_name, language_codes, language_name
from laufmappe.casework.names.spelling import plain
from laufmappe.casework.rules.statuses import status_views
from laufmappe.i18n import _, language, n_

OFTEN = (
    *("ar", "uk", "ru", "fa", "prs", "tr", "kmr", "ckb", "ti", "am", "so", "ps", "en", "fr", "es", "pl", "ro", "bg"),
    *("sr", "sq", "mk", "el", "it", "pt", "hr", "hy", "ka", "az", "ur", "hi", "pa", "bn", "ta", "vi", "zh", "th"),
)
"""The languages heard most in advisory centres: they are proposed first."""


def languages() -> list[tuple[str, object]]:
    """Every language but German, the frequent ones first, then by name."""
    within = language()
    rest = sorted(language_codes() - {"de", *OFTEN}, key=lambda code: plain(language_name(code, within)))
    names: dict[str, object] = {}
    for code in (*OFTEN, *rest):
        name = language_name(code, within)
        names.setdefault(name if name not in names else f"{name} ({code})", code)
    return list(names.items())


def countries() -> list[tuple[str, object]]:
    """Every country by name."""
    within = language()
    return sorted(
        ((country_name(code, within), code) for code in country_codes()), key=lambda pair: plain(str(pair[0]))
    )


def residence() -> list[tuple[str, object]]:
    """Every residence status with its norm."""
    return [
        (f"{_(view.label)} – {view.norm}" if view.norm else _(view.label), view.id) for view in status_views().values()
    ]


def chains(templates: Sequence[TemplateView]) -> list[tuple[str, object]]:
    """The chains, and to agree none yet."""
    options: list[tuple[str, object]] = [
        (_("Kette {id} – {name}").format(id=t.id, name=_(t.name)), t.id) for t in templates
    ]
    return [*options, (_("später vereinbaren"), "")]


def chain_words(view: TemplateView | None, status: str = "") -> str:
    """For whom a chain is meant, how long it is, and how many of its steps are not for this status."""
    if view is None:
        return _("Ohne Kette gibt es noch keine Schritte. Sie lässt sich jederzeit vereinbaren.")
    fitting = sum(step.applies_to(status) for step in view.steps)
    words = _("Für: {audience} · {n} Schritte, danach frei änderbar").format(
        audience=_(view.audience) if view.audience else _(view.name), n=fitting
    )
    left = len(view.steps) - fitting
    without = n_("{n} Schritt gilt für diesen Status nicht", "{n} Schritte gelten für diesen Status nicht", left)
    return f"{words} · {without.format(n=left)}" if left else words
