# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The outside of a parcel: an age file around a tar of three files, signed inside.

    age( tar( content.zip, content.zip.minisig, sender.json ) )

`age -d` and `tar x` take it apart. What comes in is read more strictly than they would: the header of age before any
key is tried, and exactly these three plain files in this order.
"""

import re
import tarfile
import unicodedata
from dataclasses import dataclass
from io import BytesIO
from typing import Literal

from laufmappe.errors import (
    ParcelDamagedError,
    ParcelForgedError,
    ParcelNotForUsError,
    ParcelPassphraseError,
    ParcelTooNewError,
    ParcelUnsafeError,
)
from laufmappe.handover import age_passphrase, minisign
from laufmappe.handover.identity import MOST_CARD_BYTES, OwnKey, PublicCard, read_card
from laufmappe.handover.limits import LIMITS, Limits, too_large
from laufmappe.i18n import _

SealedWith = Literal["key", "passphrase"]

CONTENT, SIGNATURE, SENDER = "content.zip", "content.zip.minisig", "sender.json"
_BLOCK = 512
_MOST_HEADER = 16_384
_MOST_RECIPIENTS = 20
_INTRODUCTION = b"age-encryption.org/v1\n"
# One stanza: its line, full lines of its body, and the last one, which is shorter. Nothing else may stand in the header.
_STANZA = re.compile(rb"-> ([!-~]+(?: [!-~]+)*)\n(?:[A-Za-z0-9+/]{64}\n)*+[A-Za-z0-9+/]{0,63}\n")
_END = re.compile(rb"--- [A-Za-z0-9+/]{43}\n")
_WORK = re.compile(r"scrypt [A-Za-z0-9+/]{22} ([1-9][0-9]?)")


@dataclass(frozen=True)
class Opened:
    """What lay in an envelope whose signature is that of the card in it."""

    content: bytes
    comment: str
    sender: PublicCard


def sealed_with(data: bytes, limits: Limits = LIMITS) -> SealedWith:
    """Whether a key or a passphrase opens this parcel. Reads nothing but the first lines; needs no key.

    Raises:
        ParcelDamagedError: It is no parcel, or its beginning is damaged.
        ParcelUnsafeError: It is too large, or asks for more work than a passphrase may cost.
        ParcelTooNewError: It is in a newer format.
    """
    if len(data) > limits.parcel:
        raise too_large(limits.parcel)
    if not data.startswith(_INTRODUCTION):
        if re.match(rb"age-encryption\.org/v[1-9][0-9]*\n", data):
            raise ParcelTooNewError(
                _(
                    "Das Paket ist in einer neueren Fassung des Formats versiegelt. Es wurde nichts übernommen; bitte erneuern "
                    "Sie Laufmappe."
                )
            )
        raise ParcelDamagedError(
            _(
                "Diese Datei ist kein Paket von Laufmappe, oder ihr Anfang fehlt. Es wurde nichts übernommen; prüfen Sie, ob "
                "es die richtige Datei ist."
            )
        )
    stanzas = _stanzas(data)
    kinds = [stanza.split(" ", 1)[0] for stanza in stanzas]
    if kinds == ["scrypt"]:
        work = _WORK.fullmatch(stanzas[0])
        if work is None:
            raise damaged()
        if int(work[1]) > limits.scrypt:
            raise _too_much_work()
        return "passphrase"
    if "scrypt" in kinds or not 1 <= kinds.count("X25519") <= _MOST_RECIPIENTS:
        raise damaged()
    return "key"


def seal_envelope(
    content: bytes, comment: str, sender: OwnKey, card: PublicCard, to: PublicCard | str, now: int
) -> bytes:
    """Signs the content, puts it beside the sender's card and seals it: to a card, or with a passphrase.

    `now` is the Unix time that the files inside bear.
    """
    import pyrage

    signature = minisign.sign(sender.signing_seed, content, comment).encode("utf-8")
    inside = _tar(((CONTENT, content), (SIGNATURE, signature), (SENDER, card.to_file())), now)
    if not isinstance(to, PublicCard):
        return age_passphrase.seal(inside, _typed(to))
    sealed = _Pieces()
    pyrage.encrypt_io(_Source(inside), sealed, [pyrage.x25519.Recipient.from_str(to.age)])
    return sealed.joined()


def open_envelope(data: bytes, key: OwnKey | str, limits: Limits = LIMITS) -> Opened:
    """What is inside, with a key or a passphrase, after the signature was found to be that of the card beside it.

    Raises:
        ParcelNotForUsError, ParcelPassphraseError: This key or passphrase does not open it.
        ParcelForgedError: The signature does not fit.
        ParcelDamagedError, ParcelUnsafeError, ParcelTooNewError: As `sealed_with`, or for what is inside.
    """
    content, signature, card = _untar(_decrypted(data, key, limits))
    if len(signature) > minisign.MOST_CHARACTERS or len(card) > MOST_CARD_BYTES:
        raise strange_content()
    try:
        sender = read_card(card)
    except ParcelDamagedError:
        raise strange_content() from None
    except ParcelForgedError:
        raise _forged() from None
    comment = minisign.verify(sender.minisign, content, signature.decode("utf-8", "replace"))
    if comment is None:
        raise _forged()
    return Opened(content, comment, sender)


def damaged() -> ParcelDamagedError:
    """The sentence for what was cut off or changed on the way."""
    return ParcelDamagedError(
        _(
            "Das Paket ist unvollständig oder wurde unterwegs verändert. Es wurde nichts übernommen; lassen Sie es sich noch "
            "einmal schicken."
        )
    )


def strange_content() -> ParcelUnsafeError:
    """The sentence for a parcel that was sealed properly and holds what no parcel holds."""
    return ParcelUnsafeError(
        _(
            "In dem Paket liegt etwas, das kein Paket enthält, oder es fehlt etwas. Es wurde nichts übernommen; fragen Sie bei "
            "der absendenden Stelle nach, womit es gemacht wurde."
        )
    )


def _stanzas(data: bytes) -> list[str]:
    """The first lines of the stanzas in the header of age."""
    header, place, found = data[:_MOST_HEADER], len(_INTRODUCTION), []
    while stanza := _STANZA.match(header, place):
        found.append(stanza[1].decode("ascii"))
        place = stanza.end()
    if not _END.match(header, place):
        raise damaged()
    return found


def _decrypted(data: bytes, key: OwnKey | str, limits: Limits) -> bytes:
    import pyrage

    how = sealed_with(data, limits)
    try:
        if isinstance(key, OwnKey):
            if how == "passphrase":
                raise ParcelPassphraseError(
                    _(
                        "Dieses Paket ist mit einer Passphrase versiegelt. Es wurde nichts übernommen; erfragen Sie die "
                        "Passphrase bei der absendenden Stelle, am besten am Telefon."
                    )
                )
            opened = _Pieces()
            pyrage.decrypt_io(_Source(data), opened, [pyrage.x25519.Identity.from_str(key.age_secret)])
            return opened.joined()
        if how == "key":
            raise _not_for_us()
        return age_passphrase.unseal(data, _typed(key))
    except age_passphrase.NotThisPassphrase:
        raise ParcelPassphraseError(
            _(
                "Diese Passphrase öffnet das Paket nicht. Es wurde nichts übernommen; achten Sie auf Groß- und Kleinschreibung, "
                "oder fragen Sie noch einmal nach."
            )
        ) from None
    except age_passphrase.TooMuchWork:
        raise _too_much_work() from None
    except (age_passphrase.Broken, OSError):  # so age calls what breaks off in the middle
        raise damaged() from None
    except pyrage.DecryptError as error:
        # The tests hold this to the words of the present version.
        raise (_not_for_us() if str(error) == "No matching keys found" else damaged()) from None


class _Source:
    """Bytes to be read. In Python, so that the window gets its turn between two pieces: the library itself never lets go."""

    def __init__(self, data: bytes) -> None:
        self._stream = BytesIO(data)

    def read(self, size: int = -1) -> bytes:
        return self._stream.read(size)


class _Pieces:
    """What is written, for the same reason in Python."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def write(self, piece: bytes) -> int:
        self._pieces.append(bytes(piece))
        return len(piece)

    def flush(self) -> None:
        """There is nothing to wait for."""

    def joined(self) -> bytes:
        return b"".join(self._pieces)


