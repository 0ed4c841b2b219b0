# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The card of qualifications: what the person brought along, and where its recognition stands."""

from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from laufmappe.casework.cldr import country_name
from laufmappe.casework.dates import show_partial
from laufmappe.casework.qualifications import next_recognition_states
from laufmappe.casework.views import CaseView, QualificationView, RecognitionView
from laufmappe.casework.words import qualification_kinds, recognition_states
from laufmappe.i18n import N_, _, language, n_
from laufmappe.ui.person.acts import Acts
from laufmappe.ui.person.parts import Entry, Words, action, empty, focus_name, give_focus_back
from laufmappe.ui.person.qualification_dialog import QualificationDialog
from laufmappe.ui.person.recognition_dialog import RecognitionDialog
from laufmappe.ui.person.signs import WEEKDAYS, for_days, shown_day
from laufmappe.ui.widgets import Card, ChipSpec, Icon, Text

ICONS = {
    "school": "school",
    "vocational": "wrench",
    "academic": "graduation-cap",
    "experience": "briefcase",
    "informal": "sprout",
}
TURNS = {
    "person": N_("Am Zug: die ratsuchende Person"),
    "office": N_("Am Zug: die Stelle"),
    "counsellor": N_("Am Zug: Sie"),
}
TURN_ICONS = {"person": "user-round", "office": "landmark", "counsellor": "hand"}


def recognition_chip(state: str) -> ChipSpec:
    """The state of a procedure as word, icon and tint."""
    kind, icon = "neutral", "circle-dot"
    if state in ("decided_full", "compensation_passed"):
        kind, icon = "ok", "check"
    elif state in ("decided_partial", "decided_condition"):
        kind, icon = "info", "badge-check"
    elif state in ("decided_none", "decided_no_cooperation", "funding_refused", "compensation_failed"):
        kind, icon = "danger", "x"
    elif state == "documents_missing":
        kind, icon = "warn", "file-warning"
    elif state in (
        "in_review",
        "extended",
        "qualification_analysis",
        "applied",
        "receipt_confirmed",
        "complete",
        "appeal",
    ):
        kind, icon = "warn", "hourglass"
    elif state in ("suspended", "withdrawn", "closed"):
        icon = "pause" if state == "suspended" else "minus"
    else:
        kind = "accent"
    return ChipSpec(_(recognition_states()[state]), kind, icon)


def qualification_words(view: QualificationView) -> str:
    """Where and when: Universität Aleppo, Syrien, 2010–2014."""
    start, end = show_partial(view.started), show_partial(view.finished)
    years = f"{start}–{end}" if start and end else (_("seit {day}").format(day=start) if start else end)
    country = country_name(view.country, language()) if view.country else ""
    said = ", ".join(part for part in (view.institution, country, years) if part)
    return said or _(qualification_kinds()[view.kind])


class QualificationCard(Card):
    """The qualifications of the person shown."""

    def __init__(self, acts: Acts) -> None:
        super().__init__(_("Qualifikationen"), link=_("Ergänzen"))
        self.acts = acts
        self._views: tuple[QualificationView, ...] = ()
        self._day: date | None = None
        self.link_clicked.connect(self.act_add)
        if self.link is not None:
            self.link.setAccessibleName(_("Qualifikation ergänzen"))
        self.body.addStretch(1)

    def show_case(self, case: CaseView, today: date) -> None:
        """Shows the qualifications, newest information first kept in their order."""
        if self._day is not None and (self._views, self._day) == (case.qualifications, today):
            return
        self._views, self._day = case.qualifications, today
        focus = focus_name(self)
        empty(self.body)
        for view in case.qualifications:
            self.body.addWidget(self._entry(view, today))
        if not case.qualifications:
            words = _("Noch keine. Auch Schule, Berufserfahrung und selbst Gelerntes zählen.")
            self.body.addWidget(Words(words, "lead"))
        self.body.addStretch(1)
        give_focus_back(self, focus)

    def _entry(self, view: QualificationView, today: date) -> QWidget:
        procedure = view.recognition
        chip = recognition_chip(procedure.state) if procedure else None
        title = view.title or view.original_title
        entry = Entry(title, qualification_words(view), icon=ICONS.get(view.kind, "award"), chip=chip)
        if view.original_title and view.title:
            entry.below.addWidget(Text(view.original_title, "secondary", elide=True))
        if view.occupation:
            entry.below.addWidget(Text(_("In Deutschland: {job}").format(job=view.occupation), "secondary", elide=True))
        if procedure is not None:
            add_procedure(entry, procedure, today)
        buttons = []
        if next_recognition_states(procedure):
            words = _("Stand eintragen …") if procedure else _("Anerkennung beginnen …")
            state = action(words, f"{title}: {words}", f"recognition-{view.id}")
            state.clicked.connect(partial(self._recognise, view))
            buttons.append(state)
        change = action(_("Ändern …"), _("{title} ändern").format(title=title), f"qualification-{view.id}")
        change.clicked.connect(partial(self._change, view))
        entry.add_actions([*buttons, change])
        return entry

    def act_add(self) -> None:
        """Asks for a new qualification."""
        QualificationDialog(self, self.acts, None).appear()

    def _change(self, view: QualificationView, _checked: bool = False) -> None:
        QualificationDialog(self, self.acts, view).appear()

    def _recognise(self, view: QualificationView, _checked: bool = False) -> None:
        RecognitionDialog(self, self.acts, view).appear()

    def open_qualification(self, qualification_id: str) -> bool:
        """Puts the focus on a qualification; False when it is not shown."""
        view = next((view for view in self._views if view.id == qualification_id), None)
        if view is None:
            return False
        open_to_more = bool(next_recognition_states(view.recognition))
        give_focus_back(self, f"{'recognition' if open_to_more else 'qualification'}-{view.id}")
        return True


def add_procedure(entry: Entry, procedure: RecognitionView, today: date) -> None:
    """Says whose move it is since when, and how far the statutory time has run."""
    if procedure.turn in TURNS:
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(Icon(TURN_ICONS[procedure.turn], "muted", 14))
        since = for_days((today - procedure.since).days)
        body = f" ({procedure.body})" if procedure.body and procedure.turn == "office" else ""
        line.addWidget(Text(f"{_(TURNS[procedure.turn])}{body}, {since}", "secondary", elide=True), 1)
        entry.below.addLayout(line)
    if procedure.clock_from is None or procedure.clock_until is None:
        return
    day = (today - procedure.clock_from).days
    whole = (procedure.clock_until - procedure.clock_from).days
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(Icon("scale", "danger" if day > whole else "accent", 14))
    row.addWidget(Text(_("Tag {day} von {whole}").format(day=day, whole=whole), "label"))
    bar = QProgressBar()
    bar.setTextVisible(False)
    bar.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # time never runs from right to left
    bar.setRange(0, whole)
    bar.setValue(min(day, whole))
    bar.setAccessibleName(_("Frist für den Bescheid"))
    row.addWidget(bar, 1)
    entry.below.addLayout(row)
    end = f"{_(WEEKDAYS[procedure.clock_until.weekday()])} {shown_day(procedure.clock_until)}"
    left = whole - day
    words = (
        n_("noch {n} Tag bis {day}", "noch {n} Tage bis {day}", left)
        if left >= 0
        else n_("seit {n} Tag überschritten ({day})", "seit {n} Tagen überschritten ({day})", -left)
    )
    entry.below.addWidget(Text(words.format(n=abs(left), day=end) + _(" · gesetzliche Frist"), "secondary", elide=True))
