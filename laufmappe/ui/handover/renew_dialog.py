# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""A new key for this service: what that means, and who needs the new card then."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from laufmappe.casework.desk import Desk
from laufmappe.casework.services.keys import CardView
from laufmappe.casework.views import Changed
from laufmappe.errors import LaufmappeError
from laufmappe.handover import PublicCard
from laufmappe.handover.exchange import own_card, renew_key
from laufmappe.i18n import _
from laufmappe.ui.handover.card_dialogs import OwnCardDialog
from laufmappe.ui.person.acts import Acts
from laufmappe.ui.person.parts import Words
from laufmappe.ui.widgets import Dialog, Notice, RadioButton


class RenewKeyDialog(Dialog):
    """`known` are the services that will need the new card."""

    chapter = "uebergabe"

    def __init__(self, over: QWidget, acts: Acts, known: Sequence[CardView]) -> None:
        super().__init__(over, _("Schlüssel erneuern"), icon="key-round", width=600)
        self.acts = acts
        self._over = over
        self._known = tuple(known)
        self._making = False
        self.body.addWidget(
            Words(_("Die Stelle bekommt einen neuen Schlüssel und eine neue Karte. Das lässt sich nicht zurücknehmen."))
        )
        self.body.addWidget(
            Words(
                _(
                    "Pakete, die noch für die alte Karte versiegelt sind, öffnen sich weiter. Jede Stelle braucht die neue."
                ),
                "secondary",
            )
        )
        self.routine = RadioButton(_("zur Vorsicht, zum Beispiel weil jemand die Beratungsstelle verlässt"))
        self.exposed = RadioButton(_("Den alten Schlüssel hat vielleicht jemand anderes"))
        for choice in (self.routine, self.exposed):
            choice.toggled.connect(self._ready)
            self.body.addWidget(choice)
        self._note = Notice(
            _(
                "Rufen Sie alle Stellen an und sagen Sie, dass die alte Karte nicht mehr gilt. Bei Paketen, die noch für sie kommen, warnt das Programm."
            ),
            kind="warn",
        )
        self.body.addWidget(self._note)
        self._fault = Words("", "error")
        self._fault.setParent(self)
        self._fault.hide()
        self.body.addWidget(self._fault)
        self.set_buttons(_("Neuen Schlüssel machen"), self.renew, icon="key-round")
        self._ready()

    def _ready(self) -> None:
        self._note.setVisible(self.exposed.isChecked())
        if self.primary is not None:
            self.primary.setEnabled(self.routine.isChecked() or self.exposed.isChecked())
        self.replace()

    def renew(self) -> None:
        """Makes the key and shows the new card."""
        if self.primary is None or not self.primary.isEnabled() or self._making:
            return
        self._making = True
        self.primary.set_busy(_("Wird gemacht …"))
        self.acts.tasks.run(
            _renew, self.acts.desk, self.exposed.isChecked(), done=self._done, failed=self._refused, owner=self
        )

    def _done(self, answer: tuple[Changed, PublicCard]) -> None:
        changed, card = answer
        over, acts, names = self._over, self.acts, [view.name for view in self._known]
        self._making = False
        self.accept()
        acts.frame.announce(changed)
        acts.frame.tell(_("Der neue Schlüssel gilt."))
        OwnCardDialog(over, acts, card, tell=names).appear()

    def _refused(self, error: LaufmappeError) -> None:
        self._making = False
        if self.primary is not None:
            self.primary.set_busy()
        self._fault.show_text(str(error))
        self._fault.show()
        self.replace()

    def may_close(self) -> bool:
        """Not while it is being made."""
        return not self._making


def _renew(desk: Desk, exposed: bool) -> tuple[Changed, PublicCard]:
    own_card(desk)  # a centre without a name has no card
    changed = renew_key(desk, exposed=exposed)
    return changed, own_card(desk)
