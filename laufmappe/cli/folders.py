# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Many folders in a row: a file each, whole or not at all, and at the end who was left out and why."""

import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from laufmappe.cli.output import STANDARD_OUTPUT
from laufmappe.cli.progress import percent
from laufmappe.errors import FolderError, LaufmappeError
from laufmappe.i18n import _, n_
from laufmappe.vault.files import atomic_write

if TYPE_CHECKING:
    from laufmappe.casework.desk import Desk
    from laufmappe.folder.handout import Wish


def refuse_folder(target: str) -> None:
    """Raises LaufmappeError where no files can be put. A folder that is not there yet is made, if its parent is."""
    folder = Path(target).absolute()
    if (
        not target
        or target == STANDARD_OUTPUT
        or not folder.parent.is_dir()
        or (folder.exists() and not folder.is_dir())
    ):
        raise LaufmappeError(
            _("Für mehrere Mappen braucht es einen Ordner, dorthin geht es nicht: {folder}.").format(
                folder=target or "„“"
            )
        )
    if (folder / "vault.json").exists():
        raise LaufmappeError(
            _("Der Ordner {folder} ist ein Tresor. Er bleibt, wie er ist; bitte nehmen Sie einen anderen.").format(
                folder=target
            )
        )


def write_folders(desk: "Desk", people: Sequence[str], wish: "Wish", target: str, password: str | None) -> int:
    """Writes `mappe-0042.pdf` and so on into a folder; 1 when somebody's can't be printed, who is then named by number.

    What is on the disk is noted at once, so an end in between (Ctrl+C) leaves whole files, each of them noted.

    Raises:
        LaufmappeError: A sheet is asked for that there is not; the disk is full; nothing else can be written then.
    """
    from laufmappe.folder.handout import SHEET_KINDS, file_for, prepare
    from laufmappe.folder.protected import protected
    from laufmappe.folder.typeset.engine import ensure_text_engine

    for key in sorted(wish.extra):
        if key.partition(":")[0] not in SHEET_KINDS:
            raise LaufmappeError(
                _("Das Blatt „{sheet}“ gibt es nicht. Auf Wunsch gibt es: {sheets}.").format(
                    sheet=key[:60], sheets=", ".join(SHEET_KINDS)
                )
            )
    running = ensure_text_engine()
    folder = Path(target).absolute()
    folder.mkdir(mode=0o700, exist_ok=True)
    show = percent(_("Mappen werden geschrieben: {percent} %"))
    written, unchanged, refused = 0, 0, list[str]()
    try:
        with _patient() as stop_if_asked:
            for done, newcomer_id in enumerate(people):
                show(done / len(people))
                stop_if_asked()
                try:
                    handout = prepare(desk, newcomer_id, wish)
                    if handout.is_empty:
                        unchanged += 1
                        continue
                    pdf = handout.pages(lambda _sheet, _of: stop_if_asked())
                except FolderError as error:
                    refused.append(f"{_number_of(desk, newcomer_id)}: {error}")
                    continue
                content = pdf if password is None else protected(pdf, password)
                atomic_write(file_for(handout, folder), content)
                handout.note(desk)
                written += 1
            show(1.0)
    finally:
        _report(written, unchanged, refused, target)
        del running
    return 1 if refused else 0


@contextmanager
def _patient() -> Iterator[Callable[[], None]]:
    """Ctrl+C takes effect where the given function is called: never between writing a folder and noting it."""
    asked = False

    def leave_word(_number: int, _frame: object) -> None:
        nonlocal asked
        asked = True

    def stop_if_asked() -> None:
        if asked:
            print(file=sys.stderr)  # the progress stands in this line
            raise KeyboardInterrupt

    before = signal.signal(signal.SIGINT, leave_word)
    try:
        yield stop_if_asked
    finally:
        signal.signal(signal.SIGINT, before)


def _number_of(desk: "Desk", newcomer_id: str) -> str:
    """`Mappe 0042`: how a person is named where no name may stand."""
    from laufmappe.casework.people.case import case

    return _("Mappe {number:04}").format(number=case(desk, newcomer_id).newcomer.number)


def _report(written: int, unchanged: int, refused: Sequence[str], target: str) -> None:
    for sentence in refused:
        print(sentence, file=sys.stderr)
    words = n_("{n} Mappe geschrieben nach {folder}.", "{n} Mappen geschrieben nach {folder}.", written)
    parts = [words.format(n=written, folder=target)]
    if unchanged:
        parts.append(
            n_("{n} hat sich nicht geändert.", "{n} haben sich nicht geändert.", unchanged).format(n=unchanged)
        )
    if refused:
        words = n_("{n} ließ sich nicht drucken.", "{n} ließen sich nicht drucken.", len(refused))
        parts.append(words.format(n=len(refused)))
    print(" ".join(parts))
