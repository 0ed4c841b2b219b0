# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Calls that can't go well: the right status, one sentence, nothing half-written and nothing left behind."""

import os
import resource
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

STRONG = "zebra-leuchtturm-mandarine-kreide-wolke"
USAGE = [
    ("people",),
    ("check",),
    ("new",),
    ("import", "V"),
    ("export", "V", "1"),
    ("folder", "V", "1"),
    ("folder", "V", "--out", "x.pdf"),
    ("folder", "V", "1", "--out"),
    ("people", "V", "W"),
    ("people", "V", "--json=1"),
    ("import", "V", "a.csv", "--strikt"),
    ("demo", "D", "--people", "0"),
    ("demo", "D", "--people", "viele"),
    ("--gibtsnicht",),
]


@pytest.mark.parametrize("arguments", USAGE, ids=" ".join)
def test_wrong_usage_is_shown_how_and_ends_with_2(office: Any, arguments: tuple[str, ...]) -> None:
    said = office.run([str(office.folder / a) if a in "VD" else a for a in arguments])
    assert (said.status, said.out) == (2, "")
    assert said.err.startswith("Aufruf: laufmappe")
    assert sorted(path.name for path in office.folder.iterdir()) == ["passphrase.txt"]


@pytest.mark.parametrize("kind", ["missing", "file", "empty folder"])
def test_what_is_no_vault_is_called_so(office: Any, kind: str) -> None:
    target: Path = office.folder / "ziel"
    if kind == "file":
        target.write_text("wichtig")
    elif kind == "empty folder":
        target.mkdir()
    for command, more in (("people", ()), ("check", ()), ("import", ("a.csv",)), ("export", ("1", "--out", "-"))):
        said = office.call(command, target, *more)
        assert (said.status, said.out, said.err.count("\n")) == (1, "", 1)
        assert "kein Tresor" in said.err or "gibt es nicht" in said.err
    assert kind != "file" or target.read_text() == "wichtig"
    assert kind != "empty folder" or list(target.iterdir()) == []


def test_a_folder_without_a_name_is_not_taken_for_the_one_at_hand(office: Any) -> None:
    for command, more in (("people", ()), ("check", ()), ("import", ("a.csv",)), ("export", ("1", "--out", "-"))):
        said = office.run([command, "", *more])
        assert (said.status, said.out) == (2, "")
        assert "Der Name des Ordners ist leer" in said.err


@pytest.fixture
def busy(office: Any) -> Path:
    """A vault with one person."""
    vault: Path = office.new_vault()
    file = office.folder / "liste.csv"
    file.write_text("Nachname;Kette\nHaddad;K1\n", encoding="utf-8")
    assert office.call("import", vault, file).status == 0
    return vault


def entries(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


@pytest.mark.parametrize("command", ["folder", "export"])
def test_only_a_file_can_be_the_target(office: Any, busy: Path, command: str) -> None:
    pipe, plug, place = office.folder / "rohr", office.folder / "dose", office.folder / "ordner"
    os.mkfifo(pipe)
    place.mkdir()
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(plug))
    before = entries(office.folder)
    for out in (pipe, plug, place, place / "x" / "y", busy / "vault.json" / "x", ""):
        said = office.call(command, busy, "1", "--out", out)
        assert (said.status, said.out, said.err.count("\n")) == (1, "", 1)
        assert said.err.startswith("Dorthin lässt sich keine Datei schreiben")
    assert entries(office.folder) == before
    assert pipe.is_fifo()
    assert plug.is_socket()


def test_a_link_is_replaced_and_not_what_it_leads_to(office: Any, busy: Path) -> None:
    target, link = office.folder / "mappe.pdf", office.folder / "verweis.pdf"
    target.write_text("wichtig")
    link.symlink_to(target)
    assert office.call("folder", busy, "1", "--out", link).status == 0
    assert target.read_text() == "wichtig"


