# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
from pathlib import Path

import pytest

from laufmappe.casework.access import change_own_passphrase
from laufmappe.casework.desk import Desk, new_desk
from laufmappe.errors import FieldError, SlotError, WrongPassphraseError
from laufmappe.vault import CHEAP_COST, add_slot, which_slot

OLD, NEW = "passphrase", "kreide-lampe-otter-segel-moos"


def test_the_new_passphrase_opens_and_the_old_one_does_not(desk: Desk) -> None:
    slot = which_slot(desk.vault, OLD)
    change_own_passphrase(desk, OLD, NEW)
    assert which_slot(desk.vault, NEW) == slot
    with pytest.raises(WrongPassphraseError):
        which_slot(desk.vault, OLD)


def test_a_wrong_present_passphrase_changes_nothing(desk: Desk) -> None:
    with pytest.raises(FieldError) as refused:
        change_own_passphrase(desk, "falsch", NEW)
    assert refused.value.field == "secret"
    assert which_slot(desk.vault, OLD)


def test_the_recovery_key_replaces_a_forgotten_passphrase_when_there_is_only_one(tmp_path: Path) -> None:
    desk, recovery_key = new_desk(tmp_path / "mitte", OLD, cost=CHEAP_COST)
    change_own_passphrase(desk, recovery_key, NEW)
    assert which_slot(desk.vault, NEW)
    add_slot(desk.vault, "eine-zweite-passphrase-hier")
    with pytest.raises(SlotError):
        change_own_passphrase(desk, recovery_key, OLD)
    desk.close()
