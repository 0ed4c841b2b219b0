# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The window before the vault is open. It comes first and fast; everything else is loaded behind it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from laufmappe.i18n import _
from laufmappe.ui.faults import guarded
from laufmappe.ui.key_help import show_unlock_help
from laufmappe.ui.tasks import Tasks
from laufmappe.ui.unlock.create_page import Create, CreatePage
from laufmappe.ui.unlock.last_backup import LastBackup
from laufmappe.ui.unlock.plate import PlatePage, choose_folder
from laufmappe.ui.unlock.recovery_page import RecoveryPage
from laufmappe.ui.unlock.sheet_output import SheetOutput
from laufmappe.ui.unlock.unlock_page import Tries, Unlock, UnlockPage
from laufmappe.ui.unlock.welcome_page import WelcomePage


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
        self.setMinimumSize(640, 420)
        self._tasks = tasks
        self._doors = doors
        self._vault = vault
        self._new_folder = new_folder
        self.unclaimed: object = None
        """The desk of a vault just made, while its recovery key is shown."""
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

    def _front(self, page: PlatePage) -> None:
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
        page.help_asked.connect(lambda: show_unlock_help(self))
        self._front(page)

    def _unlock(self, folder: Path, notice: str = "") -> None:
        self._vault = folder
        page = UnlockPage(self._tasks, self._doors.unlock, self._doors.tries)
        page.show_vault(folder, notice)
        self._tasks.run(self._doors.last_backup, folder, done=page.show_last_backup, failed=page.no_last_backup)
        page.opened.connect(lambda desk: self.opened.emit(desk, folder))
        page.other_asked.connect(self._other)
        page.new_asked.connect(self._create)
        page.help_asked.connect(lambda: show_unlock_help(self))
        self._front(page)

    def _create(self) -> None:
        doors = self._doors
        page = CreatePage(
            self._tasks, doors.create, doors.suggest_passphrase, doors.weakness, self._new_folder, doors.choose_folder
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
        self.opened.emit(desk, folder)

    @guarded()
    def closeEvent(self, event: QCloseEvent) -> None:
        self.closed.emit()
        event.accept()
