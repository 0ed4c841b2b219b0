# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Ways to paper. Where there is CUPS the PDF itself goes to `lp` on its standard input; elsewhere Qt prints pictures of
the pages. Neither leaves a file behind, and the job is called "Laufmappe": the queue names nobody."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QMarginsF, QRectF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from laufmappe.errors import PrintError
from laufmappe.i18n import _
from laufmappe.ui.folder.pages import draw_for_printer

JOB = "Laufmappe"
DOTS = 300
_SECONDS = 90

PageProgress = Callable[[int, int], None]


@dataclass(frozen=True)
class Printer:
    """A printer of this computer. `state` is ready, busy or stopped; the rest is what it can do and whether it is first."""

    name: str
    label: str
    state: str = "ready"
    duplex: bool = True
    grey: bool = True
    first: bool = False


@dataclass(frozen=True)
class PrintOrder:
    """How it is to be printed."""

    printer: Printer
    copies: int = 1
    both_sides: bool = False
    grey: bool = False


def installed_printers() -> list[Printer]:
    """The printers of this computer, the usual one first. Asks the printing system, which may take a moment."""
    found = []
    for info in QPrinterInfo.availablePrinters():
        modes, colours = info.supportedDuplexModes(), info.supportedColorModes()
        found.append(
            Printer(
                info.printerName(),
                info.description() or info.printerName(),
                _state(info.state()),
                any(mode != QPrinter.DuplexMode.DuplexNone for mode in modes),
                QPrinter.ColorMode.GrayScale in colours,
                info.isDefault(),
            )
        )
    return sorted(found, key=lambda printer: (not printer.first, printer.label.casefold()))


def _state(state: QPrinter.PrinterState) -> str:
    if state == QPrinter.PrinterState.Idle:
        return "ready"
    return "busy" if state == QPrinter.PrinterState.Active else "stopped"


def send(pdf: bytes, order: PrintOrder, progress: PageProgress | None = None) -> None:
    """Hands the pages to the printer. `progress` may raise to stop before the job is complete; then nothing is printed.

    Raises PrintError.
    """
    command = shutil.which("lp") if sys.platform.startswith("linux") else None
    if command is not None:
        _send_to_lp(command, pdf, order)
    else:
        paint(_printer(order), pdf, order.grey, progress)


def _send_to_lp(command: str, pdf: bytes, order: PrintOrder) -> None:
    sides = "two-sided-long-edge" if order.both_sides else "one-sided"
    options = ["-t", JOB, "-o", f"sides={sides}", "-o", "media=A4"]
    if order.grey:
        options += ["-o", "print-color-mode=monochrome"]
    arguments = [command, "-d", order.printer.name, "-n", str(order.copies), *options, "-"]
    try:
        subprocess.run(arguments, input=pdf, capture_output=True, check=True, timeout=_SECONDS)
    except (OSError, subprocess.SubprocessError) as error:
        raise _refused(order.printer) from error


def _printer(order: PrintOrder) -> QPrinter:
    info = QPrinterInfo.printerInfo(order.printer.name)
    if info.isNull():  # Qt would paint into a PDF that nobody sees, and call that printed
        raise _refused(order.printer)
    printer = QPrinter(info, QPrinter.PrinterMode.HighResolution)
    if not printer.isValid():
        raise _refused(order.printer)
    set_up(printer, order)
    return printer


def set_up(printer: QPrinter, order: PrintOrder) -> None:
    """Tells a printer how it is to print, under a name that names nobody."""
    printer.setDocName(JOB)
    printer.setResolution(DOTS)
    printer.setCopyCount(order.copies)
    printer.setCollateCopies(True)
    both = QPrinter.DuplexMode.DuplexLongSide
    printer.setDuplex(both if order.both_sides else QPrinter.DuplexMode.DuplexNone)
    printer.setColorMode(QPrinter.ColorMode.GrayScale if order.grey else QPrinter.ColorMode.Color)


def paint(printer: QPrinter, pdf: bytes, grey: bool, progress: PageProgress | None = None) -> None:
    """Prints pictures of the pages, each over the whole sheet of A4. Raises PrintError."""
    margins = QMarginsF(0, 0, 0, 0)
    a4 = QPageSize(QPageSize.PageSizeId.A4)
    printer.setFullPage(True)
    printer.setPageLayout(QPageLayout(a4, QPageLayout.Orientation.Portrait, margins))
    refused = _refused(Printer(printer.printerName(), printer.printerName()))
    painter = QPainter()
    if not painter.begin(printer):
        raise refused
    taken = False
    try:
        taken = _paint_pages(printer, painter, pdf, grey, progress)
    finally:
        if not taken:
            printer.abort()
        painter.end()
    if not taken:
        raise refused


def _paint_pages(printer: QPrinter, painter: QPainter, pdf: bytes, grey: bool, progress: PageProgress | None) -> bool:
    for number, picture in enumerate(draw_for_printer(pdf, DOTS, grey)):
        if progress is not None:
            progress(number, 0)
        if number and not printer.newPage():
            return False
        whole = printer.pageLayout().fullRectPixels(printer.resolution())
        painter.drawImage(QRectF(0, 0, whole.width(), whole.height()), picture)
    return True


def _refused(printer: Printer) -> PrintError:
    return PrintError(
        _(
            "Der Drucker „{printer}“ hat die Blätter nicht angenommen. Es ist nichts als gedruckt vermerkt. "
            "Ist er eingeschaltet und verbunden? Sonst wählen Sie einen anderen oder sichern Sie die Blätter als PDF."
        ).format(printer=printer.label)
    )
