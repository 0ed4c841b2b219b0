# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""„Mehrere Mappen drucken“: whose, what of them, and where to; at the end it says what became of each."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QWidget

from laufmappe.casework.desk import Desk
from laufmappe.errors import LaufmappeError
from laufmappe.folder.handout import Wish
from laufmappe.i18n import _, n_
from laufmappe.ui.faults import guarded
from laufmappe.ui.folder.crowd import UNKNOWN, Candidate, CrowdJob, candidates, compare
from laufmappe.ui.folder.crowd_list import CrowdList
from laufmappe.ui.folder.crowd_report import CrowdReport
from laufmappe.ui.folder.printer_choice import PrinterChoice
from laufmappe.ui.folder.printing import Printer, installed_printers
from laufmappe.ui.folder.progress import FootNote
from laufmappe.ui.folder.protect_dialog import ProtectDialog
from laufmappe.ui.folder.saving import Saving
from laufmappe.ui.folder.side_column import SideColumn
from laufmappe.ui.tasks import Task, Tasks
from laufmappe.ui.widgets import Dialog, Frame, Key, Segmented, Text, rule, upright
from laufmappe.ui.widgets.keys import bind


class ManyDialog(Dialog):
    """Prints or saves the folders of those who are ticked, one after the other, each in the person's own language.

    It shows everybody whom the list of people shows with this `search`. `printers` asks what there are, in the worker.
    """

    chapter = "mappe-drucken"

    def __init__(
        self,
        over: QWidget,
        desk: Desk,
        tasks: Tasks,
        frame: Frame,
        search: str = "",
        *,
        printers: Callable[[], list[Printer]] = installed_printers,
    ) -> None:
        super().__init__(over, _("Mehrere Mappen drucken"), icon="printer", wide=True)
        self._desk, self._tasks, self._frame = desk, tasks, frame
        self._job: CrowdJob | None = None
        self._task: Task | None = None
        self._looked = 0
        words = _("Gefunden mit der Suche in der Liste") if search.strip() else _("Alle, deren Beratung läuft")
        self.subtitle.show_text(words)
        self.subtitle.show()
        self._build()
        self._show_ready()
        tasks.run(printers, done=self.printing.show_printers, failed=self._no_printers)
        tasks.run(candidates, desk, search, done=self._came, owner=self)

    def _build(self) -> None:
        self.people = CrowdList()
        self.report = CrowdReport()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.people)
        self._stack.addWidget(self.report)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._stack, 1)
        self._line = upright()
        row.addWidget(self._line)
        row.addWidget(self._build_side())
        self.body.addLayout(row, 1)
        self.note = FootNote()
        self.foot.insertWidget(0, self.note, 1)
        self.foot.setStretch(1, 0)
        self.set_buttons(_("Drucken"), self.start, icon="printer", key="Ctrl+P")
        self.people.ticked.connect(self._show_ready)
        self.printing.printers_changed.connect(self._show_ready)
        self.saving.save_asked.connect(self.save)
        self.saving.protect_asked.connect(self._ask_password)
        self.report.mend_asked.connect(self._mend)
        keys = [Key("Ctrl+P", "", self.start), Key("Ctrl+S", "", self.save), Key("G", "", self._next_choice)]
        bind(self, keys)

    def _build_side(self) -> QWidget:
        self._side = SideColumn()
        self._side.set_width(304)
        column = self._side.column
        column.addWidget(Text(_("Was gedruckt wird"), "card"))
        options: list[tuple[str, object]] = [(_("Nur Geändertes"), True), (_("Ganze Mappen"), False)]
        self.what = Segmented(_("Was gedruckt wird"), options, True)
        column.addWidget(self.what)
        column.addWidget(
            Text(
                _("Wer noch keine Mappe hat, bekommt die ganze. Sprache und Großdruck sind die der Person."),
                "secondary",
                wrap=True,
            )
        )
        column.addWidget(rule())
        self.printing = PrinterChoice()
        column.addWidget(self.printing)
        column.addStretch(1)
        self.saving = Saving(_("In einen Ordner sichern …"))
        self._side.add_foot(self.saving)
        return self._side

    # Who

    def _came(self, people: list[Candidate]) -> None:
        self.people.show_people(people)
        self.people.view.setFocus()
        ids = [person.id for person in people if person.state == UNKNOWN]
        if ids:
            self._looked = 0
            self._show_looking(len(ids))
            self._task = self._tasks.run(
                compare,
                self._desk,
                ids,
                done=self._compared,
                progress=partial(self._one_compared, len(ids)),
                cancelled=self._compared,
                failed=self._compared,
                owner=self,
            )

    def _one_compared(self, of: int, newcomer_id: str, state: str) -> None:
        self.people.show_state(newcomer_id, state)
        self._looked += 1
        if self._job is None:
            self._show_looking(of)

    def _show_looking(self, of: int) -> None:
        words = _("Was hat sich geändert? {n} von {all} Mappen verglichen").format(n=self._looked, all=of)
        self.note.show_step(words, self._looked, of)

    def _compared(self, _nothing: object = None) -> None:
        if self._job is None:
            self._task = None
            self.note.rest()

    def _no_printers(self, _error: LaufmappeError) -> None:
        self.printing.show_printers([])

    def _next_choice(self) -> None:
        if self._job is None:
            self.people.choose_next()

    def _show_ready(self) -> None:
        if self._job is not None:
            return
        count = len(self.people.chosen())
        assert self.primary is not None
        words = n_("{n} Mappe drucken", "{n} Mappen drucken", count).format(n=count)
        self.primary.show_text(words if count else _("Niemand gewählt"))
        self.primary.setEnabled(count > 0 and self.printing.chosen_printer() is not None)
        self.saving.show_ready(count > 0)

    # Printing and saving

    def start(self) -> None:
        """Prints the folders of those who are ticked."""
        order = self.printing.order()
        if self.primary is not None and self.primary.isEnabled() and self.primary.isVisible() and order is not None:
            self._begin(_("Wird gedruckt …"), lambda job: partial(job.print_out, order))

    def _ask_password(self) -> None:
        ProtectDialog(self, self.save).appear()

    def save(self, password: str = "") -> None:
        """Asks for a folder, then writes a file each; with a `password` for those who have it only."""
        if not self.saving.save.isEnabled() or self._job is not None:
            return
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        chooser = QFileDialog(self, _("Ordner für die Mappen"), documents)
        chooser.setFileMode(QFileDialog.FileMode.Directory)
        chooser.setOption(QFileDialog.Option.ShowDirsOnly)
        chooser.fileSelected.connect(partial(self.save_to, password=password))
        chooser.finished.connect(chooser.deleteLater)
        chooser.open()

    def save_to(self, directory: str, password: str = "") -> None:
        """Writes a file each into a folder."""
        self._begin(_("Wird gesichert …"), lambda job: partial(job.save, Path(directory), password))

    def _begin(self, words: str, work: Callable[[CrowdJob], Callable[..., None]]) -> None:
        if self._job is not None or not self.people.chosen():
            return
        if self._task is not None:
            self._task.cancel()
        self._job = CrowdJob(self._desk, self.people.chosen(), Wish(only_changed=bool(self.what.value())))
        assert self.primary is not None
        self.primary.set_busy(words)
        self.people.lock(True)
        self._side.choices.setEnabled(False)
        self.saving.show_ready(False)
        self._stepped(0, len(self._job.people))
        self._task = self._tasks.run(
            work(self._job),
            done=self._ended,
            progress=self._stepped,
            cancelled=partial(self._ended, stopped=True),
            failed=self._failed,
            owner=self,
        )

    def _stepped(self, done: int, of: int) -> None:
        self.note.show_step(_("Mappe {n} von {all}").format(n=min(done + 1, of), all=of), done, of)

    def _failed(self, error: LaufmappeError) -> None:
        self._ended(fault=str(error))

    def _ended(self, _nothing: object = None, *, stopped: bool = False, fault: str = "") -> None:
        """The closing report: it stays until it is closed."""
        job = self._job
        if job is None:
            return
        self._task = None
        said = self.report.show_job(job, stopped, fault)
        self._stack.setCurrentWidget(self.report)
        for part in (self._side, self._line, self.note):
            part.hide()
        assert self.primary is not None
        self.primary.set_busy()
        self.show_end()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))
        if job.done:
            self._frame.announce(None)

    def _mend(self, newcomer_id: str) -> None:
        frame = self._frame
        self.accept()
        frame.go("intake", newcomer_id)

    def may_close(self) -> bool:
        """While it prints, Esc stops it after the folder under way; the dialog stays, with the report."""
        if self._job is None or self._task is None:
            return True
        self._task.cancel()
        self.note.show_step(_("Wird abgebrochen …"), 0, 0)
        return False

    @guarded()
    def done(self, result: int) -> None:
        if self._task is not None:
            self._task.cancel()
        self._job = self._task = None
        self.people.forget()
        self.report.forget()
        super().done(result)
