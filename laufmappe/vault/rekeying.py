# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""A new data key, for when the old one may have become known (a stolen laptop, a former colleague with a copy).

The database is written anew under the new key and checked beside the old one, and exchanged in one decided step
(swap.py). It gets the newest version of the format on the way. Documents keep their own keys, which lie in the database.
"""

from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from dataclasses import replace

from laufmappe.errors import SlotError, VaultError
from laufmappe.i18n import _
from laufmappe.vault import database, keyfile, keys, marks, swap
from laufmappe.vault.files import storing, sync_file
from laufmappe.vault.keyfile import KeyFile, Slot
from laufmappe.vault.session import Vault


def rekey(
    vault: Vault,
    passphrases: Sequence[str],
    progress: Callable[[float], None] = lambda _share: None,
    *,
    drop_others: bool = False,
) -> str:
    """Gives the vault a new data key, and returns a new recovery key in its typed form; the old one is void.

    Each access goes on only with its passphrase, which has to be typed again: `passphrases` has one for every access, or
    `drop_others` says that the rest shall be removed. `progress` gets shares from 0 to 1 and may raise to cancel.
    Raises: WrongPassphraseError, SlotError, StorageError, DatabaseDamagedError; the vault is as before then. When the
    disk fails in the very last step, the vault is closed, and opening it completes the change or takes it back.
    """
    data_key, empty = keys.new_data_key(), KeyFile(vault.id, ())
    slots = _rewrapped(vault, passphrases, data_key, empty, drop_others)
    recovery, typed = keys.recovery_slot(data_key, empty)
    key_file = keyfile.sealed(replace(empty, slots=(*slots, recovery)), keys.mac_key(data_key))
    vault.release_connections()
    swap.undo(vault.folder)
    try:
        _build_copy(vault, data_key, key_file, progress)
        swap.decide(vault.folder, key_file)
    except BaseException:
        if not swap.cancel(vault.folder):
            vault.close()
        raise
    # Decided: nothing may stop it now, and if the program ends here, the next opening finishes it.
    try:
        swap.finish(vault.folder)
    except BaseException:
        vault.close()
        raise
    current = vault.slot if vault.slot in {slot.id for slot in slots} else slots[0].id
    vault.take_over(key_file, data_key, current)
    # Where that fails, the next opening tells once too often that there is a new sheet to print.
    with suppress(VaultError), closing(vault.connect()) as connection:
        marks.settle(connection, marks.UNSEEN_RECOVERY_KEY)
    return typed


def _rewrapped(
    vault: Vault, passphrases: Sequence[str], data_key: bytes, empty: KeyFile, drop_others: bool
) -> list[Slot]:
    found = {
        keys.find_slot(vault.key_file, passphrase, first=vault.slot)[0].id: passphrase for passphrase in passphrases
    }
    slots = []
    for slot in vault.key_file.slots:
        if slot.cost is None:
            continue
        if slot.id in found:
            label = keys.read_label(vault.data_key, slot)
            slots.append(keys.passphrase_slot(data_key, empty, found[slot.id], label, slot.cost, slot.id))
        elif not drop_others:
            raise SlotError(
                _(
                    "Für den neuen Schlüssel fehlt die Passphrase von mindestens einem Zugang. Es wurde nichts verändert; "
                    "lassen Sie sie eingeben, oder entfernen Sie diese Zugänge."
                )
            )
    if not slots:
        raise SlotError(
            _("Für den neuen Schlüssel wird mindestens eine Passphrase gebraucht. Es wurde nichts verändert.")
        )
    return slots


def _build_copy(vault: Vault, data_key: bytes, key_file: KeyFile, progress: Callable[[float], None]) -> None:
    target = vault.folder / swap.NEXT_DATABASE
    with closing(vault.connect()) as source:
        database.export_database(source, target, data_key, key_file.version, lambda share: progress(share * 0.7))
    progress(0.7)
    with closing(database.open_checked(vault.folder, data_key, key_file, swap.NEXT_DATABASE)) as copy:
        with database.database_errors(), database.transaction(copy):
            copy.execute(
                "UPDATE vault_seal SET key_file = ?, doubts = doubts || ' ' || ?",
                (key_file.digest(), marks.UNSEEN_RECOVERY_KEY),
            )
        if database.damaged_pages(copy):
            raise database.damaged_database()
    with storing():
        (vault.folder / f"{swap.NEXT_DATABASE}-journal").unlink(missing_ok=True)
        sync_file(target)
    progress(1.0)
