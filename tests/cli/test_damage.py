# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""A demo vault that a disk, a stick or a stranger has been at: each damage is named, or it changes nothing.

Sixty damages in the ordinary run; LAUFMAPPE_DAMAGE_ROUNDS=1000 for more.
"""

import os
import random
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from laufmappe.casework.cases.document import document_text
from laufmappe.casework.cases.exporting import export_case
from laufmappe.casework.demo.build import build_demo
from laufmappe.casework.desk import new_desk, open_desk
from laufmappe.casework.people.register import NewcomerDraft, list_people, take_in
from laufmappe.errors import StorageError
from laufmappe.vault import CHEAP_COST, backup, put_document

Call = Callable[..., Any]
ROUNDS = int(os.environ.get("LAUFMAPPE_DAMAGE_ROUNDS", "60"))
PASSPHRASE = "passphrase"
OUR_FAULT = "ein Fehler im Programm"


@dataclass(frozen=True)
class Demo:
    """A closed vault of twelve people, an older copy of it, a stranger's vault, and what is in the first."""

    folder: Path
    older: Path
    foreign: Path
    documents: dict[str, str]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    place = tmp_path_factory.mktemp("demo")
    desk = new_desk(place / "tresor", PASSPHRASE, "Maria Beispiel", cost=CHEAP_COST)[0]
    build_demo(desk, people=12)
    put_document(desk.vault, b"Zeugnis " * 500)
    desk.close()
    shutil.copytree(place / "tresor", place / "older")
    desk = open_desk(place / "tresor", PASSPHRASE)
    take_in(desk, NewcomerDraft(given_name="Neu"), "K1")
    documents = exported(desk)
    desk.close()
    new_desk(place / "foreign", PASSPHRASE, "Jonas Muster", cost=CHEAP_COST)[0].close()
    return Demo(place / "tresor", place / "older", place / "foreign", documents)


@pytest.fixture
def folder(demo: Demo, tmp_path: Path) -> Path:
    """A copy that may be damaged."""
    return Path(shutil.copytree(demo.folder, tmp_path / "tresor"))


def exported(desk: Any) -> dict[str, str]:
    return {row.id: document_text(export_case(desk, row.id)) for row in list_people(desk)}


def damages(source: random.Random, folder: Path, demo: Demo) -> Iterator[str]:
    """Does one damage after another, each to whole files again; tells what it did."""
    names = ["vault.json", "record.db", "record.db", "record.db", "vault.mark", "vault.lock"]
    names += [f"documents/{path.name}" for path in (folder / "documents").iterdir()]
    whole = {name: (folder / name).read_bytes() for name in set(names)}
    for _round in range(ROUNDS):
        for undamaged, intact in whole.items():
            (folder / undamaged).write_bytes(intact)
        name = source.choice(names)
        kind = source.choice(["flip", "flip", "flip", "cut", "older", "foreign", "gone", "page", "zero"])
        content = bytearray(whole[name])
        place = source.randrange(len(content))
        match kind:
            case "flip":
                content[place] ^= 1 << source.randrange(8)
            case "cut":
                del content[place:]
            case "zero":
                content[place : place + 512] = bytes(len(content[place : place + 512]))
            case "page":
                other = source.randrange(max(1, len(content) // 4096)) * 4096
                content[other : other + 4096] = content[place // 4096 * 4096 :][:4096]
            case "older" | "foreign":
                twin = (demo.older if kind == "older" else demo.foreign) / name
                content = bytearray(twin.read_bytes() if twin.exists() else b"")
        if kind == "gone":
            (folder / name).unlink()
        else:
            (folder / name).write_bytes(content)
        yield f"{kind} {name} {place}"


@pytest.mark.timeout(120 + ROUNDS)
def test_every_damage_is_named_or_changes_nothing(call: Call, demo: Demo, folder: Path) -> None:
    found = {"named": 0, "harmless": 0}
    source = random.Random(11)  # noqa: S311 - the same damage in every run
    for what in damages(source, folder, demo):
        before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        checked = call("check", folder, "--passphrase-file", "-", stdin=PASSPHRASE.encode())
        assert checked.status in (0, 1), what
        assert OUR_FAULT not in checked.err, (what, checked.err)
        assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before, what
        opened = call("people", folder, "--passphrase-file", "-", stdin=PASSPHRASE.encode())
        assert opened.status in (0, 1), what
        assert OUR_FAULT not in opened.err, (what, opened.err)
        if checked.status == 1 or checked.err:
            found["named"] += 1
            continue
        found["harmless"] += 1
        desk = open_desk(folder, PASSPHRASE)
        try:
            assert exported(desk) == demo.documents, what
        finally:
            desk.close()
    assert found["named"] > ROUNDS // 2, found


def test_an_older_database_put_underneath_is_said(call: Call, demo: Demo, folder: Path) -> None:
    shutil.copy(demo.older / "record.db", folder / "record.db")
    for command in ("check", "people"):
        said = call(command, folder, "--passphrase-file", "-", stdin=PASSPHRASE.encode())
        assert said.status == 0
        assert "älteren Stand" in said.err


def test_a_whole_older_folder_put_underneath_while_open_is_said_at_the_next_opening(
    call: Call, demo: Demo, folder: Path
) -> None:
    desk = open_desk(folder, PASSPHRASE)
    shutil.rmtree(folder)
    shutil.copytree(demo.older, folder)
    with pytest.raises(StorageError, match="ausgetauscht"):
        take_in(desk, NewcomerDraft(given_name="Nirgends"))
    desk.close()
    said = call("people", folder, "--passphrase-file", "-", stdin=PASSPHRASE.encode())
    assert said.status == 0
    assert "Neu" not in said.out
    assert "älteren Stand" in said.err


def test_a_restored_backup_says_that_it_is_one(call: Call, demo: Demo, folder: Path, tmp_path: Path) -> None:
    desk = open_desk(folder, PASSPHRASE)
    made = backup(desk.vault, tmp_path / "stick")
    desk.close()
    assert call("restore", made, tmp_path / "neu", "--passphrase-file", "-", stdin=PASSPHRASE.encode()).status == 0
    said = call("check", tmp_path / "neu", "--passphrase-file", "-", stdin=PASSPHRASE.encode())
    assert (said.status, "aus einer Sicherung" in said.err) == (0, True)
