# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""„Mappe drucken“ as a person uses it: looking, choosing, printing, saving, stopping, closing."""

import weakref
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QMenu, QRadioButton, QWidget

from laufmappe.casework.desk import Desk
from laufmappe.casework.papers.prints import printed_sheets
from laufmappe.casework.people.case import case
from laufmappe.casework.people.register import NewcomerDraft, change_person
from laufmappe.casework.recognition.qualifications import QualificationDraft, add_qualification, remove_qualification
from laufmappe.ui.folder import FolderDialog
from laufmappe.ui.folder.doubts_dialog import DoubtsDialog
from laufmappe.ui.folder.lost_dialog import LostDialog
from laufmappe.ui.folder.pages import sheet_starts
from laufmappe.ui.folder.plan import note, read_plan
from laufmappe.ui.folder.protect_dialog import ProtectDialog
from laufmappe.ui.folder.sheet_list import CHANGED, EVERY, NONE
from laufmappe.ui.tasks import Tasks
from laufmappe.ui.widgets import Button, Notice

Open = Callable[..., FolderDialog]
Settle = Callable[[Tasks], None]
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def one_changed(desk: Desk, person: str) -> str:
    """The person holds a folder, and since then one sheet has changed."""
    add_qualification(desk, person, QualificationDraft("Krankenpflegerin", country="SY"))
    plan = read_plan(desk, person)
    note(desk, plan, [line.key for line in plan.lines])
    add_qualification(desk, person, QualificationDraft("Hebamme", country="SY"))
    return person


def test_it_proposes_what_changed_and_shows_that_page(one_changed: str, open_dialog: Open, picture: Any) -> None:
    dialog = open_dialog()
    assert dialog.sheets.ticks() == ("qualifications",)
    assert dialog.sheets.view.current_key() == "qualifications"
    assert "Meine Qualifikationen" in dialog.preview.spoken()
    assert dialog.primary is not None
    assert dialog.primary.text() == "1 Blatt drucken"
    assert not dialog.sheets.take_out.isHidden()
    assert "Fassung 1" in dialog.sheets.take_out.sentence.text()
    picture(dialog, "folder-changed")


def test_the_page_in_sight_and_the_sheet_on_the_left_go_together(open_dialog: Open, qtbot: Any) -> None:
    dialog = open_dialog()
    view = dialog.sheets.view
    assert view.hasFocus()
    qtbot.keyClick(view, Qt.Key.Key_Down)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert view.current_key() == "route"
    pages = sheet_starts(dialog._made.pdf)[1] if dialog._made else 0
    route = dialog.preview.page
    assert dialog.preview.spoken() == f"Seite {route + 1} von {pages}, Blatt 3 Mein Weg"
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert view.current_key() == "overview"
    dialog.preview.stage.setFocus()
    qtbot.keyClick(dialog.preview.stage, Qt.Key.Key_Right)
    qtbot.keyClick(dialog, Qt.Key.Key_PageDown)
    assert dialog.preview.page == route + 1
    qtbot.keyClick(dialog, Qt.Key.Key_PageUp)
    assert view.current_key() == "route"


def test_the_page_is_sharp_and_can_be_zoomed_by_key(
    open_dialog: Open, tasks: Tasks, settle: Settle, qtbot: Any
) -> None:
    dialog = open_dialog()
    before = dialog.preview.factor()
    qtbot.keyClick(dialog, Qt.Key.Key_0, CONTROL)
    settle(tasks)
    wide = dialog.preview.factor()
    assert wide > before
    qtbot.keyClick(dialog, Qt.Key.Key_Minus, CONTROL)
    assert dialog.preview.factor() < wide
    dialog.preview.stage.setFocus()
    qtbot.keyClick(dialog.preview.stage, Qt.Key.Key_Plus)
    qtbot.keyClick(dialog.preview.stage, Qt.Key.Key_Plus)
    assert dialog.preview.factor() > wide
    settle(tasks)
    picture = dialog.preview.canvas.picture
    assert picture is not None
    assert picture.width() == round(dialog.preview.factor() * 794)


