# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The only way to the data that people edit: `resources/` in a checkout, `laufmappe/_resources/` in a wheel.

A centre may put rule files of its own beside the shipped ones: the same relative path (`chains/steps.json`) in
`$LAUFMAPPE_RESOURCES`, in the person's data folder, or in the administrator's folder, in this order. An own file says
everything that the shipped one says and may say more; one that does not is set aside, and the shipped one is used.
"""

import json
import os
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

RULES = ("chains", "status", "recognition", "words")
"""Folders whose files a centre may replace by its own."""
MOST_BYTES = 4_000_000

UNREADABLE, NO_JSON, OTHER_SHAPE = "unreadable", "no_json", "other_shape"
"""Why an own file is set aside; for `OTHER_SHAPE` there is also the place."""


@dataclass(frozen=True)
class RuleFile:
    """A rule file of the centre: where it is, which shipped one it stands for, and why it is not used (empty: it is)."""

    file: Path
    stands_for: str
    fault: str = ""
    place: str = ""


@cache
def root() -> Path:
    """The folder that holds `chains/`, `locale/`, `fonts/` and the others."""
    here = Path(__file__).resolve().parent
    packed = here / "_resources"
    return packed if packed.is_dir() else here.parent / "resources"


def path(*parts: str) -> Path:
    """A shipped file or folder below the resources."""
    return root().joinpath(*parts)


@cache
def read_json(*parts: str) -> Any:
    """A JSON file below the resources, the centre's own before the shipped one, read once.

    Callers must not change what they get.
    """
    shipped = read_shipped_json(*parts)
    if parts[0] not in RULES:
        return shipped
    return next((content for found, content in _own(*parts) if not found.fault), shipped)


@cache
def read_shipped_json(*parts: str) -> Any:
    """A JSON file as it came with the program."""
    return json.loads(path(*parts).read_text(encoding="utf-8"))


def own_rule_files() -> list[RuleFile]:
    """The rule files of the centre, those that are used and those that are not."""
    shipped = sorted(file for folder in RULES for file in path(folder).glob("*.json"))
    return [found for file in shipped for found, _content in _own(file.parent.name, file.name)]


def own_folders() -> list[Path]:
    """Where rule files of the centre may lie, the first of them wins."""
    named = os.environ.get("LAUFMAPPE_RESOURCES")
    folders = [Path(named)] if named else []
    if sys.platform == "win32":
        return [*folders, Path(os.environ.get("PROGRAMDATA", r"C:\ProgramData")) / "Laufmappe" / "resources"]
    data = os.environ.get("XDG_DATA_HOME", "")
    home = data if os.path.isabs(data) else os.path.expanduser("~/.local/share")  # noqa: PTH111, PTH117  # never raises
    return [*folders, Path(home, "laufmappe", "resources"), Path("/etc/laufmappe/resources")]


def _own(*parts: str) -> list[tuple[RuleFile, Any]]:
    """Each own file of this path with its content; the content of one with a fault is None."""
    stands_for = "/".join(parts)
    found: list[tuple[RuleFile, Any]] = []
    for folder in own_folders():
        file = folder.joinpath(*parts)
        try:
            content = _read_own(file)
        except FileNotFoundError:
            continue
        except OSError:
            found.append((RuleFile(file, stands_for, UNREADABLE), None))
        except (ValueError, RecursionError):
            found.append((RuleFile(file, stands_for, NO_JSON), None))
        else:
            place = _unlike(read_shipped_json(*parts), content)
            found.append((RuleFile(file, stands_for, OTHER_SHAPE if place else "", place), None if place else content))
    return found


def _read_own(file: Path) -> Any:
    with file.open("rb") as opened:
        data = opened.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise OSError(file)
    return json.loads(data.decode("utf-8-sig"))


def _unlike(shipped: Any, own: Any, place: str = "", *, whole: bool = True) -> str:
    """The first place where an own file lacks what the shipped one has there, or has something of another kind.

    `whole`: `shipped` is the data itself, and not only what its entries have in common.
    """
    if type(shipped) is not type(own):
        return place or "{}"
    if isinstance(shipped, dict):
        for key, value in shipped.items():
            here = f"{place}.{key}".lstrip(".")
            if key not in own:
                return here
            if fault := _unlike(value, own[key], here, whole=whole):
                return fault
    return _unlike_list(shipped, own, place, whole=whole) if isinstance(shipped, list) else ""


def _unlike_list(shipped: list[Any], own: list[Any], place: str, *, whole: bool) -> str:
    """Entries with an id are needed elsewhere: all have to be there, and each says what every shipped one says."""
    objects = [entry for entry in shipped if isinstance(entry, dict)]
    if len(objects) < len(shipped) or not objects:
        # The steps of a chain are ids, or objects with an id that say something else than the step itself.
        kinds = {type(entry) for entry in shipped} | ({dict} if place == "steps" else set())
        return next((f"{place}[{n}]" for n, entry in enumerate(own) if shipped and type(entry) not in kinds), "")
    common = _common(objects)
    for n, entry in enumerate(own):
        if fault := _unlike(common, entry, f"{place}[{n}]", whole=False):
            return fault
    needed = [entry["id"] for entry in objects] if whole and "id" in common else []
    there = {entry["id"] for entry in own} if needed else set()
    return next((f"{place}: {key}" for key in needed if key not in there), "")


def _common(objects: list[dict[str, Any]]) -> dict[str, Any]:
    """What all of them have, to any depth: objects by their common keys, lists by their entries."""
    shared = {key: [entry[key] for entry in objects] for key in objects[0] if all(key in entry for entry in objects)}
    kept = {key: values for key, values in shared.items() if len({type(value) for value in values}) == 1}
    return {key: _joined(values) for key, values in kept.items()}


def _joined(values: list[Any]) -> Any:
    if isinstance(values[0], dict):
        return _common(values)
    return [entry for value in values for entry in value] if isinstance(values[0], list) else values[0]
