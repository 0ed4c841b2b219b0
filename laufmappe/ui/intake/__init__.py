# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Taking somebody in, and changing what is kept of somebody: one form for both."""

from laufmappe.ui.intake.page import IntakePage

__all__ = ["IntakePage"]
