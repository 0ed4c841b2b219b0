# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Bytes and keys: the format on the disk, key slots, the encrypted database, documents, backups, the lock.

This layer knows no person and no table but its own. Heavy libraries are imported where they are used, so that looking at
a folder (`peek`) stays cheap: SQLAlchemy with the first `Vault.engine`, zxcvbn with the first new passphrase.
"""

from laufmappe.vault.backups import Backup, backup, list_backups, restore, thin_out
from laufmappe.vault.check import Findings, check_folder, check_vault
from laufmappe.vault.cost import CHEAP_COST, DEFAULT_COST, KdfCost
from laufmappe.vault.database import IMMEDIATE, SEAL_TABLE
from laufmappe.vault.documents import (
    MOST_DOCUMENT_BYTES,
    StoredDocument,
    delete_document,
    put_document,
    read_document,
    sweep,
)
from laufmappe.vault.passphrase import generate_passphrase, passphrase_weakness
from laufmappe.vault.process import harden_process
from laufmappe.vault.rekeying import rekey
from laufmappe.vault.session import Vault, VaultHeader, create_vault, discard_new, open_vault, peek
from laufmappe.vault.slots import (
    SlotView,
    add_slot,
    change_passphrase,
    list_slots,
    relabel_slot,
    remove_slot,
    rotate_recovery,
    which_slot,
)
from laufmappe.vault.tries import TryDelay, tries_file

__all__ = [
    "CHEAP_COST",
    "DEFAULT_COST",
    "IMMEDIATE",
    "MOST_DOCUMENT_BYTES",
    "SEAL_TABLE",
    "Backup",
    "Findings",
    "KdfCost",
    "SlotView",
    "StoredDocument",
    "TryDelay",
    "Vault",
    "VaultHeader",
    "add_slot",
    "backup",
    "change_passphrase",
    "check_folder",
    "check_vault",
    "create_vault",
    "delete_document",
    "discard_new",
    "generate_passphrase",
    "harden_process",
    "list_backups",
    "list_slots",
    "open_vault",
    "passphrase_weakness",
    "peek",
    "put_document",
    "read_document",
    "rekey",
    "relabel_slot",
    "remove_slot",
    "restore",
    "rotate_recovery",
    "sweep",
    "thin_out",
    "tries_file",
    "which_slot",
]
