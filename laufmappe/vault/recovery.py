# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The recovery key: 160 random bits on a sheet of paper that opens the vault when every passphrase is forgotten.

Typed form: 36 characters of Crockford's base32 in nine groups of four. The first 32 carry the 160 bits, the last four
carry 20 check bits (the first bits of SHA-256 over a fixed text and the 20 bytes). Small letters, spaces and missing
hyphens do not matter; I and L are read as 1, O as 0.
"""

import hashlib
import re
import secrets
from collections.abc import Iterator

SECRET_BYTES = 20
_CHECK_BITS = 20
CHARACTERS = 36
_IN_GROUP = 4
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_VALUES = {character: value for value, character in enumerate(_ALPHABET)}
_READ_AS = str.maketrans({"I": "1", "L": "1", "O": "0"})


def new_recovery_secret() -> bytes:
    """20 random bytes."""
    return secrets.token_bytes(SECRET_BYTES)


def typed_form(secret: bytes) -> str:
    """`XXXX-XXXX-…` as it is printed."""
    number = (int.from_bytes(secret, "big") << _CHECK_BITS) | _check(secret)
    characters = [_ALPHABET[(number >> (5 * place)) & 31] for place in reversed(range(CHARACTERS))]
    text = "".join(characters)
    return "-".join(text[start : start + _IN_GROUP] for start in range(0, CHARACTERS, _IN_GROUP))


def read_typed(text: str) -> bytes | None:
    """The 20 bytes, or None when the text is not a recovery key or has a typing error."""
    plain = _plain(text)
    if not _looks_complete(plain):
        return None
    number = 0
    for character in plain:
        number = number << 5 | _VALUES[character]
    secret = (number >> _CHECK_BITS).to_bytes(SECRET_BYTES, "big")
    return secret if number & ((1 << _CHECK_BITS) - 1) == _check(secret) else None


def typed_length(text: str) -> int:
    """How many characters were typed, without spaces and hyphens; a whole key has `CHARACTERS`."""
    return len(_plain(text))


def mistyped_group(text: str) -> int | None:
    """Which group of four holds the error, counted from 1; None when there is none, or it can't be told.

    A group of another length or with a character that no key has is told by looking. Otherwise one character is
    exchanged, or two neighbours: the check bits are right again for a wrong group by chance in one of a thousand times.
    """
    groups = re.findall(r"[^\s\-\u2010-\u2015]+", text)
    if len(groups) == CHARACTERS // _IN_GROUP:
        for number, group in enumerate(groups, start=1):
            if not _looks_whole(_plain(group), _IN_GROUP):
                return number
    plain = _plain(text)
    if not _looks_complete(plain) or read_typed(text) is not None:
        return None
    found = {place // _IN_GROUP + 1 for place, repaired in _repairs(plain) if read_typed(repaired) is not None}
    return found.pop() if len(found) == 1 else None


def _repairs(plain: str) -> Iterator[tuple[int, str]]:
    for place in range(len(plain)):
        for character in _ALPHABET:
            yield place, plain[:place] + character + plain[place + 1 :]
        if place + 1 < len(plain):
            yield place, plain[:place] + plain[place + 1] + plain[place] + plain[place + 2 :]


def looks_mistyped(text: str) -> bool:
    """Whether the person most likely typed a recovery key with an error: groups of digits and letters, wrong check."""
    plain = _plain(text)
    groups = re.findall(r"[0-9A-Za-z]+", text)
    in_groups = len(groups) >= 7 and all(len(group) <= 5 for group in groups)
    unbroken = len(plain) == CHARACTERS and _looks_complete(plain)
    has_digit = any(character.isdigit() for character in text)
    return has_digit and (in_groups or unbroken) and 32 <= len(plain) <= 40 and read_typed(text) is None


def _plain(text: str) -> str:
    return re.sub(r"[\s\-\u2010-\u2015]+", "", text).upper().translate(_READ_AS)


def _looks_complete(plain: str) -> bool:
    return _looks_whole(plain, CHARACTERS)


def _looks_whole(plain: str, length: int) -> bool:
    return len(plain) == length and all(character in _VALUES for character in plain)


def _check(secret: bytes) -> int:
    digest = hashlib.sha256(b"laufmappe recovery key 1" + secret).digest()
    return int.from_bytes(digest[:3], "big") >> 4
