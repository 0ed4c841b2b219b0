# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The column of the templates: which there are, in which version, whose they are."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from laufmappe.casework.chains.templates import TemplateView
from laufmappe.i18n import _, n_
from laufmappe.ui.widgets import ChipSpec, IconButton, Panel, Row, RowStyle, RowsView, Text

NEW = ""
"""The key of a template that is being begun."""


class TemplatesPanel(Panel):
    """`chosen(id)` when another template is to be shown, `new_asked` for a new one."""

    chosen = Signal(str)
    opened = Signal(str)
    new_asked = Signal()

    def __init__(self) -> None:
        super().__init__(340)
        inner = QVBoxLayout()
        inner.setContentsMargins(8, 0, 6, 0)
        inner.setSpacing(9)
        self.body.addLayout(inner)
        head = QHBoxLayout()
        head.addWidget(Text(_("Ketten"), "page", elide=True), 1)
        new = IconButton("plus", _("Neue Vorlage"), kind="primary", key="N")
        new.clicked.connect(self.new_asked)
        head.addWidget(new)
        inner.addLayout(head)
        self.found = Text("", "label")
        inner.addWidget(self.found)
        self.view = RowsView(_("Vorlagen"), RowStyle(height=66, padding=8))
        self.view.chosen.connect(self._picked)
        self.view.opened.connect(self._open)
        self.body.addWidget(self.view, 1)

    def show_templates(self, templates: Sequence[TemplateView], shown: str) -> None:
        """Shows these templates, `shown` as the current one; those that are not offered come last."""
        ordered = sorted(templates, key=lambda view: view.retired)
        blocked = self.view.blockSignals(True)
        self.view.show_rows([_row(view) for view in ordered])
        if shown:
            self.view.choose(shown)
        else:
            self.view.clearSelection()
            self.view.setCurrentIndex(self.view.rootIndex())
        self.view.blockSignals(blocked)
        count = sum(not view.retired for view in templates)
        self.found.show_text(n_("{n} Vorlage angeboten", "{n} Vorlagen angeboten", count).format(n=count))

    def _picked(self, key: object) -> None:
        self.chosen.emit(str(key))

    def _open(self, key: object) -> None:
        self.opened.emit(str(key))


def _row(view: TemplateView) -> Row:
    count = len(view.steps)
    steps = n_("{n} Schritt", "{n} Schritte", count).format(n=count)
    version = _("Fassung {n}").format(n=view.version)
    if view.retired:
        chip: ChipSpec | None = ChipSpec(_("ruht"), "neutral", "archive")
    elif view.own:
        chip = ChipSpec(_("eigene"), "accent", "pencil")
    else:
        chip = None
    return Row(
        view.id,
        f"{view.id} · {_(view.name)}",
        " · ".join(part for part in (version, steps, _(view.audience) if view.audience else "") if part),
        icon="route",
        icon_colour="muted" if view.retired else "accent",
        chip=chip,
        faded=view.retired,
    )
