# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The objects of a PDF file, and how they become bytes (ISO 32000-1, 7.3 and 7.5).

All objects that are no streams go into one compressed stream: the thousand small elements of a structure tree resemble
each other, and packed together they take half the room that they take in parcels of a hundred.
"""

import hashlib
import re
import zlib
from itertools import count
from typing import NamedTuple, TypeAlias


class Ref(int):
    """An object of the file, by its number."""


class Name(str):
    """A word of the format, as `/Page`, without its slash."""

    __slots__ = ()


Value: TypeAlias = bool | int | float | str | bytes | list["Value"] | dict[str, "Value"]
"""What objects are made of. A str is a text for people, bytes are a string of the format."""

_HEAD = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_OUTSIDE_PLAIN = re.compile(r"[^ -~]")
_SPECIAL = re.compile(rb"[\\()\r]")
_DELIMITERS = b"/<[("
_AT_ONCE = 5_000
"""So many objects in one compressed stream at most: readers unpack all of it to get at one."""


class _Stream(NamedTuple):
    about: dict[str, Value]
    data: bytes


class ObjectFile:
    """A PDF file in the making: objects are put in, and may refer to each other by what `put` gives."""

    def __init__(self) -> None:
        self._numbers = count(1)
        self._objects: dict[int, Value] = {}
        self._streams: dict[int, _Stream] = {}

    def reserve(self) -> Ref:
        """The number of an object that is put in later."""
        return Ref(next(self._numbers))

    def put(self, value: Value, at: Ref | None = None) -> Ref:
        """Puts in an object, under a number that was reserved for it or a new one."""
        number = at or self.reserve()
        self._objects[number] = value
        return number

    def stream(self, data: bytes, about: dict[str, Value] | None = None, packed: bool = True) -> Ref:
        """Puts in a stream."""
        number = self.reserve()
        about = dict(about or {})
        if packed:
            data, about["Filter"] = zlib.compress(data, 9), Name("FlateDecode")
        self._streams[number] = _Stream({**about, "Length": len(data)}, data)
        return number

    def finished(self, root: Ref, info: Ref) -> bytes:
        """The whole file. Its identity is the hash of its content."""
        places: dict[int, tuple[int, int, int]] = {}
        self._pack(places)
        done = bytearray(_HEAD)
        for number, stream in self._streams.items():
            places[number] = (1, len(done), 0)
            done += _stream(number, stream)
        number, start = next(self._numbers), len(done)
        places[number] = (1, start, 0)
        rows = [(0, 0, 65535), *(places[each] for each in range(1, number + 1))]
        identity = hashlib.sha256(done).digest()[:16]
        about: dict[str, Value] = {
            "Type": Name("XRef"),
            "Size": len(rows),
            "W": [1, 4, 2],
            "Root": root,
            "Info": info,
            "ID": [identity, identity],
            "Filter": Name("FlateDecode"),
            "DecodeParms": {"Predictor": 12, "Columns": 7},
        }
        table = zlib.compress(
            _differences([b"%c" % kind + at.to_bytes(4, "big") + in_it.to_bytes(2, "big") for kind, at, in_it in rows]),
            9,
        )
        done += _stream(number, _Stream({**about, "Length": len(table)}, table))
        return bytes(done) + b"startxref\n%d\n%%%%EOF\n" % start

    def _pack(self, places: dict[int, tuple[int, int, int]]) -> None:
        """Puts the objects into compressed streams, and notes where each is."""
        numbers = sorted(self._objects)
        for at in range(0, len(numbers), _AT_ONCE):
            some = numbers[at : at + _AT_ONCE]
            parts = [written(self._objects[number]) for number in some]
            starts, length = [], 0
            for part in parts:
                starts.append(length)
                length += len(part) + 1
            head = b" ".join(b"%d %d" % pair for pair in zip(some, starts, strict=True)) + b"\n"
            about: dict[str, Value] = {"Type": Name("ObjStm"), "N": len(some), "First": len(head)}
            parcel = self.stream(head + b"\n".join(parts), about)
            places.update((number, (2, parcel, index)) for index, number in enumerate(some))


def written(value: Value) -> bytes:
    """A value as the format writes it, in as few bytes as possible."""
    match value:
        case Ref():
            return b"%d 0 R" % value
        case Name():
            return b"/" + value.encode("ascii")
        case bool():
            return b"true" if value else b"false"
        case int():
            return b"%d" % value
        case float():
            return f"{value:.3f}".rstrip("0").rstrip(".").encode("ascii")
        case str():
            return _string(
                value.encode("ascii") if not _OUTSIDE_PLAIN.search(value) else b"\xfe\xff" + value.encode("utf-16-be")
            )
        case bytes():
            return b"<" + value.hex().encode("ascii") + b">"
        case list():
            return b"[" + _joined([written(each) for each in value]) + b"]"
    entries = (b"/" + key.encode("ascii") + _apart(written(each)) for key, each in value.items())
    return b"<<" + b"".join(entries) + b">>"


def _joined(parts: list[bytes]) -> bytes:
    return b"".join(_apart(part) if at else part for at, part in enumerate(parts))


def _apart(part: bytes) -> bytes:
    """What follows another word: with a space where nothing else sets them apart."""
    return part if part[0] in _DELIMITERS else b" " + part


def _string(content: bytes) -> bytes:
    return b"(" + _SPECIAL.sub(lambda found: b"\\r" if found[0] == b"\r" else b"\\" + found[0], content) + b")"


def _stream(number: int, stream: _Stream) -> bytes:
    return b"%d 0 obj\n%b\nstream\n%b\nendstream\nendobj\n" % (number, written(dict(stream.about)), stream.data)


def _differences(rows: list[bytes]) -> bytes:
    """Rows as their differences from the one above, which compresses to almost nothing (the predictor "Up" of PNG)."""
    above = bytes(len(rows[0]))
    done = bytearray()
    for row in rows:
        done += b"\2" + bytes((new - old) % 256 for new, old in zip(row, above, strict=True))
        above = row
    return bytes(done)