def _forged() -> ParcelForgedError:
    return ParcelForgedError(
        _(
            "Die Unterschrift des Pakets passt nicht zu der Stelle, die es nennt. Es wurde nichts übernommen; rufen Sie die "
            "Stelle unter der Nummer an, die Sie kennen."
        )
    )


def _not_for_us() -> ParcelNotForUsError:
    return ParcelNotForUsError(
        _(
            "Dieses Paket ist für einen anderen Schlüssel versiegelt als den dieses Tresors. Es wurde nichts übernommen; geben "
            "Sie der absendenden Stelle Ihre Karte und bitten Sie um ein neues Paket."
        )
    )


def _too_much_work() -> ParcelUnsafeError:
    return ParcelUnsafeError(
        _(
            "Die Passphrase dieses Pakets zu prüfen kostet mehr Rechenarbeit, als ein Paket verlangen darf. Es wurde nichts "
            "übernommen; bitten Sie um ein Paket, das für Ihre Karte versiegelt ist."
        )
    )


def _typed(passphrase: str) -> str:
    """The same typed text on every keyboard and system, as with the passphrases of the vault."""
    text = unicodedata.normalize("NFKC", passphrase).strip()
    # Half a character can't be typed; it must not stop the program either.
    return text.encode("utf-8", "replace").decode("utf-8")


def _tar(files: tuple[tuple[str, bytes], ...], now: int) -> bytes:
    pieces: list[bytes] = []
    for name, data in files:
        entry = tarfile.TarInfo(name)
        entry.size, entry.mtime, entry.mode = len(data), now, 0o600
        pieces += (entry.tobuf(tarfile.USTAR_FORMAT), data, bytes(-len(data) % _BLOCK))
    return b"".join((*pieces, bytes(2 * _BLOCK)))


def _untar(inside: bytes) -> tuple[bytes, bytes, bytes]:
    """The three files. One header after the other, so that nothing but plain files is ever interpreted."""
    place, files = 0, []
    for name in (CONTENT, SIGNATURE, SENDER):
        block = inside[place : place + _BLOCK]
        try:
            entry = tarfile.TarInfo.frombuf(block, "utf-8", "strict")
        except (tarfile.HeaderError, ValueError):
            raise strange_content() from None
        place += _BLOCK
        plain = entry.type == tarfile.REGTYPE and block[257:265] == tarfile.POSIX_MAGIC
        if entry.name != name or not plain or not 0 <= entry.size <= len(inside) - place:
            raise strange_content()
        files.append(inside[place : place + entry.size])
        place += entry.size + -entry.size % _BLOCK
    rest = inside[place:]
    if len(rest) < 2 * _BLOCK or len(rest) > 20 * _BLOCK or rest.strip(b"\0"):
        raise strange_content()
    return files[0], files[1], files[2]
