# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The rule files that a centre put beside the shipped ones, each in one sentence."""

from dataclasses import dataclass

from laufmappe.casework.chains.templates import rule_faults
from laufmappe.i18n import _
from laufmappe.resources import NO_JSON, UNREADABLE, RuleFile, own_rule_files


@dataclass(frozen=True)
class RuleFileLine:
    """What is to be said of an own rule file; `used` is False where the shipped one stands in for it."""

    sentence: str
    used: bool


def rule_file_lines() -> list[RuleFileLine]:
    """Every own rule file: those that are used, and those with a fault."""
    faults = rule_faults()
    lines = []
    taken: set[str] = set()
    for found in own_rule_files():
        first = not found.fault and found.stands_for not in taken
        if not found.fault:
            taken.add(found.stands_for)
        if first or found.fault:
            lines.append(_line(found, faults.get(found.stands_for, "")))
    return lines


def _line(found: RuleFile, content: str) -> RuleFileLine:
    if found.fault == UNREADABLE:
        words = _("Die eigene Regeldatei {file} lässt sich nicht lesen oder ist zu groß. Es gilt die mitgelieferte.")
    elif found.fault == NO_JSON:
        words = _("Die eigene Regeldatei {file} ist kein JSON in UTF-8. Es gilt die mitgelieferte.")
    elif found.fault:
        words = _(
            "In der eigenen Regeldatei {file} fehlt diese Angabe oder passt nicht: {place}. Es gilt die mitgelieferte."
        )
    elif content:
        words = _("Die eigene Regeldatei {file} enthält einen Fehler: {fault} Es gilt die mitgelieferte.")
    else:
        return RuleFileLine(_("Hier gilt Ihre eigene Regeldatei {file}.").format(file=found.file), used=True)
    return RuleFileLine(words.format(file=found.file, place=found.place, fault=content), used=False)
