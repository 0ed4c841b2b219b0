# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""A printed document: pages, bookmarks, attached files. The same content always gives the same bytes.

The file is tagged (PDF/UA-1) and made to be archived (PDF/A-3a): all fonts inside, colours defined, language known.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal, NamedTuple

from laufmappe import resources
from laufmappe.folder.typeset.embedding import EmbeddedFont
from laufmappe.folder.typeset.fonts import Face
from laufmappe.folder.typeset.layout import MM
from laufmappe.folder.typeset.metadata import Description, packet
from laufmappe.folder.typeset.objects import Name, ObjectFile, Ref, Value
from laufmappe.folder.typeset.page import HEIGHT, WIDTH, Page
from laufmappe.folder.typeset.structure import Element, Role, write_tree


class _Attachment(NamedTuple):
    name: str
    data: bytes
    mime: str
    description: str


class Document:
    """A document in the making. `title` and `author` show up in the file's properties: they must not name a person."""

    def __init__(self, title: str, author: str, language: str, date: datetime) -> None:
        self._about = Description(title, author, language, date.astimezone(UTC))
        self._pages: list[Page] = []
        self._fonts: dict[str, EmbeddedFont] = {}
        self._root = Element("Document")
        self._innermost = self._root
        self._bookmarks: list[tuple[str, int, int]] = []
        self._attachments: list[_Attachment] = []

    def page(self) -> Page:
        """Begins the next page and ends the one before."""
        if self._pages:
            self._pages[-1].finish()
        page = Page(
            len(self._pages),
            self._root,
            self._about.language,
            self._font,
            self.tag,
            lambda: self._innermost,
        )
        self._pages.append(page)
        return page

    @contextmanager
    def tag(
        self,
        role: Role,
        lang: str | None = None,
        alt: str | None = None,
        title: str | None = None,
        scope: Literal["Column", "Row"] | None = None,
        spans: tuple[int, int] = (1, 1),
    ) -> Iterator[Element]:
        """As `Page.tag`, for what goes on over several pages."""
        outer = self._innermost
        element = self._innermost = outer.add(Element(role, lang, alt, title, scope, spans))
        try:
            yield element
        finally:
            self._innermost = outer

    def bookmark(self, title: str, level: int = 0) -> None:
        """An entry of the outline that leads to the current page; level 1 stands below the last entry of level 0."""
        self._bookmarks.append((title, len(self._pages) - 1, level))

    def attach(self, name: str, data: bytes, mime: str, description: str = "") -> None:
        """Puts a file inside, e.g. the same content for a program."""
        self._attachments.append(_Attachment(name, data, mime, description or name))

    def save(self) -> bytes:
        """The finished PDF. The document must not be used afterwards. Raises ValueError if it has no page."""
        if not self._pages:
            raise ValueError("a document without pages")
        file = ObjectFile()
        pages = self._write_pages(file)
        catalogue: dict[str, Value] = {"Type": Name("Catalog"), "Pages": pages.node}
        catalogue |= self._description(file)
        catalogue |= write_tree(
            file, self._root, [page.marked for page in self._pages], pages.each, self._about.language
        )
        if self._bookmarks:
            catalogue |= {"Outlines": self._write_bookmarks(file, pages.each), "PageMode": Name("UseOutlines")}
        if self._attachments:
            catalogue |= self._write_attachments(file)
        return file.finished(file.put(catalogue), file.put(self._about.info()))

    def _font(self, face: Face) -> EmbeddedFont:
        font = self._fonts.get(face.name)
        if font is None:
            font = self._fonts[face.name] = EmbeddedFont(face, f"T{len(self._fonts)}")
        return font

    def _write_pages(self, file: ObjectFile) -> "_Pages":
        fonts: dict[str, Value] = {}
        contents = [file.stream(page.finish()) for page in self._pages]
        for font in self._fonts.values():
            fonts[font.resource] = font.write(file)
        node, shared = file.reserve(), file.put({"Font": fonts})
        each = [
            file.put(
                {
                    "Type": Name("Page"),
                    "Parent": node,
                    "MediaBox": [0, 0, WIDTH * MM, HEIGHT * MM],
                    "Resources": shared,
                    "Contents": content,
                    "StructParents": number,
                    "Tabs": Name("S"),
                }
            )
            for number, content in enumerate(contents)
        ]
        file.put({"Type": Name("Pages"), "Kids": [*each], "Count": len(each)}, at=node)
        return _Pages(node, each)

    def _description(self, file: ObjectFile) -> dict[str, Value]:
        profile = file.stream(resources.path("icc", "srgb.icc").read_bytes(), {"N": 3})
        about: dict[str, Value] = {"Type": Name("Metadata"), "Subtype": Name("XML")}
        return {
            "Lang": self._about.language,
            "ViewerPreferences": {"DisplayDocTitle": True},
            # Programs that know nothing of PDF find the packet by its first line.
            "Metadata": file.stream(packet(self._about), about, packed=False),
            "OutputIntents": [
                {
                    "Type": Name("OutputIntent"),
                    "S": Name("GTS_PDFA1"),
                    "OutputConditionIdentifier": "sRGB IEC61966-2.1",
                    "Info": "sRGB IEC61966-2.1",
                    "DestOutputProfile": profile,
                }
            ],
        }

    def _write_bookmarks(self, file: ObjectFile, pages: list[Ref]) -> Ref:
        top = _Bookmark(file.reserve())
        branch = [top]
        for title, page, level in self._bookmarks:
            del branch[min(level, len(branch) - 1) + 1 :]
            entry = _Bookmark(file.reserve(), title, pages[page])
            branch[-1].below.append(entry)
            branch.append(entry)
        top.write(file)
        return top.ref

    def _write_attachments(self, file: ObjectFile) -> dict[str, Value]:
        names: list[Value] = []
        associated: list[Value] = []
        for each in sorted(self._attachments):
            about: dict[str, Value] = {
                "Type": Name("EmbeddedFile"),
                "Subtype": Name(each.mime.replace("/", "#2F")),
                "Params": {"Size": len(each.data), "ModDate": self._about.pdf_date},
            }
            data = file.stream(each.data, about)
            entry = file.put(
                {
                    "Type": Name("Filespec"),
                    "F": each.name,
                    "UF": each.name,
                    "Desc": each.description,
                    "AFRelationship": Name("Data"),
                    "EF": {"F": data, "UF": data},
                }
            )
            names += [each.name, entry]
            associated.append(entry)
        return {"Names": {"EmbeddedFiles": {"Names": names}}, "AF": associated}


class _Pages(NamedTuple):
    """The node of all pages, and each of them."""

    node: Ref
    each: list[Ref]


@dataclass
class _Bookmark:
    """An entry of the outline, or the outline itself, and what stands below it."""

    ref: Ref
    title: str = ""
    page: Ref | None = None
    below: list["_Bookmark"] = field(default_factory=list)

    def count(self) -> int:
        return sum(1 + each.count() for each in self.below)

    def write(self, file: ObjectFile, links: dict[str, Value] | None = None) -> None:
        """Puts in the entry and those below; `links` lead to its parent and its neighbours."""
        entry: dict[str, Value] = dict(links or {"Type": Name("Outlines")})
        if self.page is not None:
            entry |= {"Title": self.title, "Dest": [self.page, Name("Fit")]}
        if self.below:
            entry |= {"First": self.below[0].ref, "Last": self.below[-1].ref, "Count": self.count()}
        file.put(entry, at=self.ref)
        for at, each in enumerate(self.below):
            around: dict[str, Value] = {"Parent": self.ref}
            if at:
                around["Prev"] = self.below[at - 1].ref
            if at + 1 < len(self.below):
                around["Next"] = self.below[at + 1].ref
            each.write(file, around)
