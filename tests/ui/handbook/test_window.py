# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""F1 at work: the handbook beside the window, by keyboard."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from laufmappe.i18n import set_language
from laufmappe.ui.handbook.window import HandbookWindow, show_handbook
from laufmappe.ui.tasks import Tasks

Shower = Callable[..., Any]


@pytest.fixture
def host(show: Shower) -> QWidget:
    shown: QWidget = show(QWidget(), 900, 600)
    return shown


@pytest.fixture
def book(host: QWidget, tasks: Tasks) -> Iterator[HandbookWindow]:
    show_handbook(host, tasks, "verweis")
    (made,) = host.findChildren(HandbookWindow)
    yield made
    made.close()


def test_it_opens_at_the_chapter_that_was_asked_for(book: HandbookWindow) -> None:
    assert book.view.toPlainText().startswith("Verweis und Vermittlung")
    assert book.list.current_key() == "verweis"


def test_opened_again_it_is_the_same_window_at_another_chapter(
    book: HandbookWindow, host: QWidget, tasks: Tasks
) -> None:
    show_handbook(host, tasks, "tasten")
    assert host.findChildren(HandbookWindow) == [book]
    assert book.view.toPlainText().startswith("Tasten")


def test_a_chapter_nobody_knows_is_the_first_one(book: HandbookWindow) -> None:
    book.open("nirgends")
    assert book.view.toPlainText().startswith("Erste Schritte")


def test_a_link_leads_on_and_alt_left_leads_back(book: HandbookWindow) -> None:
    book.view.anchorClicked.emit(QUrl("schweigepflicht.md"))
    assert book.view.toPlainText().startswith("Schweigepflichtentbindung")
    assert book.back_button.isEnabled()
    QTest.keyClick(book, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert book.view.toPlainText().startswith("Verweis und Vermittlung")
    assert not book.back_button.isEnabled()


@pytest.mark.parametrize("target", ["https://example.org/", "file:///etc/passwd", "../../../etc/passwd.md", "x.md"])
def test_no_link_leads_out_of_the_handbook(book: HandbookWindow, target: str) -> None:
    book.view.anchorClicked.emit(QUrl(target))
    assert book.view.toPlainText().startswith("Verweis und Vermittlung")


def test_searching_shows_where_the_words_stand(book: HandbookWindow, qapp: QApplication) -> None:
    QTest.keyClick(book, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert book.search.hasFocus()
    QTest.keyClicks(book.search, "Passphrase vergessen")
    assert book.hits.isVisible()
    assert not book.list.isVisible()
    QTest.keyClick(book.search, Qt.Key.Key_Down)
    assert book.view.toPlainText().startswith("Passphrase vergessen")
    book.search.setText("xyzzy")
    assert book.none.isVisible()
    book.search.setFocus()
    QTest.keyClick(book, Qt.Key.Key_Escape)
    assert book.search.text() == ""
    assert book.list.isVisible()
    QTest.keyClick(book, Qt.Key.Key_Escape)
    assert not book.isVisible()


def test_it_goes_with_the_window_it_belongs_to(book: HandbookWindow, host: QWidget) -> None:
    host.hide()
    assert not book.isVisible()


def test_every_control_has_a_name(book: HandbookWindow, names_missing: Callable[[QWidget], list[str]]) -> None:
    assert names_missing(book) == []


def test_pictures_fit_into_the_page(book: HandbookWindow, qtbot: Any) -> None:
    book.resize(700, 500)
    book.open("ketten")
    qtbot.wait(120)
    assert book.view.document().idealWidth() <= book.view.viewport().width() + 1


def test_a_heading_far_down_stands_at_the_top_whatever_the_width(host: QWidget, tasks: Tasks, qtbot: Any) -> None:
    set_language("en")
    try:
        show_handbook(host, tasks, "suchen")
        (book,) = host.findChildren(HandbookWindow)
        for width in (1080, 760):
            book.resize(width, 500)
            qtbot.wait(150)
            top = book.view.cursorForPosition(QPoint(30, 14)).block()
            assert top.text() == "Finding"
        book.close()
    finally:
        set_language("de")


def test_in_another_language_it_is_the_short_form_at_the_heading(host: QWidget, tasks: Tasks) -> None:
    set_language("en")
    try:
        show_handbook(host, tasks, "uebergabe")
        (book,) = host.findChildren(HandbookWindow)
        assert book.view.toPlainText().startswith("For counsellors")
        assert book.view.textCursor().block().text() == "Handover"
        book.close()
    finally:
        set_language("de")


def test_the_whole_handbook_is_saved_as_pdf(
    book: HandbookWindow, tasks: Tasks, settle: Callable[[Tasks], None], tmp_path: Path
) -> None:
    target = tmp_path / "handbuch.pdf"
    book.save(str(target))
    settle(tasks)
    assert target.read_bytes().startswith(b"%PDF-")
    assert "gesichert" in book.said.text()


def test_a_file_that_can_not_be_written_is_said(
    book: HandbookWindow, tasks: Tasks, settle: Callable[[Tasks], None], tmp_path: Path
) -> None:
    book.save(str(tmp_path / "gibt-es-nicht" / "handbuch.pdf"))
    settle(tasks)
    assert book.said.text()
    assert book.save_button.isEnabled()
