# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which chapter of the handbook belongs to what is in front: a page, a card, or a dialog names its `chapter`."""

from PySide6.QtWidgets import QWidget

from laufmappe.ui.widgets import Dialog


def chapter_at(window: QWidget, page: QWidget) -> str:
    """The chapter for the dialog that is open, or for the part of the page that has the focus, or for the page."""
    dialogs = [dialog for dialog in window.findChildren(Dialog) if dialog.isVisible()]
    if dialogs and dialogs[-1].chapter:
        return dialogs[-1].chapter
    focus: QWidget | None = window.focusWidget()
    while focus is not None and focus is not window:
        chapter = getattr(focus, "chapter", "")
        if isinstance(chapter, str) and chapter and page.isAncestorOf(focus):
            return chapter
        focus = focus.parentWidget()
    return str(getattr(page, "chapter", ""))
