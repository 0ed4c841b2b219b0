# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The structure tree of a tagged PDF (ISO 32000-1, 14.7): what a screen reader reads, in this order.

    Document ── H1, P, Figure, Table ── TR ── TH, TD, L ── LI ── Lbl, LBody, Div …

Each element holds other elements and marked content, which is a number (MCID) on a page.
"""

from dataclasses import dataclass, field
from typing import Literal

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

Role = Literal[
    "Document", "Part", "Sect", "Div", "P", "H1", "H2", "H3", "H4", "L", "LI", "Lbl", "LBody",
    "Table", "THead", "TBody", "TR", "TH", "TD", "Figure", "Caption", "Note", "BlockQuote", "Span", "Artifact",
]  # fmt: skip
Box = tuple[float, float, float, float]
"""Left, bottom, right and top in points from the bottom left of the page."""


@dataclass(eq=False, slots=True)
class Element:
    """A node of the tree. `kids` are elements, or pairs of page number and marked content number."""

    role: Role
    language: str | None = None
    alt: str | None = None
    title: str | None = None
    scope: Literal["Column", "Row"] | None = None
    spans: tuple[int, int] = (1, 1)
    """Columns and rows that a table cell covers."""
    actual_text: str | None = None
    box: Box | None = None
    parent: "Element | None" = None
    kids: list["Element | tuple[int, int]"] = field(default_factory=list)

    def add(self, kid: "Element") -> "Element":
        """Puts an element at the end of this one, and gives it back."""
        kid.parent = self
        if not kid.is_artifact():
            self.kids.append(kid)
        return kid

    def is_graphic(self) -> bool:
        """Whether drawings inside belong to the content, and not to the decoration of the page."""
        return self.role == "Figure" or (self.parent is not None and self.parent.is_graphic())

    def is_artifact(self) -> bool:
        """Whether the element, or one around it, is kept from screen readers."""
        return self.role == "Artifact" or (self.parent is not None and self.parent.is_artifact())

    def figure(self) -> "Element | None":
        """The innermost figure that this is part of."""
        if self.role == "Figure" or self.parent is None:
            return self if self.role == "Figure" else None
        return self.parent.figure()

    def spoken_in(self, default: str) -> str:
        """The language of the element: its own or that of the element around it."""
        if self.language is not None:
            return self.language
        return self.parent.spoken_in(default) if self.parent is not None else default

    def grow(self, box: Box) -> None:
        """Widens the box of a figure by something drawn in it."""
        if self.box is None:
            self.box = box
        else:
            left, bottom, right, top = self.box
            self.box = (min(left, box[0]), min(bottom, box[1]), max(right, box[2]), max(top, box[3]))


def write_tree(pdf: Pdf, root: Element, marked: list[list[Element]]) -> None:
    """Puts the tree into the catalogue; `marked` has, for each page, the elements of its marked content by number."""
    tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    written: dict[int, pikepdf.Object] = {}
    tree.K = Array([_write(pdf, root, tree, written)])
    numbers = Array()
    for page, elements in enumerate(marked):
        numbers.append(page)
        numbers.append(pdf.make_indirect(Array([written[id(element)] for element in elements])))
        pdf.pages[page].obj.StructParents = page
    tree.ParentTree = pdf.make_indirect(Dictionary(Nums=numbers))
    tree.ParentTreeNextKey = len(marked)
    pdf.Root.StructTreeRoot = tree
    pdf.Root.MarkInfo = Dictionary(Marked=True)


def _write(pdf: Pdf, element: Element, parent: pikepdf.Object, written: dict[int, pikepdf.Object]) -> pikepdf.Object:
    node = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name("/" + element.role), P=parent))
    written[id(element)] = node
    if element.language is not None:
        node.Lang = String(element.language)
    if element.alt is not None:
        node.Alt = String(element.alt)
    if element.actual_text is not None:
        node.ActualText = String(element.actual_text)
    if element.title is not None:
        node.T = String(element.title)
    attributes = _attributes(element)
    if attributes:
        node.A = attributes[0] if len(attributes) == 1 else Array(attributes)
    kids = Array()
    for kid in element.kids:
        if isinstance(kid, Element):
            kids.append(_write(pdf, kid, node, written))
        else:
            page, number = kid
            kids.append(Dictionary(Type=Name.MCR, Pg=pdf.pages[page].obj, MCID=number))
    node.K = kids
    return node


def _attributes(element: Element) -> list[Dictionary]:
    found = []
    if element.role == "Figure" and element.box is not None:
        box = Array([round(value, 3) for value in element.box])
        found.append(Dictionary(O=Name.Layout, BBox=box, Placement=Name.Block))
    if element.role == "L":
        found.append(Dictionary(O=Name.List, ListNumbering=Name("/None")))
    if element.role in ("TH", "TD"):
        table = Dictionary(O=Name.Table)
        if element.scope is not None:
            table.Scope = Name("/" + element.scope)
        if element.spans != (1, 1):
            table.ColSpan, table.RowSpan = element.spans
        if len(table) > 1:
            found.append(table)
    return found
