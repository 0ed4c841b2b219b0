# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2

import os
import subprocess
import sys

from PySide6.QtGui import QGuiApplication

from laufmappe.folder.typeset.engine import ensure_text_engine

PRINT_ONE_PAGE = """
import hashlib, sys
from datetime import UTC, datetime
from laufmappe.folder.typeset.document import Document
from laufmappe.folder.typeset.engine import ensure_text_engine
from laufmappe.folder.typeset.layout import Style, lay_out
from laufmappe.folder.typeset.text import Text
engine = ensure_text_engine()
document = Document("Laufmappe", "Musterstadt", "de", datetime(2026, 11, 20, tzinfo=UTC))
page = document.page()
for at, (words, language) in enumerate([("Straße 7", "de"), ("شارع ٧ ۷", "ur"), ("ጎደና 7", "ti")]):
    with page.tag("P"):
        page.text(lay_out(Text.of(words, language=language), Style(), 80), 20, 20 + 10 * at)
print(hashlib.sha256(document.save()).hexdigest())
"""


def printed_with(**environment: str) -> str:
    """The digest of a page that a fresh process prints in this environment."""
    kept = {name: value for name, value in os.environ.items() if name not in ("QT_QPA_PLATFORM", "DISPLAY", "LC_ALL")}
    done = subprocess.run(
        [sys.executable, "-c", PRINT_ONE_PAGE], env=kept | environment, capture_output=True, text=True, check=True
    )
    return done.stdout


def test_the_engine_of_a_running_window_is_used() -> None:
    assert ensure_text_engine() is QGuiApplication.instance()


def test_pages_are_printed_without_a_display_and_the_same_in_every_locale() -> None:
    assert printed_with(LC_ALL="C.UTF-8") == printed_with(LC_ALL="ur_PK.UTF-8", PYTHONHASHSEED="7")


def test_a_layout_without_an_engine_is_refused_and_not_a_crash() -> None:
    program = "from laufmappe.folder.typeset.layout import Style, lay_out\nlay_out('a', Style(), 10)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "ensure_text_engine" in done.stderr
