# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every building block on sample pages: named, inside the window, drawn without a fault in both themes and directions."""

import importlib.util
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QWidget

from laufmappe.ui.look import Look
from laufmappe.ui.widgets import ScrollBody

PAGES = ("today", "people", "services", "long")
SIZES = (QSize(1280, 720), QSize(1093, 614), QSize(1920, 1080))


@pytest.fixture(scope="module")
def gallery() -> ModuleType:
    path = Path(__file__).parents[2] / "packaging" / "gallery.py"
    spec = importlib.util.spec_from_file_location("gallery", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def drop(window: QWidget, app: QApplication) -> None:
    window.close()
    window.deleteLater()
    app.processEvents()


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size.width()}x{size.height()}")
def test_nothing_is_wider_than_the_window(gallery: Any, qapp: QApplication, page: str, size: QSize) -> None:
    window = gallery.window(page, size)
    gallery.settle(qapp)
    for area in window.findChildren(ScrollBody):
        if area.isVisible():
            assert area.widget().minimumSizeHint().width() <= area.viewport().width()
    drop(window, qapp)


@pytest.mark.parametrize("page", PAGES)
def test_every_control_has_a_name(
    gallery: Any, qapp: QApplication, page: str, names_missing: Callable[[QWidget], list[str]]
) -> None:
    window = gallery.window(page)
    gallery.settle(qapp)
    assert names_missing(window) == []
    drop(window, qapp)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_every_part_is_drawn_in_both_themes_and_directions(
    gallery: Any, look: Look, qapp: QApplication, theme: str, direction: Qt.LayoutDirection
) -> None:
    look.choose(theme)
    qapp.setLayoutDirection(direction)
    try:
        for page in PAGES:
            window = gallery.window(page)
            gallery.settle(qapp)
            assert not window.grab().isNull()
            drop(window, qapp)
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        look.choose("light")


def test_the_dialog_of_the_gallery_opens_over_its_page(gallery: Any, qapp: QApplication) -> None:
    window = gallery.window("people")
    dialog = gallery.dialog(window)
    gallery.settle(qapp)
    assert dialog.isVisible()
    dialog.reject()
    drop(window, qapp)
