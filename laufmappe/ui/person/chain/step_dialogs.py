# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Dialogs about one station: its state with a reason, the plan for it, its words, taking it out, adding one."""

from datetime import date

from PySide6.QtWidgets import QWidget

from laufmappe.casework.chains.agreed import StepDraft, add_step, change_step, drop_step
from laufmappe.casework.chains.step_definitions import WHO, StepDefinition
from laufmappe.casework.chains.steps import NEEDS_REASON, PASSING, plan_step, reasons_for, set_step_state
from laufmappe.casework.chains.templates import step_collection
from laufmappe.casework.views import ChainView, StepView
from laufmappe.casework.words import service_types, step_states
from laufmappe.i18n import _
from laufmappe.ui.person.acts import Acts, now_possible
from laufmappe.ui.person.form import FormDialog
from laufmappe.ui.person.parts import Words
from laufmappe.ui.person.pickers import AppointmentField, RowPicker, ServicePicker, guarded_reading
from laufmappe.ui.person.signs import STATE_ICONS, who_words
from laufmappe.ui.widgets import ComboBox, DateField, LabeledField, LineEdit, Row, Segmented, TextArea


def field_day(labeled: LabeledField) -> date | None:
    """The whole day that stands in a date field, or None."""
    assert isinstance(labeled.field, DateField)
    value = labeled.field.value()
    return date.fromisoformat(value) if value else None


class StateDialog(FormDialog):
    """A step comes into a state on a day, with a reason and the day that it is expected to end where the state has them."""

    chapter = "ketten"

    def __init__(self, over: QWidget, acts: Acts, step: StepView, state: str) -> None:
        word = _(step_states()[state])
        title = _("Schritt {state}").format(state=word)
        super().__init__(over, acts, title, subtitle=_(step.title), icon=STATE_ICONS[state], width=520)
        self._step = step
        self._state = state
        again = step if step.state == state else None
        self._kind: ComboBox | None = None
        self._reason: TextArea | None = None
        self._expected: LabeledField | None = None
        if state in NEEDS_REASON:
            self._put_reason(state, again)
        row = self.row()
        day = DateField(need_day=True)
        day.choose((again.state_since if again else acts.desk.today()).isoformat())
        label = _("Erledigt am") if state == "done" else _("Seit wann")
        self._day = self.put("state_since", label, day, hint=_("Heute oder ein früherer Tag."), row=row)
        if state in PASSING:
            until = DateField(need_day=True)
            if again is not None and again.expected_on is not None:
                until.choose(again.expected_on.isoformat())
            hint = _("Leer, wenn es niemand weiß.")
            self._expected = self.put("expected_on", _("Voraussichtlich bis"), until, hint=hint, row=row)
        self.ready(_("Eintragen"), begun=f"{step.id}:{state}")

    def _put_reason(self, state: str, again: StepView | None) -> None:
        kinds: list[tuple[str, object]] = [(_("bitte wählen"), "")]
        kinds += [(_(reason.label), reason.id) for reason in reasons_for(state)]
        self._kind = ComboBox(_("Grund"), kinds)
        self._reason = TextArea(placeholder=_("kurz, in Ihren Worten"), lines=2)
        if again is not None:
            self._kind.choose(again.reason_kind)
            self._reason.setPlainText(again.reason)
        self.put("reason_kind", _("Grund"), self._kind, required=True)
        self.put("reason", _("Näheres"), self._reason)

    def save(self) -> None:
        told = _("„{step}“: {state}").format(step=_(self._step.title), state=_(step_states()[self._state]))
        self.write(
            told,
            set_step_state,
            self._step.id,
            self._state,
            field_day(self._day),
            self._reason.toPlainText() if self._reason is not None else "",
            str(self._kind.value() or "") if self._kind is not None else "",
            field_day(self._expected) if self._expected is not None else None,
            then=now_possible,
        )


