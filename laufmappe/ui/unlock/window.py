# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The window before the vault is open. It comes first and fast; everything else is loaded behind it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QCloseEvent
from PySide6.QtWidgets import QStackedLayout, QWidget
from shiboken6 import isValid

from laufmappe.i18n import _
from laufmappe.ui.faults import guarded
from laufmappe.ui.handbook.context import chapter_at
from laufmappe.ui.tasks import Tasks
from laufmappe.ui.unlock.create_page import Create, CreatePage
from laufmappe.ui.unlock.last_backup import LastBackup
from laufmappe.ui.unlock.plate import PlatePage, choose_folder
from laufmappe.ui.unlock.recovery_page import RecoveryPage
from laufmappe.ui.unlock.sample_page import OpenSample, SamplePage
from laufmappe.ui.unlock.sheet_output import SheetOutput
from laufmappe.ui.unlock.unlock_page import Tries, Unlock, UnlockPage
from laufmappe.ui.unlock.welcome_page import WelcomePage
from laufmappe.ui.widgets import Button, Notice


@dataclass(frozen=True)
class Doors:
    """What the pages may do with vaults; the window itself knows no vault."""

    unlock: Unlock
    create: Create
    suggest_passphrase: Callable[[], str]
    weakness: Callable[[str], str | None]
    tries: Tries
    choose_folder: Callable[[QWidget, str, Path | None], Path | None] = choose_folder
    recovery_sheet: Callable[[object, str], bytes] | None = None
    """Makes the PDF with the recovery key of the vault at this desk. Raises LaufmappeError."""
    last_backup: Callable[[Path], LastBackup | None] = lambda _folder: None
    open_sample: OpenSample | None = None
    new_sample_passphrase: str = ""
    sample_passphrase: Callable[[Path], str] = lambda _folder: ""
    """The passphrase of a vault that is a sample, empty for any other."""
    centre_name: str = ""
    """What the administrator has set as the name of the centre; it is offered for a new vault."""


class UnlockWindow(QWidget):
    """Unlock page, or on the first start the welcome; `opened(desk, folder)` when a vault is open."""

    opened = Signal(object, object)
    closed = Signal()

    def __init__(self, tasks: Tasks, doors: Doors, vault: Path | None, new_folder: Path, notice: str = "") -> None:
        """`vault` is the folder to unlock, None on the first start; `new_folder` is proposed for a new vault."""
        super().__init__()
        self.setObjectName("window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle("Laufmappe")
        self.setMinimumSize(560, 320)
        self._tasks = tasks
        self._doors = doors
        self._vault = vault
        self._new_folder = new_folder
        self.unclaimed: object = None
        """The desk of a vault just made, while its recovery key is shown."""
        self.is_new = False
        """Whether the vault that is opened was made just now."""
        self._fault: Notice | None = None
        self._stack = QStackedLayout(self)
        if vault is None:
            self._welcome()
        else:
            self._unlock(vault, notice)

    def page(self) -> PlatePage:
        """The page in front."""
        shown = self._stack.currentWidget()
        assert isinstance(shown, PlatePage)  # nothing else is ever put in
        return shown

    def offer_report(self, sentence: str, show: Callable[[], object], *, kind: str = "warn") -> None:
        """Says that the program had a fault, with the way to its report; the newest takes the place of the one before."""
        if self._fault is not None and isValid(self._fault):
            self._fault.hide()
            self._fault.deleteLater()
        button = Button(_("Bericht ansehen"), kind="link", icon="file-text")
        button.clicked.connect(show)
        self._fault = Notice(sentence, kind=kind, actions=(button,))
        self.page().put_above(self._fault)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))

    def _front(self, page: PlatePage) -> None:
        page.help_asked.connect(self._help)
        before = self._stack.currentWidget()
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        if before is not None:
            self._stack.removeWidget(before)
            before.hide()
            before.deleteLater()
        focus = page.first_focus()
        if focus is not None:
            focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def _welcome(self) -> None:
        page = WelcomePage()
        page.new_asked.connect(self._create)
        page.other_asked.connect(self._other)
        page.sample_asked.connect(self._sample)
        self._front(page)

    def _sample(self) -> None:
        if self._doors.open_sample is None:
            return
        folder = self._new_folder.with_name(f"{self._new_folder.name}-Beispiel")
        passphrase = self._doors.new_sample_passphrase
        page = SamplePage(self._tasks, self._doors.open_sample, passphrase, folder, self._doors.choose_folder)
        page.opened.connect(self._new_is_open)
        page.left.connect(self._back)
        self._front(page)

    def _new_is_open(self, desk: object, folder: Path) -> None:
        self.is_new = True
        self.opened.emit(desk, folder)

    def _unlock(self, folder: Path, notice: str = "") -> None:
        self._vault = folder
        page = UnlockPage(self._tasks, self._doors.unlock, self._doors.tries)
        page.show_vault(folder, notice)
        page.show_sample(self._doors.sample_passphrase(folder))
        self._tasks.run(self._doors.last_backup, folder, done=page.show_last_backup, failed=page.no_last_backup)
        page.opened.connect(lambda desk: self.opened.emit(desk, folder))
        page.other_asked.connect(self._other)
        page.new_asked.connect(self._create)
        self._front(page)

    def _help(self) -> None:
        """F1: the handbook, at what belongs to the page in front."""
        from laufmappe.ui.handbook.window import show_handbook

        show_handbook(self, self._tasks, chapter_at(self, self.page()))

    def _create(self) -> None:
        doors = self._doors
        page = CreatePage(
            self._tasks,
            doors.create,
            doors.suggest_passphrase,
            doors.weakness,
            self._new_folder,
            doors.choose_folder,
            doors.centre_name,
        )
        page.created.connect(self._show_recovery_key)
        page.left.connect(self._back)
        self._front(page)

    def _back(self) -> None:
        if self._vault is None:
            self._welcome()
        else:
            self._unlock(self._vault)

    def _other(self) -> None:
        start = self._vault.parent if self._vault is not None else None
        folder = self._doors.choose_folder(self, _("Ordner des Tresors"), start)
        if folder is not None:
            self._unlock(folder)

    def _show_recovery_key(self, desk: object, recovery_key: str, folder: Path) -> None:
        self.unclaimed = desk
        make = self._doors.recovery_sheet
        sheet = SheetOutput(self._tasks, partial(make, desk, recovery_key)) if make is not None else None
        page = RecoveryPage(recovery_key, sheet=sheet)
        page.noted.connect(lambda: self._claim(folder))
        self._front(page)

    def _claim(self, folder: Path) -> None:
        desk, self.unclaimed = self.unclaimed, None
        self._new_is_open(desk, folder)

    @guarded()
    def closeEvent(self, event: QCloseEvent) -> None:
        self.closed.emit()
        event.accept()
