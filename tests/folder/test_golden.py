# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Some pages look as they did when somebody last looked at them; `golden/renew.py` draws them anew."""

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from PIL import Image, ImageChops

GOLDEN = Path(__file__).with_name("golden")
NOTICEABLE = 60
"""So many of 255 greys apart, a pixel counts as another."""
SHARE = 0.004
"""So large a part of the pixels may be others: edges, where another version of PDFium draws them."""


def _renew() -> ModuleType:
    spec = importlib.util.spec_from_file_location("golden_renew", GOLDEN / "renew.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def drawn(samples: Any) -> dict[str, Image.Image]:
    return dict(_renew().pages(samples))


NAMES = [f"{kind}-{language or 'de'}.png" for language, kind in _renew().KINDS]


@pytest.mark.parametrize("name", NAMES)
def test_a_page_looks_as_it_did(name: str, drawn: dict[str, Image.Image], tmp_path: Path) -> None:
    with Image.open(GOLDEN / name) as file:
        before = file.convert("L")
    assert drawn[name].size == before.size
    difference = ImageChops.difference(drawn[name], before)
    others = sum(difference.histogram()[NOTICEABLE:])
    share = others / (before.width * before.height)
    if share > SHARE:
        difference.save(tmp_path / name)
    assert share <= SHARE, f"{share:.2%} of {name} is different: see {tmp_path / name}; renew it with golden/renew.py"


def test_the_pictures_stay_small() -> None:
    assert {path.name for path in GOLDEN.glob("*.png")} == set(NAMES)
    assert sum(path.stat().st_size for path in GOLDEN.glob("*.png")) < 400_000
