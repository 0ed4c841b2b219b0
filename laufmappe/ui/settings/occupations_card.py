# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reference occupations: the list that ships, and an official one that the centre loads from a file."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout

from laufmappe.casework.desk import Desk
from laufmappe.casework.recognition.occupation_list import OccupationList
from laufmappe.casework.recognition.own_occupations import (
    ListAbout,
    drop_occupations,
    list_about,
    load_occupations,
    read_occupation_file,
)
from laufmappe.casework.rules.occupations import occupations
from laufmappe.casework.views import Changed
from laufmappe.errors import LaufmappeError
from laufmappe.i18n import _, n_
from laufmappe.ui.tasks import Tasks
from laufmappe.ui.widgets import Button, Card, Frame, Line, Text

_SHOWN_FAULTS = 5


class OccupationsCard(Card):
    """What the search for a reference occupation looks through."""

    chapter = "anerkennung"

    def __init__(self, desk: Desk, tasks: Tasks, frame: Frame) -> None:
        super().__init__(_("Referenzberufe"), icon="briefcase")
        self._desk, self._tasks, self._frame = desk, tasks, frame
        shipped = n_("{n} Beruf ist dabei", "{n} Berufe sind dabei", len(occupations())).format(n=len(occupations()))
        self.body.addWidget(Line(_("Mitgelieferte Liste"), shipped, icon="list"))
        self._own = Line(_("Eigene Liste"), " ", icon="file-text")
        self.body.addWidget(self._own)
        words = _("Amtliche Liste als CSV: ESCO (Deutsch) oder KldB 2010. Sie bleibt in diesem Tresor.")
        self.body.addWidget(Text(words, "secondary", wrap=True))
        self.report = Text("", "warn", wrap=True, parent=self)
        self.report.hide()
        self.body.addWidget(self.report)
        row = QHBoxLayout()
        self.load_button = Button(_("Liste einlesen …"), icon="upload")
        self.load_button.clicked.connect(self.act_choose)
        self.remove_button = Button(_("Entfernen"), kind="link", icon="trash-2")
        self.remove_button.setAccessibleName(_("Eigene Berufsliste entfernen"))
        self.remove_button.clicked.connect(self._remove)
        self.remove_button.hide()
        row.addWidget(self.load_button)
        row.addWidget(self.remove_button)
        row.addStretch(1)
        self.body.addLayout(row)

    def refresh(self) -> None:
        """Shows what is loaded."""
        self._tasks.run(list_about, self._desk, done=self._show_about, owner=self)

    def act_choose(self) -> None:
        """Asks for the file."""
        chooser = QFileDialog(self, _("Berufsliste einlesen"))
        chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
        chooser.setNameFilters([_("CSV-Dateien (*.csv *.txt)"), _("Alle Dateien (*)")])
        chooser.fileSelected.connect(self.load)
        chooser.finished.connect(chooser.deleteLater)
        chooser.open()

    def load(self, path: str) -> None:
        """Reads a file and keeps its list."""
        self.load_button.set_busy(_("Wird gelesen …"))
        self._show_report("")
        self._tasks.run(_load, self._desk, Path(path), done=self._loaded, failed=self._refused, owner=self)

    def _show_about(self, about: ListAbout | None) -> None:
        self.remove_button.setVisible(about is not None)
        self._own.subtitle.show_text(
            n_("{kind}, {n} Beruf, eingelesen am {day}", "{kind}, {n} Berufe, eingelesen am {day}", about.count).format(
                kind=about.kind, n=about.count, day=f"{about.loaded_on:%d.%m.%Y}"
            )
            if about
            else _("keine eingelesen")
        )

    def _loaded(self, result: tuple[Changed, OccupationList]) -> None:
        changed, read = result
        self.load_button.set_busy()
        self._show_report(fault_words(read))
        self.refresh()
        self._frame.announce(changed)
        count = len(read.occupations)
        told = n_("{n} Beruf ist eingelesen.", "{n} Berufe sind eingelesen.", count).format(n=count)
        self._frame.tell(told, partial(self._undo, changed.operation))

    def _refused(self, error: LaufmappeError) -> None:
        self.load_button.set_busy()
        self._show_report(str(error))

    def _remove(self) -> None:
        self._tasks.run(drop_occupations, self._desk, done=self._removed, owner=self)

    def _removed(self, changed: Changed) -> None:
        self._show_report("")
        self.refresh()
        self._frame.announce(changed)
        self._frame.tell(_("Die eigene Berufsliste ist entfernt."), partial(self._undo, changed.operation))

    def _undo(self, operation: str) -> None:
        self._tasks.run(self._desk.undo, operation, done=self._undone, owner=self)

    def _undone(self, changed: Changed) -> None:
        self.refresh()
        self._frame.announce(changed)
        self._frame.tell(_("Zurückgenommen. Es ist wieder wie vorher."))

    def _show_report(self, words: str) -> None:
        self.report.show_text(words)
        self.report.setVisible(bool(words))


def fault_words(read: OccupationList) -> str:
    """Which rows were left out and why, the first of them by their line; empty when there were none."""
    if not read.faults:
        return ""
    count = len(read.faults)
    first = n_("{n} Zeile ist ausgelassen:", "{n} Zeilen sind ausgelassen:", count).format(n=count)
    lines = [str(fault) for fault in read.faults[:_SHOWN_FAULTS]]
    return "\n".join([first, *lines, *(["…"] if count > _SHOWN_FAULTS else [])])


def _load(desk: Desk, path: Path) -> tuple[Changed, OccupationList]:
    return load_occupations(desk, read_occupation_file(path), path.name)
