# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page of one person: the chain, qualifications, referrals, what is due, and what was done."""

from laufmappe.ui.person.pane import PersonPane

__all__ = ["PersonPane"]
