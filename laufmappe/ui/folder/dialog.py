# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The dialog that prints the folder: sheets, their pages, and where they go."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from laufmappe.casework.chains.translations import ByHand, set_translations
from laufmappe.casework.desk import Desk
from laufmappe.casework.views import Changed
from laufmappe.errors import FolderError, LaufmappeError
from laufmappe.folder.contents import withheld_slips
from laufmappe.folder.own_texts import own_texts
from laufmappe.folder.preflight import left_out
from laufmappe.i18n import _, n_
from laufmappe.ui.faults import guarded
from laufmappe.ui.folder.doubts_dialog import DoubtsDialog
from laufmappe.ui.folder.job import MAKING, Job
from laufmappe.ui.folder.lost_dialog import LostDialog
from laufmappe.ui.folder.output import OutputPanel
from laufmappe.ui.folder.own_texts_dialog import OwnTextsDialog
from laufmappe.ui.folder.plan import SLIP, Made, Plan, doubts_of, make, read_plan, with_slip
from laufmappe.ui.folder.preview import Preview
from laufmappe.ui.folder.printing import Printer, installed_printers
from laufmappe.ui.folder.progress import FootNote
from laufmappe.ui.folder.protect_dialog import ProtectDialog
from laufmappe.ui.folder.sheet_list import CHANGED, SheetList
from laufmappe.ui.tasks import Task, Tasks
from laufmappe.ui.widgets import Button, ChipSpec, Dialog, Frame, Key, Notice, upright
from laufmappe.ui.widgets.keys import bind

SUGGESTED_FILE = "Laufmappe.pdf"
_ROOMY, _TIGHT = 1240, 1100


