# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The cards of a procedure that tell: where it stands, whose move it is and what time runs, who decides, what was decided."""

from datetime import date
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from laufmappe.casework.papers.documents import DocumentView
from laufmappe.casework.recognition.papers import is_required, missing
from laufmappe.casework.recognition.qualifications import next_recognition_states
from laufmappe.casework.rules.recognition import procedures
from laufmappe.casework.views import QualificationView, RecognitionView
from laufmappe.casework.words import compensation_labels, recognition_states
from laufmappe.i18n import N_, _
from laufmappe.resources import read_json
from laufmappe.ui.faults import guarded
from laufmappe.ui.person.parts import Words, empty
from laufmappe.ui.person.recognition.drawing import StagesView, TimeBar
from laufmappe.ui.person.recognition.papers_card import missing_words
from laufmappe.ui.person.recognition.signs import STATE_SIGNS, TURN_ICONS, recognition_chip
from laufmappe.ui.person.recognition.times import left_words, times_of, turn_since
from laufmappe.ui.person.signs import for_days, short_day, shown_day
from laufmappe.ui.widgets import Button, Card, Chip, Icon, IconCircle, Line, Text, flow, upright

MOST_BUTTONS = 9
_QUIET = ("suspended", "withdrawn")
"""States that are always possible and seldom wanted: links behind the buttons."""
_WHO = {
    "person": N_("Die ratsuchende Person"),
    "office": N_("Die Stelle"),
    "counsellor": N_("Sie, die Beratung"),
    "nobody": N_("Niemand"),
}


class StagesCard(Card):
    """The line of stages, and what can come next as buttons. `state_asked(state)`; empty: any."""

    chapter = "anerkennung"

    state_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__(_("Stand des Verfahrens"))
        self._chip = Chip("", "neutral", "")
        self.head.addWidget(self._chip)
        self.stages = StagesView()
        self.body.addWidget(self.stages)
        self._next = QVBoxLayout()
        self.body.addLayout(self._next)

    def show_procedure(self, procedure: RecognitionView, today: date) -> None:
        """Shows where a procedure stands."""
        chip = recognition_chip(procedure.state)
        since = _("{state} seit {day}").format(state=chip.text, day=short_day(procedure.since, today))
        self._chip.show_state(type(chip)(since, chip.kind, chip.icon))
        self.stages.show_procedure(procedure, today)
        empty(self._next)
        possible = next_recognition_states(procedure)
        usual = [state for state in possible if state not in _QUIET]
        if len(usual) > MOST_BUTTONS:  # after a rest: back to where it was, or anywhere
            before = next((e.state for e in reversed(procedure.events) if e.state != procedure.state), "")
            usual = [before] if before in possible else usual[:2]
            usual.append("")
        buttons = [self._button(state, kind="secondary") for state in usual]
        buttons += [self._button(state, kind="link") for state in possible if state in _QUIET]
        if buttons:
            asked = Text(_("Wie geht es weiter?"), "label")
            for part in (asked, *buttons):
                part.setFixedHeight(buttons[0].sizeHint().height())
            self._next.addWidget(flow(asked, *buttons))

    def _button(self, state: str, kind: str) -> Button:
        words = _(recognition_states()[state]) if state else _("Anderer Stand …")
        button = Button(words, kind=kind, icon=STATE_SIGNS[state][1] if state else "ellipsis")
        button.setAccessibleName(_("Neuer Stand: {state}").format(state=words))
        button.clicked.connect(partial(self._ask, state))
        return button

    def _ask(self, state: str, _checked: bool = False) -> None:
        self.state_asked.emit(state)


THREE_PARTS = 700
"""Below this width of the card its three parts stand below each other."""


