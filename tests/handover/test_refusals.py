# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a parcel may be made to be by somebody who means ill, each kind refused in a sentence before anything is done with it."""

import copy
import io
import json
import struct
import tarfile
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from laufmappe.errors import (
    ParcelDamagedError,
    ParcelError,
    ParcelForgedError,
    ParcelNotForUsError,
    ParcelTooNewError,
    ParcelUnsafeError,
)
from laufmappe.handover import Limits, OwnKey, age_passphrase, open_parcel
from laufmappe.handover.content import MANIFEST
from laufmappe.handover.shapes import json_bytes

if TYPE_CHECKING:
    from tests.handover.conftest import Sent

Members = list[tuple[tarfile.TarInfo, bytes]]
SALT = "A" * 22


def members(inside: bytes) -> Members:
    with tarfile.open(fileobj=io.BytesIO(inside)) as archive:
        return [(entry, file.read() if (file := archive.extractfile(entry)) else b"") for entry in archive]


def tarred(files: Members, form: int = tarfile.USTAR_FORMAT) -> bytes:
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w", format=form) as archive:
        for entry, data in files:
            archive.addfile(entry, io.BytesIO(data))
    return target.getvalue()


def renamed(entry: tarfile.TarInfo, **changes: Any) -> tarfile.TarInfo:
    other = copy.copy(entry)
    for name, value in changes.items():
        setattr(other, name, value)
    return other


def test_the_means_of_these_tests_make_good_parcels(sent: "Sent") -> None:
    for data in (
        sent.with_inside(sent.inside),
        sent.with_inside(tarred(members(sent.inside))),
        sent.with_content(sent.content),
        sent.with_manifest(),
    ):
        assert sent.open(data).contents == sent.parcel.contents
    assert sent.open(sent.with_files(sent.files)).contents == sent.parcel.contents


# ---- on the way: cut off, altered, another file


def test_a_parcel_that_was_cut_off_anywhere_is_refused(sent: "Sent") -> None:
    data = sent.sealed.data
    for length in [*range(0, 400, 7), *range(400, len(data), 211), len(data) - 1]:
        with pytest.raises(ParcelError, match="nichts übernommen"):
            sent.open(data[:length])


def test_no_altered_bit_is_overlooked(sent: "Sent") -> None:
    data = sent.sealed.data
    for place in [*range(0, 400, 3), *range(400, len(data), 97), len(data) - 1]:
        altered = bytearray(data)
        altered[place] ^= 1 << (place % 8)
        with pytest.raises(ParcelError, match="nichts übernommen"):
            sent.open(bytes(altered))


def test_something_after_the_end_is_refused(sent: "Sent") -> None:
    with pytest.raises(ParcelDamagedError, match="unterwegs verändert"):
        sent.open(sent.sealed.data + b"x")


def test_cut_off_after_its_beginning_it_is_called_incomplete(sent: "Sent") -> None:
    with pytest.raises(ParcelDamagedError, match="unvollständig oder wurde unterwegs verändert"):
        sent.open(sent.sealed.data[: len(sent.sealed.data) // 2])


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"PK\3\4", b"-----BEGIN AGE ENCRYPTED FILE-----\n", b"\0" * 5000])
def test_another_file_is_called_another_file(sent: "Sent", data: bytes) -> None:
    with pytest.raises(ParcelDamagedError, match="kein Paket von Laufmappe"):
        sent.open(data)


def test_a_newer_age_is_told_apart(sent: "Sent") -> None:
    with pytest.raises(ParcelTooNewError, match="erneuern Sie Laufmappe"):
        sent.open(sent.sealed.data.replace(b"org/v1\n", b"org/v2\n", 1))


def test_a_file_above_the_limit_is_refused_before_anything_is_read(sent: "Sent") -> None:
    with pytest.raises(ParcelUnsafeError, match="möglich sind 300 MB"):
        sent.open(bytes(300_000_001))
    with pytest.raises(ParcelUnsafeError, match="zu groß"):
        sent.open(sent.sealed.data, Limits(parcel=len(sent.sealed.data) - 1))


# ---- the header of age


def header(*stanzas: str) -> bytes:
    """A header that says so, and nothing behind it that would open."""
    lines = [f"-> {stanza}\n{'A' * 43}\n" for stanza in stanzas]
    return b"age-encryption.org/v1\n" + "".join(lines).encode() + b"--- " + b"A" * 43 + b"\n" + bytes(100)


