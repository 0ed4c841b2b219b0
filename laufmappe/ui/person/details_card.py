# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The card of the person's own data: how to reach them, their status, the dates that deadlines count from."""

from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from laufmappe.casework.cldr import country_name
from laufmappe.casework.dates import first_day, show_partial
from laufmappe.casework.people.register import close_case
from laufmappe.casework.rules.statuses import StatusView, status_views
from laufmappe.casework.views import CaseView, NewcomerView
from laufmappe.casework.words import anchors, needs, service_types, statuses
from laufmappe.i18n import N_, _, language, n_
from laufmappe.resources import read_json
from laufmappe.ui.intake.side import stand_words
from laufmappe.ui.person.acts import Acts, set_milestone
from laufmappe.ui.person.form import FormDialog
from laufmappe.ui.person.parts import Words, action, empty, focus_name, give_focus_back
from laufmappe.ui.widgets import Card, Chip, ChipSpec, DateField, Line, Tag, Text, flow, rule

REACH = {"call": N_("Anruf"), "message": N_("Nachricht"), "letter": N_("Brief")}
TITLE_AHEAD, TITLE_URGENT = 90, 14
"""So many days ahead the end of a residence title is shown as near, and as very near."""


def status_norm(status: str) -> str:
    """The paragraph that a residence status rests on."""
    entries = read_json("status", "statuses.json")["statuses"]
    return next((str(entry.get("norm", "")) for entry in entries if entry["id"] == status), "")


def waiting_anchors(case: CaseView) -> dict[str, int]:
    """The dates of the person that are missing, and how many open deadlines wait for each."""
    missing: dict[str, int] = {}
    for step in case.chain.steps if case.chain else ():
        rule_of = step.deadline
        counts = rule_of.days or rule_of.weeks or rule_of.months
        if step.is_open and step.due_on is None and counts:
            wanted = next((a for a in rule_of.anchors if a in anchors()), None)
            if wanted is not None and wanted not in case.newcomer.milestones:
                missing[wanted] = missing.get(wanted, 0) + 1
    return missing


def first_contact(status: StatusView) -> str:
    """Where somebody with this status goes first, and how old that hint is."""
    places = ", ".join(_(service_types().get(kind, kind)) for kind in status.first_contact)
    first = _("Erste Anlaufstelle: {places}.").format(places=places) if places else ""
    return " ".join(part for part in (first, _(status.hint) if status.hint else "", stand_words(status)) if part)


class MilestoneDialog(FormDialog):
    """Notes one date of the person."""

    chapter = "aufnahme"

    def __init__(self, over: QWidget, acts: Acts, case: CaseView, kind: str) -> None:
        name = _(anchors()[kind])
        super().__init__(over, acts, name, subtitle=case.newcomer.name, icon="calendar-plus", width=440)
        self._kind = kind
        self._name = name
        day = DateField()
        day.choose(case.newcomer.milestones.get(kind, ""))
        self._day = day
        self.put(
            kind,
            _("Datum"),
            day,
            hint=_("Tag, Monat oder nur das Jahr. Fristen zählen ab dem frühesten Tag, der gemeint sein kann."),
        )
        self.ready(_("Eintragen"), begun=kind)

    def save(self) -> None:
        told = _("{date}: eingetragen, die Fristen sind neu berechnet.").format(date=self._name)
        self.write(told, set_milestone, self.acts.newcomer_id, self._kind, self._day.value() or "")


