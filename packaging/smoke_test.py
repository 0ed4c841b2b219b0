# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tries a packaged program as its users would: python3 packaging/smoke_test.py PROGRAM…

Runs every command with invented people in a folder of its own, and the window without a screen. PROGRAM may be several
words (`chroot machine laufmappe`); `--folder F` is where it works then. Needs only Python's own library. Exit status 0: all well.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

SECRET = "zebra-leuchtturm-mandarine-kreide-wolke"  # noqa: S105  # of invented people
PARCEL_SECRET = "sieben gelbe Enten schwimmen"  # noqa: S105
WINDOW_SECONDS = 6


class Program:
    """The packaged program: calls it and looks at what comes back."""

    def __init__(self, command: list[str], folder: Path) -> None:
        self.command, self.folder = command, folder
        self.tried = 0

    def __call__(self, *arguments: str, status: int = 0) -> str:
        """Runs a command and returns what it printed. Anything but `status`, and any traceback, ends the test."""
        begun = time.monotonic()
        done = subprocess.run(
            [*self.command, *arguments],
            input=f"{SECRET}\n".encode(),
            capture_output=True,
            cwd=self.folder,
            check=False,
            timeout=300,
        )
        printed = done.stdout.decode("utf-8", "replace")
        faults = done.stderr.decode("utf-8", "replace")
        shown = " ".join(argument.replace(str(self.folder), "…") for argument in arguments)
        if done.returncode != status or "Traceback" in printed + faults:
            sys.exit(f"FAILED ({done.returncode}): {shown}\n{printed}\n{faults}")
        self.tried += 1
        print(f"{time.monotonic() - begun:6.2f} s  {shown}", flush=True)
        return printed

    def json(self, *arguments: str) -> Any:
        """The same for a command that prints JSON."""
        return json.loads(self(*arguments, "--json"))


def desk(program: Program) -> None:
    """A vault, its people, printing, files in and out."""
    folder = program.folder
    vault, given = str(folder / "demo" / "tresor"), ("--passphrase-file", "-")
    assert "Laufmappe" in program("--version")
    program("demo", str(folder / "demo"), "--people", "4", "--no-window")
    people = program.json("people", vault, *given)
    person = str(people[0]["id"])
    pdf(program, "folder", vault, person, *given, "--language", "ti", "--out", str(folder / "ti.pdf"))
    pdf(
        program,
        "folder",
        vault,
        person,
        *given,
        "--language",
        "ckb",
        "--large-print",
        "--out",
        str(folder / "large.pdf"),
    )
    program("folder", vault, person, *given, "--list-sheets")
    pdf(program, "overview", "--language", "ar", "--out", str(folder / "overview.pdf"))
    pdf(program, "handbook", "--out", str(folder / "handbook.pdf"))
    program("export", vault, person, *given, "--out", str(folder / "case.json"))
    program("directory", "export", vault, str(folder / "services.zip"), *given)
    program("directory", "import", vault, str(folder / "services.zip"), *given)
    program("new", str(folder / "new"), *given, "--name", "Probe", "--counsellor", "Maria Beispiel")
    program("import", str(folder / "new"), str(folder / "case.json"), *given)
    program("check", vault, *given)
    program("check", str(folder / "nothing"), *given, status=1)
    assert program("people", "--nonsense", status=2) == ""


def keys(program: Program) -> None:
    """Accesses, keys, backups."""
    folder, given = program.folder, ("--passphrase-file", "-")
    vault = str(folder / "demo" / "tresor")
    (folder / "second").write_text("zweite Passphrase mit Umlaut ä", encoding="utf-8")
    program("slot", "add", vault, *given, "--label", "Vertretung", "--new-passphrase-file", str(folder / "second"))
    program("slot", "list", vault, *given)
    program("backup", vault, str(folder / "backups"), *given)
    (backup,) = (folder / "backups").iterdir()
    program("restore", str(backup), str(folder / "restored"), *given)
    program("check", str(folder / "restored"), *given)
    program("rekey", vault, *given, "--drop-others")


def parcels(program: Program) -> None:
    """A case goes to another vault and is taken in there, with the passphrase of the parcel."""
    folder, given = program.folder, ("--passphrase-file", "-")
    vault, other = str(folder / "demo" / "tresor"), str(folder / "other")
    program("new", other, *given, "--name", "Andere Stelle", "--counsellor", "Ali Beispiel")
    program("key", "show", vault, *given, "--out", str(folder / "own.laufmappe-karte"))
    program("key", "import", other, str(folder / "own.laufmappe-karte"), *given)
    services = json.loads(program("directory", "export", vault, "-", *given, "--format", "json"))["contents"]
    service = services[0]["name"]
    person = str(program.json("people", vault, *given)[0]["id"])
    (folder / "secret").write_text(PARCEL_SECRET, encoding="utf-8")
    closed = ("--parcel-passphrase-file", str(folder / "secret"))
    parcel = str(folder / "case.laufmappe")
    program("handover", "send", vault, person, *given, "--to", service, "--out", parcel, "--reason", "Probe", *closed)
    program("handover", "inspect", parcel, *closed)
    program("handover", "receive", other, parcel, *given, "--yes", *closed)
    assert len(program.json("people", other, *given)) == 1
    program("handover", "copy", vault, person, *given, "--out", str(folder / "copy"))


def pdf(program: Program, *arguments: str) -> None:
    """A command that writes a PDF to its last argument."""
    program(*arguments)
    assert Path(arguments[-1]).read_bytes().startswith(b"%PDF-"), arguments[-1]


def window(program: Program) -> None:
    """The window stays open, without a screen, until it is told to end."""
    settings = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    started = subprocess.Popen([*program.command], env=settings, stderr=subprocess.PIPE)
    try:
        started.wait(WINDOW_SECONDS)
    except subprocess.TimeoutExpired:
        started.terminate()
        _out, faults = started.communicate(timeout=30)
        assert b"Traceback" not in faults and b"qt.qpa.plugin" not in faults, faults
        print(f"{WINDOW_SECONDS:6.2f} s  the window stands")
    else:
        sys.exit(f"FAILED: the window ended by itself ({started.returncode})")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--folder", type=Path, help="an empty folder to work in, by the name the program knows it by")
    parser.add_argument("program", nargs="+")
    given = parser.parse_args()
    os.environ["LAUFMAPPE_LANGUAGE"] = "de"
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as spare:
        program = Program(given.program, given.folder or Path(spare))
        for part in (desk, keys, parcels, window):
            part(program)
    print(f"All well: {program.tried} commands and the window.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
