# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
import struct
import zlib
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QImageWriter

from laufmappe.casework.settings.pictures import MOST_BYTES, read_picture
from laufmappe.errors import FieldError

SIGNATURE = b"\x89PNG\r\n\x1a\n"


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + zlib.crc32(kind + body).to_bytes(4, "big")


def png(width: int = 64, height: int = 48, *more: bytes, rows: bytes | None = None, colours: int = 2) -> bytes:
    samples = {0: 1, 2: 3, 6: 4}[colours]
    content = rows if rows is not None else (b"\0" + b"\x80" * samples * width) * height
    head = struct.pack(">IIBBBBB", width, height, 8, colours, 0, 0, 0)
    parts = [chunk(b"IHDR", head), *more, chunk(b"IDAT", zlib.compress(content)), chunk(b"IEND", b"")]
    return SIGNATURE + b"".join(parts)


def written(kind: str, width: int = 120, height: int = 60, progressive: bool = False) -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(0x0F766E)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(kind.encode()))
    writer.setProgressiveScanWrite(progressive)
    writer.setText("Author", "Maria Beispiel")
    assert writer.write(image)
    return bytes(buffer.data().data())


@pytest.mark.parametrize(
    "make", [lambda: written("png"), lambda: written("jpeg"), lambda: written("jpeg", progressive=True)]
)
def test_what_programs_write_is_read(make: Callable[[], bytes]) -> None:
    picture = read_picture("logo", make())
    assert (picture.width, picture.height) == (120, 60)
    assert read_picture("logo", picture.data) == picture


def test_only_the_picture_is_kept() -> None:
    whole = written("png")
    assert b"Maria Beispiel" in whole
    assert b"Maria Beispiel" not in read_picture("logo", whole).data
    exif = b"\xff\xe1" + struct.pack(">H", 2 + 30) + b"Exif\0\0 Musterstadt 52.02N 8.53E"[:30]
    photo = written("jpeg")
    assert b"Musterstadt" not in read_picture("logo", photo[:2] + exif + photo[2:]).data


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "kein Bild"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "PNG oder JPEG"),
        (b"GIF89a" + b"\0" * 50, "PNG oder JPEG"),
        (png() + b"\0" * MOST_BYTES, "zu groß"),
        (png(100_000, 100_000, rows=b""), "zu viele Bildpunkte"),
        (png(3000, 3000, rows=b""), "zu viele Bildpunkte"),
        (png(8, 8), "zu klein"),
        (png(1000, 40), "zu lang"),
        (png(rows=b"\0" * 50_000_000), "beschädigt"),
        (png(rows=b"\0" * 10), "beschädigt"),
        (png()[:-20], "beschädigt"),
        (png(64, 48, chunk(b"QUIT", b"")), "beschädigt"),
        (png().replace(b"IDAT", b"IDAU"), "beschädigt"),
        (SIGNATURE, "beschädigt"),
        (b"\xff\xd8", "beschädigt"),
        (b"\xff\xd8\xff\xd9", "beschädigt"),
        (b"\xff\xd8\xff\xc0\x00\x14\x08\x00\x40\x00\x40\x04" + b"\0" * 12 + b"\xff\xd9", "CMYK"),
    ],
)
def test_a_hostile_picture_is_refused_in_a_sentence(data: bytes, words: str) -> None:
    with pytest.raises(FieldError, match=words) as fault:
        read_picture("logo", data)
    assert "nichts verändert" in str(fault.value)


@given(st.data())
def test_a_damaged_picture_is_read_or_refused_and_nothing_else(data: st.DataObject) -> None:
    whole = bytearray(data.draw(st.sampled_from([png(), _JPEG])))
    for _n in range(data.draw(st.integers(1, 6))):
        whole[data.draw(st.integers(2, len(whole) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(whole)))
    for tried in (bytes(whole), bytes(whole[:cut])):
        try:
            picture = read_picture("logo", tried)
        except FieldError:
            continue
        assert read_picture("logo", picture.data) == picture


_JPEG = written("jpeg", 64, 64)
