# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The column of the directory: search, filters, list."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from laufmappe.casework.cldr import language_name
from laufmappe.casework.desk import Desk
from laufmappe.casework.services import list_services
from laufmappe.casework.spelling import plain
from laufmappe.casework.views import ServiceView
from laufmappe.i18n import _, language
from laufmappe.ui.services.signs import service_row, type_words
from laufmappe.ui.tasks import Task, Tasks
from laufmappe.ui.widgets import Button, ComboBox, EmptyState, IconButton, Panel, RowStyle, RowsView, SearchField, Text


class ServicesPanel(Panel):
    """`chosen(id)` when another service is to be shown (empty: none), `new_asked` for a new one."""

    chosen = Signal(str)
    opened = Signal(str)
    new_asked = Signal()
    listed = Signal(int)
    """How many services there are at all."""

    def __init__(self, desk: Desk, tasks: Tasks) -> None:
        super().__init__(372)
        self._desk = desk
        self._tasks = tasks
        self._task: Task | None = None
        self._everything: list[ServiceView] = []
        self._found: list[ServiceView] = []
        self._wanted = ""
        inner = QVBoxLayout()
        inner.setContentsMargins(8, 0, 6, 0)
        inner.setSpacing(9)
        self.body.addLayout(inner)
        inner.addLayout(self._build_head())
        self.search = SearchField(_("Anlaufstelle suchen"), _("Name, Träger oder Straße …"))
        self.search.textChanged.connect(self.refresh)
        inner.addWidget(self.search)
        self.type = ComboBox(_("Art der Anlaufstelle"), [(_("Art: alle"), "")])
        self.language = ComboBox(_("Sprache in der Beratung"), [(_("Sprache: alle"), "")])
        self.type.currentIndexChanged.connect(self._filter)
        self.language.currentIndexChanged.connect(self._filter)
        filters = QHBoxLayout()
        filters.setSpacing(8)
        filters.addWidget(self.type, 1)
        filters.addWidget(self.language, 1)
        inner.addLayout(filters)
        line = QHBoxLayout()
        self.found = Text("", "label")
        self.reset_button = Button(_("Zurücksetzen"), kind="link")
        self.reset_button.clicked.connect(self.reset)
        self.reset_button.hide()
        line.addWidget(self.found, 1)
        line.addWidget(self.reset_button)
        inner.addLayout(line)
        self.view = RowsView(_("Anlaufstellen"), RowStyle(height=62, avatar=36))
        self.view.chosen.connect(self._picked)
        self.view.opened.connect(self._open)
        self.search.down_pressed.connect(self._into_list)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._build_nothing())
        self.body.addWidget(self._stack, 1)

    def _build_head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.addWidget(Text(_("Anlaufstellen"), "page", elide=True), 1)
        new = IconButton("plus", _("Anlaufstelle eintragen"), kind="primary", key="N")
        new.clicked.connect(self.new_asked)
        head.addWidget(new)
        return head

    def _build_nothing(self) -> QWidget:
        clear = Button(_("Filter zurücksetzen"))
        clear.clicked.connect(self.reset)
        return EmptyState(
            "search", _("Keine Anlaufstelle passt"), _("Suchen Sie mit weniger Wörtern oder ohne Filter."), button=clear
        )

    def refresh(self) -> None:
        """Reads the directory again; what is shown stays in sight."""
        if self._task is not None:
            self._task.cancel()
        self._task = self._tasks.run(_read, self._desk, self.search.text(), done=self._take)

    def show_service(self, service_id: str) -> None:
        """Makes a service current; filters that hide it are reset."""
        self._wanted = service_id
        if not self.view.choose(service_id):
            self.reset()

    def reset(self) -> None:
        """No search and no filter."""
        for widget in (self.search, self.type, self.language):
            widget.blockSignals(True)
        self.search.clear()
        self.type.choose("")
        self.language.choose("")
        for widget in (self.search, self.type, self.language):
            widget.blockSignals(False)
        self.refresh()

    def _take(self, answer: tuple[list[ServiceView], list[ServiceView]]) -> None:
        self._task = None
        self._everything, self._found = answer
        within = language()
        types = sorted({v.type for v in self._everything if v.type}, key=lambda t: plain(type_words(t)))
        spoken = {code for v in self._everything for code in v.languages}
        codes = sorted(spoken, key=lambda code: plain(language_name(code, within)))
        self.type.offer([(_("Art: alle"), ""), *((type_words(t), t) for t in types)])
        self.language.offer([(_("Sprache: alle"), ""), *((language_name(c, within), c) for c in codes)])
        self.listed.emit(len(self._everything))
        self._filter()

    def _filter(self) -> None:
        kind, spoken = self.type.value(), self.language.value()
        fits = [v for v in self._found if kind in ("", None, v.type) and (not spoken or spoken in v.languages)]
        today = self._desk.today()
        self.view.show_rows([service_row(view, today) for view in sorted(fits, key=lambda v: not v.active)])
        count, whole = len(fits), len(self._everything)
        narrowed = bool(self.search.text().strip() or kind or spoken)
        words = _("{n} von {all} passen") if narrowed else _("{all} Anlaufstellen")
        self.found.show_text(words.format(n=count, all=whole))
        self.reset_button.setVisible(narrowed)
        self._stack.setCurrentIndex(1 if narrowed and not count else 0)
        if not self.view.choose(self._wanted) and count:
            self.view.choose_first()
        if not count:
            self.chosen.emit("")

    def _picked(self, key: object) -> None:
        self._wanted = str(key)
        self.chosen.emit(self._wanted)

    def _open(self, key: object) -> None:
        self.opened.emit(str(key))

    def _into_list(self) -> None:
        if not self.view.currentIndex().isValid():
            self.view.choose_first()
        self.view.setFocus()


def _read(desk: Desk, search: str) -> tuple[list[ServiceView], list[ServiceView]]:
    everything = list_services(desk)
    return everything, list_services(desk, search) if search.strip() else everything
