# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The sentences of the counsellor that the folder prints in German, and that no catalogue knows in the other language."""

from collections.abc import Iterator

from laufmappe.casework.views import CaseView
from laufmappe.folder.words import Words


def own_texts(case: CaseView, words: Words) -> tuple[str, ...]:
    """What somebody should translate by hand, in the order of the folder; what is translated already stays in the list."""
    printed = dict.fromkeys(text for text in _printed(case) if text.strip())
    return tuple(text for text in printed if words.bilingual and not words.translation(text))


def _printed(case: CaseView) -> Iterator[str]:
    for step in case.chain.steps if case.chain else ():
        yield step.title
        if step.is_open:
            yield from (step.why, step.advice, *step.bring)
    for referral in case.referrals:
        if referral.is_open:
            yield referral.request
    for own in case.appointments:
        if own.state == "planned":
            yield own.title
    for release in case.releases:
        if release.revoked_on is None:
            yield release.purpose
    for goal in case.goals:
        if goal.state == "open":
            yield from (goal.text, goal.measure)
