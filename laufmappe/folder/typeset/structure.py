# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The structure tree of a tagged PDF (ISO 32000-1, 14.7): what a screen reader reads, in this order.

    Document ── H1, P, Figure, Table ── TR ── TH, TD, L ── LI ── Lbl, LBody, Div …

Each element holds other elements and marked content, which is a number (MCID) on a page.
"""

from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple

from laufmappe.folder.typeset.objects import Name, ObjectFile, Ref, Value

Role = Literal[
    "Document", "Part", "Sect", "Div", "P", "H1", "H2", "H3", "H4", "L", "LI", "Lbl", "LBody",
    "Table", "THead", "TBody", "TR", "TH", "TD", "Figure", "Caption", "Note", "BlockQuote", "Span", "Artifact",
]  # fmt: skip
_PARAGRAPHS = ("P", "H1", "H2", "H3", "H4")
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


def write_tree(
    file: ObjectFile, root: Element, marked: list[list[Element]], pages: list[Ref], language: str
) -> dict[str, Value]:
    """Puts in the tree of a document in a language and gives what the catalogue says of it.

    `marked` has, for each page, the elements of its marked content by number.
    """
    tree = file.reserve()
    written: dict[int, Ref] = {}
    top = _write(file, root, tree, language, _Written(pages, written))
    owners: list[Value] = []
    for page, elements in enumerate(marked):
        owners += [page, file.put([written[id(element)] for element in elements])]
    about: dict[str, Value] = {"Type": Name("StructTreeRoot"), "K": [top]}
    file.put({**about, "ParentTree": file.put({"Nums": owners}), "ParentTreeNextKey": len(marked)}, at=tree)
    return {"StructTreeRoot": tree, "MarkInfo": {"Marked": True}}


class _Written(NamedTuple):
    """The pages of the file, and the elements that are in it by the identity of what they were made from."""

    pages: list[Ref]
    elements: dict[int, Ref]


def _write(file: ObjectFile, element: Element, parent: Ref, around: str, known: _Written) -> Ref:
    ref = known.elements[id(element)] = file.reserve()
    span = element.only_span()
    if span is not None:
        # One element says as much as two.
        known.elements[id(span)] = ref
        language = span.language or element.language
        element = replace(element, language=language, actual_text=span.actual_text, kids=span.kids)
    node: dict[str, Value] = {"S": Name(element.role), "P": parent}
    pages = {kid[0] for kid in element.kids if not isinstance(kid, Element)}
    if len(pages) == 1:
        node["Pg"] = known.pages[min(pages)]
    # Without a language of its own an element has that of the one around it.
    if element.language is not None and element.language != around:
        around = element.language
    else:
        element = replace(element, language=None)
    kids: list[Value] = []
    for kid in element.kids:
        if isinstance(kid, Element):
            kids.append(_write(file, kid, ref, around, known))
        elif len(pages) == 1:
            kids.append(kid[1])
        else:
            kids.append({"Type": Name("MCR"), "Pg": known.pages[kid[0]], "MCID": kid[1]})
    node["K"] = kids
    attributes = _attributes(element)
    if attributes:
        node["A"] = attributes[0] if len(attributes) == 1 else [*attributes]
    said = (("Lang", element.language), ("T", element.title), ("Alt", element.alt), ("ActualText", element.actual_text))
    return file.put({**node, **{key: words for key, words in said if words is not None}}, at=ref)


def _attributes(element: Element) -> list[dict[str, Value]]:
    found: list[dict[str, Value]] = []
    if element.role == "Figure" and element.box is not None:
        found.append({"O": Name("Layout"), "BBox": [*element.box], "Placement": Name("Block")})
    if element.role == "L":
        found.append({"O": Name("List"), "ListNumbering": Name("None")})
    if element.role in ("TH", "TD"):
        table: dict[str, Value] = {"O": Name("Table")}
        if element.scope is not None:
            table["Scope"] = Name(element.scope)
        if element.spans != (1, 1):
            table |= {"ColSpan": element.spans[0], "RowSpan": element.spans[1]}
        if len(table) > 1:
            found.append(table)
    return found