class AdaptDialog(FormDialog):
    """The words of a step for this one person; the template stays as it is."""

    chapter = "ketten"

    def __init__(self, over: QWidget, acts: Acts, step: StepView) -> None:
        super().__init__(over, acts, _("Schritt anpassen"), subtitle=_(step.title), icon="pencil", width=640)
        self._step = step
        self.body.addWidget(Words(_("Das gilt nur für diese Person. Die Vorlage bleibt, wie sie ist."), "lead"))
        self._title = LineEdit(limit=300)
        self._title.setText(step.title)
        self.put("title", _("Wie heißt der Schritt?"), self._title, required=True)
        self._why = TextArea(placeholder=_("in einfachen Worten, für die ratsuchende Person"), lines=2)
        self._why.setPlainText(step.why)
        self.put("why", _("Wozu?"), self._why)
        row = self.row()
        self._bring = TextArea(placeholder=_("eine Sache je Zeile"), lines=4)
        self._bring.setPlainText("\n".join(step.bring))
        self.put("bring", _("Mitbringen"), self._bring, row=row)
        self._advice = TextArea(lines=4)
        self._advice.setPlainText(step.advice)
        self.put("advice", _("Tipp auf dem Blatt"), self._advice, row=row)
        last = self.row()
        self._type = ComboBox(_("Art der Anlaufstelle"), service_type_choices())
        self._type.choose(step.service_type)
        self.put("service_type", _("Art der Anlaufstelle"), self._type, row=last)
        self._who = ComboBox(_("Wer macht den Schritt?"), [(who_words(who), who) for who in WHO])
        self._who.choose(step.who)
        self.put("who", _("Wer macht den Schritt?"), self._who, row=last)
        self.ready(_("Anpassen"), begun=step.id)

    def save(self) -> None:
        draft = StepDraft(
            title=self._title.text(),
            why=self._why.toPlainText(),
            service_type=str(self._type.value() or ""),
            bring=tuple(self._bring.toPlainText().splitlines()),
            advice=self._advice.toPlainText(),
            who=str(self._who.value() or ""),
        )
        self.write(_("„{step}“ ist angepasst.").format(step=self._title.text()), change_step, self._step.id, draft)


def service_type_choices() -> list[tuple[str, object]]:
    """Every kind of service, and none yet."""
    return [(_("noch offen"), ""), *((_(label), key) for key, label in service_types().items())]


class PlanDialog(FormDialog):
    """Who is in charge of a step, when the appointment is, an own due date, a note."""

    chapter = "ketten"

    def __init__(self, over: QWidget, acts: Acts, step: StepView) -> None:
        super().__init__(over, acts, _("Schritt planen"), subtitle=_(step.title), icon="calendar-plus", width=620)
        self._step = step
        self._service = ServicePicker(_("Zuständig"), acts, service_type=step.service_type, may_be_none=True)
        self._service.choose(step.service.id if step.service else "")
        self.put("service_id", _("Zuständig"), self._service)
        row = self.row()
        self._appointment = AppointmentField(_("Termin"))
        self._appointment.choose(step.appointment)
        self.put("appointment", _("Termin"), self._appointment, row=row, stretch=3)
        due = DateField(need_day=True)
        if step.due_fixed and step.due_on:
            due.choose(step.due_on.isoformat())
        self._due = self.put(
            "due_fixed_on", _("Eigene Frist"), due, row=row, stretch=2, hint=_("Ersetzt die berechnete.")
        )
        self._note = TextArea(lines=2)
        self._note.setPlainText(step.note)
        self.put("note", _("Notiz"), self._note)
        self.ready(_("Planen"), begun=step.id)

    def save(self) -> None:
        appointment = guarded_reading(self._failed, self._appointment.appointment)
        if appointment is None:
            return
        self.write(
            _("„{step}“ ist geplant.").format(step=_(self._step.title)),
            plan_step,
            self._step.id,
            service_id=self._service.service(),
            appointment=appointment,
            due_fixed_on=field_day(self._due),
            note=self._note.toPlainText(),
        )


