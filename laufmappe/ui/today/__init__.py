# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Heute: what wants doing across all people, each with its one obvious action."""

from laufmappe.ui.today.page import TodayPage

__all__ = ["TodayPage"]
