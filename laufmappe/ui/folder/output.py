# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The right column: the language beside German, the printer and how it prints, and the way to a PDF file."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from laufmappe.casework.cldr import language_name
from laufmappe.folder.words import LanguageInfo
from laufmappe.i18n import _, language, n_
from laufmappe.ui.folder.plan import GERMAN, Plan, missing_language
from laufmappe.ui.folder.printer_choice import PrinterChoice
from laufmappe.ui.folder.saving import Saving
from laufmappe.ui.folder.side_column import SideColumn
from laufmappe.ui.widgets import Button, CheckBox, Chip, RadioButton, Text, rule

_FEW = 3
"""So many languages are in sight at once; the others come by a button."""


class OutputPanel(SideColumn):
    """`language_chosen(code)`, `large_print_chosen(on)`, `doubts_asked`: to see the sentences nobody has reviewed;
    `own_texts_asked`: to translate what the counsellor wrote."""

    language_chosen = Signal(str)
    large_print_chosen = Signal(bool)
    doubts_asked = Signal()
    own_texts_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._radios: dict[str, RadioButton] = {}
        self._lines: dict[str, QWidget] = {}
        self._group = QButtonGroup(self)
        column = self.column
        column.addLayout(self._build_languages())
        column.addSpacing(4)
        column.addWidget(rule())
        column.addSpacing(4)
        self.printing = PrinterChoice()
        column.addWidget(self.printing)
        column.addStretch(1)
        self.saving = Saving(_("Als PDF sichern …"))
        self.add_foot(self.saving)

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
        self.doubts = Button("", kind="link", icon="languages")
        self.doubts.clicked.connect(self.doubts_asked)
        self.doubts.hide()
        self.own_texts = Button("", kind="link", icon="pencil")
        self.own_texts.clicked.connect(self.own_texts_asked)
        self.own_texts.hide()
        column.addWidget(self.doubts, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.own_texts, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(4)
        self.large_print = CheckBox(_("Großdruck"))
        self.large_print.setToolTip(_("Nichts ist kleiner als 16 Punkt; es werden mehr Seiten."))
        self.large_print.clicked.connect(self.large_print_chosen)
        column.addWidget(self.large_print)
        return column

    def show_plan(self, plan: Plan) -> None:
        """Shows the languages, the one of the plan chosen."""
        if not self._radios:
            for info in plan.languages:
                self._languages.addWidget(self._language_line(info))
            own = sum(code in self._radios for code in plan.spoken)
            self._fold(plan.language, own)
        self._radios[plan.language].setChecked(True)
        self.large_print.setChecked(plan.large_print)
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

    def show_own_texts(self, count: int, open_count: int) -> None:
        """Offers to translate the counsellor's own sentences; says how many have no translation yet."""
        words = n_("{n} eigenen Satz übersetzen", "{n} eigene Sätze übersetzen", open_count)
        self.own_texts.show_text(words.format(n=open_count) if open_count else _("Eigene Übersetzungen ansehen"))
        self.own_texts.setVisible(count > 0)

    def show_doubts(self, count: int, reviewed: bool) -> None:
        """Offers to see the sentences of the chosen sheets that nobody has reviewed, or that lack a translation."""
        words = (
            n_("Übersetzung lückenhaft: {n} Satz ansehen", "Übersetzung lückenhaft: {n} Sätze ansehen", count)
            if reviewed
            else n_("Ungeprüft: {n} Satz ansehen", "Ungeprüft: {n} Sätze ansehen", count)
        )
        self.doubts.show_text(words.format(n=count))
        self.doubts.setVisible(count > 0)

    def show_busy(self, busy: bool) -> None:
        """While it prints, nothing here can be changed."""
        self.choices.setEnabled(not busy)
        self.saving.show_ready(not busy)


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
