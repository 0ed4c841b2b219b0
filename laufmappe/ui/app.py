# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Starts the window: first the unlock page, as fast as can be; everything heavy is loaded behind it.

After locking, the program starts anew as a fresh process: nothing of the opened vault stays in memory.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

from PySide6.QtCore import QObject, QStandardPaths, Qt, QTime, QTimer, Signal, qVersion
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QWidget

from laufmappe import __version__, resources
from laufmappe.casework.demo.sample import PASSPHRASE, open_sample, sample_passphrase, sample_person
from laufmappe.casework.settings.preset import read_preset
from laufmappe.i18n import LANGUAGES, _, set_language
from laufmappe.log import EVENTS, report
from laufmappe.ui.application import Application
from laufmappe.ui.clipboard import clear_copied, clear_own
from laufmappe.ui.crash_mark import RunMark, crashed_runs
from laufmappe.ui.crash_telling import FaultTelling
from laufmappe.ui.ending import end_when_told
from laufmappe.ui.faults import hush_qt, install_hook
from laufmappe.ui.idle import IdleWatch
from laufmappe.ui.look import Look
from laufmappe.ui.look.zoom import can_zoom, next_size, show_size, shown_size, started_at
from laufmappe.ui.main_window import MainWindow, Place
from laufmappe.ui.session_lock import AWAY, SLEEP, SessionWatch
from laufmappe.ui.tasks import Tasks
from laufmappe.ui.text_size import TextSizeKeys
from laufmappe.ui.tongue import speak
from laufmappe.ui.tour import start_tour
from laufmappe.ui.unlock.last_vault import Remembered
from laufmappe.ui.unlock.window import Doors, UnlockWindow
from laufmappe.ui.widgets import Dialog

if TYPE_CHECKING:
    from laufmappe.ui.letter_box import LetterBox

LOCKED = "LAUFMAPPE_LOCKED"
"""Environment variable that tells the fresh process why it was started: a sentence for the unlock page."""
LOCK_SECONDS, END_SECONDS = 20, 60
"""So long may saving and backing up take before the vault is locked, or the program ends, without waiting for them."""


TOUR_AFTER = 700
AHEAD_AFTER = 900
"""Milliseconds until the tour begins in a new vault: the page is there by then."""


class OpenDesk(Protocol):
    """What the window itself needs of the desk: to lock it."""

    def close(self) -> None:
        """Locks the vault."""


Places = Callable[[OpenDesk, Tasks, MainWindow, "App"], Sequence[Place]]
"""Says which pages there are once the desk is open."""


