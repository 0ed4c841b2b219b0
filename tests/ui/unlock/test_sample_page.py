# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Trying the program out before the first real vault."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from laufmappe.errors import LaufmappeError
from laufmappe.ui.tasks import Tasks
from laufmappe.ui.unlock.sample_page import SamplePage
from laufmappe.ui.unlock.unlock_page import UnlockPage
from laufmappe.ui.unlock.welcome_page import WelcomePage
from laufmappe.ui.unlock.window import Doors, UnlockWindow
from laufmappe.ui.widgets import Notice

Shower = Callable[..., Any]
Settle = Callable[[Tasks], None]


class Samples:
    """Stands for the folder with the sample: gives a desk, or the refusal it was told to give."""

    def __init__(self) -> None:
        self.asked: list[Path] = []
        self.refusal = ""

    def open(self, folder: Path) -> tuple[object, Path]:
        self.asked.append(folder)
        if self.refusal:
            raise LaufmappeError(self.refusal)
        return "desk", folder / "tresor"


@pytest.fixture
def samples() -> Samples:
    return Samples()


@pytest.fixture
def window(tasks: Tasks, doors: Doors, samples: Samples, show: Shower, tmp_path: Path) -> UnlockWindow:
    ways = replace(doors, open_sample=samples.open, new_sample_passphrase="zebra-kreide")
    shown: UnlockWindow = show(UnlockWindow(tasks, ways, None, tmp_path / "Laufmappe"), 1120, 800)
    shown.activateWindow()
    return shown


def sample_page(window: UnlockWindow) -> SamplePage:
    assert isinstance(window.page(), WelcomePage)
    QTest.keyClick(window, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    page = window.page()
    assert isinstance(page, SamplePage)
    return page


def test_the_sample_is_opened_by_two_keys_and_counts_as_new(
    window: UnlockWindow, samples: Samples, tasks: Tasks, settle: Settle, tmp_path: Path
) -> None:
    opened: list[tuple[object, Path]] = []
    window.opened.connect(lambda desk, folder: opened.append((desk, folder)))
    sample_page(window)
    QTest.keyClick(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(tasks)
    assert samples.asked == [tmp_path / "Laufmappe-Beispiel"]
    assert opened == [("desk", tmp_path / "Laufmappe-Beispiel" / "tresor")]
    assert window.is_new


def test_its_passphrase_is_shown(window: UnlockWindow, names_missing: Callable[[QWidget], list[str]]) -> None:
    page = sample_page(window)
    assert any("zebra-kreide" in str(part.property("text")) for part in page.findChildren(QWidget))
    assert names_missing(page) == []


def test_a_refusal_is_said_and_escape_leads_back(
    window: UnlockWindow, samples: Samples, tasks: Tasks, settle: Settle
) -> None:
    samples.refusal = "In diesem Ordner liegt schon etwas anderes."
    page = sample_page(window)
    page.button.click()
    settle(tasks)
    assert [notice.sentence.text() for notice in page.findChildren(Notice)] == [samples.refusal]
    assert page.button.isEnabled()
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert isinstance(window.page(), WelcomePage)


def test_unlocking_a_sample_tells_its_passphrase(tasks: Tasks, doors: Doors, show: Shower, tmp_path: Path) -> None:
    ways = replace(doors, sample_passphrase=lambda _folder: "zebra-kreide")
    window: UnlockWindow = show(UnlockWindow(tasks, ways, tmp_path, tmp_path), 1120, 800)
    page = window.page()
    assert isinstance(page, UnlockPage)
    (notice,) = page.findChildren(Notice)
    assert "zebra-kreide" in notice.sentence.text()
    notice.findChildren(QWidget)
    page.show_sample("")
    assert len(page.findChildren(Notice)) == 1
