# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Secrets on the clipboard: for half a minute, and never in its history where the desktop can be asked."""

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication

SECONDS = 30


class _Copied(QObject):
    """One secret that lies on the clipboard; a child of it, so that it can be found again."""

    def __init__(self, clipboard: QClipboard, secret: str) -> None:
        super().__init__(clipboard)
        self._clipboard = clipboard
        self._secret = secret
        QTimer.singleShot(SECONDS * 1000, self, self.clear)

    def clear(self) -> None:
        """Empties the clipboard, unless something else was copied since."""
        if self._clipboard.text() == self._secret:
            self._clipboard.clear()
        self._secret = ""
        self.deleteLater()


def copy_secret(secret: str) -> None:
    """Puts a code, passphrase or recovery key on the clipboard for `SECONDS`."""
    clear_copied()
    clipboard = QGuiApplication.clipboard()
    content = QMimeData()
    content.setText(secret)
    # What password safes say to the clipboard histories of KDE and of Windows.
    content.setData("x-kde-passwordManagerHint", b"secret")
    content.setData('application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"', b"\0")
    clipboard.setMimeData(content)
    _Copied(clipboard, secret)


def clear_copied() -> None:
    """Takes a secret off the clipboard now: the vault is being locked."""
    clipboard = QGuiApplication.clipboard()
    for copied in clipboard.findChildren(_Copied):
        copied.clear()
