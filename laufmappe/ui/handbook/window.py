# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What F1 opens: the handbook in a window of its own, so that it can stand beside the work."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from laufmappe.errors import LaufmappeError
from laufmappe.i18n import _, language
from laufmappe.ui.faults import guarded
from laufmappe.ui.handbook.books import FIRST, Chapter, books, find, search, written_in
from laufmappe.ui.handbook.view import HandbookView
from laufmappe.ui.tasks import Tasks
from laufmappe.ui.widgets import (
    Button,
    IconButton,
    Key,
    KeyBar,
    Panel,
    Row,
    RowStyle,
    RowsView,
    SearchField,
    Section,
    Text,
    rule,
)
from laufmappe.ui.widgets.keys import bind

WIDTH, HEIGHT = 1080, 720
Act = Callable[[], object]


def show_handbook(
    over: QWidget, tasks: Tasks, chapter: str, *, keys: Act | None = None, tour: Act | None = None
) -> None:
    """Opens the handbook of the window `over` at a chapter, or turns the one that is open to it.

    `keys` shows the keys of the page in front, `tour` begins the tour anew; without them their buttons are missing.
    """
    host = over.window()
    window = next(iter(host.findChildren(HandbookWindow)), None) or HandbookWindow(host, tasks, keys, tour)
    window.open(chapter or FIRST)
    window.present()


