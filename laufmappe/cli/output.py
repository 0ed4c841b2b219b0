# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What commands write: JSON and lines on standard output, and files that are there whole or not at all."""

import json
import sys
from pathlib import Path
from typing import Any

from laufmappe.errors import LaufmappeError
from laufmappe.i18n import _
from laufmappe.vault.files import atomic_write

STANDARD_OUTPUT = "-"


def print_json(content: Any) -> None:
    """For programs."""
    print(json.dumps(content, ensure_ascii=False, indent=2))


def refuse_existing(target: str, force: bool) -> None:
    """Raises LaufmappeError where a file stands already and may not be replaced."""
    if target != STANDARD_OUTPUT and not force and Path(target).exists():
        raise LaufmappeError(
            _("Es gibt schon eine Datei {file}. Sie bleibt, wie sie ist; mit --force wird sie ersetzt.").format(
                file=target
            )
        )


def write_file(target: str, content: bytes) -> None:
    """Writes a file, or to standard output. Raises LaufmappeError; then no half file is left."""
    if target == STANDARD_OUTPUT:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    file = Path(target)
    if file.is_dir() or not file.absolute().parent.is_dir():
        raise LaufmappeError(
            _("Dorthin lässt sich keine Datei schreiben: {file}. Gibt es den Ordner?").format(file=target)
        )
    atomic_write(file.absolute(), content)
