# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Secrets on the clipboard: for half a minute, and never in its history where the desktop can be asked."""

import hashlib

from PySide6.QtCore import QMimeData, QTimer
from PySide6.QtGui import QGuiApplication

SECONDS = 30
_NAME, _DIGEST = "copied secret", "digest"
"""The clock of a secret is a child of the clipboard; it knows the secret's digest, to clear nothing that came later."""


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
    clock = QTimer(clipboard)
    clock.setObjectName(_NAME)
    clock.setProperty(_DIGEST, _digest(secret))
    clock.timeout.connect(clear_copied)
    clock.start(round(SECONDS * 1000))


def clear_copied() -> None:
    """Takes a secret off the clipboard now, unless something else was copied since."""
    clipboard = QGuiApplication.clipboard()
    for clock in clipboard.findChildren(QTimer, _NAME):
        if clock.property(_DIGEST) == _digest(clipboard.text()):
            clipboard.clear()
        clock.stop()
        clock.setObjectName("")
        clock.deleteLater()


def clear_own() -> None:
    """Takes whatever was copied in this window off the clipboard; what comes from other programs stays."""
    clear_copied()
    clipboard = QGuiApplication.clipboard()
    if clipboard.ownsClipboard():
        clipboard.clear()


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