class TurnCard(Card):
    """Left whose move it is since when, in the middle the time that runs, right the same in numbers."""

    chapter = "anerkennung"

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout()
        row.setSpacing(18)
        self._row = row
        self.body.addLayout(row)
        left, self._who = QWidget(), QVBoxLayout()
        left.setLayout(self._who)
        self._who.setContentsMargins(0, 0, 0, 0)
        self._who.setSpacing(6)
        row.addWidget(left)
        row.addWidget(upright())
        self.bar = TimeBar()
        middle = QVBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self.bar)
        middle.addStretch(1)
        row.addLayout(middle, 1)
        row.addWidget(upright())
        right, self._told = QWidget(), QVBoxLayout()
        right.setLayout(self._told)
        self._told.setContentsMargins(0, 0, 0, 0)
        self._told.setSpacing(4)
        row.addWidget(right)
        self._ends = ((left, 214), (right, 206))
        self._lay(side_by_side=True)

    def _lay(self, *, side_by_side: bool) -> None:
        ways = QBoxLayout.Direction
        self._row.setDirection(ways.LeftToRight if side_by_side else ways.TopToBottom)
        for part, width in self._ends:
            part.setMinimumWidth(width if side_by_side else 0)
            part.setMaximumWidth(width if side_by_side else 16777215)

    @guarded(QSize)
    def minimumSizeHint(self) -> QSize:
        return QSize(self.bar.minimumWidth() + 2 * 18, super().minimumSizeHint().height())

    @guarded()
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay(side_by_side=self.width() >= THREE_PARTS)

    def show_procedure(self, procedure: RecognitionView, today: date, country: str) -> None:
        """Shows whose move it is, and until when."""
        empty(self._who)
        since = turn_since(procedure)
        name = procedure.body if procedure.turn == "office" and procedure.body else _(_WHO[procedure.turn])
        self._who.addWidget(Text(_("Am Zug"), "label"))
        line = QHBoxLayout()
        line.setSpacing(11)
        kind = {"person": "warn", "counsellor": "accent", "office": "info"}.get(procedure.turn, "neutral")
        circle = IconCircle(TURN_ICONS[procedure.turn], kind, 40)
        words = QWidget()
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        column.addWidget(Words(name, "object"))
        column.addWidget(Words(f"{for_days((today - since).days)} ({short_day(since, today)})", "secondary"))
        holder = QWidget()
        holder.setLayout(line)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(circle)
        line.addWidget(words, 1)
        self._who.addWidget(holder)
        lacking = [paper for paper in missing(procedure.papers) if is_required(procedure, paper)]
        if lacking and procedure.stage < 4:
            self._who.addWidget(_IconLine("file-warning", "warn", missing_words(len(lacking))))
        self._who.addStretch(1)
        times = times_of(procedure, today, country)
        self.bar.show_times(times, today)
        empty(self._told)
        self._told.addWidget(Words(times.headline, "object"))
        if times.left:
            self._told.addWidget(Words(times.left, "error" if times.urgent else "strong"))
        self._told.addWidget(Words(times.sentence, "secondary"))
        self._told.addStretch(1)
        if times.chip is not None:
            self._told.addWidget(flow(Chip(times.chip.text, times.chip.kind, times.chip.icon)))


class _IconLine(QWidget):
    """A small icon before words that wrap."""

    def __init__(self, icon: str, colour: str, words: str, style: str = "body") -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(Icon(icon, colour, 16), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Words(words, style), 1)


