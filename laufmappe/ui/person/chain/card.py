# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The card of the support chain: the route, the chosen station, what was taken out; or the templates to choose from."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from laufmappe.casework.chains.agreed import agree_chain, restore_step
from laufmappe.casework.chains.templates import TemplateView, suggested_template, templates
from laufmappe.casework.chains.updates import ChainUpdate, chain_update
from laufmappe.casework.desk import Desk
from laufmappe.casework.handover.released import NO_TEMPLATE
from laufmappe.casework.views import CaseView, ChainView, StepView
from laufmappe.casework.words import step_states
from laufmappe.i18n import _, n_
from laufmappe.ui.person.acts import Acts
from laufmappe.ui.person.chain.nearby import folded_away
from laufmappe.ui.person.chain.station import StationStrip
from laufmappe.ui.person.chain.step_dialogs import AddStepDialog
from laufmappe.ui.person.chain.update_dialog import UpdateDialog
from laufmappe.ui.person.parts import Words, empty
from laufmappe.ui.person.signs import month_words, route_chip, shown_day
from laufmappe.ui.widgets import (
    Button,
    Card,
    ChipSpec,
    Line,
    Notice,
    RouteView,
    Row,
    RowStyle,
    RowsView,
    Station,
    Text,
    key_text,
    rule,
)


class ChainCard(Card):
    """The chain of the person shown. `station_shown` tells that a station was chosen; True when it was opened."""

    chapter = "ketten"

    station_shown = Signal(bool)

    def __init__(self, acts: Acts) -> None:
        super().__init__(_("Unterstützungskette"), link=_("Station hinzufügen"))
        self.acts = acts
        self._case: CaseView | None = None
        self._dropped_shown: tuple[StepView, ...] | None = None
        self._templates: tuple[TemplateView, ...] = ()
        self._update: ChainUpdate | None = None
        self._fresh: set[str] = set()
        self._away: frozenset[str] = frozenset()
        self._about = Text("", "secondary", elide=True)
        self.head.insertWidget(1, self._about, 1)
        self.head.setStretch(0, 0)
        self.fold_button = Button(_("Alle zeigen"), kind="link", trailing_icon="chevron-down")
        self.fold_button.clicked.connect(self.act_fold)
        self.head.insertWidget(2, self.fold_button)
        self.link_clicked.connect(self.act_add)
        self.body.addWidget(self._build_route())
        self.body.addWidget(self._build_choice())

    def _build_route(self) -> QWidget:
        self._plan = QWidget()
        column = QVBoxLayout(self._plan)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self._news = QVBoxLayout()
        column.addLayout(self._news)
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
        self._fresh = set() if other else self._fresh | _freed(self._case, case)
        before, chain = self._case.chain if self._case else None, case.chain
        self._case = case
        if other:
            self._show_update(None)
        self.acts.tasks.run(_look_around, self.acts.desk, case.newcomer.id, done=self._looked)
        self._plan.setVisible(chain is not None)
        self._choice.setVisible(chain is None)
        if self.link is not None:
            self.link.setVisible(chain is not None)
        if chain is None:
            self.fold_button.hide()
            self._about.show_text("")
            self._show_choices(other)
            return
        self._show_about(chain)
        begun = other or before is None or before.id != chain.id
        self._away = folded_away(chain) if begun else self._away - self._fresh
        self._show_route(chain, today)
        if other or self.step() is None:
            last = chain.next_step or next(reversed(chain.steps), None)
            blocked = self.route.blockSignals(True)
            self.route.choose(last.id if last else None)
            self.route.blockSignals(blocked)
        if other:
            self.strip.fold()
        self._show_strip()
        self._show_dropped(chain)

    def _show_route(self, chain: ChainView, today: date) -> None:
        here = chain.next_step
        numbers = {s.id: s.number for s in chain.steps}
        self.route.show_stations(
            [
                _station(s, here, today, [numbers[i] for i in chain.waits_for.get(s.id, ())], fresh=s.id in self._fresh)
                for s in chain.steps
                if s.id not in self._away
            ]
        )
        self._show_fold(chain)

    def _show_fold(self, chain: ChainView) -> None:
        """Offers the rest of a long chain, or to put it away again."""
        words = _("Alle {n} zeigen").format(n=len(chain.steps)) if self._away else _("Weniger zeigen")
        self.fold_button.show_text(words)
        self.fold_button.show_icons(trailing="chevron-down" if self._away else "chevron-up")
        self.fold_button.setAccessibleName(
            _("Alle {n} Stationen zeigen").format(n=len(chain.steps))
            if self._away
            else _("Nur die nächsten Stationen zeigen")
        )
        self.fold_button.setToolTip(f"{self.fold_button.accessibleName()} ({key_text('K')})")
        self.fold_button.setVisible(bool(folded_away(chain)))

    def act_fold(self) -> None:
        """Shows the whole chain, or only where the person stands and what comes next."""
        if self._case is None or self._case.chain is None:
            return
        chain, chosen = self._case.chain, self.step()
        self._away = frozenset() if self._away else folded_away(chain)
        self._show_route(chain, self.acts.desk.today())
        if self.step() is None and chosen is not None:
            here = chain.next_step or chain.steps[-1]
            self.route.choose(here.id)
        self._show_strip()

    def _show_about(self, chain: ChainView) -> None:
        done, of = sum(not s.is_open for s in chain.steps), len(chain.steps)
        far = _("{done} von {n} abgeschlossen").format(done=done, n=of)
        if chain.template == NO_TEMPLATE:  # another service did not say which
            words = _("{name} · seit {day}").format(name=_(chain.name), day=shown_day(chain.agreed_on))
            self._about.show_text(f"{far} · {words}")
            return
        words = _("{template} · {name} · Fassung {version} · seit {day}").format(
            name=_(chain.name),
            template=chain.template,
            version=chain.template_version,
            day=shown_day(chain.agreed_on),
        )
        same = (t for t in self._templates if (t.id, t.version) == (chain.template, chain.template_version))
        view = next(same, None)
        if view is not None and view.as_of:
            words += " · " + _("Stand {month}").format(month=month_words(view.as_of))
            words += " · " + _("bitte prüfen") if view.verify else ""
        self._about.show_text(f"{far} · {words}")

    def _show_choices(self, other: bool) -> None:
        status = self._case.newcomer.status if self._case is not None else ""
        fitting = suggested_template(status, self._templates)
        offered = sorted(self._templates, key=lambda t: t.id != fitting)
        self.choices.show_rows([_choice_row(t, t.id == fitting, status) for t in offered])
        if other or self.choices.current_key() is None:
            self.choices.choose_first()

    def _looked(self, found: tuple[str, tuple[TemplateView, ...], ChainUpdate | None]) -> None:
        newcomer_id, offered, update = found
        if self._case is None or self._case.newcomer.id != newcomer_id:
            return
        first, self._templates = not self._templates, offered
        if self._case.chain is None:
            self._show_choices(first)
        else:
            self._show_about(self._case.chain)
        self._show_update(update)

    def _show_update(self, update: ChainUpdate | None) -> None:
        if self._update == update:
            return
        self._update = update
        empty(self._news)
        if update is None:
            return
        count = len(update.differences)
        words = n_("{n} Unterschied zu dieser Kette.", "{n} Unterschiede zu dieser Kette.", count).format(n=count)
        title = _("Die Vorlage {template} hat eine neue Fassung {version}.").format(
            template=update.template, version=update.to_version
        )
        look = Button(_("Ansehen …"))
        look.setAccessibleName(_("Neue Fassung ansehen"))
        look.clicked.connect(self.act_update)
        note = _("Neu: {note}").format(note=update.note) if update.note else ""
        self._news.addWidget(Notice(f"{words} {note}".rstrip(), title=title, actions=(look,)))

    def act_update(self) -> None:
        """Shows what the newest version of the template would change."""
        if self._case is not None and self._update is not None:
            UpdateDialog(self, self.acts, self._update).appear()

    def step(self) -> StepView | None:
        """The chosen station."""
        chain = self._case.chain if self._case else None
        chosen = self.route.current_id()
        return next((s for s in chain.steps if s.id == chosen), None) if chain else None

    def choose(self, step_id: str) -> bool:
        """Chooses a station, also one that is folded away; False when it is not in the plan."""
        if step_id in self._away:
            self.act_fold()
        return self.route.choose(step_id)

    def _choose(self, _station_id: object) -> None:
        self._show_strip()
        self.station_shown.emit(False)

    def _open(self, _station_id: object) -> None:
        self.strip.unfold()
        self.station_shown.emit(True)

    def _show_strip(self) -> None:
        step = self.step()
        chain = self._case.chain if self._case else None
        self.strip.setVisible(step is not None)
        self._rule.setVisible(step is not None)
        if self._case is not None and step is not None and chain is not None:
            self.strip.show_step(chain, step, self.acts.desk.today(), self._case.children.get(step.id, ()))

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
            view = next(t for t in self._templates if t.id == template)
            left = _left_out(view, self._case.newcomer.status)
            told = " ".join((_("„{chain}“ ist vereinbart.").format(chain=_(view.name)), left and f"{left}.")).rstrip()
            self.acts.do(told, agree_chain, self._case.newcomer.id, str(template))


