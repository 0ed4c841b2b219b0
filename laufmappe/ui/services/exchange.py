# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The directory goes out as a file, or comes in: what would change is shown before anything is written."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog, QWidget

from laufmappe.casework.desk import Desk
from laufmappe.casework.services.directory import import_entries
from laufmappe.casework.services.directory_entries import Directory
from laufmappe.casework.services.directory_preview import Coming, preview_entries
from laufmappe.casework.views import Changed
from laufmappe.directory.files import Read, read_directory
from laufmappe.directory.saving import JSON, ZIP, save_directory
from laufmappe.errors import ImportFileError, LaufmappeError
from laufmappe.i18n import N_, _, n_
from laufmappe.ui.person.acts import Acts
from laufmappe.ui.person.parts import Words, empty
from laufmappe.ui.widgets import Chip, Dialog, Notice, Row, RowStyle, RowsView, Section, flow

MOST_ROWS = 300
"""So many services of each kind are named; the numbers above speak of all."""
_FIELDS = {
    "name": N_("Name"),
    "organization": N_("Träger"),
    "type": N_("Art"),
    "street": N_("Straße"),
    "postcode": N_("PLZ"),
    "city": N_("Ort"),
    "district": N_("Stadtteil"),
    "directions": N_("Weg dorthin"),
    "room": N_("Raum"),
    "hours": N_("Öffnungszeiten"),
    "phone": N_("Telefon"),
    "email": N_("E-Mail"),
    "languages": N_("Sprachen"),
    "note": N_("Gut zu wissen"),
    "description": N_("Angebot"),
    "url": N_("Internetseite"),
    "accessibility": N_("Barrierefreiheit"),
    "audience": N_("Für wen"),
    "topics": N_("Themen"),
    "needs": N_("Bedarfe"),
    "bring": N_("Mitbringen"),
    "fees": N_("Kosten"),
    "capacity": N_("Plätze"),
    "capacity_on": N_("Stand der Plätze"),
    "verified_on": N_("geprüft am"),
    "active": N_("aktiv"),
    "organization_description": N_("Über den Träger"),
    "organization_email": N_("E-Mail des Trägers"),
    "organization_url": N_("Internetseite des Trägers"),
}


@dataclass(frozen=True)
class Preview:
    """What a file holds, and what would become of it."""

    read: Read
    coming: Sequence[Coming]


class ImportDialog(Dialog):
    """Reads a file in the worker, shows what it would change, and takes it in when the counsellor says so."""

    chapter = "anlaufstellen"

    def __init__(self, over: QWidget, acts: Acts, path: Path) -> None:
        super().__init__(over, _("Verzeichnis einlesen"), subtitle=path.name, icon="download", width=760)
        self._acts = acts
        self.preview: Preview | None = None
        self._counts: dict[str, int] = {}
        self.body.addWidget(Words(_("Einen Augenblick …"), "lead"))
        self.rows = RowsView(_("Was sich ändert"), RowStyle(height=50, padding=10))
        self.rows.setFixedHeight(300)
        self.rows.hide()
        self.set_buttons(_("Übernehmen"), self._take_in, icon="check")
        if self.primary is not None:
            self.primary.setEnabled(False)
        self._task = acts.tasks.run(
            _preview, acts.desk, path, done=self._show, failed=self._refused, progress=self._tell, owner=self
        )

    def may_close(self) -> bool:
        self._task.cancel()
        return True

    def _say(self, *widgets: QWidget) -> None:
        self.body.removeWidget(self.rows)
        empty(self.body)
        for widget in widgets:
            self.body.addWidget(widget)
        self.body.addWidget(self.rows)
        QTimer.singleShot(0, self, self.replace)

    def _tell(self, sentence: str) -> None:
        self._say(Words(sentence, "lead"))

    def _refused(self, error: LaufmappeError) -> None:
        self.rows.hide()
        if self.primary is not None:
            self.primary.set_busy()
        self._say(Notice(str(error), kind="danger"))
        self.show_end()

    def _show(self, preview: Preview) -> None:
        self.preview = preview
        self._counts = {kind: sum(each.kind == kind for each in preview.coming) for kind in ("new", "changed", "same")}
        some = self._counts["new"] + self._counts["changed"]
        directory = preview.read.directory
        words = (
            _("Noch ist nichts geändert. Gelöscht wird nie etwas: Was die Datei nicht nennt, bleibt.")
            if directory.entries
            else _("In dieser Datei steht nichts, was sich übernehmen lässt.")
        )
        parts: list[QWidget] = [flow(*self._chips()), Words(words, "secondary")]
        parts += [Words(remark, "secondary") for remark in preview.read.remarks[:3]]
        if len(preview.read.remarks) > 3:
            left = len(preview.read.remarks) - 3
            parts.append(
                Words(n_("und {n} weiterer Hinweis", "und {n} weitere Hinweise", left).format(n=left), "secondary")
            )
        self.rows.show_rows(self._lines())
        self.rows.setVisible(bool(preview.coming or preview.read.faults))
        self._say(*parts)
        if self.primary is not None:
            self.primary.setEnabled(bool(some or directory.rest or any(e.service is None for e in directory.entries)))
            (self.primary if self.primary.isEnabled() else self.rows).setFocus()

    def _chips(self) -> list[QWidget]:
        counts, faults = self._counts, len(self.preview.read.faults) if self.preview else 0
        chips: list[QWidget] = [
            Chip(_("{n} neu").format(n=counts["new"]), "ok", "plus"),
            Chip(_("{n} geändert").format(n=counts["changed"]), "info", "pencil"),
            Chip(_("{n} unverändert").format(n=counts["same"]), "neutral", "equal"),
        ]
        if faults:
            chips.append(Chip(_("{n} zurückgewiesen").format(n=faults), "danger", "circle-x"))
        return chips

    def _lines(self) -> list[Row | Section]:
        assert self.preview is not None
        lines: list[Row | Section] = []
        faults = self.preview.read.faults
        if faults:
            lines.append(Section(_("Zurückgewiesen"), "circle-x", "danger", str(len(faults)), first=True))
        for number, fault in enumerate(faults[:MOST_ROWS]):
            where, _colon, why = str(fault).partition(": ")
            lines.append(Row(("fault", number), where, why, icon="circle-x", icon_colour="danger"))
        for kind, title, icon, colour in (
            ("new", _("Neu"), "plus", "ok"),
            ("changed", _("Geändert"), "pencil", "info"),
            ("same", _("Unverändert"), "equal", "neutral"),
        ):
            coming = [each for each in self.preview.coming if each.kind == kind]
            if coming:
                note = _("die ersten {n}").format(n=MOST_ROWS) if len(coming) > MOST_ROWS else ""
                lines.append(Section(title, icon, colour, str(len(coming)), note, first=not lines))
            for number, each in enumerate(coming[:MOST_ROWS]):
                fields = ", ".join(_(_FIELDS[name]) for name in each.fields if name in _FIELDS)
                organization = each.organization if each.organization != each.name else ""
                below = " · ".join(part for part in (organization, fields) if part)
                lines.append(Row((kind, number), each.name, below, icon="building-2"))
        return lines

    def _take_in(self) -> None:
        if self.preview is None or self.primary is None or not self.primary.isEnabled():
            return
        self.primary.set_busy(_("Wird übernommen …"))
        self._acts.do(self._report(), _take, self.preview.read.directory, done=self._done, failed=self._refused)

    def _report(self) -> str:
        count = self._counts["new"]
        sentence = n_("{n} Anlaufstelle neu", "{n} Anlaufstellen neu", count).format(n=count)
        faults = len(self.preview.read.faults) if self.preview else 0
        words = _("Eingelesen: {added}, {changed} geändert.").format(added=sentence, changed=self._counts["changed"])
        if faults:
            words += " " + n_("{n} Eintrag ist zurückgewiesen.", "{n} Einträge sind zurückgewiesen.", faults).format(
                n=faults
            )
        return words

    def _done(self, _changed: Changed) -> None:
        """With refused rows it stays, for reading them."""
        if self.preview is None or not self.preview.read.faults:
            self.accept()
            return
        if self.primary is not None:
            self.primary.set_busy()
        self._say(Notice(self._report(), kind="accent"), flow(*self._chips()))
        self.show_end()


