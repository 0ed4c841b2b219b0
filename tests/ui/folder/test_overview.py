# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""„Erstüberblick drucken“: for anybody with a status, without a case."""

import weakref
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from laufmappe.casework.desk import Desk
from laufmappe.ui.folder import OverviewDialog
from laufmappe.ui.folder.printing import Printer
from laufmappe.ui.tasks import Tasks
from laufmappe.ui.widgets import Notice

Settle = Callable[[Tasks], None]
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def dialog(desk: Desk, tasks: Tasks, frame: Any, show: Callable[..., Any], settle: Settle) -> OverviewDialog:
    window = show(QWidget(), 1280, 720)
    window.activateWindow()
    made = OverviewDialog(window, desk, tasks, frame, printers=lambda: [Printer("flur", "Flur 2. OG")])
    made.appear()
    settle(tasks)
    settle(tasks)
    return made


def words_of(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


def test_the_sheet_in_sight_is_that_of_the_status_and_the_language(
    dialog: OverviewDialog, tasks: Tasks, settle: Settle, picture: Any
) -> None:
    assert dialog.status.hasFocus()
    dialog.status.choose("toleration")
    dialog.language.choose("tr")
    settle(tasks)
    assert dialog._made is not None
    assert "Duldung" in words_of(dialog._made.pdf)
    assert "Erstüberblick" in dialog.preview.spoken()
    picture(dialog, "overview")


def test_ctrl_p_prints_it(dialog: OverviewDialog, frame: Any, tasks: Tasks, settle: Settle, lp: Any) -> None:
    QTest.keyClick(dialog, Qt.Key.Key_P, CONTROL)
    settle(tasks)
    assert "Erstüberblick" in words_of(lp.pdf)
    assert frame.told == ["Der Erstüberblick ist beim Drucker."]
    assert frame.announced == [], "nothing of it is in the record"


def test_a_printer_that_refuses_is_said_and_the_dialog_stays(
    dialog: OverviewDialog, tasks: Tasks, settle: Settle, lp: Any
) -> None:
    lp.switch_off()
    dialog.start()
    settle(tasks)
    assert dialog.isVisible()
    assert len(dialog.preview.findChildren(Notice)) == 1
    assert dialog.primary is not None
    assert dialog.primary.isEnabled()


def test_it_is_saved_as_a_pdf(dialog: OverviewDialog, frame: Any, tasks: Tasks, settle: Settle, tmp_path: Path) -> None:
    dialog.large_print.click()
    settle(tasks)
    dialog.save_to(str(tmp_path / "o.pdf"))
    settle(tasks)
    assert "Erstüberblick" in words_of((tmp_path / "o.pdf").read_bytes())
    assert frame.told == ["Der Erstüberblick ist als PDF gesichert."]


def test_every_control_is_named_and_the_dialog_goes(
    dialog: OverviewDialog, names_missing: Callable[[QWidget], list[str]], freed: Callable[[], None]
) -> None:
    assert names_missing(dialog) == []
    assert dialog.minimumSizeHint().width() <= dialog.width()
    dialog.reject()
    assert dialog._made is None
    freed()


def test_closing_while_it_is_made_leaves_nothing(
    desk: Desk, tasks: Tasks, frame: Any, show: Callable[..., Any], settle: Settle, freed: Callable[[], None]
) -> None:
    made = OverviewDialog(show(QWidget()), desk, tasks, frame, printers=list)
    made.appear()
    gone = weakref.ref(made)
    made.reject()
    del made
    settle(tasks)
    freed()
    assert gone() is None