@pytest.mark.parametrize("work", ["21", "30", "63", "99"])
def test_a_passphrase_that_would_cost_hours_is_refused_before_it_is_tried(work: str) -> None:
    with pytest.raises(ParcelUnsafeError, match="mehr Rechenarbeit"):
        open_parcel(header(f"scrypt {SALT} {work}"), "gleich welche Passphrase")


def test_a_passphrase_that_this_machine_can_not_try_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(age_passphrase, "_LONGEST_SECONDS", 0)
    with pytest.raises(ParcelUnsafeError, match="mehr Rechenarbeit"):
        open_parcel(header(f"scrypt {SALT} 20"), "gleich welche Passphrase")


@pytest.mark.parametrize(
    "stanzas",
    [
        (),
        ("scrypt",),
        (f"scrypt {SALT}",),
        (f"scrypt {SALT} 018",),
        (f"scrypt {SALT} -1",),
        (f"scrypt {SALT} 100",),
        (f"scrypt {SALT} 18 18",),
        (f"scrypt {SALT} 18", f"scrypt {SALT} 99"),
        (f"X25519 {'A' * 43}", f"scrypt {SALT} 99"),
        ("ssh-ed25519 AAAA BBBB",),
        tuple(f"X25519 {'A' * 43}" for _ in range(21)),
        (f"x25519 {'A' * 43}",),
    ],
)
def test_a_header_that_no_parcel_has_is_refused(sent: "Sent", stanzas: tuple[str, ...]) -> None:
    for key in (sent.receiving, "gleich welche Passphrase"):
        with pytest.raises(ParcelError):
            open_parcel(header(*stanzas), key)


def test_a_header_without_end_is_refused(sent: "Sent") -> None:
    endless = b"age-encryption.org/v1\n" + f"-> X25519 {'A' * 43}\n{'A' * 43}\n".encode() * 100_000
    with pytest.raises(ParcelDamagedError):
        sent.open(endless)


def test_a_sealed_parcel_for_another_key_is_told_apart_from_a_damaged_one(sent: "Sent", stranger: OwnKey) -> None:
    with pytest.raises(ParcelNotForUsError):
        open_parcel(sent.sealed.data, stranger)


# ---- the tar inside: exactly three plain files


def others(sent: "Sent") -> dict[str, bytes]:
    """What a tar could hold instead."""
    (content, c), (signature, s), (card, k) = members(sent.inside)
    link = renamed(content, type=tarfile.SYMTYPE, linkname="/etc/passwd", size=0)
    hard = renamed(content, type=tarfile.LNKTYPE, linkname="sender.json", size=0)
    device = renamed(content, type=tarfile.CHRTYPE, size=0)
    long_name = renamed(content, name="../" * 80 + "x")
    rest = [(signature, s), (card, k)]
    return {
        "nothing": tarred([]),
        "empty": b"",
        "one": tarred([(content, c)]),
        "four": tarred([(content, c), *rest, (renamed(card, name="more.json"), k)]),
        "order": tarred([*rest, (content, c)]),
        "twice": tarred([(content, c), (content, c), *rest]),
        "upwards": tarred([(renamed(content, name="../content.zip"), c), *rest]),
        "absolute": tarred([(renamed(content, name="/content.zip"), c), *rest]),
        "folder": tarred([(renamed(content, name="./content.zip"), c), *rest]),
        "directory": tarred([(renamed(content, type=tarfile.DIRTYPE, size=0), b""), *rest]),
        "symlink": tarred([(link, b""), *rest]),
        "hardlink": tarred([(hard, b""), *rest]),
        "device": tarred([(device, b""), *rest]),
        "gnu": tarred([(content, c), *rest], tarfile.GNU_FORMAT),
        "pax": tarred([(renamed(content, pax_headers={"path": "../x"}), c), *rest], tarfile.PAX_FORMAT),
        "gnu-long": tarred([(long_name, c), *rest], tarfile.GNU_FORMAT),
        "huge": sent.inside[:124] + b"77777777777\0" + sent.inside[136:],
        "endless": sent.inside + bytes(100_000),
        "behind": sent.inside[:-1] + b"x",
        "no-end": sent.inside.rstrip(b"\0"),
        "large-card": tarred([(content, c), (signature, s), (renamed(card, size=20_000), k.ljust(20_000))]),
        "large-signature": tarred([(content, c), (renamed(signature, size=5_000), s.ljust(5_000)), (card, k)]),
        "no-card": tarred([(content, c), (signature, s), (renamed(card, size=2), b"{}")]),
    }