def ask_import(over: QWidget, acts: Acts) -> None:
    """Asks for a file, and shows what it would change."""
    chooser = QFileDialog(over, _("Verzeichnis einlesen"))
    chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
    chooser.setNameFilters([_("Verzeichnis (*.json *.zip *.csv)"), _("Alle Dateien (*)")])
    chooser.fileSelected.connect(partial(_open_import, over, acts))
    chooser.finished.connect(chooser.deleteLater)
    chooser.open()


def _open_import(over: QWidget, acts: Acts, path: str) -> None:
    ImportDialog(over, acts, whole_of(Path(path))).appear()


def whole_of(path: Path) -> Path:
    """What is to be read when somebody picks a file: the descriptor of a package stands for its folder."""
    return path.parent if path.name == "datapackage.json" else path


def ask_export(over: QWidget, acts: Acts) -> None:
    """Asks where to, and writes the whole directory there."""
    chooser = QFileDialog(over, _("Verzeichnis ausgeben"))
    chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    chooser.setNameFilters([_("JSON, HSDS 3 (*.json)"), _("Tabellen als Zip (*.zip)")])
    chooser.selectFile(f"anlaufstellen{JSON}")
    chooser.setDefaultSuffix(JSON)
    chooser.filterSelected.connect(lambda chosen: chooser.setDefaultSuffix(ZIP if "zip" in chosen else JSON))
    chooser.fileSelected.connect(partial(export_to, acts))
    chooser.finished.connect(chooser.deleteLater)
    chooser.open()


def export_to(acts: Acts, path: str) -> None:
    """Writes the whole directory into a file, as its ending says, and tells of it."""
    target = Path(path)
    kind = ZIP if target.suffix.lower() == ZIP else JSON
    acts.tasks.run(
        save_directory,
        acts.desk,
        target,
        kind,
        done=lambda _nothing: acts.frame.tell(_("Das Verzeichnis ist ausgegeben, ohne Ratsuchende.")),
        failed=lambda error: acts.frame.tell(str(error)),
        owner=acts,
    )


def _preview(desk: Desk, path: Path, progress: Callable[[str], object]) -> Preview:
    progress(_("Die Datei wird gelesen …"))
    read = read_directory(path)
    progress(_("Sie wird mit Ihrem Verzeichnis verglichen …"))
    return Preview(read, preview_entries(desk, read.directory.entries, read.directory.rest))


def _take(desk: Desk, directory: Directory) -> Changed:
    act = import_entries(desk, directory.entries, directory.rest).act
    if act is None:
        raise ImportFileError(_("Es wurde nichts übernommen."))
    return act
