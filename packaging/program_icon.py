# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The program's sign in the sizes and forms that systems ask for, drawn from the one SVG by Qt."""

import os
from pathlib import Path

from program_contents import CHECKOUT

SIGN = CHECKOUT / "resources" / "sign" / "laufmappe.svg"
SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)


def draw(size: int, file: Path) -> None:
    """The sign as a square PNG of `size` pixels."""
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    QSvgRenderer(str(SIGN)).render(painter)
    painter.end()
    file.parent.mkdir(parents=True, exist_ok=True)
    assert image.save(str(file)), file


def draw_all(folder: Path) -> None:
    """Every size, and the one file each that Windows and macOS want: `laufmappe.ico`, `laufmappe.icns`."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PIL import Image

    for size in SIZES:
        draw(size, folder / f"{size}.png")
    drawn = [Image.open(folder / f"{size}.png") for size in SIZES]
    large = drawn[-1]
    large.save(folder / "laufmappe.ico", sizes=[(size, size) for size in (16, 24, 32, 48, 64, 256)])
    large.save(folder / "laufmappe.icns", append_images=drawn)
