# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Dialogs of what is ahead: an appointment, a follow-up, an appointment's way into a telephone."""

from datetime import date, timedelta
from pathlib import Path

import segno
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPixmap
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from laufmappe.casework.record_views import FollowUpView, OwnAppointmentView
from laufmappe.casework.talks.appointments import AppointmentDraft, change_appointment, set_appointment
from laufmappe.casework.talks.follow_ups import move_follow_up, set_follow_up
from laufmappe.casework.views import CaseView
from laufmappe.errors import FieldError, LaufmappeError
from laufmappe.folder.appointments import Appointment, calendar_entry, calendar_file
from laufmappe.i18n import _
from laufmappe.ui.person.acts import Acts
from laufmappe.ui.person.chain.step_dialogs import field_day
from laufmappe.ui.person.form import FormDialog
from laufmappe.ui.person.parts import Words
from laufmappe.ui.person.pickers import AppointmentField, ServicePicker, guarded_reading
from laufmappe.ui.person.signs import shown_appointment
from laufmappe.ui.widgets import Button, DateField, Dialog, LineEdit, TextArea
from laufmappe.vault.files import atomic_write

CALENDAR_FILE = "Termin.ics"
"""The suggested name: it says nothing of the person."""
_MODULE = 6
"""Pixels of a module of the code on the screen."""


class AppointmentDialog(FormDialog):
    """An appointment that no station and no referral carries."""

    chapter = "kontakte"

    def __init__(self, over: QWidget, acts: Acts, case: CaseView, own: OwnAppointmentView | None) -> None:
        title = _("Termin ändern") if own else _("Neuer Termin")
        super().__init__(over, acts, title, subtitle=case.newcomer.name, icon="calendar-plus", width=620)
        self._own = own
        self._matter = LineEdit(placeholder=_("Zum Beispiel: Gespräch in der Schule"), limit=200)
        self._matter.setText(own.title if own else "")
        self.put("title", _("Worum geht es?"), self._matter, required=True)
        row = self.row()
        self._at = AppointmentField(_("Termin"))
        self._at.choose(own.at if own else "")
        self.put("at", _("Wann?"), self._at, required=True, row=row, stretch=3)
        self._minutes = LineEdit(limit=4)
        self._minutes.setText(str(own.minutes if own else 60))
        self.put("minutes", _("Minuten"), self._minutes, row=row)
        self._service = ServicePicker(_("Anlaufstelle"), acts, may_be_none=True)
        self._service.list.setFixedHeight(112)
        self._service.choose(own.service_id or "" if own else "")
        self.put("service_id", _("Wo? Eine Anlaufstelle …"), self._service)
        self._where = LineEdit(placeholder=_("Straße, Raum"), limit=200)
        self._where.setText(own.place if own else "")
        self.put("place", _("… oder ein anderer Ort"), self._where)
        self._note = TextArea(lines=2, placeholder=_("Nur für die Beratung; steht nicht in der Mappe."))
        self._note.setPlainText(own.note if own else "")
        self.put("note", _("Notiz"), self._note)
        self.ready(_("Eintragen"), begun=own.id if own else "new")

    def save(self) -> None:
        at = guarded_reading(self._refuse_time, self._at.appointment)
        if at is None:
            return
        minutes = self._minutes.text().strip() or "0"
        if not (minutes.isascii() and minutes.isdigit()):
            self._failed(FieldError("minutes", _("Bitte die Minuten als Zahl.")))
            return
        draft = AppointmentDraft(
            at=at,
            title=self._matter.text(),
            minutes=int(minutes),
            place=self._where.text(),
            note=self._note.toPlainText(),
            service_id=self._service.service() or "",
        )
        if self._own is None:
            self.write(_("Der Termin ist eingetragen."), set_appointment, self.acts.newcomer_id, draft)
        else:
            self.write(_("Der Termin ist geändert."), change_appointment, self._own.id, draft)

    def _refuse_time(self, error: FieldError) -> None:
        self._failed(FieldError("at", str(error)))


