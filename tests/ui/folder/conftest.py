# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""A person with something to print, a printer that takes it, and the dialog over a window."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget

from laufmappe.casework.desk import Desk
from laufmappe.casework.people.register import NewcomerDraft, take_in
from laufmappe.casework.views import LanguageView
from laufmappe.ui.folder import FolderDialog
from laufmappe.ui.folder.printing import Printer
from laufmappe.ui.tasks import Tasks

PRINTER = Printer("flur", "Flur 2. OG", first=True)


@pytest.fixture
def person(desk: Desk) -> str:
    """Somebody who speaks Arabic and Turkish, with a chain."""
    languages = (LanguageView("ar", "native"), LanguageView("tr", "B1"))
    draft = NewcomerDraft(given_name="Amina", family_name="Haddad", languages=languages)
    return take_in(desk, draft, "K2").subject_id


@dataclass(frozen=True)
class FakeLp:
    """What reached the `lp` on the path."""

    folder: Path

    @property
    def arguments(self) -> list[str]:
        return (self.folder / "arguments").read_text().splitlines()

    @property
    def pdf(self) -> bytes:
        return (self.folder / "pdf").read_bytes()

    @property
    def was_called(self) -> bool:
        return (self.folder / "arguments").exists()

    def switch_off(self) -> None:
        """From now on it refuses, as for a queue that takes no jobs."""
        (self.folder / "off").touch()


@pytest.fixture
def lp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FakeLp:
    """A printing command that keeps what it gets."""
    if not sys.platform.startswith("linux"):
        pytest.skip("lp is the way on Linux")
    folder = tmp_path / "lp"
    folder.mkdir()
    script = folder / "lp"
    script.write_text(
        f"#!/bin/sh\nif [ -e '{folder}/off' ]; then echo 'lp: not accepting jobs' >&2; exit 1; fi\n"
        f"printf '%s\\n' \"$@\" > '{folder}/arguments'\nexec /bin/cat > '{folder}/pdf'\n"
    )
    script.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))
    return FakeLp(folder)


@pytest.fixture
def open_dialog(
    desk: Desk, tasks: Tasks, frame: Any, person: str, show: Callable[..., Any], settle: Callable[[Tasks], None]
) -> Callable[..., FolderDialog]:
    """Shows the dialog with its pages made: `open_dialog(printers=[], size=(1280, 720))`."""

    def opened(printers: list[Printer] | None = None, size: tuple[int, int] = (1360, 840)) -> FolderDialog:
        window = show(QWidget(), *size)
        window.activateWindow()
        there = [PRINTER] if printers is None else printers
        dialog = FolderDialog(window, desk, tasks, frame, person, printers=lambda: there)
        dialog.appear()
        settle(tasks)
        settle(tasks)
        return dialog

    return opened
