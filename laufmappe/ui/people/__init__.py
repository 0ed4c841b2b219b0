# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The list of people beside the person chosen."""

from laufmappe.ui.people.page import PeoplePage

__all__ = ["PeoplePage"]