def test_g_goes_through_changed_all_and_none_and_a_tick_by_hand_leaves_them(
    one_changed: str, open_dialog: Open, qtbot: Any
) -> None:
    dialog = open_dialog()
    assert dialog.sheets.which.value() == CHANGED
    qtbot.keyClick(dialog, Qt.Key.Key_G)
    assert dialog.sheets.which.value() == EVERY
    qtbot.keyClick(dialog, Qt.Key.Key_G)
    assert dialog.sheets.which.value() == NONE
    assert dialog.primary is not None
    assert not dialog.primary.isEnabled()
    dialog.sheets.view.choose("route")
    qtbot.keyClick(dialog.sheets.view, Qt.Key.Key_Space)
    assert dialog.sheets.ticks() == ("route",)
    assert dialog.sheets.which.value() is None
    assert dialog.primary.isEnabled()


def test_ctrl_p_prints_only_the_ticked_sheets_and_notes_them(
    one_changed: str, desk: Desk, frame: Any, open_dialog: Open, tasks: Tasks, settle: Settle, qtbot: Any, lp: Any
) -> None:
    dialog = open_dialog()
    dialog.output.printing.copies.choose(2)
    qtbot.keyClick(dialog, Qt.Key.Key_P, CONTROL)
    settle(tasks)
    assert lp.arguments[:4] == ["-d", "flur", "-n", "2"]
    with pypdfium2.PdfDocument(lp.pdf) as printed:
        assert "Hebamme" in _text(printed)
        assert "Bitte tauschen: Blatt" in _text(printed)
        assert len(printed) == 4, "the slip, a sheet, and their empty backs"
    held = printed_sheets(desk, one_changed)
    assert held["qualifications"].revision == 2
    assert frame.told == ["1 Blatt ist beim Drucker."]
    assert [change.verb for change in frame.announced] == ["note_print"]
    qtbot.waitUntil(lambda: not shiboken6.isValid(dialog))


def test_a_printer_that_is_off_is_said_in_the_dialog_and_nothing_is_noted(
    desk: Desk, person: str, frame: Any, open_dialog: Open, tasks: Tasks, settle: Settle, qtbot: Any, lp: Any
) -> None:
    lp.switch_off()
    dialog = open_dialog()
    qtbot.keyClick(dialog, Qt.Key.Key_P, CONTROL)
    settle(tasks)
    assert "Flur 2. OG" in _words(dialog.preview)
    assert printed_sheets(desk, person) == {}
    assert frame.told == []
    assert dialog.primary is not None
    assert dialog.primary.isEnabled()


def test_esc_while_it_prints_stops_the_printing_and_not_the_dialog(
    desk: Desk, person: str, open_dialog: Open, tasks: Tasks, settle: Settle, qtbot: Any, lp: Any
) -> None:
    dialog = open_dialog()
    qtbot.keyClick(dialog, Qt.Key.Key_P, CONTROL)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    settle(tasks)
    assert dialog.isVisible()
    assert not lp.was_called
    assert printed_sheets(desk, person) == {}
    assert dialog.primary is not None
    assert dialog.primary.isEnabled()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isHidden()


def test_without_a_printer_there_is_a_file_whose_name_names_nobody(
    desk: Desk, person: str, frame: Any, open_dialog: Open, tasks: Tasks, settle: Settle, qtbot: Any, tmp_path: Path
) -> None:
    dialog = open_dialog(printers=[])
    assert not dialog.output.printing.no_printer.isHidden()
    assert dialog.primary is not None
    assert not dialog.primary.isEnabled()
    qtbot.keyClick(dialog, Qt.Key.Key_S, CONTROL)
    chooser = dialog.findChild(QFileDialog)
    assert chooser is not None
    assert chooser.selectedFiles()[0].endswith("Laufmappe.pdf")
    chooser.setDirectory(str(tmp_path))
    field = chooser.findChild(QLineEdit)
    assert field is not None
    field.setText(str(tmp_path / "Ablage"))
    chooser.accept()
    settle(tasks)
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) == ["Ablage.pdf"]
    with pypdfium2.PdfDocument((tmp_path / "Ablage.pdf").read_bytes()) as saved:
        assert "Amina Haddad" in _text(saved)
    assert set(printed_sheets(desk, person)) >= {"cover", "route"}
    assert frame.told[0].endswith("Blätter sind als PDF gesichert.")
    assert "Haddad" not in frame.told[0]


