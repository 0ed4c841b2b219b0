# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The centre's logo as it is printed, with the way to another one."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from laufmappe.casework.desk import Desk
from laufmappe.casework.settings.centre import centre, set_logo
from laufmappe.casework.settings.pictures import MOST_BYTES
from laufmappe.casework.views import CentreView, Changed
from laufmappe.errors import LaufmappeError
from laufmappe.folder.logo import logo_of, refuse_unprintable
from laufmappe.folder.typeset.pictures import Picture
from laufmappe.i18n import _
from laufmappe.ui.faults import guarded
from laufmappe.ui.look import tokens_of
from laufmappe.ui.look.tokens import FIELD_RADIUS
from laufmappe.ui.settings.locked import LockedLine
from laufmappe.ui.tasks import Tasks
from laufmappe.ui.widgets import Button, Frame, Text
from laufmappe.ui.widgets.painting import fill_round, frame_round
from laufmappe.vault.files import storing

_SIZE = QSize(216, 72)
_EDGE = 8


class LogoView(QWidget):
    """The logo on white paper, in whatever colours the window is."""

    def __init__(self) -> None:
        super().__init__()
        self._image: QImage | None = None
        self.setFixedSize(_SIZE)

    def show_logo(self, logo: Picture | None) -> None:
        """Shows another one, or an empty sheet."""
        self._image = None
        if logo is not None:
            image = QImage(logo.dots, logo.width, logo.height, 3 * logo.width, QImage.Format.Format_RGB888)
            self._image = image.copy()
        self.setAccessibleName(_("Das Logo, wie es gedruckt wird") if logo is not None else _("kein Logo"))
        self.update()

    @guarded()
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = tokens_of(self.palette())
        whole = QRectF(self.rect())
        fill_round(painter, whole, FIELD_RADIUS, tokens.page if self._image is None else "#FFFFFF")
        frame_round(painter, whole, FIELD_RADIUS, tokens.line)
        if self._image is not None:
            room = self.rect().adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
            size = self._image.size().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
            place = QRectF(0, 0, size.width(), size.height())
            place.moveCenter(whole.center())
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(place, self._image)
        painter.end()


class LogoField(QWidget):
    """Kept as soon as it is chosen; the toast takes it back."""

    def __init__(self, desk: Desk, tasks: Tasks, frame: Frame, *, is_locked: bool = False) -> None:
        super().__init__()
        self._desk, self._tasks, self._frame, self._is_locked = desk, tasks, frame, is_locked
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 0)
        row.setSpacing(14)
        left = QVBoxLayout()
        self.view = LogoView()
        left.addWidget(self.view)
        left.addStretch(1)
        row.addLayout(left)
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addWidget(Text(_("Logo"), "label"))
        words = _("Auf Deckblatt, Vereinbarung, Schweigepflichtentbindung und Erstüberblick. PNG oder JPEG bis 200 KB.")
        column.addWidget(Text(words, "secondary", wrap=True))
        self.fault = Text("", "error", wrap=True, parent=self)
        self.fault.hide()
        column.addWidget(self.fault)
        if is_locked:
            column.addWidget(LockedLine())
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        self.choose_button = Button(_("Logo wählen …"), icon="image")
        self.choose_button.clicked.connect(self.choose)
        self.remove_button = Button(_("Entfernen"), kind="link", icon="trash-2")
        self.remove_button.setAccessibleName(_("Logo entfernen"))
        self.remove_button.clicked.connect(self._remove)
        for button in (self.choose_button, self.remove_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column.addLayout(buttons)
        column.addStretch(1)
        row.addLayout(column, 1)
        self.choose_button.setVisible(not is_locked)
        self.remove_button.hide()
        self.view.show_logo(None)

    def refresh(self) -> None:
        """Shows what is kept."""
        self._tasks.run(centre, self._desk, done=self.show_logo, owner=self)

    def show_logo(self, kept: CentreView) -> None:
        """Shows the logo of a centre."""
        self.view.show_logo(logo_of(kept))
        self.remove_button.setVisible(bool(kept.logo) and not self._is_locked)

    def choose(self) -> None:
        """Asks for the file."""
        chooser = QFileDialog(self, _("Logo wählen"))
        chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
        chooser.setNameFilters([_("Bilder (*.png *.jpg *.jpeg)"), _("Alle Dateien (*)")])
        chooser.fileSelected.connect(self.load)
        chooser.finished.connect(chooser.deleteLater)
        chooser.open()

    def load(self, path: str) -> None:
        """Keeps the picture in a file as the logo."""
        self._say("")
        self.choose_button.set_busy(_("Wird gelesen …"))
        self._tasks.run(_load, self._desk, Path(path), done=self._kept, failed=self._refused, owner=self)

    def _remove(self) -> None:
        self._say("")
        self._tasks.run(set_logo, self._desk, b"", done=self._kept, failed=self._refused, owner=self)

    def _kept(self, changed: Changed) -> None:
        self.choose_button.set_busy()
        self.refresh()
        self._frame.announce(changed)
        self._frame.tell(_("Gespeichert. Die nächsten Blätter zeigen es."), partial(self._undo, changed.operation))

    def _refused(self, error: LaufmappeError) -> None:
        self.choose_button.set_busy()
        self._say(str(error))

    def _undo(self, operation: str) -> None:
        self._tasks.run(self._desk.undo, operation, done=self._undone, owner=self)

    def _undone(self, changed: Changed) -> None:
        self.refresh()
        self._frame.announce(changed)
        self._frame.tell(_("Zurückgenommen. Es ist wieder wie vorher."))

    def _say(self, words: str) -> None:
        self.fault.show_text(words)
        self.fault.setVisible(bool(words))


def _load(desk: Desk, path: Path) -> Changed:
    with storing(), path.open("rb") as file:
        data = file.read(MOST_BYTES + 1)
    refuse_unprintable(data)
    return set_logo(desk, data)
