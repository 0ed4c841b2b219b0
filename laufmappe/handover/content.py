# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""`content.zip` ⇄ named bytes. A stranger may have made it: it is measured before anything is unpacked."""

import io
import re
import struct
import zipfile
import zlib

from laufmappe.errors import ParcelUnsafeError
from laufmappe.handover.envelope import strange_content
from laufmappe.handover.limits import Limits, too_large
from laufmappe.i18n import _

MANIFEST, CASE, NAMES, FOLDER = "manifest.json", "case.json", "documents.json", "folder.pdf"
_DOCUMENT = re.compile(r"documents/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})")

_END, _END_BYTES = b"PK\5\6", 22
_END_64, _END_64_BYTES = b"PK\6\7", 20
_EARLIEST = (1980, 1, 1, 0, 0, 0)
_SAMPLE = 65_536
_WORTH_IT = 0.95
_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    OSError,
    OverflowError,
    ValueError,
)
"""What `zipfile` raises for a damaged file."""

Files = dict[str, bytes]


def document_path(document_id: str) -> str:
    """Where the document of this id lies."""
    return f"documents/{document_id}"


def pack(files: Files, limits: Limits) -> bytes:
    """A zip of these files; the same bytes for the same files and the same zlib. Raises: ParcelUnsafeError above the limits."""
    _measure({name: len(data) for name, data in files.items()}, limits)
    packed = _zipped(files, compress=True)
    # A scan of an empty sheet shrinks like a bomb; the other side would refuse it.
    unpacked = sum(len(data) for data in files.values())
    return packed if _ratio_is_usual(unpacked, len(packed), limits) else _zipped(files, compress=False)


def unpack(data: bytes, limits: Limits) -> Files:
    """The files in a zip. Raises: ParcelUnsafeError for one that no parcel holds; nothing was unpacked then."""
    _check_end(data, limits)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            _check_entries(entries, len(data), limits)
            return {entry.filename: archive.read(entry) for entry in entries}
    except _FAULTS:
        raise strange_content() from None


def _check_end(data: bytes, limits: Limits) -> None:
    """The end of the zip says how long its list of files is: read before the list, which may be endless."""
    end = data[-_END_BYTES:]
    if len(end) < _END_BYTES or not end.startswith(_END) or end[-2:] != b"\0\0":
        raise strange_content()
    if data[-_END_BYTES - _END_64_BYTES :].startswith(_END_64):
        raise strange_content()
    entries, listing = struct.unpack("<HL", end[10:16])
    if entries > limits.entries or listing > limits.listing:
        raise _too_many(limits)


def _check_entries(entries: list[zipfile.ZipInfo], packed: int, limits: Limits) -> None:
    sizes: dict[str, int] = {}
    for entry in entries:
        name = entry.orig_filename
        known = name in (MANIFEST, CASE, NAMES, FOLDER) or _DOCUMENT.fullmatch(name)
        if not known or name != entry.filename or name in sizes:
            raise strange_content()
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) or entry.flag_bits & 0x1:
            raise strange_content()
        sizes[name] = entry.file_size
    _measure(sizes, limits)
    if not _ratio_is_usual(sum(sizes.values()), packed, limits):
        raise ParcelUnsafeError(
            _(
                "Das Paket würde beim Auspacken auf ein Vielfaches anwachsen, wie es keine echten Dokumente tun. Es wurde "
                "nichts ausgepackt und nichts übernommen; fragen Sie bei der absendenden Stelle nach."
            )
        )


def _measure(sizes: dict[str, int], limits: Limits) -> None:
    if len(sizes) > limits.entries:
        raise _too_many(limits)
    for name, size in sizes.items():
        most = limits.unpacked
        if name in (MANIFEST, NAMES):
            most = limits.listing
        elif name.startswith("documents/"):
            most = limits.document
        if size > most:
            raise too_large(most)
    if sum(sizes.values()) > limits.unpacked:
        raise too_large(limits.unpacked)


def _ratio_is_usual(unpacked: int, packed: int, limits: Limits) -> bool:
    return unpacked <= max(limits.ratio_from, limits.ratio * packed)


def _too_many(limits: Limits) -> ParcelUnsafeError:
    return ParcelUnsafeError(
        _(
            "Das Paket enthält zu viele Dateien: möglich sind {n}. Es wurde nichts versiegelt und nichts übernommen; bitte "
            "teilen Sie es auf."
        ).format(n=limits.entries)
    )


def _zipped(files: Files, compress: bool) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", allowZip64=False) as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.external_attr, entry.create_system = 0o600 << 16, 3
            shrinks = compress and len(zlib.compress(data[:_SAMPLE], 1)) < _WORTH_IT * len(data[:_SAMPLE])
            archive.writestr(entry, data, zipfile.ZIP_DEFLATED if shrinks else zipfile.ZIP_STORED)
    return target.getvalue()
