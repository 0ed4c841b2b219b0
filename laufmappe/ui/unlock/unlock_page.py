# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page that opens a vault."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from laufmappe.errors import LaufmappeError, WrongPassphraseError
from laufmappe.i18n import _
from laufmappe.ui.tasks import Tasks
from laufmappe.ui.unlock.caps_lock import CapsLockWatch
from laufmappe.ui.unlock.last_backup import BackupLine, LastBackup
from laufmappe.ui.unlock.plate import FolderBox, PlatePage
from laufmappe.ui.widgets import Button, Key, LabeledField, Notice, PassphraseField, rule

Unlock = Callable[[Path, str], object]
"""Opens the vault in a folder with a passphrase or recovery key; gives the desk. Raises LaufmappeError."""


class Tries(Protocol):
    """How long to wait after wrong passphrases (`laufmappe.vault.TryDelay`)."""

    def failed(self) -> None:
        """A wrong one was typed."""

    def succeeded(self) -> None:
        """The vault is open."""

    def seconds_left(self) -> float:
        """How long the next try has to wait."""


class UnlockPage(PlatePage):
    """Passphrase or recovery key, and the way to another or a new vault."""

    chapter = "passphrase-vergessen"

    opened = Signal(object)
    """The desk."""
    other_asked = Signal()
    new_asked = Signal()

    def __init__(self, tasks: Tasks, unlock: Unlock, tries: Tries) -> None:
        super().__init__(_("Tresor entsperren"))
        self._tasks = tasks
        self._unlock = unlock
        self._tries = tries
        self._folder = Path()
        self._with_recovery_key = False
        self._box = FolderBox(_("Wechseln …"))
        self._box.link.clicked.connect(self.other_asked)
        self.plate.addWidget(self._box)
        self._notice: Notice | None = None
        self.secret = PassphraseField(_("Passphrase"), tall=True)
        self.field = LabeledField(_("Passphrase"), self.secret)
        self.secret.returnPressed.connect(self._try)
        self.secret.textEdited.connect(self._typed)
        self._caps = CapsLockWatch(self.secret)
        self._caps.changed.connect(self._warn_of_caps)
        self.plate.addWidget(self.field)
        self.button = Button(_("Entsperren"), kind="primary", trailing_icon="arrow-right", tall=True)
        self.button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.button.clicked.connect(self._try)
        self.plate.addWidget(self.button)
        self.turn_button = Button(_("Mit Wiederherstellungsschlüssel öffnen"), icon="key-round")
        self.turn_button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.turn_button.clicked.connect(self._turn)
        self.plate.addWidget(self.turn_button)
        self.plate.addSpacing(4)
        self.plate.addWidget(rule())
        self.backup: BackupLine | None = None
        self.new_button = Button(_("Neuen Tresor anlegen …"), kind="link", icon="plus")
        self.new_button.clicked.connect(self.new_asked)
        self.plate.addWidget(self.new_button)
        self._clock = QTimer(self)
        self._clock.setInterval(250)
        self._clock.timeout.connect(self._count_down)
        self._say_keys()

    def show_vault(self, folder: Path, notice: str = "") -> None:
        """Shows which vault is to be opened; `notice` says why it is locked (after an automatic lock)."""
        self._folder = folder
        self._box.show_folder(folder)
        self._show_notice(notice, "accent")
        self.field.clear_fault()
        self.secret.clear()
        self._wait_if_needed()

    def show_sample(self, passphrase: str) -> None:
        """Tells the passphrase of a vault of invented people; nothing for any other vault."""
        if passphrase:
            words = _("Beispieltresor mit erfundenen Personen. Die Passphrase ist: {passphrase}")
            take = Button(_("Einsetzen"), kind="link")
            take.clicked.connect(lambda: self.secret.setText(passphrase))
            notice = Notice(words.format(passphrase=passphrase), kind="info", actions=(take,))
            self.plate.insertWidget(self.plate.indexOf(self._box) + 1, notice)

    def show_last_backup(self, last: LastBackup | None) -> None:
        """Says when this vault was last backed up; nothing where that is not known."""
        if last is not None and self.backup is None:
            self.backup = BackupLine(last, datetime.now(UTC).astimezone().date())
            self.plate.insertWidget(self.plate.indexOf(self.new_button), self.backup)

    def no_last_backup(self, _error: LaufmappeError) -> None:
        """It can't be read: that is said once the vault is open."""

    def first_focus(self) -> QWidget | None:
        return self.secret

    def _say_keys(self) -> None:
        other = _("Passphrase") if self._with_recovery_key else _("Wiederherstellungsschlüssel")
        self.set_keys(
            [
                Key("Return", _("entsperren")),
                Key("F2", other, self._turn),
                Key("Ctrl+O", _("anderer Tresor"), self.other_asked.emit),
            ]
        )

    def _turn(self) -> None:
        """Between passphrase and recovery key."""
        self._with_recovery_key = not self._with_recovery_key
        name = _("Wiederherstellungsschlüssel") if self._with_recovery_key else _("Passphrase")
        self.field.show_label(name)
        self.secret.setAccessibleName(name)
        self.secret.show_plain(self._with_recovery_key)
        self.secret.setPlaceholderText(_("neun Gruppen zu vier Zeichen, vom Papier") if self._with_recovery_key else "")
        self.turn_button.show_text(
            _("Mit Passphrase öffnen") if self._with_recovery_key else _("Mit Wiederherstellungsschlüssel öffnen")
        )
        self.field.clear_fault()
        self.secret.clear()
        self.secret.setFocus()
        self._say_keys()

    def _typed(self) -> None:
        self.field.clear_fault()
        self._warn_of_caps()

    def _warn_of_caps(self) -> None:
        if self._with_recovery_key or self.field.has_fault():
            return
        if self._caps.is_on:
            self.field.show_warning(_("Die Feststelltaste ist an."))
        else:
            self.field.clear_fault()

    def _try(self) -> None:
        secret = self.secret.text()
        if not self.button.isEnabled():
            return
        if not secret:
            self.field.show_fault(_("Bitte geben Sie zuerst etwas ein."))
            return
        self._set_working(_("Wird entsperrt …"))
        self._tasks.run(self._unlock, self._folder, secret, done=self._is_open, failed=self._is_not)

    def _is_open(self, desk: object) -> None:
        self._tries.succeeded()
        self.secret.clear()
        self._set_working("")
        self.opened.emit(desk)

    def _is_not(self, error: LaufmappeError) -> None:
        self._set_working("")
        if isinstance(error, WrongPassphraseError):
            self._tries.failed()
            self._show_notice("", "danger")
            self.field.show_fault(self._mistyped() or str(error))
            self.secret.selectAll()
            self._wait_if_needed()
        else:
            self._show_notice(str(error), "danger")
        self.secret.setFocus()

    def _mistyped(self) -> str:
        """What is wrong with the key from the paper, as it was typed; empty where it is whole, or a passphrase is asked."""
        from laufmappe.vault.keys import mistyped_sentence
        from laufmappe.vault.recovery import read_typed

        typed = self.secret.text()
        return mistyped_sentence(typed) if self._with_recovery_key and read_typed(typed) is None else ""

    def _wait_if_needed(self) -> None:
        """Wrong tries make the next one wait, on another page and after a fresh start, too."""
        if self._tries.seconds_left() > 0:
            self._clock.start()
            self._count_down()

    def _count_down(self) -> None:
        left = self._tries.seconds_left()
        if left <= 0:
            self._clock.stop()
            self.button.set_busy()
        else:
            self.button.set_busy(_("Nächster Versuch in {n} s").format(n=int(left) + 1))

    def _set_working(self, words: str) -> None:
        self.button.set_busy(words)
        self.secret.setReadOnly(bool(words))
        for button in (self.turn_button, self.new_button, self._box.link):
            button.setEnabled(not words)

    def _show_notice(self, sentence: str, kind: str) -> None:
        if self._notice is not None:
            self.plate.removeWidget(self._notice)
            self._notice.hide()
            self._notice.deleteLater()
            self._notice = None
        if sentence:
            self._notice = Notice(sentence, kind=kind)
            self.plate.insertWidget(1, self._notice)
