# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
from dataclasses import fields

import pytest
from PySide6.QtGui import QColor

from laufmappe.ui.look import DARK, LIGHT, Tokens, tokens_of
from laufmappe.ui.look.style import palette, style_sheet
from laufmappe.ui.look.tokens import EDGE_PAIRS, TEXT_PAIRS
from laufmappe.ui.widgets.painting import AVATAR_COLOURS


def luminance(colour: str) -> float:
    def channel(value: float) -> float:
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    seen = QColor(colour)
    return 0.2126 * channel(seen.redF()) + 0.7152 * channel(seen.greenF()) + 0.0722 * channel(seen.blueF())


def contrast(one: str, other: str) -> float:
    """Contrast ratio after WCAG 2.2."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
@pytest.mark.parametrize("pair", TEXT_PAIRS, ids="-on-".join)
def test_every_writing_can_be_read_on_its_ground(theme: Tokens, pair: tuple[str, str]) -> None:
    assert contrast(getattr(theme, pair[0]), getattr(theme, pair[1])) >= 4.5


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
@pytest.mark.parametrize("pair", EDGE_PAIRS, ids="-on-".join)
def test_every_edge_that_shows_a_control_can_be_seen(theme: Tokens, pair: tuple[str, str]) -> None:
    assert contrast(getattr(theme, pair[0]), getattr(theme, pair[1])) >= 3


@pytest.mark.parametrize("colour", AVATAR_COLOURS)
def test_initials_can_be_read_on_every_avatar(colour: str) -> None:
    assert contrast("#FFFFFF", colour) >= 4.5


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_painted_parts_find_their_theme_in_the_palette(theme: Tokens) -> None:
    assert tokens_of(palette(theme)) is theme


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_no_token_is_left_unfilled_in_the_style_sheet(theme: Tokens) -> None:
    assert "@" not in style_sheet(theme)


def test_every_colour_is_a_colour() -> None:
    for theme in (LIGHT, DARK):
        for field in fields(theme):
            if field.name != "name":
                assert QColor(getattr(theme, field.name)).isValid(), field.name
