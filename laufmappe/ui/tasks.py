# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The one worker: long work leaves the window alive, and the vault is only ever used by one thread.

Work is a plain function. Its result, its fault and its progress arrive in the thread of the window, in order, and only
while the widget that asked still exists.
"""

import queue
import threading
from collections.abc import Callable
from typing import Any

import shiboken6
from PySide6.QtCore import QObject, Signal

from laufmappe.errors import LaufmappeError
from laufmappe.log import refused, report
from laufmappe.ui.faults import unexpected_sentence

Callback = Callable[..., object]


class Cancelled(Exception):  # noqa: N818  # not a fault: the person asked for it
    """Raised by a task's `progress` inside the work when the person cancelled it."""


class Task:
    """Work that was asked for and can be cancelled."""

    def __init__(self, work: Callable[[], Any], callbacks: dict[str, Callback | None], owner: QObject | None) -> None:
        self.work = work
        self.callbacks = callbacks
        self.owner = owner
        self._cancelled = threading.Event()
        self.finished = False

    def cancel(self) -> None:
        """Nobody waits for it any more: work not begun never begins, work that reports progress stops at its next report.

        Work that comes to its end nevertheless has done what it does. Who asked with `cancelled` hears how it ended,
        by `done` or `failed`: what was printed is not said to be unprinted. Who asked without it hears nothing.
        """
        self._cancelled.set()

    def is_cancelled(self) -> bool:
        """Whether `cancel` was called."""
        return self._cancelled.is_set()

    def wanted(self) -> bool:
        """Whether anybody is there to hear of it."""
        return self.owner is None or shiboken6.isValid(self.owner)


class Tasks(QObject):
    """Runs work one after the other in one thread. Handed to pages by their constructor.

    A fault that is no `LaufmappeError` is logged without its words and comes to `failed` as one general sentence.
    `untold` carries the sentence of a fault that nobody wanted to hear: the window shows it.
    """

    untold = Signal(str)
    busy_changed = Signal(bool)
    _came = Signal(object, str, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._queue: queue.SimpleQueue[Task | None] = queue.SimpleQueue()
        self._open = 0
        self._long: list[Task] = []
        self._came.connect(self._deliver)
        self._thread = threading.Thread(target=self._loop, name="laufmappe-work", daemon=True)
        self._thread.start()

    def run(
        self,
        function: Callable[..., Any],
        *args: Any,
        done: Callback | None = None,
        failed: Callback | None = None,
        progress: Callback | None = None,
        cancelled: Callback | None = None,
        owner: QObject | None = None,
    ) -> Task:
        """Calls `function(*args)` in the worker.

        One of `done(result)`, `failed(LaufmappeError)` and `cancelled()` is called in the window's thread; after
        `Task.cancel` never `done` or `failed`, unless there is a `cancelled` and it was too late. With `progress`,
        the function also gets a keyword `progress` to call with whatever your callback takes. `owner` is the widget
        whose end makes the callbacks pointless; a bound method's own object is found by itself.
        """
        task = Task(
            function,
            {"done": done, "failed": failed, "progress": progress, "cancelled": cancelled},
            owner or _owner(done, failed),
        )
        if progress is None:
            task.work = lambda: function(*args)
        else:
            task.work = lambda: function(*args, progress=lambda *values: self._report(task, values))
            self._long.append(task)
        self._open += 1
        if self._open == 1:
            self.busy_changed.emit(True)
        self._queue.put(task)
        return task

    def hurry(self) -> None:
        """Cancels what takes long (it reports progress, and can stop): the vault is to be locked. Other work goes on."""
        for task in self._long:
            task.cancel()

    def is_busy(self) -> bool:
        """Whether work is under way or waiting."""
        return self._open > 0

    def close(self, seconds: float = 10) -> bool:
        """Ends the worker after what is under way, at most `seconds` long; what still waits is dropped."""
        self._queue.put(None)
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _report(self, task: Task, values: tuple[Any, ...]) -> None:
        if task.is_cancelled():
            raise Cancelled
        self._came.emit(task, "progress", values)

    def _loop(self) -> None:
        while (task := self._queue.get()) is not None:
            kind, value = self._work(task)
            if not shiboken6.isValid(self):
                return
            self._came.emit(task, kind, value)
            del task, value

    def _work(self, task: Task) -> tuple[str, object]:
        if task.is_cancelled():
            return "cancelled", ()
        try:
            result = task.work()
        except Cancelled:
            return "cancelled", ()
        except LaufmappeError as error:
            refused(error, "work")
            return "failed", (error,)
        except Exception as error:  # whatever work does wrong must not end the worker
            report(error, "work")
            return "stumbled", (LaufmappeError(unexpected_sentence()),)
        return "done", (result,)

    def _deliver(self, task: Task, kind: str, values: tuple[Any, ...]) -> None:
        if kind != "progress":
            task.finished = True
            self._open -= 1
            if task in self._long:
                self._long.remove(task)
            if self._open == 0:
                self.busy_changed.emit(False)
        if task.is_cancelled() and (kind == "progress" or task.callbacks["cancelled"] is None):
            return
        # A fault of the program is told by the window itself, whoever asked for the work.
        callback = task.callbacks["failed" if kind == "stumbled" else kind]
        if callback is not None and task.wanted():
            callback(*values)
        elif kind == "failed":
            self.untold.emit(str(values[0]))


def _owner(*callbacks: Callback | None) -> QObject | None:
    for callback in callbacks:
        owner = getattr(callback, "__self__", None)
        if isinstance(owner, QObject):
            return owner
    return None
