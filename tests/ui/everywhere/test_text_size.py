# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Text twice as large: at once, without losing what is typed, and nothing is cut off or out of reach."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from laufmappe.ui.look import zoom
from laufmappe.ui.look.zoom import SIZES, can_zoom, next_size, show_size, shown_size, started_at
from laufmappe.ui.unlock.last_vault import Remembered
from laufmappe.ui.widgets import Dialog, LineEdit, key_text
from tests.ui.everywhere.dialogs import DIALOGS
from tests.ui.everywhere.looking import across, clipped, first, outside, overlapping

Walking = Callable[..., Any]
TWICE = (640, 340)
"""What a window that fills a screen of 1280 × 720 has at 200 %, in its own pixels."""
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    yield
    show_size(100)


def _faults(root: QWidget) -> list[str]:
    return [*clipped(root), *outside(root), *overlapping(root)]


def _out_of_reach(root: QWidget) -> list[str]:
    """Content that is wider than its room and can't be scrolled to."""
    off = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    return [
        f"{area.objectName()} {content.minimumSizeHint().width()}"
        for area in root.findChildren(QScrollArea)
        if area.isVisible() and area.widgetResizable() and (content := area.widget()) is not None
        if content.minimumSizeHint().width() > area.viewport().width() and area.horizontalScrollBarPolicy() == off
    ]


@pytest.mark.parametrize("code", ["de", "en", "ar"])
def test_at_200_per_cent_every_page_is_whole_and_within_reach(walk: Walking, code: str) -> None:
    walker = walk(code)
    walker.resize(*TWICE)
    found = []
    for place, page in walker.pages():
        found += [f"{place}: {fault}" for fault in [*_faults(walker.window), *across(page)]]
        if hasattr(page, "beside"):
            page.beside.show_list()
            walker.rest()
            found += [f"{place}, list: {fault}" for fault in [*_faults(walker.window), *across(page)]]
    assert not found, first(found)


def test_at_200_per_cent_every_dialog_is_whole_and_within_reach(walk: Walking) -> None:
    walker = walk("de")
    walker.resize(*TWICE)
    walker.go("people")
    found = []
    for kind, build in DIALOGS.items():
        dialog = walker.open(build)
        inside = walker.window.rect().contains(dialog.geometry())
        found += [f"{kind.__name__}: {fault}" for fault in [*_faults(dialog), *_out_of_reach(dialog)]]
        found += [] if inside else [f"{kind.__name__} is larger than the window"]
        dialog.done(0)
        del dialog
    assert not found, first(found)


def test_with_large_text_list_and_person_take_turns(walk: Walking) -> None:
    walker = walk("de")
    people = walker.go("people")
    walker.resize(*TWICE)
    assert people.panel.isVisible() != people._stack.isVisible()
    QTest.keyClick(QApplication.focusWidget() or walker.window, Qt.Key.Key_F6)
    assert people.panel.isVisible()
    assert people.panel.view.hasFocus()
    QTest.keyClick(people.panel.view, Qt.Key.Key_Return)
    walker.rest()
    assert not people.panel.isVisible()
    assert people.isAncestorOf(QApplication.focusWidget())
    walker.resize(1280, 720)
    assert people.panel.isVisible()
    assert people._stack.isVisible()


@pytest.mark.skipif(sys.platform not in ("linux", "win32"), reason="Qt's function has another name there")
def test_text_is_larger_at_once_and_what_is_typed_stays(walk: Walking) -> None:
    assert can_zoom()
    walker = walk("de")
    page = walker.go("intake")
    field = page.findChildren(LineEdit)[0]
    field.setFocus()
    QTest.keyClicks(field, "Amina")
    before = walker.window.devicePixelRatioF()
    for _step in SIZES[1:]:
        QTest.keyClick(QApplication.focusWidget() or walker.window, Qt.Key.Key_Plus, CONTROL)
    walker.rest()
    assert shown_size() == 200
    assert walker.window.devicePixelRatioF() == 2 * before
    assert walker.window.isVisible()
    assert (field.text(), field.hasFocus()) == ("Amina", True)
    assert Remembered(walker.app.remembered._path).text_size() == 200
    QTest.keyClick(field, Qt.Key.Key_0, CONTROL)
    walker.rest()
    assert shown_size() == 100
    assert walker.window.devicePixelRatioF() == before


@pytest.mark.skipif(not can_zoom(), reason="Qt's function has another name there")
def test_a_dialog_stays_open_and_in_place_when_its_text_becomes_larger(walk: Walking) -> None:
    walker = walk("de")
    walker.go("people")
    dialog = next(build(walker) for kind, build in DIALOGS.items() if kind.__name__ == "GoalDialog")
    dialog.appear()
    walker.rest()
    QTest.keyClick(QApplication.focusWidget() or dialog, Qt.Key.Key_Plus, CONTROL)
    walker.rest()
    assert shown_size() == 110
    assert [each for each in walker.window.findChildren(Dialog) if each.isVisible()] == [dialog]
    assert walker.window.rect().contains(dialog.geometry())
    focus = QApplication.focusWidget()
    assert focus is not None
    assert dialog.isAncestorOf(focus)
    dialog.done(0)


def test_a_size_that_nobody_offers_is_kept_within_bounds(tmp_path: Any) -> None:
    show_size(950)
    assert shown_size() in (200, 100)
    show_size(-3)
    assert shown_size() == 100
    assert key_text("Ctrl++") == "Strg++"
    assert (next_size(-1, 100), next_size(1, 100), next_size(0, 175)) == (100, 110, 100)
    kept = Remembered(tmp_path / "window.json")
    assert kept.text_size() == 100
    kept.keep_text_size(150)
    assert Remembered(tmp_path / "window.json").text_size() == 150
    (tmp_path / "window.json").write_text('{"text_size": "¹50"}', encoding="utf-8")
    assert Remembered(tmp_path / "window.json").text_size() == 100


@pytest.mark.parametrize(("own", "shown"), [("", "1.5"), ("1.5", "2.25")])
def test_the_program_starts_in_the_size_that_was_chosen(own: str, shown: str) -> None:
    script = (
        "import os; from PySide6.QtWidgets import QApplication; from laufmappe.ui.look.zoom import started_at\n"
        "with started_at(150): application = QApplication([])\n"
        "print(application.primaryScreen().devicePixelRatio(), os.environ.get('QT_SCALE_FACTOR', ''))"
    )
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": own}
    environment["PYTHONPATH"] = os.pathsep.join(sys.path)
    ran = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True)
    assert ran.stdout.split() == [shown, own][: 2 if own else 1]


def test_where_it_can_not_change_at_once_the_size_is_chosen_for_the_next_start(
    walk: Walking, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(zoom, "_NAMES", {})
    zoom._set_factor.cache_clear()
    try:
        walker = walk("de")
        page = walker.go("settings")
        sizes = page.appearance.text_size
        assert not sizes.isHidden()
        for _step in range(2):
            QTest.keyClick(QApplication.focusWidget() or walker.window, Qt.Key.Key_Plus, CONTROL)
        walker.rest()
        assert shown_size() == 100
        assert Remembered(walker.app.remembered._path).text_size() == 125
        page.appearance.refresh()
        assert sizes.value() == 125
    finally:
        zoom._set_factor.cache_clear()
    with started_at(950):
        assert shown_size() == 200