def test_a_folder_that_takes_no_file_is_said_and_nothing_is_noted(
    desk: Desk, person: str, open_dialog: Open, tasks: Tasks, settle: Settle, tmp_path: Path
) -> None:
    dialog = open_dialog(printers=[])
    dialog._save_to(str(tmp_path / "gone" / "Laufmappe.pdf"))
    settle(tasks)
    assert dialog.preview.findChildren(Notice)
    assert printed_sheets(desk, person) == {}


def test_another_language_makes_other_pages(
    one_changed: str, open_dialog: Open, tasks: Tasks, settle: Settle, qtbot: Any
) -> None:
    dialog = open_dialog()
    turkish = next(r for r in dialog.output.findChildren(QRadioButton) if r.text() == "Türkisch")
    before = dialog._made
    turkish.setFocus()
    qtbot.keyClick(turkish, Qt.Key.Key_Space)
    settle(tasks)
    settle(tasks)
    assert dialog._made is not before
    assert len(dialog.sheets.ticks()) > 1, "what is held is in another language"
    assert "Türkisch hat noch keine zweite Person geprüft" in _words(dialog.output)


def test_characters_that_cannot_be_printed_are_named_with_the_way_to_mend_them(
    desk: Desk, person: str, frame: Any, open_dialog: Open, qtbot: Any
) -> None:
    draft = NewcomerDraft.of(case(desk, person).newcomer)
    change_person(desk, person, NewcomerDraft(**{**vars(draft), "given_name": "阿米娜"}))
    dialog = open_dialog()
    assert "阿米娜" in _words(dialog.preview)
    assert dialog.primary is not None
    assert not dialog.primary.isEnabled()
    mend = next(b for b in dialog.preview.findChildren(Button) if "Angaben" in b.text())
    assert mend.hasFocus()
    qtbot.keyClick(mend, Qt.Key.Key_Space)
    assert frame.went == [("intake", person)]
    assert dialog.isHidden()


def test_a_name_in_a_script_that_cannot_be_printed_is_left_out_and_that_is_said(
    desk: Desk, person: str, open_dialog: Open
) -> None:
    draft = NewcomerDraft.of(case(desk, person).newcomer)
    change_person(desk, person, NewcomerDraft(**{**vars(draft), "native_name": "阿米娜"}))
    dialog = open_dialog()
    assert "Name in eigener Schrift" in _words(dialog.preview)
    assert dialog.primary is not None
    assert dialog.primary.isEnabled()


def test_without_the_slip_only_the_sheet_goes_to_the_printer(
    one_changed: str, open_dialog: Open, tasks: Tasks, settle: Settle, qtbot: Any, lp: Any
) -> None:
    dialog = open_dialog()
    slip = dialog.sheets.slip
    assert slip.isChecked()
    qtbot.keyClick(slip, Qt.Key.Key_Space)
    qtbot.keyClick(dialog, Qt.Key.Key_P, CONTROL)
    settle(tasks)
    with pypdfium2.PdfDocument(lp.pdf) as printed:
        assert "Bitte tauschen" not in _text(printed)
        assert len(printed) == 2


def test_a_sheet_that_is_no_more_can_be_said_on_a_slip_alone(
    one_changed: str, desk: Desk, frame: Any, open_dialog: Open, tasks: Tasks, settle: Settle, qtbot: Any, lp: Any
) -> None:
    for qualification in case(desk, one_changed).qualifications:
        remove_qualification(desk, qualification.id)
    dialog = open_dialog()
    dialog.sheets.choose_which(NONE)
    assert dialog.primary is not None
    assert dialog.primary.text() == "Merkzettel drucken"
    qtbot.keyClick(dialog, Qt.Key.Key_P, CONTROL)
    settle(tasks)
    with pypdfium2.PdfDocument(lp.pdf) as printed:
        assert "Bitte herausnehmen: Blatt" in _text(printed)
    assert "qualifications" not in printed_sheets(desk, one_changed)
    assert frame.told == ["Der Merkzettel ist fertig."]


