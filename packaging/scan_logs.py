# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Looks through logs and fault reports for anything that could be about a person.

    .venv/bin/python packaging/scan_logs.py FOLDER

A line of a log has to have one of the forms that `laufmappe.log` knows; every kind of error, library, module, function
and line number in it has to be there in code; none of the words may be one of an invented person. The tests end with
this scan of all that they wrote. Exits with 1 when something is found.
"""

import builtins
import json
import re
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from laufmappe.log import LINE, LOG_FILE

CHECKOUT = Path(__file__).resolve().parents[1]
REPORTS = "*Fehlerbericht*.txt"
OF_TESTS = ("Amina", "Amira", "Beispiel", "Can", "Haddad", "Mariam", "Musterstadt", "Oksana", "Olena", "Öz", "Özdemir")
"""Names that tests give to people and centres, beside those of the demo."""
_PLACE = re.compile(r"(?P<module>(?:[a-z_]\w*\.)*[a-z_]\w*)\.(?P<function>\w+|<[a-z]+>):(?P<line>\d+)", re.ASCII)
_WORD = re.compile(r"[^\W\d_]+")


def scan(folder: Path) -> list[str]:
    """What is wrong in the logs and reports below a folder: where it stands, and why."""
    found = []
    for file in [*_logs(folder), *_files(folder, REPORTS)]:
        is_log = file.name.startswith(LOG_FILE)
        for number, line in enumerate(file.read_text(encoding="utf-8", errors="replace").splitlines(), start=1):
            for fault in (*(_form_faults(line) if is_log else ()), *_word_faults(line)):
                found.append(f"{file}:{number}: {fault}: {line}")
    return found


def count_lines(folder: Path) -> int:
    """How many lines of logs lie below a folder: a scan of nothing proves nothing."""
    return sum(len(file.read_bytes().splitlines()) for file in _logs(folder))


def _logs(folder: Path) -> list[Path]:
    return _files(folder, f"{LOG_FILE}*")


def _files(folder: Path, pattern: str) -> list[Path]:
    """Tests also put pipes and links in place of logs."""
    return sorted(file for file in folder.rglob(pattern) if file.is_file() and not file.is_symlink())


def _form_faults(line: str) -> Iterator[str]:
    if not LINE.fullmatch(line):
        yield "no form of ours"
        return
    _time, _level, logger, form, *rest = line.split(" ")
    if form in ("fault", "refusal") and not _is_kind(rest[0]):
        yield "no kind of error"
    if logger.split(".")[0] != "laufmappe" and logger != "other" and find_spec(logger) is None:
        yield "no library"
    for match in _PLACE.finditer(line.partition(": ")[2]):
        if not _is_in_code(match["module"], match["function"], int(match["line"])):
            yield "no place in our code"


def _word_faults(line: str) -> Iterator[str]:
    if any(word in names() for word in _WORD.findall(line)):
        yield "a word of a person"
    if str(Path.home()) in line and Path.home() != Path("/"):
        yield "a folder of an account"


def _is_in_code(module: str, function: str, line: int) -> bool:
    text = _code(module)
    return line <= text.count("\n") and (
        function.startswith("<") or bool(re.search(rf"\b(?:def|class) {function}\b", text))
    )


def _is_kind(name: str) -> bool:
    found = name.endswith(("Error", "Exception", "Warning")) or hasattr(builtins, name)
    return found or any(f"class {name}(" in file.read_text(encoding="utf-8") for file in _program())


def _program() -> Iterator[Path]:
    return (CHECKOUT / "laufmappe").rglob("*.py")


@cache
def _code(module: str) -> str:
    inside = CHECKOUT.joinpath("laufmappe", *module.split("."))
    file = inside.with_suffix(".py") if inside.with_suffix(".py").is_file() else inside / "__init__.py"
    return file.read_text(encoding="utf-8") if file.is_file() else ""


@cache
def names() -> frozenset[str]:
    """Every word of a name, a street or a note that the demo and the tests give to people."""
    demo = CHECKOUT / "resources" / "demo"
    people = json.loads((demo / "cast.json").read_text(encoding="utf-8"))["people"]
    drawn = json.loads((demo / "names.json").read_text(encoding="utf-8"))
    texts = [person[field] for person in people for field in ("given_name", "family_name", "native_name", "address")]
    texts += [name for person in people for member in person.get("household", ()) for name in member[:2]]
    texts += _texts([origin[kind] for origin in drawn["origins"] for kind in ("given", "family")])
    texts += _texts(drawn["streets"])
    return frozenset(word for text in (*texts, *OF_TESTS) for word in _WORD.findall(text) if len(word) > 1)


def _texts(nested: Iterable[Any]) -> list[str]:
    return [text for part in nested for text in ([part] if isinstance(part, str) else _texts(part))]


if __name__ == "__main__":
    faults, lines = scan(Path(sys.argv[1])), count_lines(Path(sys.argv[1]))
    print("\n".join(faults) or f"{lines} Zeilen, kein Wort über eine Person")
    sys.exit(0 if lines and not faults else 1)
