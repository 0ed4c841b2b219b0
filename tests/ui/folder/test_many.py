# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""„Mehrere Mappen drucken“: who is ticked, what goes out, and what is told at the end."""

import weakref
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget

from laufmappe.casework.desk import Desk
from laufmappe.casework.papers.prints import folder_holders, printed_sheets
from laufmappe.casework.people.register import NewcomerDraft, close_case, take_in
from laufmappe.casework.recognition.qualifications import QualificationDraft, add_qualification
from laufmappe.folder.handout import Wish, prepare
from laufmappe.ui.clipboard import clear_copied
from laufmappe.ui.folder import ManyDialog
from laufmappe.ui.folder.crowd import CHANGED, NEW, CrowdJob, candidates
from laufmappe.ui.folder.crowd_list import EVERY, NONE
from laufmappe.ui.folder.printing import Printer
from laufmappe.ui.tasks import Cancelled, Tasks

Settle = Callable[[Tasks], None]
CONTROL = Qt.KeyboardModifier.ControlModifier
FLUR = Printer("flur", "Flur 2. OG", first=True)


@pytest.fixture
def crowd(desk: Desk) -> list[str]:
    """Bana, Cem and Dana hold a folder, and Cem's has changed since; Eda has none; Filiz has ended."""
    ids = [take_in(desk, NewcomerDraft(name, "Muster"), "K2").subject_id for name in ("Bana", "Cem", "Dana", "Eda")]
    for newcomer_id in ids[:3]:
        prepare(desk, newcomer_id, Wish()).note(desk)
    add_qualification(desk, ids[1], QualificationDraft("Hebamme", country="SY"))
    gone = take_in(desk, NewcomerDraft("Filiz", "Muster")).subject_id
    close_case(desk, gone)
    return ids


@pytest.fixture
def open_many(
    desk: Desk, crowd: list[str], tasks: Tasks, frame: Any, show: Callable[..., Any], settle: Settle
) -> Callable[..., ManyDialog]:
    def opened(
        search: str = "", printers: list[Printer] | None = None, size: tuple[int, int] = (1280, 720)
    ) -> ManyDialog:
        window = show(QWidget(), *size)
        window.activateWindow()
        there = [FLUR] if printers is None else printers
        dialog = ManyDialog(window, desk, tasks, frame, search, printers=lambda: there)
        dialog.appear()
        settle(tasks)
        settle(tasks)
        return dialog

    return opened


Open = Callable[..., ManyDialog]


def names(dialog: ManyDialog) -> list[str]:
    return [person.name.split()[0] for person in dialog.people.chosen()]


def said(widget: QWidget) -> str:
    return " ".join(label.text() for label in widget.findChildren(QLabel) if not label.isHidden())


def test_those_whose_folder_changed_are_ticked_and_g_goes_through_the_rules(open_many: Open) -> None:
    dialog = open_many()
    assert [person.name.split()[0] for person in dialog.people.people()] == ["Bana", "Cem", "Dana", "Eda"]
    assert names(dialog) == ["Cem"]
    assert dialog.primary is not None
    assert dialog.primary.text() == "1 Mappe drucken"
    for rule, expected in ((NEW, ["Eda"]), (EVERY, ["Bana", "Cem", "Dana", "Eda"]), (NONE, []), (CHANGED, ["Cem"])):
        QTest.keyClick(dialog.people.view, Qt.Key.Key_G)
        assert dialog.people.which.value() == rule
        assert names(dialog) == expected
    QTest.keyClick(dialog.people.view, Qt.Key.Key_Up)
    QTest.keyClick(dialog.people.view, Qt.Key.Key_Space)
    assert names(dialog) == ["Bana", "Cem"], "the first who is ticked was in sight; one above is Bana"
    assert dialog.people.which.value() is None


def test_the_search_of_the_list_says_whom_it_is_about(open_many: Open) -> None:
    assert [person.name for person in open_many("da").people.people()] == ["Dana Muster"]


def test_a_list_with_nobody_in_it_says_so(open_many: Open) -> None:
    dialog = open_many("xyz")
    assert "Keine Mappen zu drucken" in said(dialog.people)
    assert dialog.primary is not None
    assert not dialog.primary.isEnabled()


def test_each_folder_is_printed_by_itself_and_noted(
    open_many: Open, desk: Desk, crowd: list[str], frame: Any, tasks: Tasks, settle: Settle, lp: Any, picture: Any
) -> None:
    dialog = open_many()
    dialog.people.choose_which(EVERY)
    QTest.keyClick(dialog, Qt.Key.Key_P, CONTROL)
    settle(tasks)
    assert dialog.isVisible()
    assert "2 Mappen sind fertig und vermerkt" in said(dialog.report)
    assert "2 haben sich nicht geändert" in said(dialog.report)
    assert "Flur 2. OG" in said(dialog.report)
    assert folder_holders(desk) == set(crowd)
    assert printed_sheets(desk, crowd[1])["qualifications"].revision == 1
    assert frame.announced == [None]
    with pypdfium2.PdfDocument(lp.pdf) as last:
        assert len(last) % 2 == 0, "on both sides, each sheet on paper of its own"
    picture(dialog, "many-done")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isHidden()


