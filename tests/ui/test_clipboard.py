# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
from collections.abc import Callable

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from laufmappe.ui import clipboard
from laufmappe.ui.clipboard import clear_copied, copy_secret


def test_a_copied_secret_leaves_the_clipboard_by_itself(
    qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clipboard, "SECONDS", 0.05)
    copy_secret("kreide-lampe-otter")
    assert QGuiApplication.clipboard().text() == "kreide-lampe-otter"
    assert QGuiApplication.clipboard().mimeData().data("x-kde-passwordManagerHint") == b"secret"
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text() == "")


def test_locking_clears_it_at_once(qapp: QApplication, freed: Callable[[], None]) -> None:
    copy_secret("kreide-lampe-otter")
    clear_copied()
    assert QGuiApplication.clipboard().text() == ""
    freed()


def test_what_was_copied_since_stays(qapp: QApplication, freed: Callable[[], None]) -> None:
    copy_secret("kreide-lampe-otter")
    QGuiApplication.clipboard().setText("etwas anderes")
    clear_copied()
    assert QGuiApplication.clipboard().text() == "etwas anderes"
    QGuiApplication.clipboard().clear()
    freed()
