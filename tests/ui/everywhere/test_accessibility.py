# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Without eyes and without a mouse: on every page and in every dialog each control says its name, what it is and how it
stands, Tab reaches all of them in the order of reading, one sees where one is, and Esc leads out."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any, cast

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLineEdit,
    QScrollArea,
    QTextBrowser,
    QWidget,
)

from laufmappe.ui.widgets import CheckBox, Dialog, LabeledField, LineEdit, RadioButton, Segmented
from tests.ui.everywhere.conftest import PLACES
from tests.ui.everywhere.dialogs import DIALOGS
from tests.ui.everywhere.looking import called, first

Role = QAccessible.Role
Walking = Callable[..., Any]
SENSIBLE = {
    Role.Button,
    Role.PushButton,
    Role.ButtonMenu,
    Role.CheckBox,
    Role.RadioButton,
    Role.ComboBox,
    Role.EditableText,
    Role.SpinBox,
    Role.List,
    Role.ListItem,
    Role.Link,
}


def _said_by(widget: QWidget) -> QAccessibleInterface:
    said = QAccessible.queryAccessibleInterface(widget)
    assert said is not None
    return said


def strange(root: QWidget) -> list[str]:
    """What can take the focus and has no name, or a role that says nothing. A picture that scrolls has no
    role in Qt, and a page to be read is a text."""
    found: list[str] = []

    def walk(node: QAccessibleInterface | None) -> None:
        if node is None or not node.isValid() or node.state().invisible:
            return
        if node.state().focusable:
            if not node.text(QAccessible.Text.Name).strip():
                found.append(f"no name: {node.object()}")
            reads = isinstance(node.object(), QScrollArea) or (
                isinstance(node.object(), QTextBrowser) and node.role() == Role.StaticText
            )
            if node.role() not in SENSIBLE and not reads:
                found.append(f"{node.role()}: {called(cast(QWidget, node.object()))}")
        for number in range(min(node.childCount(), 60)):
            walk(node.child(number))

    walk(QAccessible.queryAccessibleInterface(root))
    return found


def is_stop(widget: QWidget) -> bool:
    """Whether Tab should come here. Of radio buttons and their like it comes to one, and the arrows to the others."""
    if isinstance(widget, QAbstractButton) and widget.isCheckable():
        group = widget.group()
        if widget.autoExclusive() or (group is not None and group.exclusive()):
            return False
    here = widget.isVisible() and widget.isEnabled() and widget.focusProxy() is None
    return here and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


def tabbed(root: QWidget) -> list[QWidget]:
    """The controls in the order in which Tab comes to them, until it comes to one again."""
    reached: list[QWidget] = []
    for _step in range(400):
        now = QApplication.focusWidget()
        if now is not None and now in reached:
            break
        if now is not None:
            reached.append(now)
        QTest.keyClick(now or root.window(), Qt.Key.Key_Tab)
    return reached


def out_of_order(stops: list[QWidget], inside: QWidget) -> list[str]:
    """Stops above the one before and not in the next column: Tab jumps back there, against the order of reading."""
    found = []
    for before, after in pairwise(stops):
        if not (inside.isAncestorOf(before) and inside.isAncestorOf(after)):
            continue
        if before.visibleRegion().isEmpty() or after.visibleRegion().isEmpty():
            continue  # scrolled away, at a place of its own
        here, there = before.mapTo(inside, QPoint(0, 0)), after.mapTo(inside, QPoint(0, 0))
        if there.y() + after.height() <= here.y() and there.x() < here.x() + before.width():
            found.append(f"{called(before)} → {called(after)}")
    return found


def unseen(stops: list[QWidget]) -> list[str]:
    """Stops that look the same with and without the focus. One that only scrolls shows its bar instead."""
    found = []
    for widget in stops:
        whole = widget.parentWidget() if isinstance(widget, QLineEdit) else widget
        if whole is None or (isinstance(widget, QScrollArea) and not isinstance(widget, QAbstractItemView)):
            continue
        if isinstance(widget, QAbstractItemView) and not widget.currentIndex().isValid():
            continue  # an empty list has nothing to stand on
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        QApplication.processEvents()
        if not widget.hasFocus():
            continue  # a refresh of the page took it away meanwhile
        with_focus = whole.grab().toImage()
        widget.clearFocus()
        QApplication.processEvents()
        if whole.grab().toImage() == with_focus:
            found.append(called(widget))
    return found


