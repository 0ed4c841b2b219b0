# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the counsellor sets once: the centre, the appearance, the own passphrase."""

from laufmappe.ui.settings.page import SettingsPage

__all__ = ["SettingsPage"]
