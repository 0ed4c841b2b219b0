# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page around the form: what was begun is kept encrypted while typing, faults stand beside their field."""

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QTime, QTimer
from PySide6.QtWidgets import QWidget

from laufmappe.casework.chains.templates import templates
from laufmappe.casework.desk import Desk
from laufmappe.casework.history import draft as kept_draft
from laufmappe.casework.history import drop_draft, save_draft
from laufmappe.casework.people.case import case
from laufmappe.casework.people.register import NewcomerDraft, change_person, checked, take_in
from laufmappe.casework.rules.statuses import status_views
from laufmappe.casework.views import Changed
from laufmappe.errors import FieldError, LaufmappeError
from laufmappe.i18n import _, n_
from laufmappe.ui.intake.duplicates import Duplicates
from laufmappe.ui.intake.form import IntakeForm
from laufmappe.ui.intake.side import SideColumn, first_services
from laufmappe.ui.tasks import Tasks
from laufmappe.ui.widgets import (
    Button,
    Columns,
    Footer,
    Frame,
    Icon,
    Key,
    LineEdit,
    Page,
    PageHead,
    ScrollBody,
    Text,
)
from laufmappe.ui.widgets.keys import KeyCaps

NEW = "intake"
SAVE_AFTER = 700
"""Milliseconds of rest before the draft is kept."""


def draft_name(newcomer_id: str) -> str:
    """Under which name a begun form is kept: `intake`, or `person:` and the id of who is changed."""
    return f"person:{newcomer_id}" if newcomer_id else NEW


