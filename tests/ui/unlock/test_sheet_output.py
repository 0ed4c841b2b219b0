# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from laufmappe.casework.desk import Desk
from laufmappe.errors import LaufmappeError
from laufmappe.ui.app import vault_doors
from laufmappe.ui.folder.printing import Printer
from laufmappe.ui.tasks import Tasks
from laufmappe.ui.unlock import sheet_output
from laufmappe.ui.unlock.sheet_output import SheetOutput
from laufmappe.vault import rotate_recovery

Settle = Callable[[Tasks], None]


@pytest.fixture
def output(tasks: Tasks, show: Callable[..., Any], settle: Settle, monkeypatch: pytest.MonkeyPatch) -> SheetOutput:
    monkeypatch.setattr(sheet_output, "_printers", lambda: [Printer("office", "Büro"), Printer("hall", "Flur")])
    made = SheetOutput(tasks, lambda: b"%PDF-1.7 Blatt")
    show(made, 556, 90)
    settle(tasks)
    return made


def test_the_sheet_goes_to_the_printer_that_was_chosen(
    output: SheetOutput, tasks: Tasks, settle: Settle, monkeypatch: pytest.MonkeyPatch, names_missing: Any
) -> None:
    sent: list[tuple[bytes, str]] = []
    monkeypatch.setattr(sheet_output, "_print", lambda make, printer: sent.append((make(), printer.name)))
    assert names_missing(output) == []
    output.printer.choose("hall")
    output.print_button.click()
    settle(tasks)
    assert sent == [(b"%PDF-1.7 Blatt", "hall")]
    assert output.words.text() == "Das Blatt ist beim Drucker."


def test_a_saved_sheet_is_said_to_be_readable_for_everyone(
    output: SheetOutput, tasks: Tasks, settle: Settle, tmp_path: Path
) -> None:
    output.save(str(tmp_path / "blatt.pdf"))
    settle(tasks)
    assert (tmp_path / "blatt.pdf").read_bytes() == b"%PDF-1.7 Blatt"
    assert "nicht verschlüsselt" in output.words.text()
    output.save(str(tmp_path / "weg" / "blatt.pdf"))
    settle(tasks)
    assert "nicht verschlüsselt" not in output.words.text()


def test_a_printer_that_refuses_is_a_sentence(
    output: SheetOutput, tasks: Tasks, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_make: object, _printer: object) -> None:
        raise LaufmappeError("Der Drucker ist aus.")

    monkeypatch.setattr(sheet_output, "_print", refuse)
    output.print_button.click()
    settle(tasks)
    assert output.words.text() == "Der Drucker ist aus."
    assert output.print_button.isEnabled()


def test_a_new_vault_offers_its_sheet(desk: Desk) -> None:
    make = vault_doors().recovery_sheet
    assert make is not None
    assert make(desk, rotate_recovery(desk.vault)).startswith(b"%PDF-")