def test_a_printer_that_takes_no_more_ends_it_and_says_what_is_done(
    open_many: Open, desk: Desk, crowd: list[str], tasks: Tasks, settle: Settle, lp: Any
) -> None:
    lp.switch_off()
    dialog = open_many()
    dialog.people.choose_which(NEW)
    dialog.start()
    settle(tasks)
    assert "Es ist keine Mappe gedruckt" in said(dialog.report)
    assert "hat die Blätter nicht angenommen" in said(dialog.report)
    assert crowd[3] not in folder_holders(desk)


def test_whose_folder_cannot_be_printed_is_listed_with_the_reason_and_the_way_to_mend_it(
    open_many: Open, desk: Desk, frame: Any, tasks: Tasks, settle: Settle, tmp_path: Path, picture: Any
) -> None:
    strange = take_in(desk, NewcomerDraft("阿米娜", "Muster"), "K2").subject_id
    dialog = open_many(printers=[])
    dialog.people.choose_which(EVERY)
    dialog.what.choose(False)
    dialog.save_to(str(tmp_path))
    settle(tasks)
    files = sorted(path.name for path in tmp_path.glob("*.pdf"))
    assert files == [f"mappe-000{number}.pdf" for number in (1, 2, 3, 4)]
    assert "1 ließ sich nicht drucken" in said(dialog.report)
    picture(dialog, "many-refused")
    dialog.report.copy()
    assert QGuiApplication.clipboard().text().startswith("0006\t")
    clear_copied()
    dialog.report.view.setFocus()
    QTest.keyClick(dialog.report.view, Qt.Key.Key_Return)
    assert frame.went == [("intake", strange)]
    assert dialog.isHidden()


def test_esc_stops_after_the_folder_under_way_and_tells_how_far_it_came(
    open_many: Open, desk: Desk, crowd: list[str], tasks: Tasks, settle: Settle, tmp_path: Path
) -> None:
    dialog = open_many()
    dialog.people.choose_which(EVERY)
    dialog.save_to(str(tmp_path))
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    settle(tasks)
    assert dialog.isVisible()
    assert "Sie haben abgebrochen" in said(dialog.report)
    assert "noch nicht an der Reihe" in said(dialog.report)


def test_a_stop_between_two_folders_leaves_whole_files_each_noted(
    desk: Desk, crowd: list[str], qapp: object, tmp_path: Path
) -> None:
    def stop(done: int, _of: int) -> None:
        if done == 2:
            raise Cancelled

    job = CrowdJob(desk, tuple(candidates(desk)), Wish())
    with pytest.raises(Cancelled):
        job.save(tmp_path, progress=stop)
    assert [person.number for person in job.done] == [1, 2]
    assert job.left == 2
    assert sorted(path.name for path in tmp_path.glob("*")) == ["mappe-0001.pdf", "mappe-0002.pdf", "vault"]


def test_a_directory_that_takes_no_file_ends_it_with_a_sentence(
    open_many: Open, desk: Desk, crowd: list[str], tasks: Tasks, settle: Settle, tmp_path: Path
) -> None:
    dialog = open_many(printers=[])
    dialog.people.choose_which(NEW)
    dialog.save_to(str(tmp_path / "gone"))
    settle(tasks)
    assert "Es ist keine Mappe gedruckt" in said(dialog.report)
    assert crowd[3] not in folder_holders(desk)


def test_files_are_put_into_a_directory_that_one_chooses(open_many: Open) -> None:
    dialog = open_many(printers=[])
    dialog.people.choose_which(EVERY)
    QTest.keyClick(dialog, Qt.Key.Key_S, CONTROL)
    chooser = dialog.findChild(QFileDialog)
    assert chooser is not None
    assert chooser.fileMode() == QFileDialog.FileMode.Directory
    chooser.reject()


def test_every_control_is_named(open_many: Open, names_missing: Callable[[QWidget], list[str]]) -> None:
    dialog = open_many()
    assert names_missing(dialog) == []


@pytest.mark.parametrize("size", [(1280, 720), (1093, 614), (1920, 1080)])
def test_nothing_is_cut_off_in_any_window(size: tuple[int, int], open_many: Open, picture: Any) -> None:
    dialog = open_many(size=size)
    assert dialog.window().rect().contains(dialog.geometry())
    assert dialog.minimumSizeHint().width() <= dialog.width()
    assert dialog.minimumSizeHint().height() <= dialog.height()
    picture(dialog, f"many-{size[0]}")


def test_after_closing_nobody_is_left_in_memory(open_many: Open, freed: Callable[[], None]) -> None:
    dialog = open_many()
    gone: list[Callable[[], object]] = [weakref.ref(dialog), weakref.ref(dialog.people.people()[0])]
    dialog.reject()
    del dialog
    freed()
    assert [ref() for ref in gone] == [None, None]