class DropDialog(FormDialog):
    """A step leaves the plan; it stays in the record with its reason."""

    chapter = "ketten"

    def __init__(self, over: QWidget, acts: Acts, step: StepView) -> None:
        super().__init__(over, acts, _("Aus dem Plan nehmen"), subtitle=_(step.title), icon="circle-minus", width=500)
        self._step = step
        self.body.addWidget(
            Words(_("Der Schritt bleibt mit dem Grund in der Akte und lässt sich jederzeit zurückholen."), "lead")
        )
        self._reason = LineEdit(
            placeholder=_("zum Beispiel: ist schon erledigt, bevor die Beratung begann"), limit=1000
        )
        self.put("reason", _("Grund"), self._reason, required=True)
        self.ready(_("Herausnehmen"), "circle-minus", step.id)

    def save(self) -> None:
        told = _("„{step}“ ist aus dem Plan.").format(step=_(self._step.title))
        self.write(told, drop_step, self._step.id, self._reason.text())


class AddStepDialog(FormDialog):
    """A station more: one of the collection, or one in the counsellor's own words."""

    chapter = "ketten"

    def __init__(self, over: QWidget, acts: Acts, chain: ChainView, after: StepView | None) -> None:
        super().__init__(over, acts, _("Station hinzufügen"), icon="map-pin", width=620)
        self._library = Segmented(_("Woher"), [(_("Aus der Sammlung"), True), (_("In eigenen Worten"), False)], True)
        self._library.chosen.connect(self._turn)
        self.put("library", _("Woher"), self._library)
        self._steps = RowPicker(_("Schritte der Sammlung"), _("Schritt suchen …"), height=230)
        self._there = {s.template_step for s in chain.steps}
        acts.tasks.run(step_collection, acts.desk, done=self._collected)
        self._own: list[LabeledField] = []
        self.put("template_step", _("Schritt"), self._steps)
        self._title = LineEdit(limit=300)
        self._why = TextArea(placeholder=_("in einfachen Worten, für die ratsuchende Person"), lines=2)
        self._type = ComboBox(_("Art der Anlaufstelle"), service_type_choices())
        self._bring = TextArea(placeholder=_("eine Sache je Zeile"), lines=3)
        self._own.append(self.put("title", _("Wie heißt der Schritt?"), self._title, required=True))
        self._own.append(self.put("why", _("Wozu?"), self._why))
        row = self.row()
        self._own.append(self.put("bring", _("Mitbringen"), self._bring, row=row))
        self._own.append(self.put("service_type", _("Art der Anlaufstelle"), self._type, row=row))
        places: list[tuple[str, object]] = [(_("am Ende"), None), (_("am Anfang"), 0)]
        places += [(_("nach „{step}“").format(step=_(s.title)), s.number) for s in chain.steps]
        self._where = ComboBox(_("Wo im Plan"), places)
        if after is not None:
            self._where.choose(after.number)
        self.put("position", _("Wo im Plan"), self._where)
        self.ready(_("Hinzufügen"), "plus", chain.id)
        self._turn()

    def _restore(self, values: dict[str, object] | None) -> None:
        super()._restore(values)
        self._turn()

    def _collected(self, steps: dict[str, StepDefinition]) -> None:
        rows = [Row(key, _(s.title), icon="map-pin") for key, s in steps.items() if key not in self._there]
        self._steps.offer(rows, _("Kein Schritt der Sammlung passt. Legen Sie ihn in eigenen Worten an."))

    def _turn(self) -> None:
        library = self._library.value() is True
        self.fields["template_step"].setVisible(library)
        for labeled in self._own:
            labeled.setVisible(not library)
        self.replace()

    def save(self) -> None:
        position = self._where.value()
        assert position is None or isinstance(position, int)
        told = _("Die Station steht im Plan.")
        person = self.acts.newcomer_id
        if self._library.value() is True:
            step = self._steps.value()
            if not step:
                self.fields["template_step"].show_fault(_("Bitte wählen Sie einen Schritt aus der Liste."))
                self._steps.setFocus()
                self.replace()
                return
            self.write(told, add_step, person, template_step=str(step), position=position)
            return
        self.write(
            told,
            add_step,
            person,
            title=self._title.text(),
            why=self._why.toPlainText(),
            service_type=str(self._type.value() or ""),
            bring=tuple(self._bring.toPlainText().splitlines()),
            position=position,
        )
