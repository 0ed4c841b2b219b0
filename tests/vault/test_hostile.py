# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""A vault or a backup in which anything may stand in any file: a sentence, or no effect. Never a traceback.

The oracle is the same everywhere: what opens and is called whole holds exactly what was put in. Some dozens of
examples of each kind in the ordinary run; LAUFMAPPE_FUZZ_EXAMPLES=10000 for a long one (`packaging/fuzz.py vault` repeats that).
What was once worth a second look stays in tests/formats/hostile/: `vault.json`, `vault.mark` … by the beginning of the name.
"""

import base64
import copy
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from laufmappe.errors import VaultError
from laufmappe.vault import (
    CHEAP_COST,
    StoredDocument,
    backup,
    check_vault,
    create_vault,
    open_vault,
    peek,
    put_document,
    read_document,
    restore,
)
from laufmappe.vault.keyfile import canonical

PAGE = 4096
CONTENT = "Ein Zeugnis: äöü ß " * 300
ROWS = [(number, f"Zeile {number} " + "x" * 300) for number in range(60)]
HOSTILE = Path(__file__).parents[1] / "formats" / "hostile"
CORPUS = sorted(path for path in HOSTILE.iterdir() if path.is_file())

many = settings(
    max_examples=int(os.environ.get("LAUFMAPPE_FUZZ_EXAMPLES", "30")),
    deadline=None,
    suppress_health_check=list(HealthCheck),
)

# No number that the reader accepts as a cost of seconds: a slow derivation is tested elsewhere.
NUMBERS = st.sampled_from([-1, 0, 1, 2, 7, 16, 20, 21, 63, 64, 65, 128, 1024, 2**21 + 1, 2**31, 2**63, 2**64, 10**30])
TEXTS = st.sampled_from(
    [
        "",
        "passphrase",
        "recovery",
        "argon2id",
        "hkdf-sha256",
        "0" * 32,
        "F" * 32,
        "=",
        "AAAA",
        "laufmappe-vault",
        "\0",
        "é",
    ]
) | st.text(max_size=8)
CODED = st.binary(max_size=120).map(lambda data: base64.b64encode(data).decode("ascii"))
ANYTHING = st.recursive(
    st.none() | st.booleans() | NUMBERS | st.floats() | TEXTS | CODED,
    lambda children: st.lists(children, max_size=4) | st.dictionaries(TEXTS, children, max_size=4),
    max_leaves=8,
)


@dataclass(frozen=True)
class Pristine:
    """A closed vault, what opens it, and what is in it."""

    folder: Path
    passphrase: str
    recovery_key: str
    document: StoredDocument


@pytest.fixture(scope="module")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Pristine:
    return made_vault(tmp_path_factory.mktemp("pristine") / "tresor", "die erste Passphrase")


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Pristine:
    """Another vault with the same passphrase, whose files may be put among ours."""
    return made_vault(tmp_path_factory.mktemp("other") / "tresor", "die erste Passphrase")


@pytest.fixture(scope="module")
def saved(pristine: Pristine, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of the vault."""
    with open_vault(pristine.folder, pristine.passphrase) as vault:
        return backup(vault, tmp_path_factory.mktemp("stick"))


def made_vault(folder: Path, passphrase: str) -> Pristine:
    vault, recovery_key = create_vault(folder, passphrase, slot="Anna", cost=CHEAP_COST)
    with vault:
        document = put_document(vault, CONTENT.encode())
        with vault.writer.begin() as connection:
            connection.exec_driver_sql("CREATE TABLE line (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT")
            connection.execute(text("INSERT INTO line VALUES (:id, :text)"), [{"id": n, "text": t} for n, t in ROWS])
    return Pristine(folder, passphrase, recovery_key, document)


@contextmanager
def copied(source: Path) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="hostile-") as place:
        yield Path(shutil.copytree(source, Path(place) / "tresor"))


def named_or_harmless(folder: Path, pristine: Pristine) -> str:
    """`harmless` or `named`; anything else raises, and fails the test."""
    peek(folder)
    outcome = "named"
    for secret in (pristine.passphrase, pristine.recovery_key):
        try:
            with open_vault(folder, secret) as vault:
                faults = check_vault(vault, [pristine.document])
                with vault.engine.connect() as connection:
                    rows = [tuple(row) for row in connection.execute(text("SELECT id, text FROM line ORDER BY id"))]
                content = read_document(vault, pristine.document.id, pristine.document.key)
        except VaultError as error:
            assert str(error)
            continue
        if not faults:
            assert rows == ROWS
            assert content == CONTENT.encode()
            outcome = "harmless"
    return outcome


