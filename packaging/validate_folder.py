# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Prints the folders of the demo's people with every sheet in every language, and checks what came out.

    .venv/bin/python packaging/validate_folder.py FOLDER [--people N] [--language CODE ...] [--verapdf COMMAND]

Every code for scanners is read back from a page of 100 dots an inch. With --verapdf, veraPDF (https://verapdf.org, a
program of its own) checks the files as PDF/UA-1 and PDF/A-3a. COMMAND is where it lies, or the whole call with
{flavour} in it; what it prints for a file is `PASS FILE` or `FAIL FILE` with the failed rules behind it.
Ends with 1 if anything is wrong.
"""

import argparse
import re
import shlex
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import segno
import zxingcpp

from laufmappe.casework.demo.build import build_demo
from laufmappe.casework.desk import Desk
from laufmappe.casework.people.case import case
from laufmappe.casework.people.register import list_people
from laufmappe.casework.services.register import list_services
from laufmappe.casework.views import CaseView, PrintedSheet
from laufmappe.folder.contents import optional_sheets
from laufmappe.folder.make import make_overview, print_folder
from laufmappe.folder.plan import Folder
from laufmappe.folder.recovery_sheet import make_recovery_sheet
from laufmappe.folder.reprint import folder_of
from laufmappe.folder.typeset.engine import ensure_text_engine
from laufmappe.folder.words import Words, folder_languages
from laufmappe.vault import CHEAP_COST, create_vault

DAY = date(2026, 11, 23)
PASSPHRASE = "zebra-leuchtturm-mandarine-kreide-wolke"  # noqa: S105  # a vault of invented people that lives a minute
STATUS = "toleration"
FLAVOURS = ("ua1", "3a")
VERAPDF = "--flavour {flavour} --format text --verbose"
_RULE = re.compile(r"^\s+FAIL\s+(\S+)(.*)$")
_PICTURE_OF_THE_ROUTE = "Ein Weg mit"


def print_all(target: Path, people: int, languages: Sequence[str]) -> Iterator[Path]:
    """Writes the PDFs: of each person in each language, one with a logo, one in large print, the overview, and the recovery key."""
    with tempfile.TemporaryDirectory() as folder:
        vault, recovery_key = create_vault(Path(folder) / "tresor", PASSPHRASE, cost=CHEAP_COST)
        desk = Desk(vault, today=lambda: DAY)
        build_demo(desk, people)
        cases = [case(desk, row.id) for row in list_people(desk, limit=people)]
        services = list_services(desk)
        desk.close()
    for language in languages:
        for at, each in enumerate(cases):
            yield _written(target / f"mappe-{language}-{at + 1:02}.pdf", everything(each, language))
        centre = replace(cases[0].centre, logo=_logo(), web="www.example.org", line="Träger: Verein für Beratung e. V.")
        headed = replace(cases[0], centre=centre)
        yield _written(target / f"logo-{language}.pdf", everything(headed, language))
        yield _written(target / f"großdruck-{language}.pdf", everything(cases[0], language, large_print=True))
        overview = make_overview(STATUS, language, cases[0].centre, services, DAY)
        yield _written(target / f"überblick-{language}.pdf", overview)
    sheet = make_recovery_sheet(recovery_key, cases[0].centre.name, DAY)
    yield _written(target / "schlüssel.pdf", sheet)


def _logo() -> bytes:
    """Some picture that a centre could have as its logo."""
    picture = BytesIO()
    segno.make("Laufmappe").save(picture, kind="png", scale=6, dark="#0F766E")
    return picture.getvalue()


def everything(of: CaseView, language: str, large_print: bool = False) -> bytes:
    """A folder with all sheets that there are, and with the slips of one that is exchanged as a whole."""
    return print_folder(whole_folder(of, language, large_print), slip=True)


def whole_folder(of: CaseView, language: str, large_print: bool = False) -> Folder:
    """The folder with all sheets that there are, of somebody who holds an older one."""
    words, extra = Words(language, large_print=large_print), [key for key, _title in optional_sheets(of)]
    first = folder_of(of, words, DAY, extra)
    day = of.newcomer.taken_in_on
    older = tuple(PrintedSheet(s.key, s.number, 1, "older", language, day) for s in first.sheets)
    return folder_of(replace(of, printed_sheets=older), words, DAY, extra)


def _written(file: Path, pdf: bytes) -> Path:
    file.write_bytes(pdf)
    return file


def unread_codes(file: Path) -> list[str]:
    """A sentence for each page whose codes for scanners can't all be read from a coarse picture in grey."""
    with pikepdf.open(file) as pdf:
        wanted = Counter(
            pdf.pages.index(pikepdf.Page(figure.Pg))
            for figure in _figures(pdf.Root.StructTreeRoot.K[0])
            if not str(figure.Alt).startswith(_PICTURE_OF_THE_ROUTE)
        )
    found = []
    with pypdfium2.PdfDocument(BytesIO(file.read_bytes())) as pages:
        for number, count in sorted(wanted.items()):
            picture = pages[number].render(scale=100 / 72, grayscale=True).to_pil()
            read = len(zxingcpp.read_barcodes(picture))
            if read != count:
                found.append(f"{file.name}, Seite {number + 1}: {read} von {count} Codes gelesen")
    return found


def _figures(node: pikepdf.Object) -> Iterator[pikepdf.Object]:
    if isinstance(node, int):
        return
    if node.get("/S") == "/Figure":
        yield node
    elif "/S" in node:
        for kid in node.K:
            yield from _figures(kid)


def failed_rules(command: str, flavour: str, files: Sequence[Path]) -> Counter[str]:
    """How many files break which rule; a run that ends badly without naming one counts as a rule of its own."""
    call = command if "{flavour}" in command else f"{shlex.quote(command)} {VERAPDF}"
    words = [word.format(flavour=flavour) for word in shlex.split(call)]
    done = subprocess.run([*words, *map(str, files)], capture_output=True, text=True, check=False)
    rules = [found for line in done.stdout.splitlines() if (found := _RULE.match(line))]
    broken = Counter(rule[1] for rule in rules)
    for name, example in {rule[1]: rule[2] for rule in rules}.items():
        print(f"  {flavour} {name}: {broken[name]}×, zum Beispiel{example}")
    if done.returncode and not broken:
        print(f"  {flavour}: veraPDF endet mit {done.returncode}. {(done.stderr or done.stdout)[-300:]}")
        broken["?"] += 1
    return broken


def main() -> int:
    """Prints and checks."""
    known = [language.code for language in folder_languages()]
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--people", type=int, default=12)
    parser.add_argument("--language", choices=known, nargs="+", default=known)
    parser.add_argument("--verapdf", metavar="COMMAND")
    chosen = parser.parse_args()
    chosen.folder.mkdir(parents=True, exist_ok=True)
    running = ensure_text_engine()
    files = list(print_all(chosen.folder, chosen.people, chosen.language))
    del running
    print(f"{len(files)} Dateien in {chosen.folder}")
    faults = [fault for file in files for fault in unread_codes(file)]
    print("\n".join(faults) or "Jeder Code ist lesbar.")
    broken: Counter[str] = Counter()
    for flavour in FLAVOURS if chosen.verapdf else ():
        rules = failed_rules(chosen.verapdf, flavour, files)
        print(f"{flavour}: {sum(rules.values()) or 'keine'} Fehler")
        broken += rules
    return 1 if faults or broken else 0


if __name__ == "__main__":
    sys.exit(main())
