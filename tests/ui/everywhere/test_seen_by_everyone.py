# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Seen by everyone: contrasts of what is really drawn, states without colours, nothing that moves by itself."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel

import laufmappe.ui
from laufmappe.ui.look import DARK, LIGHT, Tokens
from laufmappe.ui.look.tokens import EDGE_PAIRS, TEXT_PAIRS
from laufmappe.ui.widgets import ROW_ROLE, Chip, Row
from tests.ui.everywhere.looking import first

CODE = Path(laufmappe.ui.__file__).parent


def _channel(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _luminance(colour: QColor) -> float:
    red, green, blue = map(_channel, (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    """Contrast ratio after WCAG 2.2."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _written(image: QImage, box: QRect) -> float:
    """The contrast of the writing in a box: of its commonest colour, the ground, and the one farthest from it."""
    seen = Counter(
        image.pixel(x, y) for x in range(box.left(), box.right(), 1) for y in range(box.top(), box.bottom(), 1)
    )
    ground = QColor(seen.most_common(1)[0][0])
    return max(contrast(ground, QColor(colour)) for colour in seen)


@pytest.fixture(params=["light", "dark"])
def theme(request: Any, look: Any) -> Iterator[str]:
    look.choose(request.param)
    yield request.param
    look.choose("light")


@pytest.mark.parametrize("place", ["people", "recognition", "settings"])
def test_every_word_that_is_drawn_has_enough_contrast(walk: Callable[..., Any], theme: str, place: str) -> None:
    walker = walk("de")
    page = walker.go(place)
    image = page.grab().toImage()
    faint, looked_at = [], 0
    for label in page.findChildren(QLabel):
        box = QRect(label.mapTo(page, QPoint(0, 0)), label.size()).intersected(page.rect())
        if label.isVisible() and label.text().strip() and not label.visibleRegion().isEmpty() and box.height() > 12:
            looked_at += 1
            ratio = _written(image, box)
            if ratio < 4.2:  # letters of 12 pixels have no pixel in the full colour; the table of colours has 4.5
                faint.append(f"{ratio:.1f} „{label.text()[:60]}“")
    assert looked_at > 4
    assert not faint, first(faint)


# How the colours look to the three groups of people who see fewer of them (Machado, Oliveira and Fernandes 2009).
_SEEN_AS = {
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}


def _seen(colour: str, eyes: str) -> QColor:
    one = QColor(colour)
    linear = [_channel(part) for part in (one.redF(), one.greenF(), one.blueF())]
    turned = [sum(a * b for a, b in zip(row, linear, strict=True)) for row in _SEEN_AS[eyes]]
    back = [12.92 * v if v <= 0.0031308 else 1.055 * v ** (1 / 2.4) - 0.055 for v in (max(0.0, t) for t in turned)]
    return QColor.fromRgbF(*(min(1.0, part) for part in back))


@pytest.mark.parametrize("eyes", _SEEN_AS)
@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=lambda tokens: tokens.name)
def test_writing_and_edges_keep_their_contrast_for_eyes_that_see_fewer_colours(tokens: Tokens, eyes: str) -> None:
    for pairs, least in ((TEXT_PAIRS, 4.0), (EDGE_PAIRS, 2.7)):
        for colour, ground in pairs:
            ratio = contrast(_seen(getattr(tokens, colour), eyes), _seen(getattr(tokens, ground), eyes))
            assert ratio >= least, (colour, ground, round(ratio, 2))


def test_every_state_that_a_list_shows_has_a_word(walk: Callable[..., Any]) -> None:
    walker = walk("de")
    shown = 0
    for _place, page in walker.pages():
        for chip in page.findChildren(Chip):
            shown += chip.isVisible()
            assert not chip.isVisible() or chip.text().strip()
        for view in page.findChildren(QAbstractItemView):
            for number in range(view.model().rowCount() if view.isVisible() else 0):
                row = view.model().index(number, 0).data(ROW_ROLE)
                chip = row.chip if isinstance(row, Row) else None
                shown += chip is not None
                assert chip is None or chip.text.strip()
    assert shown > 10


def test_nothing_in_the_window_moves_by_itself() -> None:
    moving = re.compile(r"\b(Q\w*Animation\w*|QTimeLine|QMovie|QScroller|setGraphicsEffect)\b|setRange\(0, 0\)")
    found = [
        f"{file.relative_to(CODE)}: {hit[0]}"
        for file in sorted(CODE.rglob("*.py"))
        for hit in moving.finditer(file.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_menus_lists_and_tool_tips_do_not_slide_or_fade(look: Any) -> None:
    assert [effect.name for effect in Qt.UIEffect if QApplication.isEffectEnabled(effect)] == []
