# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads a vault without Laufmappe: `python read_vault.py FOLDER [--document ID KEYHEX]`, with `sqlcipher3` and `cryptography`.

Asks for a passphrase or the recovery key (or takes the first line of standard input) and prints every table as JSON;
bytes stand as hexadecimal digits. With `--document` it writes one attached file, decrypted, to standard output.
The format is described in resources/handbook/vault-format.md. Nothing is written into the folder.
"""

import argparse
import base64
import getpass
import json
import sys
import unicodedata
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlcipher3 import dbapi2

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def recovery_bytes(typed: str) -> bytes | None:
    """The 20 bytes of a typed recovery key; None when the text can't be one."""
    plain = "".join(typed.replace("-", "").split()).upper().translate(str.maketrans("ILO", "110"))
    if len(plain) != 36 or any(character not in ALPHABET for character in plain):
        return None
    number = 0
    for character in plain:
        number = number * 32 + ALPHABET.index(character)
    return (number >> 20).to_bytes(20, "big")


def slot_key(kdf: dict[str, Any], secret: str) -> bytes | None:
    """The key of one slot for this secret; None when the slot is of the other kind."""
    salt, recovery = base64.b64decode(kdf["salt"]), recovery_bytes(secret)
    if kdf["name"] == "hkdf-sha256":
        return recovery and HKDF(SHA256(), 32, salt, b"laufmappe recovery slot").derive(recovery)
    derivation = Argon2id(
        salt=salt, length=32, iterations=kdf["iterations"], lanes=kdf["lanes"], memory_cost=kdf["memory_kib"]
    )
    return derivation.derive(unicodedata.normalize("NFKC", secret).encode())


def data_key(header: dict[str, Any], secret: str) -> bytes:
    """The key of the database."""
    for slot in header["slots"]:
        bound = {name: header[name] for name in ("format", "version", "vault")}
        bound |= {"slot": slot["id"], "kind": slot["kind"], "kdf": slot["kdf"]}
        context = json.dumps(bound, sort_keys=True, separators=(",", ":")).encode()
        key, wrapped = slot_key(slot["kdf"], secret), base64.b64decode(slot["wrapped"])
        try:
            if key:
                return AESGCM(key).decrypt(wrapped[:12], wrapped[12:], context)
        except InvalidTag:
            continue
    sys.exit("No slot of this vault opens with that.")


def tables(database: Path, key: bytes, version: int) -> dict[str, Any]:
    """Every table with its rows."""
    connection = dbapi2.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)
    connection.row_factory = dbapi2.Row
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    connection.execute(f"PRAGMA cipher_hmac_algorithm = {'HMAC_SHA512' if version == 1 else 'HMAC_SHA256'}")
    query = "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"
    names = [row[0] for row in connection.execute(query).fetchall()]
    quoted = {name: '"' + name.replace('"', '""') + '"' for name in names}
    # The names come from the database itself.
    rows = {name: connection.execute(f"SELECT * FROM {quoted[name]}").fetchall() for name in names}  # noqa: S608
    connection.close()
    return {name: [{column: row[column] for column in row.keys()} for row in rows[name]] for name in names}  # noqa: SIM118


def main() -> None:
    parser = argparse.ArgumentParser(description="Prints every table of a Laufmappe vault as JSON.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--document", nargs=2, metavar=("ID", "KEYHEX"))
    wanted = parser.parse_args()
    header = json.loads((wanted.folder / "vault.json").read_text(encoding="ascii"))
    if wanted.document:
        name, key = wanted.document[0], bytes.fromhex(wanted.document[1])
        content = (wanted.folder / "documents" / name).read_bytes()
        context = f"laufmappe document 1 {header['vault']} {name}".encode()
        sys.stdout.buffer.write(AESGCM(key).decrypt(content[6:18], content[18:], context))
        return
    secret = getpass.getpass("Passphrase: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\r\n")
    everything = tables(wanted.folder / "record.db", data_key(header, secret), header["version"])
    print(json.dumps(everything, ensure_ascii=False, indent=1, default=lambda value: bytes(value).hex()))


if __name__ == "__main__":
    main()
