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


def refuse_target(target: str) -> None:
    """Raises LaufmappeError where no file can be written. A file that stands there already is replaced."""
    if target == STANDARD_OUTPUT:
        return
    file = Path(target)
    # A folder, a printer or a pipe of the system would be replaced by a file.
    if not target or not file.absolute().parent.is_dir() or (file.exists() and not file.is_file()):
        raise LaufmappeError(
            _("Dorthin lässt sich keine Datei schreiben: {file}. Gibt es den Ordner?").format(file=target or "„“")
        )
    if file.exists() and (file.absolute().parent / "vault.json").exists():
        raise LaufmappeError(_("Die Datei {file} gehört zu einem Tresor. Sie bleibt, wie sie ist.").format(file=target))


def write_file(target: str, content: bytes) -> None:
    """Writes a file, or to standard output. Raises LaufmappeError; then no half file is left."""
    if target == STANDARD_OUTPUT:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    refuse_target(target)
    atomic_write(Path(target).absolute(), content)
