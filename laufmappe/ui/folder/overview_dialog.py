# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""„Erstüberblick drucken“: for anybody with a status and a language, without a case; it names nobody."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from laufmappe.casework.cldr import language_name
from laufmappe.casework.desk import Desk
from laufmappe.casework.services.register import list_services
from laufmappe.casework.settings.centre import centre
from laufmappe.casework.words import statuses
from laufmappe.errors import LaufmappeError
from laufmappe.folder.make import make_overview
from laufmappe.folder.words import GERMAN, folder_languages
from laufmappe.i18n import _, language
from laufmappe.ui.faults import guarded
from laufmappe.ui.folder.pages import sheet_starts
from laufmappe.ui.folder.plan import Made
from laufmappe.ui.folder.preview import Preview
from laufmappe.ui.folder.printer_choice import PrinterChoice
from laufmappe.ui.folder.printing import Printer, PrintOrder, installed_printers, send
from laufmappe.ui.folder.progress import FootNote
from laufmappe.ui.folder.saving import Saving
from laufmappe.ui.folder.side_column import SideColumn
from laufmappe.ui.tasks import Task, Tasks
from laufmappe.ui.widgets import CheckBox, ComboBox, Dialog, Frame, Key, LabeledField, Notice, rule, upright
from laufmappe.ui.widgets.keys import bind
from laufmappe.vault.files import atomic_write

OVERVIEW = "overview"
UNCLEAR = "unclear"


