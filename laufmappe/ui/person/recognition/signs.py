# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a recognition procedure looks in words and chips: its states, whose move it is, papers, money."""

from laufmappe.casework.record_views import FundingView, PaperView
from laufmappe.casework.words import funding_states, paper_states, recognition_states
from laufmappe.i18n import N_, _
from laufmappe.ui.widgets import ChipSpec

TURNS = {
    "person": N_("Am Zug: die ratsuchende Person"),
    "office": N_("Am Zug: die Stelle"),
    "counsellor": N_("Am Zug: Sie"),
}
TURN_ICONS = {"person": "user-round", "office": "landmark", "counsellor": "hand", "nobody": "flag"}
STATE_SIGNS = {
    "decided_full": ("ok", "check"),
    "compensation_passed": ("ok", "check"),
    "decided_partial": ("info", "badge-check"),
    "decided_condition": ("info", "badge-check"),
    "decided_none": ("danger", "x"),
    "decided_no_cooperation": ("danger", "x"),
    "funding_refused": ("danger", "x"),
    "compensation_failed": ("danger", "x"),
    "documents_missing": ("warn", "file-warning"),
    "suspended": ("neutral", "pause"),
    "withdrawn": ("neutral", "undo-2"),
    "closed": ("neutral", "flag"),
    "appeal": ("warn", "scale"),
    "recorded": ("accent", "pencil"),
    "counselling": ("accent", "messages-square"),
    "collecting_documents": ("accent", "file-search"),
    "funding_requested": ("warn", "hand-coins"),
    "funding_granted": ("ok", "hand-coins"),
    "applied": ("warn", "send"),
    "receipt_confirmed": ("warn", "inbox"),
    "complete": ("warn", "file-check"),
    "in_review": ("warn", "hourglass"),
    "extended": ("warn", "calendar-plus"),
    "qualification_analysis": ("warn", "wrench"),
    "compensation_running": ("accent", "book-open"),
    "follow_up_application": ("warn", "send"),
}
_PAPERS = {
    "open": ("neutral", "circle-dashed"),
    "requested": ("warn", "hourglass"),
    "there": ("ok", "check"),
    "handed_in": ("ok", "check-check"),
    "not_needed": ("neutral", "minus"),
}
_FUNDINGS = {"asked": ("warn", "hourglass"), "approved": ("ok", "check"), "refused": ("danger", "x")}


def recognition_chip(state: str) -> ChipSpec:
    """The state of a procedure as word, icon and tint."""
    kind, icon = STATE_SIGNS.get(state, ("accent", "circle-dot"))
    return ChipSpec(_(recognition_states()[state]), kind, icon)


def paper_chip(paper: PaperView) -> ChipSpec:
    """The state of a paper."""
    return ChipSpec(_(paper_states()[paper.state]), *_PAPERS[paper.state])


def funding_chip(funding: FundingView) -> ChipSpec:
    """The state of money that was asked for."""
    return ChipSpec(_(funding_states()[funding.state]), *_FUNDINGS[funding.state])
