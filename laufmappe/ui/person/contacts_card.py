# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The card of talks: when the person was advised, how long, in which language, about what."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from laufmappe.casework.cldr import language_codes, language_name
from laufmappe.casework.record_views import ContactView
from laufmappe.casework.talks.contacts import ContactDraft, change_contact, note_contact, remove_contact
from laufmappe.casework.views import CaseView
from laufmappe.casework.words import contact_ways, interpreters, topics
from laufmappe.errors import FieldError
from laufmappe.i18n import _, language, n_
from laufmappe.ui.person.acts import Acts
from laufmappe.ui.person.chain.step_dialogs import field_day
from laufmappe.ui.person.form import FormDialog
from laufmappe.ui.person.parts import Entry, Words, action, empty, focus_name, give_focus_back
from laufmappe.ui.person.signs import short_day
from laufmappe.ui.widgets import Button, Card, ComboBox, DateField, LineEdit, TextArea, TokenField

FEW = 3
"""So many talks are shown at first."""
_ICONS = {"visit": "users", "phone": "phone", "message": "message-square", "video": "monitor", "outreach": "map-pin"}


class ContactsCard(Card):
    """The talks with the person shown, newest first."""

    chapter = "kontakte"

    def __init__(self, acts: Acts) -> None:
        super().__init__(_("Gespräche"), link=_("Gespräch eintragen"))
        self.acts = acts
        self._case: CaseView | None = None
        self._shown: tuple[object, ...] = ()
        self._all = False
        self.link_clicked.connect(self.act_add)
        self._entries = QVBoxLayout()
        self._entries.setSpacing(8)
        self.body.addLayout(self._entries)
        self.body.addStretch(1)

    def show_case(self, case: CaseView, today: date) -> None:
        """Shows the log: the last talks, and how much time they took together."""
        if self._case is None or self._case.newcomer.id != case.newcomer.id:
            self._all = False
        self._case = case
        if self._shown == (case.contacts, self._all, today):
            return
        self._shown = (case.contacts, self._all, today)
        focus = focus_name(self)
        empty(self._entries)
        contacts = sorted(case.contacts, key=lambda c: c.on_date, reverse=True)
        for contact in contacts if self._all else contacts[:FEW]:
            self._entries.addWidget(self._entry(contact, today))
        if not contacts:
            words = _("Noch kein Gespräch eingetragen. Tag, Dauer und Themen genügen.")
            self._entries.addWidget(Words(words, "lead"))
        else:
            self._entries.addWidget(Words(_total(contacts), "secondary"))
        if len(contacts) > FEW and not self._all:
            more = Button(_("Alle {n} zeigen").format(n=len(contacts)), kind="link")
            more.clicked.connect(self._show_all)
            self._entries.addWidget(more)
        give_focus_back(self, focus)

    def _show_all(self) -> None:
        self._all = True
        if self._case is not None:
            self.show_case(self._case, self.acts.desk.today())

    def _entry(self, contact: ContactView, today: date) -> QWidget:
        about = ", ".join(_(topics().get(topic, topic)) for topic in contact.topics)
        title = f"{short_day(contact.on_date, today)} · {about}" if about else short_day(contact.on_date, today)
        entry = Entry(title, contact_words(contact), icon=_ICONS.get(contact.way, "users"))
        if contact.note:
            entry.below.addWidget(Words(contact.note, "body"))
        change = action(_("Ändern …"), _("Gespräch vom {day} ändern").format(day=title), f"contact-{contact.id}")
        change.clicked.connect(partial(self._change, contact))
        remove = action(
            _("Entfernen"), _("Gespräch vom {day} entfernen").format(day=title), f"contact-out-{contact.id}"
        )
        remove.clicked.connect(partial(self._remove, contact))
        entry.add_actions([change, remove])
        return entry

    def act_add(self) -> None:
        """Asks for a new talk."""
        if self._case is not None:
            ContactDialog(self, self.acts, self._case, None).appear()

    def _change(self, contact: ContactView, _checked: bool = False) -> None:
        if self._case is not None:
            ContactDialog(self, self.acts, self._case, contact).appear()

    def _remove(self, contact: ContactView, _checked: bool = False) -> None:
        self.acts.do(_("Das Gespräch ist aus dem Verzeichnis genommen."), remove_contact, contact.id)

    def open_contact(self, contact_id: str) -> bool:
        """Puts the focus on a talk; False when the person has none of this id."""
        if self._case is None or all(c.id != contact_id for c in self._case.contacts):
            return False
        self._show_all()
        give_focus_back(self, f"contact-{contact_id}")
        return True


