# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""A case goes out, into another vault, and out again: it is the same to the letter."""

from typing import Any

from laufmappe.casework.demo.build import build_demo
from laufmappe.casework.desk import open_desk


def test_everybody_of_the_demo_travels_unchanged(office: Any) -> None:
    first, second = office.new_vault(), office.new_vault()
    desk = open_desk(first, office.passphrase)
    build_demo(desk, people=12, seed=3)
    desk.close()
    out = office.folder / "fall.json"
    people = office.ids(first)
    assert len(people) == 12
    for person in people:
        assert office.call("export", first, person, "--out", out).status == 0
        exported = out.read_bytes()
        said = office.call("import", second, out)
        assert (said.status, said.err) == (0, "")
        assert office.call("export", second, person, "--out", out).status == 0
        assert out.read_bytes() == exported
        assert office.call("import", second, out).status == 1
    assert sorted(office.ids(second)) == sorted(people)
    assert office.call("check", second).status == 0
