# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The main job from the command line: a list comes in, a folder goes out as a PDF, a case travels as JSON."""

import io
import json
import re
import sys
import unicodedata
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from laufmappe import i18n
from laufmappe.casework.desk import new_desk
from laufmappe.cli.main import main
from laufmappe.folder.typeset.engine import ensure_text_engine
from laufmappe.vault import CHEAP_COST

CASE = Path(__file__).parents[1] / "formats" / "case-1.json"
PASSPHRASE = "passphrase mit Umlauten: äöü "
MM = 72 / 25.4
HEIGHT = 297.0
LEFT, RIGHT, TOP, BOTTOM = 19.0, 197.0, 5.0, 292.0
"""Words stand between these millimetres: free of the holes, and of the edge that printers can't reach.

They begin at 20; the hook of a large J reaches out by less than one.
"""
HAIR = 1.0
"""Boxes of different lines may share so many points, or a third of their height: a descender above an accent."""
NEIGHBOURS = 12
"""So many characters before and after may overlap: marks on their letters, letters that are joined."""
_BFRANGE = re.compile(rb"<([0-9a-f]{4})> <[0-9a-f]{4}> \[([<>0-9a-f]*)\]")


@dataclass(frozen=True)
class Said:
    """What a call gave: its exit status, and what it wrote."""

    status: int
    out: str
    err: str


@dataclass
class Paper:
    """A folder as it was printed: the words of each page, what is wrong with it, and which words lie on others."""

    pages: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    collisions: list[str] = field(default_factory=list)

    @property
    def letters(self) -> str:
        """All letters of all pages, in one form."""
        return letters("".join(self.pages))


def letters(text: str) -> str:
    """The letters of a text in compatibility form without spaces and invisible characters, for finding a name."""
    return "".join(c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c)[0] in "LN").casefold()


def read_paper(pdf: bytes) -> Paper:
    """Reads a PDF as a stranger would: its words, and every glyph that is missing, unspoken, outside or on another."""
    paper = Paper()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        paper.faults += [str(problem) for problem in document.check_pdf_syntax()]
        for number, page in enumerate(document.pages, start=1):
            paper.faults += [f"page {number}: {fault}" for fault in _glyph_faults(page)]
    document = pypdfium2.PdfDocument(pdf)
    try:
        for number, page in enumerate(document, start=1):
            words = page.get_textpage()
            paper.pages.append(words.get_text_range())
            boxes = list(_boxes(words))
            paper.faults += [f"page {number}: {fault}" for fault in _outside(words, boxes)]
            paper.collisions += [f"page {number}: {fault}" for fault in _collisions(words, boxes)]
    finally:
        document.close()
    return paper


def _glyph_faults(page: pikepdf.Page) -> Iterator[str]:
    fonts = {name: _Font.read(font) for name, font in dict(page.resources.get("/Font", {})).items()}
    font = None
    for instruction in pikepdf.parse_content_stream(page):
        operands, operator = instruction.operands, instruction.operator
        if str(operator) == "Tf":
            font = fonts[str(operands[0])]
        elif str(operator) in ("Tj", "TJ"):
            assert font is not None
            parts = operands[0] if str(operator) == "TJ" else operands
            for shown in (bytes(part) for part in parts if isinstance(part, pikepdf.String)):
                for at in range(0, len(shown), 2):
                    code = int.from_bytes(shown[at : at + 2], "big")
                    if not font.glyphs.get(code):
                        yield f"code {code} shows .notdef"
                    if not font.said.get(code):
                        yield f"code {code} says nothing"