class App(QObject):
    """The program from start to lock. Holds the look, the worker, and the one window that is open."""

    unlocked = Signal()
    handed = Signal(str)
    """The path of what came from another service, opened while the program was open already."""

    def __init__(
        self,
        application: QApplication,
        look: Look,
        remembered: Remembered,
        doors: Doors,
        places: Places,
        restart: Callable[[str], None],
    ) -> None:
        super().__init__()
        self.look = look
        self.remembered = remembered
        self.tasks = Tasks(self)
        self.tasks.untold.connect(self.tell)
        self._application = application
        self._doors = doors
        self._places = places
        self._restart = restart
        self._desk: OpenDesk | None = None
        self.window: QWidget | None = None
        self.received: Path | None = None
        """What came from another service and is to be looked into once a vault is open."""
        self.farewell: Callable[[bool], str] = _no_farewell
        """What the worker does before the vault is closed (whether the day ends); its sentence is said when locked."""
        self.idle_watch = IdleWatch(application, parent=self)
        self.idle_watch.idle.connect(self._nobody_there)
        self.session_watch = SessionWatch(self)
        self.session_watch.away.connect(self._gone)
        self.handed.connect(self._look_into, Qt.ConnectionType.QueuedConnection)
        self.faults = FaultTelling(lambda: self.window, self._keep_begun, self.tasks, self)

    def start(self, vault: Path | None, notice: str = "") -> UnlockWindow:
        """Shows the unlock page for `vault`, or the welcome where none is known."""
        folder = vault or self.remembered.vault()
        window = UnlockWindow(self.tasks, self._doors, folder, default_folder(), notice)
        window.opened.connect(self._open)
        self._show(window, 1120, 800)
        return window

    def tell(self, sentence: str) -> None:
        """Shows one sentence in whatever window is open."""
        if isinstance(self.window, MainWindow):
            self.window.tell(sentence)

    def lock(self, notice: str = "", *, at_once: bool = False) -> None:
        """Locks the vault and starts anew at the unlock page; `notice` says there why.

        What is typed is kept first. Work that takes long is stopped; `at_once` leaves out the backup, too.
        """
        if self._desk is None:
            return
        self._keep_begun()
        desk, self._desk = self._desk, None
        clear_own()
        if self.window is not None:
            self.window.hide()
        self.tasks.hurry()
        farewell = _no_farewell if at_once else self.farewell
        gone: list[str] = []

        def again(said: object = "") -> None:
            if not gone:
                gone.append(notice)
                self._restart(" ".join(part for part in (notice, said if isinstance(said, str) else "") if part))

        self.tasks.run(_close, desk, farewell, False, done=again, failed=again, owner=self)
        # A disk that does not answer must not keep the vault open: a fresh process knows nothing any more.
        QTimer.singleShot(LOCK_SECONDS * 1000, self, again)

    def choose_language(self, code: str) -> None:
        """Builds the window anew in this language, at the page where it was."""
        window, desk, folder = self.window, self._desk, self.remembered.vault()
        if not isinstance(window, MainWindow) or desk is None or folder is None:
            return
        place = window.current()
        self._keep_begun()
        self.remembered.keep_language(code)
        set_language(code)
        speak(self._application)
        self._open(desk, folder)
        if isinstance(self.window, MainWindow):
            self.window.go(place)

    def choose_text_size(self, percent: int) -> None:
        """Shows everything in this size, in per cent, now and the next time; where Qt can't do it now, the next time."""
        show_size(percent)
        self.remembered.keep_text_size(percent)
        words = (
            _("Schriftgröße: {n} %") if can_zoom() else _("Schriftgröße {n} %: nach dem Sperren, beim nächsten Start.")
        )
        self.tell(words.format(n=percent))

    def _step_text_size(self, step: int) -> None:
        self.choose_text_size(next_size(step, shown_size() if can_zoom() else self.remembered.text_size()))

    def _nobody_there(self) -> None:
        """Locks because nobody has touched anything for a while."""
        self._lock_by_itself(_("Automatisch gesperrt um {time}."))

    def _gone(self, reason: str) -> None:
        """Locks because the desktop says that the person is gone."""
        if reason == SLEEP:
            self._lock_by_itself(_("Gesperrt um {time}, weil der Rechner in den Ruhezustand ging."), at_once=True)
        elif reason == AWAY:
            self._lock_by_itself(_("Gesperrt um {time}, weil jemand anderes den Rechner benutzt hat."), at_once=True)
        else:
            self._lock_by_itself(_("Gesperrt um {time}, weil der Bildschirm gesperrt wurde."))

    def _lock_by_itself(self, why: str, *, at_once: bool = False) -> None:
        if self._desk is None or not isinstance(self.window, MainWindow):
            return
        if self.window.current() == "intake":
            safe = _(
                "Ihr begonnener Eintrag ist verschlüsselt gesichert und steht nach dem Entsperren unter Heute bereit."
            )
        elif self._open_dialogs():
            safe = _(
                "Was Sie im offenen Formular geschrieben haben, ist verschlüsselt gesichert und steht wieder darin, "
                "wenn Sie es öffnen."
            )
        else:
            safe = _("Alles, was gespeichert war, liegt verschlüsselt im Tresor.")
        at = QTime.currentTime().toString("HH:mm")
        self.lock(f"{why.format(time=at)} {safe}", at_once=at_once)

    def _keep_begun(self) -> None:
        """Lets open forms and the page in front keep what was typed. What can't be kept must not hinder the lock."""
        if self._desk is None or not isinstance(self.window, MainWindow) or not self.window.current():
            return
        try:
            self.window.page(self.window.current()).may_leave()
            for dialog in self._open_dialogs():
                dialog.keep()
        except Exception as error:  # a fault of one page, in the midst of another one
            report(error, "keep")

    def _open_dialogs(self) -> list[Dialog]:
        return self.window.findChildren(Dialog) if self.window is not None else []

    def quit(self) -> None:
        """Ends the program as closing its window does; what is typed is kept first."""
        self._keep_begun()
        self._application.quit()

    def end(self) -> bool:
        """Locks the vault and ends the worker: the program is about to end. Says whether the worker came to its end."""
        desk, self._desk = self._desk, None
        farewell = self.farewell
        if isinstance(self.window, UnlockWindow) and self.window.unclaimed is not None:
            desk, farewell = cast(OpenDesk, self.window.unclaimed), _no_farewell
        clear_copied()
        if desk is not None:
            self.tasks.hurry()
            self.tasks.run(_close, desk, farewell, True)
        whole = self.tasks.close(END_SECONDS)
        self.faults.close()
        return whole

    def _open(self, desk: OpenDesk, folder: Path) -> None:
        self._desk = desk
        if self.remembered.vault() != folder:
            self.remembered.keep_backups(())
        self.remembered.keep_vault(folder)
        window = MainWindow()
        window.lock_asked.connect(self.lock)
        places = list(self._places(desk, self.tasks, window, self))
        window.set_places(places)
        person = sample_person(folder)
        if person:
            window.side.mark_sample()
        window.start_tour = partial(start_tour, window, person, self.remembered.keep_tour_seen)
        is_new = isinstance(self.window, UnlockWindow) and self.window.is_new
        self._show(window, 1360, 840)
        self.session_watch.watch_window(window)
        window.go(places[0].key)
        if is_new and not self.remembered.tour_seen():
            QTimer.singleShot(TOUR_AFTER, window, window.start_tour)
        QTimer.singleShot(AHEAD_AFTER, window, partial(window.build_ahead, "people"))
        received, self.received = self.received, None
        if received is not None:
            QTimer.singleShot(0, window, partial(window.show_received, received))
        self.unlocked.emit()

    def take_in(self, path: str) -> None:
        """Somebody has opened a file from another service with the program: it is shown, once a vault is open."""
        if isinstance(self.window, MainWindow):
            self._look_into(path)
        else:
            self.received = Path(path)

    def _look_into(self, path: str) -> None:
        window = self.window
        if isinstance(window, MainWindow):
            window.raise_()
            window.activateWindow()
            window.show_received(Path(path))

    def _show(self, window: QWidget, width: int, height: int) -> None:
        before, self.window = self.window, window
        TextSizeKeys(window).asked.connect(self._step_text_size)
        room = window.screen().availableGeometry()
        if room.width() < width + 40 or room.height() < height + 40:
            window.resize(min(width, room.width()), min(height, room.height()))
            window.showMaximized()
        else:
            window.resize(width, height)
            window.show()
        # Where the system does not hand the keyboard to a new window by itself, keys would reach it but no shortcut.
        window.activateWindow()
        if before is not None:
            before.hide()
            before.deleteLater()


