# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The right column: the language beside German, the printer and how it prints, and the way to a PDF file."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from laufmappe.casework.cldr import language_name
from laufmappe.folder import LanguageInfo
from laufmappe.i18n import _, language
from laufmappe.ui.folder.plan import GERMAN, Plan, missing_language
from laufmappe.ui.folder.printing import Printer, PrintOrder
from laufmappe.ui.widgets import (
    Button,
    CheckBox,
    Chip,
    ComboBox,
    Icon,
    LabeledField,
    Notice,
    RadioButton,
    Stepper,
    Text,
    rule,
)

_FEW = 3
"""So many languages are in sight at once; the others come by a button."""


class OutputPanel(QWidget):
    """`language_chosen(code)`, `save_asked`, `protect_asked`, `grey_changed(bool)`.

    `printers_changed` comes once it is known what there is.
    """

    language_chosen = Signal(str)
    save_asked = Signal()
    protect_asked = Signal()
    grey_changed = Signal(bool)
    printers_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._printers: dict[str, Printer] = {}
        self._radios: dict[str, RadioButton] = {}
        self._lines: dict[str, QWidget] = {}
        self._group = QButtonGroup(self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(18, 14, 18, 12)
        column.setSpacing(8)
        column.addLayout(self._build_languages())
        column.addSpacing(4)
        column.addWidget(rule())
        column.addSpacing(4)
        column.addLayout(self._build_printer())
        column.addStretch(1)
        scroll.setWidget(inside)
        self._inside = inside
        outer.addWidget(scroll, 1)
        outer.addLayout(self._build_saving())

    def _build_languages(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(Text(_("Sprache neben Deutsch"), "card"))
        column.addSpacing(3)
        self._languages = QVBoxLayout()
        self._languages.setSpacing(2)
        column.addLayout(self._languages)
        self._more = Button(_("Weitere Sprachen"), kind="link", icon="chevron-down")
        self._more.clicked.connect(self._show_all)
        self._more.hide()
        column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        self._language_note = Text("", "secondary", wrap=True)
        column.addWidget(self._language_note)
        return column

    def _build_printer(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(Text(_("Ausgabe"), "card"))
        self.printer = ComboBox(_("Drucker"))
        self.printer.currentIndexChanged.connect(self._printer_changed)
        self._printer_field = LabeledField(_("Drucker"), self.printer)
        column.addWidget(self._printer_field)
        state = QHBoxLayout()
        state.setSpacing(7)
        self._state_icon = Icon("circle-check", "ok", 16)
        self._state = Text("", "ok", wrap=True)
        state.addWidget(self._state_icon, 0, Qt.AlignmentFlag.AlignTop)
        state.addWidget(self._state, 1)
        self._state_row = QWidget()
        self._state_row.setLayout(state)
        state.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._state_row)
        copies = QHBoxLayout()
        copies.setContentsMargins(0, 0, 0, 0)
        copies.addWidget(Text(_("Exemplare")), 1)
        self.copies = Stepper(_("Exemplare"), 1, low=1, high=9)
        copies.addWidget(self.copies)
        self._copies_row = QWidget()
        self._copies_row.setLayout(copies)
        column.addWidget(self._copies_row)
        self.both_sides = CheckBox(_("Beidseitig, lange Kante"), checked=True)
        self.grey = CheckBox(_("Schwarz-weiß"))
        self.grey.toggled.connect(self.grey_changed)
        column.addWidget(self.both_sides)
        column.addWidget(self.grey)
        self.no_printer = Notice(
            _("Auf diesem Rechner ist kein Drucker eingerichtet. Sie können die Blätter als PDF sichern."), kind="info"
        )
        self.no_printer.hide()
        column.addWidget(self.no_printer)
        for widget in (self._printer_field, self._state_row, self._copies_row, self.both_sides, self.grey):
            widget.hide()
        return column

    def _build_saving(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setContentsMargins(18, 10, 18, 14)
        column.setSpacing(7)
        self.save = Button(_("Als PDF sichern …"), icon="download", key="Ctrl+S")
        self.save.clicked.connect(self.save_asked)
        column.addWidget(self.save, 0, Qt.AlignmentFlag.AlignLeft)
        note = Text(
            _("Die Datei ist nicht mehr verschlüsselt: Wer sie öffnen kann, kann sie lesen."), "secondary", wrap=True
        )
        column.addWidget(note)
        self.protect = Button(_("Als geschütztes PDF …"), kind="link", icon="lock")
        self.protect.clicked.connect(self.protect_asked)
        column.addWidget(self.protect, 0, Qt.AlignmentFlag.AlignLeft)
        return column

    def show_plan(self, plan: Plan) -> None:
        """Shows the languages, the one of the plan chosen."""
        if not self._radios:
            for info in plan.languages:
                self._languages.addWidget(self._language_line(info))
            own = sum(code in self._radios for code in plan.spoken)
            self._fold(plan.language, own)
        self._radios[plan.language].setChecked(True)
        self._language_note.show_text(_language_words(plan))
        self._language_note.setVisible(bool(self._language_note.text()))

    def _language_line(self, info: LanguageInfo) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        name = language_name(info.code, language())
        radio = RadioButton(_("keine, nur Deutsch") if info.code == GERMAN else name)
        radio.clicked.connect(partial(self.language_chosen.emit, info.code))
        self._group.addButton(radio)
        self._radios[info.code] = radio
        self._lines[info.code] = line
        row.addWidget(radio, 1)
        if info.code != GERMAN:
            reviewed = info.review_state == "reviewed"
            word = _("geprüft") if reviewed else _("ungeprüft")
            radio.setAccessibleName(f"{name}, {word}")
            radio.setToolTip(name)
            row.addWidget(Chip(word, "ok" if reviewed else "warn", "check" if reviewed else "circle-alert"))
        return line

    def _fold(self, chosen: str, own: int) -> None:
        """Keeps the person's languages, the chosen one and German in sight, and a few more where these are few."""
        in_sight = max(own, _FEW if own == 0 else own)
        hidden = 0
        for number, (code, line) in enumerate(self._lines.items()):
            fold = number >= in_sight and code not in (chosen, GERMAN)
            line.setVisible(not fold)
            hidden += fold
        self._more.show_text(_("Weitere Sprachen ({count})").format(count=hidden))
        self._more.setVisible(hidden > 0)

    def _show_all(self) -> None:
        had_focus = self._more.hasFocus()
        self._more.hide()
        hidden = [code for code, line in self._lines.items() if line.isHidden()]
        for code in hidden:
            self._lines[code].show()
        if had_focus and hidden:
            self._radios[hidden[0]].setFocus(Qt.FocusReason.TabFocusReason)

    def show_printers(self, printers: list[Printer]) -> None:
        """Offers these; with none there is only the file."""
        self._printers = {printer.name: printer for printer in printers}
        self.printer.offer([(printer.label, printer.name) for printer in printers])
        self.no_printer.setVisible(not printers)
        for widget in (self._printer_field, self._copies_row):
            widget.setVisible(bool(printers))
        self._printer_changed()
        self.printers_changed.emit()

    def _printer_changed(self) -> None:
        printer = self.chosen_printer()
        self._state_row.setVisible(printer is not None)
        self.both_sides.setVisible(printer is not None and printer.duplex)
        self.grey.setVisible(printer is not None and printer.grey)
        if printer is None:
            return
        words, style, icon = {
            "ready": (_("bereit, A4"), "ok", "circle-check"),
            "busy": (_("druckt gerade, Ihre Blätter kommen danach"), "secondary", "hourglass"),
            "stopped": (_("meldet sich nicht: Ist er eingeschaltet?"), "warn", "triangle-alert"),
        }[printer.state]
        self._state.show_text(words)
        self._state.show_style(style)
        self._state_icon.show_icon(icon, "muted" if style == "secondary" else style)

    def chosen_printer(self) -> Printer | None:
        """The printer that is chosen; None where there is none."""
        return self._printers.get(str(self.printer.value()))

    def order(self) -> PrintOrder | None:
        """What is asked of the printer; None where there is none."""
        printer = self.chosen_printer()
        if printer is None:
            return None
        both, grey = printer.duplex and self.both_sides.isChecked(), printer.grey and self.grey.isChecked()
        return PrintOrder(printer, self.copies.value(), both, grey)

    def show_busy(self, busy: bool) -> None:
        """While it prints, nothing here can be changed."""
        self._inside.setEnabled(not busy)
        self.show_ready(not busy)

    def show_ready(self, ready: bool) -> None:
        """Whether there is something to put into a file."""
        self.save.setEnabled(ready)
        self.protect.setEnabled(ready)


def _language_words(plan: Plan) -> str:
    info = next(info for info in plan.languages if info.code == plan.language)
    missing = missing_language(plan)
    words = []
    if missing:
        words.append(_("Auf {language} gibt es die Mappe noch nicht.").format(language=missing))
    if info.review_state != "reviewed":
        sentence = _("{language} hat noch keine zweite Person geprüft. Der Vermerk „ungeprüft“ steht auf dem Blatt.")
        words.append(sentence.format(language=language_name(info.code, language())))
    return " ".join(words)
