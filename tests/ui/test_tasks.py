# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
import logging
import threading
import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from laufmappe.errors import LaufmappeError, RuleError
from laufmappe.ui.tasks import Tasks

Settle = Callable[[Tasks], None]


def test_work_runs_elsewhere_and_its_result_arrives_in_the_window(tasks: Tasks, settle: Settle) -> None:
    came: list[tuple[int, int]] = []
    tasks.run(threading.get_ident, done=lambda ident: came.append((ident, threading.get_ident())))
    settle(tasks)
    worker, window = came[0]
    assert worker != threading.get_ident()
    assert window == threading.get_ident()


def test_work_is_done_one_after_the_other_by_one_thread(tasks: Tasks, settle: Settle) -> None:
    seen: list[tuple[int, int]] = []
    for number in range(20):
        tasks.run(lambda n: (n, threading.get_ident()), number, done=seen.append)
    settle(tasks)
    assert [number for number, _thread in seen] == list(range(20))
    assert len({thread for _number, thread in seen}) == 1


def test_a_fault_with_a_sentence_comes_back_as_itself(tasks: Tasks, settle: Settle) -> None:
    def refuse() -> None:
        raise RuleError("Das geht so nicht.")

    came: list[LaufmappeError] = []
    tasks.run(refuse, failed=came.append)
    settle(tasks)
    assert isinstance(came[0], RuleError)


def test_a_fault_that_nobody_wants_to_hear_is_told_by_the_window(tasks: Tasks, settle: Settle) -> None:
    def refuse() -> None:
        raise RuleError("Das geht so nicht.")

    told: list[str] = []
    tasks.untold.connect(told.append)
    tasks.run(refuse)
    settle(tasks)
    assert told == ["Das geht so nicht."]


def test_an_unexpected_fault_leaves_the_worker_alive_and_names_nobody(
    tasks: Tasks, settle: Settle, caplog: pytest.LogCaptureFixture
) -> None:
    def stumble() -> None:
        raise KeyError("Amina Haddad")

    came: list[object] = []
    logger = logging.getLogger("laufmappe.faults")
    handlers, logger.handlers = logger.handlers, []  # this fault is expected
    try:
        tasks.run(stumble, failed=came.append)
        tasks.run(lambda: "next", done=came.append)
        settle(tasks)
    finally:
        logger.handlers = handlers
    assert isinstance(came[0], LaufmappeError)
    assert "Amina" not in str(came[0])
    assert "Amina" not in caplog.text
    assert "KeyError" in caplog.text
    assert came[1] == "next"


def test_progress_arrives_in_order(tasks: Tasks, settle: Settle) -> None:
    def count(progress: Callable[[int, int], None]) -> str:
        for number in range(5):
            progress(number, 5)
        return "end"

    came: list[object] = []
    tasks.run(count, progress=lambda n, of: came.append((n, of)), done=came.append)
    settle(tasks)
    assert came == [(0, 5), (1, 5), (2, 5), (3, 5), (4, 5), "end"]


def test_a_cancelled_work_stops_at_its_next_report(tasks: Tasks, settle: Settle, qtbot: QtBot) -> None:
    rounds: list[int] = []

    def count(progress: Callable[[int], None]) -> None:
        for number in range(100_000):
            rounds.append(number)
            progress(number)
            time.sleep(0.001)

    ends: list[str] = []
    task = tasks.run(
        count, progress=lambda _n: None, done=lambda _r: ends.append("done"), cancelled=lambda: ends.append("cancelled")
    )
    qtbot.waitUntil(lambda: len(rounds) > 3)
    task.cancel()
    settle(tasks)
    assert ends == ["cancelled"]
    assert len(rounds) < 5_000


def test_work_that_was_cancelled_while_waiting_never_begins(tasks: Tasks, settle: Settle) -> None:
    begun: list[str] = []
    gate = threading.Event()
    tasks.run(gate.wait, 5)
    task = tasks.run(begun.append, "second")
    task.cancel()
    gate.set()
    settle(tasks)
    assert begun == []


@pytest.mark.parametrize("ends", ["done", "failed"])
def test_of_work_that_is_no_longer_wanted_nothing_is_heard(tasks: Tasks, settle: Settle, ends: str) -> None:
    def work() -> str:
        gate.wait(5)
        if ends == "failed":
            raise RuleError("Das geht so nicht.")
        return "old"

    for cancel_late in (False, True):
        heard: list[object] = []
        gate, over = threading.Event(), threading.Event()
        tasks.untold.connect(heard.append)
        task = tasks.run(work, done=heard.append, failed=heard.append)
        tasks.run(over.set)
        if not cancel_late:
            task.cancel()
        gate.set()
        assert over.wait(5)  # its result is on the way to the window, which has not looked yet
        task.cancel()
        settle(tasks)
        assert heard == []
        assert task.finished


def test_who_cancels_too_late_hears_that_it_was_done(tasks: Tasks, settle: Settle) -> None:
    ends: list[str] = []
    begun, gate = threading.Event(), threading.Event()

    def encrypt(progress: Callable[[float], None]) -> str:
        progress(1.0)
        begun.set()
        gate.wait(5)  # nothing may stop it any more
        return "the new key"

    task = tasks.run(
        encrypt, progress=lambda _share: None, done=ends.append, cancelled=lambda: ends.append("nothing changed")
    )
    assert begun.wait(5)
    task.cancel()
    gate.set()
    settle(tasks)
    assert ends == ["the new key"]


def test_a_fault_of_the_program_is_left_to_the_window_to_tell(tasks: Tasks, settle: Settle) -> None:
    told: list[str] = []
    tasks.untold.connect(told.append)
    logger = logging.getLogger("laufmappe.faults")
    handlers, logger.handlers = logger.handlers, []  # this fault is expected
    try:
        tasks.run(lambda: 1 // 0)
        settle(tasks)
    finally:
        logger.handlers = handlers
    assert told == []


def test_nothing_is_delivered_to_a_page_that_is_gone(tasks: Tasks, settle: Settle, qapp: QApplication) -> None:
    label = QLabel()
    gate = threading.Event()
    came: list[object] = []

    def slow() -> str:
        gate.wait(5)
        return "too late"

    tasks.run(slow, done=came.append, owner=label)
    other = QLabel()
    tasks.run(slow, done=other.setText)
    label.deleteLater()
    other.deleteLater()
    QApplication.sendPostedEvents(None, 52)  # DeferredDelete
    gate.set()
    settle(tasks)
    assert came == []


def test_the_end_waits_for_what_is_under_way(qapp: QApplication) -> None:
    tasks = Tasks()
    done: list[str] = []

    def slow() -> None:
        time.sleep(0.05)
        done.append("kept")

    tasks.run(slow)
    assert tasks.close()
    assert done == ["kept"]
    assert isinstance(tasks, QObject)
