# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The official list of occupations that a centre has loaded: kept in its vault, searched beside the one that ships."""

import base64
import json
import zlib
from dataclasses import asdict, dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from laufmappe.casework.desk import Act, Desk
from laufmappe.casework.fields import LINE, clean
from laufmappe.casework.recognition.occupation_list import MOST_BYTES, OccupationList, read_occupation_list
from laufmappe.casework.rules.occupations import Occupation, from_plain, to_plain
from laufmappe.casework.views import Changed
from laufmappe.errors import ImportFileError, RuleError, StorageError
from laufmappe.i18n import _
from laufmappe.records.newcomers import Setting
from laufmappe.vault.files import storage_sentence

_LIST, _ABOUT = "occupations", "occupations_about"
_MOST_UNPACKED = 200_000_000


@dataclass(frozen=True)
class ListAbout:
    """What is known of the loaded list: ESCO or KldB 2010, how many, when it was loaded from which file."""

    kind: str
    count: int
    loaded_on: date
    file: str


def read_occupation_file(path: Path) -> bytes:
    """The bytes of a list. Raises StorageError, ImportFileError when it is no file."""
    try:
        if not path.is_file():
            raise ImportFileError(_("Diese Datei gibt es nicht: {file}").format(file=path.name))
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        # ValueError: a name that no file can have.
        fault = error if isinstance(error, OSError) else OSError(str(error))
        raise StorageError(storage_sentence(fault)) from error


def load_occupations(desk: Desk, data: bytes, file: str = "") -> tuple[Changed, OccupationList]:
    """Reads a list (ESCO or KldB 2010 as CSV) and keeps it instead of the one before; rows with faults are left out.

    Raises ImportFileError, also when no row could be read; nothing is kept then.
    """
    read = read_occupation_list(data)
    if not read.occupations:
        raise ImportFileError(_("Keine Zeile der Liste ließ sich lesen. Es wurde nichts übernommen."))
    kind = "ESCO" if read.occupations[0].id.startswith("esco:") else "KldB 2010"
    about = ListAbout(kind, len(read.occupations), desk.today(), clean("file", file[-LINE:]))
    with desk.write("load_occupations") as act:
        _keep(act, _LIST, _packed(read.occupations))
        _keep(act, _ABOUT, json.dumps(asdict(about), default=date.isoformat))
    return act.changed(), read


def drop_occupations(desk: Desk) -> Changed:
    """Takes the list out again; qualifications keep the names they have. Raises RuleError when there is none."""
    with desk.write("drop_occupations") as act:
        rows = [row for key in (_LIST, _ABOUT) if (row := act.session.get(Setting, key)) is not None]
        if not rows:
            raise RuleError(_("Es ist keine eigene Liste eingelesen."))
        for row in rows:
            act.session.delete(row)
    return act.changed()


def list_about(desk: Desk) -> ListAbout | None:
    """The loaded list, without reading it; None when there is none."""
    with desk.read() as session:
        row = session.get(Setting, _ABOUT)
    if row is None:
        return None
    values = json.loads(row.value)
    return ListAbout(values["kind"], values["count"], date.fromisoformat(values["loaded_on"]), values["file"])


def own_occupations(desk: Desk) -> tuple[Occupation, ...]:
    """The loaded list; empty when there is none. The first reading of a long one takes a moment."""
    with desk.read() as session:
        row = session.get(Setting, _LIST)
    return _unpacked(row.value) if row is not None else ()


def _keep(act: Act, key: str, value: str) -> None:
    row = act.session.get(Setting, key)
    if row is None:
        act.session.add(Setting(key=key, value=value))
    elif row.value != value:
        row.value = value


def _packed(occupations: tuple[Occupation, ...]) -> str:
    plain = json.dumps(to_plain(occupations), ensure_ascii=False, separators=(",", ":"))
    return base64.b85encode(zlib.compress(plain.encode(), 9)).decode("ascii")


@lru_cache(maxsize=1)
def _unpacked(packed: str) -> tuple[Occupation, ...]:
    try:
        content = zlib.decompressobj().decompress(base64.b85decode(packed), _MOST_UNPACKED)
        return from_plain(json.loads(content))
    except (ValueError, zlib.error):
        raise ImportFileError(
            _(
                "Die eigene Berufsliste ist beschädigt. Bitte lesen Sie sie noch einmal ein; die Akten sind nicht betroffen."
            )
        ) from None
