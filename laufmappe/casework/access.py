# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The counsellor's own way into the vault."""

from laufmappe.casework.desk import Desk
from laufmappe.errors import FieldError, WeakPassphraseError, WrongPassphraseError
from laufmappe.i18n import _
from laufmappe.vault import change_passphrase, list_slots, which_slot


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