class DetailsCard(Card):
    """The person's own data. `change_asked` wants the intake form, the others the copy for the person and their deletion."""

    chapter = "aufnahme"

    change_asked = Signal()
    copy_asked = Signal()
    delete_asked = Signal()

    def __init__(self, acts: Acts) -> None:
        super().__init__(_("Stammdaten und Kontakt"), link=_("Ändern"))
        self.acts = acts
        self._case: CaseView | None = None
        self._shown: tuple[object, ...] = ()
        if self.link is not None:
            self.link.setAccessibleName(_("Angaben ändern"))
        self.link_clicked.connect(self.change_asked)

    def show_case(self, case: CaseView, today: date) -> None:
        """Shows the person's data."""
        missing = waiting_anchors(case)
        self._case = case
        if self._shown == (case.newcomer, missing, today):
            return
        self._shown = (case.newcomer, missing, today)
        focus = focus_name(self)
        empty(self.body)
        self._show_reach(case.newcomer)
        self._show_status(case.newcomer, today)
        self._show_dates(case.newcomer, missing)
        self.body.addWidget(rule())
        self.body.addWidget(flow(*self._ends(case.newcomer)))
        self.body.addStretch(1)
        give_focus_back(self, focus)

    def _ends(self, person: NewcomerView) -> list[QWidget]:
        """What is done with the whole record, and seldom."""
        copy = action(_("Auskunft …"), _("Kopie aller Daten für die Person"), "copy-case")
        copy.clicked.connect(self.copy_asked)
        delete = action(_("Löschen …"), _("Diese Person löschen"), "delete-case")
        delete.clicked.connect(self.delete_asked)
        merge = action(_("Zusammenführen …"), _("Mit einer anderen Akte derselben Person zusammenführen"), "merge-case")
        merge.clicked.connect(self.act_merge)
        if person.closed_on is not None:
            return [copy, merge, delete]
        end = action(_("Beratung beenden"), _("Beratung dieser Person beenden"), "close-case")
        end.clicked.connect(self._close)
        return [end, copy, merge, delete]

    def _show_reach(self, person: NewcomerView) -> None:
        address = ", ".join(part for part in (person.address, person.district) if part)
        facts = [
            ("phone", person.phone, _("Telefon")),
            ("mail", person.email, _("E-Mail")),
            ("map-pin", address, _("Adresse")),
        ]
        reach = _("erreichbar per {way}").format(way=_(REACH[person.reach_by])) if person.reach_by in REACH else ""
        for icon, words, name in facts:
            if words:
                line = Line(words, icon=icon, strong=False)
                line.setAccessibleName(f"{name}: {words}")
                if reach:
                    line.add(Tag(reach))
                    reach = ""
                self.body.addWidget(line)
        if not any(words for _icon, words, _name in facts):
            self.body.addWidget(Words(_("Noch keine Telefonnummer, E-Mail oder Adresse."), "lead"))
        if person.interpreter:
            self.body.addWidget(Line(_("Dolmetschen nötig"), icon="languages", colour="warn", strong=False))

    def _show_status(self, person: NewcomerView, today: date) -> None:
        self.body.addWidget(rule())
        status = _(statuses()[person.status]) if person.status in statuses() else _("Status noch nicht eingetragen")
        country = country_name(person.nationality, language()) if person.nationality else ""
        norm = status_norm(person.status)
        line = Line(status, " · ".join(part for part in (norm, country) if part), icon="id-card")
        self.body.addWidget(line)
        until = person.milestones.get("title_expiry", "")
        sign = validity(until, today) if until else None
        signs: list[QWidget] = [Chip(sign.text, sign.kind, sign.icon)] if sign else []
        signs += [Tag(_(needs().get(need, need))) for need in person.needs]
        if signs:
            self.body.addWidget(flow(*signs))
        view = status_views().get(person.status)
        if view is not None:
            self.body.addWidget(Words(first_contact(view), "secondary"))
        if person.note:
            self.body.addWidget(Words(person.note, "secondary"))

    def _show_dates(self, person: NewcomerView, missing: dict[str, int]) -> None:
        known = {kind: day for kind, day in person.milestones.items() if kind in anchors()}
        if not known and not missing:
            return
        self.body.addWidget(rule())
        for kind, count in missing.items():
            words = n_("{n} Frist wartet darauf", "{n} Fristen warten darauf", count).format(n=count)
            line = Line(_(anchors()[kind]), words, icon="calendar-x", colour="warn")
            line.add(self._date_button(kind, _("eintragen")))
            self.body.addWidget(line)
        for kind, day in sorted(known.items(), key=lambda item: item[1]):
            line = Line(_(anchors()[kind]), icon="calendar-check", strong=False)
            line.add(Text(show_partial(day), "strong"))
            line.add(self._date_button(kind, _("ändern")))
            self.body.addWidget(line)

    def _date_button(self, kind: str, words: str) -> QWidget:
        button = action(words, f"{_(anchors()[kind])}: {words}", f"milestone-{kind}")
        button.clicked.connect(partial(self._ask, kind))
        return button

    def _close(self, _checked: bool = False) -> None:
        told = _("Die Beratung ist beendet. Alles bleibt erhalten; Fristen und Wiedervorlagen ruhen.")
        self.acts.do(told, close_case, self.acts.newcomer_id)

    def act_merge(self, _checked: bool = False) -> None:
        """Asks which other record is the same person's."""
        if self._case is not None:
            from laufmappe.ui.person.merge_dialog import (
                MergeDialog,  # it needs parts of the handover, which need this package
            )

            MergeDialog(self, self.acts, self._case.newcomer.id, self._case.newcomer.name).appear()

    def _ask(self, kind: str, _checked: bool = False) -> None:
        if self._case is not None:
            MilestoneDialog(self, self.acts, self._case, kind).appear()


def validity(until: str, today: date) -> ChipSpec:
    """How long a residence title still holds: gültig bis 31.01.2028 · läuft in 41 Tagen ab (03.01.2027) · abgelaufen."""
    day = first_day(until)
    shown = show_partial(until)
    left = (day - today).days if day is not None else TITLE_AHEAD + 1
    if left > TITLE_AHEAD:
        return ChipSpec(_("gültig bis {day}").format(day=shown), "neutral")
    if left < 0:
        return ChipSpec(_("abgelaufen am {day}").format(day=shown), "danger", "clock-alert")
    if left == 0:
        return ChipSpec(_("läuft heute ab"), "danger", "clock-alert")
    words = n_("läuft in {n} Tag ab ({day})", "läuft in {n} Tagen ab ({day})", left).format(n=left, day=shown)
    return ChipSpec(words, "danger" if left <= TITLE_URGENT else "warn", "clock")
