# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The structure tree of a tagged PDF (ISO 32000-1, 14.7): what a screen reader reads, in this order.

    Document ── H1, P, Figure, Table ── TR ── TH, TD, L ── LI ── Lbl, LBody, Div …

Each element holds other elements and marked content, which is a number (MCID) on a page.
"""

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import Any, Literal

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

Role = Literal[
    "Document", "Part", "Sect", "Div", "P", "H1", "H2", "H3", "H4", "L", "LI", "Lbl", "LBody",
    "Table", "THead", "TBody", "TR", "TH", "TD", "Figure", "Caption", "Note", "BlockQuote", "Span", "Link", "Artifact",
]  # fmt: skip
_PARAGRAPHS = ("P", "H1", "H2", "H3", "H4")
Box = tuple[float, float, float, float]
"""Left, bottom, right and top in points from the bottom left of the page."""


@dataclass(frozen=True)
class Leap:
    """A place on a page that leads to the top of another one; `words` say where to."""

    page: int
    box: Box
    target: int
    words: str


@dataclass(eq=False, slots=True)
class Element:
    """A node of the tree. `kids` are elements, pairs of page number and marked content number, or leaps of a link."""

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
    kids: list["Element | tuple[int, int] | Leap"] = field(default_factory=list)

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

    def only_span(self) -> "Element | None":
        """The span that is all there is in a paragraph or heading."""
        if self.role not in _PARAGRAPHS or len(self.kids) != 1 or not isinstance(self.kids[0], Element):
            return None
        return self.kids[0] if self.kids[0].role == "Span" else None

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


def write_tree(pdf: Pdf, root: Element, marked: list[list[Element]], language: str) -> None:
    """Puts the tree of a document in a language into the catalogue.

    `marked` has, for each page, the elements of its marked content by number.
    """
    tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    writer = _Writer(pdf, Counter(element.actual_text for elements in marked for element in elements))
    tree.K = Array([writer.write(root, tree, language)])
    owners = Array()
    for number, elements in enumerate(marked):
        owners.append(number)
        owners.append(Array([writer.written[id(element)] for element in elements]))
        writer.pages[number].StructParents = number
    for number, (leap, owner) in enumerate(writer.leaps, start=len(marked)):
        leap.StructParent = number
        owners.append(number)
        owners.append(owner)
    tree.ParentTree = Dictionary(Nums=owners)
    tree.ParentTreeNextKey = len(marked) + len(writer.leaps)
    pdf.Root.StructTreeRoot = tree
    pdf.Root.MarkInfo = Dictionary(Marked=True)


class _Writer:
    """Puts elements into a file, and knows what is in it: `written` by the identity of what it was made from."""

    def __init__(self, pdf: Pdf, said: Counter[str | None]) -> None:
        """`said` is how often which words in reading order stand in the tree."""
        self._pdf = pdf
        self.pages = [page.obj for page in pdf.pages]
        self.written: dict[int, pikepdf.Object] = {}
        self.leaps: list[tuple[pikepdf.Object, pikepdf.Object]] = []
        """What leads to another page, and the element that it belongs to."""
        # What is said again and again is in the file once: it is packed by the hundred elements.
        self._said = {words: pdf.make_indirect(String(words)) for words, times in said.items() if words and times > 1}

    def write(self, element: Element, parent: pikepdf.Object, around: str) -> pikepdf.Object:
        """Puts in an element and those below; `around` is the language that the parent is spoken in."""
        about: dict[str, Any] = {"/S": Name(f"/{element.role}"), "/P": parent}
        span = element.only_span()
        marked = span or element
        if span is not None:
            # One element says as much as two.
            element = replace(
                element, language=span.language or element.language, actual_text=span.actual_text, kids=span.kids
            )
        pages = {kid[0] for kid in element.kids if isinstance(kid, tuple)}
        if len(pages) == 1:
            about["/Pg"] = self.pages[min(pages)]
        # Without a language of its own an element has that of the one around it.
        if element.language is not None and element.language != around:
            around = element.language
            about["/Lang"] = String(around)
        said = (("/T", element.title), ("/Alt", element.alt), ("/ActualText", element.actual_text))
        about |= {key: self._said[words] if words in self._said else String(words) for key, words in said if words}
        attributes = _attributes(element)
        if attributes is not None:
            about["/A"] = attributes
        node = self.written[id(marked)] = self._pdf.make_indirect(Dictionary(about))
        node.K = Array([self._kid(kid, node, around, alone=len(pages) == 1) for kid in element.kids])
        return node

    def _kid(self, kid: Element | tuple[int, int] | Leap, node: pikepdf.Object, around: str, alone: bool) -> Any:
        if isinstance(kid, Element):
            return self.write(kid, node, around)
        if isinstance(kid, Leap):
            return self._leap(kid, node)
        page, number = kid
        return number if alone else Dictionary(Type=Name.MCR, Pg=self.pages[page], MCID=number)

    def _leap(self, leap: Leap, node: pikepdf.Object) -> Dictionary:
        page = self.pages[leap.page]
        link = self._pdf.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Link,
                Rect=Array([round(value, 1) for value in leap.box]),
                Border=Array([0, 0, 0]),
                F=4,
                Contents=String(leap.words),
                Dest=Array([self.pages[leap.target], Name.Fit]),
            )
        )
        if "/Annots" not in page:
            page.Annots = Array()
        page.Annots.append(link)
        self.leaps.append((link, node))
        return Dictionary(Type=Name.OBJR, Obj=link, Pg=page)


def _attributes(element: Element) -> Dictionary | None:
    if element.role == "Figure" and element.box is not None:
        box = Array([round(value, 1) for value in element.box])
        return Dictionary(O=Name.Layout, BBox=box, Placement=Name.Block)
    if element.role == "L":
        return Dictionary(O=Name.List, ListNumbering=Name("/None"))
    table: dict[str, Any] = {}
    if element.scope is not None:
        table["/Scope"] = Name(f"/{element.scope}")
    if element.spans != (1, 1):
        table |= {"/ColSpan": element.spans[0], "/RowSpan": element.spans[1]}
    return Dictionary({"/O": Name.Table, **table}) if table else None