@dataclass(frozen=True)
class _Font:
    glyphs: dict[int, int]
    said: dict[int, str]

    @classmethod
    def read(cls, font: pikepdf.Object) -> "_Font":
        numbers = font.DescendantFonts[0].CIDToGIDMap.read_bytes()
        glyphs = {at // 2: int.from_bytes(numbers[at : at + 2], "big") for at in range(0, len(numbers), 2)}
        said = {}
        for first, texts in _BFRANGE.findall(font.ToUnicode.read_bytes()):
            for code, text in enumerate(re.findall(rb"<([0-9a-f]*)>", texts), start=int(first, 16)):
                said[code] = bytes.fromhex(text.decode()).decode("utf-16-be")
        return cls(glyphs, said)


@dataclass(frozen=True, order=True)
class _Box:
    """The ink of a character in points, from the bottom left of the page, and its place in the text."""

    left: float
    right: float
    bottom: float
    top: float
    at: int


def _boxes(words: Any) -> Iterator[_Box]:
    for at in range(words.count_chars()):
        if not pdfium.FPDFText_IsGenerated(words, at):
            left, bottom, right, top = words.get_charbox(at)
            if right - left > 0.05 and top - bottom > 0.05:
                yield _Box(left, right, bottom, top, at)


def _outside(words: Any, boxes: list[_Box]) -> Iterator[str]:
    for box in boxes:
        x1, x2, y1, y2 = box.left / MM, box.right / MM, HEIGHT - box.top / MM, HEIGHT - box.bottom / MM
        if x1 < LEFT or x2 > RIGHT or y1 < TOP or y2 > BOTTOM:
            yield f"„{_around(words, box.at)}“ at {x1:.1f} to {x2:.1f}, {y1:.1f} to {y2:.1f} mm"


def _collisions(words: Any, boxes: list[_Box]) -> Iterator[str]:
    """Characters that lie on a character of another line."""
    before: list[_Box] = []
    for box in sorted(boxes):
        before = [other for other in before if other.right > box.left + HAIR / 2]
        for other in before:
            shared = min(box.top, other.top) - max(box.bottom, other.bottom)
            touching = max(HAIR, min(box.top - box.bottom, other.top - other.bottom) / 3)
            if shared > touching and abs(box.at - other.at) > NEIGHBOURS:
                yield f"„{_around(words, other.at)}“ lies on „{_around(words, box.at)}“"
        before.append(box)


def _around(words: Any, at: int) -> str:
    return str(words.get_text_range(max(at - 6, 0), 13)).replace("\r\n", " ")


@pytest.fixture(autouse=True)
def german(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The program speaks German, and there is no screen."""
    monkeypatch.setenv("LAUFMAPPE_LANGUAGE", "de")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "LAUFMAPPE_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    before = i18n.language()
    yield
    i18n.set_language(before)


@pytest.fixture(scope="session", autouse=True)
def text_engine() -> Iterator[None]:
    """The text engine runs as long as the tests do."""
    running = ensure_text_engine()
    yield
    del running


def small_case() -> dict[str, Any]:
    """A case with two stations, a qualification and a referral, whose ids are new."""
    case = {**json.loads(CASE.read_text(encoding="utf-8")), "history": [], "codes": [], "prints": []}
    for step in case["chains"][0]["steps"][2:]:
        step |= {"dropped_on": "2026-11-23", "dropped_reason": "weg"}
    return dict(with_new_ids(case))


def with_new_ids(case: Any) -> Any:
    """The same with other ids; what was the same id still is."""
    ids: dict[str, str] = {}

    def renewed(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: renewed(inner) for key, inner in value.items()}
        if isinstance(value, list):
            return [renewed(inner) for inner in value]
        if isinstance(value, str) and len(value) == 36 and value.count("-") == 4:
            return ids.setdefault(value, str(uuid.uuid4()))
        return value

    return renewed(case)


@dataclass
class Office:
    """A vault, and the program as it is called on it: `office.call("people")`."""

    folder: Path
    run: Callable[[list[str]], Said]
    vaults: int = 0
    passphrase: str = PASSPHRASE
    letters: ClassVar = staticmethod(letters)
    small_case: ClassVar = staticmethod(small_case)
    with_new_ids: ClassVar = staticmethod(with_new_ids)

    def new_vault(self) -> Path:
        """One more empty vault."""
        self.vaults += 1
        path = self.folder / f"tresor{self.vaults}"
        desk, _recovery_key = new_desk(path, PASSPHRASE, "Maria Beispiel", cost=CHEAP_COST)
        desk.close()
        return path

    def call(self, command: str, vault: Path, *arguments: str | Path) -> Said:
        """Calls the program; a traceback or wrong usage is never the answer to data."""
        said = self.run([command, *map(str, (vault, *arguments, "--passphrase-file", self.folder / "passphrase.txt"))])
        assert "Traceback" not in said.out + said.err
        assert "Fehler im Programm" not in said.err, said.err
        assert said.status in (0, 1), said
        assert said.status == 0 or said.err.strip(), "no refusal without a sentence"
        return said

    def ids(self, vault: Path) -> list[str]:
        """The people of a vault."""
        return [person["id"] for person in json.loads(self.call("people", vault, "--json").out)]

    def print(self, vault: Path, person: str, *arguments: str) -> tuple[Said, Paper | None]:
        """The folder of a person; None where it was refused."""
        out = self.folder / "mappe.pdf"
        out.unlink(missing_ok=True)
        said = self.call("folder", vault, person, "--out", out, *arguments)
        assert out.exists() == (said.status == 0)
        return said, read_paper(out.read_bytes()) if said.status == 0 else None


@pytest.fixture
def office(tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Office:
    (tmp_path / "passphrase.txt").write_text(f"{PASSPHRASE}\n", encoding="utf-8")

    def run(arguments: list[str]) -> Said:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b""), encoding="utf-8"))
        status = main(arguments)
        captured = capfd.readouterr()
        return Said(status, captured.out, captured.err)

    return Office(tmp_path, run)
