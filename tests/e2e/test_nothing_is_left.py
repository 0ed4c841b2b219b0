# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""After a day's work no file on the machine holds a name that was entered, but the PDF and JSON that were asked for."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from laufmappe.casework.desk import open_desk
from laufmappe.casework.people.register import NewcomerDraft, list_people, take_in

NAMES = ("Wrzeszczykowska", "Quastenflosser", "أبوظريف", "Ґудзикевич", "0521-998877", "Geheimnotizwort")
HERE = Path(__file__).parent


def traces(folder: Path) -> list[str]:
    """Files below a folder whose name or content holds one of the names, in any of the usual encodings."""
    wanted = [name.encode(code) for name in NAMES for code in ("utf-8", "utf-16-le", "utf-16-be")]
    wanted += [ascii(name)[1:-1].encode() for name in NAMES]
    found = []
    for file in folder.rglob("*"):
        if file.is_file():
            content = file.read_bytes()
            if any(each in content for each in wanted) or any(name in file.name for name in NAMES):
                found.append(str(file.relative_to(folder)))
    return found


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    """An environment in which everything that a program may write to lies below `machine`."""
    machine = tmp_path / "machine"
    variables = {"HOME": "home", "TMPDIR": "tmp", "XDG_RUNTIME_DIR": "run"}
    variables |= {f"XDG_{name}_HOME": f"home/{name.lower()}" for name in ("CONFIG", "CACHE", "DATA", "STATE")}
    for folder in variables.values():
        (machine / folder).mkdir(parents=True, exist_ok=True)
    (machine / "run").chmod(0o700)
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "DISPLAY", "WAYLAND"))}
    kept |= {name: str(machine / folder) for name, folder in variables.items()}
    kept["PYTHONPATH"] = os.pathsep.join(str(Path(place).absolute()) for place in sys.path)
    return kept | {"QT_QPA_PLATFORM": "offscreen", "LAUFMAPPE_LANGUAGE": "de"}


def test_the_command_line_leaves_nothing(office: Any, home: dict[str, str]) -> None:
    machine, outside = office.folder / "machine", office.folder / "outside"
    outside.mkdir()
    vault = office.new_vault()
    vault.rename(machine / "tresor")
    vault = machine / "tresor"
    file = outside / "liste.csv"
    heading = "Nachname;Vorname;Name in eigener Schrift;Telefon;Notiz;Kette\n"
    rows = f"{NAMES[0]};{NAMES[1]};{NAMES[2]};{NAMES[4]};{NAMES[5]};K2\n{NAMES[3]};;;;;31.02.\n"
    file.write_text(heading + rows, encoding="utf-8")
    secret = ("--passphrase-file", str(office.folder / "passphrase.txt"))
    calls: tuple[tuple[str | Path, ...], ...] = (
        ("import", vault, file),
        ("people", vault, "--search", NAMES[0][:5]),
        ("folder", vault, NAMES[0], "--out", outside / "mappe.pdf", "--language", "ar"),
        ("export", vault, NAMES[0], "--out", outside / "fall.json"),
        ("import", vault, outside / "fall.json"),
        ("check", vault),
    )
    statuses = []
    for call in calls:
        command = [sys.executable, "-m", "laufmappe", *map(str, call), *secret]
        statuses.append(subprocess.run(command, env=home, cwd=machine, capture_output=True, check=False).returncode)
    assert statuses == [1, 0, 0, 0, 1, 0]
    assert traces(outside) != []
    assert traces(machine) == []


def test_the_window_leaves_nothing(office: Any, home: dict[str, str]) -> None:
    machine, pdf = office.folder / "machine", office.folder / "mappe.pdf"
    office.new_vault().rename(machine / "tresor")
    desk = open_desk(machine / "tresor", office.passphrase)
    draft = NewcomerDraft(
        given_name=NAMES[1], family_name=NAMES[0], native_name=NAMES[2], phone=NAMES[4], note=NAMES[5]
    )
    take_in(desk, draft, "K2")
    (person,) = list_people(desk)
    desk.close()
    command = [sys.executable, str(HERE / "window_session.py"), str(machine / "tresor"), office.passphrase]
    ran = subprocess.run(
        [*command, person.name, str(pdf)],
        env=home,
        cwd=machine,
        capture_output=True,
        text=True,
        check=False,
        timeout=90,
    )
    assert ran.stdout.endswith("locked\n"), ran.stderr
    assert not any(name in ran.stdout + ran.stderr for name in NAMES)
    assert pdf.read_bytes().startswith(b"%PDF")
    assert traces(machine) == []
