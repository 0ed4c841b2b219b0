# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Dialogs of releases: making one for one recipient, and noting the signature."""

from datetime import date

from PySide6.QtWidgets import QWidget

from laufmappe.casework.handover.releases import ReleaseDraft, change_release, grant_release, sign_release
from laufmappe.casework.record_views import ReleaseView
from laufmappe.casework.views import CaseView
from laufmappe.casework.words import release_parts
from laufmappe.errors import FieldError
from laufmappe.i18n import _
from laufmappe.ui.person.acts import Acts
from laufmappe.ui.person.chain.step_dialogs import field_day
from laufmappe.ui.person.form import FormDialog
from laufmappe.ui.person.parts import Words
from laufmappe.ui.person.pickers import ServicePicker
from laufmappe.ui.widgets import DateField, LineEdit, Segmented, TextArea, ToggleChips


class ReleaseDialog(FormDialog):
    """One recipient, certain parts of the record, a purpose: less would be void, more is not needed."""

    chapter = "schweigepflicht"

    def __init__(
        self, over: QWidget, acts: Acts, case: CaseView, release: ReleaseView | None, *, service_id: str = ""
    ) -> None:
        title = _("Entbindung ändern") if release else _("Neue Schweigepflichtentbindung")
        super().__init__(over, acts, title, subtitle=case.newcomer.name, icon="shield-check", width=680)
        self._release = release
        self._service = ServicePicker(_("Anlaufstelle"), acts, may_be_none=True)
        self._service.list.setFixedHeight(112)
        self._service.choose(release.service_id or "" if release else service_id)
        self.put("service_id", _("An welche Stelle?"), self._service)
        row = self.row()
        self._recipient = LineEdit(placeholder=_("wenn sie nicht im Verzeichnis steht"), limit=200)
        self._recipient.setText(release.recipient if release else "")
        self.put("recipient", _("Name der Stelle"), self._recipient, row=row)
        self._person = LineEdit(placeholder=_("am besten mit Namen"), limit=200)
        self._person.setText(release.recipient_person if release else "")
        self.put("recipient_person", _("Dort: Person"), self._person, row=row)
        parts = [(_(label), key) for key, label in release_parts().items() if key != "protected_needs"]
        self._parts = ToggleChips(_("Wovon darf die Rede sein?"), list(parts))
        self._parts.choose(list(release.parts) if release else ["person"])
        self.put("parts", _("Wovon darf die Rede sein?"), self._parts, required=True)
        self._purpose = TextArea(lines=2, placeholder=_("Zum Beispiel: Platz im Sprachkurs klären"))
        self._purpose.setPlainText(release.purpose if release else "")
        self.put("purpose", _("Wofür?"), self._purpose)
        row = self.row()
        self._direction = Segmented(
            _("Richtung"),
            [(_("Wir sagen es der Stelle"), "to"), (_("In beide Richtungen"), "mutual")],
            release.direction if release else "to",
        )
        self.put("direction", _("Richtung"), self._direction, row=row, stretch=2)
        until = DateField(need_day=True)
        until.choose(release.valid_until.isoformat() if release and release.valid_until else "")
        self._until = self.put("valid_until", _("Gilt bis"), until, row=row, hint=_("Leer: bis auf Widerruf."))
        self.body.addWidget(
            Words(
                _(
                    "Drucken Sie danach das Blatt „Schweigepflichtentbindung“ aus der Mappe. Mit der Unterschrift gilt sie."
                ),
                "secondary",
            )
        )
        self.ready(_("Anlegen") if release is None else _("Eintragen"), begun=release.id if release else "new")

    def save(self) -> None:
        draft = ReleaseDraft(
            service_id=self._service.service() or "",
            recipient=self._recipient.text(),
            recipient_person=self._person.text(),
            parts=tuple(str(part) for part in self._parts.values()),
            purpose=self._purpose.toPlainText(),
            direction=str(self._direction.value()),
            valid_until=field_day(self._until),
            # What this form does not ask for stays as it is.
            note=self._release.note if self._release else "",
            language=self._release.language if self._release else "",
            interpreter=self._release.interpreter if self._release else "",
            document_id=self._release.document_id or "" if self._release else "",
        )
        if self._release is None:
            told = _("Angelegt. Sie gilt, sobald die Unterschrift eingetragen ist.")
            self.write(told, grant_release, self.acts.newcomer_id, draft)
        else:
            self.write(_("Die Entbindung ist geändert."), change_release, self._release.id, draft)


class SignDialog(FormDialog):
    """The day of the signature: from then on the release holds."""

    chapter = "schweigepflicht"

    def __init__(self, over: QWidget, acts: Acts, release: ReleaseView) -> None:
        super().__init__(
            over, acts, _("Unterschrift eintragen"), subtitle=release.recipient, icon="signature", width=480
        )
        self._release = release
        self.body.addWidget(
            Words(_("Die Person hat das Blatt gelesen oder übersetzt bekommen und freiwillig unterschrieben."), "lead")
        )
        day = DateField(need_day=True)
        day.choose(acts.desk.today().isoformat())
        self._day = self.put("signed_on", _("Unterschrieben am"), day, required=True)
        self.ready(_("Eintragen"), icon="signature", begun=release.id)

    def save(self) -> None:
        day: date | None = field_day(self._day)
        if day is None and not self._day.has_fault():
            self._failed(FieldError("signed_on", _("Wann wurde unterschrieben?")))
            return
        told = _("Die Entbindung für „{name}“ gilt.").format(name=self._release.recipient)
        self.write(told, sign_release, self._release.id, day or self.acts.desk.today())
