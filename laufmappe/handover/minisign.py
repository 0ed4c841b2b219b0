# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Signatures in minisign's format, which Debian's `minisign` makes and checks too.

    public key       base64 of "Ed", key id (8 bytes), Ed25519 public key (32)
    signature line   base64 of "ED", key id (8), Ed25519 signature (64) of the BLAKE2b-512 of the message
    signature file   an untrusted comment, the signature line, a trusted comment, and the base64 of the Ed25519 signature
                     of the 64 bytes above and the trusted comment

Only the hashed form ("ED") is made and accepted; it is minisign's own since version 0.10.
"""

import base64
import binascii
import hashlib

SEED_BYTES = 32
MOST_CHARACTERS = 4_000
"""Of a signature file."""

_KEY, _HASHED = b"Ed", b"ED"
_ID_BYTES = 8
_HEAD = 2 + _ID_BYTES
_SIGNATURE_BYTES = 64
_UNTRUSTED, _TRUSTED = "untrusted comment: ", "trusted comment: "


def public_key(seed: bytes) -> str:
    """The public key as text. Its id, which minisign draws at random, follows from the key here."""
    raw = _raw_public(seed)
    return _text(_KEY + _key_id(raw) + raw)


def is_public_key(text: str) -> bool:
    """Whether a text is a public key, written as `public_key` would write it."""
    return _public_parts(text) is not None


def signature_line(seed: bytes, message: bytes) -> str:
    """The short form: what the second line of a signature file is."""
    return _text(_HASHED + _key_id(_raw_public(seed)) + _sign(seed, _hashed(message)))


def sign(seed: bytes, message: bytes, trusted_comment: str) -> str:
    """A whole signature file; the trusted comment, one line, is signed with it. The same input gives the same text."""
    line = signature_line(seed, message)
    both = base64.b64decode(line)[_HEAD:] + trusted_comment.encode("utf-8")
    lines = (f"{_UNTRUSTED}Laufmappe", line, f"{_TRUSTED}{trusted_comment}", _text(_sign(seed, both)))
    return "\n".join(lines) + "\n"


def line_fits(public: str, message: bytes, line: str) -> bool:
    """Whether a signature line is that of this public key under this message."""
    key, signature = _public_parts(public), _bytes(line, _HEAD + _SIGNATURE_BYTES)
    if key is None or signature is None or signature[:2] != _HASHED:
        return False
    key_id, raw = key
    return signature[2:_HEAD] == key_id and _verifies(raw, signature[_HEAD:], _hashed(message))


def verify(public: str, message: bytes, signature_file: str) -> str | None:
    """The trusted comment; None when any part of the signature does not fit."""
    lines = signature_file.replace("\r\n", "\n").removesuffix("\n").split("\n")
    if len(signature_file) > MOST_CHARACTERS or len(lines) != 4:
        return None
    untrusted, line, trusted, over_both = lines
    if not untrusted.startswith(_UNTRUSTED) or not trusted.startswith(_TRUSTED):
        return None
    key, second = _public_parts(public), _bytes(over_both, _SIGNATURE_BYTES)
    if key is None or second is None or not line_fits(public, message, line):
        return None
    comment = trusted.removeprefix(_TRUSTED)
    try:
        both = base64.b64decode(line)[_HEAD:] + comment.encode("utf-8")
    except UnicodeEncodeError:
        return None
    return comment if _verifies(key[1], second, both) else None


def _public_parts(text: str) -> tuple[bytes, bytes] | None:
    """The id and the Ed25519 key."""
    raw = _bytes(text, _HEAD + 32)
    return (raw[2:_HEAD], raw[_HEAD:]) if raw is not None and raw[:2] == _KEY else None


def _key_id(raw_public: bytes) -> bytes:
    return hashlib.blake2b(raw_public, digest_size=_ID_BYTES).digest()


def _hashed(message: bytes) -> bytes:
    return hashlib.blake2b(message).digest()


def _raw_public(seed: bytes) -> bytes:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()


def _sign(seed: bytes, message: bytes) -> bytes:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(seed).sign(message)


def _verifies(raw_public: bytes, signature: bytes, message: bytes) -> bool:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(raw_public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode("ascii")


def _bytes(text: str, length: int) -> bytes | None:
    """What a base64 text stands for, if it is written in the one usual way and has this many bytes."""
    try:
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None
    return raw if len(raw) == length and _text(raw) == text else None
