# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The desktop's own signals, on a bus of the test's own; and the messages of Windows as numbers."""

import os
import shutil
import subprocess
import sys
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from laufmappe.ui.session_lock import AWAY, SCREEN, SLEEP, SessionWatch
from laufmappe.ui.session_lock_windows import reason_of

LISTEN = """
import subprocess, sys
from PySide6.QtCore import QTimer
from PySide6.QtDBus import QDBusConnection
from PySide6.QtWidgets import QApplication
from laufmappe.ui.session_lock import SessionWatch
app = QApplication([])
bus = QDBusConnection.sessionBus()
assert bus.isConnected()
watch = SessionWatch()
watch.listen(bus, QDBusConnection("nowhere"))
watch.away.connect(lambda reason: print(reason, flush=True))
signals = [
    ["/org/gnome/ScreenSaver", "org.gnome.ScreenSaver.ActiveChanged", "boolean:false"],
    ["/org/freedesktop/login1", "org.freedesktop.login1.Manager.PrepareForSleep", "boolean:true"],
    ["/org/freedesktop/login1", "org.freedesktop.login1.Manager.PrepareForSleep", "boolean:false"],
    ["/org/freedesktop/login1/session/_31", "org.freedesktop.login1.Session.Lock"],
    ["/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver.ActiveChanged", "boolean:true"],
]
def say():
    for signal in signals:
        subprocess.run(["dbus-send", "--session", "--type=signal", *signal], check=True)
QTimer.singleShot(200, say)
QTimer.singleShot(900, app.quit)
app.exec()
"""


@pytest.mark.skipif(
    not (shutil.which("dbus-run-session") and shutil.which("dbus-send")), reason="there is no bus to listen to"
)
def test_sleep_screen_lock_and_screen_saver_are_heard_on_the_buses() -> None:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "QT_QPA_PLATFORM": "offscreen"}
    ran = subprocess.run(
        ["dbus-run-session", "--", sys.executable, "-c", LISTEN],
        env=environment, capture_output=True, text=True, check=True, timeout=30,
    )  # fmt: skip
    assert ran.stdout.split() == [SLEEP, SCREEN, SCREEN]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there are no such buses")
def test_without_buses_nothing_is_heard_and_nothing_said(qapp: QApplication) -> None:
    from PySide6.QtDBus import QDBusConnection

    watch = SessionWatch()
    watch.listen(QDBusConnection("nowhere"), QDBusConnection("nowhere"))
    watch.delay_sleep(QDBusConnection("nowhere"))
    watch.deleteLater()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there are no such buses")
def test_another_user_in_front_counts_as_gone(qapp: QApplication) -> None:
    watch = SessionWatch()
    heard: list[Any] = []
    watch.away.connect(heard.append)
    watch.properties_told("org.freedesktop.login1.Session", {"Active": True}, [])
    watch.properties_told("org.freedesktop.login1.Session", {"IdleHint": False}, [])
    watch.properties_told("other", {"Active": False}, [])
    assert heard == []
    watch.properties_told("org.freedesktop.login1.Session", {"Active": False}, [])
    assert heard == [AWAY]
    watch.deleteLater()


@pytest.mark.parametrize(
    ("message", "parameter", "reason"),
    [
        (0x02B1, 7, SCREEN),
        (0x02B1, 8, ""),
        (0x02B1, 2, AWAY),
        (0x0218, 4, SLEEP),
        (0x0218, 7, ""),
        (0x0010, 7, ""),
    ],
)
def test_windows_says_it_in_numbers(message: int, parameter: int, reason: str) -> None:
    assert reason_of(message, parameter) == reason
