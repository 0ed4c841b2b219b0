# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a PDF says about itself: the same in the old information dictionary and in XMP, as PDF/A-3 demands."""

from datetime import datetime
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from pikepdf import Dictionary, String

PRODUCER = "Laufmappe"

# PDF/A knows no `pdfuaid`: the packet has to explain it (ISO 19005-3, 6.6.2.3).
_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
xmlns:dc="http://purl.org/dc/elements/1.1/"
xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
xmlns:xmp="http://ns.adobe.com/xap/1.0/"
xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"
pdf:Producer={producer} xmp:CreateDate="{date}" xmp:ModifyDate="{date}"
pdfaid:part="3" pdfaid:conformance="A" pdfuaid:part="1">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<pdfaExtension:schemas><rdf:Bag><rdf:li><rdf:Description
pdfaSchema:schema="PDF/UA identification schema"
pdfaSchema:namespaceURI="http://www.aiim.org/pdfua/ns/id/"
pdfaSchema:prefix="pdfuaid">
<pdfaSchema:property><rdf:Seq><rdf:li
pdfaProperty:name="part"
pdfaProperty:valueType="Integer"
pdfaProperty:category="internal"
pdfaProperty:description="Part of ISO 14289"
/></rdf:Seq></pdfaSchema:property>
</rdf:Description></rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>
"""


class Description(NamedTuple):
    """Title, author and language of a document, and the moment (UTC) that it says it was made at."""

    title: str
    author: str
    language: str
    date: datetime

    @property
    def pdf_date(self) -> str:
        return self.date.strftime("D:%Y%m%d%H%M%S+00'00'")

    def info(self) -> Dictionary:
        """The information dictionary."""
        return Dictionary(
            Title=String(self.title),
            Author=String(self.author),
            Producer=String(PRODUCER),
            CreationDate=String(self.pdf_date),
            ModDate=String(self.pdf_date),
        )


def packet(about: Description) -> bytes:
    """The XMP packet."""
    return _PACKET.format(
        title=escape(about.title),
        author=escape(about.author),
        language=escape(about.language),
        producer=quoteattr(PRODUCER),
        date=about.date.strftime("%Y-%m-%dT%H:%M:%S+00:00"),
    ).encode("utf-8")