def test_a_tar_with_anything_but_the_three_files_is_refused(sent: "Sent") -> None:
    for kind, inside in others(sent).items():
        with pytest.raises(ParcelUnsafeError, match="etwas, das kein Paket enthält") as refused:
            sent.open(sent.with_inside(inside))
        assert "nichts übernommen" in str(refused.value), kind


def test_a_content_that_was_exchanged_is_refused(sent: "Sent") -> None:
    (content, _c), *rest = members(sent.inside)
    other = sent.zipped({**sent.files, "folder.pdf": b"%PDF andere Mappe"})
    with pytest.raises(ParcelForgedError, match="Unterschrift"):
        sent.open(sent.with_inside(tarred([(renamed(content, size=len(other)), other), *rest])))


# ---- content.zip, signed properly by a service that means ill


def test_names_that_lead_elsewhere_are_refused(sent: "Sent") -> None:
    document = "documents/0197a3f0-0000-7000-8000-000000000009"
    for name in (
        "../case.json",
        "/etc/passwd",
        "documents/../../x",
        "documents/x",
        "documents/",
        f"{document}/",
        f"{document}\0",
        document.upper(),
        document.replace("/", "\\"),
        "CASE.JSON",
        "autorun.inf",
        f"{document}\n",
    ):
        with pytest.raises(ParcelUnsafeError, match="etwas, das kein Paket enthält"):
            sent.open(sent.with_files({**sent.files, name: b"x"}))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_that_stands_there_twice_is_refused(sent: "Sent") -> None:
    target = io.BytesIO(sent.content)
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr("case.json", b"{}")
    with pytest.raises(ParcelUnsafeError, match="etwas, das kein Paket enthält"):
        sent.open(sent.with_content(target.getvalue()))


@pytest.mark.parametrize("left_out", ["manifest.json", "case.json", "documents.json", "folder.pdf"])
def test_a_file_that_is_missing_is_noticed(sent: "Sent", left_out: str) -> None:
    files = {name: data for name, data in sent.files.items() if name != left_out}
    with pytest.raises(ParcelUnsafeError, match="oder es fehlt etwas"):
        sent.open(sent.with_files(files, relist=False))


def test_a_file_that_is_not_the_listed_one_is_noticed(sent: "Sent") -> None:
    for name in sent.files:
        if name != MANIFEST:
            with pytest.raises(ParcelUnsafeError, match="oder es fehlt etwas"):
                sent.open(sent.with_files({**sent.files, name: sent.files[name] + b" "}, relist=False))


def test_a_bomb_is_refused_by_its_ratio(sent: "Sent") -> None:
    document = next(name for name in sent.files if name.startswith("documents/"))
    bomb = sent.with_files({**sent.files, document: bytes(33_000_000)})
    assert len(bomb) < 100_000
    with pytest.raises(ParcelUnsafeError, match="auf ein Vielfaches anwachsen"):
        sent.open(bomb)


def test_a_bomb_that_lies_about_its_size_unpacks_to_no_more_than_it_says(sent: "Sent") -> None:
    document = next(name for name in sent.files if name.startswith("documents/"))
    honest = sent.zipped({**sent.files, document: bytes(40_000_000)})
    lying = honest.replace(struct.pack("<L", 40_000_000), struct.pack("<L", 1000))
    assert lying != honest
    with pytest.raises(ParcelUnsafeError, match="etwas, das kein Paket enthält"):
        sent.open(sent.with_content(lying))


@pytest.mark.parametrize(
    ("limits", "sentence"),
    [
        (Limits(entries=3), "zu viele Dateien"),
        (Limits(unpacked=3000), "zu groß"),
        (Limits(document=10), "zu groß"),
        (Limits(listing=60), "zu viele Dateien"),
        (Limits(listing=500), "zu groß"),
    ],
)
def test_what_is_too_much_in_total_is_refused(sent: "Sent", limits: Limits, sentence: str) -> None:
    with pytest.raises(ParcelUnsafeError, match=sentence):
        sent.open(sent.sealed.data, limits)


def test_a_thousand_and_one_files_are_refused(sent: "Sent") -> None:
    files = {f"documents/0197a3f0-0000-7000-8000-{number:012}": b"" for number in range(1001)}
    with pytest.raises(ParcelUnsafeError, match="zu viele Dateien: möglich sind 1000"):
        sent.open(sent.with_content(sent.zipped({**sent.files, **files})))


