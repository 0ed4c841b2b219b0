# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""A step of a template: everything that it says, checked before it goes back into the draft."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from laufmappe.casework.chains.step_definitions import WHO, StepDefinition, checked_step
from laufmappe.casework.chains.templates import library
from laufmappe.casework.views import Deadline
from laufmappe.casework.words import anchors, deadline_kinds, statuses, topics
from laufmappe.errors import FieldError
from laufmappe.i18n import _
from laufmappe.ui.person.acts import Acts
from laufmappe.ui.person.chain.step_dialogs import service_type_choices
from laufmappe.ui.person.form import FormDialog
from laufmappe.ui.person.signs import who_words
from laufmappe.ui.widgets import ComboBox, LineEdit, Text, TextArea, TokenField

BEFORE = "before"
"""The unit of a deadline that counts days back from its date."""


class TemplateStepDialog(FormDialog):
    """`take(step)` gets the step when it can be kept. `others` are the other steps of the draft."""

    chapter = "vorlagen"

    def __init__(
        self,
        over: QWidget,
        acts: Acts,
        step: StepDefinition,
        others: tuple[StepDefinition, ...],
        take: Callable[[StepDefinition], object],
        *,
        begun: str,
    ) -> None:
        title = _("Schritt bearbeiten") if step.title else _("Eigener Schritt")
        super().__init__(over, acts, title, subtitle=_(step.title), icon="map-pin", width=820)
        self._step = step
        self._others = others
        self._take = take
        self.tokens: dict[str, TokenField] = {}
        self._build_words(step)
        self._build_deadline(step.deadline)
        self._build_order(step)
        self.ready(_("Übernehmen"), begun=begun)

    def _build_words(self, step: StepDefinition) -> None:
        first, second, third = (self.row() for _n in range(3))
        self._title = LineEdit(limit=300)
        self._title.setText(step.title)
        self.put("title", _("Titel"), self._title, required=True, row=first, stretch=3)
        self._who = ComboBox(_("Wer macht es?"), [(who_words(who), who) for who in WHO])
        self._who.choose(step.who)
        self.put("who", _("Wer macht es?"), self._who, row=first, stretch=2)
        areas: list[tuple[str, object]] = [(_(label), key) for key, label in topics().items()]
        self._topic = ComboBox(_("Thema"), areas)
        self._topic.choose(step.topic)
        self.put("topic", _("Thema"), self._topic, row=second, stretch=2)
        self._type = ComboBox(_("Art der Anlaufstelle"), service_type_choices())
        self._type.choose(step.service_type)
        self.put("service_type", _("Art der Anlaufstelle"), self._type, row=second, stretch=3)
        self._why = TextArea(placeholder=_("höchstens 15 Wörter je Satz, ein Gedanke"), lines=3)
        self._why.setPlainText(step.why)
        self.put("why", _("Wozu? (steht auf dem Blatt)"), self._why, row=third)
        self._bring = TextArea(placeholder=_("eine Sache je Zeile"), lines=3)
        self._bring.setPlainText("\n".join(step.bring))
        self.put("bring", _("Mitbringen (steht auf dem Blatt)"), self._bring, row=third)
        fourth = self.row()
        self._advice = TextArea(lines=2)
        self._advice.setPlainText(step.advice)
        self.put("advice", _("Tipp (steht auf dem Blatt)"), self._advice, row=fourth)
        self._note = TextArea(lines=2)
        self._note.setPlainText(step.note)
        self.put("note", _("Hinweis für die Beratung"), self._note, row=fourth)

    def _build_deadline(self, rule: Deadline) -> None:
        self.body.addWidget(Text(_("Frist"), "card"))
        row = self.row()
        kinds: list[tuple[str, object]] = [(_(label), key) for key, label in deadline_kinds().items()]
        self._kind = ComboBox(_("Art der Frist"), kinds)
        self._kind.choose(rule.kind)
        self.put("deadline_kind", _("Art der Frist"), self._kind, row=row, stretch=3)
        unit, count = _counted(rule)
        self._count = LineEdit(placeholder=_("Zahl"), limit=5)
        self._count.setText(count)
        self.put("deadline", _("Dauer"), self._count, row=row, stretch=1)
        units: list[tuple[str, object]] = [
            (_("Tage danach"), "days"),
            (_("Wochen danach"), "weeks"),
            (_("Monate danach"), "months"),
            (_("Tage vorher"), BEFORE),
        ]
        self._unit = ComboBox(_("Einheit"), units)
        self._unit.choose(unit)
        self.put("deadline_unit", _("Einheit"), self._unit, row=row, stretch=2)
        self._norm = LineEdit(placeholder=_("zum Beispiel § 17 BMG"), limit=300)
        self._norm.setText(rule.norm)
        self.put("norm", _("Rechtsgrundlage"), self._norm, row=row, stretch=2)
        options: list[tuple[str, object]] = [(_(label), key) for key, label in anchors().items()]
        options += [(_("Ende von „{step}“").format(step=words), f"step:{key}") for words, key in self._other_steps()]
        self._put_tokens("anchors", _("Zählt ab (das erste bekannte Datum)"), options, rule.anchors)

    def _build_order(self, step: StepDefinition) -> None:
        self.body.addWidget(Text(_("Reihenfolge und Geltung"), "card"))
        self._put_tokens("after", _("Erst nach diesen Schritten"), self._other_steps(), step.after)
        self._put_tokens(
            "valid_for", _("Gilt nur für (leer: für alle)"), [(_(v), k) for k, v in statuses().items()], step.valid_for
        )
        self._put_tokens(
            "sets", _("Legt beim Erledigen dieses Datum fest"), [(_(v), k) for k, v in anchors().items()], step.sets
        )

    def _other_steps(self) -> list[tuple[str, str]]:
        """The other steps by their titles; where two have the same, the id tells them apart."""
        titles = [_(step.title) for step in self._others]
        return [
            (title if titles.count(title) == 1 else f"{title} ({step.id})", step.id)
            for title, step in zip(titles, self._others, strict=True)
        ]

    def _put_tokens(
        self, name: str, label: str, options: Sequence[tuple[str, object]], chosen: tuple[str, ...]
    ) -> None:
        field = TokenField(label, options, placeholder=_("suchen …"))
        field.choose(chosen)
        self.tokens[name] = field
        self.put(name, label, field)

    def held(self) -> dict[str, object]:
        return {**super().held(), **{name: list(field.values()) for name, field in self.tokens.items()}}

    def save(self) -> None:
        for labeled in self.fields.values():
            labeled.clear_fault()
        ids = {*library(), self._step.id, *(step.id for step in self._others)}
        try:
            step = checked_step(self._read(), ids)
        except FieldError as error:
            field = error.field.rpartition(".")[2]
            self._failed(FieldError(field, str(error)))
            return
        self._take(step)
        self._forget()
        self.accept()

    def _read(self) -> StepDefinition:
        def picked(name: str, kept: tuple[str, ...] = ()) -> tuple[str, ...]:
            # What the form can't offer, as a step that is only in the collection, stays as it was.
            offered = {str(value) for value in self.tokens[name].values()}
            known = set(self.tokens[name].offered())
            return (*map(str, self.tokens[name].values()), *(k for k in kept if k not in known | offered))

        step = self._step
        return replace(
            step,
            title=self._title.text(),
            why=self._why.toPlainText(),
            topic=str(self._topic.value()),
            service_type=str(self._type.value() or ""),
            bring=tuple(self._bring.toPlainText().splitlines()),
            advice=self._advice.toPlainText(),
            note=self._note.toPlainText(),
            who=str(self._who.value()),
            deadline=self._deadline(picked("anchors", step.deadline.anchors)),
            after=picked("after", step.after),
            sets=picked("sets"),
            valid_for=picked("valid_for"),
        )

    def _deadline(self, since: tuple[str, ...]) -> Deadline:
        rule = Deadline(kind=str(self._kind.value()), anchors=since, norm=self._norm.text())
        text = self._count.text().strip()
        if not text:
            return rule
        if not text.isdecimal():
            raise FieldError("deadline", _("Hier gehört eine ganze Zahl hin."))
        count = int(text)
        match str(self._unit.value()):
            case "weeks":
                return replace(rule, weeks=count)
            case "months":
                return replace(rule, months=count)
            case unit:
                return replace(rule, days=-count if unit == BEFORE else count)


def _counted(rule: Deadline) -> tuple[str, str]:
    """The unit and the number of a deadline as the form shows them."""
    for unit in ("days", "weeks", "months"):
        count: int | None = getattr(rule, unit)
        if count is not None:
            return (BEFORE, str(-count)) if count < 0 and unit == "days" else (unit, str(count))
    return "days", ""
