# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Makes the pictures of the README and the handbook from the real window and the real folder.

    .venv/bin/python packaging/screenshots.py [FOLDER]     FOLDER: resources/handbook/pictures

The people are those of the demo, the day is always the same, so that a picture changes only when the program does.
"""

import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

if __name__ == "__main__":
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["LAUFMAPPE_LANGUAGE"] = "de"

import pypdfium2
from PIL import Image
from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEvent, QEventLoop, QRect, QSize
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget
from validate_folder import whole_folder

from laufmappe.casework.demo.build import build_demo
from laufmappe.casework.desk import Desk
from laufmappe.casework.handover.releases import ReleaseDraft, grant_release, sign_release
from laufmappe.casework.people.case import case
from laufmappe.casework.people.register import list_people
from laufmappe.casework.services.register import list_services
from laufmappe.casework.views import CaseView
from laufmappe.folder.make import make_folder, print_folder
from laufmappe.folder.plan import Folder
from laufmappe.ui.folder import FolderDialog
from laufmappe.ui.handover.send_dialog import SendDialog
from laufmappe.ui.idle import IdleWatch
from laufmappe.ui.look import Look
from laufmappe.ui.main_window import MainWindow
from laufmappe.ui.person.pane import PersonPane
from laufmappe.ui.places import places
from laufmappe.ui.tasks import Tasks
from laufmappe.ui.unlock.last_vault import Remembered
from laufmappe.vault import CHEAP_COST, create_vault

DAY = date(2026, 11, 23)
SIZE = QSize(1360, 840)
RELEASED = ("person", "chain", "qualifications")
"""Parts of a record that the release in a picture lets go."""
COLOURS = 64
"""Of a picture of the handbook."""
SAMPLES = ("ar", "ti", "uk", "de")
"""Languages of which every kind of sheet is shown."""
IN_A_ROW, PAGE_WIDTH, GAP = 5, 420, 20
PASSPHRASE = "zebra-leuchtturm-mandarine-kreide-wolke"  # noqa: S105  # a vault of invented people that lives a minute


class Studio:
    """The window on a demo vault, and a shutter."""

    def __init__(self, application: QApplication, desk: Desk, target: Path) -> None:
        self.desk = desk
        self.look = Look(application)
        self.look.choose("light")
        self.remembered = Remembered()
        self.idle_watch = IdleWatch(application)
        self.tasks = Tasks()
        self.target = target
        self.window = MainWindow()
        self.window.set_places(places(desk, self.tasks, self.window, self))  # type: ignore[arg-type]  # stands for the App
        self.window.resize(SIZE)
        self.window.show()

    def choose_language(self, code: str) -> None:
        """The settings page offers it; no picture needs it."""

    def settle(self) -> None:
        """Waits until the worker has delivered and everything is painted."""
        wait(lambda: not self.tasks.is_busy())

    def shoot(self, name: str, widget: QWidget | None = None) -> None:
        """Keeps what the window shows now."""
        self.settle()
        (widget or self.window).grab().save(str(self.target / f"{name}.png"))

    def close(self) -> None:
        self.window.close()
        self.window.deleteLater()
        self.tasks.close()


def wait(until: Callable[[], bool], least: int = 400, most: int = 20_000) -> None:
    """Lets Qt work until something is true, at least some milliseconds."""
    start, end = QDeadlineTimer(least), QDeadlineTimer(most)
    while not end.hasExpired() and not (start.hasExpired() and until()):
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def shoot_window(studio: Studio, person: str) -> None:
    """The pages of the window."""
    studio.window.go("today")
    studio.shoot("heute")
    studio.window.go("people", person)
    studio.shoot("person")
    studio.look.choose("dark")
    studio.shoot("person-dark")
    studio.look.choose("light")
    studio.window.go("intake")
    studio.shoot("aufnahme")
    studio.window.go("services")
    studio.shoot("anlaufstellen")
    studio.window.go("people", person)
    studio.settle()
    dialog = FolderDialog(studio.window, studio.desk, studio.tasks, studio.window, person)
    dialog.appear()
    wait(lambda: not studio.tasks.is_busy(), least=3_000)
    studio.shoot("mappe-drucken")
    dialog.reject()
    studio.settle()


def shoot_handbook(studio: Studio, person: str) -> None:
    """The pictures of the handbook that the README does not have, and small copies of those that it has."""
    view = case(studio.desk, person)
    under_way = next(each for each in view.qualifications if each.recognition is not None)
    studio.window.go("recognition", (person, under_way.id))
    studio.shoot("hb-anerkennung")
    studio.window.go("people", person)
    studio.settle()
    shoot_handover(studio, person)
    for name in ("heute", "aufnahme", "person", "anlaufstellen", "mappe-drucken"):
        (studio.target / f"hb-{name}.png").write_bytes((studio.target / f"{name}.png").read_bytes())
    for file in studio.target.glob("hb-*.png"):
        shrink(file)


def shoot_handover(studio: Studio, person: str) -> None:
    """A case before it is handed over, with a release that says what may go."""
    service = next(each for each in list_services(studio.desk) if "Jobcenter" in each.name)
    signed = grant_release(studio.desk, person, ReleaseDraft(service.id, parts=RELEASED, purpose="Arbeit finden"))
    sign_release(studio.desk, signed.subject_id, DAY)
    pane = studio.window.findChild(PersonPane)
    assert pane is not None  # the page of the person is in front
    dialog = SendDialog(studio.window, pane.parcels.acts, case(studio.desk, person))
    dialog.appear()
    studio.settle()
    dialog.picker.choose(service.id)
    dialog.picker.changed.emit()
    dialog.passphrase.setText(PASSPHRASE)  # each time another one is proposed
    studio.shoot("hb-uebergabe")
    dialog.done(0)
    studio.settle()


def shrink(file: Path) -> None:
    """Keeps a picture of the window in few colours: it is read, not admired, and travels with every copy of the program."""
    with Image.open(file) as picture:
        small = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    small.save(file, optimize=True)


def shoot_folder(desk: Desk, person: str, target: Path) -> None:
    """The first sheets of the printed folder side by side."""
    pdf = pypdfium2.PdfDocument(make_folder(case(desk, person), "ar", DAY))
    try:
        pages = [QImage(page_image(pdf, number)) for number in chosen_pages(pdf)]
    finally:
        pdf.close()
    gap, width, height = 24, pages[0].width(), pages[0].height()
    picture = QImage(gap + len(pages) * (width + gap), height + 2 * gap, QImage.Format.Format_RGB32)
    picture.fill(QColor("#E3E8EA"))
    painter = QPainter(picture)
    for place, page in enumerate(pages):
        painter.drawImage(QRect(gap + place * (width + gap), gap, width, height), page)
    painter.end()
    picture.save(str(target / "folder.png"))
    picture.save(str(target / "hb-blaetter.png"))


def shoot_sheets(desk: Desk, person: str, target: Path) -> None:
    """One picture for each language, with the first page of every kind of sheet."""
    cases = [case(desk, person), *(case(desk, row.id) for row in list_people(desk))]
    for language in SAMPLES:
        speakers = [each for each in cases if each.newcomer.first_language == language] or cases[:1]
        pages = max((sample_pages(each, language) for each in speakers), key=len)
        rows = -(-len(pages) // IN_A_ROW)
        height = pages[0].height + GAP
        picture = Image.new("RGB", (GAP + IN_A_ROW * (PAGE_WIDTH + GAP), GAP + rows * height), "#E3E8EA")
        for at, page in enumerate(pages):
            down, across = divmod(at, IN_A_ROW)
            picture.paste(page, (GAP + across * (PAGE_WIDTH + GAP), GAP + down * height))
        picture.save(target / f"sheets-{language}.webp", quality=82, method=6)


def sample_pages(of: CaseView, language: str) -> list[Image.Image]:
    """The first page of each kind of sheet in the order of the folder, the slip of a new print, a station in large print."""
    large = whole_folder(of, language, large_print=True)
    station = [sheet.key for sheet in large.sheets if sheet.kind == "station"][:1]
    pages = pages_of_kinds(whole_folder(of, language))
    return [*pages, *rendered(print_folder(large, only=station), [0])] if station else pages


def pages_of_kinds(folder: Folder) -> list[Image.Image]:
    """The first page of a sheet of each kind, and the slip."""
    # Of the station sheets the first with two stations, if there is one.
    chosen = sorted(folder.sheets, key=lambda sheet: (len(sheet.steps), -sheet.number))
    first = {sheet.kind: sheet.number for sheet in chosen}
    pdf = print_folder(folder, slip=True)
    with pypdfium2.PdfDocument(pdf) as document:
        places = {item.get_title().partition(" –")[0]: item.get_dest() for item in document.get_toc()}
        wanted = [places[f"Blatt {number}"].get_index() for number in sorted(first.values())]
    return rendered(pdf, [*wanted, 0])


def rendered(pdf: bytes, numbers: Sequence[int]) -> list[Image.Image]:
    """Pages as pictures."""
    with pypdfium2.PdfDocument(pdf) as document:
        scale = PAGE_WIDTH / document[0].get_width()
        return [document[number].render(scale=scale).to_pil() for number in numbers]


def chosen_pages(pdf: pypdfium2.PdfDocument) -> list[int]:
    """Cover, route, a station sheet and the qualifications: the page whose outline entry names them."""
    wanted = ("Deckblatt", "Mein Weg", "Station", "Meine Qualifikationen")
    found: dict[str, int] = {}
    for item in pdf.get_toc():
        place = item.get_dest()
        for word in wanted:
            if place is not None and item.get_title().find(word) >= 0:
                found[word] = place.get_index() if word == "Station" else found.get(word, place.get_index())
    return [found[word] for word in wanted if word in found] or [0]


def page_image(pdf: pypdfium2.PdfDocument, number: int) -> QImage:
    """A page at 60 dpi."""
    bitmap = pdf[number].render(scale=60 / 72, rev_byteorder=True)
    size = (bitmap.width, bitmap.height, bitmap.stride)
    return QImage(bytes(bitmap.buffer), *size, QImage.Format.Format_RGB888).copy()


def main() -> int:
    """Makes all pictures."""
    checkout = Path(__file__).resolve().parent.parent
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else checkout / "resources" / "handbook" / "pictures"
    target.mkdir(parents=True, exist_ok=True)
    application = QApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory() as folder:
        vault, _recovery_key = create_vault(Path(folder) / "tresor", PASSPHRASE, cost=CHEAP_COST)
        desk = Desk(vault, today=lambda: DAY)
        person = build_demo(desk)
        studio = Studio(application, desk, target)
        shoot_window(studio, person)
        shoot_folder(desk, person, target)
        shoot_handbook(studio, person)
        shoot_sheets(desk, person, target)
        studio.close()
        desk.close()
    print(f"{len([*target.glob('*.png'), *target.glob('*.webp')])} Bilder in {target}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
