# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the desktop says of itself: its screen is locked, the computer goes to sleep, another person takes the seat.

On Linux it is said on the buses of system and session (where there is none, nothing is heard, and the idle clock is what
remains); on Windows by messages to the window.

    system   org.freedesktop.login1.Manager   PrepareForSleep(true)
             org.freedesktop.login1.Session   Lock, and the property Active becoming false (user switch)
    session  org.freedesktop.ScreenSaver, org.gnome.ScreenSaver   ActiveChanged(true)

Whoever may send such a signal can lock the vault and nothing else, so senders are not told apart.
"""

import sys
from typing import Any, cast

from PySide6.QtCore import SLOT, QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from laufmappe.i18n import _

if sys.platform == "win32":
    from laufmappe.ui.session_lock_windows import WindowsWatch
elif sys.platform == "linux":
    from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher

SCREEN, SLEEP, AWAY = "screen", "sleep", "away"
"""Why: the screen was locked, the computer goes to sleep, somebody else has the seat."""

_LOGIN = "org.freedesktop.login1"
_MANAGER = f"{_LOGIN}.Manager"
_SESSION = f"{_LOGIN}.Session"
_SCREEN_SAVERS = ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver")


class SessionWatch(QObject):
    """`away(reason)` when the person can't be at the window any more."""

    away = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._windows: Any = None
        self._delay: object = None
        if sys.platform == "win32":
            self._windows = WindowsWatch(self.away.emit)
        elif sys.platform == "linux":
            self.listen(QDBusConnection.systemBus(), QDBusConnection.sessionBus())

    def watch_window(self, window: QWidget) -> None:
        """The vault is open in this window: Windows tells it; on Linux, sleep waits a moment for the locking."""
        if self._windows is not None:
            self._windows.watch(int(window.winId()))
        elif sys.platform == "linux":
            self.delay_sleep(QDBusConnection.systemBus())

    if sys.platform == "linux":

        def listen(self, system: QDBusConnection, session: QDBusConnection) -> None:
            """Hears what is said on these buses; one that is not there is passed over."""
            if system.isConnected():
                self._hear(system, "", _MANAGER, "PrepareForSleep", "sleep_told(bool)")
                self._ask_for_session(system)
            if session.isConnected():
                for name in _SCREEN_SAVERS:
                    self._hear(session, "", name, "ActiveChanged", "screen_told(bool)")

        def _hear(self, bus: QDBusConnection, path: str, interface: str, name: str, slot: str) -> None:
            # The binding takes what the macro SLOT gives; its hints know bytes only.
            bus.connect("", path, interface, name, self, cast(bytes, SLOT(slot)))

        def delay_sleep(self, system: QDBusConnection) -> None:
            """Asks to be waited for before the computer sleeps; the answer is a file that ends with this process."""
            if not system.isConnected() or self._delay is not None:
                return
            question = QDBusMessage.createMethodCall(_LOGIN, "/org/freedesktop/login1", _MANAGER, "Inhibit")
            question.setArguments(["sleep", "Laufmappe", _("Der Tresor wird noch gesperrt."), "delay"])
            answer = QDBusPendingCallWatcher(system.asyncCall(question), self)
            answer.finished.connect(self._delay_granted)

        def _delay_granted(self, call: QDBusPendingCallWatcher) -> None:
            values = call.reply().arguments()
            if call.reply().type() == QDBusMessage.MessageType.ReplyMessage and values:
                self._delay = values[0]
            call.deleteLater()

        def _ask_for_session(self, system: QDBusConnection) -> None:
            question = QDBusMessage.createMethodCall(_LOGIN, "/org/freedesktop/login1", _MANAGER, "GetSessionByPID")
            question.setArguments([0])
            # 0 is whoever asks. A program outside of a session gets a fault: then no path is known, and all are heard.
            answer = QDBusPendingCallWatcher(system.asyncCall(question), self)
            answer.finished.connect(lambda call: self._session_told(system, call))

        def _session_told(self, system: QDBusConnection, call: QDBusPendingCallWatcher) -> None:
            reply = call.reply()
            values = reply.arguments() if reply.type() == QDBusMessage.MessageType.ReplyMessage else []
            path = getattr(values[0], "path", str)() if values else ""
            self._hear(system, path, _SESSION, "Lock", "lock_told()")
            if path:
                properties = "org.freedesktop.DBus.Properties"
                self._hear(
                    system, path, properties, "PropertiesChanged", "properties_told(QString,QVariantMap,QStringList)"
                )
            call.deleteLater()

        @Slot(str, "QVariantMap", "QStringList")
        def properties_told(self, interface: str, changed: dict[str, object], _invalidated: list[str]) -> None:
            """Properties of our session changed: when it is no longer active, somebody else's is in front."""
            if interface == _SESSION and changed.get("Active") is False:
                self.away.emit(AWAY)

    @Slot(bool)
    def sleep_told(self, begins: bool) -> None:
        """The computer goes to sleep, or has woken up."""
        if begins:
            self.away.emit(SLEEP)

    @Slot(bool)
    def screen_told(self, active: bool) -> None:
        """The screen saver covers the screen, or uncovers it."""
        if active:
            self.away.emit(SCREEN)

    @Slot()
    def lock_told(self) -> None:
        """The session is to be locked."""
        self.away.emit(SCREEN)
