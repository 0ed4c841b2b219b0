# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""„Mappe drucken“: which sheets, in which language, on which printer, with the pages in sight."""

from laufmappe.ui.folder.dialog import FolderDialog

__all__ = ["FolderDialog"]
