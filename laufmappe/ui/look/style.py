# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Style sheet and palette, both made from the one table of tokens."""

from PySide6.QtGui import QColor, QPalette

from laufmappe.ui.look.tokens import CARD_RADIUS, DIALOG_RADIUS, FIELD_RADIUS, Tokens

_SHEET = """
* { outline: 0; }
QWidget { font-size: 13px; color: @text; }
QWidget#window, QWidget#page, QScrollArea#pageScroll, QWidget#pageBody { background: @page; }
QScrollArea { background: transparent; border: 0; }
QScrollArea > QWidget > QWidget { background: transparent; }
QScrollArea#pageScroll > QWidget > QWidget { background: @page; }

QLabel { background: transparent; color: @text; font-weight: 400; }
QLabel[text_style="page"] { font-size: 22px; font-weight: 700; }
QLabel[text_style="object"] { font-size: 17px; font-weight: 700; }
QLabel[text_style="card"] { font-size: 14px; font-weight: 600; }
QLabel[text_style="strong"] { font-weight: 600; }
QLabel[text_style="label"] { font-size: 12px; font-weight: 600; }
QLabel[text_style="secondary"] { font-size: 12px; color: @muted; }
QLabel[text_style="lead"] { font-size: 13px; color: @muted; }
QLabel[text_style="number"] { font-size: 16px; font-weight: 700; }
QLabel[text_style="error"] { font-size: 12px; font-weight: 500; color: @danger; }
QLabel[text_style="warn"] { font-size: 12px; font-weight: 500; color: @warn; }
QLabel[text_style="ok"] { font-size: 12px; font-weight: 500; color: @ok; }
QLabel[text_style="accent"] { font-weight: 600; color: @accent; }
QLabel[text_style="sign"] { font-size: 24px; font-weight: 700; }
QLabel[text_style="code"] { font-size: 18px; font-weight: 600; }

QFrame#rule { background: @line; border: 0; min-height: 1px; max-height: 1px; }
QFrame#upright { background: @line; border: 0; min-width: 1px; max-width: 1px; }
QWidget#column { background: @surface; }
QWidget#footer { background: @surface; border-top: 1px solid @line; }

QLineEdit, QPlainTextEdit, QTextEdit {
    background: @surface; color: @text; border: 1px solid @control; border-radius: @fieldpx;
    padding: 1px; padding-left: 11px; padding-right: 11px; font-size: 13px;
    selection-background-color: @accent; selection-color: @on_accent; placeholder-text-color: @muted;
}
QLineEdit { min-height: 32px; }
QPlainTextEdit, QTextEdit { padding: 5px 7px 5px 7px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus { border: 2px solid @accent; padding: 0px; padding-left: 10px; padding-right: 10px; }
QPlainTextEdit:focus, QTextEdit:focus { padding: 4px 6px 4px 6px; }
QLineEdit[faulty="true"], QPlainTextEdit[faulty="true"] { border: 2px solid @danger; padding: 0px; padding-left: 10px; padding-right: 10px; }
QPlainTextEdit[faulty="true"] { padding: 4px 6px 4px 6px; }
QLineEdit:disabled, QPlainTextEdit:disabled { background: @page; color: @disabled; border-color: @line; }
QLineEdit:read-only { background: @page; }
QLineEdit[tall="true"] { min-height: 40px; font-size: 15px; }
QLineEdit[lead_icon="true"] { padding-left: 37px; }
QLineEdit[lead_icon="true"]:focus { padding-left: 36px; }
QLineEdit[trail_icon="true"] { padding-right: 41px; }
QLineEdit[trail_icon="true"]:focus { padding-right: 40px; }
QLineEdit[bare="true"], QLineEdit[bare="true"]:focus { border: 0; padding: 0; min-height: 24px; background: transparent; }

QAbstractItemView { background: @surface; border: 0; color: @text; font-size: 13px;
    selection-background-color: @accent_tint; selection-color: @text; }
QListView#rows { background: transparent; }
QHeaderView { background: @surface; }
QHeaderView::section { background: @surface; color: @muted; border: 0; border-bottom: 1px solid @line; padding: 6px 8px; font-size: 12px; }
QFileDialog { background: @page; }
QPushButton { background: @surface; color: @text; border: 1px solid @soft_control; border-radius: @fieldpx; padding: 6px 14px; }
QPushButton:focus { border: 2px solid @accent; padding: 5px 13px; }
QToolButton { background: transparent; border: 1px solid transparent; border-radius: 6px; padding: 3px; }
QToolButton:hover, QToolButton:checked { background: @accent_tint; }
QListView#popup, QComboBox QAbstractItemView {
    background: @surface; border: 1px solid @soft_control; border-radius: @fieldpx; padding: 4px; }
QListView#popup::item, QComboBox QAbstractItemView::item { min-height: 30px; padding: 0 8px; border-radius: 6px; color: @text; }
QListView#popup::item:selected, QComboBox QAbstractItemView::item:selected,
QListView#popup::item:hover, QComboBox QAbstractItemView::item:hover { background: @accent_tint; color: @text; }
QComboBox { font-size: 13px; combobox-popup: 0; }

QMenu { background: @surface; border: 1px solid @soft_control; border-radius: @fieldpx; padding: 5px; }
QMenu::item { padding: 7px 26px 7px 12px; border-radius: 6px; color: @text; }
QMenu::item:selected { background: @accent_tint; color: @text; }
QMenu::item:disabled { color: @disabled; }
QMenu::separator { height: 1px; background: @line; margin: 5px 6px; }
QMenu::icon { padding-left: 10px; }
QToolTip { background: @toast; color: @on_toast; border: 0; padding: 6px 8px; font-size: 12px; }

QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar::handle:vertical { background: @soft_control; border-radius: 4px; min-height: 36px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle:horizontal { background: @soft_control; border-radius: 4px; min-width: 36px; margin: 2px; }
QScrollBar::handle:hover { background: @control; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QProgressBar { background: @disabled_tint; border: 0; border-radius: 4px; min-height: 8px; max-height: 8px; }
QProgressBar::chunk { background: @accent; border-radius: 4px; }
"""