class BodyCard(Card):
    """Who decides, under which number, by which rule; and how sure the rule is. `link_clicked`: change it."""

    chapter = "anerkennung"

    def __init__(self) -> None:
        super().__init__(_("Zuständige Stelle"), link=_("Ändern"))
        if self.link is not None:
            self.link.setAccessibleName(_("Verfahren ändern"))
        self._lines = QVBoxLayout()
        self._lines.setSpacing(8)
        self.body.addLayout(self._lines)

    def show_procedure(self, procedure: RecognitionView) -> None:
        """Shows body, type and source."""
        empty(self._lines)
        rule = procedures().get(procedure.procedure)
        kind = _(rule.label) if rule else _("Verfahren noch nicht klar")
        self._lines.addWidget(_IconLine("landmark", "muted", procedure.body or _("noch nicht eingetragen"), "strong"))
        self._lines.addWidget(_IconLine("route", "muted", kind))
        if procedure.file_number:
            number = _("Aktenzeichen {number}").format(number=procedure.file_number)
            self._lines.addWidget(_IconLine("id-card", "muted", number))
        regulated = _("reglementiert: nur mit Anerkennung") if procedure.regulated else _("nicht reglementiert")
        self._lines.addWidget(_IconLine("scale", "muted", regulated))
        if procedure.fast_track:
            self._lines.addWidget(_IconLine("skip-forward", "muted", _("beschleunigt (§ 81a AufenthG)")))
        if rule is not None and rule.german:
            level = _("Deutsch: üblich ist {level}").format(level=rule.german)
            self._lines.addWidget(_IconLine("languages", "muted", level))
        if rule is not None:
            year, _dash, month = rule.as_of.partition("-")
            check = _(" Bitte prüfen.") if rule.verify else ""
            said = _("Stand {day} · {source}.").format(day=f"{month}/{year}", source=_(rule.source)) + check
            self._lines.addWidget(Words(said, "secondary"))
        notice: str = read_json("recognition", "procedure.json")["notice"]
        self._lines.addWidget(Words(_(notice), "secondary"))


class ResultCard(Card):
    """What was decided, what makes up for the differences, until when one can object; empty before."""

    chapter = "anerkennung"

    def __init__(self) -> None:
        super().__init__(_("Ergebnis"), icon="gavel")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(8)
        self.body.addLayout(self._lines)

    def show_procedure(self, procedure: RecognitionView, today: date) -> None:
        """Shows the newest decision; hides itself where there is none."""
        empty(self._lines)
        decided = next((e for e in reversed(procedure.events) if e.state.startswith("decided_")), None)
        self.setVisible(decided is not None)
        if decided is None:
            return
        chip = recognition_chip(decided.state)
        self._lines.addWidget(flow(Chip(chip.text, chip.kind, chip.icon)))
        self._lines.addWidget(Words(_("Bescheid vom {day}").format(day=shown_day(decided.on_date)), "body"))
        if procedure.measure:
            label = _(compensation_labels().get(procedure.measure, procedure.measure))
            self._lines.addWidget(_IconLine("book-open", "accent", _("Auflage: {measure}").format(measure=label)))
        if procedure.appeal_until is not None:
            words = f"{_('Widerspruch oder Klage')}: {left_words(procedure.appeal_until, today)}"
            near = 0 <= (procedure.appeal_until - today).days <= 14
            self._lines.addWidget(_IconLine("scale", "danger" if near else "muted", words))


class EventsCard(Card):
    """Every state with its day and note, newest first."""

    chapter = "anerkennung"

    def __init__(self) -> None:
        super().__init__(_("Verlauf"))
        self._lines = QVBoxLayout()
        self._lines.setSpacing(8)
        self.body.addLayout(self._lines)

    def show_procedure(self, procedure: RecognitionView) -> None:
        """Shows the events."""
        empty(self._lines)
        for event in reversed(procedure.events):
            icon = STATE_SIGNS.get(event.state, ("", "circle-dot"))[1]
            line = Line(_(recognition_states()[event.state]), shown_day(event.on_date), icon=icon)
            self._lines.addWidget(line)
            if event.note:
                self._lines.addWidget(Words(event.note, "secondary"))


class ProofsCard(Card):
    """The documents of the vault that belong to the qualification."""

    chapter = "anerkennung"

    def __init__(self) -> None:
        super().__init__(_("Dokumente im Tresor"))
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        self.body.addLayout(self._lines)

    def show_documents(self, view: QualificationView, documents: tuple[DocumentView, ...]) -> None:
        """Shows those of a qualification; hides itself where there are none."""
        empty(self._lines)
        own = [document for document in documents if document.qualification_id == view.id]
        self.setVisible(bool(own))
        for document in own:
            self._lines.addWidget(Line(document.name, shown_day(document.added_on), icon="file-text", strong=False))
