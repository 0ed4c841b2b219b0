# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Ketten: the chain templates, and the editor that makes them the centre's own."""

from laufmappe.ui.templates.page import TemplatesPage

__all__ = ["TemplatesPage"]
