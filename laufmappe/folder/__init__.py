# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The printed folder: from the picture of a case to sheets of paper in German and the language of the person.

Names are imported from here when they are asked for: the typesetting behind them takes a moment that a start can't spare.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from laufmappe.folder.contents import optional_sheets, sheets_of
    from laufmappe.folder.make import make_folder, make_overview, print_folder
    from laufmappe.folder.plan import Folder, Sheet
    from laufmappe.folder.preflight import check, left_out
    from laufmappe.folder.reprint import folder_of
    from laufmappe.folder.words import LanguageInfo, Words, folder_languages

_HOMES = {
    "Folder": "plan",
    "LanguageInfo": "words",
    "Sheet": "plan",
    "Words": "words",
    "check": "preflight",
    "folder_languages": "words",
    "folder_of": "reprint",
    "left_out": "preflight",
    "make_folder": "make",
    "make_overview": "make",
    "optional_sheets": "contents",
    "print_folder": "make",
    "sheets_of": "contents",
}
__all__ = [
    "Folder",
    "LanguageInfo",
    "Sheet",
    "Words",
    "check",
    "folder_languages",
    "folder_of",
    "left_out",
    "make_folder",
    "make_overview",
    "optional_sheets",
    "print_folder",
    "sheets_of",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"laufmappe.folder.{_HOMES[name]}"), name)
