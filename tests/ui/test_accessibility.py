# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Without eyes and without a mouse: on every page and in every dialog each control says its name and what it is, Tab
reaches all of them, and Esc leads out."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from laufmappe.casework.cases import case
from laufmappe.casework.desk import Desk
from laufmappe.casework.service_keys import CardView
from laufmappe.casework.service_use import ServiceUse
from laufmappe.casework.services import list_services
from laufmappe.folder.doubts import Doubt
from laufmappe.handover.exchange import own_card
from laufmappe.ui.app import App, _all_places
from laufmappe.ui.folder import FolderDialog, ManyDialog, OverviewDialog
from laufmappe.ui.folder.doubts_dialog import DoubtsDialog
from laufmappe.ui.folder.lost_dialog import LostDialog
from laufmappe.ui.folder.printing import Printer
from laufmappe.ui.folder.protect_dialog import ProtectDialog
from laufmappe.ui.handover.card_dialogs import CompareDialog, ImportCardDialog, LinkCardDialog, OwnCardDialog
from laufmappe.ui.handover.receipt_dialogs import AnswerDialog, NoteReceiptDialog
from laufmappe.ui.handover.receive_dialog import ReceiveDialog
from laufmappe.ui.handover.send_dialog import SendDialog
from laufmappe.ui.look import Look
from laufmappe.ui.main_window import MainWindow
from laufmappe.ui.person.acts import Acts
from laufmappe.ui.person.details_card import MilestoneDialog
from laufmappe.ui.person.history_card import ActDialog
from laufmappe.ui.person.pane import read_record
from laufmappe.ui.person.qualification_dialog import QualificationDialog
from laufmappe.ui.person.recognition_dialog import RecognitionDialog
from laufmappe.ui.person.referral_dialogs import FeedbackDialog, ReferralDialog
from laufmappe.ui.person.step_dialogs import AddStepDialog, DropDialog, PlanDialog, StateDialog
from laufmappe.ui.services.agreements import ServiceAgreementDialog
from laufmappe.ui.services.dialog import ServiceDialog
from laufmappe.ui.services.exchange import ImportDialog
from laufmappe.ui.services.leaving import MergeDialog, RemoveDialog, ReplaceDialog
from laufmappe.ui.settings import SettingsPage
from laufmappe.ui.tasks import Tasks
from laufmappe.ui.unlock.last_vault import Remembered
from laufmappe.ui.unlock.unlock_page import UnlockPage
from laufmappe.ui.unlock.window import Doors
from laufmappe.ui.widgets import Dialog
from laufmappe.vault import TryDelay

Role = QAccessible.Role
SENSIBLE = {
    Role.Button,
    Role.PushButton,
    Role.ButtonMenu,
    Role.CheckBox,
    Role.RadioButton,
    Role.ComboBox,
    Role.EditableText,
    Role.SpinBox,
    Role.List,
    Role.ListItem,
    Role.Link,
}


class Walker:
    """Somebody who hears the window and has only the keyboard."""

    def __init__(self, window: MainWindow, desk: Desk, tasks: Tasks, person: str, rest: Callable[[], None]) -> None:
        self.window, self.desk, self.tasks, self.person, self.rest = window, desk, tasks, person, rest
        self.acts = Acts(desk, tasks, window, window)
        self.acts.newcomer_id = person

    def check(self, root: QWidget) -> None:
        """Names, roles, and the way of Tab."""
        assert strange(root) == []
        assert self.not_reached(root) == []

    def not_reached(self, root: QWidget) -> list[str]:
        """The controls below `root` that Tab never comes to."""
        wanted = [w for w in root.findChildren(QWidget) if _is_stop(w)]
        reached: list[QWidget] = []
        for _step in range(2 * len(wanted) + 20):
            now = QApplication.focusWidget()
            if now is not None and now not in reached:
                reached.append(now)
            QTest.keyClick(now or self.window, Qt.Key.Key_Tab)
        return [_called(w) for w in wanted if w not in reached]

    def dialog(self) -> Dialog | None:
        self.rest()
        return next((d for d in self.window.findChildren(Dialog) if d.isVisible()), None)


