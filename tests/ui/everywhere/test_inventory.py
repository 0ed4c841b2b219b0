# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""No page and no dialog stays out of the walks of this folder."""

import importlib
import pkgutil
from typing import Any

from PySide6.QtWidgets import QWidget

import laufmappe.ui
from laufmappe.ui.handover.give_dialog import GiveDialog
from laufmappe.ui.person.form import FormDialog
from laufmappe.ui.settings.secret_form import SecretForm
from laufmappe.ui.widgets import Dialog, Page
from tests.ui.everywhere.dialogs import DIALOGS

GROUNDS = {FormDialog, GiveDialog, SecretForm}
"""What dialogs are built on; nobody opens them by themselves."""


def _all_below(kind: type[QWidget]) -> set[type[Any]]:
    for module in pkgutil.walk_packages(laufmappe.ui.__path__, "laufmappe.ui."):
        importlib.import_module(module.name)
    found: set[type[Any]] = set()
    waiting: list[type[Any]] = [kind]
    while waiting:
        below = [each for each in type.__subclasses__(waiting.pop()) if each.__module__.startswith("laufmappe.")]
        waiting += below
        found.update(below)
    return found


def test_every_dialog_is_walked_through() -> None:
    assert {each.__name__ for each in _all_below(Dialog) - GROUNDS - set(DIALOGS)} == set()


def test_every_page_is_walked_through(walk: Any) -> None:
    walker = walk("de")
    seen: set[type[Any]] = set()
    for _place, page in walker.pages():
        seen |= {type(each) for each in (page, *page.findChildren(Page)) if each.isVisible()}
    assert {each.__name__ for each in _all_below(Page) - seen} == set()
