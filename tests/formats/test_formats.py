# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Vaults that older versions wrote open for ever, by the program and by the reader that stands alone.

`v<N>/vault` is never written again; `v<N>/secrets.json` has what opens it and who is in it, `v<N>/cases/` what was exported
of each of them then.
"""

import base64
import hashlib
import hmac
import json
import runpy
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import text

from laufmappe.casework.cases.exporting import export_case
from laufmappe.casework.desk import open_desk
from laufmappe.casework.papers.documents import documents, documents_to_check
from laufmappe.casework.people.case import case
from laufmappe.casework.people.register import list_people
from laufmappe.vault import check_folder, check_vault, list_slots, open_vault, read_document

HERE = Path(__file__).parent
READER = HERE.parents[1] / "packaging" / "read_vault.py"
WORDS = "Grüße, سلام, Україна"
VERSIONS = sorted(path.name for path in HERE.iterdir() if (path / "secrets.json").is_file())


@pytest.fixture(params=VERSIONS)
def frozen(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, dict[str, Any]]:
    """A copy of a frozen vault, and what opens it."""
    source = HERE / request.param
    shutil.copytree(source / "vault", tmp_path / "vault")
    (tmp_path / "vault" / "documents").mkdir(exist_ok=True)
    return tmp_path / "vault", json.loads((source / "secrets.json").read_text(encoding="utf-8"))


def test_there_is_a_frozen_vault_of_every_version() -> None:
    assert VERSIONS == ["v1", "v2"]


def test_the_program_opens_it_with_every_secret(frozen: tuple[Path, dict[str, Any]]) -> None:
    folder, secrets = frozen
    for secret in (*secrets["passphrases"], secrets["recovery_key"]):
        with open_vault(folder, secret) as vault:
            with vault.engine.connect() as connection:
                row = connection.execute(text("SELECT words, document, document_key FROM frozen")).one()
            assert row.words == WORDS
            assert read_document(vault, row.document, row.document_key) == "Ein Zeugnis: äöü ß".encode()
            assert [slot.label for slot in list_slots(vault)] == ["Erste", "", "Zweite"]
            assert vault.warnings == []
            assert check_vault(vault) == []


def test_the_reader_that_stands_alone_opens_it(frozen: tuple[Path, dict[str, Any]]) -> None:
    folder, secrets = frozen
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    for secret in (*secrets["passphrases"], secrets["recovery_key"].lower()):
        tables = json.loads(run_reader(secret, str(folder)))
        assert tables["frozen"][0]["words"] == WORDS
        row = tables["frozen"][0]
        content = run_reader("", str(folder), "--document", row["document"], row["document_key"])
        assert content == "Ein Zeugnis: äöü ß".encode()
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_the_people_in_it_are_listed_found_and_whole(frozen: tuple[Path, dict[str, Any]]) -> None:
    folder, secrets = frozen
    desk = open_desk(folder, secrets["passphrases"][0])
    try:
        assert {row.id: row.name for row in list_people(desk)} == secrets["people"]
        for person, name in secrets["people"].items():
            assert person in {row.id for row in list_people(desk, name)}
            assert case(desk, person).chain
        (attached,) = [entry for person in secrets["people"] for entry in documents(desk, person)]
        assert attached.name == "Zeugnis.pdf"
        assert desk.vault.warnings == []
    finally:
        desk.close()
    found = check_folder(folder, secrets["recovery_key"], documents_to_check)
    assert (found.faults, found.warnings) == ([], [])


def test_what_was_exported_then_is_exported_today(
    frozen: tuple[Path, dict[str, Any]], request: pytest.FixtureRequest
) -> None:
    """What a later version adds may stand beside it; nothing may be missing or other."""
    folder, secrets = frozen
    cases = HERE / request.node.callspec.params["frozen"] / "cases"
    desk = open_desk(folder, secrets["passphrases"][0])
    try:
        for person in secrets["people"]:
            then = json.loads((cases / f"{person}.json").read_text(encoding="utf-8"))
            assert differences(then, export_case(desk, person)) == []
    finally:
        desk.close()


def differences(then: Any, now: Any, place: str = "") -> list[str]:
    """The places where `now` lacks or changes something of `then`."""
    if isinstance(then, dict) and isinstance(now, dict):
        return [
            fault
            for key, value in then.items()
            if key != "version"
            for fault in differences(value, now.get(key, "missing"), f"{place}/{key}")
        ]
    if isinstance(then, list) and isinstance(now, list) and len(then) == len(now):
        return [f for n, (a, b) in enumerate(zip(then, now, strict=True)) for f in differences(a, b, f"{place}/{n}")]
    return [] if then == now else [place]


def test_the_reader_that_stands_alone_reads_the_people(frozen: tuple[Path, dict[str, Any]]) -> None:
    folder, secrets = frozen
    tables = json.loads(run_reader(secrets["passphrases"][0], str(folder)))
    people = {row["id"]: f"{row['given_name']} {row['family_name']}" for row in tables["newcomer"]}
    assert people == secrets["people"]
    assert tables["alembic_version"] == [{"version_num": secrets["schema"]}]
    assert {row["newcomer_id"] for row in tables["agreed_chain"]} == set(people)
    (attached,) = tables["document"]
    content = run_reader("", str(folder), "--document", attached["file_id"], attached["key"])
    assert content == "%PDF-1.7 Ein Zeugnis: äöü ß\n".encode()


def test_the_page_about_the_format_is_true(frozen: tuple[Path, dict[str, Any]]) -> None:
    """Checksum, MAC, label and check digits, written again from the page alone."""
    folder, secrets = frozen
    header = json.loads((folder / "vault.json").read_bytes())
    reader = runpy.run_path(str(READER))
    data_key = reader["data_key"](header, secrets["passphrases"][0])

    def canonical(names: list[str]) -> bytes:
        return json.dumps({name: header[name] for name in names}, sort_keys=True, separators=(",", ":")).encode()

    covered = ["format", "version", "vault", "slots"]
    assert base64.b64decode(header["checksum"]) == hashlib.sha256(canonical([*covered, "mac"])).digest()
    mac_key = HKDF(SHA256(), 32, None, b"laufmappe vault.json").derive(data_key)
    assert base64.b64decode(header["mac"]) == hmac.digest(mac_key, canonical(covered), "sha256")
    label_key = HKDF(SHA256(), 32, None, b"laufmappe slot labels").derive(data_key)
    label = base64.b64decode(header["slots"][0]["label"])
    assert (
        AESGCM(label_key).decrypt(label[:12], label[12:], header["slots"][0]["id"].encode()).rstrip(b"\0") == b"Erste"
    )
    recovery = reader["recovery_bytes"](secrets["recovery_key"])
    checked = hashlib.sha256(b"laufmappe recovery key 1" + recovery).digest()
    typed = secrets["recovery_key"].replace("-", "")
    assert sum(reader["ALPHABET"].index(typed[35 - place]) << 5 * place for place in range(4)) == (
        int.from_bytes(checked[:3], "big") >> 4
    )


def test_the_reader_needs_nothing_of_ours_and_fits_on_a_page_or_two() -> None:
    source = READER.read_text(encoding="utf-8")
    assert "laufmappe." not in source.split('"""')[2]
    assert len(source.splitlines()) <= 100


def run_reader(secret: str, *arguments: str) -> bytes:
    command = [sys.executable, "-I", "-X", "utf8", str(READER), *arguments]
    return subprocess.run(command, input=f"{secret}\n".encode(), capture_output=True, check=True, timeout=60).stdout
