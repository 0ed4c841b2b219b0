# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""`vault.json`: which ways lead to the data key. It names nobody and holds no secret in the clear.

    {
      "format": "laufmappe-vault",       fixed
      "version": 1 | 2,                  2: the database authenticates its pages with HMAC-SHA256 instead of -SHA512
      "vault": "<32 hex>",               random id; also a row of the database
      "slots": [
        {"id": "<32 hex>", "kind": "passphrase" | "recovery",
         "kdf": {"name": "argon2id", "memory_kib": …, "iterations": …, "lanes": …, "salt": "<16 bytes>"}
              | {"name": "hkdf-sha256", "salt": "<16 bytes>"},
         "wrapped": "<nonce 12 + AES-256-GCM of the data key 32 + tag 16>",
         "label": "<nonce 12 + AES-256-GCM of the padded label + tag 16>"}],
      "mac": "<32 bytes>",               HMAC under the data key over all of the above: nobody added or removed a slot
      "checksum": "<32 bytes>"           SHA-256 over all of the above: damage is told apart from a wrong passphrase
    }

Bytes are standard base64. "Over all of the above" means the canonical form: keys sorted, no spaces, ASCII.
`format`, `version` and `checksum` keep their meaning in every later version, so that an old program can say "too new".
"""

import base64
import binascii
import hashlib
import hmac
import json
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from laufmappe.errors import KeyFileDamagedError, VaultMissingError, VaultTooNewError
from laufmappe.i18n import _
from laufmappe.vault.cost import KEY_BYTES, SALT_BYTES, WORK_OF_ALL_SLOTS, KdfCost, is_acceptable
from laufmappe.vault.files import atomic_write, is_plain_file, storing

KEY_FILE = "vault.json"
FORMAT = "laufmappe-vault"
VERSION = 2
"""What new vaults get, and older ones with a new data key. A version 1 stays one, whatever else is changed in it."""
MOST_SLOTS = 16
WRAPPED_BYTES = 12 + KEY_BYTES + 16
_LABEL_BYTES = (12 + 16 + 64, 12 + 16 + 512)
_MOST_BYTES = 64 * 1024
_ID = re.compile(r"[0-9a-f]{32}")

Kind = Literal["passphrase", "recovery"]


@dataclass(frozen=True)
class Slot:
    """One way to the data key. `cost` is None for the recovery key, which needs no slow derivation."""

    id: str
    kind: Kind
    salt: bytes
    cost: KdfCost | None
    wrapped: bytes
    label: bytes

    def kdf(self) -> dict[str, Any]:
        """The derivation as it stands in the file."""
        salt = _encode(self.salt)
        if self.cost is None:
            return {"name": "hkdf-sha256", "salt": salt}
        cost = self.cost
        return {
            "name": "argon2id",
            "memory_kib": cost.memory_kib,
            "iterations": cost.iterations,
            "lanes": cost.lanes,
            "salt": salt,
        }


@dataclass(frozen=True)
class KeyFile:
    """A `vault.json` that was read; whether it is authentic is known only with the data key (`check_authentic`)."""

    vault: str
    slots: tuple[Slot, ...]
    mac: bytes = b""
    version: int = VERSION

    def document(self) -> dict[str, Any]:
        """What the MAC covers."""
        slots = [
            {
                "id": slot.id,
                "kind": slot.kind,
                "kdf": slot.kdf(),
                "wrapped": _encode(slot.wrapped),
                "label": _encode(slot.label),
            }
            for slot in self.slots
        ]
        return {"format": FORMAT, "version": self.version, "vault": self.vault, "slots": slots}

    def wrap_context(self, slot: Slot) -> bytes:
        """What a wrapped data key is bound to: none of it can be exchanged without the tag failing."""
        bound = {"format": FORMAT, "version": self.version, "vault": self.vault}
        return canonical(bound | {"slot": slot.id, "kind": slot.kind, "kdf": slot.kdf()})

    def digest(self) -> str:
        """Names this content; the database remembers it, so that an older copy is noticed."""
        return hashlib.sha256(canonical(self.document())).hexdigest()


def canonical(document: dict[str, Any]) -> bytes:
    """The one byte form of a JSON object."""
    return json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode("ascii")


def sealed(keyfile: KeyFile, mac_key: bytes) -> KeyFile:
    """The same slots with the MAC that belongs to them."""
    return replace(keyfile, mac=_mac(keyfile, mac_key))


def check_authentic(keyfile: KeyFile, mac_key: bytes) -> None:
    """Whether someone with the data key wrote exactly these slots. Raises: KeyFileDamagedError."""
    if not hmac.compare_digest(keyfile.mac, _mac(keyfile, mac_key)):
        raise damaged()


def serialise(keyfile: KeyFile) -> bytes:
    """The bytes of the file."""
    document = keyfile.document() | {"mac": _encode(keyfile.mac)}
    document["checksum"] = _encode(hashlib.sha256(canonical(document)).digest())
    return json.dumps(document, indent=1).encode("ascii") + b"\n"


def write(folder: Path, keyfile: KeyFile, name: str = KEY_FILE) -> None:
    """Replaces `vault.json` in one step. Raises: StorageError."""
    atomic_write(folder / name, serialise(keyfile))


def read(folder: Path, name: str = KEY_FILE) -> KeyFile:
    """Reads and checks the file. Raises: VaultMissingError, KeyFileDamagedError, VaultTooNewError, StorageError."""
    path = folder / name
    with storing():
        if not is_plain_file(path):
            if (folder / "record.db").exists():
                raise KeyFileDamagedError(
                    _(
                        "In diesem Ordner fehlt die Schlüsseldatei vault.json. Die Daten selbst sind noch da; "
                        "kopieren Sie vault.json aus der letzten Sicherung hierher."
                    )
                )
            raise VaultMissingError(
                _("In diesem Ordner liegt kein Tresor. Wählen Sie einen anderen Ordner oder legen Sie einen neuen an.")
            )
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
    return parse(data)


def parse(data: bytes) -> KeyFile:
    """Whatever the bytes are: a key file or one clear sentence. Raises: KeyFileDamagedError, VaultTooNewError."""
    document = _read_json(data)
    if document.get("format") != FORMAT or not _checksum_fits(document):
        raise damaged()
    version = document.get("version")
    if type(version) is not int or version < 1:
        raise damaged()
    if version > VERSION:
        raise VaultTooNewError(
            _(
                "Dieser Tresor wurde mit einer neueren Programmversion gespeichert. Er ist unverändert; "
                "öffnen Sie ihn mit der neueren Version."
            )
        )
    _expect_keys(document, {"format", "version", "vault", "slots", "mac", "checksum"})
    entries = document["slots"]
    if not isinstance(entries, list) or not 1 <= len(entries) <= MOST_SLOTS:
        raise damaged()
    slots = tuple(_slot(entry) for entry in entries)
    if len({slot.id for slot in slots}) != len(slots) or not within_work(slots):
        raise damaged()
    return KeyFile(_id(document["vault"]), slots, _decode(document["mac"], 32, 32), version)


def within_work(slots: tuple[Slot, ...]) -> bool:
    """Whether trying all slots stays bearable."""
    return sum(slot.cost.work for slot in slots if slot.cost) <= WORK_OF_ALL_SLOTS


def damaged() -> KeyFileDamagedError:
    """The sentence for every kind of damage."""
    return KeyFileDamagedError(
        _(
            "Die Schlüsseldatei vault.json ist beschädigt oder wurde verändert. Die Daten selbst sind nicht betroffen; "
            "kopieren Sie vault.json aus der letzten Sicherung in den Ordner des Tresors."
        )
    )


def _read_json(data: bytes) -> dict[str, Any]:
    if len(data) > _MOST_BYTES:
        raise damaged()
    try:
        document = json.loads(data.decode("ascii"), object_pairs_hook=_unique, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise damaged() from error
    if not isinstance(document, dict):
        raise damaged()
    return document


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    document = dict(pairs)
    if len(document) != len(pairs):
        raise ValueError("a key stands twice")
    return document


def _refuse(constant: str) -> None:
    raise ValueError(constant)


def _checksum_fits(document: dict[str, Any]) -> bool:
    rest = {key: value for key, value in document.items() if key != "checksum"}
    try:
        digest = hashlib.sha256(canonical(rest)).digest()
    except (ValueError, RecursionError):
        return False
    return document.get("checksum") == _encode(digest)


def _slot(entry: object) -> Slot:
    if not isinstance(entry, dict):
        raise damaged()
    _expect_keys(entry, {"id", "kind", "kdf", "wrapped", "label"})
    kind, kdf = entry["kind"], entry["kdf"]
    if not isinstance(kdf, dict):
        raise damaged()
    cost = None
    if kind == "passphrase":
        _expect_keys(kdf, {"name", "memory_kib", "iterations", "lanes", "salt"})
        numbers = (kdf["memory_kib"], kdf["iterations"], kdf["lanes"])
        if kdf["name"] != "argon2id" or any(type(number) is not int for number in numbers):
            raise damaged()
        cost = KdfCost(*numbers)
        if not is_acceptable(cost):
            raise damaged()
    elif kind == "recovery":
        _expect_keys(kdf, {"name", "salt"})
        if kdf["name"] != "hkdf-sha256":
            raise damaged()
    else:
        raise damaged()
    return Slot(
        id=_id(entry["id"]),
        kind=kind,
        salt=_decode(kdf["salt"], SALT_BYTES, SALT_BYTES),
        cost=cost,
        wrapped=_decode(entry["wrapped"], WRAPPED_BYTES, WRAPPED_BYTES),
        label=_decode(entry["label"], *_LABEL_BYTES),
    )


def _expect_keys(document: dict[str, Any], keys: set[str]) -> None:
    if set(document) != keys:
        raise damaged()


def _id(value: object) -> str:
    if not isinstance(value, str) or not _ID.fullmatch(value):
        raise damaged()
    return value


def _encode(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _decode(value: object, least: int, most: int) -> bytes:
    if not isinstance(value, str):
        raise damaged()
    try:
        data = base64.b64decode(value, validate=True)
    except (binascii.Error, ValueError) as error:
        raise damaged() from error
    # Several texts decode to the same bytes; only one is ours, so that the canonical form is the file's.
    if not least <= len(data) <= most or _encode(data) != value:
        raise damaged()
    return data


def _mac(keyfile: KeyFile, mac_key: bytes) -> bytes:
    return hmac.new(mac_key, canonical(keyfile.document()), hashlib.sha256).digest()
