# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The first page: everything that wants doing across all people, most pressing first."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from babel.dates import format_date
from PySide6.QtCore import QPoint, QTime
from PySide6.QtWidgets import QVBoxLayout, QWidget

from laufmappe.casework.chains.steps import complete_step
from laufmappe.casework.desk import Desk
from laufmappe.casework.history import begun_forms, drop_draft
from laufmappe.casework.talks.follow_ups import finish_follow_up
from laufmappe.casework.today.overview import today_items
from laufmappe.casework.today.stock import AppointmentView, Stock, appointments_today, stock
from laufmappe.casework.views import Changed, TodayItem
from laufmappe.i18n import _, language, n_
from laufmappe.ui.backup_now import BackUpNow
from laufmappe.ui.handover.pieces import DropWatch
from laufmappe.ui.person.acts import Acts, now_possible
from laufmappe.ui.tasks import Tasks
from laufmappe.ui.today.lines import day_rows, key_of
from laufmappe.ui.today.side import SideCards
from laufmappe.ui.today.vault_notice import VaultNotice
from laufmappe.ui.widgets import (
    Button,
    Card,
    CheckBox,
    Columns,
    EmptyState,
    Frame,
    Key,
    Notice,
    Page,
    PageHead,
    RowStyle,
    RowsView,
    ScrollBody,
)

_CALENDAR = {"en": "en_GB"}
"""How a language of the window writes the day, where that differs between its countries."""


@dataclass(frozen=True)
class Day:
    """What the page shows: the lines, what stands beside them, and the newest form that was begun and not saved."""

    items: list[TodayItem]
    stock: Stock
    appointments: list[AppointmentView]
    only_mine: bool
    begun: tuple[str, str] | None


