# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which pages the window of an opened vault has, and what its keys do everywhere.

Each page is loaded when it is first shown: the first one stands sooner.
"""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from laufmappe.casework.backup_places import Places
from laufmappe.casework.backups.keeping import backup_places
from laufmappe.casework.desk import Desk
from laufmappe.casework.papers.documents import sweep_documents
from laufmappe.casework.settings.locking import idle_minutes
from laufmappe.casework.views import Changed
from laufmappe.errors import LaufmappeError
from laufmappe.i18n import _
from laufmappe.ui.backup_watch import BackupWatch, farewell
from laufmappe.ui.main_window import MainWindow, Place
from laufmappe.ui.tasks import Tasks
from laufmappe.ui.widgets import Page

if TYPE_CHECKING:
    from laufmappe.ui.app import App
    from laufmappe.ui.people import PeoplePage


def places(desk: Desk, tasks: Tasks, window: MainWindow, app: "App") -> Sequence[Place]:
    """The pages in the order of the side bar."""
    window.find_anything = partial(_find, desk, tasks, window)
    window.new_person = partial(window.go, "intake")
    window.open_handbook = partial(_handbook, tasks, window)
    window.show_received = partial(_received, desk, tasks, window)
    window.undo = partial(_undo_last, desk, tasks, window)
    app.farewell = partial(farewell, desk)
    tasks.run(sweep_documents, desk, failed=_nothing_swept, owner=window)
    tasks.run(idle_minutes, desk, done=app.idle_watch.set_minutes)
    tasks.run(backup_places, desk, done=partial(_remember_backups, app), owner=window)
    watch = BackupWatch(desk, tasks, window)
    watch.made.connect(partial(window.announce, None))
    watch.failed.connect(window.tell)
    return [
        Place("today", _("Heute"), "sun", partial(_today, desk, tasks, window)),
        Place("people", _("Ratsuchende"), "users", partial(_people, desk, tasks, window)),
        Place("services", _("Anlaufstellen"), "building-2", partial(_services, desk, tasks, window)),
        Place("templates", _("Ketten"), "route", partial(_templates, desk, tasks, window)),
        Place("settings", _("Einstellungen"), "settings", partial(_settings, desk, tasks, window, app), below=True),
        Place(
            "intake",
            _("Person aufnehmen"),
            "user-plus",
            partial(_intake, desk, tasks, window),
            hidden=True,
            parent="people",
        ),
        Place(
            "recognition",
            _("Anerkennung"),
            "landmark",
            partial(_recognition, desk, tasks, window),
            hidden=True,
            parent="people",
        ),
    ]


def _nothing_swept(_error: LaufmappeError) -> None:
    """Files that nobody needs wait for the next start."""


def _remember_backups(app: "App", found: Places) -> None:
    """The unlock page shows the last backup without a secret: it has to know where to look."""
    app.remembered.keep_backups([place for place in (found.first, found.second) if place is not None])


def _today(desk: Desk, tasks: Tasks, window: MainWindow) -> Page:
    from laufmappe.ui.today import TodayPage

    return TodayPage(desk, tasks, window)


def _people(desk: Desk, tasks: Tasks, window: MainWindow) -> Page:
    from laufmappe.ui.people import PeoplePage

    return PeoplePage(desk, tasks, window)


def _intake(desk: Desk, tasks: Tasks, window: MainWindow) -> Page:
    from laufmappe.ui.intake import IntakePage

    return IntakePage(desk, tasks, window)


def _recognition(desk: Desk, tasks: Tasks, window: MainWindow) -> Page:
    from laufmappe.ui.person.recognition.page import RecognitionPage

    return RecognitionPage(desk, tasks, window)


def _services(desk: Desk, tasks: Tasks, window: MainWindow) -> Page:
    from laufmappe.ui.services import ServicesPage

    return ServicesPage(desk, tasks, window)


def _templates(desk: Desk, tasks: Tasks, window: MainWindow) -> Page:
    from laufmappe.ui.templates import TemplatesPage

    return TemplatesPage(desk, tasks, window)


def _settings(desk: Desk, tasks: Tasks, window: MainWindow, app: "App") -> Page:
    from laufmappe.ui.settings import SettingsPage

    page = SettingsPage(desk, tasks, window, app.look, app.remembered)
    page.language_chosen.connect(app.choose_language)
    page.idle_chosen.connect(app.idle_watch.set_minutes)
    page.text_size_chosen.connect(app.choose_text_size)
    return page


def _find(desk: Desk, tasks: Tasks, window: MainWindow) -> None:
    """Strg+K: everything that can be found, and every act of the page in front and of the window."""
    from laufmappe.ui.finder import Finder

    finder = Finder(window, desk, tasks, window, window.actions_now(), _shown_person(window))
    finder.appear(focus=finder.search)


def _handbook(tasks: Tasks, window: MainWindow, chapter: str) -> None:
    """F1."""
    from laufmappe.ui.handbook.window import show_handbook

    show_handbook(window, tasks, chapter, keys=window.show_keys, tour=window.start_tour)


def _received(desk: Desk, tasks: Tasks, window: MainWindow, path: Path) -> None:
    """Looks into what came from another service; nothing is taken in unasked."""
    from laufmappe.ui.handover.files import open_received
    from laufmappe.ui.person.acts import Acts

    open_received(window, Acts(desk, tasks, window, window), path)


def _shown_person(window: MainWindow) -> str:
    return cast("PeoplePage", window.page("people")).shown if window.current() == "people" else ""


def _undo_last(desk: Desk, tasks: Tasks, window: MainWindow) -> None:
    """Takes back the newest act on the person in front, when no toast offers anything newer."""
    shown = _shown_person(window)
    if shown:
        tasks.run(_undo_of, desk, shown, done=partial(_undone, window), owner=window)


def _undo_of(desk: Desk, newcomer_id: str) -> Changed | None:
    last = desk.last_act(newcomer_id)
    return desk.undo(last.operation) if last is not None else None


def _undone(window: MainWindow, changed: Changed | None) -> None:
    if changed is None:
        window.tell(_("Hier gibt es nichts rückgängig zu machen."))
        return
    window.announce(changed)
    window.tell(_("Zurückgenommen. Es ist wieder wie vorher."))
