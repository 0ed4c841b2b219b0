# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""A picture as a PDF holds it: plain dots, packed by whoever saves the file. Decoding is left to who has the picture."""

from dataclasses import dataclass

from pikepdf import Name, Object, Pdf, Stream


@dataclass(frozen=True)
class Picture:
    """A picture of `width` by `height` dots.

    `dots` has three bytes (red, green, blue) for each of them, line by line from the top; `cover`, if there is any, one
    byte that says how much of the dot covers what lies below.
    """

    width: int
    height: int
    dots: bytes
    cover: bytes = b""

    def __post_init__(self) -> None:
        size = self.width * self.height
        if size < 1 or len(self.dots) != 3 * size or len(self.cover) not in (0, size):
            raise ValueError("a picture whose dots are not as many as its size says")

    def write(self, pdf: Pdf) -> Object:
        """Puts the picture into the file."""
        drawn = self._stream(pdf, self.dots, Name.DeviceRGB)
        if self.cover:
            drawn.SMask = pdf.make_indirect(self._stream(pdf, self.cover, Name.DeviceGray))
        return pdf.make_indirect(drawn)

    def _stream(self, pdf: Pdf, data: bytes, colours: Name) -> Stream:
        return Stream(
            pdf,
            data,
            Type=Name.XObject,
            Subtype=Name.Image,
            Width=self.width,
            Height=self.height,
            ColorSpace=colours,
            BitsPerComponent=8,
        )
