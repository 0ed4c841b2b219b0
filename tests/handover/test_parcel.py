# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""A parcel arrives as it was packed, at the service it was meant for and at no other."""

import io
import json
import subprocess
import tarfile
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pyrage
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from laufmappe.casework.fields import clean
from laufmappe.errors import FieldError, ParcelError, ParcelForgedError, ParcelNotForUsError, ParcelPassphraseError
from laufmappe.handover import (
    Attachment,
    Contents,
    Limits,
    OwnKey,
    PublicCard,
    ReleaseTerms,
    Sealed,
    file_name,
    open_parcel,
    seal,
    sealed_with,
)
from laufmappe.handover.envelope import open_envelope, seal_envelope
from laufmappe.records.base import new_id

MADE_AT = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
HANDBOOK = Path(__file__).parents[2] / "resources" / "handbook" / "handover-format.md"
PASSPHRASE = "gruene-wolken-über-dem-hafen-morgens"
SECRET_WORDS = ("Samira", "Jugendmigrationsdienst", "Beratungsstelle", "Zeugnis", "Laufmappe", "%PDF", "laufmappe")

LINES = st.text(max_size=40).map(lambda text: clean("line", text))
DAYS = st.dates(date(1950, 1, 1), date(2100, 1, 1))
PARTS = st.lists(st.from_regex(r"[a-z_]{1,20}", fullmatch=True), max_size=4, unique=True).map(tuple)
ATTACHMENTS = st.builds(
    Attachment,
    id=st.uuids().map(str),
    name=LINES.filter(bool),
    media_type=st.sampled_from(["application/pdf", "image/jpeg", "application/octet-stream"]),
    added_on=DAYS,
    data=st.binary(max_size=3000),
    qualification_id=st.none() | st.uuids().map(str),
)


def test_a_parcel_arrives_as_it_was_packed(
    sealed: Sealed, contents: Contents, sending: OwnKey, receiving: OwnKey, recipient: PublicCard
) -> None:
    parcel = open_parcel(sealed.data, receiving)
    assert parcel.contents == contents
    assert parcel.sender == sending.card("Beratungsstelle")
    assert parcel.to == recipient.fingerprint
    assert (parcel.id, parcel.digest, parcel.made_at) == (sealed.parcel_id, sealed.digest, MADE_AT)


@settings(max_examples=40, deadline=None)
@given(
    release=st.builds(
        ReleaseTerms,
        recipient=LINES,
        parts=PARTS,
        purpose=LINES,
        direction=st.sampled_from(["to", "mutual"]),
        valid_until=st.none() | DAYS,
    ),
    withheld=PARTS,
    documents=st.lists(ATTACHMENTS, max_size=3, unique_by=lambda document: document.id).map(tuple),
    folder=st.binary(max_size=3000),
    sequence=st.integers(1, 1000),
    seen=st.none() | st.uuids().map(str),
)
def test_whatever_may_be_packed_arrives(
    contents: Contents,
    sending: OwnKey,
    receiving: OwnKey,
    recipient: PublicCard,
    release: ReleaseTerms,
    withheld: tuple[str, ...],
    documents: tuple[Attachment, ...],
    folder: bytes,
    sequence: int,
    seen: str | None,
) -> None:
    packed = Contents(contents.case, release, withheld, documents, folder, sequence, seen)
    made = seal(packed, sending, "Beratungsstelle", recipient, parcel_id=new_id(), made_at=MADE_AT)
    assert open_parcel(made.data, receiving).contents == packed


def test_a_case_with_all_its_history_arrives(sending: OwnKey, receiving: OwnKey, recipient: PublicCard) -> None:
    case = json.loads((Path(__file__).parents[1] / "formats" / "case-1.json").read_text(encoding="utf-8"))
    packed = Contents(case, ReleaseTerms("JMD", ("steps",)))
    made = seal(packed, sending, "Beratungsstelle", recipient, parcel_id=new_id(), made_at=MADE_AT)
    assert open_parcel(made.data, receiving).contents.case == case


