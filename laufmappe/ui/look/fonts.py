# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The fonts of the window: Inter, and for names in other scripts the fonts of the folder."""

from PySide6.QtGui import QFont, QFontDatabase

from laufmappe import resources

FAMILIES = ("Inter", "Vazirmatn", "Noto Sans Ethiopic", "Noto Sans")
FILES = (
    "Inter_400Regular.ttf",
    "Inter_500Medium.ttf",
    "Inter_600SemiBold.ttf",
    "Inter_700Bold.ttf",
    "Vazirmatn_400Regular.ttf",
    "Vazirmatn_700Bold.ttf",
    "NotoSansEthiopic_400Regular.ttf",
    "NotoSansEthiopic_700Bold.ttf",
    "NotoSans_400Regular.ttf",
    "NotoSans_700Bold.ttf",
)
BODY = 13
SMALL = 12


def load_fonts() -> None:
    """Makes the shipped fonts known to Qt, so that no font of the system is needed. Needs a QGuiApplication.

    Raises FileNotFoundError where a font is missing from the installation.
    """
    for name in FILES:
        path = resources.path("fonts", name)
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            raise FileNotFoundError(path)


def font(size: int = BODY, weight: int = 400) -> QFont:
    """Inter in `size` logical pixels; `weight` 400, 500, 600 or 700."""
    made = QFont(list(FAMILIES))
    made.setPixelSize(size)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    made.setWeight(QFont.Weight(weight))
    return made