def contact_words(contact: ContactView) -> str:
    """How and how long: Im Haus, 45 Minuten, auf Arabisch, Telefondolmetschen."""
    minutes = n_("{n} Minute", "{n} Minuten", contact.minutes).format(n=contact.minutes) if contact.minutes else ""
    spoken = (
        _("auf {language}").format(language=language_name(contact.language, language())) if contact.language else ""
    )
    helped = _(interpreters()[contact.interpreter]) if contact.interpreter != "none" else ""
    way = _(contact_ways().get(contact.way, contact.way))
    return " · ".join(part for part in (way, minutes, spoken, helped, contact.counsellor) if part)


def _total(contacts: Sequence[ContactView]) -> str:
    hours, minutes = divmod(sum(contact.minutes for contact in contacts), 60)
    spent = _("{hours} Std. {minutes} Min.").format(hours=hours, minutes=minutes)
    talks = n_("{n} Gespräch", "{n} Gespräche", len(contacts)).format(n=len(contacts))
    return f"{talks} · {spent}"


class ContactDialog(FormDialog):
    """One talk: a day, how long, about what; the rest is there already or may stay empty."""

    chapter = "kontakte"

    def __init__(self, over: QWidget, acts: Acts, case: CaseView, contact: ContactView | None) -> None:
        title = _("Gespräch ändern") if contact else _("Gespräch eintragen")
        super().__init__(over, acts, title, subtitle=case.newcomer.name, icon="users", width=620)
        self._contact = contact
        row = self.row()
        day = DateField(need_day=True)
        day.choose((contact.on_date if contact else acts.desk.today()).isoformat())
        self._day = self.put("on_date", _("Am"), day, required=True, row=row, stretch=2)
        self._minutes = LineEdit(limit=4)
        self._minutes.setText(str(contact.minutes if contact else 45))
        self.put("minutes", _("Minuten"), self._minutes, row=row)
        self._way = ComboBox(_("Wie"), [(_(label), key) for key, label in contact_ways().items()])
        self._way.choose(contact.way if contact else "visit")
        self.put("way", _("Wie"), self._way, row=row, stretch=2)
        self._topics = TokenField(
            _("Themen"), [(_(label), key) for key, label in topics().items()], placeholder=_("Thema eingeben …")
        )
        self._topics.choose(list(contact.topics) if contact else [])
        self.put("topics", _("Themen"), self._topics)
        row = self.row()
        first = case.newcomer.first_language
        self._language = ComboBox(_("Sprache"), _languages(case, contact))
        self._language.choose(contact.language if contact else first or "de")
        self.put("language", _("Gesprochen wurde"), self._language, row=row)
        self._interpreter = ComboBox(_("Dolmetschen"), [(_(label), key) for key, label in interpreters().items()])
        self._interpreter.choose(contact.interpreter if contact else "none")
        self.put("interpreter", _("Dolmetschen"), self._interpreter, row=row)
        self._note = TextArea(placeholder=_("Was war wichtig? Nur, was für die Beratung nötig ist."), lines=4)
        self._note.setPlainText(contact.note if contact else "")
        self.put("note", _("Notiz"), self._note)
        self.ready(_("Eintragen"), begun=contact.id if contact else "new")

    def save(self) -> None:
        minutes = self._minutes.text().strip() or "0"
        day = field_day(self._day)
        if not (minutes.isascii() and minutes.isdigit()):
            self._failed(FieldError("minutes", _("Bitte die Minuten als Zahl.")))
            return
        if day is None and not self._day.has_fault():
            self._failed(FieldError("on_date", _("An welchem Tag war das Gespräch?")))
            return
        draft = ContactDraft(
            on_date=day or self.acts.desk.today(),
            minutes=int(minutes),
            way=str(self._way.value()),
            language=str(self._language.value() or ""),
            interpreter=str(self._interpreter.value()),
            topics=tuple(str(topic) for topic in self._topics.values()),
            note=self._note.toPlainText(),
        )
        if self._contact is None:
            self.write(_("Das Gespräch ist eingetragen."), note_contact, self.acts.newcomer_id, draft)
        else:
            self.write(_("Das Gespräch ist geändert."), change_contact, self._contact.id, draft)


def _languages(case: CaseView, contact: ContactView | None) -> list[tuple[str, object]]:
    """The languages of the person and German first, then all others by name."""
    near = [spoken.code for spoken in case.newcomer.languages] + ["de", "en"]
    near += [contact.language] if contact and contact.language else []
    first = list(dict.fromkeys(near))
    rest = sorted(language_codes() - set(first), key=lambda code: language_name(code, language()))
    return [(_("keine Angabe"), ""), *((language_name(code, language()), code) for code in (*first, *rest))]
