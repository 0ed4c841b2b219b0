# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""A file that came from another service: a parcel, a receipt or a card, each opened by its own dialog."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog, QWidget

from laufmappe.handover import CARD_SUFFIX, RECEIPT_SUFFIX
from laufmappe.i18n import _
from laufmappe.ui.handover.card_dialogs import ImportCardDialog
from laufmappe.ui.handover.receipt_dialogs import NoteReceiptDialog
from laufmappe.ui.handover.receive_dialog import ReceiveDialog
from laufmappe.ui.person.acts import Acts


def open_received(over: QWidget, acts: Acts, path: Path) -> None:
    """Opens what came, by the ending of its name; a file without a known one is taken for a parcel."""
    if path.suffix == RECEIPT_SUFFIX:
        NoteReceiptDialog(over, acts, path).appear()
    elif path.suffix == CARD_SUFFIX:
        ImportCardDialog(over, acts, path).appear()
    else:
        ReceiveDialog(over, acts, path).appear()


def ask_received(over: QWidget, acts: Acts) -> None:
    """Asks for a file that came, and opens it."""
    chooser = QFileDialog(over, _("Paket, Quittung oder Karte öffnen"))
    chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
    kinds = _("Von anderen Stellen (*.laufmappe *.laufmappe-quittung *.laufmappe-karte)")
    chooser.setNameFilters([kinds, _("Alle Dateien (*)")])
    chooser.fileSelected.connect(partial(_open, over, acts))
    chooser.finished.connect(chooser.deleteLater)
    chooser.open()


def _open(over: QWidget, acts: Acts, path: str) -> None:
    # Only when the chooser has gone and the focus is back: it is given back again when what opens now is closed.
    QTimer.singleShot(0, over, partial(open_received, over, acts, Path(path)))