def test_nobody_else_opens_it(sealed: Sealed, sending: OwnKey, stranger: OwnKey) -> None:
    for key in (stranger, sending, PASSPHRASE):
        with pytest.raises(ParcelNotForUsError, match="geben Sie der absendenden Stelle Ihre Karte"):
            open_parcel(sealed.data, key)


def test_from_outside_a_parcel_tells_nothing(sealed: Sealed, sending: OwnKey, recipient: PublicCard) -> None:
    card = sending.card("Beratungsstelle")
    for told in (*SECRET_WORDS, recipient.age, recipient.minisign, card.age, card.minisign, sealed.parcel_id):
        assert told.encode() not in sealed.data.removeprefix(b"age-encryption.org/v1\n")
    assert sealed_with(sealed.data) == "key"


def test_its_name_is_eight_random_letters(sealed: Sealed) -> None:
    assert sealed.file_name.removeprefix("paket-").removesuffix(".laufmappe").isalpha()
    assert len({file_name() for _ in range(50)}) == 50
    assert {len(file_name()) for _ in range(50)} == {len("paket-abcdefgh.laufmappe")}


def test_the_same_contents_have_the_same_digest_and_never_the_same_file(
    sealed: Sealed, contents: Contents, sending: OwnKey, recipient: PublicCard
) -> None:
    again = seal(contents, sending, "Beratungsstelle", recipient, parcel_id=sealed.parcel_id, made_at=MADE_AT)
    assert again.digest == sealed.digest
    assert again.data != sealed.data


def test_a_passphrase_goes_another_way_and_opens_it(
    contents: Contents, sending: OwnKey, receiving: OwnKey, tmp_path: Path
) -> None:
    made = seal(contents, sending, "Beratungsstelle", PASSPHRASE, parcel_id=new_id(), made_at=MADE_AT)
    assert sealed_with(made.data) == "passphrase"
    typed_elsewhere = PASSPHRASE.replace("ü", "u\u0308")
    parcel = open_parcel(made.data, f" {typed_elsewhere} ")
    assert (parcel.contents, parcel.to) == (contents, None)
    with pytest.raises(ParcelPassphraseError, match="Diese Passphrase öffnet das Paket nicht"):
        open_parcel(made.data, "eine andere Passphrase")
    with pytest.raises(ParcelPassphraseError, match="erfragen Sie die Passphrase"):
        open_parcel(made.data, receiving)


@pytest.mark.parametrize("passphrase", ["", "   ", "hafen", "Beratung2026"])
def test_an_easily_guessed_passphrase_seals_nothing(contents: Contents, sending: OwnKey, passphrase: str) -> None:
    with pytest.raises(ParcelError, match="sechs zufällige Wörter"):
        seal(contents, sending, "Beratungsstelle", passphrase, parcel_id=new_id(), made_at=MADE_AT)


def test_a_service_without_a_name_seals_nothing(contents: Contents, sending: OwnKey, recipient: PublicCard) -> None:
    with pytest.raises(FieldError):
        seal(contents, sending, " ", recipient, parcel_id=new_id(), made_at=MADE_AT)


def test_what_the_other_side_would_refuse_is_not_sealed(
    contents: Contents, sending: OwnKey, recipient: PublicCard
) -> None:
    document = contents.documents[0]
    wrong = [
        replace(contents, case={**contents.case, "secrets": []}),
        replace(contents, sequence=0),
        replace(contents, seen="das vorige"),
        replace(contents, documents=(replace(document, name="\ud800"),)),
        replace(contents, documents=(replace(document, id="../../etc/passwd"),)),
        replace(contents, documents=(document, document)),
        replace(contents, release=replace(contents.release, direction="both")),
        replace(contents, withheld=("Notizen über Samira",)),
    ]
    for packed in wrong:
        with pytest.raises(ParcelError):
            seal(packed, sending, "Beratungsstelle", recipient, parcel_id=new_id(), made_at=MADE_AT)


