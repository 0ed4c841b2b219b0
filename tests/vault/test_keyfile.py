# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whatever stands in `vault.json`: a key file or one clear sentence."""

import base64
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from laufmappe.errors import KeyFileDamagedError, VaultError
from laufmappe.vault import open_vault
from laufmappe.vault.keyfile import canonical, parse, serialise

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda children: st.lists(children) | st.dictionaries(st.text(), children),
    max_leaves=20,
)


def checksummed(document: dict[str, Any]) -> bytes:
    """What someone writes who knows the format but not the data key."""
    document = {key: value for key, value in document.items() if key != "checksum"}
    document["checksum"] = base64.b64encode(hashlib.sha256(canonical(document)).digest()).decode()
    return json.dumps(document).encode()


@given(data=st.binary(max_size=2000))
def test_any_bytes_give_a_sentence(data: bytes) -> None:
    with pytest.raises(VaultError):
        parse(data)


@given(document=JSON)
def test_any_json_gives_a_sentence(document: Any) -> None:
    with pytest.raises(VaultError):
        parse(json.dumps(document).encode())


@given(
    document=st.fixed_dictionaries(
        {"format": st.just("laufmappe-vault"), "version": st.sampled_from((1, 2)) | JSON},
        optional={"vault": st.just("0" * 32) | JSON, "slots": st.lists(JSON) | JSON, "mac": JSON},
    )
)
def test_any_json_with_the_right_checksum_gives_a_sentence(document: dict[str, Any]) -> None:
    with pytest.raises(VaultError):
        parse(checksummed(document))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_value_in_any_place_gives_a_sentence_or_the_same_file(data: st.DataObject, folder: Path) -> None:
    document = json.loads((folder / "vault.json").read_bytes())
    place: Any = document
    while True:
        key = data.draw(st.sampled_from(sorted(place) if isinstance(place, dict) else list(range(len(place)))))
        if not isinstance(place[key], dict | list) or data.draw(st.booleans()):
            break
        place = place[key]
    place[key] = data.draw(JSON)
    with pytest.raises(VaultError):
        parse(json.dumps(document).encode())
    try:
        changed = parse(checksummed(document))
    except VaultError:
        return
    # Only what the person may choose can be exchanged so; the MAC refuses it on opening.
    assert parse(serialise(changed)) == changed


@pytest.mark.parametrize(
    "change",
    [
        {"memory_kib": 2 * 1024 * 1024 + 1},
        {"memory_kib": 2**63},
        {"memory_kib": 8},
        {"memory_kib": 64, "lanes": 8, "iterations": 21},
        {"iterations": 0},
        {"iterations": 21},
        {"lanes": 0},
        {"lanes": 9},
        {"lanes": True},
        {"iterations": 1.0},
        {"memory_kib": "64"},
        {"name": "scrypt"},
        {"memory_kib": -64},
    ],
)
def test_hostile_parameters_are_refused_before_anything_is_derived(
    folder: Path, change: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def derived(*_arguments: object) -> bytes:
        pytest.fail("a key was derived")

    monkeypatch.setattr("laufmappe.vault.keys.stretch", derived)
    document = json.loads((folder / "vault.json").read_bytes())
    document["slots"][0]["kdf"] |= change
    (folder / "vault.json").write_bytes(checksummed(document))
    with pytest.raises(KeyFileDamagedError):
        open_vault(folder, "egal")


def test_many_expensive_slots_together_are_refused(folder: Path) -> None:
    document = json.loads((folder / "vault.json").read_bytes())
    slot = document["slots"][0]
    slot["kdf"] |= {"memory_kib": 2 * 1024 * 1024, "iterations": 20, "lanes": 1}
    document["slots"] = [slot, slot | {"id": "1" * 32}]
    with pytest.raises(KeyFileDamagedError):
        parse(checksummed(document))


def test_deep_nesting_and_huge_files_give_a_sentence() -> None:
    for data in (b"[" * 60_000, b'{"a":' * 10_000, b"9" * 60_000, b" " * 1_000_000, b'{"format":NaN}'):
        with pytest.raises(KeyFileDamagedError):
            parse(data)


def test_a_slot_that_was_taken_out_by_hand_is_noticed(folder: Path, passphrase: str) -> None:
    document = json.loads((folder / "vault.json").read_bytes())
    del document["slots"][1]
    (folder / "vault.json").write_bytes(checksummed(document))
    with pytest.raises(KeyFileDamagedError):
        open_vault(folder, passphrase)


def test_cheaper_parameters_written_by_hand_do_not_open(folder: Path, passphrase: str) -> None:
    document = json.loads((folder / "vault.json").read_bytes())
    document["slots"][0]["kdf"]["iterations"] = 2
    (folder / "vault.json").write_bytes(checksummed(document))
    with pytest.raises(VaultError):
        open_vault(folder, passphrase)


def test_reading_and_writing_give_the_same_file(folder: Path) -> None:
    content = (folder / "vault.json").read_bytes()
    assert serialise(parse(content)) == content
    # Another editor's line ends and indentation are no damage.
    assert parse(json.dumps(json.loads(content), indent=4).replace("\n", "\r\n").encode()) == parse(content)