def _is_stop(widget: QWidget) -> bool:
    """Whether Tab should come here. Of radio buttons and their like it comes to one, and the arrows to the others."""
    if isinstance(widget, QAbstractButton) and widget.isCheckable():
        group = widget.group()
        if widget.autoExclusive() or (group is not None and group.exclusive()):
            return False
    here = widget.isVisible() and widget.isEnabled() and widget.focusProxy() is None
    return here and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


def _called(widget: QWidget | None) -> str:
    return f"{type(widget).__name__} {widget.accessibleName() or widget.objectName()}".strip() if widget else "?"


def strange(root: QWidget) -> list[str]:
    """What can take the focus and has no name, or a role that says nothing. A picture that scrolls has no role in Qt."""
    found: list[str] = []

    def walk(node: QAccessibleInterface | None) -> None:
        if node is None or not node.isValid() or node.state().invisible:
            return
        if node.state().focusable:
            if not node.text(QAccessible.Text.Name).strip():
                found.append(f"no name: {_called(cast('QWidget | None', node.object()))}")
            if node.role() not in SENSIBLE and not isinstance(node.object(), QScrollArea):
                found.append(f"{node.role()}: {_called(cast('QWidget | None', node.object()))}")
        for number in range(node.childCount()):
            walk(node.child(number))

    walk(QAccessible.queryAccessibleInterface(root))
    return found


@pytest.fixture
def app(
    qapp: QApplication, look: Look, tmp_path: Path, demo_desk: Desk, settle: Callable[[Tasks], None]
) -> Iterator[App]:
    def never(*_asked: object) -> Any:
        raise AssertionError

    doors = Doors(lambda _folder, _secret: demo_desk, never, never, lambda _passphrase: None, TryDelay())
    made = App(qapp, look, Remembered(tmp_path / "window.json"), doors, _all_places, never)
    yield made
    settle(made.tasks)
    made.end()
    if made.window is not None:
        made.window.hide()
        made.window.deleteLater()
        made.window = None
    qapp.removeEventFilter(made.idle_watch)
    made.deleteLater()


@pytest.fixture
def walker(
    app: App, qtbot: QtBot, settle: Callable[[Tasks], None], demo_desk: Desk, demo_vault: tuple[Path, str]
) -> Walker:
    page = app.start(demo_vault[0]).page()
    assert isinstance(page, UnlockPage)
    qtbot.waitUntil(page.isVisible)
    assert strange(page) == []
    QTest.keyClicks(page.secret, "passphrase")
    QTest.keyClick(page.secret, Qt.Key.Key_Return)
    settle(app.tasks)
    window = app.window
    assert isinstance(window, MainWindow)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)

    def rest() -> None:
        for _round in range(3):
            settle(app.tasks)
            QApplication.processEvents()

    rest()
    return Walker(window, demo_desk, app.tasks, demo_vault[1], rest)


@pytest.mark.parametrize("place", ["today", "people", "services", "templates", "settings", "intake"])
def test_every_control_of_a_page_is_named_and_reached_by_tab(walker: Walker, place: str) -> None:
    walker.window.go(place, walker.person if place == "people" else None)
    walker.rest()
    walker.check(walker.window)


def _step(w: Walker) -> Any:
    chain = case(w.desk, w.person).chain
    assert chain is not None
    return chain.steps[8]


def _passphrase(w: Walker) -> None:
    w.window.go("settings")
    cast(SettingsPage, w.window.page("settings")).change_passphrase()


def _act(w: Walker) -> Dialog:
    return ActDialog(w.window, read_record(w.desk, w.person).history[0], date(2026, 11, 23), lambda: None)


def _card() -> CardView:
    return CardView("1", "00", "VHS Mitte", "", None, date(2026, 11, 23), None)


def _printers() -> list[Printer]:
    return [Printer("flur", "Flur 2. OG")]


