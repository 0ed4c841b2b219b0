# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Building blocks of all pages. Import from here: `from laufmappe.ui.widgets import Button, Card, Text`."""

from laufmappe.ui.widgets.beside import Beside
from laufmappe.ui.widgets.buttons import Button, IconButton
from laufmappe.ui.widgets.card import Card, Line
from laufmappe.ui.widgets.chips import Avatar, Badge, Chip, Icon, IconCircle, Tag
from laufmappe.ui.widgets.choice import CheckBox, RadioButton, Segmented, ToggleChip, ToggleChips
from laufmappe.ui.widgets.datefield import DateField, Reading, read_date, shown_date
from laufmappe.ui.widgets.dialog import Dialog
from laufmappe.ui.widgets.fields import ComboBox, LineEdit, PassphraseField, SearchField, TextArea
from laufmappe.ui.widgets.flow import FlowLayout, flow
from laufmappe.ui.widgets.keys import Key, KeyBar, KeyCaps, key_text
from laufmappe.ui.widgets.labeled import LabeledField
from laufmappe.ui.widgets.notice import EmptyState, Notice, Toast
from laufmappe.ui.widgets.page import Columns, Footer, Frame, Page, PageHead, Panel, ScrollBody
from laufmappe.ui.widgets.painting import ChipSpec, avatar_colour, initials
from laufmappe.ui.widgets.route import RouteView, Station
from laufmappe.ui.widgets.row_delegate import RowDelegate
from laufmappe.ui.widgets.rows import ROW_ROLE, Row, RowsModel, RowStyle, RowsView, Section
from laufmappe.ui.widgets.stepper import Stepper
from laufmappe.ui.widgets.text import Text, rule, upright
from laufmappe.ui.widgets.tokenfield import TokenField

__all__ = [
    "ROW_ROLE",
    "Avatar",
    "Badge",
    "Beside",
    "Button",
    "Card",
    "CheckBox",
    "Chip",
    "ChipSpec",
    "Columns",
    "ComboBox",
    "DateField",
    "Dialog",
    "EmptyState",
    "FlowLayout",
    "Footer",
    "Frame",
    "Icon",
    "IconButton",
    "IconCircle",
    "Key",
    "KeyBar",
    "KeyCaps",
    "LabeledField",
    "Line",
    "LineEdit",
    "Notice",
    "Page",
    "PageHead",
    "Panel",
    "PassphraseField",
    "RadioButton",
    "Reading",
    "RouteView",
    "Row",
    "RowDelegate",
    "RowStyle",
    "RowsModel",
    "RowsView",
    "ScrollBody",
    "SearchField",
    "Section",
    "Segmented",
    "Station",
    "Stepper",
    "Tag",
    "Text",
    "TextArea",
    "Toast",
    "ToggleChip",
    "ToggleChips",
    "TokenField",
    "avatar_colour",
    "flow",
    "initials",
    "key_text",
    "read_date",
    "rule",
    "shown_date",
    "upright",
]
