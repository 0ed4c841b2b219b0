# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The editor of the chain templates: by keyboard, with a way back, and nothing begun is lost."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from laufmappe.casework.chains.template_versions import (
    TemplateDraft,
    all_templates,
    centre_translations,
    save_template,
    template_versions,
)
from laufmappe.casework.chains.templates import library, templates
from laufmappe.casework.desk import Desk
from laufmappe.casework.history import begun_forms
from laufmappe.ui.tasks import Tasks
from laufmappe.ui.templates import TemplatesPage
from laufmappe.ui.widgets import Dialog

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


class Window:
    """A window in small: what is announced refreshes the page."""

    def __init__(self) -> None:
        self.page: TemplatesPage | None = None
        self.told: list[str] = []
        self.undos: list[Callable[[], object] | None] = []

    def go(self, place: str, target: object = None) -> None: ...

    def tell(self, sentence: str, undo: Callable[[], object] | None = None) -> None:
        self.told.append(sentence)
        self.undos.append(undo)

    def announce(self, change: object) -> None:
        if self.page is not None:
            self.page.changed(change)

    def count(self, place: str, number: int) -> None: ...


@dataclass
class Open:
    """The page, and what a test does with it."""

    desk: Desk
    page: TemplatesPage
    window: QWidget
    frame: Window
    settle: Callable[[], None]
    press: Callable[..., None]

    def titles(self) -> list[str]:
        return [step.title for step in self.page.editor.draft.steps]

    def dialog(self) -> Any:
        self.settle()
        (found,) = [dialog for dialog in self.window.findChildren(Dialog) if dialog.isVisible()]
        return found

    def undo_last(self) -> None:
        undo = self.frame.undos[-1]
        assert undo is not None
        undo()
        self.settle()


@pytest.fixture
def opened(
    desk: Desk,
    tasks: Tasks,
    show: Callable[..., Any],
    settle: Callable[[Tasks], None],
    qapp: QApplication,
    qtbot: Any,
) -> Callable[..., Open]:
    """Shows the page, at a template."""

    def build(template: str = "K2") -> Open:
        frame = Window()
        window = QWidget()
        layout = QVBoxLayout(window)
        layout.setContentsMargins(0, 0, 0, 0)
        page = frame.page = TemplatesPage(desk, tasks, frame)
        layout.addWidget(page)
        show(window, 1074, 680)

        def rest() -> None:
            settle(tasks)
            for _round in range(4):
                qapp.processEvents()

        def press(key: Qt.Key, on: QWidget | None = None, modifier: Any = Qt.KeyboardModifier.NoModifier) -> None:
            qtbot.keyClick(on or window.focusWidget() or window, key, modifier)
            rest()

        rest()
        page.aim(template)
        rest()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        page.activate()
        rest()
        return Open(desk, page, window, frame, rest, press)

    return build


def test_steps_are_moved_and_taken_out_by_keyboard_and_saved_as_the_next_version(opened: Callable[..., Open]) -> None:
    at = opened("K2")
    before = at.titles()
    at.page.editor.list.setFocus()
    at.press(Qt.Key.Key_Down, modifier=ALT)
    assert at.titles()[:2] == [before[1], before[0]]
    at.press(Qt.Key.Key_Up, modifier=ALT)
    at.press(Qt.Key.Key_Up, modifier=ALT)
    assert at.titles() == before
    at.press(Qt.Key.Key_Delete)
    assert at.titles() == before[1:]
    assert "herausgenommen" in at.frame.told[-1]
    at.undo_last()
    assert at.titles() == before
    at.press(Qt.Key.Key_Delete)
    at.page.editor.note.setText("ohne Erstberatung")
    at.page.editor._typed()
    at.press(Qt.Key.Key_Return, modifier=CTRL)
    newest, *_rest = template_versions(at.desk, "K2")
    assert (newest.version, newest.note, [s.title for s in newest.steps]) == (2, "ohne Erstberatung", before[1:])
    assert not any("ERST" in step.after or "step:ERST" in step.deadline.anchors for step in newest.steps)
    own: Any = at.page.panel.view.rows_model._held.rows[1]
    assert own.chip.text == "eigene"
    at.undo_last()
    assert len(template_versions(at.desk, "K2")) == 1
    assert at.titles() == before


