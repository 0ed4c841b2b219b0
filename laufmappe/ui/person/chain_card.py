# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The card of the support chain: the route, the chosen station, what was taken out; or the templates to choose from."""

from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from laufmappe.casework.chains import TemplateView, agree_chain, restore_step, suggested_template, templates
from laufmappe.casework.views import CaseView, ChainView, StepView
from laufmappe.casework.words import step_states
from laufmappe.i18n import _, n_
from laufmappe.ui.person.acts import Acts
from laufmappe.ui.person.parts import Words, empty
from laufmappe.ui.person.signs import route_chip, shown_day
from laufmappe.ui.person.station import StationStrip
from laufmappe.ui.person.step_dialogs import AddStepDialog
from laufmappe.ui.widgets import (
    Button,
    Card,
    ChipSpec,
    Line,
    RouteView,
    Row,
    RowStyle,
    RowsView,
    Station,
    Text,
    rule,
)


class ChainCard(Card):
    """The chain of the person shown. `station_shown` tells that a station was chosen; True when it was opened."""

    station_shown = Signal(bool)

    def __init__(self, acts: Acts) -> None:
        super().__init__(_("Unterstützungskette"), link=_("Station hinzufügen"))
        self.acts = acts
        self._case: CaseView | None = None
        self._dropped_shown: tuple[StepView, ...] | None = None
        self._about = Text("", "secondary", elide=True)
        self.head.insertWidget(1, self._about, 1)
        self.head.setStretch(0, 0)
        self.link_clicked.connect(self.act_add)
        self.body.addWidget(self._build_route())
        self.body.addWidget(self._build_choice())

    def _build_route(self) -> QWidget:
        self._plan = QWidget()
        column = QVBoxLayout(self._plan)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.route = RouteView(_("Stationen der Unterstützungskette"))
        self.route.chosen.connect(self._choose)
        self.route.opened.connect(self._open)
        column.addWidget(self.route)
        self._rule = rule()
        column.addWidget(self._rule)
        self.strip = StationStrip(self.acts)
        column.addWidget(self.strip)
        self._dropped = QVBoxLayout()
        self._dropped.setSpacing(8)
        column.addLayout(self._dropped)
        return self._plan

    def _build_choice(self) -> QWidget:
        self._choice = QWidget()
        column = QVBoxLayout(self._choice)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        words = _(
            "Noch keine Kette. Wählen Sie eine Vorlage und vereinbaren Sie sie mit der ratsuchenden Person; jede Station lässt sich danach anpassen."
        )
        column.addWidget(Words(words, "lead"))
        self.choices = RowsView(_("Vorlagen"), RowStyle(height=50, padding=8), grow=True)
        self.choices.opened.connect(self._agree)
        column.addWidget(self.choices)
        self.agree_button = Button(_("Kette vereinbaren"), kind="primary", icon="route", key="Ctrl+Return")
        self.agree_button.clicked.connect(self.act_agree)
        column.addWidget(self.agree_button, 0, Qt.AlignmentFlag.AlignLeft)
        return self._choice

    def show_case(self, case: CaseView, today: date) -> None:
        """Shows the chain of this person; the chosen station stays chosen as long as the person is the same."""
        other = self._case is None or self._case.newcomer.id != case.newcomer.id
        self._case = case
        chain = case.chain
        self._plan.setVisible(chain is not None)
        self._choice.setVisible(chain is None)
        if self.link is not None:
            self.link.setVisible(chain is not None)
        if chain is None:
            self._about.show_text("")
            self._show_choices(case.newcomer.status, other)
            return
        self._about.show_text(
            _("{template} · {name} · Fassung {version} · seit {day}").format(
                name=_(chain.name),
                template=chain.template,
                version=chain.template_version,
                day=shown_day(chain.agreed_on),
            )
        )
        here = chain.next_step
        self.route.show_stations([_station(s, here, today) for s in chain.steps])
        if other or self.step() is None:
            last = here or next(reversed(chain.steps), None)
            blocked = self.route.blockSignals(True)
            self.route.choose(last.id if last else None)
            self.route.blockSignals(blocked)
        self._show_strip()
        self._show_dropped(chain)

    def _show_choices(self, status: str, other: bool) -> None:
        fitting = suggested_template(status)
        offered = sorted(templates(), key=lambda t: t.id != fitting)
        self.choices.show_rows([_choice_row(t, t.id == fitting) for t in offered])
        if other or self.choices.current_key() is None:
            self.choices.choose_first()

    def step(self) -> StepView | None:
        """The chosen station."""
        chain = self._case.chain if self._case else None
        chosen = self.route.current_id()
        return next((s for s in chain.steps if s.id == chosen), None) if chain else None

    def choose(self, step_id: str) -> bool:
        """Chooses a station; False when it is not in the plan."""
        return self.route.choose(step_id)

    def _choose(self, _station_id: object) -> None:
        self._show_strip()
        self.station_shown.emit(False)

    def _open(self, _station_id: object) -> None:
        self.station_shown.emit(True)

    def _show_strip(self) -> None:
        step = self.step()
        chain = self._case.chain if self._case else None
        self.strip.setVisible(step is not None)
        self._rule.setVisible(step is not None)
        if step is not None and chain is not None:
            self.strip.show_step(chain, step, self.acts.desk.today())

    def _show_dropped(self, chain: ChainView) -> None:
        if self._dropped_shown == chain.dropped:
            return
        self._dropped_shown = chain.dropped
        empty(self._dropped)
        if not chain.dropped:
            return
        self._dropped.addWidget(rule())
        self._dropped.addWidget(Text(_("Aus dem Plan genommen"), "label"))
        for step in chain.dropped:
            day = shown_day(step.dropped_on) if step.dropped_on else ""
            line = Line(_(step.title), f"{day} · {step.dropped_reason}", icon="circle-minus", strong=False)
            back = Button(_("zurückholen"), kind="link")
            back.setAccessibleName(_("{step} zurückholen").format(step=_(step.title)))
            back.clicked.connect(partial(self._restore, step))
            line.add(back)
            self._dropped.addWidget(line)

    def _restore(self, step: StepView, _checked: bool = False) -> None:
        self.acts.do(_("„{step}“ steht wieder am Ende des Plans.").format(step=_(step.title)), restore_step, step.id)

    def act_add(self) -> None:
        """Asks which station to add."""
        if self._case is not None and self._case.chain is not None:
            AddStepDialog(self, self.acts, self._case.chain, self.step()).appear()

    def act_agree(self) -> None:
        """Agrees the chosen template with the person."""
        self._agree(self.choices.current_key())

    def _agree(self, template: object) -> None:
        if self._case is not None and self._case.chain is None and template:
            name = next(_(t.name) for t in templates() if t.id == template)
            told = _("„{chain}“ ist vereinbart.").format(chain=name)
            self.acts.do(told, agree_chain, self._case.newcomer.id, str(template))


def _station(step: StepView, here: StepView | None, today: date) -> Station:
    chip, kind = route_chip(step, today)
    return Station(
        id=step.id,
        title=_(step.title),
        subtitle=step.service.name if step.service else "",
        state=step.state,
        chip_text=chip,
        chip_kind=kind,
        icon=step.icon,
        current=here is not None and here.id == step.id,
        state_word=_(step_states()[step.state]),
    )


def _choice_row(template: TemplateView, fitting: bool) -> Row:
    count = len(template.steps)
    steps = n_("{n} Station", "{n} Stationen", count).format(n=count)
    return Row(
        template.id,
        f"{template.id} · {_(template.name)}",
        f"{_(template.audience)} · {steps}",
        icon="route",
        icon_colour="accent" if fitting else "muted",
        chip=ChipSpec(_("passt zum Status"), "accent", "check") if fitting else None,
    )
