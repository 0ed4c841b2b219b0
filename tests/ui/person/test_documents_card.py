# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
import weakref
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QImage
from PySide6.QtWidgets import QPushButton, QWidget

from laufmappe.casework.papers.documents import documents
from laufmappe.ui.person.document_view import ViewDialog
from laufmappe.ui.person.documents_card import CopyDialog, DocumentsCard
from laufmappe.vault import MOST_DOCUMENT_BYTES

Sit = Callable[..., Any]


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    path = tmp_path / "Zeugnis.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(595, 842))
        pdf.add_blank_page(page_size=(595, 842))
        pdf.save(path)
    return path


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "Foto.png"
    image = QImage(60, 40, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkGreen)
    assert image.save(str(path))
    return path


def drop(card: DocumentsCard, *paths: Path) -> None:
    """Lets go of files over the card."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    none, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    card.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, left, none))


def press(card: DocumentsCard, words: str, number: int = 0) -> None:
    buttons = [b for b in card.findChildren(QPushButton) if b.isVisibleTo(card) and b.text() == words]
    buttons[number].click()


def test_dropped_files_are_attached_and_listed(
    sit: Sit, scan: Path, photo: Path, names_missing: Callable[[QWidget], list[str]]
) -> None:
    sat = sit("K2")
    drop(sat.page.documents, scan, photo)
    sat.settle()
    assert [view.name for view in documents(sat.desk, sat.newcomer_id)] == ["Zeugnis.pdf", "Foto.png"]
    assert names_missing(sat.page) == []
    sat.undo_last()
    assert [view.name for view in documents(sat.desk, sat.newcomer_id)] == ["Zeugnis.pdf"]


def test_too_large_a_file_is_named_before_it_is_read_and_the_others_come_in(
    sit: Sit, scan: Path, tmp_path: Path
) -> None:
    sat = sit("K2")
    card = sat.page.documents
    assert "bis 32 MB" in " ".join(label.text() for label in card.findChildren(type(card.fault)))
    big = tmp_path / "riesig.pdf"
    with big.open("wb") as file:
        file.truncate(MOST_DOCUMENT_BYTES + 1)
    drop(card, big, scan)
    sat.settle()
    assert "„riesig.pdf“ ist 33 MB groß" in card.fault.text()
    assert [view.name for view in documents(sat.desk, sat.newcomer_id)] == ["Zeugnis.pdf"]


def test_a_pdf_is_leafed_through_and_leaves_the_memory(
    sit: Sit, scan: Path, freed: Callable[[], None], names_missing: Callable[[QWidget], list[str]]
) -> None:
    sat = sit("K2")
    drop(sat.page.documents, scan)
    sat.settle()
    press(sat.page.documents, "Ansehen")
    dialog = sat.dialog()
    assert isinstance(dialog, ViewDialog)
    assert dialog.where.text() == "Seite 1 von 2"
    assert dialog.picture.pixmap().width() > 100
    assert names_missing(dialog) == []
    sat.press(Qt.Key.Key_PageDown, dialog)
    assert dialog.where.text() == "Seite 2 von 2"
    width = dialog.picture.pixmap().width()
    dialog.larger()
    sat.settle()
    assert dialog.picture.pixmap().width() > width
    gone = weakref.ref(dialog)
    dialog.reject()
    del dialog
    sat.settle()
    freed()
    assert gone() is None


def test_a_photo_is_shown(sit: Sit, photo: Path) -> None:
    sat = sit("K2")
    drop(sat.page.documents, photo)
    sat.settle()
    press(sat.page.documents, "Ansehen")
    dialog = sat.dialog()
    assert dialog.picture.pixmap().width() == 120
    assert not dialog.later.isVisible()
    dialog.reject()


@pytest.mark.parametrize("content", [b"%PDF-1.7 nichts davon", b"\x89PNG\r\n\x1a\n kaputt"])
def test_a_damaged_file_is_a_sentence_and_nothing_else_suffers(sit: Sit, tmp_path: Path, content: bytes) -> None:
    sat = sit("K2")
    path = tmp_path / "kaputt.bin"
    path.write_bytes(content)
    drop(sat.page.documents, path)
    sat.settle()
    press(sat.page.documents, "Ansehen")
    dialog = sat.dialog()
    assert "lässt sich hier nicht zeigen" in dialog.fault.text()
    dialog.reject()


def test_a_copy_says_first_that_it_is_not_encrypted(sit: Sit, scan: Path, tmp_path: Path) -> None:
    sat = sit("K2")
    drop(sat.page.documents, scan)
    sat.settle()
    press(sat.page.documents, "Kopie sichern …")
    dialog = sat.dialog()
    assert isinstance(dialog, CopyDialog)
    assert not (tmp_path / "kopie.pdf").exists()
    dialog.save(str(tmp_path / "kopie.pdf"))
    sat.settle()
    assert (tmp_path / "kopie.pdf").read_bytes() == scan.read_bytes()
    assert "nicht verschlüsselt" in sat.frame.told[-1]


def test_a_removed_document_can_be_brought_back(sit: Sit, scan: Path) -> None:
    sat = sit("K2")
    drop(sat.page.documents, scan)
    sat.settle()
    press(sat.page.documents, "Entfernen")
    sat.settle()
    assert documents(sat.desk, sat.newcomer_id) == []
    sat.undo_last()
    assert len(documents(sat.desk, sat.newcomer_id)) == 1