@pytest.mark.parametrize(
    ("limits", "sentence"),
    [
        (Limits(parcel=2000), "zu groß"),
        (Limits(document=10), "zu groß"),
        (Limits(unpacked=3000), "zu groß"),
        (Limits(listing=50), "zu groß"),
        (Limits(entries=3), "zu viele Dateien"),
    ],
)
def test_a_parcel_above_the_limits_is_not_sealed(
    contents: Contents, sending: OwnKey, recipient: PublicCard, limits: Limits, sentence: str
) -> None:
    with pytest.raises(ParcelError, match=sentence):
        seal(contents, sending, "Stelle", recipient, parcel_id=new_id(), made_at=MADE_AT, limits=limits)


def test_scans_of_empty_sheets_are_not_taken_for_a_bomb(
    contents: Contents, sending: OwnKey, receiving: OwnKey, recipient: PublicCard
) -> None:
    white = tuple(replace(contents.documents[0], id=new_id(), data=b"\xff" * 20_000_000) for _scan in range(3))
    packed = replace(contents, documents=white)
    made = seal(packed, sending, "Stelle", recipient, parcel_id=new_id(), made_at=MADE_AT)
    assert open_parcel(made.data, receiving).contents == packed


def test_what_was_meant_for_another_service_is_refused_when_it_is_passed_on(
    sealed: Sealed, sending: OwnKey, receiving: OwnKey, stranger: OwnKey
) -> None:
    opened = open_envelope(sealed.data, receiving)
    passed_on = pyrage.encrypt(
        pyrage.decrypt(sealed.data, [pyrage.x25519.Identity.from_str(receiving.age_secret)]),
        [pyrage.x25519.Recipient.from_str(stranger.card("x").age)],
    )
    assert opened.sender == sending.card("Beratungsstelle")
    with pytest.raises(ParcelForgedError, match="für eine andere Stelle gemacht"):
        open_parcel(passed_on, stranger)


def test_what_somebody_else_signed_anew_is_refused(
    sealed: Sealed, receiving: OwnKey, recipient: PublicCard, stranger: OwnKey
) -> None:
    opened = open_envelope(sealed.data, receiving)
    card = stranger.card("Beratungsstelle")
    signed_anew = seal_envelope(opened.content, opened.comment, stranger, card, recipient, 0)
    with pytest.raises(ParcelForgedError, match="eine andere Stelle als die, die es unterschrieben hat"):
        open_parcel(signed_anew, receiving)


def test_another_card_beside_the_signature_is_refused(
    sealed: Sealed, sending: OwnKey, receiving: OwnKey, recipient: PublicCard, stranger: OwnKey
) -> None:
    opened = open_envelope(sealed.data, receiving)
    mixed = seal_envelope(opened.content, opened.comment, sending, stranger.card("Stelle"), recipient, 0)
    with pytest.raises(ParcelForgedError, match="Die Unterschrift des Pakets passt nicht"):
        open_parcel(mixed, receiving)


def test_another_number_in_the_signed_comment_is_refused(
    sealed: Sealed, sending: OwnKey, receiving: OwnKey, recipient: PublicCard
) -> None:
    opened = open_envelope(sealed.data, receiving)
    mixed = seal_envelope(opened.content, f"laufmappe parcel {new_id()}", sending, opened.sender, recipient, 0)
    with pytest.raises(ParcelForgedError):
        open_parcel(mixed, receiving)


def test_the_commands_of_the_handbook_open_and_verify_it(
    tool: Callable[[str], str], sealed: Sealed, contents: Contents, sending: OwnKey, receiving: OwnKey, tmp_path: Path
) -> None:
    for name in ("age", "minisign", "unzip"):
        tool(name)
    (tmp_path / "schluessel.txt").write_text(f"{receiving.age_secret}\n", encoding="ascii")
    (tmp_path / "paket-abcdefgh.laufmappe").write_bytes(sealed.data)
    commands = HANDBOOK.read_text(encoding="utf-8").split("```sh\n")[1].split("```")[0]
    script = "set -e -o pipefail\n" + commands.replace("<minisign>", f"'{sending.card('x').minisign}'")
    done = subprocess.run(["bash", "-c", script], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert f"Trusted comment: laufmappe parcel {sealed.parcel_id}" in done.stdout
    manifest = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))
    for entry in manifest["entries"]:
        assert entry["name"] == "documents.json" or f"{entry['sha256']}  {entry['name']}" in done.stdout
    assert (tmp_path / "folder.pdf").read_bytes() == contents.folder


