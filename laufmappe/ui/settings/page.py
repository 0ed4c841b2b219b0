# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Einstellungen: what stands on the sheets, how the window looks, and the way into the vault."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QWidget

from laufmappe.casework.desk import Desk
from laufmappe.casework.settings.document import Value
from laufmappe.i18n import _
from laufmappe.ui.handover.keys_card import KeysCard
from laufmappe.ui.look import Look
from laufmappe.ui.settings.access_card import AccessCard
from laufmappe.ui.settings.appearance_card import AppearanceCard
from laufmappe.ui.settings.backup_card import BackupCard
from laufmappe.ui.settings.centre_card import CentreCard
from laufmappe.ui.settings.lock_card import LockCard
from laufmappe.ui.settings.occupations_card import OccupationsCard
from laufmappe.ui.settings.passphrase_dialog import PassphraseDialog
from laufmappe.ui.settings.printer_card import PrinterCard
from laufmappe.ui.settings.retention_card import RetentionCard
from laufmappe.ui.settings.transfer_card import TransferCard
from laufmappe.ui.tasks import Tasks
from laufmappe.ui.unlock.last_vault import Remembered
from laufmappe.ui.widgets import Button, Card, Columns, Frame, Key, Line, Notice, Page, PageHead, Text
from laufmappe.ui.widgets.page import first_control

_SHOWN_FAULTS = 5


class SettingsPage(Page):
    """In two groups: what belongs to the vault is the same for everyone who opens it; the rest belongs to this computer.

    `language_chosen(code)`: the window is to be built anew in this language. `idle_chosen(minutes)`: lock after these.
    `text_size_chosen(percent)`: everything is to be as large.
    """

    chapter = "einstellungen"

    language_chosen = Signal(str)
    idle_chosen = Signal(int)
    text_size_chosen = Signal(int)

    def __init__(self, desk: Desk, tasks: Tasks, frame: Frame, look: Look, remembered: Remembered) -> None:
        super().__init__(_("Einstellungen"))
        self._desk = desk
        self._tasks = tasks
        self._frame = frame
        locked = remembered.preset.locked
        head = PageHead(_("Einstellungen"), _("für diesen Tresor und diesen Rechner"))
        self.jump = Button(_("Auf diesem Rechner"), kind="link", icon="monitor")
        self.jump.setAccessibleName(_("Zu den Einstellungen dieses Rechners"))
        self.jump.clicked.connect(self._show_computer)
        head.add(self.jump)
        self.body.addWidget(head)
        if remembered.preset.faults:
            self.body.addWidget(Notice("\n".join(remembered.preset.faults[:_SHOWN_FAULTS]), kind="warn"))
        self.centre = CentreCard(desk, tasks, frame, locked)
        self.access = AccessCard(desk, tasks, frame)
        self.keys_card = KeysCard(desk, tasks, frame)
        self.backups = BackupCard(desk, tasks, frame, locked)
        self.backups.places_shown.connect(remembered.keep_backups)
        self.lock = LockCard(desk, tasks, frame, locked)
        self.lock.idle_chosen.connect(self.idle_chosen)
        self.retention = RetentionCard(desk, tasks, frame, locked)
        self.occupations = OccupationsCard(desk, tasks, frame)
        self.appearance = AppearanceCard(look, remembered)
        self.appearance.language_chosen.connect(self.language_chosen)
        self.appearance.text_size_chosen.connect(self.text_size_chosen)
        self.printer = PrinterCard(tasks, frame, remembered)
        self.transfer = TransferCard(desk, tasks, frame, remembered)
        self.transfer.taken.connect(self._taken)
        vault_cards = (self.centre, self._build_vault(), self.access, self.backups, self.keys_card)
        self._put_group(
            _("In diesem Tresor"),
            _("für alle, die ihn öffnen"),
            vault_cards,
            (self.lock, self.retention, self.occupations, self.transfer),
        )
        self._put_group(_("Auf diesem Rechner"), _("nur für Ihr Konto"), (self.appearance,), (self.printer,))
        self.body.addStretch(1)
        self.set_keys([Key("Ctrl+Return", _("speichern"), self.centre.save), Key("Tab", _("nächstes Feld"))])
        self.centre.refresh()

    def _put_group(self, title: str, whom: str, main: Sequence[QWidget], side: Sequence[QWidget]) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(2, 6, 0, 0)
        head.setSpacing(10)
        head.addWidget(Text(title, "object"))
        head.addWidget(Text(whom, "secondary"))
        head.addStretch(1)
        self.body.addLayout(head)
        columns = Columns(side_width=380)
        for cards, column in ((main, columns.main), (side, columns.side)):
            for card in cards:
                column.addWidget(card)
        self.body.addWidget(columns)

    def _build_vault(self) -> QWidget:
        card = Card(_("Tresor"), icon="database")
        folder = str(self._desk.vault.folder)
        line = Line(folder, _("In diesem Ordner liegt alles, verschlüsselt."), icon="folder")
        line.title.setToolTip(folder)
        copy = Button(_("Pfad kopieren"), kind="link", icon="copy")
        copy.clicked.connect(self._copy_path)
        line.add(copy)
        card.body.addWidget(line)
        own = Line(_("Ihre Passphrase"), _("Nur wer sie kennt, öffnet den Tresor."), icon="key-round")
        self.passphrase_button = Button(_("Passphrase ändern …"))
        self.passphrase_button.clicked.connect(self.change_passphrase)
        own.add(self.passphrase_button)
        card.body.addWidget(own)
        return card

    def _show_computer(self) -> None:
        """The page is long: the settings of the computer stand at its end."""
        around = self.appearance.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        if around is not None:
            around.verticalScrollBar().setValue(around.verticalScrollBar().maximum())
        control = first_control(self.appearance)
        if control is not None:
            control.setFocus(Qt.FocusReason.TabFocusReason)

    def first_focus(self) -> QWidget | None:
        return self.centre.fields["name"].field

    def activate(self) -> None:
        self._refresh()
        super().activate()

    def changed(self, change: object) -> None:
        self._refresh()

    def _refresh(self) -> None:
        for card in (self.centre, self.access, self.keys_card, self.backups, self.lock, self.retention):
            card.refresh()
        for other in (self.occupations, self.appearance, self.printer):
            other.refresh()

    def may_leave(self) -> bool:
        """Leaving keeps what was typed."""
        self.centre.save()
        return True

    def change_passphrase(self) -> None:
        """Asks for the present and the new passphrase."""
        dialog = PassphraseDialog(self, self._desk, self._tasks, self._frame)
        dialog.appear()

    def _copy_path(self) -> None:
        QGuiApplication.clipboard().setText(str(self._desk.vault.folder))
        self._frame.tell(_("Der Pfad ist in der Zwischenablage."))

    def _taken(self, values: Mapping[str, Value]) -> None:
        self._refresh()
        if "idle_minutes" in values:
            self.idle_chosen.emit(int(values["idle_minutes"]))
        self.appearance.take(values)