class FollowUpDialog(FormDialog):
    """What the counsellor wants to look at again, and when."""

    chapter = "kontakte"

    def __init__(self, over: QWidget, acts: Acts, view: FollowUpView | None, subject_id: str = "") -> None:
        title = _("Wiedervorlage verschieben") if view else _("Neue Wiedervorlage")
        super().__init__(over, acts, title, icon="bell", width=500)
        self._view = view
        self._subject = subject_id
        self._text = LineEdit(placeholder=_("Zum Beispiel: Hat das Jobcenter geantwortet?"), limit=200)
        self._text.setText(view.text if view else "")
        self.put("text", _("Woran erinnern?"), self._text, required=True)
        day = DateField(need_day=True)
        later = max(view.on_date, acts.desk.today()) if view else acts.desk.today()
        day.choose((later + timedelta(days=7)).isoformat())
        self._day = self.put("on_date", _("Wann?"), day, required=True, hint=_("Dann steht es unter „Heute“."))
        self.ready(_("Eintragen"), begun=view.id if view else "new")

    def save(self) -> None:
        day: date | None = field_day(self._day)
        if day is None and not self._day.has_fault():
            self._failed(FieldError("on_date", _("Wann möchten Sie erinnert werden?")))
            return
        on = day or self.acts.desk.today()
        told = _("Die Wiedervorlage steht für den {day}.").format(day=f"{on:%d.%m.%Y}")
        if self._view is None:
            self.write(told, set_follow_up, self.acts.newcomer_id, on, self._text.text(), self._subject)
        else:
            self.write(told, move_follow_up, self._view.id, on, self._text.text())


class CalendarDialog(Dialog):
    """The code of an appointment, large enough for a telephone to read it from the screen; or a file."""

    chapter = "kontakte"

    def __init__(self, over: QWidget, acts: Acts, appointment: Appointment) -> None:
        when = shown_appointment(appointment.at.isoformat(timespec="minutes"))
        super().__init__(
            over, _("Termin ins Handy"), subtitle=f"{_(appointment.title)} · {when}", icon="qr-code", width=660
        )
        self._acts = acts
        self._appointment = appointment
        line = QHBoxLayout()
        line.setSpacing(20)
        self.picture = QLabel()
        self.picture.setPixmap(code_picture(calendar_entry(appointment, acts.desk.today())))
        self.picture.setAccessibleName(_("Code mit dem Termin für den Kalender des Handys"))
        line.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.addWidget(
            Words(
                _("Mit der Kamera des Handys scannen: Der Termin kommt in den Kalender. Es braucht kein Internet."),
                "lead",
            )
        )
        column.addWidget(Words(_("Im Code stehen Zeit, Anlass und Ort, aber kein Name."), "secondary"))
        save = Button(_("Als Datei sichern (.ics) …"), icon="download")
        save.clicked.connect(self._ask)
        column.addWidget(save, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        line.addLayout(column, 1)
        self.body.addLayout(line)
        self.set_buttons(_("Fertig"), self.accept, icon="check", cancel="")

    def _ask(self) -> None:
        chooser = QFileDialog(self, _("Termin sichern unter"))
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.setNameFilters([_("Kalender (*.ics)")])
        chooser.setDefaultSuffix("ics")
        chooser.selectFile(CALENDAR_FILE)
        chooser.fileSelected.connect(self.save)
        chooser.finished.connect(chooser.deleteLater)
        chooser.open()

    def save(self, path: str) -> None:
        """Writes the calendar file there."""
        content = calendar_file([self._appointment], self._acts.desk.today())
        self._acts.tasks.run(atomic_write, Path(path), content, done=self._saved, failed=self._refused)

    def _saved(self, _nothing: object) -> None:
        self._acts.frame.tell(_("Der Termin ist gesichert. Die Datei ist nicht verschlüsselt."))
        self.accept()

    def _refused(self, error: LaufmappeError) -> None:
        self._acts.frame.tell(str(error))


def code_picture(entry: str, module: int = _MODULE) -> QPixmap:
    """Dark on white in every look, with its quiet zone: cameras want it so."""
    rows = [list(row) for row in segno.make(entry, error="l", micro=False).matrix_iter(scale=module, border=4)]
    image = QImage(len(rows[0]), len(rows), QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            if dark:
                image.setPixelColor(x, y, QColor("black"))
    return QPixmap.fromImage(image)
