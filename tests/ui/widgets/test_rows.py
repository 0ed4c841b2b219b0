# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QStyleOptionViewItem, QToolTip, QWidget

from laufmappe.ui.widgets import ChipSpec, Row, RowDelegate, RowsModel, RowStyle, RowsView, Section

Shower = Callable[..., Any]


def rows() -> list[Row | Section]:
    return [
        Section("Überfällig", "triangle-alert", "danger", "2", first=True),
        Row(
            "a",
            "Amina Haddad",
            detail="Unterlagen",
            chip=ChipSpec("seit 3 Tagen", "danger", "clock"),
            action="Erledigt",
        ),
        Row("b", "Bogdan Ilie", detail="Anrufen", action="Erledigt", checked=False),
        Section("Diese Woche", count="1"),
        Row("c", "Chidi Okafor", "Erstgespräch"),
    ]


def view(show: Shower) -> RowsView:
    made = RowsView("Vorgänge", RowStyle(action_column=120))
    made.show_rows(rows())
    shown: RowsView = show(made, 600, 400)
    return shown


def test_the_model_keeps_qts_rules(look: object) -> None:
    model = RowsModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.show_rows(rows())
    model.show_rows(rows()[:2])
    assert tester.model() is model


def test_arrows_pass_over_headings_and_enter_opens(show: Shower) -> None:
    list_view = view(show)
    opened: list[object] = []
    list_view.opened.connect(opened.append)
    list_view.choose_first()
    assert list_view.current_key() == "a"
    QTest.keyClick(list_view, Qt.Key.Key_Down)
    QTest.keyClick(list_view, Qt.Key.Key_Down)
    assert list_view.current_key() == "c"
    QTest.keyClick(list_view, Qt.Key.Key_Return)
    assert opened == ["c"]


def test_the_button_painted_in_a_row_acts_on_that_row(show: Shower) -> None:
    list_view = view(show)
    acted: list[object] = []
    list_view.acted.connect(acted.append)
    rect = list_view.visualRect(list_view.model().index(2, 0))
    delegate = list_view.itemDelegate()
    assert isinstance(delegate, RowDelegate)
    QTest.mouseClick(list_view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(rect.right() - 40, rect.center().y()))
    assert acted == ["b"]
    assert delegate.action_rect(QRectF(rect), rows()[2]).width() == 120  # type: ignore[arg-type]  # it is a Row


def test_space_ticks(show: Shower) -> None:
    list_view = view(show)
    ticked: list[tuple[object, bool]] = []
    list_view.ticked.connect(lambda key, on: ticked.append((key, on)))
    list_view.choose("b")
    QTest.keyClick(list_view, Qt.Key.Key_Space)
    assert ticked == [("b", True)]


def test_new_rows_keep_the_current_one_and_do_not_pretend_a_choice(show: Shower) -> None:
    list_view = view(show)
    list_view.choose("c")
    chosen: list[object] = []
    list_view.chosen.connect(chosen.append)
    list_view.show_rows([row for row in rows() if not isinstance(row, Section)])
    assert list_view.current_key() == "c"
    assert chosen == []
    list_view.show_rows(rows()[:2])
    assert list_view.current_key() is None


def test_a_screen_reader_hears_the_whole_row(show: Shower) -> None:
    list_view = view(show)
    heard = list_view.model().index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert heard == "Amina Haddad, Unterlagen, seit 3 Tagen, Erledigt"


def test_a_growing_list_never_scrolls(show: Shower) -> None:
    made = RowsView("Fällig", RowStyle(height=50), grow=True)
    made.show_rows([Row(n, f"Zeile {n}") for n in range(7)])
    assert made.height() == 350
    show(made, 400, made.height())
    assert made.verticalScrollBar().maximum() == 0


def test_a_right_to_left_list_is_mirrored(show: Shower) -> None:
    made = RowsView("Vorgänge", RowStyle(action_column=120))
    made.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    made.show_rows(rows())
    show(made, 600, 400)
    acted: list[object] = []
    made.acted.connect(acted.append)
    rect = made.visualRect(made.model().index(2, 0))
    QTest.mouseClick(made.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(rect.left() + 40, rect.center().y()))
    assert acted == ["b"]


def test_the_list_has_a_name(show: Shower, names_missing: Callable[[QWidget], list[str]]) -> None:
    assert names_missing(view(show)) == []


def test_a_row_that_is_cut_short_says_all_of_it_in_a_tool_tip(show: Callable[..., Any]) -> None:
    view = show(RowsView("Personen", RowStyle()), 300, 200)
    long = "Staatlich anerkannte Beratungsstelle für zugewanderte Fachkräfte"
    view.show_rows([Row(1, "Amina", "VHS"), Row(2, "Amina", long)])
    for line, said in ((0, ""), (1, f"Amina, {long}")):
        index = view.model().index(line, 0)
        option = QStyleOptionViewItem()
        option.rect = view.visualRect(index)
        event = QHelpEvent(QHelpEvent.Type.ToolTip, option.rect.center(), QPoint(0, 0))
        assert view.itemDelegate().helpEvent(event, view, option, index)
        assert QToolTip.text() == said
    QToolTip.hideText()