class OverviewDialog(Dialog):
    """The sheet in sight, and where it goes. `printers` asks what printers there are, in the worker."""

    chapter = "mappe-drucken"

    def __init__(
        self,
        over: QWidget,
        desk: Desk,
        tasks: Tasks,
        frame: Frame,
        *,
        printers: Callable[[], list[Printer]] = installed_printers,
    ) -> None:
        super().__init__(over, _("Erstüberblick drucken"), icon="signpost", wide=True)
        self._desk, self._tasks, self._frame = desk, tasks, frame
        self._made: Made | None = None
        self._task: Task | None = None
        self.subtitle.show_text(_("Wohin zuerst, und was gut zu wissen ist. Das Blatt nennt niemanden."))
        self.subtitle.show()
        self._build()
        tasks.run(printers, done=self.printing.show_printers, failed=self._no_printers)
        self._make()

    def _build(self) -> None:
        self.preview = Preview(self._tasks)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.preview, 1)
        row.addWidget(upright())
        row.addWidget(self._build_side())
        self.body.addLayout(row, 1)
        self.note = FootNote()
        self.foot.insertWidget(0, self.note, 1)
        self.foot.setStretch(1, 0)
        self.set_buttons(_("Drucken"), self.start, icon="printer", key="Ctrl+P")
        bind(
            self,
            [
                Key("Ctrl+P", "", self.start),
                Key("Ctrl+S", "", self.save),
                Key("PgUp", "", partial(self.preview.turn, -1)),
                Key("PgDown", "", partial(self.preview.turn, 1)),
                Key("Ctrl++ Ctrl+=", "", partial(self.preview.zoom_by, 1)),
                Key("Ctrl+-", "", partial(self.preview.zoom_by, -1)),
                Key("Ctrl+0", "", self.preview.toggle_fit),
            ],
        )

    def _build_side(self) -> QWidget:
        self._side = SideColumn()
        self._side.set_width(304)
        column = self._side.column
        named = [(_(label), key) for key, label in statuses().items()]
        self.status = ComboBox(
            _("Aufenthaltsstatus"), [*[x for x in named if x[1] == UNCLEAR], *[x for x in named if x[1] != UNCLEAR]]
        )
        self.status.choose(UNCLEAR)
        column.addWidget(LabeledField(_("Aufenthaltsstatus"), self.status))
        self.language = ComboBox(_("Sprache neben Deutsch"), _languages())
        self.language.choose(GERMAN)
        column.addWidget(LabeledField(_("Sprache neben Deutsch"), self.language))
        self.large_print = CheckBox(_("Großdruck"))
        column.addWidget(self.large_print)
        column.addWidget(rule())
        self.printing = PrinterChoice()
        column.addWidget(self.printing)
        column.addStretch(1)
        self.saving = Saving(_("Als PDF sichern …"), personal=False)
        self._side.add_foot(self.saving)
        self.status.currentIndexChanged.connect(self._make)
        self.language.currentIndexChanged.connect(self._make)
        self.large_print.toggled.connect(self._make)
        self.printing.grey_changed.connect(self._show_grey)
        self.printing.printers_changed.connect(self._show_ready)
        self.saving.save_asked.connect(self.save)
        return self._side

    @guarded()
    def appear(self, focus: QWidget | None = None) -> None:
        super().appear(focus or self.status)

    # The sheet

    def _make(self, *_changed: object) -> None:
        self._made = None
        self._forget_fault()
        self._show_ready()
        self.note.show_step(_("Seiten werden gesetzt …"), 0, 0)
        asked = (str(self.status.value()), str(self.language.value()), self.large_print.isChecked())
        self._run(_made, self._desk, *asked, done=self._came)

    def _came(self, made: Made) -> None:
        self._task = None
        self._made = made
        self.preview.show_made(made, {OVERVIEW: (_("Erstüberblick"), "")})
        self.note.rest()
        self._show_ready()

    def _no_printers(self, _error: LaufmappeError) -> None:
        self.printing.show_printers([])

    def _show_grey(self) -> None:
        order = self.printing.order()
        self.preview.show_grey(order is not None and order.grey)

    def _show_ready(self) -> None:
        ready = self._made is not None and self._task is None
        if self.primary is not None:
            self.primary.setEnabled(ready and self.printing.chosen_printer() is not None)
        self.saving.show_ready(ready)

    # Printing and saving

    def start(self) -> None:
        """Prints it."""
        order = self.printing.order()
        if order is None or self._made is None or self.primary is None or not self.primary.isEnabled():
            return
        self._busy(_("Wird gedruckt …"))
        self._run(_send, self._made.pdf, order, done=self._printed, progress=self._stepped, cancelled=self._stopped)

    def save(self) -> None:
        """Asks where to, and writes it there."""
        if not self.saving.save.isEnabled():
            return
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        chooser = QFileDialog(self, _("Als PDF sichern"), documents, _("PDF-Dateien (*.pdf)"))
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.setDefaultSuffix("pdf")
        chooser.selectFile("Erstueberblick.pdf")
        chooser.fileSelected.connect(self.save_to)
        chooser.finished.connect(chooser.deleteLater)
        chooser.open()

    def save_to(self, path: str) -> None:
        """Writes it into a file."""
        if self._made is not None and self._task is None:
            self._busy(_("Wird gesichert …"))
            self._run(atomic_write, Path(path), self._made.pdf, done=self._saved)

    def _busy(self, words: str) -> None:
        self._forget_fault()
        assert self.primary is not None
        self.primary.set_busy(words)
        self._side.choices.setEnabled(False)
        self.saving.show_ready(False)
        self.note.show_step(words, 0, 0)

    def _stepped(self, done: int, of: int) -> None:
        self.note.show_step(_("Geht zum Drucker"), done, of)

    def _printed(self, _nothing: object) -> None:
        self._task = None
        self.accept()
        self._frame.tell(_("Der Erstüberblick ist beim Drucker."))

    def _saved(self, _nothing: object) -> None:
        self._task = None
        self.accept()
        self._frame.tell(_("Der Erstüberblick ist als PDF gesichert."))

    def _stopped(self) -> None:
        self._rest()
        self._show_fault(_("Abgebrochen. Es ist nichts gedruckt."), "info")

    def _failed(self, error: LaufmappeError) -> None:
        if self._made is None:
            self.preview.show_made(None, {})
        self._rest()
        self._show_fault(str(error), "danger")

    def _rest(self) -> None:
        self._task = None
        assert self.primary is not None
        self.primary.set_busy()
        self._side.choices.setEnabled(True)
        self.note.rest()
        self._show_ready()

    def _show_fault(self, sentence: str, kind: str) -> None:
        self._forget_fault()
        self.preview.notices.addWidget(Notice(sentence, kind=kind))
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))

    def _forget_fault(self) -> None:
        while (item := self.preview.notices.takeAt(0)) is not None:
            if (notice := item.widget()) is not None:
                notice.hide()
                notice.deleteLater()

    def _run(
        self,
        function: Callable[..., object],
        *args: object,
        done: Callable[..., object],
        **callbacks: Callable[..., object],
    ) -> None:
        """One thing at a time: what was asked before is no longer wanted."""
        if self._task is not None:
            self._task.cancel()
        self._task = self._tasks.run(function, *args, done=done, failed=self._failed, owner=self, **callbacks)

    def may_close(self) -> bool:
        """While it prints, Esc stops the printing; the dialog stays."""
        if self._side.choices.isEnabled() or self._task is None:
            return True
        self._task.cancel()
        return False

    @guarded()
    def done(self, result: int) -> None:
        if self._task is not None:
            self._task.cancel()
        self._made = self._task = None
        self.preview.forget()
        super().done(result)


def _languages() -> list[tuple[str, object]]:
    """German alone first, then every language with whether it was reviewed."""
    found: list[tuple[str, object]] = [(_("keine, nur Deutsch"), GERMAN)]
    for info in folder_languages():
        if info.code != GERMAN:
            name = language_name(info.code, language())
            reviewed = info.review_state == "reviewed"
            found.append((name if reviewed else _("{language} (ungeprüft)").format(language=name), info.code))
    return found


def _made(desk: Desk, status: str, code: str, large_print: bool) -> Made:
    services = list_services(desk, active_only=True)
    pdf = make_overview(status, code, centre(desk), services, desk.today(), large_print=large_print)
    starts, pages = sheet_starts(pdf)
    return Made(pdf, (OVERVIEW,), starts, pages)


def _send(pdf: bytes, order: PrintOrder, *, progress: Callable[[int, int], None]) -> None:
    progress(0, 0)
    send(pdf, order, progress)
