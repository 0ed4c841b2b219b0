# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The report of a fault, as the person reads it before anybody else does: versions, kind and places in our code.

No message of an error, no value, no path, no name of the computer or of an account. Nothing is ever sent.
"""

import platform
from collections.abc import Sequence

from PySide6.QtCore import QSysInfo, qVersion
from PySide6.QtGui import QGuiApplication

from laufmappe import __version__
from laufmappe.i18n import _, language
from laufmappe.log import last_lines

REPORT_FILE = "Laufmappe-Fehlerbericht.txt"
LINES = 40


def report_text(fault: str, lines: Sequence[str] | None = None) -> str:
    """The whole report of one fault (a line as `laufmappe.log` writes it), with the last lines of the log."""
    kind, _colon, places = fault.partition(": ")
    what = _("Absturz") if kind.startswith("crash ") else _("Fehler im Programm")
    screen = QGuiApplication.primaryScreen()
    scale = f"{round(screen.devicePixelRatio() * 100)} %" if screen is not None else "–"
    facts = (
        ("Laufmappe", __version__),
        ("Python", platform.python_version()),
        ("Qt", qVersion()),
        (_("System"), f"{QSysInfo.prettyProductName()} ({QSysInfo.currentCpuArchitecture()})"),
        (_("Fenster"), f"{QGuiApplication.platformName()}, {scale}"),
        (_("Sprache"), language()),
    )
    shown = last_lines(LINES) if lines is None else lines
    parts = [
        _("Fehlerbericht der Laufmappe"),
        _(
            "Er enthält keine Angaben über Personen: nichts aus dem Tresor, keine Namen, keine Ordner. "
            "Verschickt wird nichts; Sie entscheiden, wer ihn bekommt."
        ),
        "\n".join(f"{name}: {value}" for name, value in facts),
        "\n".join((_("Was geschah"), f"{what}: {kind}")),
        "\n".join((_("Wo im Programm, das Letzte zuerst"), *(places.split(" < ") if places else ("–",)))),
        "\n".join((_("Die letzten Zeilen des Protokolls"), *(shown or ("–",)))),
    ]
    return "\n\n".join(parts) + "\n"
