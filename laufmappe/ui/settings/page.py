# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Einstellungen: what stands on the sheets, how the window looks, and the way into the vault."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from laufmappe.casework.desk import Desk
from laufmappe.i18n import _, language
from laufmappe.ui.handover.keys_card import KeysCard
from laufmappe.ui.look import Look
from laufmappe.ui.settings.access_card import AccessCard
from laufmappe.ui.settings.backup_card import BackupCard
from laufmappe.ui.settings.centre_card import CentreCard
from laufmappe.ui.settings.lock_card import LockCard
from laufmappe.ui.settings.occupations_card import OccupationsCard
from laufmappe.ui.settings.passphrase_dialog import PassphraseDialog
from laufmappe.ui.tasks import Tasks
from laufmappe.ui.unlock.last_vault import Remembered
from laufmappe.ui.widgets import Button, Card, Columns, Frame, Key, LabeledField, Line, Page, PageHead, Segmented


class SettingsPage(Page):
    """`language_chosen(code)`: the window is to be built anew in this language. `idle_chosen(minutes)`: lock after these."""

    language_chosen = Signal(str)
    idle_chosen = Signal(int)

    def __init__(self, desk: Desk, tasks: Tasks, frame: Frame, look: Look, remembered: Remembered) -> None:
        super().__init__(_("Einstellungen"))
        self._desk = desk
        self._tasks = tasks
        self._frame = frame
        self._look = look
        self._remembered = remembered
        self.body.addWidget(PageHead(_("Einstellungen"), _("für diesen Tresor und dieses Fenster")))
        columns = Columns(side_width=380)
        self.body.addWidget(columns)
        self.body.addStretch(1)
        self.centre = CentreCard(desk, tasks, frame)
        columns.main.addWidget(self.centre)
        columns.main.addWidget(self._build_vault())
        self.access = AccessCard(desk, tasks, frame)
        columns.main.addWidget(self.access)
        self.keys_card = KeysCard(desk, tasks, frame)
        columns.main.addWidget(self.keys_card)
        self.backups = BackupCard(desk, tasks, frame)
        columns.main.addWidget(self.backups)
        self.backups.places_shown.connect(remembered.keep_backups)
        self.lock = LockCard(desk, tasks, frame)
        self.lock.idle_chosen.connect(self.idle_chosen)
        columns.side.addWidget(self._build_appearance())
        columns.side.addWidget(self.lock)
        self.occupations = OccupationsCard(desk, tasks, frame)
        columns.side.addWidget(self.occupations)
        self.set_keys([Key("Ctrl+Return", _("speichern"), self.centre.save), Key("Tab", _("nächstes Feld"))])
        self.centre.refresh()

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

    def _build_appearance(self) -> QWidget:
        card = Card(_("Darstellung"), icon="palette")
        themes: list[tuple[str, object]] = [
            (_("wie das System"), "system"),
            (_("hell"), "light"),
            (_("dunkel"), "dark"),
        ]
        self.theme = Segmented(_("Farben"), themes, self._look.theme)
        self.theme.chosen.connect(self._theme_chosen)
        card.body.addWidget(LabeledField(_("Farben"), self.theme))
        tongues: list[tuple[str, object]] = [("Deutsch", "de"), ("English", "en")]
        self.language = Segmented(_("Sprache des Fensters"), tongues, language())
        self.language.chosen.connect(self._language_chosen)
        hint = _("Gilt sofort. Die Sprachen der Mappe richten sich nach der Person.")
        card.body.addWidget(LabeledField(_("Sprache des Fensters"), self.language, hint=hint))
        return card

    def first_focus(self) -> QWidget | None:
        return self.centre.fields["name"].field

    def activate(self) -> None:
        self._refresh()
        super().activate()

    def changed(self, change: object) -> None:
        self._refresh()

    def _refresh(self) -> None:
        for card in (self.centre, self.access, self.keys_card, self.backups, self.lock, self.occupations):
            card.refresh()

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

    def _theme_chosen(self, theme: object) -> None:
        self._look.choose(str(theme))
        self._remembered.keep_theme(str(theme))

    def _language_chosen(self, code: object) -> None:
        if code != language():
            self.language_chosen.emit(str(code))
