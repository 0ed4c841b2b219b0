# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from laufmappe.ui.idle import MINUTES, IdleWatch
from laufmappe.ui.widgets import LineEdit


class Clock:
    now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def heard(qapp: QApplication, clock: Clock) -> Iterator[list[str]]:
    """What a watch on this clock says; `clock.look()` is done by the test through `watch`."""
    said: list[str] = []
    watch = IdleWatch(qapp, clock)
    watch.idle.connect(lambda: said.append("idle"))
    clock.watch = watch  # type: ignore[attr-defined]  # the tests look through it
    yield said
    qapp.removeEventFilter(watch)
    watch.deleteLater()


def look_after(clock: Any, minutes: float) -> None:
    clock.now += minutes * 60
    clock.watch.look()


def test_ten_minutes_without_a_sign_of_life_are_idle(heard: list[str], clock: Clock) -> None:
    look_after(clock, MINUTES - 0.1)
    assert heard == []
    look_after(clock, 0.2)
    assert heard == ["idle"]


def test_a_key_begins_the_time_anew(heard: list[str], clock: Clock, show: Callable[..., Any]) -> None:
    field = LineEdit("Name")
    show(field, 200, 60)
    look_after(clock, 9)
    QTest.keyClick(field, Qt.Key.Key_A)
    look_after(clock, 9)
    assert heard == []
    look_after(clock, 2)
    assert heard == ["idle"]


def test_a_clock_set_back_does_not_keep_the_vault_open_for_ever(heard: list[str], clock: Clock) -> None:
    look_after(clock, -600)
    look_after(clock, MINUTES)
    assert heard == ["idle"]
