# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The ways into the vault: each counsellor's own passphrase, and the recovery key on paper.

Every change asks for a secret that opens: an unwatched desk must not be enough to let somebody in.
"""

from collections.abc import Callable, Mapping

from laufmappe.casework.backup_places import back_up
from laufmappe.casework.desk import Desk
from laufmappe.casework.fields import clean
from laufmappe.errors import FieldError, StorageError, WeakPassphraseError, WrongPassphraseError
from laufmappe.i18n import _
from laufmappe.vault import (
    SlotView,
    add_slot,
    change_passphrase,
    list_slots,
    rekey,
    remove_slot,
    rotate_recovery,
    which_slot,
)

MOST_LABEL = 100


def change_own_passphrase(desk: Desk, secret: str, passphrase: str) -> None:
    """Replaces the passphrase; `secret` is the present one, or the recovery key where there is only one passphrase.

    Raises:
        FieldError: `secret` opens nothing, or the new `passphrase` is too easy to guess. Nothing was changed.
        SlotError: It is the recovery key, and there are several passphrases that it could mean.
        StorageError: The key file could not be written; the present passphrase goes on opening the vault.
    """
    try:
        slot = which_slot(desk.vault, secret)
    except WrongPassphraseError:
        raise FieldError("secret", _("Das ist nicht die jetzige Passphrase. Es wurde nichts verändert.")) from None
    slots = list_slots(desk.vault)
    ways = [entry.id for entry in slots if entry.kind == "passphrase"]
    if slot not in ways and len(ways) == 1:
        slot = ways[0]
    try:
        change_passphrase(desk.vault, slot, passphrase)
    except WeakPassphraseError as error:
        raise FieldError("passphrase", str(error)) from None


def slots(desk: Desk) -> list[SlotView]:
    """Every way into this vault, the recovery key among them."""
    return list_slots(desk.vault)


def add_counsellor(desk: Desk, secret: str, name: str, passphrase: str) -> str:
    """One more passphrase for the same vault; gives the id of the access. `secret` is one that opens already.

    Raises:
        FieldError: `secret` opens nothing, there is no name, or the passphrase is too easy to guess. Nothing was changed.
        SlotError: The vault has as many accesses as it can have.
        StorageError: The key file could not be written.
    """
    label = clean("name", name)
    if not label:
        raise FieldError("name", _("Für wen ist der Zugang?"))
    _refuse_stranger(desk, secret)
    try:
        return add_slot(desk.vault, passphrase, label[:MOST_LABEL])
    except WeakPassphraseError as error:
        raise FieldError("passphrase", str(error)) from None


def remove_access(desk: Desk, secret: str, slot: str) -> None:
    """Whoever knows the passphrase of this access does not get in any more. The last one stays.

    Raises FieldError (`secret` opens nothing), SlotError, StorageError.
    """
    _refuse_stranger(desk, secret)
    remove_slot(desk.vault, slot)


def new_recovery_key(desk: Desk, secret: str) -> str:
    """A new recovery key; the sheet with the old one is worth nothing any more. `secret` shows that it is the counsellor.

    Raises: FieldError (`secret` opens nothing), StorageError.
    """
    _refuse_stranger(desk, secret)
    return rotate_recovery(desk.vault)


def new_data_key(
    desk: Desk, passphrases: Mapping[str, str], progress: Callable[[float], None] = lambda _share: None
) -> str:
    """Encrypts everything with a new key, after a backup; gives the new recovery key.

    `passphrases` has the passphrase of each access that goes on, by its id; the others are removed. `progress` gets shares
    from 0 to 1 and may raise to cancel; the vault is as before then.

    Raises:
        FieldError: One of them is not the passphrase of its access, which is the `field`.
        StorageError: No backup could be made before, or the disk failed.
        DatabaseDamagedError: The database can't be copied as it is.
    """
    for slot, passphrase in passphrases.items():
        try:
            right = which_slot(desk.vault, passphrase) == slot
        except WrongPassphraseError:
            right = False
        if not right:
            raise FieldError(slot, _("Das ist nicht die Passphrase von diesem Zugang. Es wurde nichts verändert."))
    report = back_up(desk.vault, lambda share: progress(share * 0.5))
    if not report.is_made:
        raise StorageError(
            _("Vor dem neuen Schlüssel ließ sich nicht sichern. Es wurde nichts verändert. {fault}").format(
                fault=" ".join(report.sentences)
            )
        )
    return rekey(desk.vault, list(passphrases.values()), lambda share: progress(0.5 + share * 0.5), drop_others=True)


def _refuse_stranger(desk: Desk, secret: str) -> None:
    try:
        which_slot(desk.vault, secret)
    except WrongPassphraseError:
        raise FieldError("secret", _("Das ist nicht die jetzige Passphrase. Es wurde nichts verändert.")) from None
