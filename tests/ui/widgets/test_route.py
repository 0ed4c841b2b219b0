# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QWidget

from laufmappe.ui.widgets import RouteView, Station
from laufmappe.ui.widgets.route import StationsModel
from laufmappe.ui.widgets.route_delegate import STATES, two_lines

Shower = Callable[..., Any]


def stations(count: int, current: int = 2) -> list[Station]:
    states = list(STATES)
    return [
        Station(
            n,
            f"Station {n}",
            "VHS Mitte",
            states[n % len(states)],
            "12.03.2026",
            "ok",
            current=n == current,
            state_word="erledigt",
        )
        for n in range(count)
    ]


def route(show: Shower, count: int, width: int = 800) -> RouteView:
    made = RouteView("Unterstützungskette")
    made.show_stations(stations(count))
    shown: RouteView = show(made, width, 300)
    return shown


def test_the_model_keeps_qts_rules(look: object) -> None:
    model = StationsModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.show_stations(stations(4))
    assert tester.model() is model


@pytest.mark.parametrize(("count", "columns"), [(1, 1), (5, 5), (7, 4), (15, 5), (11, 6)])
def test_many_stations_stand_in_even_rows_and_none_is_cut_off(show: Shower, count: int, columns: int) -> None:
    made = route(show, count)
    assert made.columns == columns
    rects = [made.visualRect(made.model().index(n, 0)) for n in range(count)]
    assert all(made.viewport().rect().contains(rect) for rect in rects), (made.viewport().rect(), rects)
    assert len({rect.top() for rect in rects}) == -(-count // columns)


def test_arrows_follow_the_route_also_from_row_to_row(show: Shower) -> None:
    made = route(show, 8)
    made.choose(3)
    QTest.keyClick(made, Qt.Key.Key_Right)
    assert made.current_id() == 4
    QTest.keyClick(made, Qt.Key.Key_Up)
    assert made.current_id() == 0
    QTest.keyClick(made, Qt.Key.Key_Up)
    assert made.current_id() == 0
    QTest.keyClick(made, Qt.Key.Key_End)
    assert made.current_id() == 7


def test_five_stations_stand_in_a_row_beside_the_list_of_people_on_a_small_screen(show: Shower) -> None:
    assert route(show, 15, width=678).columns == 5


def test_a_row_is_only_as_high_as_its_own_words_need(show: Shower) -> None:
    made = RouteView("Unterstützungskette")
    made.show_stations(
        [Station(n, "Wohnung suchen und anmelden" if n == 7 else "Erstberatung", chip_text="offen") for n in range(10)]
    )
    show(made, 678, 300)
    first, second = (made.visualRect(made.model().index(n, 0)) for n in (0, 5))
    assert first.height() < second.height()
    assert second.top() == first.bottom() + 1


def test_arrows_turn_round_with_the_direction_of_the_window(show: Shower) -> None:
    made = RouteView("Unterstützungskette")
    made.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    made.show_stations(stations(4))
    show(made, 800, 300)
    made.choose(1)
    first, second = (made.visualRect(made.model().index(n, 0)).left() for n in (0, 1))
    assert first > second
    QTest.keyClick(made, Qt.Key.Key_Left)
    assert made.current_id() == 2


def test_enter_space_and_click_open_a_station(show: Shower) -> None:
    made = route(show, 4)
    opened: list[object] = []
    made.opened.connect(opened.append)
    made.choose(1)
    QTest.keyClick(made, Qt.Key.Key_Return)
    QTest.keyClick(made, Qt.Key.Key_Space)
    target: QPoint = made.visualRect(made.model().index(3, 0)).center()
    QTest.mouseClick(made.viewport(), Qt.MouseButton.LeftButton, pos=target)
    assert opened == [1, 1, 3]


def test_the_line_is_solid_up_to_where_the_person_is() -> None:
    model = StationsModel()
    model.show_stations(stations(5, current=3))
    assert model.last_reached() == 3
    model.show_stations(stations(5, current=-1))
    assert model.last_reached() == 0


def test_a_screen_reader_hears_name_place_state_and_date(show: Shower) -> None:
    made = route(show, 3)
    heard = made.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert heard == "Station 0, VHS Mitte, erledigt, 12.03.2026"


def test_every_state_has_a_shape_of_its_own() -> None:
    shapes = {(look.icon, look.filled, look.dashed) for look in STATES.values()}
    assert len(shapes) == len(STATES)


def test_long_titles_break_between_words(look: object) -> None:
    assert two_lines("Wohnberechtigungsschein beantragen", 170) == ["Wohnberechtigungsschein", "beantragen"]
    assert two_lines("Sprachkurs", 170) == ["Sprachkurs"]
    assert two_lines("Alphabetisierungskurs", 130) == ["Alphabetisierungs-", "kurs"]
    assert two_lines("Krankenversicherung klären", 125) == ["Kranken-", "versicherung klären"]


def test_the_route_has_a_name(show: Shower, names_missing: Callable[[QWidget], list[str]]) -> None:
    assert names_missing(route(show, 3)) == []
