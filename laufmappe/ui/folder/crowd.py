# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The folders of many people as one job. No window in here: all of this runs in the worker."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from laufmappe.casework.desk import Desk
from laufmappe.casework.papers.prints import folder_holders
from laufmappe.casework.people.register import count_people, list_people
from laufmappe.errors import FolderError, LaufmappeError, NotFoundError
from laufmappe.folder.handout import Handout, Wish, file_for, prepare
from laufmappe.folder.own_sheets import on_own_sheets
from laufmappe.folder.protected import protected
from laufmappe.i18n import _
from laufmappe.ui.folder.pages import sheet_starts
from laufmappe.ui.folder.printing import PrintOrder, send
from laufmappe.vault.files import atomic_write

NEW, UNKNOWN, CHANGED, SAME, REFUSED = "new", "unknown", "changed", "same", "refused"
"""How the paper of somebody stands: none is held; held, and not compared yet; compared; it can't be printed."""

CrowdProgress = Callable[[int, int], None]
"""Told how many folders are done, of how many. May raise to stop."""


@dataclass(frozen=True)
class Candidate:
    """Somebody whose folder may be printed. `number` is that of the folder."""

    id: str
    number: int
    name: str
    state: str


def candidates(desk: Desk, search: str = "") -> list[Candidate]:
    """Everybody of the list, as it is searched, whose counselling goes on."""
    holders = folder_holders(desk)
    rows = list_people(desk, search, limit=max(1, count_people(desk, search)))
    return [
        Candidate(row.id, row.number, row.name, UNKNOWN if row.id in holders else NEW) for row in rows if not row.closed
    ]


def compare(desk: Desk, ids: Sequence[str], *, progress: Callable[[str, str], None]) -> None:
    """Tells for one after the other whether the paper that is held is right: `progress(id, state)` may raise to stop."""
    for newcomer_id in ids:
        try:
            state = SAME if prepare(desk, newcomer_id, Wish(only_changed=True)).is_empty else CHANGED
        except (FolderError, NotFoundError):
            state = REFUSED
        progress(newcomer_id, state)


@dataclass(eq=False)
class CrowdJob:
    """Folders on their way, one after the other; each is noted as soon as its pages are out.

    What became of them stands in `done`, `unchanged` and `refused` (with the reason), also after a stop or a fault.
    """

    desk: Desk = field(repr=False)
    people: tuple[Candidate, ...]
    wish: Wish
    where: str = ""
    """The printer, or the folder of the files."""
    done: list[Candidate] = field(default_factory=list)
    unchanged: list[Candidate] = field(default_factory=list)
    refused: list[tuple[Candidate, str]] = field(default_factory=list)

    @property
    def left(self) -> int:
        """How many it did not come to."""
        return len(self.people) - len(self.done) - len(self.unchanged) - len(self.refused)

    def print_out(self, order: PrintOrder, *, progress: CrowdProgress) -> None:
        """Prints them, each as a job of its own. Raises PrintError: the printer took no more; a stop ends it as well."""
        self.where = order.printer.label

        def hand_over(handout: Handout, pdf: bytes, stop: Callable[..., None]) -> None:
            send(on_own_sheets(pdf, sheet_starts(pdf)[0]) if order.both_sides else pdf, order, stop)

        self._go(hand_over, progress)

    def save(self, directory: Path, password: str = "", *, progress: CrowdProgress) -> None:
        """Writes a file each into a directory. Raises StorageError, WeakPassphraseError."""
        self.where = str(directory)

        def hand_over(handout: Handout, pdf: bytes, _stop: Callable[..., None]) -> None:
            atomic_write(file_for(handout, directory), protected(pdf, password) if password else pdf)

        self._go(hand_over, progress)

    def _go(self, hand_over: Callable[[Handout, bytes, Callable[..., None]], None], progress: CrowdProgress) -> None:
        for number, person in enumerate(self.people):

            def stop_if_asked(*_sheets: object, number: int = number) -> None:
                progress(number, len(self.people))

            stop_if_asked()
            try:
                handout = prepare(self.desk, person.id, self.wish)
                pdf = b"" if handout.is_empty else handout.pages(stop_if_asked)
            except (FolderError, NotFoundError) as error:
                self.refused.append((person, str(error)))
                continue
            if not pdf:
                self.unchanged.append(person)
                continue
            hand_over(handout, pdf, stop_if_asked)
            self.done.append(person)
            try:
                handout.note(self.desk)
            except LaufmappeError as error:
                sentence = _("Mappe {number:04} ist fertig, ließ sich aber nicht als gedruckt vermerken. {reason}")
                raise LaufmappeError(sentence.format(number=person.number, reason=error)) from error
