# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What follows the language of the window besides our own sentences: Qt's words, its numbers, and the side lines begin."""

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtWidgets import QApplication

from laufmappe.i18n import language, locale_name, right_to_left

_NAME = "words of Qt"


def speak(application: QApplication) -> None:
    """Lets Qt speak the language of the window: the words in its own dialogs and menus, numbers, the direction."""
    for before in application.findChildren(QTranslator, _NAME):
        application.removeTranslator(before)
        before.deleteLater()
    translator = QTranslator(application)
    translator.setObjectName(_NAME)
    if translator.load(f"qtbase_{language()}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        application.installTranslator(translator)
    QLocale.setDefault(QLocale(locale_name()))
    # Qt's own words would turn the window, too, but not for a made-up language.
    sides = Qt.LayoutDirection.RightToLeft if right_to_left() else Qt.LayoutDirection.LeftToRight
    application.setLayoutDirection(sides)
