# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes the books of the handbook as PDF, in German and in English, and looks whether they keep to the formats.

    .venv/bin/python packaging/handbook.py FOLDER [--verapdf COMMAND]

With --verapdf, veraPDF says of each whether it is PDF/UA-1 and PDF/A-3a; the command may hold {flavour}.
"""

import argparse
import sys
from datetime import datetime
from pathlib import Path

from validate_folder import FLAVOURS, failed_rules

from laufmappe.folder.typeset.engine import ensure_text_engine
from laufmappe.ui.handbook.books import books
from laufmappe.ui.handbook.pdf import ALL, handbook_pdf


def write_books(folder: Path) -> list[Path]:
    """All books as one and each by itself, in both languages."""
    folder.mkdir(parents=True, exist_ok=True)
    today = datetime.now().astimezone().date()
    files = []
    for code in ("de", "en"):
        for book in (ALL, *(each.key for each in books(code))):
            file = folder / f"laufmappe-{book or 'handbuch'}-{code}.pdf"
            file.write_bytes(handbook_pdf(book, code, today))
            files.append(file)
    return files


def main() -> int:
    """Writes, and checks what is asked for."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--verapdf", metavar="COMMAND")
    chosen = parser.parse_args()
    running = ensure_text_engine()
    files = write_books(chosen.folder)
    del running
    faults = 0
    for flavour in FLAVOURS if chosen.verapdf else ():
        rules = failed_rules(chosen.verapdf, flavour, files)
        faults += len(rules)
        print(f"{flavour}: {rules or 'ok'}")
    print(f"{len(files)} Dateien in {chosen.folder}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
