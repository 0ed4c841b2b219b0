# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Logging out and shutting down end the program as closing its window does: what was begun is kept, the vault is locked."""

import os
import signal
import sys
from collections.abc import Callable

from PySide6.QtCore import QSocketNotifier
from PySide6.QtWidgets import QApplication


def end_when_told(application: QApplication, end: Callable[[], object]) -> None:
    """From now on SIGTERM and SIGHUP mean `end`. Windows tells Qt by itself."""
    if sys.platform == "win32":
        return
    reader, writer = os.pipe()
    for descriptor in (reader, writer):
        os.set_blocking(descriptor, False)
    # Python looks at signals only while its own code runs; the byte in the pipe makes Qt run some.
    signal.set_wakeup_fd(writer, warn_on_full_buffer=False)
    notifier = QSocketNotifier(reader, QSocketNotifier.Type.Read, application)
    notifier.activated.connect(lambda: os.read(reader, 64))
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda _number, _frame: end())
