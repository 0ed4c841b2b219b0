# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Measures the start beside KeePassXC: from the command to the painted unlock window, and from Return to the list.

    .venv/bin/python tests/bench/start.py [--runs 7] [--program NAME=COMMAND …]

Both open an encrypted file that takes about half a second to unlock, on the same screen of their own (Xvfb), in turns; the
table says the medians and the memory (PSS) at either moment. What is measured is what a person sees: a window
that is mapped and painted, then one that has changed and stays as it is. Without `keepassxc` it measures us alone. The
packaged program is measured where it was built (build/frozen) or is installed (/usr/bin/laufmappe). Linux only; needs Xvfb and
xdotool. Nothing here asserts a speed.
"""

import argparse
import ctypes
import os
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
SECRET = "zebra-leuchtturm-mandarine-kreide-wolke"  # of invented people
WIDTH, HEIGHT = 1366, 768
PATIENCE = 30.0
"""Seconds after which something is not going to come any more."""
STILL = 0.4
"""A picture that stays the same for so long is finished."""


@dataclass
class Figures:
    """What the runs of one program gave: seconds to the window, seconds from Return to the list, memory in MB."""

    window: list[float] = field(default_factory=list)
    opened: list[float] = field(default_factory=list)
    memory_locked: list[float] = field(default_factory=list)
    memory_open: list[float] = field(default_factory=list)


class Screen:
    """A screen of our own, looked at through one X connection: cheap enough to look every few milliseconds."""

    def __init__(self, number: str) -> None:
        self._x = ctypes.CDLL("libX11.so.6")
        for name in ("XOpenDisplay", "XDefaultRootWindow", "XGetImage"):
            getattr(self._x, name).restype = ctypes.c_void_p
        self._display = ctypes.c_void_p(self._x.XOpenDisplay(number.encode()))
        self._root = ctypes.c_void_p(self._x.XDefaultRootWindow(self._display))
        self.empty = self.look()

    def look(self) -> bytes:
        """The pixels of every sixteenth line."""
        seen = []
        for line in range(8, HEIGHT, 16):
            image = self._x.XGetImage(
                self._display, self._root, 0, line, WIDTH, 1, ctypes.c_ulong(0xFFFFFFFF), 2
            )  # ZPixmap
            data = ctypes.cast(image + 16, ctypes.POINTER(ctypes.c_void_p))[0]
            seen.append(ctypes.string_at(data, WIDTH * 4))
            self._x.XDestroyImage(ctypes.c_void_p(image))
        return b"".join(seen)

    def changed(self, before: bytes, share: float) -> float:
        """Waits until so much of the screen is another than `before`, and then stays; says when it came to rest."""
        until = time.monotonic() + PATIENCE
        last, since, enough = before, time.monotonic(), False
        while time.monotonic() < until:
            now = self.look()
            if now != last:
                last, since = now, time.monotonic()
                enough = differing(before, now) >= share
            elif enough and time.monotonic() - since > STILL:
                return since
            time.sleep(0.004)
        raise TimeoutError("nothing came on the screen")


def differing(one: bytes, other: bytes) -> float:
    """The share of samples that differ."""
    step = 4 * 8
    samples = range(0, len(one), step)
    return sum(one[n : n + 3] != other[n : n + 3] for n in samples) / len(samples)


@contextmanager
def screen(folder: Path) -> Iterator[tuple[Screen, dict[str, str]]]:
    """Starts a screen and a session bus; gives the screen and the environment that programs on it have."""
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{WIDTH}x{HEIGHT}x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL)
    number = ":" + os.read(read, 16).decode().strip()
    bus = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address"], stdout=subprocess.PIPE, text=True
    )
    assert bus.stdout is not None
    home = {
        name: str(folder / name) for name in ("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")
    }
    for place in home.values():
        Path(place).mkdir()
    settings = os.environ | home | {"DISPLAY": number, "DBUS_SESSION_BUS_ADDRESS": bus.stdout.readline().strip()}
    settings |= {"HOME": str(folder), "LAUFMAPPE_LANGUAGE": "de", "LC_ALL": "C.UTF-8"}
    settings.pop("QT_QPA_PLATFORM", None)
    try:
        yield Screen(number), settings
    finally:
        for process in (bus, server):
            process.terminate()
            process.wait()


def memory(process: int) -> float:
    """The memory that is a process's own, and its share of what others use too, in MB (PSS); 0 if that is hidden."""
    try:
        text = Path(f"/proc/{process}/smaps_rollup").read_text()
    except OSError:
        return 0.0
    return sum(int(found) for found in re.findall(r"^Pss:\s+(\d+)", text, re.MULTILINE)) / 1000


