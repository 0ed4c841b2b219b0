# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The accesses to a vault: one passphrase for each counsellor, one recovery key on paper.

None of this touches the database's pages: only `vault.json` is written anew, in one step.
"""

from contextlib import suppress
from dataclasses import dataclass, replace

from laufmappe.errors import SlotError, WeakPassphraseError, WrongPassphraseError
from laufmappe.i18n import _
from laufmappe.vault import keyfile, keys
from laufmappe.vault.cost import DEFAULT_COST, KdfCost
from laufmappe.vault.keyfile import Kind, Slot
from laufmappe.vault.passphrase import refuse_weak
from laufmappe.vault.session import Vault


@dataclass(frozen=True)
class SlotView:
    """One access as the person sees it. `is_current` tells the one that opened the vault just now."""

    id: str
    kind: Kind
    label: str
    is_current: bool


def list_slots(vault: Vault) -> list[SlotView]:
    """All accesses in the order in which they were made."""
    data_key = vault.data_key
    return [
        SlotView(slot.id, slot.kind, keys.read_label(data_key, slot), slot.id == vault.slot)
        for slot in vault.key_file.slots
    ]


def which_slot(vault: Vault, secret: str) -> str:
    """The id of the access that this passphrase or recovery key opens; asked before something that can't be undone.

    Raises: WrongPassphraseError.
    """
    return keys.find_slot(vault.key_file, secret, first=vault.slot)[0].id


def add_slot(vault: Vault, passphrase: str, label: str = "", *, even_weak: bool = False) -> str:
    """Another passphrase for the same vault; returns the id of its slot. Raises: WeakPassphraseError, SlotError."""
    slot = _new(vault, passphrase, label, "", even_weak)
    _write(vault, (*vault.key_file.slots, slot))
    return slot.id


def change_passphrase(vault: Vault, slot: str, passphrase: str, *, even_weak: bool = False) -> None:
    """Another passphrase for this slot; the old one opens nothing any more. Raises: SlotError, WeakPassphraseError."""
    old = _find(vault, slot)
    if old.kind != "passphrase":
        raise SlotError(_("Der Wiederherstellungsschlüssel lässt sich nur durch einen neuen ersetzen."))
    new = _new(vault, passphrase, keys.read_label(vault.data_key, old), old.id, even_weak)
    _write(vault, tuple(new if entry.id == slot else entry for entry in vault.key_file.slots))


def relabel_slot(vault: Vault, slot: str, label: str) -> None:
    """Another label for this slot. Raises: SlotError."""
    new = replace(_find(vault, slot), label=keys.boxed_label(vault.data_key, slot, label))
    _write(vault, tuple(new if entry.id == slot else entry for entry in vault.key_file.slots))


def remove_slot(vault: Vault, slot: str) -> None:
    """Takes an access away. The last passphrase stays. Raises: SlotError."""
    left = tuple(entry for entry in vault.key_file.slots if entry.id != _find(vault, slot).id)
    if not any(entry.kind == "passphrase" for entry in left):
        raise SlotError(
            _("Das ist die letzte Passphrase dieses Tresors. Sie bleibt; legen Sie zuerst einen anderen Zugang an.")
        )
    _write(vault, left)


def rotate_recovery(vault: Vault) -> str:
    """A new recovery key in its typed form; sheets with the old one are worth nothing any more."""
    new, typed = keys.recovery_slot(vault.data_key, vault.key_file)
    _write(vault, (*(entry for entry in vault.key_file.slots if entry.kind != "recovery"), new))
    if vault.slot not in {entry.id for entry in vault.key_file.slots}:
        vault.slot = new.id
    return typed


def cost_of(vault: Vault) -> KdfCost:
    """The cost that new passphrases of this vault get: the highest that it has already."""
    costs = [slot.cost for slot in vault.key_file.slots if slot.cost]
    return max(costs, key=lambda cost: cost.work, default=DEFAULT_COST)


def _new(vault: Vault, passphrase: str, label: str, slot: str, even_weak: bool) -> Slot:
    cost = cost_of(vault)
    if cost.protects and not even_weak:
        refuse_weak(passphrase)
    _refuse_taken(vault, passphrase, slot)
    return keys.passphrase_slot(vault.data_key, vault.key_file, passphrase, label, cost, slot)


def _refuse_taken(vault: Vault, passphrase: str, slot: str) -> None:
    """Two accesses with one passphrase could neither be told apart nor be taken away one by one."""
    others = tuple(entry for entry in vault.key_file.slots if entry.kind == "passphrase" and entry.id != slot)
    with suppress(WrongPassphraseError):
        keys.find_slot(replace(vault.key_file, slots=others), passphrase)
        raise WeakPassphraseError(
            _(
                "Diese Passphrase öffnet schon einen anderen Zugang. Es wurde nichts verändert; bitte wählen Sie eine andere."
            )
        )


def _find(vault: Vault, slot: str) -> Slot:
    for entry in vault.key_file.slots:
        if entry.id == slot:
            return entry
    raise SlotError(_("Diesen Zugang gibt es nicht mehr. Es wurde nichts verändert."))


def _write(vault: Vault, slots: tuple[Slot, ...]) -> None:
    if len(slots) > keyfile.MOST_SLOTS or not keyfile.within_work(slots):
        raise SlotError(
            _("Mehr als {n} Zugänge hat ein Tresor nicht. Entfernen Sie einen, der nicht mehr gebraucht wird.").format(
                n=len(vault.key_file.slots)
            )
        )
    vault.replace_key_file(replace(vault.key_file, slots=slots))
