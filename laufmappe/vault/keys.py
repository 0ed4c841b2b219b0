# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""From a secret that a person knows to the data key, and from the data key to the keys made of it."""

import secrets
import unicodedata
from collections.abc import Iterable
from dataclasses import replace

from laufmappe.errors import SlotError, WeakPassphraseError, WrongPassphraseError
from laufmappe.i18n import _
from laufmappe.vault import recovery
from laufmappe.vault.cost import KEY_BYTES, SALT_BYTES, KdfCost, stretch
from laufmappe.vault.keyfile import KeyFile, Kind, Slot

_NONCE_BYTES = 12
_LABEL_PADDING = 64
MOST_LABEL_BYTES = 400


def new_data_key() -> bytes:
    """256 random bits that encrypt the database."""
    return secrets.token_bytes(KEY_BYTES)


def new_id() -> str:
    """A random name of a vault, slot or document: 32 hexadecimal digits that say nothing, not even a date."""
    return secrets.token_hex(16)


def mac_key(data_key: bytes) -> bytes:
    """Authenticates `vault.json`."""
    return _derived(data_key, b"laufmappe vault.json")


def passphrase_slot(
    data_key: bytes, key_file: KeyFile, passphrase: str, label: str, cost: KdfCost, slot: str = ""
) -> Slot:
    """A slot of this key file that opens with this passphrase; `slot` keeps an existing id.

    Raises: SlotError for a label too long, WeakPassphraseError for one that is none.
    """
    if not passphrase:
        raise WeakPassphraseError(_("Eine leere Passphrase schützt nichts. Bitte geben Sie eine ein."))
    if recovery.read_typed(passphrase) is not None:
        raise WeakPassphraseError(
            _("Das ist ein Wiederherstellungsschlüssel. Als Passphrase taugt er nicht; bitte wählen Sie eine andere.")
        )
    return _made(data_key, key_file, "passphrase", passphrase_bytes(passphrase), label, cost, slot)


def recovery_slot(data_key: bytes, key_file: KeyFile) -> tuple[Slot, str]:
    """A slot of this key file with a fresh recovery key, and the key as it is typed."""
    secret = recovery.new_recovery_secret()
    return _made(data_key, key_file, "recovery", secret, "", None, ""), recovery.typed_form(secret)


def passphrase_bytes(passphrase: str) -> bytes:
    """NFKC and UTF-8: the same typed text gives the same bytes on every keyboard and system."""
    return unicodedata.normalize("NFKC", passphrase).encode("utf-8", "surrogatepass")


def find_slot(keyfile: KeyFile, secret: str, first: str = "") -> tuple[Slot, bytes]:
    """The slot that this passphrase or recovery key opens, and the data key. `first` is the slot to try first.

    Raises: WrongPassphraseError.
    """
    typed = recovery.read_typed(secret)
    if typed is not None:
        opened = _first_opened(keyfile, (slot for slot in keyfile.slots if slot.kind == "recovery"), typed)
    else:
        slots = sorted((slot for slot in keyfile.slots if slot.kind == "passphrase"), key=lambda slot: slot.id != first)
        opened = _first_opened(keyfile, slots, passphrase_bytes(secret)) if secret else None
    if opened:
        return opened
    if typed is not None:
        raise WrongPassphraseError(
            _(
                "Dieser Wiederherstellungsschlüssel gehört nicht (mehr) zu diesem Tresor. Die Daten sind unverändert; "
                "nehmen Sie das zuletzt gedruckte Blatt."
            )
        )
    if recovery.looks_mistyped(secret):
        raise WrongPassphraseError(mistyped_sentence(secret))
    raise WrongPassphraseError(
        _(
            "Diese Passphrase öffnet den Tresor nicht. Die Daten sind unverändert; prüfen Sie Feststelltaste und "
            "Tastatur, oder nehmen Sie den Wiederherstellungsschlüssel."
        )
    )


