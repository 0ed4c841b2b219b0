# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""A sample vault of invented people, in a folder that says so itself.

<ORDNER>/laufmappe-demo.json    what stands here: seed, people, passphrase; `complete` once all of it does
         tresor/                the vault

Nothing heavy is loaded before a sample is made: the unlock page asks whether a vault is one.
"""

import json
import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from laufmappe.errors import LaufmappeError, VaultInUseError
from laufmappe.i18n import _

if TYPE_CHECKING:
    from laufmappe.casework.desk import Desk

MARKER, VAULT = "laufmappe-demo.json", "tresor"
PASSPHRASE = "zebra-leuchtturm-mandarine-kreide-wolke"  # noqa: S105  # for invented people; it is shown on purpose
_MOST_BYTES = 10_000


@dataclass(frozen=True)
class Marker:
    """What a sample folder says of itself; `person` is the id of the one who has the most."""

    seed: int = 1
    people: int = 12
    complete: bool = False
    person: str = ""
    passphrase: str = PASSPHRASE
    format: str = "laufmappe-demo"


def read_marker(directory: Path) -> Marker | None:
    """What the folder says of itself; None for one that is no sample."""
    with suppress(OSError, ValueError, TypeError, RecursionError):
        with (directory / MARKER).open("rb") as file:
            content = json.loads(file.read(_MOST_BYTES))
        marker = Marker(**content)
        if marker.format == "laufmappe-demo" and isinstance(marker.passphrase, str):
            return marker
    return None


def sample_passphrase(vault: Path) -> str:
    """The passphrase of a vault that is a sample; empty for any other."""
    marker = read_marker(vault.parent) if vault.name == VAULT else None
    return marker.passphrase[:200] if marker is not None and marker.complete else ""


def sample_person(vault: Path) -> str:
    """The id of the person in a sample who has the most; empty for a vault that is no sample."""
    marker = read_marker(vault.parent) if vault.name == VAULT else None
    return str(marker.person)[:64] if marker is not None and marker.complete else ""


def make_sample(
    directory: Path,
    begun: Marker,
    progress: Callable[[int, int], None] | None = None,
    finish: "Callable[[Desk, str], None] | None" = None,
) -> Marker:
    """Makes the sample; until it is whole, its marker says so, and the next call begins again.

    `finish` is called with the desk and the id of the one who has the most, before the vault is closed.

    Raises:
        VaultInUseError: A sample that is not whole yet is open there.
        StorageError: The disk is full, read-only or gone.
    """
    from laufmappe.casework.demo.build import build_demo
    from laufmappe.casework.desk import new_desk
    from laufmappe.vault import peek
    from laufmappe.vault.files import make_folder, storing

    with storing():
        make_folder(directory)
    vault = directory / VAULT
    if vault.exists():
        if peek(vault).in_use:
            raise VaultInUseError(_("Diese Demo ist gerade geöffnet oder wird angelegt. Bitte schließen Sie sie erst."))
        # What a sample that was broken off left behind: invented people only.
        with storing():
            shutil.rmtree(vault)
    _write_marker(directory, begun)
    desk, _recovery_key = new_desk(vault, begun.passphrase)
    try:
        person = build_demo(desk, people=begun.people, seed=begun.seed, progress=progress)
        if finish is not None:
            finish(desk, person)
    finally:
        desk.close()
    whole = replace(begun, complete=True, person=person)
    _write_marker(directory, whole)
    return whole


def open_sample(directory: Path) -> "tuple[Desk, Path]":
    """The desk of the sample in a folder, made now where there is none yet, and the folder of its vault.

    Raises:
        LaufmappeError: Something else lies in that folder.
        VaultInUseError: It is open already.
        StorageError: The disk is full, read-only or gone.
    """
    from laufmappe.casework.desk import open_desk
    from laufmappe.vault.files import storing

    vault = directory / VAULT
    marker = read_marker(directory)
    if marker is None or not marker.complete or not vault.is_dir():
        with storing():
            names = {entry.name for entry in directory.iterdir()} if directory.is_dir() else set()
        if names and (marker is None or names - {MARKER, VAULT}):
            raise LaufmappeError(
                _("In diesem Ordner liegt schon etwas anderes: {folder}. Es wurde nichts verändert.").format(
                    folder=directory
                )
            )
        marker = make_sample(directory, Marker())
    return open_desk(vault, marker.passphrase), vault


def _write_marker(directory: Path, marker: Marker) -> None:
    from laufmappe.vault.files import atomic_write

    atomic_write(directory / MARKER, (json.dumps(asdict(marker), indent=2) + "\n").encode())
