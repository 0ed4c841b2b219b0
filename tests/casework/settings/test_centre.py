# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
import struct
import zlib
from dataclasses import replace
from pathlib import Path

import pytest

from laufmappe.casework.desk import Desk, new_desk, open_desk
from laufmappe.casework.settings.centre import centre, set_centre, set_logo
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


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + zlib.crc32(kind + body).to_bytes(4, "big")


LOGO = (
    b"\x89PNG\r\n\x1a\n"
    + _chunk(b"IHDR", struct.pack(">IIBBBBB", 80, 40, 8, 0, 0, 0, 0))
    + _chunk(b"IDAT", zlib.compress((b"\0" + b"\x40" * 80) * 40))
    + _chunk(b"IEND", b"")
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


def test_taking_back_the_counsellor_gives_the_desk_back(desk: Desk) -> None:
    before = desk.who
    changed = set_centre(desk, MUSTERSTADT)
    other = set_centre(desk, replace(MUSTERSTADT, counsellor="Jonas Muster"))
    assert desk.who == "Jonas Muster"
    again = desk.undo(other.operation)
    assert desk.who == MUSTERSTADT.counsellor
    desk.undo(again.operation)
    assert desk.who == "Jonas Muster"
    other = set_centre(desk, MUSTERSTADT)
    desk.undo(other.operation)
    assert desk.who == "Jonas Muster"
    assert changed.verb == "set_centre"
    assert before == "Maria Beispiel"


def test_taking_back_the_first_counsellor_gives_back_who_sat_there(desk: Desk) -> None:
    changed = set_centre(desk, CentreView(counsellor="Jonas Muster"))
    desk.undo(changed.operation)
    assert (desk.who, centre(desk)) == ("Maria Beispiel", CentreView())


def test_a_logo_is_kept_beside_the_words_and_can_be_taken_back(desk: Desk) -> None:
    changed = set_logo(desk, LOGO)
    set_centre(desk, MUSTERSTADT)
    assert centre(desk) == replace(MUSTERSTADT, logo=LOGO)
    desk.undo(changed.operation)
    assert centre(desk) == MUSTERSTADT
    with pytest.raises(FieldError):
        set_logo(desk, b"<svg/>")
    assert centre(desk) == MUSTERSTADT
    set_logo(desk, LOGO)
    set_logo(desk, b"")
    assert centre(desk) == MUSTERSTADT
