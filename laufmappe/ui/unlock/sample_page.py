# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page that makes a vault of invented people, to try everything out before the first real one."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from laufmappe.errors import LaufmappeError
from laufmappe.i18n import _
from laufmappe.ui.tasks import Tasks
from laufmappe.ui.unlock.plate import FolderBox, PlatePage, choose_folder
from laufmappe.ui.widgets import Button, Card, Key, Notice, Text

OpenSample = Callable[[Path], tuple[object, Path]]
"""Opens the sample in a folder, made now where there is none: the desk, and the folder of its vault. Raises LaufmappeError."""


class SamplePage(PlatePage):
    """Where it lies, and its passphrase, which is no secret."""

    chapter = "erste-schritte"

    opened = Signal(object, object)
    """The desk, and the folder of its vault."""
    left = Signal()

    def __init__(
        self,
        tasks: Tasks,
        open_sample: OpenSample,
        passphrase: str,
        folder: Path,
        choose: Callable[[QWidget, str, Path | None], Path | None] = choose_folder,
    ) -> None:
        super().__init__(_("Mit Beispielen ausprobieren"), 560)
        self._tasks = tasks
        self._open_sample = open_sample
        self._choose = choose
        self._folder = folder
        self.plate.addWidget(Text(_("Mit Beispielen ausprobieren"), "object"))
        words = _(
            "Ein Tresor mit zwölf erfundenen Personen. Probieren Sie alles aus, es kann nichts passieren. Tragen Sie "
            "dort keine echten Menschen ein: Die Passphrase ist kein Geheimnis."
        )
        self.plate.addWidget(Text(words, "lead", wrap=True))
        self._box = FolderBox(_("Anderer Ordner …"))
        self._box.show_folder(folder)
        self._box.link.clicked.connect(self._other_folder)
        self.plate.addWidget(self._box)
        card = Card(_("Passphrase des Beispieltresors"), icon="key-round", kind="accent")
        card.body.addWidget(Text(passphrase, "code", wrap=True))
        card.body.addWidget(Text(_("Sie steht auch beim Entsperren da."), "secondary", wrap=True))
        self.plate.addWidget(card)
        self._notices = QVBoxLayout()
        self.plate.addLayout(self._notices)
        self._notice: Notice | None = None
        row = QHBoxLayout()
        row.setSpacing(8)
        back = Button(_("Zurück"))
        back.clicked.connect(self.left)
        row.addWidget(back)
        row.addStretch(1)
        self.button = Button(_("Beispieltresor anlegen"), kind="primary", icon="sprout", key="Ctrl+Return")
        self.button.clicked.connect(self.make)
        row.addWidget(self.button)
        self.plate.addLayout(row)
        self.set_keys(
            [
                Key("Ctrl+Return", _("Beispieltresor anlegen"), self.make),
                Key("Esc", _("zurück"), self.left.emit),
            ]
        )

    def first_focus(self) -> QWidget | None:
        return self.button

    def make(self) -> None:
        """Makes the sample, or opens the one that is there."""
        if self.button.isEnabled():
            self._say("")
            self.button.set_busy(_("Wird angelegt …"))
            self._tasks.run(self._open_sample, self._folder, done=self._is_open, failed=self._is_not)

    def _is_open(self, opened: tuple[object, Path]) -> None:
        self.button.set_busy()
        self.opened.emit(*opened)

    def _is_not(self, error: LaufmappeError) -> None:
        self.button.set_busy()
        self._say(str(error))

    def _other_folder(self) -> None:
        folder = self._choose(self, _("Ordner für den Beispieltresor"), self._folder.parent)
        if folder is not None:
            self._folder = folder
            self._box.show_folder(folder)
            self._say("")

    def _say(self, sentence: str) -> None:
        if self._notice is not None:
            self._notice.hide()
            self._notice.deleteLater()
            self._notice = None
        if sentence:
            self._notice = Notice(sentence, kind="danger")
            self._notices.addWidget(self._notice)