@pytest.mark.skipif(sys.platform != "linux", reason="limits and signals of Linux")
class TestOnLinux:
    """As processes of their own, on a disk that ends, with a reader who goes, and stopped by Ctrl-C."""

    def start(self, office: Any, *arguments: str | Path, **settings: Any) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-m", "laufmappe", *map(str, arguments)]
        secret = ["--passphrase-file", str(office.folder / "passphrase.txt")]
        settings = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **settings}
        return subprocess.Popen(command + secret, stdin=subprocess.DEVNULL, **settings)

    def limited(self, size: int) -> Callable[[], None]:
        return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    def test_a_full_disk_leaves_no_half_file(self, office: Any, busy: Path) -> None:
        before = entries(office.folder)
        for command in ("folder", "export"):
            out = office.folder / f"{command}.out"
            with self.start(office, command, busy, "1", "--out", out, preexec_fn=self.limited(5_000)) as process:
                _out, err = process.communicate(timeout=60)
            assert process.returncode == 1, err
            assert "kein Platz mehr" in err.decode()
            assert "Traceback" not in err.decode()
        assert entries(office.folder) == before
        assert office.call("check", busy).status == 0

    def test_a_vault_that_finds_no_room_leaves_nothing_in_its_folder(self, office: Any) -> None:
        (office.folder / "passphrase.txt").write_text(f"{STRONG}\n")
        target = office.folder / "neu"
        with self.start(office, "new", target, preexec_fn=self.limited(60_000)) as process:
            _out, err = process.communicate(timeout=60)
        assert process.returncode == 1, err
        assert "Datenträger" in err.decode()
        assert set(entries(target)) <= {"vault.lock"}

    def test_output_that_nobody_can_take_is_status_1(self, office: Any, busy: Path) -> None:
        for command in (("people",), ("folder", "1", "--out", "-")):
            with (
                Path("/dev/full").open("wb") as full,
                self.start(office, command[0], busy, *command[1:], stdout=full) as process,
            ):
                _out, err = process.communicate(timeout=60)
            assert (process.returncode, "Traceback" in err.decode()) == (1, False)
            assert "kein Platz mehr" in err.decode()

    def test_a_reader_who_goes_is_no_fault_to_talk_about(self, office: Any, busy: Path) -> None:
        with self.start(office, "folder", busy, "1", "--out", "-") as process:
            assert process.stdout is not None
            assert process.stderr is not None
            process.stdout.close()
            err = process.stderr.read()
            process.wait(60)
        assert (process.returncode, err) == (1, b"")

    def test_ctrl_c_stops_in_one_sentence_and_the_vault_is_whole(self, office: Any, busy: Path) -> None:
        target, file = office.folder / "neu", office.folder / "viele.csv"
        rows = "".join(f"Person {number};K2\n" for number in range(3000))
        file.write_text(f"Nachname;Kette\n{rows}", encoding="utf-8")
        secret = office.folder / "passphrase.txt"
        for arguments, passphrase in ((("new", target), STRONG), (("import", busy, file), office.passphrase)):
            secret.unlink()
            os.mkfifo(secret)
            # Whoever runs the tests in the background of a shell has switched the signal off for all that comes after.
            heard = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
            with self.start(office, *arguments, preexec_fn=heard) as process:
                # Opens as soon as the program asks for the passphrase: then it is well under way.
                secret.write_text(f"{passphrase}\n", encoding="utf-8")
                time.sleep(0.2)
                process.send_signal(signal.SIGINT)
                _out, err = process.communicate(timeout=60)
            assert process.returncode in (0, 1)
            assert "Traceback" not in err.decode()
            secret.unlink()
            secret.write_text(f"{office.passphrase}\n", encoding="utf-8")
        assert not [name for name in entries(office.folder) if ".laufmappe-" in name]
        assert office.call("check", busy).status == 0
        assert len(office.ids(busy)) in (1, 3001)
