# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""A short week of work at the real window by keyboard and pointer, with locks in the middle of forms."""

import csv
import os
import re
import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

WEEK = Path(__file__).parents[2] / "packaging" / "week_of_work.py"


@pytest.mark.timeout(400)
def test_a_week_at_the_window_is_in_the_record_with_every_act(tmp_path: Path) -> None:
    kept = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    kept |= {"PYTHONPATH": os.pathsep.join([str(WEEK.parent), *sys.path]), "QT_QPA_PLATFORM": "offscreen"}
    kept |= {"HOME": str(tmp_path), "LAUFMAPPE_LANGUAGE": "de"}
    ran = subprocess.run(
        [sys.executable, str(WEEK), "--people", "6", "--days", "2"],
        env=kept,
        cwd=WEEK.parents[1],
        capture_output=True,
        text=True,
        check=False,
        timeout=380,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    acts = re.match(r"(?:.*\n)*(\d+) acts", ran.stdout)
    assert acts is not None
    assert int(acts[1]) > 50


def test_the_people_of_the_week_come_in_as_a_list_and_travel_as_json(office: Any) -> None:
    people = runpy.run_path(str(WEEK.with_name("week_people.py")))["neighbours"](30)
    rows = [(p.family, p.given, p.native, p.born, p.phone, p.note, "K2") for p in people]
    head = ("Nachname", "Vorname", "Name in eigener Schrift", "Geburtsdatum", "Telefon", "Notiz", "Kette")
    file = office.folder / "woche.csv"
    with file.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out, delimiter=";").writerows([head, *rows])
    vault, other = office.new_vault(), office.new_vault()
    assert office.call("import", vault, file).status == 0
    ids = office.ids(vault)
    assert len(ids) == len(people)
    for newcomer_id in ids[:3]:
        case = office.folder / f"fall-{newcomer_id}.json"
        assert office.call("export", vault, newcomer_id, "--out", case).status == 0
        assert office.call("import", other, case).status == 0
    assert sorted(office.ids(other)) == sorted(ids[:3])
    assert office.call("check", other).status == 0