def style_sheet(tokens: Tokens) -> str:
    """The sheet for the whole application in this theme."""
    values = {name: value for name, value in vars(tokens).items() if isinstance(value, str)}
    values |= {"fieldpx": f"{FIELD_RADIUS}px", "cardpx": f"{CARD_RADIUS}px", "dialogpx": f"{DIALOG_RADIUS}px"}
    sheet = _SHEET
    for name in sorted(values, key=len, reverse=True):
        sheet = sheet.replace(f"@{name}", values[name])
    return sheet


def palette(tokens: Tokens) -> QPalette:
    """The palette for Fusion in this theme. Its link colour tells painted parts which theme it is."""
    role = QPalette.ColorRole
    made = QPalette()
    for which, value in {
        role.Window: tokens.page,
        role.Base: tokens.surface,
        role.AlternateBase: tokens.page,
        role.Button: tokens.surface,
        role.WindowText: tokens.text,
        role.Text: tokens.text,
        role.ButtonText: tokens.text,
        role.BrightText: tokens.on_accent,
        role.Highlight: tokens.accent,
        role.HighlightedText: tokens.on_accent,
        role.Accent: tokens.accent,
        role.Link: tokens.accent,
        role.LinkVisited: tokens.accent,
        role.PlaceholderText: tokens.muted,
        role.ToolTipBase: tokens.toast,
        role.ToolTipText: tokens.on_toast,
        role.Light: tokens.surface,
        role.Midlight: tokens.line,
        role.Mid: tokens.soft_control,
        role.Dark: tokens.control,
        role.Shadow: tokens.control,
    }.items():
        made.setColor(which, QColor(value))
    for which in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, which, QColor(tokens.disabled))
    return made