def test_a_zip_that_is_none_or_of_another_kind_is_refused(sent: "Sent") -> None:
    end = sent.content[-22:]
    encrypted = bytearray(sent.content)
    for place in (6, sent.content.index(b"PK\1\2") + 8):
        encrypted[place] |= 1
    for content in (
        b"",
        b"PK",
        end,
        sent.content[:-1],
        sent.content + b"x",
        sent.content[:-2] + b"\4\0more",
        sent.content[:-22] + b"PK\6\7" + bytes(16) + end,
        sent.zipped(sent.files, zipfile.ZIP_BZIP2),
        sent.zipped(sent.files, zipfile.ZIP_LZMA),
        bytes(encrypted),
    ):
        with pytest.raises(ParcelUnsafeError, match="etwas, das kein Paket enthält"):
            sent.open(sent.with_content(content))


# ---- the JSON inside


def test_json_that_is_too_deep_is_refused(sent: "Sent") -> None:
    for name in ("manifest.json", "case.json", "documents.json"):
        deep = sent.with_files({**sent.files, name: b"[" * 10_000 + b"]" * 10_000}, relist=name != MANIFEST)
        with pytest.raises(ParcelUnsafeError, match="tiefer verschachtelt"):
            sent.open(deep)


def test_a_key_that_stands_there_twice_is_refused(sent: "Sent") -> None:
    for name in ("manifest.json", "case.json"):
        double = sent.files[name].replace(b"{", b'{"version": 1, ', 1)
        with pytest.raises(ParcelUnsafeError, match="zweimal an derselben Stelle"):
            sent.open(sent.with_files({**sent.files, name: double}, relist=name != MANIFEST))


def test_a_manifest_of_a_newer_version_is_told_apart(sent: "Sent") -> None:
    with pytest.raises(ParcelTooNewError, match="erneuern Sie Laufmappe"):
        sent.open(sent.with_manifest(version=2, more="than we know"))


def test_a_case_of_a_newer_version_is_told_apart(sent: "Sent") -> None:
    case = json.loads(sent.files["case.json"]) | {"version": 99}
    with pytest.raises(ParcelUnsafeError, match="Fassung des Formats"):
        sent.open(sent.with_files({**sent.files, "case.json": json_bytes(case)}))


@pytest.mark.parametrize(
    "changes",
    [
        {"format": "laufmappe-case"},
        {"version": 0},
        {"version": "1"},
        {"parcel": "1"},
        {"made_at": "2026-13-01T00:00:00Z"},
        {"made_at": "2026-11-23"},
        {"from": None},
        {"sequence": 0},
        {"sequence": True},
        {"withheld": ["Ein Satz über die Person"]},
        {"withheld": ["notes\n"]},
        {"release": None},
        {"entries": []},
        {"entries": [{"name": "case.json"}]},
        {"more": 1},
    ],
)
def test_a_manifest_that_says_something_else_is_refused(sent: "Sent", changes: dict[str, Any]) -> None:
    with pytest.raises(ParcelUnsafeError, match="nichts übernommen"):
        sent.open(sent.with_manifest(**changes))


def test_a_release_with_an_impossible_day_is_refused(sent: "Sent") -> None:
    release = json.loads(sent.files[MANIFEST])["release"]
    for day in ("2026-02-30", "0000-01-01"):
        with pytest.raises(ParcelUnsafeError, match="nichts übernommen"):
            sent.open(sent.with_manifest(release=release | {"valid_until": day}))


def test_words_that_mislead_are_cleaned_before_anybody_reads_them(sent: "Sent") -> None:
    release = json.loads(sent.files[MANIFEST])["release"] | {"recipient": "A\u202eB\0C"}
    documents = json.loads(sent.files["documents.json"])
    documents[0]["name"] = "gpj.siewua\u202e\n.exe"
    manifest = json.loads(sent.files[MANIFEST]) | {"release": release}
    files = {**sent.files, MANIFEST: json_bytes(manifest), "documents.json": json_bytes(documents)}
    parcel = sent.open(sent.with_files(files))
    assert parcel.contents.release.recipient == "ABC"
    assert parcel.contents.documents[0].name == "gpj.siewua .exe"


def test_documents_without_a_name_and_names_without_a_document_are_refused(sent: "Sent") -> None:
    documents = json.loads(sent.files["documents.json"])
    other = documents[0] | {"id": "0197a3f0-0000-7000-8000-0000000000ff"}
    for listed in ([], [*documents, other], [other], [*documents, *documents], [documents[0] | {"name": ""}]):
        with pytest.raises(ParcelUnsafeError):
            sent.open(sent.with_files({**sent.files, "documents.json": json_bytes(listed)}))