def mistyped_sentence(typed: str) -> str:
    """Where the typing error in a recovery key is, as far as that can be told."""
    group = recovery.mistyped_group(typed)
    length = recovery.typed_length(typed)
    if group is None and length != recovery.CHARACTERS:
        return _(
            "Ein Wiederherstellungsschlüssel hat {whole} Zeichen in neun Gruppen, eingegeben sind {n}. Die Daten sind "
            "unverändert; vergleichen Sie die Zeichen mit dem Blatt."
        ).format(whole=recovery.CHARACTERS, n=length)
    if group is None:
        return _(
            "Im Wiederherstellungsschlüssel ist ein Tippfehler: die Prüfzeichen stimmen nicht. Die Daten sind unverändert; "
            "vergleichen Sie die Zeichen mit dem Blatt."
        )
    return _(
        "Im Wiederherstellungsschlüssel ist ein Tippfehler: die {n}. Gruppe stimmt nicht. Die Daten sind unverändert; "
        "vergleichen Sie diese vier Zeichen mit dem Blatt."
    ).format(n=group)


def read_label(data_key: bytes, slot: Slot) -> str:
    """The words that a counsellor gave to the slot; empty when they can't be read."""
    from cryptography.exceptions import InvalidTag

    try:
        padded = _open_box(_label_key(data_key), slot.label, slot.id.encode("ascii"))
        return padded.rstrip(b"\0").decode("utf-8")
    except (InvalidTag, ValueError):
        return ""


def box(key: bytes, content: bytes, context: bytes) -> bytes:
    """Nonce, then AES-256-GCM of the content bound to the context, tag last."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = secrets.token_bytes(_NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, content, context)


def _open_box(key: bytes, boxed: bytes, context: bytes) -> bytes:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    return AESGCM(key).decrypt(boxed[:_NONCE_BYTES], boxed[_NONCE_BYTES:], context)


def open_box(key: bytes, boxed: bytes, context: bytes) -> bytes | None:
    """What `box` was given; None when key, context or content are not the same."""
    from cryptography.exceptions import InvalidTag

    try:
        return _open_box(key, boxed, context)
    except (InvalidTag, ValueError):
        return None


def _made(
    data_key: bytes, key_file: KeyFile, kind: Kind, secret: bytes, label: str, cost: KdfCost | None, slot: str
) -> Slot:
    empty = Slot(slot or new_id(), kind, secrets.token_bytes(SALT_BYTES), cost, b"", b"")
    return replace(
        empty,
        wrapped=box(_slot_key(empty, secret), data_key, key_file.wrap_context(empty)),
        label=boxed_label(data_key, empty.id, label),
    )


def boxed_label(data_key: bytes, slot: str, label: str) -> bytes:
    """The label as it stands in the file. Raises: SlotError when it is too long."""
    content = label.strip().replace("\0", "").encode("utf-8", "replace")
    if len(content) > MOST_LABEL_BYTES:
        raise SlotError(_("Die Bezeichnung des Zugangs ist zu lang. Es wurde nichts verändert; bitte kürzen Sie sie."))
    # Padded, so that the file does not tell a short name from a long one.
    length = max(_LABEL_PADDING, -(-len(content) // _LABEL_PADDING) * _LABEL_PADDING)
    return box(_label_key(data_key), content.ljust(length, b"\0"), slot.encode("ascii"))


def _first_opened(keyfile: KeyFile, slots: Iterable[Slot], secret: bytes) -> tuple[Slot, bytes] | None:
    for slot in slots:
        data_key = open_box(_slot_key(slot, secret), slot.wrapped, keyfile.wrap_context(slot))
        if data_key is not None:
            return slot, data_key
    return None


def _slot_key(slot: Slot, secret: bytes) -> bytes:
    if slot.cost is None:
        return _derived(secret, b"laufmappe recovery slot", slot.salt)
    return stretch(secret, slot.salt, slot.cost)


def _label_key(data_key: bytes) -> bytes:
    return _derived(data_key, b"laufmappe slot labels")


def _derived(secret: bytes, purpose: bytes, salt: bytes | None = None) -> bytes:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=salt, info=purpose).derive(secret)