class IntakePage(Page):
    """Takes somebody in; `aim(id)` changes what is kept of somebody."""

    chapter = "aufnahme"

    def __init__(self, desk: Desk, tasks: Tasks, frame: Frame) -> None:
        super().__init__(_("Person aufnehmen"))
        self._desk = desk
        self._tasks = tasks
        self._frame = frame
        self.newcomer_id = ""
        self._aimed = False
        self._ready = False
        self._unsaved = False
        self._name = ""
        self._again = False
        self._build_head()
        columns = Columns(side_width=264, break_at=1000)  # a possible duplicate has to stay in sight
        self.body.addWidget(columns)
        self.body.addStretch(1)
        self.form = IntakeForm()
        columns.main.addWidget(self.form)
        self.side = SideColumn()
        columns.side.addWidget(self.side)
        self.duplicates = Duplicates(desk, tasks, self.form, self.side, self)
        self.body.insertLayout(1, self.duplicates.place)
        self.side.looked.connect(partial(frame.go, "people"))
        self.duplicates.opened.connect(self._open_same)
        self.duplicates.carried.connect(self._carried)
        self.duplicates.cleared.connect(self._write)
        self.duplicates.decided.connect(self._edited)
        self.duplicates.refused.connect(self._refused)
        self._build_footer()
        self._save_later = _timer(self, SAVE_AFTER, self._keep)
        self.form.edited.connect(self._edited)
        self.form.status_picked.connect(self._show_hint)
        self._show_mode()

    def _build_head(self) -> None:
        self.head = PageHead(
            _("Person aufnehmen"), _("Pflicht ist nur ein Name · alles andere lässt sich später ergänzen")
        )
        self._saved_icon = Icon("shield-check", "ok", 16)
        self.saved = Text("", "secondary")
        self.head.add(self._saved_icon)
        self.head.add(self.saved)
        self.drop = Button(_("Verwerfen"))
        self.drop.clicked.connect(self._discard)
        self.head.add(self.drop)
        self.body.addWidget(self.head)

    def _build_footer(self) -> None:
        footer = Footer()
        self._fault_icon = Icon("circle-alert", "danger")
        self._fault = Text("", "error")
        self._jump = Button(_("Hinspringen"), kind="link", key="F8")
        self._jump.clicked.connect(self.next_fault)
        self._fault_caps = KeyCaps("F8")
        for widget in self._fault_parts():
            footer.row.addWidget(widget)
        footer.row.addStretch(1)
        footer.row.addWidget(KeyCaps("Ctrl+Return"))
        footer.row.addSpacing(4)
        self.more = Button(_("Aufnehmen und weitere Person"))
        self.more.clicked.connect(partial(self._save, again=True))
        self.save = Button("", kind="primary", icon="check", key="Ctrl+Return")
        self.save.clicked.connect(partial(self._save, again=False))
        footer.row.addWidget(self.more)
        footer.row.addWidget(self.save)
        self.outer.addWidget(footer)
        self._show_faults()

    def first_focus(self) -> QWidget | None:
        return self.form.fields["given_name"].field

    def aim(self, target: object) -> None:
        self._aimed = True
        self._begin(str(target))

    def activate(self) -> None:
        if not self._aimed and (self.newcomer_id or not self._ready):
            self._begin("")
        self._aimed = False
        self.form.fields["given_name"].field.setFocus()

    def may_leave(self) -> bool:
        """What was typed is kept as a draft: leaving loses nothing."""
        self._keep()
        return True

    def next_fault(self) -> None:
        """F8: puts the focus on the next field with a fault."""
        names = self.form.faults()
        if not names:
            return
        now = [name for name in names if self.form.fields[name].isAncestorOf(self.focusWidget() or self)]
        at = (names.index(now[0]) + 1) % len(names) if now else 0
        labeled = self.form.fields[names[at]]
        labeled.field.setFocus()
        scrolled = self.findChild(ScrollBody)
        if scrolled is not None:
            scrolled.ensureWidgetVisible(labeled, 0, 40)

    def _begin(self, newcomer_id: str) -> None:
        """An empty form, or the one of somebody, with what was begun on it last time."""
        self._keep()
        self.newcomer_id = newcomer_id
        self._ready = False
        self._show_mode()
        self.form.show_values({})
        self.duplicates.forget(newcomer_id)
        self._show_faults()
        self._show_saved("")
        self._tasks.run(templates, self._desk, done=self.form.show_templates)
        self._tasks.run(_read, self._desk, newcomer_id, done=self._read_came, failed=self._read_failed)

    def _read_came(self, answer: tuple[str, NewcomerDraft | None, str, dict[str, Any] | None]) -> None:
        newcomer_id, person, name, begun = answer
        if newcomer_id != self.newcomer_id:
            return
        self._name = name
        if person is not None:
            self.form.show_person(person)
        if begun is not None:
            self.side.forget(begun.get("others", ()))
            self.form.show_values({"household": self.form.household.value()} | begun)
            self._show_saved(_("Begonnener Eintrag vom {when}").format(when=begun.get("kept_at", "")))
        self._ready = True
        self._unsaved = False
        self._show_mode()
        self._show_faults()

    def _read_failed(self, error: LaufmappeError) -> None:
        self._frame.tell(str(error))
        self._frame.go("people")

    def _show_mode(self) -> None:
        new = not self.newcomer_id
        if new:
            self.head.show_words(
                _("Person aufnehmen"), _("Pflicht ist nur ein Name · alles andere lässt sich später ergänzen")
            )
        else:
            self.head.show_words(_("Angaben ändern"), self._name)
        self.save.show_text(_("Aufnehmen und öffnen") if new else _("Änderungen speichern"))
        self.more.setVisible(new)
        self.form.show_chain(new)
        self.set_keys(
            [
                Key("Ctrl+Return", self.save.text(), partial(self._save, again=False)),
                Key("F8", _("nächster Fehler"), self.next_fault),
                Key("Tab", _("nächstes Feld")),
                Key("Esc", _("zurück, Entwurf bleibt"), self._back),
            ]
        )

    def _back(self) -> None:
        self._frame.go("people", self.newcomer_id or None)

    def _edited(self) -> None:
        if self._ready:
            self._unsaved = True
            self._save_later.start()
            self._show_faults()

    def _show_faults(self) -> None:
        names = self.form.faults() if hasattr(self, "form") else []
        if names:
            label = self.form.fields[names[0]].label.text()
            words = n_("{n} Angabe prüfen: {first}", "{n} Angaben prüfen, zuerst: {first}", len(names))
            self._fault.show_text(words.format(n=len(names), first=label))
        for widget in self._fault_parts():
            widget.setVisible(bool(names))

    def _fault_parts(self) -> tuple[QWidget, ...]:
        return self._fault_icon, self._fault, self._jump, self._fault_caps

    def _show_saved(self, words: str) -> None:
        self.saved.show_text(words)
        self._saved_icon.setVisible(bool(words))
        self.drop.setVisible(bool(words))

    def _keep(self) -> None:
        """Keeps the form as it stands, encrypted in the vault."""
        self._save_later.stop()
        if not self._unsaved:
            return
        self._unsaved = False
        now = QTime.currentTime().toString("HH:mm")
        values = self._values()
        form = draft_name(self.newcomer_id)
        self._tasks.run(save_draft, self._desk, form, values, done=partial(self._kept, now), owner=self)

    def _values(self) -> dict[str, Any]:
        when = f"{self._desk.today():%d.%m.%Y}, {QTime.currentTime().toString('HH:mm')}"
        return self.form.values() | {"others": list(self.side.others), "kept_at": when}

    def _kept(self, now: str, _nothing: object) -> None:
        self._show_saved(_("Entwurf gesichert {time}").format(time=now))

    def _discard(self) -> None:
        self._save_later.stop()
        self._unsaved = False
        before, newcomer_id = self._values(), self.newcomer_id
        self._tasks.run(drop_draft, self._desk, draft_name(newcomer_id), owner=self)
        self._begin(newcomer_id)
        self._frame.tell(_("Verworfen."), partial(self._bring_back, newcomer_id, before))

    def _bring_back(self, newcomer_id: str, values: dict[str, Any]) -> None:
        if self.newcomer_id == newcomer_id:
            self.side.forget(values.get("others", ()))
            self.form.show_values(values)
            self._edited()

    def _open_same(self, newcomer_id: str) -> None:
        """Goes to the record; what was typed of a new person there is no more use for, but it can be had back."""
        values = self._thrown_away()
        self._frame.go("people", newcomer_id)
        self._frame.tell(_("Der begonnene Eintrag ist verworfen."), partial(self._take_up_again, values))

    def _carried(self, changed: Changed) -> None:
        values = self._thrown_away()
        self._frame.announce(changed)
        self._frame.go("people", changed.newcomer_id)
        self._frame.tell(_("Übernommen, was noch fehlte."), partial(self._undo_carry, changed.operation, values))

    def _thrown_away(self) -> dict[str, Any]:
        """Forgets the form of a new person and gives what stood in it."""
        self._save_later.stop()
        self._unsaved = False
        values = self._values()
        self._tasks.run(drop_draft, self._desk, NEW)
        self._begin("")
        return values

    def _take_up_again(self, values: dict[str, Any]) -> None:
        self._tasks.run(save_draft, self._desk, NEW, values)
        self._ready = False
        self._frame.go("intake")

    def _undo_carry(self, operation: str, values: dict[str, Any]) -> None:
        self._undo(operation)
        self._take_up_again(values)

    def _show_hint(self, status: str) -> None:
        view = status_views().get(status)
        if view is None:
            self.side.show_first_contact(None, {})
            return
        self._tasks.run(
            first_services, self._desk, view.first_contact, done=partial(self._hint_came, status), owner=self
        )

    def _hint_came(self, status: str, services: dict[str, str]) -> None:
        if status == self.form.status():
            self.side.show_first_contact(status_views()[status], services)

    def _save(self, *, again: bool) -> None:
        if not self._ready or not self.save.isEnabled():
            return
        again = again and not self.newcomer_id
        draft = self.form.draft()
        if not self.form.look_for_faults():
            try:
                draft = checked(draft)
            except FieldError as error:
                self._show_error(error)
        self._show_faults()
        if self.form.faults():
            self.next_fault()
            return
        self._save_later.stop()
        self._unsaved = False
        self._again = again
        self.save.set_busy(_("Wird gespeichert …"))
        self.more.setEnabled(False)
        self.duplicates.check(draft)

    def _write(self) -> None:
        chain = str(self.form.chain.value() or "")
        self._tasks.run(
            _write,
            self._desk,
            self.newcomer_id,
            self.form.draft(),
            chain,
            self.side.others,
            done=self._written,
            failed=self._refused,
        )

    def _written(self, changed: Changed) -> None:
        self._free()
        name = f"{self.form.draft().given_name} {self.form.draft().family_name}".strip()
        new, newcomer_id = not self.newcomer_id, changed.newcomer_id
        told = _("{name} ist aufgenommen.") if new else _("Die Angaben zu {name} sind gespeichert.")
        self._frame.announce(changed)
        self._begin("")
        if not self._again:
            self._frame.go("people", newcomer_id)
        else:
            self.form.fields["given_name"].field.setFocus()
        self._frame.tell(told.format(name=name), partial(self._undo, changed.operation))

    def _refused(self, error: LaufmappeError | None) -> None:
        """Nothing was written: a field is at fault, the vault is, or the counsellor is asked first (None)."""
        self._free()
        self._unsaved = True
        self._keep()
        if error is None:
            scrolled = self.findChild(ScrollBody)
            if scrolled is not None:
                scrolled.verticalScrollBar().setValue(0)
        elif isinstance(error, FieldError):
            self._show_error(error)
            self._show_faults()
            self.next_fault()
        else:
            self._frame.tell(str(error))

    def _free(self) -> None:
        self.save.set_busy()
        self.more.setEnabled(True)

    def _show_error(self, error: FieldError) -> None:
        labeled = self.form.fields.get(error.field.partition(".")[0], self.form.fields["given_name"])
        field = labeled.field
        if error.repair and isinstance(field, LineEdit):
            words = _("{value} übernehmen").format(value=error.repair)
            labeled.show_fault(str(error), words, partial(field.setText, error.repair))
        else:
            labeled.show_fault(str(error))

    def _undo(self, operation: str) -> None:
        self._tasks.run(self._desk.undo, operation, done=self._undone)

    def _undone(self, changed: Changed) -> None:
        self._frame.announce(changed)
        self._frame.tell(_("Zurückgenommen. Es ist wieder wie vorher."))


def _timer(page: QWidget, milliseconds: int, action: Any) -> QTimer:
    timer = QTimer(page)
    timer.setSingleShot(True)
    timer.setInterval(milliseconds)
    timer.timeout.connect(action)
    return timer


def _read(desk: Desk, newcomer_id: str) -> tuple[str, NewcomerDraft | None, str, dict[str, Any] | None]:
    begun = kept_draft(desk, draft_name(newcomer_id))
    if not newcomer_id:
        return newcomer_id, None, "", begun
    kept = case(desk, newcomer_id)
    draft = replace(NewcomerDraft.of(kept.newcomer), household=kept.household)
    return newcomer_id, draft, kept.newcomer.name, begun


def _write(desk: Desk, newcomer_id: str, draft: NewcomerDraft, chain: str, others: tuple[str, ...]) -> Changed:
    """Writes the person and forgets the begun form."""
    changed = change_person(desk, newcomer_id, draft, others) if newcomer_id else take_in(desk, draft, chain, others)
    drop_draft(desk, draft_name(newcomer_id))
    return changed