def test_a_parcel_made_with_debians_tools_alone_is_taken(
    tool: Callable[[str], str], sealed: Sealed, receiving: OwnKey, recipient: PublicCard, tmp_path: Path
) -> None:
    minisign, age, zip_tool = tool("minisign"), tool("age"), tool("zip")

    def run(*command: str, given: bytes = b"") -> bytes:
        return subprocess.run(command, cwd=tmp_path, input=given, capture_output=True, check=True).stdout

    def signed(name: str, comment: str) -> str:
        run(minisign, "-S", "-s", "key", "-m", name, "-t", comment)
        return (tmp_path / f"{name}.minisig").read_text(encoding="utf-8").split("\n")[1]

    run(minisign, "-G", "-W", "-p", "key.pub", "-s", "key")
    keys = {"age": OwnKey.generate().card("x").age, "minisign": (tmp_path / "key.pub").read_text().split("\n")[1]}
    lines = ("laufmappe-card 1", "Eine Stelle ohne Laufmappe", keys["age"], keys["minisign"], "")
    (tmp_path / "card.txt").write_text("\n".join(lines), encoding="utf-8")
    card = {
        "format": "laufmappe-card",
        "version": 1,
        "name": lines[1],
        **keys,
        "signature": signed("card.txt", "Karte"),
    }
    (tmp_path / "sender.json").write_text(json.dumps(card), encoding="utf-8")

    with zipfile.ZipFile(io.BytesIO(open_envelope(sealed.data, receiving).content)) as archive:
        archive.extractall(tmp_path)  # noqa: S202  # our own, as made above
    manifest = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))
    manifest["from"] = run("sha256sum", given=f"{keys['age']}\n{keys['minisign']}\n".encode())[:64].decode()
    (tmp_path / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    run(zip_tool, "-D", "-r", "content.zip", "manifest.json", "case.json", "documents.json", "documents", "folder.pdf")
    signed("content.zip", f"laufmappe parcel {manifest['parcel']}")
    inside = run("tar", "--format=ustar", "-c", "content.zip", "content.zip.minisig", "sender.json")
    parcel = open_parcel(run(age, "-r", recipient.age, given=inside), receiving)
    assert parcel.sender.name == "Eine Stelle ohne Laufmappe"
    assert parcel.contents == open_parcel(sealed.data, receiving).contents


def test_the_handbook_names_whatever_stands_in_the_files() -> None:
    handbook = HANDBOOK.read_text(encoding="utf-8")
    schema = json.loads((HANDBOOK.parents[1] / "schema" / "handover-1.schema.json").read_text(encoding="utf-8"))[
        "$defs"
    ]
    shapes = [schema[name] for name in ("card", "manifest", "statement", "receipt")]
    shapes += [schema["documents"]["items"], schema["manifest"]["properties"]["release"]]
    for name in {name for shape in shapes for name in shape["properties"]}:
        assert f"`{name}`" in handbook, name


def test_what_debians_age_sealed_opens(
    tool: Callable[[str], str], sealed: Sealed, receiving: OwnKey, recipient: PublicCard, contents: Contents
) -> None:
    inside = pyrage.decrypt(sealed.data, [pyrage.x25519.Identity.from_str(receiving.age_secret)])
    anew = subprocess.run([tool("age"), "-r", recipient.age], input=inside, capture_output=True, check=True).stdout
    assert open_parcel(anew, receiving).contents == contents


def test_the_tar_inside_is_one_that_every_tar_reads(sealed: Sealed, receiving: OwnKey) -> None:
    inside = pyrage.decrypt(sealed.data, [pyrage.x25519.Identity.from_str(receiving.age_secret)])
    with tarfile.open(fileobj=io.BytesIO(inside)) as archive:
        assert archive.getnames() == ["content.zip", "content.zip.minisig", "sender.json"]
        assert {entry.mtime for entry in archive} == {int(MADE_AT.timestamp())}