def test_a_lost_folder_is_confirmed_first_and_then_to_be_printed_whole(
    one_changed: str, desk: Desk, frame: Any, open_dialog: Open, tasks: Tasks, settle: Settle, qtbot: Any
) -> None:
    dialog = open_dialog()
    qtbot.keyClick(dialog.sheets.lost, Qt.Key.Key_Space)
    question = dialog.window().findChild(LostDialog)
    assert question is not None
    assert question.isVisible()
    qtbot.keyClick(question, Qt.Key.Key_Return, CONTROL)
    settle(tasks)
    settle(tasks)
    assert printed_sheets(desk, one_changed) == {}
    assert [change.verb for change in frame.announced] == ["lose_folder"]
    assert dialog.sheets.ticks()[:2] == ("cover", "overview")
    assert dialog.sheets.lost.isHidden()
    assert not dialog.sheets.wants_slip()


def test_a_file_for_e_mail_gets_a_password_that_is_hard_to_guess(
    desk: Desk, person: str, open_dialog: Open, tasks: Tasks, settle: Settle, qtbot: Any, tmp_path: Path
) -> None:
    dialog = open_dialog(printers=[])
    qtbot.keyClick(dialog.output.saving.protect, Qt.Key.Key_Space)
    question = dialog.window().findChild(ProtectDialog)
    assert question is not None
    assert question.password.text().count("-") == 5
    question.password.setText("Sommer2026")
    qtbot.keyClick(question, Qt.Key.Key_Return, CONTROL)
    assert question.field.has_fault()
    assert dialog.findChild(QFileDialog) is None
    password = "Kiesel-Lampe-Tuempel-Anker-Wolle-Zebra"
    question.password.setText(password)
    qtbot.keyClick(question, Qt.Key.Key_Return, CONTROL)
    chooser = dialog.findChild(QFileDialog)
    assert chooser is not None
    chooser.setDirectory(str(tmp_path))
    field = chooser.findChild(QLineEdit)
    assert field is not None
    field.setText(str(tmp_path / "Post"))
    chooser.accept()
    settle(tasks)
    content = (tmp_path / "Post.pdf").read_bytes()
    with pytest.raises(pypdfium2.PdfiumError):
        pypdfium2.PdfDocument(content)
    with pypdfium2.PdfDocument(content, password=password) as saved:
        assert "Amina Haddad" in _text(saved)


@pytest.mark.parametrize("kind", ["lost", "protect"])
def test_the_questions_are_named_and_freed(
    kind: str,
    one_changed: str,
    open_dialog: Open,
    freed: Callable[[], None],
    qtbot: Any,
    names_missing: Any,
    picture: Any,
) -> None:
    dialog = open_dialog()
    qtbot.keyClick(dialog.sheets.lost if kind == "lost" else dialog.output.saving.protect, Qt.Key.Key_Space)
    question = dialog.window().findChild(LostDialog if kind == "lost" else ProtectDialog)
    assert question is not None
    assert names_missing(question) == []
    picture(dialog.window(), f"folder-{kind}")
    gone = weakref.ref(question)
    qtbot.keyClick(question, Qt.Key.Key_Escape)
    del question
    freed()
    assert gone() is None
    assert dialog.isVisible()


def test_every_control_has_a_name(open_dialog: Open, names_missing: Callable[[QWidget], list[str]]) -> None:
    assert names_missing(open_dialog()) == []


@pytest.mark.parametrize("size", [(1280, 720), (1093, 614), (1920, 1080)])
def test_nothing_is_cut_off_in_any_window(size: tuple[int, int], open_dialog: Open, picture: Any) -> None:
    dialog = open_dialog(size=size)
    assert dialog.window().rect().contains(dialog.geometry())
    assert dialog.minimumSizeHint().width() <= dialog.width()
    assert dialog.preview.factor() > 0.2
    picture(dialog, f"folder-{size[0]}")


def test_after_closing_neither_dialog_nor_pages_are_left(
    open_dialog: Open, freed: Callable[[], None], qtbot: Any
) -> None:
    dialog = open_dialog()
    assert dialog._made is not None
    assert dialog._plan is not None
    gone: list[Callable[[], object]] = [weakref.ref(dialog), weakref.ref(dialog._made), weakref.ref(dialog._plan)]
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    del dialog
    freed()
    assert [ref() for ref in gone] == [None, None, None]


def test_closing_while_pages_are_being_made_leaves_nothing_either(
    desk: Desk, tasks: Tasks, frame: Any, person: str, show: Any, freed: Callable[[], None], settle: Settle
) -> None:
    window = show(QWidget())
    dialog = FolderDialog(window, desk, tasks, frame, person, printers=list)
    dialog.appear()
    gone = weakref.ref(dialog)
    dialog.reject()
    del dialog
    settle(tasks)
    freed()
    assert gone() is None