def run_once(command: list[str], figures: Figures | None, seen: Screen, settings: dict[str, str]) -> None:
    """Starts the program, unlocks it, and ends it; `figures` takes what was measured."""
    begun = time.monotonic()
    program = subprocess.Popen(command, env=settings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        window = seen.changed(seen.empty, 0.2) - begun
        locked = seen.look()
        memory_locked = memory(program.pid)
        type_text(SECRET, settings)
        time.sleep(0.5)
        locked = seen.look()
        begun = time.monotonic()
        subprocess.run(["xdotool", "key", "Return"], env=settings, check=True)
        opened = seen.changed(locked, 0.12) - begun
        memory_open = memory(program.pid)
    finally:
        program.send_signal(signal.SIGKILL)
        program.wait()
        time.sleep(0.3)
    if figures is not None:
        figures.window.append(window)
        figures.opened.append(opened)
        figures.memory_locked.append(memory_locked)
        figures.memory_open.append(memory_open)


def type_text(text: str, settings: dict[str, str]) -> None:
    """Types as on a keyboard; without a window manager the window has to be given the keyboard first."""
    find = ["xdotool", "search", "--onlyvisible", "--name", "Laufmappe|KeePassXC"]
    found = subprocess.run(find, env=settings, capture_output=True, text=True, check=False).stdout.split()
    for window in found[:1]:
        subprocess.run(["xdotool", "windowfocus", "--sync", window], env=settings, check=False, timeout=5)
    subprocess.run(["xdotool", "type", "--delay", "2", text], env=settings, check=True)


def our_vault(folder: Path, people: int) -> Path:
    """A vault of invented people with the key derivation that people get."""
    command = [
        str(CHECKOUT / ".venv/bin/laufmappe"),
        "demo",
        str(folder / "demo"),
        "--people",
        str(people),
        "--no-window",
    ]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return folder / "demo" / "tresor"


def their_database(folder: Path, entries: int) -> Path:
    """A database of KeePassXC with as many entries, that takes half a second to open."""
    database = folder / "demo.kdbx"
    make = ["keepassxc-cli", "db-create", "-q", "-p", "-t", "500", str(database)]
    subprocess.run(make, input=f"{SECRET}\n{SECRET}\n", text=True, check=True, stderr=subprocess.DEVNULL)
    for number in range(entries):
        add = ["keepassxc-cli", "add", "-q", str(database), f"Eintrag {number}", "-u", f"person{number}"]
        subprocess.run(add, input=f"{SECRET}\n", text=True, check=True, stderr=subprocess.DEVNULL)
    settings = folder / "keepassxc.ini"
    settings.write_text(
        "[General]\nUpdateCheckMessageShown=true\n[GUI]\nCheckForUpdates=false\nMinimizeOnStartup=false\n",
        encoding="ascii",
    )
    return database


def programs(given: list[str], folder: Path) -> dict[str, list[str]]:
    """The commands to measure, by name."""
    vault = str(our_vault(folder, 12))
    found = {}
    for command in (CHECKOUT / "build/frozen/laufmappe/laufmappe", Path("/usr/bin/laufmappe")):
        if command.exists():
            found["packaged"] = [str(command), vault]
            break
    found["checkout"] = [str(CHECKOUT / ".venv/bin/laufmappe"), vault]
    for pair in given:
        name, _sign, command_text = pair.partition("=")
        found[name] = [*command_text.split(), vault]
    if shutil.which("keepassxc"):
        database = their_database(folder, 12)
        found["KeePassXC"] = ["keepassxc", "--config", str(folder / "keepassxc.ini"), str(database)]
    else:
        sys.stderr.write("keepassxc is missing: measuring us alone.\n")
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--program", action="append", default=[], metavar="NAME=COMMAND")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as spare, screen(Path(spare)) as (seen, settings):
        measured = programs(given.program, Path(spare))
        figures = {name: Figures() for name in measured}
        for number in range(given.runs + 1):  # the first run warms the disk's cache and is thrown away
            for name, command in measured.items():
                run_once(command, figures[name] if number else None, seen, settings)
    show(figures)


def show(figures: dict[str, Figures]) -> None:
    """The table: medians, and how they stand to KeePassXC's."""
    say = sys.stdout.write
    say(f"{'':12}{'window':>16}{'unlock to list':>18}{'memory locked':>18}{'memory open':>18}\n")
    peer = figures.get("KeePassXC")
    for name, runs in figures.items():
        cells = []
        for what, unit, width in (
            ("window", "ms", 16),
            ("opened", "ms", 18),
            ("memory_locked", "MB", 18),
            ("memory_open", "MB", 18),
        ):
            value = statistics.median(getattr(runs, what))
            ratio = f" ×{value / statistics.median(getattr(peer, what)):.2f}" if peer and peer is not runs else ""
            shown = value * 1000 if unit == "ms" else value
            cells.append(f"{shown:.0f} {unit}{ratio}".rjust(width))
        say(f"{name:12}{''.join(cells)}\n")


if __name__ == "__main__":
    main()
