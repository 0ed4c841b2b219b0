# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""„Mappe drucken“: which sheets, in which language, on which printer, with the pages in sight."""

from laufmappe.ui.folder.dialog import FolderDialog
from laufmappe.ui.folder.many_dialog import ManyDialog
from laufmappe.ui.folder.overview_dialog import OverviewDialog

__all__ = ["FolderDialog", "ManyDialog", "OverviewDialog"]
