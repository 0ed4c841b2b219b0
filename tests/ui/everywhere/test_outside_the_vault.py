# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages before a vault is open, and the windows beside it: the same care as for the rest."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from laufmappe.ui.handbook.window import HandbookWindow
from laufmappe.ui.tasks import Tasks
from laufmappe.ui.unlock.create_page import CreatePage
from laufmappe.ui.unlock.plate import PlatePage
from laufmappe.ui.unlock.recovery_page import RecoveryPage
from laufmappe.ui.unlock.sample_page import SamplePage
from laufmappe.ui.unlock.unlock_page import UnlockPage
from laufmappe.ui.unlock.welcome_page import WelcomePage
from laufmappe.ui.widgets import Dialog
from laufmappe.vault import TryDelay
from tests.ui.everywhere.looking import across, clipped, first, outside, overlapping, untranslated, words_of
from tests.ui.everywhere.test_accessibility import is_stop, strange, tabbed

SECRET = "erste-zweite-dritte-vierte-letzte-wort"
KEY = "7K4M-Q2XD-9H3T-WK5P-6ABC-DEFG-HJKM-NPQR-0123"


def _never(*_asked: object) -> Any:
    raise AssertionError


def _unlock(tasks: Tasks) -> UnlockPage:
    page = UnlockPage(tasks, _never, TryDelay())
    page.show_vault(Path("/home/maria/Dokumente/Laufmappe"), "Gesperrt um 12:30.")
    return page


PLATES: dict[type[PlatePage], Callable[[Tasks], PlatePage]] = {
    WelcomePage: lambda _tasks: WelcomePage(),
    UnlockPage: _unlock,
    CreatePage: lambda tasks: CreatePage(
        tasks, _never, lambda: SECRET, lambda _passphrase: None, Path("/home/maria/Laufmappe"), _never, ""
    ),
    RecoveryPage: lambda _tasks: RecoveryPage(KEY, 2),
    SamplePage: lambda tasks: SamplePage(tasks, _never, SECRET, Path("/home/maria/Laufmappe-Beispiel"), _never),
}
DATA = words_of(f"Laufmappe Beispiel Gesperrt um maria {KEY} {SECRET}")


def test_every_page_before_the_vault_is_looked_at() -> None:
    below = {each for each in type.__subclasses__(PlatePage) if each.__module__.startswith("laufmappe.")}
    assert below == set(PLATES)


@pytest.mark.parametrize("page", PLATES, ids=lambda page: page.__name__)
@pytest.mark.parametrize(
    ("code", "width", "height"), [("qps", 1120, 800), ("qps", 1093, 614), ("qpr", 1120, 800), ("de", 560, 320)]
)
def test_a_page_before_the_vault_is_translated_whole_and_in_its_place(
    page: type[PlatePage],
    code: str,
    width: int,
    height: int,
    spoken: Callable[[str], None],
    tasks: Tasks,
    show: Callable[..., Any],
) -> None:
    spoken(code)
    shown: QWidget = show(PLATES[page](tasks), width, height)
    found = [*clipped(shown), *outside(shown), *overlapping(shown), *across(shown)]
    found += untranslated(shown, DATA) if code == "qps" else []
    assert not found, first(found)


@pytest.mark.parametrize("page", PLATES, ids=lambda page: page.__name__)
def test_a_page_before_the_vault_is_named_and_walked_by_tab(
    page: type[PlatePage], tasks: Tasks, show: Callable[..., Any], qtbot: Any
) -> None:
    shown = show(PLATES[page](tasks), 1120, 800)
    shown.activateWindow()
    qtbot.waitUntil(shown.isActiveWindow)
    focus = shown.first_focus()
    assert focus is not None
    focus.setFocus()
    stops = tabbed(shown)
    assert strange(shown) == []
    assert [w for w in shown.findChildren(QWidget) if is_stop(w) and w not in stops] == []
    assert shown.accessibleName()


@pytest.mark.parametrize("code", ["qps", "qpr"])
def test_the_handbook_and_the_list_of_keys_are_named_whole_and_in_their_place(
    walk: Callable[[str], Any], code: str
) -> None:
    walker = walk(code)
    walker.window.help()
    walker.rest()
    (handbook,) = walker.window.findChildren(HandbookWindow)
    handbook.resize(1080, 720)
    walker.rest()
    found = [*strange(handbook), *clipped(handbook), *outside(handbook), *overlapping(handbook)]
    handbook.close()
    walker.window.show_keys()
    walker.rest()
    (keys,) = [each for each in walker.window.findChildren(Dialog) if each.isVisible()]
    found += [*strange(keys), *clipped(keys), *outside(keys), *overlapping(keys)]
    keys.done(0)
    QApplication.processEvents()
    assert not found, first(found)