def _look_around(desk: Desk, newcomer_id: str) -> tuple[str, tuple[TemplateView, ...], ChainUpdate | None]:
    """The templates on offer, and what the newest version of the person's own would change."""
    return newcomer_id, templates(desk), chain_update(desk, newcomer_id)


def _freed(before: CaseView | None, now: CaseView) -> set[str]:
    """The open steps that something held up before and nothing holds up now."""
    if before is None or before.chain is None or now.chain is None or before.chain.id != now.chain.id:
        return set()
    held = {step for step, others in before.chain.waits_for.items() if others}
    return {step for step, others in now.chain.waits_for.items() if step in held and not others}


def _station(step: StepView, here: StepView | None, today: date, after: Sequence[int], *, fresh: bool) -> Station:
    fresh = fresh and step.state == "open" and not after
    chip, kind = route_chip(step, today, after, fresh=fresh)
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
        blocked=bool(after) and step.state == "open",
        fresh=fresh,
    )


def _left_out(template: TemplateView, status: str) -> str:
    """How many steps a person of this status does not get: 2 Schritte gelten für diesen Status nicht."""
    left = sum(not step.applies_to(status) for step in template.steps)
    words = n_("{n} Schritt gilt für diesen Status nicht", "{n} Schritte gelten für diesen Status nicht", left)
    return words.format(n=left) if left else ""


def _choice_row(template: TemplateView, fitting: bool, status: str) -> Row:
    count = sum(step.applies_to(status) for step in template.steps)
    steps = n_("{n} Station", "{n} Stationen", count).format(n=count)
    own = _("eigene Fassung {version}").format(version=template.version) if template.own else ""
    stand = _("Stand {month}").format(month=month_words(template.as_of)) if template.as_of else ""
    check = _("bitte prüfen") if template.verify else ""
    about = (_(template.audience), steps, _left_out(template, status), own, stand, check)
    return Row(
        template.id,
        f"{template.id} · {_(template.name)}",
        " · ".join(part for part in about if part),
        icon="route",
        icon_colour="accent" if fitting else "muted",
        chip=ChipSpec(_("passt zum Status"), "accent", "check") if fitting else None,
    )
