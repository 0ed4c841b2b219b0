# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Accesses: what opens the vault is exactly what the list says, whatever was done in whatever order."""

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from laufmappe.errors import SlotError, WeakPassphraseError, WrongPassphraseError
from laufmappe.vault import (
    CHEAP_COST,
    Vault,
    add_slot,
    change_passphrase,
    check_vault,
    create_vault,
    list_slots,
    open_vault,
    rekey,
    relabel_slot,
    remove_slot,
    rotate_recovery,
    which_slot,
)

Kept = Callable[[Vault], list[str]]


def test_each_counsellor_opens_with_her_own_passphrase(vault: Vault, passphrase: str, kept: Kept) -> None:
    second = add_slot(vault, "zweite Passphrase", "Beate")
    assert [(slot.kind, slot.label, slot.is_current) for slot in list_slots(vault)] == [
        ("passphrase", "Anna Muster", True),
        ("recovery", "", False),
        ("passphrase", "Beate", False),
    ]
    assert which_slot(vault, "zweite Passphrase") == second
    vault.close()
    for secret in (passphrase, "zweite Passphrase"):
        with open_vault(vault.folder, secret) as again:
            assert kept(again) == ["erste Zeile"]
            assert again.warnings == []


def test_a_changed_passphrase_does_not_touch_the_pages(vault: Vault, passphrase: str) -> None:
    size = (vault.folder / "record.db").stat().st_size
    before = (vault.folder / "record.db").read_bytes()
    change_passphrase(vault, vault.slot, "die neue Passphrase")
    after = (vault.folder / "record.db").read_bytes()
    pages = [place for place in range(0, size, 4096) if before[place : place + 4096] != after[place : place + 4096]]
    assert len(pages) <= 2  # the seal's row and the header
    assert list_slots(vault)[0].label == "Anna Muster"
    vault.close()
    open_vault(vault.folder, "die neue Passphrase").close()
    with pytest.raises(WrongPassphraseError):
        open_vault(vault.folder, passphrase)


def test_the_last_passphrase_stays(vault: Vault, passphrase: str) -> None:
    with pytest.raises(SlotError, match="letzte Passphrase"):
        remove_slot(vault, vault.slot)
    assert which_slot(vault, passphrase) == vault.slot


def test_a_removed_access_opens_nothing(vault: Vault) -> None:
    slot = add_slot(vault, "zweite Passphrase", "Beate")
    remove_slot(vault, slot)
    with pytest.raises(SlotError):
        remove_slot(vault, slot)
    vault.close()
    with pytest.raises(WrongPassphraseError):
        open_vault(vault.folder, "zweite Passphrase")


def test_a_new_recovery_key_voids_the_old_sheet(vault: Vault, recovery_key: str) -> None:
    new = rotate_recovery(vault)
    vault.close()
    with pytest.raises(WrongPassphraseError, match="gehört nicht"):
        open_vault(vault.folder, recovery_key)
    open_vault(vault.folder, new).close()


def test_a_forgotten_passphrase_is_set_anew_with_the_recovery_key(folder: Path, recovery_key: str) -> None:
    with open_vault(folder, recovery_key) as vault:
        forgotten = next(slot.id for slot in list_slots(vault) if slot.kind == "passphrase")
        change_passphrase(vault, forgotten, "wieder gewusst")
    open_vault(folder, "wieder gewusst").close()


def test_the_list_of_accesses_has_an_end(vault: Vault) -> None:
    for number in range(14):
        add_slot(vault, f"Passphrase {number}")
    with pytest.raises(SlotError, match="16"):
        add_slot(vault, "eine zu viel")
    assert len(list_slots(vault)) == 16


@pytest.mark.parametrize("label", ["", "Ü" * 100, "عربي", "a\0b\ud800", "  mit Rand  "])
def test_any_label_is_kept_or_refused_and_never_stands_in_the_clear(vault: Vault, label: str) -> None:
    slot = add_slot(vault, "zweite Passphrase", label)
    read = next(entry.label for entry in list_slots(vault) if entry.id == slot)
    assert read == label.strip().replace("\0", "").replace("\ud800", "?")
    relabel_slot(vault, slot, "anders")
    assert next(entry.label for entry in list_slots(vault) if entry.id == slot) == "anders"
    with pytest.raises(SlotError, match="zu lang"):
        relabel_slot(vault, slot, "x" * 401)