@pytest.mark.parametrize("place", PLACES)
def test_every_control_of_a_page_is_named_reached_by_tab_and_seen_with_the_focus(walk: Walking, place: str) -> None:
    walker = walk()
    page = walker.go(place)
    assert strange(walker.window) == []
    stops = tabbed(walker.window)
    missed = [called(w) for w in walker.window.findChildren(QWidget) if is_stop(w) and w not in stops]
    assert missed == []
    hidden = unseen([w for w in stops if page.isAncestorOf(w)][:40])
    assert not hidden, first(hidden)


def test_every_dialog_is_named_walked_by_tab_in_order_and_left_by_esc_to_where_one_was(walk: Walking) -> None:
    walker = walk()
    page = walker.go("people")
    begin = page.panel.search
    found = []
    for kind, build in DIALOGS.items():
        begin.setFocus()
        dialog = walker.open(build)
        name = kind.__name__
        found += [f"{name}: {fault}" for fault in strange(dialog)]
        if not dialog.accessibleName():
            found.append(f"{name} has no name")
        stops = tabbed(dialog)
        found += [f"{name}: leaves the dialog at {called(w)}" for w in stops if not dialog.isAncestorOf(w)]
        found += [
            f"{name}: no Tab to {called(w)}" for w in dialog.findChildren(QWidget) if is_stop(w) and w not in stops
        ]
        found += [f"{name}: backwards {jump}" for jump in out_of_order(stops, dialog._content)]
        found += [f"{name}: required, not said: {called(w.field)}" for w in _silent(dialog)]
        for _press in range(2):  # the first may warn: what is shown here is never shown again
            if dialog.isVisible():
                QTest.keyClick(QApplication.focusWidget() or dialog, Qt.Key.Key_Escape)
        if dialog.isVisible():
            found.append(f"Esc does not close {name}")
            dialog.done(0)
        if QApplication.focusWidget() is not begin:
            found.append(f"{name} does not give the focus back")
        del dialog, stops
    assert not found, first(found, 40)


def _silent(dialog: Dialog) -> list[LabeledField]:
    """Fields that show „Pflicht“ and do not say it."""
    shown = [each for each in dialog.findChildren(LabeledField) if each.is_required]
    return [each for each in shown if "Pflicht" not in each.field.accessibleName()]


def test_controls_say_how_they_stand(show: Callable[..., Any]) -> None:
    holder = QWidget()
    tick, radio = CheckBox("Dolmetschen nötig", parent=holder), RadioButton("Verweis", parent=holder)
    one = Segmented("Farben", [("hell", 1), ("dunkel", 2)], 2, holder)
    field = LabeledField("Name", LineEdit(), required=True, parent=holder)
    show(holder, 400, 300)
    assert not _said_by(tick).state().checked
    tick.setChecked(True)
    radio.setChecked(True)
    assert _said_by(tick).state().checked
    assert _said_by(radio).state().checked
    light, dark = (_said_by(part) for part in one.findChildren(QAbstractButton))
    assert (light.role(), light.state().checked, dark.state().checked) == (Role.RadioButton, False, True)
    said = _said_by(field.field)
    assert said.text(QAccessible.Text.Name) == "Name (Pflicht)"
    field.show_fault("Ohne Namen geht es nicht.")
    assert said.text(QAccessible.Text.Description) == "Ohne Namen geht es nicht."
    field.clear_fault()
    assert said.text(QAccessible.Text.Description) == ""
    assert field.label.buddy() is field.field
    field.field.setEnabled(False)
    assert said.state().disabled


def test_every_row_of_a_list_says_all_that_it_shows(walk: Walking) -> None:
    walker = walk()
    people = walker.go("people")
    said = _said_by(people.panel.view)
    rows = [said.child(number).text(QAccessible.Text.Name) for number in range(said.childCount())]
    assert any("Amira Haddad" in row and "überfällig" in row for row in rows)
    assert all(row.strip() for row in rows)
