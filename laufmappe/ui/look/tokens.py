# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The one table of colours and measures. The style sheet, the palette and everything painted by hand read from it."""

from dataclasses import dataclass

from PySide6.QtGui import QPalette


@dataclass(frozen=True)
class Tokens:
    """The colours of one theme as `#RRGGBB`. A `_tint` is the ground that its colour is written on."""

    name: str
    page: str
    """Behind the cards."""
    surface: str
    """Cards, fields, lists, the key bar."""
    text: str
    muted: str
    line: str
    """Hairlines and the edges of cards: ornament, never the only sign of a control."""
    soft_control: str
    """Edge of a secondary button, whose words already say what it is."""
    control: str
    """Edge of a field, a tick box: 3:1 against its ground."""
    accent: str
    accent_tint: str
    accent_hover: str
    on_accent: str
    ok: str
    ok_tint: str
    warn: str
    warn_tint: str
    warn_line: str
    danger: str
    danger_tint: str
    danger_line: str
    info: str
    info_tint: str
    info_line: str
    accent_line: str
    neutral: str
    neutral_tint: str
    disabled: str
    disabled_tint: str
    nav: str
    nav_current: str
    nav_hover: str
    nav_text: str
    nav_muted: str
    nav_mark: str
    toast: str
    on_toast: str
    toast_link: str
    shade: str
    """Laid over the window behind a dialog, `#AARRGGBB`."""
    shadow: str
    """The soft edge below a card, `#AARRGGBB`."""


LIGHT = Tokens(
    name="light",
    page="#F4F6F7",
    surface="#FFFFFF",
    text="#17252B",
    muted="#56656E",
    line="#E1E6EA",
    soft_control="#C9D2D8",
    control="#7C8A92",
    accent="#0F766E",
    accent_tint="#E0F1EE",
    accent_hover="#0B625B",
    on_accent="#FFFFFF",
    ok="#166B34",
    ok_tint="#E6F5EA",
    warn="#A9540A",
    warn_tint="#FDF0DC",
    warn_line="#E9C48D",
    danger="#B3261E",
    danger_tint="#FCE9E7",
    danger_line="#EBB5B0",
    info="#1F5A9A",
    info_tint="#E7F0FA",
    info_line="#B4CDE8",
    accent_line="#9CCFC8",
    neutral="#56656E",
    neutral_tint="#F4F6F7",
    disabled="#5A6870",
    disabled_tint="#E6EAED",
    nav="#0E3A38",
    nav_current="#1B5450",
    nav_hover="#154644",
    nav_text="#FFFFFF",
    nav_muted="#CFE3E0",
    nav_mark="#5FD3C4",
    toast="#17252B",
    on_toast="#FFFFFF",
    toast_link="#7FDCCF",
    shade="#8C0B1517",
    shadow="#0E17252B",
)

DARK = Tokens(
    name="dark",
    page="#12191C",
    surface="#1A2327",
    text="#E8EEF0",
    muted="#A3B1B8",
    line="#2C383D",
    soft_control="#3D4B51",
    control="#7C8C93",
    accent="#3FB6A8",
    accent_tint="#1C3B39",
    accent_hover="#5CC7BA",
    on_accent="#06201D",
    ok="#6CCB8B",
    ok_tint="#16301F",
    warn="#F0B45C",
    warn_tint="#3A2C14",
    warn_line="#6B4F1E",
    danger="#F2857C",
    danger_tint="#3F1F1D",
    danger_line="#74403C",
    info="#86B9F0",
    info_tint="#182B40",
    info_line="#335577",
    accent_line="#2F6660",
    neutral="#A3B1B8",
    neutral_tint="#12191C",
    disabled="#9AA7AD",
    disabled_tint="#2A353A",
    nav="#0B1F20",
    nav_current="#173B3A",
    nav_hover="#112D2D",
    nav_text="#FFFFFF",
    nav_muted="#BFD3D1",
    nav_mark="#5FD3C4",
    toast="#E8EEF0",
    on_toast="#12191C",
    toast_link="#0B5F58",
    shade="#A6000000",
    shadow="#30000000",
)

TEXT_PAIRS: tuple[tuple[str, str], ...] = (
    ("text", "surface"),
    ("text", "page"),
    ("text", "accent_tint"),
    ("text", "warn_tint"),
    ("text", "danger_tint"),
    ("text", "info_tint"),
    ("text", "ok_tint"),
    ("muted", "surface"),
    ("muted", "page"),
    ("muted", "accent_tint"),
    ("muted", "warn_tint"),
    ("accent", "surface"),
    ("accent", "page"),
    ("accent", "accent_tint"),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("ok", "surface"),
    ("ok", "ok_tint"),
    ("warn", "surface"),
    ("warn", "page"),
    ("warn", "warn_tint"),
    ("danger", "surface"),
    ("danger", "page"),
    ("danger", "danger_tint"),
    ("info", "surface"),
    ("info", "info_tint"),
    ("neutral", "surface"),
    ("neutral", "neutral_tint"),
    ("surface", "danger"),
    ("disabled", "surface"),
    ("disabled", "disabled_tint"),
    ("nav_text", "nav"),
    ("nav_text", "nav_current"),
    ("nav_muted", "nav"),
    ("nav_muted", "nav_hover"),
    ("nav_mark", "nav"),
    ("on_toast", "toast"),
    ("toast_link", "toast"),
)
"""Every pair of writing and ground that is used: at least 4.5:1."""

EDGE_PAIRS: tuple[tuple[str, str], ...] = (
    ("control", "surface"),
    ("accent", "surface"),
    ("accent", "page"),
    ("accent", "accent_tint"),
    ("danger", "surface"),
    ("nav_mark", "nav_current"),
)
"""Every edge or mark that alone shows a control, its focus or its fault: at least 3:1."""

# Heights and distances in logical pixels.
MARGIN = 28
GAP = 14
CARD_PADDING = 18
CONTROL_HEIGHT = 36
TALL_CONTROL_HEIGHT = 44
FIELD_RADIUS = 8
ROW_RADIUS = 10
CARD_RADIUS = 12
DIALOG_RADIUS = 16
CONTENT_WIDTH = 1180
"""A page's content grows no wider than this."""
SIDE_COLUMN_BREAK = 1335
"""Below this width of the window a page's side column moves under its main column."""


def tokens_of(palette: QPalette) -> Tokens:
    """The theme that this palette was made for: how painted parts know their colours without a global.

    The link colour carries the theme, because no style sheet rule of ours ever changes it.
    """
    return DARK if palette.color(QPalette.ColorRole.Link).name().upper() == DARK.accent else LIGHT
