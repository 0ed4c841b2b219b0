# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""A printed document: pages, bookmarks, attached files. The same content always gives the same bytes.

The file is tagged (PDF/UA-1) and made to be archived (PDF/A-3a): all fonts inside, colours defined, language known.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from io import BytesIO
from typing import Literal, NamedTuple

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, Pdf, Stream, String
from reportlab.pdfgen.canvas import Canvas

from laufmappe import resources
from laufmappe.folder.typeset.embedding import EmbeddedFont
from laufmappe.folder.typeset.fonts import Face
from laufmappe.folder.typeset.layout import MM
from laufmappe.folder.typeset.metadata import Description, packet
from laufmappe.folder.typeset.page import HEIGHT, WIDTH, Page
from laufmappe.folder.typeset.pictures import Picture
from laufmappe.folder.typeset.structure import Element, Role, write_tree


class _Attachment(NamedTuple):
    name: str
    data: bytes
    mime: str
    description: str


class _Canvas(Canvas):  # type: ignore[misc]  # ReportLab has no types
    """A canvas without the stray Helvetica that ReportLab puts on every page, and that no archive file may have."""

    def _make_preamble(self) -> None:
        self._preamble = ""


class Document:
    """A document in the making. `title` and `author` show up in the file's properties: they must not name a person."""

    def __init__(self, title: str, author: str, language: str, date: datetime) -> None:
        self._about = Description(title, author, language, date.astimezone(UTC))
        self._file = BytesIO()
        self._canvas = _Canvas(self._file, pagesize=(WIDTH * MM, HEIGHT * MM), invariant=1, pageCompression=0)
        self._pages: list[Page] = []
        self._fonts: dict[str, EmbeddedFont] = {}
        self._pictures: dict[Picture, str] = {}
        self._root = Element("Document")
        self._innermost = self._root
        self._bookmarks: list[tuple[str, int, int]] = []
        self._attachments: list[_Attachment] = []

    def page(self) -> Page:
        """Begins the next page and ends the one before."""
        if self._pages:
            self._end_page()
        page = Page(
            len(self._pages),
            self._root,
            self._about.language,
            self._font,
            self._picture,
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
        self._end_page()
        self._canvas.save()
        with Pdf.open(self._file) as pdf:
            self._complete(pdf)
            done = BytesIO()
            pikepdf.settings.set_flate_compression_level(9)
            pdf.save(
                done,
                deterministic_id=True,
                compress_streams=True,
                object_stream_mode=pikepdf.ObjectStreamMode.generate,
                recompress_flate=True,
            )
        return done.getvalue()

    def _end_page(self) -> None:
        # The canvas takes a text and encodes it as PDF names characters; this is the way back.
        self._canvas.addLiteral(self._pages[-1].finish().decode("extpdfdoc"))
        self._canvas.showPage()

    def _font(self, face: Face) -> EmbeddedFont:
        font = self._fonts.get(face.name)
        if font is None:
            font = self._fonts[face.name] = EmbeddedFont(face, f"T{len(self._fonts)}")
        return font

    def _picture(self, picture: Picture) -> str:
        return self._pictures.setdefault(picture, f"P{len(self._pictures)}")

    def _complete(self, pdf: Pdf) -> None:
        fonts = Dictionary({f"/{font.resource}": font.write(pdf) for font in self._fonts.values()})
        shared = pdf.make_indirect(Dictionary(Font=fonts))
        if self._pictures:
            shared.XObject = Dictionary({f"/{name}": picture.write(pdf) for picture, name in self._pictures.items()})
        for page in pdf.pages:
            page.obj.Resources = shared
            page.obj.Tabs = Name.S
            for unused in ("/Trans", "/Rotate"):
                if unused in page.obj:
                    del page.obj[unused]
        write_tree(pdf, self._root, [page.marked for page in self._pages], self._about.language)
        self._describe(pdf)
        self._write_bookmarks(pdf)
        if self._attachments:
            self._write_attachments(pdf)

    def _describe(self, pdf: Pdf) -> None:
        root = pdf.Root
        root.Lang = String(self._about.language)
        root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        root.Metadata = Stream(pdf, packet(self._about), Type=Name.Metadata, Subtype=Name.XML)
        profile = Stream(pdf, resources.path("icc", "srgb.icc").read_bytes(), N=3)
        root.OutputIntents = Array(
            [
                Dictionary(
                    Type=Name.OutputIntent,
                    S=Name.GTS_PDFA1,
                    OutputConditionIdentifier=String("sRGB IEC61966-2.1"),
                    Info=String("sRGB IEC61966-2.1"),
                    DestOutputProfile=profile,
                )
            ]
        )
        if "/PageMode" in root:
            del root.PageMode
        if self._bookmarks:
            root.PageMode = Name.UseOutlines
        pdf.trailer.Info = pdf.make_indirect(self._about.info())

    def _write_bookmarks(self, pdf: Pdf) -> None:
        if not self._bookmarks:
            if "/Outlines" in pdf.Root:
                del pdf.Root.Outlines
            return
        with pdf.open_outline() as outline:
            branch = [outline.root]
            for title, page, level in self._bookmarks:
                item = OutlineItem(title, page)
                del branch[min(level, len(branch) - 1) + 1 :]
                branch[-1].append(item)
                branch.append(item.children)

    def _write_attachments(self, pdf: Pdf) -> None:
        names, associated = Array(), Array()
        for file in sorted(self._attachments):
            data = Stream(pdf, file.data, Type=Name.EmbeddedFile, Subtype=Name(f"/{file.mime}"))
            data.Params = Dictionary(Size=len(file.data), ModDate=String(self._about.pdf_date))
            entry = pdf.make_indirect(
                Dictionary(
                    Type=Name.Filespec,
                    F=String(file.name),
                    UF=String(file.name),
                    Desc=String(file.description),
                    AFRelationship=Name.Data,
                    EF=Dictionary(F=data, UF=data),
                )
            )
            names.extend([String(file.name), entry])
            associated.append(entry)
        pdf.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=names))
        pdf.Root.AF = associated