def test_a_recovery_key_is_no_passphrase(vault: Vault, recovery_key: str) -> None:
    for text in ("", recovery_key):
        with pytest.raises(WeakPassphraseError):
            add_slot(vault, text)


def test_no_two_accesses_have_one_passphrase(vault: Vault, passphrase: str) -> None:
    """Else the one could be taken away, and who had it came in by the other."""
    second = add_slot(vault, "zweite Passphrase", "Beate")
    before = vault.key_file
    with pytest.raises(WeakPassphraseError, match="einen anderen Zugang"):
        add_slot(vault, passphrase, "Clara")
    with pytest.raises(WeakPassphraseError, match="einen anderen Zugang"):
        change_passphrase(vault, second, passphrase)
    assert vault.key_file == before
    change_passphrase(vault, second, "zweite Passphrase")


class Accesses(RuleBasedStateMachine):
    """A vault beside a plain dictionary of what should open it."""

    def __init__(self) -> None:
        super().__init__()
        self.base = Path(tempfile.mkdtemp())
        self.vault, self.recovery = create_vault(self.base / "t", "Passphrase 0", cost=CHEAP_COST)
        self.model = {self.vault.slot: "Passphrase 0"}
        self.void: set[str] = set()
        self.number = 0

    def fresh(self) -> str:
        self.number += 1
        return f"Passphrase {self.number}"

    @precondition(lambda self: len(self.model) < 6)
    @rule()
    def add(self) -> None:
        passphrase = self.fresh()
        self.model[add_slot(self.vault, passphrase, passphrase)] = passphrase

    @rule(data=st.data())
    def change(self, data: st.DataObject) -> None:
        slot = data.draw(st.sampled_from(sorted(self.model)))
        self.void.add(self.model[slot])
        self.model[slot] = self.fresh()
        change_passphrase(self.vault, slot, self.model[slot])

    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        slot = data.draw(st.sampled_from(sorted(self.model)))
        if len(self.model) == 1:
            with pytest.raises(SlotError):
                remove_slot(self.vault, slot)
        else:
            remove_slot(self.vault, slot)
            self.void.add(self.model.pop(slot))

    @rule()
    def rotate(self) -> None:
        self.void.add(self.recovery)
        self.recovery = rotate_recovery(self.vault)

    @rule(data=st.data())
    def new_data_key(self, data: st.DataObject) -> None:
        stay = data.draw(st.sets(st.sampled_from(sorted(self.model)), min_size=1))
        self.void |= {self.recovery} | {self.model[slot] for slot in self.model if slot not in stay}
        self.recovery = rekey(self.vault, [self.model[slot] for slot in stay], drop_others=True)
        self.model = {slot: self.model[slot] for slot in stay}

    @rule(data=st.data())
    def reopen(self, data: st.DataObject) -> None:
        self.vault.close()
        for secret in data.draw(st.sets(st.sampled_from(sorted(self.void)), max_size=2)) if self.void else ():
            with pytest.raises(WrongPassphraseError):
                open_vault(self.base / "t", secret)
        secret = data.draw(st.sampled_from([*self.model.values(), self.recovery]))
        self.vault = open_vault(self.base / "t", secret)
        assert self.vault.warnings == []

    @invariant()
    def the_list_says_what_opens(self) -> None:
        listed = {slot.id for slot in list_slots(self.vault) if slot.kind == "passphrase"}
        assert listed == set(self.model)
        for slot, passphrase in self.model.items():
            assert which_slot(self.vault, passphrase) == slot
        which_slot(self.vault, self.recovery)

    def teardown(self) -> None:
        assert check_vault(self.vault) == []
        self.vault.close()
        shutil.rmtree(self.base)


TestAccesses = Accesses.TestCase
TestAccesses.settings = settings(max_examples=12, stateful_step_count=12, deadline=None)
