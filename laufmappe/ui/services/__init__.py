# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The directory of places to go to."""

from laufmappe.ui.services.page import ServicesPage

__all__ = ["ServicesPage"]
