# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Windows: messages about the session and about power, and keeping a window out of screenshots."""

import ctypes
import sys
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication

_WM_POWERBROADCAST, _PBT_SUSPEND = 0x0218, 4
_WM_SESSION_CHANGE = 0x02B1
_CONSOLE_DISCONNECT, _REMOTE_DISCONNECT, _SESSION_LOGOFF, _SESSION_LOCK = 2, 4, 6, 7
_NOTIFY_FOR_THIS_SESSION = 0
_EXCLUDE_FROM_CAPTURE = 0x11
"""WDA_EXCLUDEFROMCAPTURE, since Windows 10 2004; older ones refuse it, and the window stays as it is."""


def reason_of(message: int, parameter: int) -> str:
    """Why the vault is to be locked after this message of a window; empty: it is not."""
    if message == _WM_POWERBROADCAST and parameter == _PBT_SUSPEND:
        return "sleep"
    if message == _WM_SESSION_CHANGE:
        if parameter in (_SESSION_LOCK, _SESSION_LOGOFF):
            return "screen"
        if parameter in (_CONSOLE_DISCONNECT, _REMOTE_DISCONNECT):
            return "away"
    return ""


if sys.platform == "win32":
    from ctypes import wintypes

    class WindowsWatch(QAbstractNativeEventFilter):
        """Hears the messages of all windows of the program."""

        def __init__(self, told: Callable[[str], object]) -> None:
            super().__init__()
            self._told = told
            application = QCoreApplication.instance()
            if application is not None:
                application.installNativeEventFilter(self)

        def watch(self, window: int) -> None:
            """Asks for messages about the session, which only windows that asked get, and hides it from screenshots."""
            ctypes.windll.wtsapi32.WTSRegisterSessionNotification(wintypes.HWND(window), _NOTIFY_FOR_THIS_SESSION)
            ctypes.windll.user32.SetWindowDisplayAffinity(wintypes.HWND(window), _EXCLUDE_FROM_CAPTURE)

        def nativeEventFilter(
            self, _kind: QByteArray | bytes | bytearray | memoryview, message: int
        ) -> Any:  # the hints say object, Qt wants (taken, result)
            said = wintypes.MSG.from_address(int(message))
            reason = reason_of(int(said.message), int(said.wParam))
            if reason:
                self._told(reason)
            return False, 0