def test_a_new_template_is_built_from_the_collection_and_own_steps(opened: Callable[..., Open]) -> None:
    at = opened("K2")
    at.press(Qt.Key.Key_N)
    assert at.page.editor.name.hasFocus()
    at.page.editor.name.setText("Neu in der Stadt")
    at.page.editor._typed()
    at.page.act_add()
    dialog = at.dialog()
    at.press(Qt.Key.Key_Return, modifier=CTRL)
    assert dialog._labeled.has_fault()
    dialog._picker.search.setText("erstberatung")
    at.press(Qt.Key.Key_Return, modifier=CTRL)
    at.page.act_add()
    at.dialog()._picker.choose("own")
    at.press(Qt.Key.Key_Return, modifier=CTRL)
    dialog = at.dialog()
    at.press(Qt.Key.Key_Return, modifier=CTRL)
    assert "heißen" in dialog.fields["title"].fault_text()
    dialog._title.setText("Fahrrad abholen")
    dialog._bring.setPlainText("Ausweis\nSchloss")
    dialog._count.setText("14")
    at.press(Qt.Key.Key_Return, modifier=CTRL)
    assert "Ab wann" in dialog.fields["deadline"].fault_text()
    dialog.tokens["anchors"].choose(["step:ERST"])
    dialog.tokens["after"].choose(["ERST"])
    dialog.tokens["valid_for"].choose(["toleration"])
    at.press(Qt.Key.Key_Return, modifier=CTRL)
    at.press(Qt.Key.Key_Return, modifier=CTRL)
    view = next(t for t in templates(at.desk) if t.id == "Z1")
    assert [step.id for step in view.steps] == ["ERST", "E1"]
    own = view.steps[1]
    assert (own.bring, own.after, own.valid_for, own.deadline.days) == (
        ("Ausweis", "Schloss"),
        ("ERST",),
        ("toleration",),
        14,
    )
    assert own.deadline.anchors == ("step:ERST",)
    assert at.page._shown == "Z1"


def test_a_template_without_a_name_is_refused_beside_the_field(opened: Callable[..., Open]) -> None:
    at = opened("K2")
    at.page.editor.name.setText(" ")
    at.page.editor._typed()
    at.press(Qt.Key.Key_Return, modifier=CTRL)
    assert at.page.editor.fields["name"].has_fault()
    assert len(template_versions(at.desk, "K2")) == 1


def test_saving_what_says_the_same_tells_so(opened: Callable[..., Open]) -> None:
    at = opened("K2")
    at.press(Qt.Key.Key_Return, modifier=CTRL)
    assert "nichts geändert" in at.page.editor._fault.text()


def test_what_was_begun_outlives_leaving_and_is_not_listed_on_today(opened: Callable[..., Open]) -> None:
    at = opened("K2")
    before = at.titles()
    at.page.editor.list.setFocus()
    at.press(Qt.Key.Key_Delete)
    at.page.show_template("K3")
    at.settle()
    assert len(at.titles()) == 15
    assert begun_forms(at.desk) == []
    again = opened("K2")
    assert again.titles() == before[1:]
    assert "noch nicht gespeichert" in again.page.editor.head.lead.text()
    again.page.act_discard()
    again.settle()
    assert again.titles() == before
    again.undo_last()
    assert again.titles() == before[1:]


def test_a_template_is_retired_offered_again_and_restored(opened: Callable[..., Open]) -> None:
    at = opened("K4")
    at.page.act_retire()
    at.settle()
    assert "K4" not in [t.id for t in templates(at.desk)]
    assert at.page.editor.retire_button.text() == "Wieder anbieten"
    at.page.act_retire()
    at.settle()
    assert "K4" in [t.id for t in templates(at.desk)]
    view = next(t for t in all_templates(at.desk) if t.id == "K4")
    save_template(at.desk, TemplateDraft("K4", "Anders", steps=view.steps[:2]))
    at.page.changed(None)
    at.settle()
    assert at.page.editor.restore_button.isVisible()
    at.page.act_restore()
    at.settle()
    assert at.page.editor.draft.name == "Familiennachzug"


def test_versions_are_compared_and_an_earlier_one_is_worked_on_again(opened: Callable[..., Open]) -> None:
    at = opened("K2")
    draft = at.page.editor.draft
    save_template(at.desk, TemplateDraft("K2", "Kürzer", steps=draft.steps[:2]))
    at.page.changed(None)
    at.settle()
    at.press(Qt.Key.Key_V)
    dialog = at.dialog()
    dialog.after.choose(1)
    dialog.before.choose(2)
    at.press(Qt.Key.Key_Return, modifier=CTRL)
    assert at.titles() == [step.title for step in draft.steps]


def test_texts_in_other_languages_are_typed_beside_the_german_ones(opened: Callable[..., Open]) -> None:
    at = opened("K2")
    at.page.editor.list.setFocus()
    at.press(Qt.Key.Key_T)
    dialog = at.dialog()
    dialog._language.choose("ar")
    dialog.areas["Erstberatung"].setPlainText("اللقاء الأول")
    dialog._language.choose("uk")
    dialog.areas["Erstberatung"].setPlainText("Перша консультація")
    at.press(Qt.Key.Key_Return, modifier=CTRL)
    at.press(Qt.Key.Key_Return, modifier=CTRL)
    assert centre_translations(at.desk) == {
        ("ar", "Erstberatung"): "اللقاء الأول",
        ("uk", "Erstberatung"): "Перша консультація",
    }
    assert len(template_versions(at.desk, "K2")) == 1


def test_every_control_has_a_name(opened: Callable[..., Open], names_missing: Callable[[QWidget], list[str]]) -> None:
    at = opened("K2")
    assert names_missing(at.window) == []
    for act in (at.page.act_edit, at.page.act_add, at.page.act_translate):
        act()
        assert names_missing(at.dialog()) == []
        at.dialog().accept()
        at.settle()
    assert library()["ERST"].title in at.titles()