class FolderDialog(Dialog):
    """„Mappe drucken“ for one person. Everything is held in memory and let go of on closing.

    `printers` asks what printers there are (in the worker).
    """

    chapter = "mappe-drucken"

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        tasks: Tasks,
        frame: Frame,
        newcomer_id: str,
        *,
        printers: Callable[[], list[Printer]] = installed_printers,
    ) -> None:
        super().__init__(parent, _("Mappe drucken"), icon="printer", wide=True)
        self.subtitle.show()  # keeps its room until the name is known
        self._desk = desk
        self._tasks = tasks
        self._frame = frame
        self._newcomer_id = newcomer_id
        self._ask_printers: Callable[[], list[Printer]] | None = printers
        self._plan: Plan | None = None
        self._made: Made | None = None
        self._shown: Made | None = None  # with the slip before the sheets
        self._slip_task: Task | None = None
        self._large_print: bool | None = None
        self._job: Job | None = None
        self._task: Task | None = None
        self._extra: set[str] = set()
        self._build()
        self._read(None)

    def _build(self) -> None:
        self.sheets = SheetList()
        self.preview = Preview(self._tasks)
        self.output = OutputPanel()
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.sheets)
        row.addWidget(upright())
        row.addWidget(self.preview, 1)
        row.addWidget(upright())
        row.addWidget(self.output)
        self.body.addLayout(row, 1)
        self.note = FootNote()
        self.foot.insertWidget(0, self.note, 1)
        self.foot.setStretch(1, 0)
        self.set_buttons(_("Drucken"), self.start, icon="printer", key="Ctrl+P")
        self.sheets.chosen.connect(self._sheet_chosen)
        self.sheets.ticked.connect(self._show_ready)
        self.sheets.ticked.connect(self._show_choice)
        self.sheets.slip_asked.connect(partial(self.preview.show_page, 0))
        self.sheets.turned.connect(self.preview.turn)
        self.preview.turned.connect(self._page_turned)
        self.output.language_chosen.connect(self._read)
        self.output.printing.grey_changed.connect(self._show_grey)
        self.output.printing.printers_changed.connect(self._show_ready)
        self.output.large_print_chosen.connect(self._choose_print)
        self.output.doubts_asked.connect(self._show_doubts)
        self.output.own_texts_asked.connect(self._show_own_texts)
        self.output.saving.save_asked.connect(self.save)
        self.output.saving.protect_asked.connect(self._ask_password)
        self.sheets.lost_asked.connect(self._ask_whether_lost)
        self.sheets.extra_asked.connect(self._ask_for)
        bind(
            self,
            [
                Key("Ctrl+P", "", self.start),
                Key("Ctrl+S", "", self.save),
                Key("G", "", self._next_choice),
                Key("PgUp", "", partial(self.preview.turn, -1)),
                Key("PgDown", "", partial(self.preview.turn, 1)),
                Key("Ctrl++ Ctrl+=", "", partial(self.preview.zoom_by, 1)),
                Key("Ctrl+-", "", partial(self.preview.zoom_by, -1)),
                Key("Ctrl+0", "", self.preview.toggle_fit),
            ],
        )
        self._show_ready()

    @guarded()
    def appear(self, focus: QWidget | None = None) -> None:
        super().appear(focus or self.sheets.view)

    @guarded()
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = self.width()
        sheets, output = (406, 304) if width >= _ROOMY else (350, 272) if width >= _TIGHT else (350, 252)
        self.sheets.setFixedWidth(sheets)
        self.output.set_width(output)

    # Looking

    def _read(self, language: str | None) -> None:
        self._forget_fault()
        self._plan = self._made = None
        self._show_ready()
        self.note.show_step(_("Blätter werden zusammengestellt …"), 0, 0)
        asked = (self._newcomer_id, language, tuple(self._extra), self._large_print)
        self._run(read_plan, self._desk, *asked, done=self._planned)

    def _choose_print(self, large: bool) -> None:
        """Large print, or the usual one again."""
        self._large_print = large
        if self._plan is not None:
            self._read(self._plan.language)

    def _ask_for(self, key: str, wanted: bool) -> None:
        """A sheet on demand comes into the folder, or leaves it again."""
        (self._extra.add if wanted else self._extra.discard)(key)
        if self._plan is not None:
            self._read(self._plan.language)

    def _planned(self, plan: Plan) -> None:
        self._plan = plan
        last = f"{plan.last_print:%d.%m.%Y}" if plan.last_print else ""
        held = _("letzter Druck {date}").format(date=last) if last else _("noch nie gedruckt")
        self.subtitle.show_text(f"{plan.name} · {held}")
        self.output.show_plan(plan)
        self.sheets.show_plan(plan)
        self._run(make, plan, None, done=self._came, progress=self._made_some)
        if self._ask_printers is not None:
            self._tasks.run(self._ask_printers, done=self.output.printing.show_printers, failed=self._no_printers)
            self._ask_printers = None

    def _made_some(self, done: int, of: int) -> None:
        self.note.show_step(_("Seiten werden gesetzt …"), done, of)

    def _came(self, made: Made) -> None:
        self._task = None
        self._made = made
        self.note.rest()
        assert self._plan is not None
        self._show_pages(made)
        self._show_choice()
        if without := [
            *left_out(self._plan.folder.case),
            *withheld_slips(self._plan.folder.case, self._plan.folder.today),
        ]:
            self._show_fault(" ".join(without), "info")
        self._show_ready()

    def _show_pages(self, made: Made) -> None:
        """Shows these pages, at the sheet that is looked at."""
        assert self._plan is not None
        looked_at = self._shown.sheet_at(self.preview.page) if self._shown else str(self.sheets.view.current_key())
        titles = {line.key: (_("Blatt {number}").format(number=line.number), line.title) for line in self._plan.lines}
        titles[SLIP] = (_("Merkzettel"), "")
        page = made.first_page(looked_at)
        if page is None:
            page = made.first_page(str(self.sheets.view.current_key()))
        self._shown = made
        self.preview.show_made(made, titles, page or 0)

    def _show_choice(self) -> None:
        """What depends on the ticks beside the buttons: the slip before the pages, the sentences to be reviewed."""
        if self._slip_task is not None:
            self._slip_task.cancel()
        plan, made = self._plan, self._made
        if plan is None or made is None:
            return
        keys = self.sheets.ticks()
        self.output.show_doubts(len(doubts_of(plan, made, keys)), plan.folder.words.reviewed)
        texts = own_texts(plan.folder.case, plan.folder.words)
        self.output.show_own_texts(len(texts), sum(not plan.folder.words.own(text) for text in texts))
        if self.sheets.wants_slip():
            self._slip_task = self._tasks.run(with_slip, plan, made, keys, done=self._slip_came, owner=self)
        elif self._shown is not made:
            self._show_pages(made)

    def _slip_came(self, made: Made) -> None:
        if self._made is not None and made.said is self._made.said:
            self._show_pages(made)

    def _show_doubts(self) -> None:
        if self._plan is not None and self._made is not None:
            found = doubts_of(self._plan, self._made, self.sheets.ticks())
            DoubtsDialog(self, self._tasks, found, self._plan.language).appear()

    def _show_own_texts(self) -> None:
        if self._plan is not None:
            folder, language = self._plan.folder, self._plan.language
            known = {each.source: each.translation for each in folder.case.translations if each.language == language}
            dialog = OwnTextsDialog(self, language, own_texts(folder.case, folder.words), known)
            dialog.given.connect(self._translated)
            dialog.appear()

    def _translated(self, texts: ByHand) -> None:
        self._tasks.run(
            set_translations, self._desk, self._newcomer_id, texts, done=self._read_anew, failed=self._failed
        )

    def _read_anew(self, changed: Changed) -> None:
        self._frame.announce(changed)
        self._read(self._plan.language if self._plan else None)

    def _no_printers(self, _error: LaufmappeError) -> None:
        self.output.printing.show_printers([])

    def _sheet_chosen(self, key: object) -> None:
        page = self._shown.first_page(str(key)) if self._shown else None
        if page is not None:
            self.preview.show_page(page)

    def _page_turned(self, page: int) -> None:
        if self._shown is not None:
            self.sheets.look_at(self._shown.sheet_at(page))

    def _next_choice(self) -> None:
        if self._job is None:
            self.sheets.choose_next()

    def _show_grey(self) -> None:
        order = self.output.printing.order()
        self.preview.show_grey(order is not None and order.grey)

    def _show_ready(self) -> None:
        """Words and state of the buttons, by what is ticked and where it can go."""
        count = len(self.sheets.ticks())
        slip = self.sheets.wants_slip()
        ready = self._plan is not None and self._made is not None and self._task is None and (count > 0 or slip)
        assert self.primary is not None
        if self._job is None:
            words = n_("{n} Blatt drucken", "{n} Blätter drucken", count).format(n=count)
            none = _("Kein Blatt gewählt") if self._plan else _("Drucken")
            none = _("Merkzettel drucken") if slip else none
            self.primary.show_text(words if count else none)
            self.primary.setEnabled(ready and self.output.printing.chosen_printer() is not None)
            self.output.saving.show_ready(ready)

    # Printing and saving

    def start(self) -> None:
        """Prints the ticked sheets."""
        order = self.output.printing.order()
        if self.primary is not None and self.primary.isEnabled() and order is not None:
            self._begin(
                _("Wird gedruckt …"),
                ChipSpec(_("druckt"), "accent", "printer"),
                lambda job: partial(job.print_out, order),
            )

    def _ask_password(self) -> None:
        if self.output.saving.protect.isEnabled():
            ProtectDialog(self, self.save).appear()

    def save(self, password: str = "") -> None:
        """Asks where to, then writes the ticked sheets there; with a `password` for those who have it only."""
        if not self.output.saving.save.isEnabled():
            return
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        chooser = QFileDialog(self, _("Als PDF sichern"), documents, _("PDF-Dateien (*.pdf)"))
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.setDefaultSuffix("pdf")
        chooser.selectFile(SUGGESTED_FILE)
        chooser.fileSelected.connect(partial(self._save_to, password=password))
        chooser.finished.connect(chooser.deleteLater)
        chooser.open()

    def _save_to(self, path: str, password: str = "") -> None:
        self._begin(
            _("Wird gesichert …"),
            ChipSpec(_("wird gesichert"), "accent", "download"),
            lambda job: partial(job.save, Path(path), password),
        )

    def _begin(self, words: str, state: ChipSpec, work: Callable[[Job], Callable[..., None]]) -> None:
        if self._plan is None or self._job is not None:
            return
        self._forget_fault()
        self._job = Job(self._desk, self._plan, self.sheets.ticks(), self.sheets.wants_slip())
        assert self.primary is not None
        self.primary.set_busy(words)
        self.sheets.show_under_way(state)
        self.output.show_busy(True)
        self._run(work(self._job), done=self._delivered, progress=self._stepped, cancelled=self._stopped)

    def _stepped(self, step: str, done: int, of: int) -> None:
        assert self._job is not None
        if step == MAKING:
            sheet = _("Blatt {number} von {all} wird gesetzt").format(number=min(done + 1, of), all=of)
            self.note.show_step(sheet, done, of)
            return
        printer = self.output.printing.chosen_printer()
        if printer is None or self._job.saved:
            words = _("Die Datei wird geschrieben …")
        else:
            words = _("Geht an {printer}").format(printer=printer.label)
        self.note.show_step(words, done, of)

    def _delivered(self, _nothing: object) -> None:
        job, self._job = self._job, None
        assert job is not None
        count = len(job.keys)
        self.accept()
        if job.changed is not None:
            self._frame.announce(job.changed)
        if not count:
            self._frame.tell(_("Der Merkzettel ist fertig."))
            return
        if job.saved:
            words = n_("{n} Blatt ist als PDF gesichert.", "{n} Blätter sind als PDF gesichert.", count)
        else:
            words = n_("{n} Blatt ist beim Drucker.", "{n} Blätter sind beim Drucker.", count)
        self._frame.tell(words.format(n=count))

    def _stopped(self) -> None:
        if self._job is not None and self._job.delivered:
            self._delivered(None)
            return
        self._rest()
        self._show_fault(_("Abgebrochen. Es ist nichts gedruckt und nichts vermerkt."), "info")

    def _rest(self) -> None:
        self._job = self._task = None
        assert self.primary is not None
        self.primary.set_busy()
        self.sheets.show_under_way(None)
        self.output.show_busy(False)
        self.note.rest()
        self._show_ready()

    def _ask_whether_lost(self) -> None:
        if self._job is None:
            LostDialog(self, self._desk, self._tasks, self._newcomer_id, self._lost).appear()

    def _lost(self, changed: Changed) -> None:
        self._frame.announce(changed)
        self._frame.tell(_("Die alten Codes sind ungültig. Drucken Sie die neue Mappe."))
        assert self._plan is not None
        self.sheets.choose_which(CHANGED)
        self._read(self._plan.language)

    # Faults, and the end

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

    def _failed(self, error: LaufmappeError) -> None:
        if self._job is not None and self._job.delivered:
            self._frame.announce(None)
        making = self._job is None
        self._rest()
        if making:
            self._made = self._shown = None
            self.preview.show_made(None, {})
        if isinstance(error, FolderError):
            mend = Button(_("Angaben der Person öffnen"), icon="pencil")
            mend.clicked.connect(self._open_intake)
            self._show_fault(str(error), "danger", _("So lässt sich die Mappe nicht drucken"), (mend,))
        else:
            self._show_fault(str(error), "danger")
        self._show_ready()

    def _open_intake(self) -> None:
        frame, person = self._frame, self._newcomer_id
        self.accept()
        frame.go("intake", person)

    def _show_fault(self, sentence: str, kind: str, title: str = "", actions: tuple[Button, ...] = ()) -> None:
        self._forget_fault()
        notice = Notice(sentence, kind=kind, title=title, actions=actions)
        self.preview.notices.addWidget(notice)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))
        if actions:
            actions[0].setFocus()

    def _forget_fault(self) -> None:
        while (item := self.preview.notices.takeAt(0)) is not None:
            if (notice := item.widget()) is not None:
                notice.hide()
                notice.deleteLater()

    def may_close(self) -> bool:
        """While it prints, Esc and „Abbrechen“ stop the printing; the dialog stays."""
        if self._job is None:
            return True
        if self._task is not None:
            self._task.cancel()
            self.note.show_step(_("Wird abgebrochen …"), 0, 0)
        return False

    @guarded()
    def done(self, result: int) -> None:
        if self._task is not None:
            self._task.cancel()
        if self._slip_task is not None:
            self._slip_task.cancel()
        self._plan = self._made = self._shown = self._job = self._task = self._slip_task = None
        self.sheets.forget()
        self.preview.forget()
        super().done(result)
