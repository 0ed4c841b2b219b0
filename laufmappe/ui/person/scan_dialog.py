# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The scan of a signed release: one of the documents, or a file that comes in now."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from laufmappe.casework.desk import Desk
from laufmappe.casework.handover.releases import set_scan
from laufmappe.casework.papers.documents import DocumentView, attach_document, documents
from laufmappe.casework.record_views import ReleaseView
from laufmappe.casework.views import Changed
from laufmappe.errors import LaufmappeError
from laufmappe.i18n import _
from laufmappe.ui.person.acts import Acts
from laufmappe.ui.person.document_view import ViewDialog, can_show
from laufmappe.ui.person.documents_card import document_words
from laufmappe.ui.person.form import FormDialog
from laufmappe.ui.widgets import Button, ComboBox


class ScanDialog(FormDialog):
    """Which document shows the signature; it stands among the documents too."""

    chapter = "schweigepflicht"

    def __init__(self, over: QWidget, acts: Acts, release: ReleaseView) -> None:
        super().__init__(
            over, acts, _("Scan der Unterschrift"), subtitle=release.recipient, icon="signature", width=520
        )
        self._release = release
        self._over = over
        self._views: dict[str, DocumentView] = {}
        self._scan = ComboBox(_("Dokument"), [(_("kein Scan"), "")])
        self._scan.activated.connect(self._show_look)
        self.put("document_id", _("Dokument"), self._scan, hint=_("Eines der Dokumente dieser Person."))
        add = Button(_("Neue Datei hinzufügen …"), icon="upload")
        add.clicked.connect(self._ask)
        self.body.addWidget(add, 0, Qt.AlignmentFlag.AlignLeft)
        self.look_button = Button(_("Ansehen"), kind="link", icon="eye")
        self.look_button.clicked.connect(self._look)
        self.foot.insertWidget(0, self.look_button)
        self.look_button.hide()
        self.ready(_("Eintragen"))
        acts.tasks.run(documents, acts.desk, acts.newcomer_id, done=self._offer, failed=self._failed, owner=self)

    def _offer(self, views: list[DocumentView]) -> None:
        self._views = {view.id: view for view in views}
        self._scan.offer([(_("kein Scan"), ""), *((view.name, view.id) for view in views)])
        self._scan.choose(self._release.document_id or "")
        self._before = self.held()
        self._show_look()

    def _show_look(self) -> None:
        view = self._views.get(str(self._scan.value()))
        self.look_button.setVisible(view is not None and can_show(view.media_type))

    def _look(self) -> None:
        view = self._views.get(str(self._scan.value()))
        if view is not None:
            dialog = ViewDialog(self._over, self.acts, view.id, view.name, document_words(view), view.media_type)
            dialog.appear()

    def _ask(self) -> None:
        chooser = QFileDialog(self, _("Scan wählen"))
        chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
        chooser.setNameFilters([_("PDF und Bilder (*.pdf *.jpg *.jpeg *.png *.webp *.heic)"), _("Alle Dateien (*)")])
        chooser.fileSelected.connect(self.attach)
        chooser.finished.connect(chooser.deleteLater)
        chooser.open()

    def attach(self, path: str) -> None:
        """Takes a file in as a document and as the scan."""
        self.acts.tasks.run(
            _attach, self.acts.desk, self.acts.newcomer_id, self._release.id, Path(path),
            done=self._attached, failed=self._refused, owner=self,
        )  # fmt: skip

    def _attached(self, changed: Changed) -> None:
        self.acts.frame.announce(changed)
        self.acts.frame.tell(_("Der Scan liegt verschlüsselt bei den Dokumenten."))
        self.accept()

    def _refused(self, error: LaufmappeError) -> None:
        self.say(str(error))

    def save(self) -> None:
        chosen = str(self._scan.value() or "")
        told = _("Der Scan gehört jetzt zur Entbindung.") if chosen else _("Die Entbindung hat keinen Scan mehr.")
        self.write(told, set_scan, self._release.id, chosen)


def _attach(desk: Desk, newcomer_id: str, release_id: str, path: Path) -> Changed:
    return set_scan(desk, release_id, attach_document(desk, newcomer_id, path).subject_id)