DIALOGS: dict[str, Callable[[Walker], object]] = {
    "state": lambda w: StateDialog(w.window, w.acts, _step(w), "waiting"),
    "plan": lambda w: PlanDialog(w.window, w.acts, _step(w)),
    "drop": lambda w: DropDialog(w.window, w.acts, _step(w)),
    "add step": lambda w: AddStepDialog(w.window, w.acts, cast(Any, case(w.desk, w.person).chain), _step(w)),
    "qualification": lambda w: QualificationDialog(w.window, w.acts, case(w.desk, w.person).qualifications[0]),
    "recognition": lambda w: RecognitionDialog(w.window, w.acts, case(w.desk, w.person).qualifications[0]),
    "referral": lambda w: ReferralDialog(w.window, w.acts, case(w.desk, w.person)),
    "feedback": lambda w: FeedbackDialog(w.window, w.acts, case(w.desk, w.person).referrals[0]),
    "milestone": lambda w: MilestoneDialog(w.window, w.acts, case(w.desk, w.person), "arrival"),
    "act": _act,
    "service": lambda w: ServiceDialog(w.window, w.acts),
    "service agreement": lambda w: ServiceAgreementDialog(w.window, w.acts, list_services(w.desk)[0]),
    "replace service": lambda w: ReplaceDialog(w.window, w.acts, list_services(w.desk)[0], ServiceUse(placements=1)),
    "merge services": lambda w: MergeDialog(w.window, w.acts, list_services(w.desk)[0]),
    "remove service": lambda w: RemoveDialog(
        w.window, w.acts, list_services(w.desk)[0], ServiceUse(steps=1), lambda: None, lambda: None
    ),
    "directory": lambda w: ImportDialog(w.window, w.acts, Path("nirgends.json")),
    "folder": lambda w: FolderDialog(w.window, w.desk, w.tasks, w.window, w.person, printers=_printers),
    "many folders": lambda w: ManyDialog(w.window, w.desk, w.tasks, w.window, printers=_printers),
    "overview": lambda w: OverviewDialog(w.window, w.desk, w.tasks, w.window, printers=_printers),
    "doubts": lambda w: DoubtsDialog(w.window, w.tasks, [Doubt("Guten Tag", "Merhaba", "unreviewed")], "tr"),
    "lost folder": lambda w: LostDialog(w.window, w.desk, w.tasks, w.person, lambda _changed: None),
    "protect": lambda w: ProtectDialog(w.window, lambda _password: None),
    "passphrase": _passphrase,
    "hand over": lambda w: SendDialog(w.window, w.acts, case(w.desk, w.person)),
    "receive": lambda w: ReceiveDialog(w.window, w.acts),
    "answer": lambda w: AnswerDialog(w.window, w.acts, "1", "00", "VHS Mitte"),
    "note receipt": lambda w: NoteReceiptDialog(w.window, w.acts),
    "own card": lambda w: OwnCardDialog(w.window, w.acts, own_card(w.desk)),
    "read card": lambda w: ImportCardDialog(w.window, w.acts),
    "compare words": lambda w: CompareDialog(w.window, w.acts, "1", own_card(w.desk)),
    "link card": lambda w: LinkCardDialog(w.window, w.acts, _card()),
    "keys": lambda w: w.window.help(),
}


def test_every_control_of_a_dialog_is_named_and_reached_by_tab_and_esc_closes_it(walker: Walker) -> None:
    walker.window.go("people", walker.person)
    walker.rest()
    for name, build in DIALOGS.items():
        made = build(walker)
        if isinstance(made, Dialog):  # else the page or the window shows it
            made.appear()
        del made
        dialog = walker.dialog()
        assert dialog is not None, name
        assert strange(dialog) == [], name
        assert walker.not_reached(dialog) == [], name
        QTest.keyClick(QApplication.focusWidget() or dialog, Qt.Key.Key_Escape)
        del dialog
        assert walker.dialog() is None, f"{name}: Esc did not close it"