def changed_bytes(draw: Callable[[st.SearchStrategy[Any]], Any], content: bytes) -> bytes:
    """The same file with a few things done to it that disks and people do."""
    data = bytearray(content)
    for _time in range(draw(st.integers(1, 3))):
        match draw(st.sampled_from(["flip", "cut", "grow", "zero", "overwrite", "remove", "repeat", "replace"])):
            case "flip" if data:
                data[draw(st.integers(0, len(data) - 1))] ^= 1 << draw(st.integers(0, 7))
            case "cut":
                del data[draw(st.integers(0, len(data))) :]
            case "grow":
                data += draw(st.binary(max_size=64)) * draw(st.sampled_from([1, 64, 512]))
            case "zero":
                start = draw(st.integers(0, len(data)))
                data[start : start + 64] = bytes(len(data[start : start + 64]))
            case "overwrite":
                start = draw(st.integers(0, len(data)))
                new = draw(st.binary(min_size=1, max_size=32))
                data[start : start + len(new)] = new
            case "remove":
                start = draw(st.integers(0, len(data)))
                del data[start : start + draw(st.integers(1, 300))]
            case "repeat":
                start = draw(st.integers(0, len(data)))
                data[start:start] = data[start : start + draw(st.integers(1, 300))]
            case "replace":
                data = bytearray(draw(st.binary(max_size=300)))
    return bytes(data)


def changed_json(draw: Callable[[st.SearchStrategy[Any]], Any], document: Any) -> Any:
    """The same JSON with a value, a key or an entry exchanged somewhere."""
    document = copy.deepcopy(document)
    for _time in range(draw(st.integers(1, 3))):
        place = document
        while True:
            keys = list(place) if isinstance(place, dict) else list(range(len(place)))
            if not keys:
                break
            key = draw(st.sampled_from(keys))
            if isinstance(place[key], dict | list) and draw(st.integers(0, 3)):
                place = place[key]
                continue
            match draw(st.sampled_from(["set", "delete", "add", "twin"])):
                case "set":
                    place[key] = draw(ANYTHING)
                case "delete":
                    del place[key]
                case "add" if isinstance(place, dict):
                    place[draw(TEXTS)] = draw(ANYTHING)
                case "twin" if isinstance(place, list):
                    place.append(copy.deepcopy(place[key]))
            break
    return document


def checksummed(document: dict[str, Any]) -> bytes:
    """What someone writes who knows the format but not the data key."""
    document = {key: value for key, value in document.items() if key != "checksum"}
    document["checksum"] = base64.b64encode(hashlib.sha256(canonical(document)).digest()).decode()
    return json.dumps(document).encode()


@many
@given(data=st.data())
def test_any_key_file_opens_the_same_vault_or_is_named(pristine: Pristine, data: st.DataObject) -> None:
    with copied(pristine.folder) as folder:
        content = (folder / "vault.json").read_bytes()
        if data.draw(st.booleans()):
            content = checksummed(changed_json(data.draw, json.loads(content)))
        else:
            content = changed_bytes(data.draw, content)
        (folder / data.draw(st.sampled_from(["vault.json", "vault.next.json"]))).write_bytes(content)
        named_or_harmless(folder, pristine)


