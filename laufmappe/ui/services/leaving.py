# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""A service leaves the directory: removed, replaced by another, or found to stand there twice."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from laufmappe.casework.referrals.use import (
    ServiceUse,
    merge_services,
    remove_service,
    replace_service,
    use_sentence,
)
from laufmappe.casework.views import ServiceView
from laufmappe.errors import FieldError
from laufmappe.i18n import _, n_
from laufmappe.ui.person.acts import Acts
from laufmappe.ui.person.form import FormDialog
from laufmappe.ui.person.parts import Words
from laufmappe.ui.person.pickers import ServicePicker
from laufmappe.ui.widgets import Button, Dialog, Notice, TextArea


class RemoveDialog(Dialog):
    """Removes what nobody uses; where somebody is on the way there, says so and offers what goes instead."""

    chapter = "anlaufstellen"

    def __init__(
        self,
        over: QWidget,
        acts: Acts,
        view: ServiceView,
        use: ServiceUse,
        set_inactive: Callable[[], object],
        replace: Callable[[], object],
    ) -> None:
        super().__init__(over, _("Anlaufstelle entfernen"), subtitle=view.name, icon="trash-2", width=640)
        self._acts = acts
        self._view = view
        self._instead = set_inactive
        self._replace = replace
        sentence = use_sentence(view.name, use)
        if not sentence:
            words = _(
                "Niemand ist hierher unterwegs. „{name}“ verschwindet aus dem Verzeichnis; Strg+Z holt es zurück."
            )
            self.body.addWidget(Words(words.format(name=view.name)))
            self.set_buttons(_("Entfernen"), self._remove, kind="danger", icon="trash-2")
            return
        self.body.addWidget(Notice(sentence, kind="warn"))
        self.body.addWidget(
            Words(
                _("Inaktiv gesetzt wird sie nicht mehr vorgeschlagen, und wer schon dorthin verwiesen ist, bleibt es.")
                if view.active
                else _("Sie ist schon inaktiv und wird nicht mehr vorgeschlagen.")
            )
        )
        if use.is_open:
            swap = Button(_("Durch eine andere ersetzen …"), icon="arrow-right-left")
            swap.clicked.connect(self._swap)
            self.foot.insertWidget(0, swap)
        if view.active:
            self.set_buttons(_("Inaktiv setzen"), self._set_inactive, icon="circle-slash")
        else:
            self.set_buttons(_("Schließen"), self.accept)
            self.show_end()

    def _remove(self) -> None:
        told = _("{name} ist aus dem Verzeichnis entfernt.").format(name=self._view.name)
        self._acts.do(told, remove_service, self._view.id)
        self.accept()

    def _set_inactive(self) -> None:
        self.accept()
        self._instead()

    def _swap(self) -> None:
        self.accept()
        self._replace()


class ReplaceDialog(FormDialog):
    """Everybody who is on the way to a service goes to another one instead."""

    chapter = "anlaufstellen"

    def __init__(self, over: QWidget, acts: Acts, view: ServiceView, use: ServiceUse) -> None:
        super().__init__(
            over, acts, _("Durch eine andere ersetzen"), subtitle=view.name, icon="arrow-right-left", width=600
        )
        self._view = view
        self._other = ServicePicker(_("Stattdessen"), acts, without=view.id)
        self.put("by", _("Stattdessen"), self._other, required=True)
        words = n_(
            "{n} Person geht dann dorthin: mit ihren offenen Stationen und Verweisen.",
            "{n} Personen gehen dann dorthin: mit ihren offenen Stationen und Verweisen.",
            use.people,
        ).format(n=use.people)
        if not (use.steps or use.referrals):
            words = _("Zurzeit ist niemand hierher unterwegs.")
        words += " " + _("Vereinbarte Termine bleiben stehen. „{name}“ wird inaktiv.").format(name=view.name)
        self.body.addWidget(Words(words, "secondary"))
        self._waived = TextArea(
            placeholder=_("Zum Beispiel: Alle Betroffenen sind gefragt und einverstanden."), lines=2
        )
        if use.placements:
            self.put(
                "waived",
                _("Vermittlungen ohne Schweigepflichtentbindung: warum?"),
                self._waived,
                hint=_("Nötig, wenn für die neue Stelle keine Entbindung gilt."),
            )
        self.ready(_("Ersetzen"), "arrow-right-left", f"{view.id}:replace")

    def save(self) -> None:
        chosen = self._other.service()
        if chosen is None:
            self._failed(FieldError("by", _("Bitte wählen Sie eine Anlaufstelle aus der Liste.")))
        else:
            told = _("{name} ist ersetzt und inaktiv.").format(name=self._view.name)
            self.write(told, replace_service, self._view.id, chosen, self._waived.toPlainText())


class MergeDialog(FormDialog):
    """Two entries turn out to be the same place: one of them goes."""

    chapter = "anlaufstellen"

    def __init__(self, over: QWidget, acts: Acts, view: ServiceView) -> None:
        super().__init__(
            over, acts, _("Dieselbe Anlaufstelle steht doppelt da"), subtitle=view.name, icon="copy", width=600
        )
        self._view = view
        self._other = ServicePicker(_("Dieser Eintrag bleibt"), acts, without=view.id)
        self.put("by", _("Dieser Eintrag bleibt"), self._other, required=True)
        words = _(
            "Alles, was zu „{name}“ gehört, gehört dann zum anderen Eintrag: Stationen, Verweise, Termine, Entbindungen, "
            "Vereinbarungen. Was dort noch fehlt, wird ergänzt. „{name}“ verschwindet."
        )
        self.body.addWidget(Words(words.format(name=view.name), "secondary"))
        self.ready(_("Zusammenführen"), "check", f"{view.id}:merge")

    def save(self) -> None:
        chosen = self._other.service()
        if chosen is None:
            self._failed(FieldError("by", _("Bitte wählen Sie eine Anlaufstelle aus der Liste.")))
        else:
            told = _("{name} steht jetzt nur noch einmal da.").format(name=self._view.name)
            self.write(told, merge_services, self._view.id, chosen)
