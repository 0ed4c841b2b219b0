# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""A person is deleted for good: what goes, what stays, and a tick that it is meant."""

from PySide6.QtWidgets import QWidget

from laufmappe.casework.people.deleting import WHY, delete_person
from laufmappe.casework.views import Changed
from laufmappe.errors import LaufmappeError
from laufmappe.i18n import _
from laufmappe.ui.person.acts import Acts
from laufmappe.ui.person.parts import Words
from laufmappe.ui.widgets import CheckBox, ComboBox, Dialog, LabeledField, Line, Notice


class DeleteDialog(Dialog):
    """`why` is the reason that is offered first, a key of `deleting.WHY`; `waiting` that a parcel is not answered yet."""

    chapter = "abschluss"

    def __init__(
        self, over: QWidget, acts: Acts, newcomer_id: str, name: str, *, why: str = "", waiting: bool = False
    ) -> None:
        super().__init__(over, _("Person löschen"), subtitle=name, icon="trash-2", width=560)
        self.acts = acts
        self._person = newcomer_id
        self._deleting = False
        if waiting:
            words = _("Zu einem Paket fehlt noch die Quittung. Bis sie da ist, sind Sie zuständig.")
            self.body.addWidget(Notice(words, kind="warn"))
        gone = _("Alle Angaben, Gespräche, Dokumente, Codes und der Verlauf dieser Person.")
        self.body.addWidget(Line(_("Das wird gelöscht"), gone, icon="trash-2", colour="danger", circle=True))
        stays = _(
            "Tag, Grund und Ihr Name, aber nicht, wer es war. In älteren Sicherungen steht die Person, bis sie ausgedünnt sind."
        )
        self.body.addWidget(Line(_("Das bleibt"), icon="archive", colour="accent", circle=True))
        self.body.addWidget(Words(stays, "secondary"))
        reasons: list[tuple[str, object]] = [(_("Bitte wählen"), "")]
        reasons += [(_(words), key) for key, words in WHY.items()]
        self.why = ComboBox(_("Warum"), reasons)
        self.why.choose(why)
        self.why.activated.connect(self._ready)
        self.body.addWidget(LabeledField(_("Warum"), self.why, required=True))
        self.sure = CheckBox(_("Ich weiß: Das lässt sich nicht zurücknehmen."))
        self.sure.toggled.connect(self._ready)
        self.body.addWidget(self.sure)
        self.fault = Words("", "error")
        self.fault.setParent(self)
        self.fault.hide()
        self.body.addWidget(self.fault)
        self.set_buttons(_("Endgültig löschen"), self.delete, icon="trash-2", kind="danger")
        self._ready()

    def _ready(self) -> None:
        if self.primary is not None:
            self.primary.setEnabled(bool(self.why.value()) and self.sure.isChecked() and not self._deleting)

    def delete(self) -> None:
        """Deletes the person."""
        if self.primary is None or not self.primary.isEnabled():
            return
        self._deleting = True
        self.primary.set_busy(_("Wird gelöscht …"))
        told = _("Gelöscht. In diesem Tresor ist nichts mehr über die Person.")
        self.acts.do(told, delete_person, self._person, str(self.why.value()), done=self._done, failed=self._refused)

    def _done(self, _changed: Changed) -> None:
        self._deleting = False
        self.accept()

    def _refused(self, error: LaufmappeError) -> None:
        self._deleting = False
        if self.primary is not None:
            self.primary.set_busy()
        self.fault.show_text(str(error))
        self.fault.show()
        self.replace()

    def may_close(self) -> bool:
        """Not while it is being done."""
        return not self._deleting
