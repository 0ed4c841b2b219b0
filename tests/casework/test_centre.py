# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
from pathlib import Path

import pytest

from laufmappe.casework.centre import centre, set_centre
from laufmappe.casework.desk import Desk, new_desk, open_desk
from laufmappe.casework.views import CentreView
from laufmappe.errors import FieldError, WrongPassphraseError
from laufmappe.vault import CHEAP_COST

MUSTERSTADT = CentreView(
    "Beratungsstelle",
    "Am Markt 1",
    "33602 Musterstadt",
    "Mo bis Do 9–16 Uhr",
    "Maria Beispiel",
    "0521 000-1",
    "b@example.org",
)


def test_a_new_vault_knows_its_centre_and_its_counsellor_when_it_is_opened_again(tmp_path: Path) -> None:
    desk, recovery_key = new_desk(tmp_path / "v", "passphrase", "Maria", "Beratungsstelle", cost=CHEAP_COST)
    desk.close()
    with pytest.raises(WrongPassphraseError):
        open_desk(tmp_path / "v", "falsch")
    for secret in ("passphrase", recovery_key):
        desk = open_desk(tmp_path / "v", secret)
        assert (desk.who, centre(desk)) == ("Maria", CentreView(name="Beratungsstelle", counsellor="Maria"))
        desk.close()


def test_what_the_centre_says_of_itself_is_kept(desk: Desk) -> None:
    set_centre(desk, MUSTERSTADT)
    set_centre(desk, CentreView(name="Neue Beratungsstelle", counsellor="Jonas Muster"))
    assert centre(desk) == CentreView(name="Neue Beratungsstelle", counsellor="Jonas Muster")
    assert desk.who == "Jonas Muster"


def test_a_wrong_field_of_the_centre_changes_nothing(desk: Desk) -> None:
    set_centre(desk, MUSTERSTADT)
    with pytest.raises(FieldError) as fault:
        set_centre(desk, CentreView(name="x" * 301))
    assert fault.value.field == "name"
    assert centre(desk) == MUSTERSTADT