def _text(document: pypdfium2.PdfDocument) -> str:
    found = []
    for number in range(len(document)):
        page = document[number]
        words = page.get_textpage()
        found.append(words.get_text_bounded())
        words.close()
        page.close()
    return "\n".join(found)


def _words(widget: QWidget) -> str:
    return " ".join(label.text() for label in widget.findChildren(QLabel))


def test_a_sheet_on_demand_comes_into_the_folder_and_leaves_it_again(
    open_dialog: Open, tasks: Tasks, settle: Settle
) -> None:
    dialog = open_dialog()
    menu = dialog.sheets.findChild(QMenu)
    assert menu is not None
    for wanted in (True, False):
        (agreement,) = (action for action in menu.actions() if action.text() == "Vereinbarung")
        agreement.trigger()
        settle(tasks)
        assert ("agreement" in dialog.sheets.ticks()) is wanted


def test_the_slip_lies_before_the_sheets_in_the_preview_and_follows_the_ticks(
    one_changed: str, open_dialog: Open, tasks: Tasks, settle: Settle, picture: Any
) -> None:
    dialog = open_dialog()
    assert dialog.sheets.wants_slip()
    assert "Meine Qualifikationen" in dialog.preview.spoken()
    dialog.sheets.see_slip.click()
    settle(tasks)
    assert dialog.preview.page == 0
    assert "Merkzettel" in dialog.preview.spoken()
    assert dialog._shown is not None
    with pypdfium2.PdfDocument(dialog._shown.pdf) as shown:
        assert "Bitte tauschen: Blatt" in shown[0].get_textpage().get_text_range()
    picture(dialog, "folder-slip")
    dialog.sheets.slip.click()
    settle(tasks)
    assert dialog._shown is dialog._made
    assert "Merkzettel" not in dialog.preview.spoken()


def test_a_folder_that_was_never_printed_has_no_slip(open_dialog: Open) -> None:
    dialog = open_dialog()
    assert not dialog.sheets.wants_slip()
    assert dialog._shown is dialog._made


def test_the_sentences_nobody_reviewed_are_listed_without_a_word_of_the_person(
    open_dialog: Open, tasks: Tasks, settle: Settle, qtbot: Any, tmp_path: Path, names_missing: Any, picture: Any
) -> None:
    dialog = open_dialog()
    every = dialog.output.doubts.text()
    dialog.sheets.choose_which(NONE)
    assert dialog.output.doubts.isHidden()
    dialog.sheets._tick("goals", True)
    assert dialog.output.doubts.text() not in ("", every)
    assert dialog.output.doubts.text().startswith("Ungeprüft: ")
    qtbot.keyClick(dialog.output.doubts, Qt.Key.Key_Space)
    listed = dialog.window().findChild(DoubtsDialog)
    assert listed is not None
    assert names_missing(listed) == []
    picture(listed, "folder-doubts")
    listed.copy()
    copied = QGuiApplication.clipboard().text()
    assert "Meine Ziele und Notizen" in copied
    assert "ungeprüft" in copied
    assert "Amina" not in copied
    listed.save_to(str(tmp_path / "liste.csv"))
    settle(tasks)
    assert (tmp_path / "liste.csv").read_text(encoding="utf-8-sig").replace("\r", "") == copied.replace("\r", "")
    qtbot.keyClick(listed, Qt.Key.Key_Escape)
    assert dialog.isVisible()


def test_large_print_makes_every_sheet_anew_and_is_remembered(
    one_changed: str, desk: Desk, open_dialog: Open, tasks: Tasks, settle: Settle, qtbot: Any, lp: Any
) -> None:
    dialog = open_dialog()
    before = dialog._made
    qtbot.keyClick(dialog.output.large_print, Qt.Key.Key_Space)
    settle(tasks)
    settle(tasks)
    assert dialog._made is not None
    assert before is not None
    assert dialog._made.pages > before.pages
    assert len(dialog.sheets.ticks()) > 3
    dialog.start()
    settle(tasks)
    assert read_plan(desk, one_changed).large_print