@many
@given(data=st.data())
def test_any_database_holds_the_same_or_is_named(pristine: Pristine, other: Pristine, data: st.DataObject) -> None:
    with copied(pristine.folder) as folder:
        content = (folder / "record.db").read_bytes()
        pages = [content[start : start + PAGE] for start in range(0, len(content), PAGE)]
        foreign = (other.folder / "record.db").read_bytes()
        number = st.integers(0, len(pages) - 1)
        match data.draw(st.sampled_from(["bytes", "exchange", "copy", "drop", "foreign page", "add", "end"])):
            case "bytes":
                pages = [changed_bytes(data.draw, content)]
            case "exchange":
                one, two = data.draw(number), data.draw(number)
                pages[one], pages[two] = pages[two], pages[one]
            case "copy":
                pages[data.draw(number)] = pages[data.draw(number)]
            case "drop":
                del pages[data.draw(number)]
            case "foreign page":
                start = data.draw(number) * PAGE
                pages[start // PAGE] = foreign[start : start + PAGE] or bytes(PAGE)
            case "add":
                pages.insert(data.draw(number), data.draw(st.sampled_from([bytes(PAGE), pages[0], pages[-1]])))
            case "end":
                pages = pages[: data.draw(number)]
        target = data.draw(st.sampled_from(["record.db", "record.db", "record.db", "record.next.db"]))
        (folder / target).write_bytes(b"".join(pages))
        named_or_harmless(folder, pristine)


@many
@given(data=st.data())
def test_any_journal_is_applied_or_named(pristine: Pristine, data: st.DataObject) -> None:
    """A journal left by a power cut is played back; one that is made up must not pass for one."""
    with copied(pristine.folder) as folder:
        words = [data.draw(st.sampled_from([0, 1, 2, 512, PAGE, 2**31, 2**32 - 1])) for _word in range(5)]
        header = bytes.fromhex("d9d505f920a163d7") + b"".join(word.to_bytes(4, "big") for word in words)
        body = (folder / "record.db").read_bytes()[: data.draw(st.integers(0, 3 * PAGE))]
        journal = changed_bytes(data.draw, header.ljust(512, b"\0") + body) if data.draw(st.booleans()) else header
        (folder / "record.db-journal").write_bytes(journal)
        room = (folder / "record.db").stat().st_size + len(journal)
        named_or_harmless(folder, pristine)
        assert (folder / "record.db").stat().st_size <= room


def test_a_journal_that_names_another_file_is_not_played_back(pristine: Pristine, tmp_path: Path) -> None:
    """SQLite reads, and may delete, the super-journal that a journal names: ours never names one."""
    victim = tmp_path / "brief.txt"
    victim.write_text("wichtig")
    name = str(victim).encode()
    magic = bytes.fromhex("d9d505f920a163d7")
    numbers = (0xFFFFFFFF, 7, (pristine.folder / "record.db").stat().st_size // PAGE, 512, PAGE)
    journal = (magic + b"".join(number.to_bytes(4, "big") for number in numbers)).ljust(512, b"\0")
    journal += (1073741824 // PAGE + 1).to_bytes(4, "big") + name + len(name).to_bytes(4, "big")
    journal += sum(name).to_bytes(4, "big") + magic
    with copied(pristine.folder) as folder:
        (folder / "record.db-journal").write_bytes(journal)
        assert named_or_harmless(folder, pristine) == "named"
    assert victim.read_text() == "wichtig"


def test_a_journal_can_not_stretch_the_database(pristine: Pristine) -> None:
    for pages, sector, page in ((2**31, 512, PAGE), (2**20, 512, PAGE), (1, 2**31, PAGE), (1, 512, 65536)):
        numbers = (0xFFFFFFFF, 7, pages, sector, page)
        journal = bytes.fromhex("d9d505f920a163d7") + b"".join(number.to_bytes(4, "big") for number in numbers)
        with copied(pristine.folder) as folder:
            before = (folder / "record.db").read_bytes()
            (folder / "record.db-journal").write_bytes(journal.ljust(4096, b"\0"))
            assert named_or_harmless(folder, pristine) == "named"
            assert (folder / "record.db").read_bytes() == before


@many
@given(data=st.data())
def test_any_document_is_the_same_or_is_named(pristine: Pristine, data: st.DataObject) -> None:
    with copied(pristine.folder) as folder:
        path = folder / "documents" / pristine.document.id
        content = changed_bytes(data.draw, path.read_bytes())
        path.write_bytes(content)
        (folder / "documents" / data.draw(st.sampled_from(["0" * 32, "x", ".laufmappe-x"]))).write_bytes(content)
        named_or_harmless(folder, pristine)


@many
@given(data=st.data())
def test_any_small_file_keeps_nobody_out(pristine: Pristine, data: st.DataObject) -> None:
    with copied(pristine.folder) as folder:
        name = data.draw(st.sampled_from(["vault.mark", "vault.lock", "vault.restored"]))
        content = (folder / name).read_bytes() if (folder / name).exists() else b"{}"
        kind = data.draw(st.integers(0, 2))
        if kind == 0:
            content = changed_bytes(data.draw, content)
        elif kind == 1:
            content = json.dumps(changed_json(data.draw, json.loads(content))).encode()
        else:
            content = json.dumps(data.draw(ANYTHING)).encode()
        (folder / name).write_bytes(content)
        assert named_or_harmless(folder, pristine) == "harmless"


@many
@given(data=st.data())
def test_any_file_may_be_missing_or_something_else(pristine: Pristine, other: Pristine, data: st.DataObject) -> None:
    names = ["vault.json", "record.db", "vault.mark", "vault.lock", "documents", "vault.next.json", "record.next.db"]
    with copied(pristine.folder) as folder:
        for name in data.draw(st.lists(st.sampled_from([*names, "record.db-journal", "vault.restored"]), max_size=3)):
            path = folder / name
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)
            match data.draw(st.sampled_from(["gone", "folder", "empty", "foreign", "loop", "dangling"])):
                case "folder":
                    path.mkdir()
                case "empty":
                    path.write_bytes(b"")
                case "foreign" if (other.folder / name).is_file():
                    shutil.copy(other.folder / name, path)
                case "loop":
                    path.symlink_to(path.name)
                case "dangling":
                    path.symlink_to("nirgends")
        named_or_harmless(folder, pristine)


@many
@given(data=st.data())
def test_any_backup_gives_the_same_vault_or_is_named(pristine: Pristine, saved: Path, data: st.DataObject) -> None:
    with copied(saved) as source:
        files = sorted(path for path in source.rglob("*") if path.is_file())
        for path in data.draw(st.lists(st.sampled_from(files), min_size=1, max_size=2)):
            if data.draw(st.integers(0, 4)):
                path.write_bytes(changed_bytes(data.draw, path.read_bytes()))
            else:
                path.unlink(missing_ok=True)
                files = [file for file in files if file != path]
                break
        target = source.with_name("neu")
        try:
            restore(source, target)
        except VaultError:
            assert not target.exists() or not any(target.iterdir())
            return
        named_or_harmless(target, pristine)


@pytest.mark.parametrize("path", CORPUS, ids=[path.name for path in CORPUS])
def test_what_was_once_worth_a_look_is_named_or_harmless(pristine: Pristine, path: Path) -> None:
    names = ("vault.json", "vault.mark", "vault.lock", "vault.next.json", "record.db-journal", "record.db")
    with copied(pristine.folder) as folder:
        shutil.copy(path, folder / next(name for name in names if path.name.startswith(name)))
        named_or_harmless(folder, pristine)