class HandbookWindow(QWidget):
    """Contents and search on one side, the page on the other. It goes with the window it was opened from."""

    def __init__(self, host: QWidget, tasks: Tasks, keys: Act | None, tour: Act | None) -> None:
        super().__init__(host, Qt.WindowType.Window)
        self.setObjectName("window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle(_("Laufmappe: Handbuch"))
        self.setMinimumSize(560, 320)
        self._host = host
        self._tasks = tasks
        self._keys, self._tour = keys, tour
        self._code = written_in()
        self._trail: list[tuple[Chapter, str]] = []
        self._shown: Chapter | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._build_contents())
        row.addWidget(self._build_page(), 1)
        host.installEventFilter(self)
        bind(
            self,
            [
                Key("Ctrl+F /", "", self._focus_search),
                Key("Alt+Left", "", self.back),
                Key("Ctrl+S", "", self.ask_where),
                Key("Esc", "", self._leave),
            ],
        )

    def _build_contents(self) -> Panel:
        panel = Panel(width=288)
        self.search = SearchField(_("Im Handbuch suchen"), _("Im Handbuch suchen …"))
        self.search.textChanged.connect(self._search)
        self.search.down_pressed.connect(self._into_list)
        panel.body.addWidget(self.search)
        self.list = RowsView(_("Inhalt des Handbuchs"), RowStyle(height=34, padding=6, section_height=38))
        self.list.chosen.connect(self._chosen)
        self.list.opened.connect(self._opened)
        panel.body.addWidget(self.list, 1)
        self.hits = RowsView(_("Gefunden"), RowStyle(height=50, padding=6))
        self.hits.chosen.connect(self._chosen)
        self.hits.opened.connect(self._opened)
        panel.body.addWidget(self.hits, 1)
        self.none = Text(_("Nichts gefunden. Versuchen Sie ein anderes Wort."), "secondary", wrap=True)
        panel.body.addWidget(self.none)
        panel.body.addStretch(0)
        self._show_contents()
        self._search("")
        return panel

    def _build_page(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(18, 12, 18, 12)
        head.setSpacing(8)
        self.back_button = IconButton("arrow-left", _("Zurück"), key="Alt+Left")
        self.back_button.clicked.connect(self.back)
        head.addWidget(self.back_button)
        head.addStretch(1)
        if self._keys is not None:
            keys = Button(_("Tasten dieser Seite"), icon="keyboard", small=True)
            keys.clicked.connect(self._show_keys)
            head.addWidget(keys)
        if self._tour is not None:
            tour = Button(_("Rundgang"), icon="signpost", small=True)
            tour.clicked.connect(self._start_tour)
            head.addWidget(tour)
        self.save_button = Button(_("Als PDF sichern …"), icon="download", small=True, key="Ctrl+S")
        self.save_button.clicked.connect(self.ask_where)
        head.addWidget(self.save_button)
        column.addLayout(head)
        column.addWidget(rule())
        if language() not in ("de", self._code):
            only = Text(_("Das Handbuch gibt es bisher nur auf Deutsch und Englisch."), "secondary", wrap=True)
            only.setContentsMargins(26, 6, 26, 6)
            column.addWidget(only)
        self.view = HandbookView(side)
        self.view.followed.connect(self.open)
        column.addWidget(self.view, 1)
        self.said = Text("", "secondary", wrap=True)
        self.said.setContentsMargins(26, 6, 26, 6)
        self.said.hide()
        column.addWidget(self.said)
        bar = KeyBar()
        bar.show_keys(
            [
                Key("Ctrl+F", _("suchen")),
                Key("Up Down", _("blättern")),
                Key("Tab", _("nächster Link")),
                Key("Alt+Left", _("zurück")),
                Key("Esc", _("schließen")),
            ]
        )
        column.addWidget(bar)
        return side

    def present(self) -> None:
        """Puts it in front, beside the window it belongs to and not above it for ever."""
        if not self.isVisible():
            self.create()
            room = self.screen().availableGeometry()
            self.resize(min(WIDTH, room.width() - 60), min(HEIGHT, room.height() - 60))
            handle = self.windowHandle()
            if handle is not None:
                handle.setTransientParent(None)  # type: ignore[arg-type]  # Qt takes none
        self.show()
        self.raise_()
        self.activateWindow()
        self.view.setFocus()

    def open(self, key: str) -> None:
        """Turns to a chapter. One that no book has is the first one."""
        try:
            chapter, heading = find(key, self._code)
        except KeyError:
            chapter, heading = find(FIRST, self._code)
        if self._shown is not None and self._shown != chapter:
            self._trail.append((self._shown, ""))
        self._turn(chapter, heading)

    def back(self) -> None:
        """To the page before."""
        if self._trail:
            self._turn(*self._trail.pop())

    def _turn(self, chapter: Chapter, heading: str) -> None:
        self._shown = chapter
        self.view.show_chapter(chapter, self._code, heading)
        self.back_button.setEnabled(bool(self._trail))
        blocked = self.list.blockSignals(True)
        self.list.choose(chapter.key)
        self.list.blockSignals(blocked)
        self.said.hide()

    def _search(self, typed: str) -> None:
        words = typed.strip()
        hits = [Row(chapter.key, chapter.title, around) for chapter, around in search(words, self._code)]
        blocked = self.hits.blockSignals(True)
        self.hits.show_rows(hits)
        self.hits.blockSignals(blocked)
        self.list.setVisible(not words)
        self.hits.setVisible(bool(words) and bool(hits))
        self.none.setVisible(bool(words) and not hits)

    def _show_contents(self) -> None:
        rows: list[Row | Section] = []
        for book in books(self._code):
            rows.append(Section(book.title, book.icon, first=not rows))
            rows += [Row(chapter.key, chapter.title) for chapter in book.chapters]
        self.list.show_rows(rows)

    def _chosen(self, key: object) -> None:
        if isinstance(key, str) and (self._shown is None or key != self._shown.key):
            self._open_page(key)

    def _opened(self, key: object) -> None:
        self._chosen(key)
        self.view.setFocus()

    def _open_page(self, key: str) -> None:
        page = next(page for book in books(self._code) for page in book.chapters if page.key == key)
        if self._shown is not None:
            self._trail.append((self._shown, ""))
        self._turn(page, "")

    def _into_list(self) -> None:
        listed = self.hits if self.hits.isVisible() else self.list
        listed.setFocus()
        listed.choose_first()

    def _focus_search(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def _leave(self) -> None:
        if self.search.hasFocus() and self.search.text():
            self.search.clear()
        else:
            self.close()

    def _show_keys(self) -> None:
        self._to_host(self._keys)

    def _start_tour(self) -> None:
        self._to_host(self._tour)

    def _to_host(self, act: Act | None) -> None:
        self.close()
        self._host.activateWindow()
        if act is not None:
            act()

    def ask_where(self) -> None:
        """Asks for a file and writes the book in front as PDF."""
        chooser = QFileDialog(self, _("Handbuch als PDF sichern"))
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.setNameFilter(_("PDF-Dateien (*.pdf)"))
        chooser.setDefaultSuffix("pdf")
        chooser.selectFile(f"Laufmappe-{_('Handbuch')}.pdf")
        chooser.fileSelected.connect(self.save)
        chooser.finished.connect(chooser.deleteLater)
        chooser.open()

    def save(self, path: str) -> None:
        """Writes the whole handbook there, whole or not at all."""
        self.save_button.set_busy(_("Wird gesetzt …"))
        self._tasks.run(_save, self._code, Path(path), done=self._saved, failed=self._not_saved, owner=self)

    def _saved(self, _nothing: object) -> None:
        self._say(_("Das Handbuch ist als PDF gesichert."), "ok")

    def _not_saved(self, error: LaufmappeError) -> None:
        self._say(str(error), "error")

    def _say(self, sentence: str, style: str) -> None:
        self.save_button.set_busy()
        self.said.show_style(style)
        self.said.show_text(sentence)
        self.said.show()

    @guarded(False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._host and event.type() == QEvent.Type.Hide and not event.spontaneous():
            self.close()
        return False

    @guarded()
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F1:
            self.open("tasten")
        else:
            super().keyPressEvent(event)


def _save(code: str, path: Path) -> None:
    from laufmappe.ui.handbook.pdf import ALL, handbook_pdf
    from laufmappe.vault.files import atomic_write

    atomic_write(path, handbook_pdf(ALL, code, datetime.now(UTC).astimezone().date()))
