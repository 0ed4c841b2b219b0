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
    """Raises LaufmappeError where a file stands already and may not be replaced, or where none can be."""
    if target == STANDARD_OUTPUT:
        return
    file = Path(target)
    # A folder, a printer or a pipe of the system would be replaced by a file: not even with --force.
    if not target or not file.absolute().parent.is_dir() or (file.exists() and not file.is_file()):
        raise LaufmappeError(
            _("Dorthin lässt sich keine Datei schreiben: {file}. Gibt es den Ordner?").format(file=target or "„“")
        )
    if not force and file.exists():
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
    refuse_existing(target, force=True)
    atomic_write(Path(target).absolute(), content)
