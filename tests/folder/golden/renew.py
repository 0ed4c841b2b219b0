# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Draws the golden pages anew: `.venv/bin/python tests/folder/golden/renew.py`. Look at each before you keep it."""

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
from PIL import Image

HERE = Path(__file__).resolve().parent
DOTS = 60
GREYS = 16
LARGE = "large-"
"""What stands before a kind of sheet in large print."""
KINDS = (
    ("ar", "cover"),
    ("ar", "route"),
    ("ar", "station"),
    ("uk", "referral"),
    ("ti", "qualifications"),
    ("", "slip"),
    ("ar", f"{LARGE}station"),
    ("uk", f"{LARGE}route"),
)
"""Language and kind of sheet of each picture; the first page of the first such sheet."""


def pages(samples: Any) -> Iterator[tuple[str, Image.Image]]:
    """Each golden page by the name of its file, drawn now in 60 dots an inch and 16 greys."""
    from laufmappe.folder.make import make_folder

    for language, kind in KINDS:
        case = samples.held(samples.case(), language) if kind == "slip" else samples.case()
        if kind == "slip":
            changed = samples.move_appointment(case)
            pdf = make_folder(changed, language, samples.today, only=samples.changed(changed, language), slip=True)
        else:
            large = kind.startswith(LARGE)
            key = samples.first_key(case, language, kind.removeprefix(LARGE), large)
            pdf = make_folder(case, language, samples.today, only={key}, large_print=large)
        yield f"{kind}-{language or 'de'}.png", _drawn(pdf)


def _drawn(pdf: bytes) -> Image.Image:
    document = pypdfium2.PdfDocument(pdf)
    page = document[0]
    bitmap = page.render(scale=DOTS / 72, grayscale=True)
    picture: Image.Image = bitmap.to_pil().convert("L").point([value // GREYS * 17 for value in range(256)])
    for part in (bitmap, page, document):
        part.close()
    return picture


def main() -> None:
    sys.path.insert(0, str(HERE.parents[2]))
    spec = importlib.util.spec_from_file_location("samples", HERE.parent / "conftest.py")
    assert spec is not None
    assert spec.loader is not None
    samples = importlib.util.module_from_spec(spec)
    sys.modules["samples"] = samples
    spec.loader.exec_module(samples)
    from laufmappe.folder.typeset.engine import ensure_text_engine

    running = ensure_text_engine()
    for name, picture in pages(samples.Samples()):
        # Sixteen greys fit into half a byte for each pixel.
        picture.quantize(GREYS, dither=Image.Dither.NONE).save(HERE / name, optimize=True, bits=4)
    del running


if __name__ == "__main__":
    main()
