# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which step comes in: one of the collection, one of another template of the centre, or a new one."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QWidget

from laufmappe.casework.chains.step_definitions import StepDefinition
from laufmappe.casework.words import service_types
from laufmappe.i18n import _
from laufmappe.ui.person.pickers import RowPicker
from laufmappe.ui.widgets import Dialog, LabeledField, Row

OWN = "own"


class PickStepDialog(Dialog):
    """`take(step)` gets the chosen step, or None for a new one in the centre's own words."""

    chapter = "vorlagen"

    def __init__(
        self,
        over: QWidget,
        steps: Mapping[str, StepDefinition],
        take: Callable[[StepDefinition | None], object],
    ) -> None:
        super().__init__(over, _("Schritt hinzufügen"), icon="plus", width=620)
        self._steps = steps
        self._take = take
        self._picker = RowPicker(_("Schritte"), _("Schritt suchen …"), height=330)
        own = Row(OWN, _("Eigener Schritt …"), _("in Ihren Worten"), icon="pencil", icon_colour="accent")
        rows = [
            Row(
                key,
                _(step.title),
                _(service_types().get(step.service_type, "")) if step.service_type else "",
                icon=step.icon,
            )
            for key, step in steps.items()
        ]
        self._picker.offer([own, *rows], _("Kein Schritt der Sammlung passt. Legen Sie ihn in eigenen Worten an."))
        self._picker.list.opened.connect(self.save)
        self._labeled = LabeledField(_("Schritt"), self._picker)
        self.body.addWidget(self._labeled)
        self.set_buttons(_("Hinzufügen"), self.save, icon="plus")

    def save(self, _key: object = None) -> None:
        """Hands the chosen step on."""
        key = self._picker.value()
        if not key:
            self._labeled.show_fault(_("Bitte wählen Sie einen Schritt aus der Liste."))
            self.replace()
            return
        self.accept()
        self._take(None if key == OWN else self._steps[str(key)])
