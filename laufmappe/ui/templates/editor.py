# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The template that is worked on: for whom it is, and its steps in order. Nothing counts until it is saved as a version."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from laufmappe.casework.chains.step_definitions import StepDefinition
from laufmappe.casework.chains.template_versions import TemplateDraft
from laufmappe.casework.chains.templates import TemplateView
from laufmappe.casework.words import service_types, statuses
from laufmappe.errors import FieldError, LaufmappeError
from laufmappe.i18n import _, n_
from laufmappe.ui.person.chain.step_words import deadline_words
from laufmappe.ui.person.parts import Words
from laufmappe.ui.person.signs import month_words
from laufmappe.ui.templates.versions_dialog import version_words
from laufmappe.ui.templates.working import moved, without
from laufmappe.ui.widgets import (
    Button,
    Card,
    ChipSpec,
    Footer,
    Icon,
    IconButton,
    LabeledField,
    LineEdit,
    Page,
    PageHead,
    Row,
    RowStyle,
    RowsView,
    ScrollBody,
    Text,
    TokenField,
    flow,
)

KEEP_AFTER = 800
"""Milliseconds after the last change until the draft is kept."""


class TemplateEditor(Page):
    """Shows a template; the page around it asks, saves and answers the signals."""

    chapter = "vorlagen"

    edited = Signal()
    """The draft is to be kept."""
    took_out = Signal(object, object)
    """A step was taken out: the draft before, and the step."""

    def __init__(self) -> None:
        super().__init__(_("Vorlage"))
        self.draft = TemplateDraft()
        self.view: TemplateView | None = None
        self.head = PageHead("", "")
        self.body.addWidget(self.head)
        self.body.addWidget(self._build_actions())
        self.body.addWidget(self._build_audience())
        self.body.addWidget(self._build_steps())
        self.body.addStretch(1)
        self.outer.addWidget(self._build_footer())
        self._showing = False
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(KEEP_AFTER)
        self._later.timeout.connect(self.edited)

    def _build_actions(self) -> QWidget:
        self.versions_button = Button(_("Fassungen vergleichen"), icon="git-branch")
        self.retire_button = Button(_("Nicht mehr anbieten"), icon="archive")
        self.restore_button = Button(_("Wie mitgeliefert"), icon="rotate-ccw")
        self.discard_button = Button(_("Änderungen verwerfen"), icon="undo-2")
        return flow(self.versions_button, self.retire_button, self.restore_button, self.discard_button)

    def _build_audience(self) -> QWidget:
        card = Card(_("Für wen"))
        row = QHBoxLayout()
        row.setSpacing(12)
        self.name, self.audience = LineEdit(limit=300), LineEdit(limit=300)
        self.statuses = TokenField(
            _("Passt zu diesen Status"),
            [(_(label), key) for key, label in statuses().items()],
            placeholder=_("suchen …"),
        )
        self.fields = {
            "name": LabeledField(_("Name"), self.name, required=True),
            "audience": LabeledField(_("Für wen, in Worten"), self.audience),
            "statuses": LabeledField(
                _("Passt zu diesen Status"), self.statuses, hint=_("Wird bei der Aufnahme vorgeschlagen.")
            ),
        }
        row.addWidget(self.fields["name"], 1)
        row.addWidget(self.fields["audience"], 1)
        card.body.addLayout(row)
        card.body.addWidget(self.fields["statuses"])
        self.name.textEdited.connect(self._typed)
        self.audience.textEdited.connect(self._typed)
        self.statuses.changed.connect(self._typed)
        return card

    def _build_steps(self) -> QWidget:
        self.steps_card = Card(_("Schritte"), link=_("Schritt hinzufügen"))
        self.hint = Words("", "secondary")
        self.steps_card.body.addWidget(self.hint)
        self.list = RowsView(_("Schritte der Vorlage"), RowStyle(height=54, padding=8), grow=True)
        self.list.chosen.connect(self._show_buttons)
        self.edit_button = Button(_("Bearbeiten …"), icon="pencil", key="E")
        self.words_button = Button(_("Sprachen …"), icon="languages", key="T")
        self.up_button = IconButton("arrow-up", _("Nach oben"), kind="secondary", key="Alt+Up")
        self.down_button = IconButton("arrow-down", _("Nach unten"), kind="secondary", key="Alt+Down")
        self.out_button = Button(_("Herausnehmen"), icon="circle-minus", key="Del")
        self.up_button.clicked.connect(partial(self.act_move, -1))
        self.down_button.clicked.connect(partial(self.act_move, 1))
        self.out_button.clicked.connect(self.act_take_out)
        self.step_buttons = (self.edit_button, self.words_button, self.up_button, self.down_button, self.out_button)
        self.step_row = flow(*self.step_buttons)
        self.steps_card.body.addWidget(self.step_row)
        self.steps_card.add_rows(self.list)
        return self.steps_card

    def _build_footer(self) -> QWidget:
        footer = Footer()
        self._fault_icon = Icon("circle-alert", "danger")
        self._fault = Text("", "error", elide=True)
        self.note = LineEdit(
            _("Was ist in dieser Fassung neu?"), placeholder=_("Was ist neu? (steht bei der Fassung)"), limit=300
        )
        self.note.textEdited.connect(self._typed)
        footer.row.addWidget(self._fault_icon)
        footer.row.addWidget(self._fault, 3)
        footer.row.addWidget(self.note, 2)
        self.save_button = Button(_("Als neue Fassung speichern"), kind="primary", icon="check", key="Ctrl+Return")
        footer.row.addWidget(self.save_button)
        self.show_fault(None)
        return footer

    def first_focus(self) -> QWidget | None:
        return self.list if self.draft.steps else self.name

    def show_draft(self, view: TemplateView | None, draft: TemplateDraft, begun: bool) -> None:
        """Shows a draft of this template (None: a new one); `begun` says that it was left unsaved."""
        other = self.view is None or view is None or self.view.id != view.id
        self._later.stop()
        self.view, self.draft = view, draft
        self._showing = True
        self.name.setText(draft.name)
        self.audience.setText(draft.audience)
        self.name.setCursorPosition(0)
        self.audience.setCursorPosition(0)
        self.statuses.choose(draft.statuses)
        self.note.setText(draft.note)
        self._showing = False
        self.show_fault(None)
        self._show_steps()
        if other or self.list.current_key() is None:
            self.list.choose_first()
        self.show_head(begun)

    def show_head(self, begun: bool) -> None:
        """Says which version this is, and whether there is something unsaved."""
        view = self.view
        title = f"{view.id} · {_(view.name)}" if view else _("Neue Vorlage")
        parts = [version_words(view)] if view else [_("Noch nicht gespeichert")]
        if view is not None and view.as_of:
            parts.append(_("Stand {month}").format(month=month_words(view.as_of)))
        if view is not None and view.verify:
            parts.append(_("bitte prüfen"))
        if view is not None and view.retired:
            parts.append(_("wird nicht angeboten"))
        if view is not None and view.note:
            parts.append(view.note)
        if begun and view is not None:
            parts.insert(0, _("Begonnene Änderungen, noch nicht gespeichert"))
        self.head.show_words(title, " · ".join(parts))
        self.versions_button.setVisible(view is not None)
        self.retire_button.setVisible(view is not None)
        self.retire_button.show_text(_("Wieder anbieten") if view and view.retired else _("Nicht mehr anbieten"))
        self.restore_button.setVisible(bool(view and view.own and view.shipped))
        self.discard_button.setVisible(begun)

    def show_fault(self, error: LaufmappeError | None) -> None:
        """Names a fault at the foot and, where it belongs to a field or a step, there."""
        for labeled in self.fields.values():
            labeled.clear_fault()
        self._fault.show_text(str(error) if error else "")
        self._fault_icon.setVisible(error is not None)
        self._fault.setVisible(error is not None)
        if not isinstance(error, FieldError):
            return
        if error.field in self.fields:
            self.fields[error.field].show_fault(str(error))
            self.fields[error.field].field.setFocus()
        elif self.list.choose(error.field.partition(".")[0]):
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def step(self) -> StepDefinition | None:
        """The chosen step."""
        return next((step for step in self.draft.steps if step.id == self.list.current_key()), None)

    def place(self) -> int:
        """The place behind the chosen step, from 0."""
        step = self.step()
        return self.draft.steps.index(step) + 1 if step is not None else len(self.draft.steps)

    def take(self, draft: TemplateDraft, chosen: str = "") -> None:
        """Goes on with a changed draft."""
        self.draft = draft
        self._show_steps()
        if chosen:
            self.list.choose(chosen)
        elif self.list.current_key() is None:
            self.list.choose_first()
        self._changed()

    def act_move(self, by: int, _checked: bool = False) -> None:
        """Moves the chosen step, as far as the list goes."""
        step = self.step()
        if step is not None:
            self.take(moved(self.draft, self.draft.steps.index(step), by), step.id)

    def act_take_out(self) -> None:
        """Takes the chosen step out of the draft."""
        step = self.step()
        if step is None:
            return
        before, place = self.draft, self.draft.steps.index(step)
        after = without(before, step.id)
        near = after.steps[min(place, len(after.steps) - 1)].id if after.steps else ""
        self.take(after, near)
        self.took_out.emit(before, step)

    def _typed(self, *_nothing: object) -> None:
        if self._showing:
            return
        self.draft = replace(
            self.draft,
            name=self.name.text(),
            audience=self.audience.text(),
            statuses=tuple(map(str, self.statuses.values())),
            note=self.note.text(),
        )
        self._changed()

    def _changed(self) -> None:
        self.show_head(begun=True)
        self._later.start()

    def flush(self) -> bool:
        """Whether a change waits to be kept; it waits no longer."""
        waiting = self._later.isActive()
        self._later.stop()
        return waiting

    def _show_steps(self) -> None:
        titles = {step.id: step.title for step in self.draft.steps}
        languages: dict[str, int] = {}
        for _language, source in self.draft.translations:
            languages[source] = languages.get(source, 0) + 1
        self.list.show_rows([_row(step, n, titles) for n, step in enumerate(self.draft.steps, start=1)])
        self.list.setVisible(bool(self.draft.steps))
        words = _("Noch kein Schritt. Nehmen Sie einen aus der Sammlung, oder schreiben Sie einen eigenen.")
        self.hint.show_text(words)
        self.hint.setVisible(not self.draft.steps)
        self.step_row.setVisible(bool(self.draft.steps))
        count = len(self.draft.steps)
        self.steps_card.title.show_text(n_("{n} Schritt", "{n} Schritte", count).format(n=count))
        self._show_buttons()

    def _show_buttons(self, _key: object = None) -> None:
        step = self.step()
        for button in self.step_buttons:
            button.setEnabled(step is not None)
        if step is not None:
            place = self.draft.steps.index(step)
            self.up_button.setEnabled(place > 0)
            self.down_button.setEnabled(place < len(self.draft.steps) - 1)
            QTimer.singleShot(0, self, self._see_row)

    def _see_row(self) -> None:
        """Keeps the chosen step in sight while it is walked along or moved."""
        scrolled = self.findChild(ScrollBody)
        holder = scrolled.widget() if scrolled is not None else None
        if scrolled is None or holder is None or not self.list.hasFocus():
            return
        row = self.list.visualRect(self.list.currentIndex())
        middle = self.list.mapTo(holder, row.center())
        scrolled.ensureVisible(0, middle.y(), 0, row.height())


def _row(step: StepDefinition, number: int, titles: dict[str, str]) -> Row:
    kind = _(service_types().get(step.service_type, "")) if step.service_type else ""
    earlier = [_(titles[key]) for key in step.after if key in titles]
    after = _("erst nach {steps}").format(steps=", ".join(earlier)) if earlier else ""
    count = len(step.valid_for)
    only = n_("nur {n} Status", "nur {n} Status", count).format(n=count)
    return Row(
        step.id,
        _(step.title),
        " · ".join(part for part in (kind, deadline_words(step.deadline, titles), after) if part),
        icon=step.icon,
        number=str(number),
        chip=ChipSpec(only, "info", "users") if count else None,
    )
