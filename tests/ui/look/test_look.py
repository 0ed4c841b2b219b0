# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtGui import QFontDatabase, QFontInfo
from PySide6.QtWidgets import QApplication, QLabel

import laufmappe.ui
from laufmappe import resources
from laufmappe.ui.look import DARK, LIGHT, Look, font, icon, pixmap, tokens_of
from laufmappe.ui.widgets import Button, Chip

Shower = Callable[..., Any]


def test_the_window_is_written_in_the_shipped_fonts(look: Look) -> None:
    assert {"Inter", "Vazirmatn", "Noto Sans Ethiopic", "Noto Sans"} <= set(QFontDatabase.families())
    for weight in (400, 500, 600, 700):
        assert QFontInfo(font(13, weight)).family().startswith("Inter")


def test_an_icon_takes_the_colour_asked_for_and_is_sharp_on_fine_screens(look: Look) -> None:
    drawn = pixmap("check", "#0F766E", 16, 2.0)
    assert (drawn.width(), drawn.devicePixelRatio()) == (32, 2.0)
    image = drawn.toImage()
    solid = [image.pixelColor(x, y) for x in range(32) for y in range(32) if image.pixelColor(x, y).alpha() == 255]
    assert solid
    assert {colour.name() for colour in solid} == {"#0f766e"}


def test_an_icon_for_a_menu_has_every_size_of_screen(look: Look) -> None:
    assert not icon("sun", "muted", 16, LIGHT).isNull()


def test_every_icon_that_the_window_names_is_shipped() -> None:
    folder = Path(str(laufmappe.ui.__path__[0]))
    pattern = re.compile(r'(?<![a-z_])(?:icon|trailing_icon|action_icon)="([a-z0-9-]+)"')
    for path in folder.rglob("*.py"):
        for name in pattern.findall(path.read_text(encoding="utf-8")):
            assert resources.path("icons", f"{name}.svg").is_file(), f"{path.name}: {name}"


def test_another_theme_restyles_what_is_already_open(look: Look, show: Shower, qapp: QApplication) -> None:
    button = show(Button("Aufnehmen", kind="primary", icon="check"), 200, 34)
    chip = show(Chip("wartet", "warn", "hourglass"), 100, 22)
    before = button.grab().toImage(), chip.grab().toImage()
    look.choose("dark")
    try:
        qapp.processEvents()
        assert tokens_of(button.palette()) is DARK
        assert tokens_of(chip.palette()) is DARK
        assert button.grab().toImage() != before[0]
        assert chip.grab().toImage() != before[1]
    finally:
        look.choose("light")
    qapp.processEvents()
    assert button.grab().toImage() == before[0]


def test_an_unknown_theme_counts_as_the_systems(look: Look) -> None:
    look.choose("sepia")
    assert look.theme == "system"
    look.choose("light")


def test_this_version_of_qt_does_not_eat_references_to_none(look: Look, show: Shower) -> None:
    label = show(QLabel(), 100, 30)
    before = sys.getrefcount(None)
    for _round in range(1_000):
        label.setText("Ratsuchende")
    assert abs(sys.getrefcount(None) - before) < 500
