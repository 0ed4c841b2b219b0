# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who a service is to others: its own two keys, and the public card that it gives away.

    OwnKey        an age X25519 identity, which opens parcels, and an Ed25519 key, which signs them
    PublicCard    the service's name and both public keys, signed with the second of them

A card proves only that whoever made it holds the keys: whose they are is told by the six words of the fingerprint, read
out on the telephone. File: `*.laufmappe-karte` (JSON); as a QR code: `LMKARTE1:<age>:<minisign>:<signature>:<name>`.
"""

import base64
import binascii
import hashlib
import json
import secrets
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Literal

from laufmappe.casework.fields import clean
from laufmappe.errors import FieldError, ParcelDamagedError, ParcelForgedError, ParcelTooNewError
from laufmappe.handover import minisign
from laufmappe.handover.shapes import Json, json_bytes, read_shaped
from laufmappe.i18n import _

CARD_SUFFIX = ".laufmappe-karte"
MOST_NAME = 120
"""Characters of the name on a card."""
MOST_CARD_BYTES = 16_384

Standing = Literal["known", "renamed", "other_keys", "unknown"]

_QR = "LMKARTE1"
_WORDS = 6
_OWN_KEY = "laufmappe-own-key"


@dataclass(frozen=True)
class OwnKey:
    """The secret keys of a service. `age_secret` is the line that Debian's `age` reads from a key file.

    `is_exposed`: somebody else may have them. Then they only open what still comes under them, and never without a word.
    """

    age_secret: str = field(repr=False)
    signing_seed: bytes = field(repr=False)
    is_exposed: bool = False

    @classmethod
    def generate(cls) -> "OwnKey":
        """Two fresh keys."""
        from pyrage import x25519

        return cls(str(x25519.Identity.generate()), secrets.token_bytes(minisign.SEED_BYTES))

    @classmethod
    def from_text(cls, text: str) -> "OwnKey":
        """What `to_text` gave. Raises: ParcelDamagedError."""
        from pyrage import IdentityError, x25519

        try:
            content = json.loads(text)
            ours = content["format"] == _OWN_KEY and content["version"] == 1
            seed = base64.b64decode(content["signing_seed"], validate=True)
            age_secret = str(x25519.Identity.from_str(content["age"]))
            exposed = bool(content.get("exposed", False))
        except (ValueError, KeyError, TypeError, RecursionError, IdentityError):
            ours = False
        if not ours or len(seed) != minisign.SEED_BYTES:
            raise ParcelDamagedError(
                _(
                    "Der Schlüssel dieser Stelle ist nicht lesbar. Alles andere ist unverändert; spielen Sie eine "
                    "Sicherung ein oder legen Sie einen neuen Schlüssel an."
                )
            )
        return cls(age_secret, seed, exposed)

    def to_text(self) -> str:
        """All of it, for the encrypted record only: whoever has this text opens every parcel and signs in our name."""
        seed = base64.b64encode(self.signing_seed).decode("ascii")
        content = {"format": _OWN_KEY, "version": 1, "age": self.age_secret, "signing_seed": seed}
        return json.dumps({**content, "exposed": True} if self.is_exposed else content)

    def card(self, name: str) -> "PublicCard":
        """The public card under this name. Raises: FieldError when it is no name or too long for a card."""
        from pyrage import x25519

        name = clean("name", name, MOST_NAME)
        if not name:
            raise FieldError("name", _("Eine Karte braucht den Namen der Stelle. Bitte tragen Sie ihn zuerst ein."))
        age = str(x25519.Identity.from_str(self.age_secret).to_public())
        public = minisign.public_key(self.signing_seed)
        signature = minisign.signature_line(self.signing_seed, _signed_text(name, age, public))
        return PublicCard(name, age, public, signature)


@dataclass(frozen=True)
class PublicCard:
    """A service as others know it. Made by `OwnKey.card` and `read_card`, so its own signature fits.

    `age` is the recipient as age writes it, `minisign` the public key as minisign writes it.
    """

    name: str
    age: str
    minisign: str
    signature: str

    @cached_property
    def fingerprint(self) -> str:
        """Of both public keys, not of the name: 64 hexadecimal digits, SHA-256 of the two lines `age` and `minisign`."""
        return hashlib.sha256(f"{self.age}\n{self.minisign}\n".encode("ascii")).hexdigest()

    @property
    def words(self) -> tuple[str, ...]:
        """The fingerprint to be read out: six German words, 77 bits of it."""
        return fingerprint_words(self.fingerprint)

    def to_file(self) -> bytes:
        """The content of a card file."""
        keys = {"name": self.name, "age": self.age, "minisign": self.minisign, "signature": self.signature}
        return json_bytes({"format": "laufmappe-card", "version": 1, **keys})

    def qr_text(self) -> str:
        """The card as the text of a QR code."""
        name = base64.urlsafe_b64encode(self.name.encode("utf-8")).decode("ascii").rstrip("=")
        return ":".join((_QR, self.age, self.minisign, self.signature, name))

    def minisign_file(self) -> str:
        """The public key as a file for `minisign -V -p`."""
        return f"untrusted comment: Laufmappe\n{self.minisign}\n"


def read_card(data: bytes) -> PublicCard:
    """The card in a card file, or in the text of its QR code.

    Raises:
        ParcelDamagedError: It is no card, or a damaged one.
        ParcelForgedError: It is not signed by its own key.
        ParcelTooNewError: It was written by a newer version of the program.
    """
    data = data.strip()
    if len(data) > MOST_CARD_BYTES:
        raise _no_card()
    if data[:7] == _QR[:7].encode("ascii"):
        return _checked(_from_qr(data))
    try:
        content = read_shaped(data, "card", _("Die Karte"), ParcelDamagedError)
    except ParcelDamagedError:
        raise _no_card() from None
    return _checked(content)


def fingerprint_words(fingerprint: str) -> tuple[str, ...]:
    """The six words of a fingerprint of 64 hexadecimal digits."""
    words, number = _word_list(), int(fingerprint, 16)
    drawn: list[str] = []
    for _place in range(_WORDS):
        number, place = divmod(number, len(words))
        drawn.append(words[place])
    return tuple(drawn)


def recognise(card: PublicCard, known: Iterable[PublicCard]) -> Standing:
    """How a card stands to those that we have: `known`; `renamed`, the same keys under another name; `unknown`;
    or `other_keys`: a service that we know goes by that name and has others, so somebody has to telephone.
    """
    cards = list(known)
    for other in cards:
        if other.fingerprint == card.fingerprint:
            return "known" if other.name == card.name else "renamed"
    same_name = any(folded(other.name) == folded(card.name) for other in cards)
    return "other_keys" if same_name else "unknown"


def _checked(content: Json) -> PublicCard:
    from pyrage import RecipientError, x25519

    card = PublicCard(content["name"], content["age"], content["minisign"], content["signature"])
    try:
        usable = str(x25519.Recipient.from_str(card.age)) == card.age and clean("name", card.name) == card.name
    except (RecipientError, FieldError, ValueError):
        usable = False
    if not usable or not 0 < len(card.name) <= MOST_NAME or not minisign.is_public_key(card.minisign):
        raise _no_card()
    if not minisign.line_fits(card.minisign, _signed_text(card.name, card.age, card.minisign), card.signature):
        raise ParcelForgedError(
            _(
                "Diese Karte ist nicht von dem Schlüssel unterschrieben, den sie nennt. Sie wurde nicht übernommen; bitten "
                "Sie die Stelle um eine neue Karte und vergleichen Sie am Telefon die sechs Wörter."
            )
        )
    return card


def _from_qr(data: bytes) -> Json:
    try:
        fields = data.decode("ascii").split(":")
        if fields[0] != _QR:
            raise ParcelTooNewError(
                _(
                    "Diese Karte ist von einer neueren Fassung des Programms geschrieben. Sie wurde nicht übernommen; bitte "
                    "erneuern Sie Laufmappe."
                )
            )
        _kind, age, public, signature, name = fields
        text = base64.b64decode(name + "=" * (-len(name) % 4), altchars=b"-_", validate=True).decode("utf-8")
    except (ValueError, binascii.Error):
        raise _no_card() from None
    return {"name": text, "age": age, "minisign": public, "signature": signature}


def _signed_text(name: str, age: str, public: str) -> bytes:
    return f"laufmappe-card 1\n{name}\n{age}\n{public}\n".encode()


def folded(name: str) -> str:
    """A name as it is compared: capitals, spaces and ways of writing the same letter don't make another service."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


@cache
def _word_list() -> tuple[str, ...]:
    """The 7,776 words in the order of their dice. Another order or list would give other words for the same keys."""
    from dicewarepy.diceware import wordlist

    listed = wordlist("de")
    return tuple(listed[dice] for dice in sorted(listed))


def _no_card() -> ParcelDamagedError:
    return ParcelDamagedError(
        _(
            "Das ist keine Karte einer Stelle, oder sie ist beschädigt. Es wurde nichts übernommen; lassen Sie sich die Karte "
            "noch einmal geben."
        )
    )
