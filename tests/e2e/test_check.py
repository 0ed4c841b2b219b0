# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""`check` tells one kind of harm from another, and changes nothing."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


def truncate(vault: Path, _other: Path) -> None:
    file = vault / "record.db"
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def empty(vault: Path, _other: Path) -> None:
    (vault / "record.db").write_bytes(b"")


def flip(vault: Path, _other: Path) -> None:
    content = bytearray((vault / "record.db").read_bytes())
    for at in range(len(content) // 2, len(content), 997):
        content[at] ^= 0x55
    (vault / "record.db").write_bytes(content)


def lose_record(vault: Path, _other: Path) -> None:
    (vault / "record.db").unlink()


def lose_key_file(vault: Path, _other: Path) -> None:
    (vault / "vault.json").unlink()


def cut_key_file(vault: Path, _other: Path) -> None:
    (vault / "vault.json").write_bytes((vault / "vault.json").read_bytes()[:-20])


def foreign_record(vault: Path, other: Path) -> None:
    shutil.copy(other / "record.db", vault / "record.db")


def foreign_key_file(vault: Path, other: Path) -> None:
    shutil.copy(other / "vault.json", vault / "vault.json")


HARM: list[Callable[[Path, Path], None]] = [
    truncate,
    empty,
    flip,
    lose_record,
    lose_key_file,
    cut_key_file,
    foreign_record,
    foreign_key_file,
]


def files(vault: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in vault.iterdir() if path.is_file() and path.name != "vault.lock"}


@pytest.fixture
def vault(office: Any) -> Path:
    path: Path = office.new_vault()
    file = office.folder / "liste.csv"
    file.write_text("Nachname;Kette\nHaddad;K1\n", encoding="utf-8")
    assert office.call("import", path, file).status == 0
    return path


def test_a_fresh_vault_and_a_used_one_are_whole(office: Any, vault: Path) -> None:
    for path in (office.new_vault(), vault):
        said = office.call("check", path)
        assert (said.status, said.err) == (0, "")


def test_each_harm_has_a_sentence_and_nothing_is_changed(office: Any, vault: Path) -> None:
    other = office.new_vault()
    sentences = {}
    for harm in HARM:
        harmed = office.folder / harm.__name__
        shutil.copytree(vault, harmed)
        harm(harmed, other)
        before = files(harmed)
        said = office.call("check", harmed)
        assert (said.status, said.out) == (1, "")
        assert files(harmed) == before
        sentences[harm.__name__] = said.err.splitlines()[0]
        assert office.call("people", harmed).status == 1
        assert files(harmed) == before
    assert len(set(sentences.values())) >= 4, sentences


def test_a_vault_that_is_open_elsewhere_is_told_so(office: Any, vault: Path) -> None:
    holder = (
        "import sys; from pathlib import Path; from laufmappe.vault import open_vault;"
        "vault = open_vault(Path(sys.argv[1]), sys.argv[2]); print('open', flush=True); sys.stdin.read(); vault.close()"
    )
    command = [sys.executable, "-c", holder, str(vault), office.passphrase]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == b"open"
        said = office.call("people", vault)
        assert said.status == 1
        assert "geöffnet" in said.err
        assert office.call("check", vault).err.count("\n") <= 1
    assert office.call("people", vault).status == 0