class TodayPage(Page):
    """Heute. Enter does what a line's button says; a step that is done can be taken back."""

    chapter = "heute"

    def __init__(self, desk: Desk, tasks: Tasks, frame: Frame) -> None:
        super().__init__(_("Heute"))
        self._desk = desk
        self._tasks = tasks
        self._frame = frame
        self._items: dict[tuple[str, str], TodayItem] = {}
        self._fresh = False
        self.head = PageHead(self._greeting(), self._day())
        self.mine = CheckBox(_("nur meine"))
        self.mine.toggled.connect(self.refresh)
        self.head.add(self.mine)
        overview = Button(_("Erstüberblick drucken …"), icon="signpost")
        overview.clicked.connect(self._print_overview)
        self.head.add(overview)
        new = Button(_("Neue Person"), kind="primary", icon="user-plus", key="Ctrl+N")
        new.clicked.connect(lambda: frame.go("intake"))
        self.head.add(new)
        self._watch = DropWatch(self)
        self._watch.dropped.connect(self._received)
        self.body.addWidget(self.head)
        self.vault_notice = VaultNotice(desk, tasks)
        self.body.addWidget(self.vault_notice)
        self._begun = QVBoxLayout()
        self.body.addLayout(self._begun)
        self._begun_shown: tuple[str, str] | None = None
        columns = Columns(side_width=250)
        self.body.addWidget(columns)
        self.body.addStretch(1)
        columns.main.addWidget(self._build_list())
        self.side = SideCards()
        self.side.opened.connect(partial(frame.go, "people"))
        columns.side.addWidget(self.side)
        backups = Card(_("Sicherung"))
        self.backup = BackUpNow(desk, tasks, frame)
        backups.body.addWidget(self.backup)
        columns.side.addWidget(backups)
        self.set_keys(
            [
                Key("Up Down", _("auswählen")),
                Key("Return", _("Aktion ausführen")),
                Key("O", _("Person öffnen"), self._open_person),
                Key("M", _("nur meine"), self.mine.toggle),
            ]
        )
        self.refresh()

    def _received(self, path: Path) -> None:
        from laufmappe.ui.handover.files import open_received

        open_received(self, Acts(self._desk, self._tasks, self._frame, self), path)

    def _print_overview(self) -> None:
        from laufmappe.ui.folder import OverviewDialog

        OverviewDialog(self, self._desk, self._tasks, self._frame).appear()

    def _build_list(self) -> Card:
        card = Card(padding=5)
        style = RowStyle(height=48, avatar=30, title_width=160, chip_column=134, action_column=174)
        self.view = RowsView(_("Was heute ansteht"), style, grow=True)
        self.view.opened.connect(self._act)
        self.view.acted.connect(self._act)
        self.view.chosen.connect(self._keep_in_sight)
        card.add_rows(self.view)
        self.empty = EmptyState(
            "coffee",
            _("Heute ist nichts fällig"),
            _("Keine überfälligen Schritte, keine Fristen in dieser Woche, keine Rückmeldung, auf die Sie warten."),
        )
        self.empty.hide()
        card.body.addWidget(self.empty)
        return card

    def activate(self) -> None:
        self.refresh()
        super().activate()

    def first_focus(self) -> QWidget | None:
        return self.view

    def changed(self, change: object) -> None:
        self.refresh()

    def refresh(self) -> None:
        """Reads the day anew."""
        self._tasks.run(_read_day, self._desk, self.mine.isChecked(), done=self._take)
        self.backup.refresh()
        self.vault_notice.refresh()

    def _take(self, day: Day) -> None:
        if day.only_mine != self.mine.isChecked():
            return
        items = day.items
        number = self.view.currentIndex().row()
        self._items = {key_of(item): item for item in items}
        self.view.show_rows(day_rows(items, self._desk.today()))
        self.view.setVisible(bool(items))
        self.empty.setVisible(not items)
        self._choose_near(number)
        overdue = sum(item.group == "overdue" for item in items)
        self.head.show_words(self._greeting(), self._day(len(items), overdue))
        self.side.show_stock(day.stock, day.appointments, day.only_mine)
        self._show_begun(day.begun)
        self._frame.count("today", len(items))

    def _show_begun(self, begun: tuple[str, str] | None) -> None:
        """Offers the form that was begun, wherever it was left: by hand, by locking, by a power cut."""
        if begun == self._begun_shown:
            return
        self._begun_shown = begun
        while (item := self._begun.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        if begun is None:
            return
        form, at = begun
        go_on, drop = Button(_("Weiter ausfüllen")), Button(_("Verwerfen"))
        go_on.clicked.connect(partial(self._go_on, form))
        drop.clicked.connect(partial(self._drop, form))
        when = f"{datetime.fromisoformat(at).astimezone():%d.%m.%Y, %H:%M}"
        words = _("Ein begonnener Eintrag vom {when} Uhr ist verschlüsselt gesichert.").format(when=when)
        self._begun.addWidget(Notice(words, kind="accent", actions=(go_on, drop)))

    def _go_on(self, form: str) -> None:
        newcomer_id = form.partition(":")[2]
        self._frame.go("intake", newcomer_id or None)

    def _drop(self, form: str) -> None:
        self._tasks.run(drop_draft, self._desk, form, done=self.changed)

    def _choose_near(self, number: int) -> None:
        """Keeps the cursor where it was when its line is gone: on the one that moved up."""
        if self.view.currentIndex().isValid():
            return
        model = self.view.model()
        for line in [*range(max(number, 0), model.rowCount()), *range(min(number, model.rowCount()) - 1, -1, -1)]:
            index = model.index(line, 0)
            if self.view.key_at(index) is not None:
                self.view.setCurrentIndex(index)
                return

    def _act(self, key: object) -> None:
        item = self._items.get(key) if isinstance(key, tuple) else None
        if item is None:
            return
        if item.action == "complete_step":
            told = _("Erledigt: {what} ({name})").format(what=_(item.text), name=item.name)
            self._tasks.run(_complete, self._desk, item.subject_id, done=partial(self._completed, told), owner=self)
        elif item.action == "finish_follow_up":
            told = _("Erledigt: {what} ({name})").format(what=item.text, name=item.name)
            self._tasks.run(finish_follow_up, self._desk, item.subject_id, done=partial(self._done, told), owner=self)
        elif item.action == "open_qualification":
            self._frame.go("recognition", (item.newcomer_id, item.subject_id))
        elif item.action == "open_service":
            self._frame.go("services", item.subject_id)
        elif item.subject_id == item.newcomer_id:
            self._frame.go("people", item.newcomer_id)
        else:
            self._frame.go("people", (item.newcomer_id, item.subject_id))

    def _completed(self, told: str, answer: tuple[Changed, str]) -> None:
        changed, more = answer
        self._done(f"{told}. {more}" if more else told, changed)

    def _done(self, told: str, changed: Changed) -> None:
        self._frame.announce(changed)
        self._frame.tell(told, partial(self._undo, changed.operation))

    def _undo(self, operation: str) -> None:
        self._tasks.run(self._desk.undo, operation, done=self._undone)

    def _undone(self, changed: Changed) -> None:
        self._frame.announce(changed)
        self._frame.tell(_("Zurückgenommen. Es ist wieder wie vorher."))

    def _open_person(self) -> None:
        key = self.view.current_key()
        item = self._items.get(key) if isinstance(key, tuple) else None
        if item is not None and item.newcomer_id:
            self._frame.go("people", item.newcomer_id)

    def _keep_in_sight(self, _key: object) -> None:
        scrolled = self.findChild(ScrollBody)
        inside = scrolled.widget() if scrolled is not None else None
        if scrolled is None or inside is None:
            return
        box = self.view.visualRect(self.view.currentIndex())
        corner = self.view.viewport().mapTo(inside, QPoint(0, box.top()))
        scrolled.ensureVisible(corner.x(), corner.y() + box.height() // 2, 0, box.height() + 60)

    def _greeting(self) -> str:
        hour = QTime.currentTime().hour()
        words = _("Guten Morgen") if hour < 11 else _("Guten Tag") if hour < 18 else _("Guten Abend")
        return f"{words}, {self._desk.who}" if self._desk.who else words

    def _day(self, count: int = 0, overdue: int = 0) -> str:
        parts = [format_date(self._desk.today(), "full", locale=_CALENDAR.get(language(), language()))]
        if count:
            words = n_("{n} Vorgang", "{n} Vorgänge", count).format(n=count)
            late = _(", {n} davon überfällig").format(n=overdue) if overdue else ""
            parts.append(words + late)
        return " · ".join(parts)


def _read_day(desk: Desk, only_mine: bool) -> Day:
    return Day(
        items=today_items(desk, only_mine),
        stock=stock(desk, only_mine),
        appointments=appointments_today(desk, only_mine),
        only_mine=only_mine,
        begun=next(iter(begun_forms(desk)), None),
    )


def _complete(desk: Desk, step_id: str) -> tuple[Changed, str]:
    """The step is done; the sentence says which steps are possible now."""
    changed = complete_step(desk, step_id)
    return changed, now_possible(desk, changed)