def _no_farewell(_day_ends: bool) -> str:
    """Nothing to do."""
    return ""


def _close(desk: OpenDesk, farewell: Callable[[bool], str], day_ends: bool) -> str:
    try:
        return farewell(day_ends)
    finally:
        desk.close()


def default_folder() -> Path:
    """Where a new vault is proposed: `Laufmappe` among the person's documents."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(documents or Path.home()) / "Laufmappe"


def vault_doors(remembered: Remembered | None = None) -> Doors:
    """The ways to real vaults. Only the first use of each loads the database."""
    from laufmappe.ui.unlock.last_backup import LastBackup, find_last_backup
    from laufmappe.vault import TryDelay, tries_file

    def unlock(folder: Path, secret: str) -> object:
        from laufmappe.casework.desk import open_desk
        from laufmappe.casework.settings.whole import under_preset

        desk = open_desk(folder, secret)
        under_preset(desk)
        return desk

    def create(folder: Path, passphrase: str, who: str, centre: str) -> tuple[object, str]:
        from laufmappe.casework.desk import new_desk
        from laufmappe.casework.settings.whole import under_preset

        desk, recovery_key = new_desk(folder, passphrase, who, centre)
        under_preset(desk)
        return desk, recovery_key

    def suggest() -> str:
        from laufmappe.vault import generate_passphrase

        return generate_passphrase()

    def weakness(passphrase: str) -> str | None:
        from laufmappe.vault import passphrase_weakness

        return passphrase_weakness(passphrase)

    def last_backup(folder: Path) -> LastBackup | None:
        return find_last_backup(folder, remembered.backups() if remembered is not None else [])

    def recovery_sheet(desk: object, key: str) -> bytes:
        from laufmappe.casework.desk import Desk
        from laufmappe.casework.settings.centre import centre
        from laufmappe.folder.recovery_sheet import make_recovery_sheet

        assert isinstance(desk, Desk)  # what `create` gave
        return make_recovery_sheet(key, centre(desk).name, desk.today())

    return Doors(
        unlock,
        create,
        suggest,
        weakness,
        TryDelay(file=tries_file()),
        last_backup=last_backup,
        recovery_sheet=recovery_sheet,
        open_sample=open_sample,
        new_sample_passphrase=PASSPHRASE,
        sample_passphrase=sample_passphrase,
        centre_name=str(remembered.preset.file.values.get("centre_name", "")) if remembered is not None else "",
    )


def start_anew(notice: str) -> None:
    """Replaces this process by a fresh one at the unlock page (on Windows: starts it and ends this one)."""
    os.environ[LOCKED] = notice
    command = [sys.executable, *(sys.argv[1:] if getattr(sys, "frozen", False) else sys.orig_argv[1:])]
    if sys.platform == "win32":
        subprocess.Popen(command)  # its own window; nothing of it is waited for
        os._exit(0)
    try:
        os.execv(sys.executable, command)  # noqa: S606  # the same program with the same arguments
    except OSError:
        # An update has taken it away. A program that has ended holds no key; one without a window would.
        os._exit(1)


def run(
    vault: Path | None = None, *, received: Path | None = None, places: Places | None = None, theme: str = ""
) -> int:
    """Shows the window until it is closed, and returns 0.

    `vault` is the folder to unlock, without it the last one. `received` is a file from another service, shown
    when it is open. `places` says which pages an opened vault has.
    """
    install_hook()
    hush_qt()
    EVENTS.info("started laufmappe %s python %s qt %s", __version__, sys.version.split()[0], qVersion())
    remembered = Remembered(preset=read_preset())
    with started_at(remembered.text_size()):
        application = Application(sys.argv[:1])
    application.setApplicationName("Laufmappe")
    application.setDesktopFileName("laufmappe")
    application.setWindowIcon(QIcon(str(resources.path("sign", "laufmappe.svg"))))
    if remembered.language() in LANGUAGES and not os.environ.get("LAUFMAPPE_LANGUAGE"):
        set_language(remembered.language())
    speak(application)
    show_size(remembered.text_size())
    look = Look(application)
    look.choose(theme or os.environ.get("LAUFMAPPE_THEME") or remembered.theme())
    crashes, mark = crashed_runs(), RunMark()

    def restart(notice: str) -> None:
        mark.end()
        EVENTS.info("restarted")
        start_anew(notice)

    app = App(application, look, remembered, vault_doors(remembered), places or _all_places, restart)
    end_when_told(application, app.quit)
    # After locking it has been looked into, or put aside.
    app.received = received if LOCKED not in os.environ else None
    application.file_opened.connect(app.take_in)
    box: list[LetterBox] = []
    app.unlocked.connect(partial(_listen, app, box))
    app.start(vault, os.environ.pop(LOCKED, ""))
    if crashes:
        app.faults.tell_crash(crashes[-1])
    QTimer.singleShot(50, lambda: app.tasks.run(_load_behind))
    code = application.exec()
    for each in box:
        each.close()
    whole = app.end()
    mark.end()
    EVENTS.info("ended")
    if not whole:
        os._exit(code)  # a disk holds the worker: taking the interpreter apart around it would crash
    return code


def _all_places(desk: OpenDesk, tasks: Tasks, window: MainWindow, app: App) -> Sequence[Place]:
    from laufmappe.casework.desk import Desk
    from laufmappe.ui.places import places

    return places(cast(Desk, desk), tasks, window, app)


def _listen(app: App, box: list["LetterBox"]) -> None:
    """From now on what is double-clicked comes to this window."""
    from laufmappe.ui.letter_box import LetterBox

    if not box:
        box.append(LetterBox(app.handed.emit))
        box[0].open()


def _load_behind() -> None:
    """Loads what the opened vault will need while the person types."""
    import laufmappe.casework.desk  # noqa: F401  # loading is the purpose
