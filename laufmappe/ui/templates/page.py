# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page of the chain templates: the list beside the editor. What is begun outlives a lock."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from laufmappe.casework.chains.rule_files import RuleFileLine, rule_file_lines
from laufmappe.casework.chains.step_definitions import StepDefinition
from laufmappe.casework.chains.template_versions import (
    TemplateDraft,
    all_templates,
    centre_translations,
    offer_template,
    restore_shipped,
    retire_template,
    save_template,
    taken_step_ids,
    template_versions,
)
from laufmappe.casework.chains.templates import TemplateView, library
from laufmappe.casework.desk import Desk
from laufmappe.casework.history import BEGUN_DIALOG, draft, drop_draft, save_draft
from laufmappe.casework.views import Changed
from laufmappe.errors import LaufmappeError
from laufmappe.i18n import _
from laufmappe.ui.person.acts import Acts
from laufmappe.ui.person.form import FormDialog
from laufmappe.ui.person.parts import empty
from laufmappe.ui.tasks import Tasks
from laufmappe.ui.templates.editor import TemplateEditor
from laufmappe.ui.templates.panel import NEW, TemplatesPanel
from laufmappe.ui.templates.pick_dialog import PickStepDialog
from laufmappe.ui.templates.step_dialog import TemplateStepDialog
from laufmappe.ui.templates.translation_dialog import Texts, TranslationDialog
from laufmappe.ui.templates.versions_dialog import VersionsDialog
from laufmappe.ui.templates.working import fresh_id, from_kept_form, kept_form, step_texts, with_step
from laufmappe.ui.widgets import Beside, Frame, Key, Notice, Page


@dataclass(frozen=True)
class Shelf:
    """What the page shows: the templates, one of them with what was begun on it, and what its editor needs."""

    templates: tuple[TemplateView, ...]
    shown: str
    begun: dict[str, Any] | None
    taken: frozenset[str]
    translations: Mapping[tuple[str, str], str]
    rule_files: tuple[RuleFileLine, ...]


def read_shelf(desk: Desk, shown: str | None) -> Shelf:
    """Everything for the page; without a template to show, the first."""
    found = all_templates(desk)
    ids = [view.id for view in found]
    template = shown if shown is not None and (shown == NEW or shown in ids) else ids[0]
    return Shelf(
        found,
        template,
        draft(desk, _form(template)),
        taken_step_ids(desk),
        centre_translations(desk),
        tuple(rule_file_lines()),
    )


class TemplatesPage(Page):
    """`aim(id)` shows one template."""

    chapter = "vorlagen"

    def __init__(self, desk: Desk, tasks: Tasks, frame: Frame) -> None:
        super().__init__(_("Ketten"), scroll=False)
        self._desk, self._tasks, self._frame = desk, tasks, frame
        self._acts = Acts(desk, tasks, frame, self)
        self._shelf: Shelf | None = None
        self._shown: str | None = None
        self._rule_files: tuple[RuleFileLine, ...] = ()
        self.panel = TemplatesPanel()
        self.panel.chosen.connect(self.show_template)
        self.panel.opened.connect(self._into_editor)
        self.panel.new_asked.connect(self.act_new)
        self.editor = TemplateEditor()
        self._news = QVBoxLayout()
        self.editor.body.insertLayout(0, self._news)
        self.beside = Beside(self.panel, self.panel.view, self.editor)
        self.body.addWidget(self.beside, 1)
        self._wire()
        self._load()

    def _wire(self) -> None:
        editor = self.editor
        editor.edited.connect(self._keep)
        editor.took_out.connect(self._took_out)
        editor.list.opened.connect(self.act_edit)
        editor.steps_card.link_clicked.connect(self.act_add)
        for button, action in (
            (editor.edit_button, self.act_edit),
            (editor.words_button, self.act_translate),
            (editor.versions_button, self.act_versions),
            (editor.retire_button, self.act_retire),
            (editor.restore_button, self.act_restore),
            (editor.discard_button, self.act_discard),
            (editor.save_button, self.act_save),
        ):
            button.clicked.connect(action)
        self.set_keys(
            [
                Key("Up Down", _("wählen")),
                Key("E", _("Schritt bearbeiten"), self.act_edit),
                Key("A", _("Schritt hinzufügen"), self.act_add),
                Key("Alt+Up", _("nach oben"), partial(editor.act_move, -1)),
                Key("Alt+Down", _("nach unten"), partial(editor.act_move, 1)),
                Key("Del", _("herausnehmen"), editor.act_take_out),
                Key("T", _("Sprachen"), self.act_translate),
                Key("V", _("Fassungen"), self.act_versions),
                Key("Ctrl+Return", _("speichern"), self.act_save),
                Key("N", _("neue Vorlage"), self.act_new),
            ]
        )

    def first_focus(self) -> QWidget | None:
        return self.panel.view

    def aim(self, target: object) -> None:
        self.show_template(str(target))

    def changed(self, change: object) -> None:
        self._load()

    def may_leave(self) -> bool:
        """Always; what was begun is kept first."""
        if self.editor.flush():
            self._keep()
        for dialog in self.window().findChildren(FormDialog):
            dialog.keep()
        return True

    def show_template(self, template: str) -> None:
        """Shows another template; what was begun on this one is kept."""
        if template != self._shown:
            self.may_leave()
            self._shown = template
            self._load()

    def _load(self) -> None:
        if self.editor.flush():
            self._keep()
        self._tasks.run(read_shelf, self._desk, self._shown, done=self._came)

    def _came(self, shelf: Shelf) -> None:
        there = self._shown == NEW or any(view.id == self._shown for view in shelf.templates)
        if there and self._shown != shelf.shown:
            return  # another template is on its way
        self._shelf, self._shown = shelf, shelf.shown
        self.panel.show_templates(shelf.templates, shelf.shown)
        view = self._view()
        begun = _readable(shelf.begun)
        self.editor.show_draft(view, begun or (TemplateDraft.of(view) if view else TemplateDraft()), begun is not None)
        if self._rule_files != shelf.rule_files:
            self._rule_files = shelf.rule_files
            empty(self._news)
            for line in shelf.rule_files:
                self._news.addWidget(Notice(line.sentence, kind="info" if line.used else "warn"))

    def _view(self) -> TemplateView | None:
        found = self._shelf.templates if self._shelf else ()
        return next((view for view in found if view.id == self._shown), None)

    def _into_editor(self, _template: str) -> None:
        self.beside.show_object()
        self.editor.list.setFocus()

    def _keep(self) -> None:
        if self._shown is not None:
            self._tasks.run(save_draft, self._desk, _form(self._shown), kept_form(self.editor.draft))

    def _took_out(self, before: TemplateDraft, step: StepDefinition) -> None:
        told = _("„{step}“ ist herausgenommen. Es zählt, wenn Sie speichern.").format(step=_(step.title))
        self._frame.tell(told, partial(self._put_back, self._shown, before, step.id))

    def _put_back(self, template: str | None, before: TemplateDraft, step_id: str) -> None:
        if template == self._shown:
            self.editor.take(before, step_id)

    def act_new(self) -> None:
        """Begins a new template."""
        self.show_template(NEW)
        self.editor.name.setFocus()

    def act_edit(self, _key: object = None) -> None:
        """Opens the chosen step."""
        step = self.editor.step()
        if step is not None:
            self._open(step)

    def _open(self, step: StepDefinition, place: int = 0) -> None:
        others = tuple(other for other in self.editor.draft.steps if other.id != step.id)
        begun = f"{self._shown}:{step.id}"
        take = partial(self._take_step, self._shown, place)
        TemplateStepDialog(self, self._acts, step, others, take, begun=begun).appear()

    def _take_step(self, template: str | None, place: int, step: StepDefinition) -> None:
        if template == self._shown:
            self.editor.take(with_step(self.editor.draft, step, place), step.id)

    def act_add(self) -> None:
        """Asks which step to add behind the chosen one."""
        there = {step.id for step in self.editor.draft.steps}
        own = {
            step.id: step for view in (self._shelf.templates if self._shelf else ()) if view.own for step in view.steps
        }
        steps = {key: step for key, step in {**own, **library()}.items() if key not in there}
        PickStepDialog(self, steps, self._add).appear()

    def _add(self, step: StepDefinition | None) -> None:
        place = self.editor.place()
        if step is not None:
            self.editor.take(with_step(self.editor.draft, step, place), step.id)
        else:
            taken = self._shelf.taken if self._shelf else frozenset()
            self._open(StepDefinition(fresh_id(self.editor.draft, taken), ""), place)

    def act_translate(self) -> None:
        """Asks for the texts of the chosen step in other languages."""
        step = self.editor.step()
        if step is not None:
            kept = self._shelf.translations if self._shelf else {}
            known = {**kept, **self.editor.draft.translations}
            TranslationDialog(self, step.title, step_texts(step), known, self._take_texts).appear()

    def _take_texts(self, texts: Texts) -> None:
        draft_now = self.editor.draft
        if texts:
            self.editor.take(replace(draft_now, translations={**draft_now.translations, **texts}))
            self.editor.flush()
            self._keep()

    def act_versions(self) -> None:
        """Compares the versions of the template."""
        if self._view() is not None:
            self._tasks.run(template_versions, self._desk, self._shown, done=self._show_versions)

    def _show_versions(self, versions: tuple[TemplateView, ...]) -> None:
        VersionsDialog(self, versions, self._take_version).appear()

    def _take_version(self, view: TemplateView) -> None:
        if view.id == self._shown:
            self.editor.show_draft(self._view(), TemplateDraft.of(view), begun=True)
            self._keep()

    def act_retire(self) -> None:
        """The template is no longer offered, or again."""
        view = self._view()
        if view is not None and view.retired:
            self._act(_("{template} wird wieder angeboten.").format(template=view.id), offer_template, view.id)
        elif view is not None:
            told = _("{template} wird nicht mehr angeboten. Vereinbarte Ketten bleiben.").format(template=view.id)
            self._act(told, retire_template, view.id)

    def act_restore(self) -> None:
        """What came with the program becomes the newest version."""
        view = self._view()
        if view is not None:
            told = _("{template} ist wieder wie mitgeliefert.").format(template=view.id)
            self._tasks.run(drop_draft, self._desk, _form(view.id))
            self._act(told, restore_shipped, view.id)

    def act_discard(self) -> None:
        """Forgets what was begun, with a way back."""
        before, template = self.editor.draft, self._shown
        self.editor.flush()
        self._tasks.run(drop_draft, self._desk, _form(self._shown or NEW))
        if template == NEW:
            self._shown = None
        self._load()
        self._frame.tell(_("Die Änderungen sind verworfen."), partial(self._bring_back, template, before))

    def _bring_back(self, template: str | None, before: TemplateDraft) -> None:
        self._tasks.run(save_draft, self._desk, _form(template or NEW), kept_form(before))
        self._shown = template
        self._load()

    def act_save(self) -> None:
        """Keeps the draft as the next version."""
        self.editor.flush()
        self.editor.save_button.set_busy(_("Wird gespeichert …"))
        told = _("Gespeichert. Neue Ketten werden nach dieser Fassung vereinbart.")
        self._act(told, save_template, self.editor.draft, done=self._saved)

    def _saved(self, changed: Changed) -> None:
        self.editor.save_button.set_busy()
        self._tasks.run(drop_draft, self._desk, _form(self._shown or NEW))
        self._shown = changed.subject_id

    def _act(self, told: str, verb: Callable[..., Changed], *args: Any, done: Any = None) -> None:
        self._acts.do(told, verb, *args, done=done, failed=self._failed)

    def _failed(self, error: LaufmappeError) -> None:
        self.editor.save_button.set_busy()
        self._keep()
        self.editor.show_fault(error)


def _form(template: str) -> str:
    return f"{BEGUN_DIALOG}template:{template}"


def _readable(begun: dict[str, Any] | None) -> TemplateDraft | None:
    """What was begun; None when there is nothing, or an older program wrote it otherwise."""
    try:
        return from_kept_form(begun) if begun is not None else None
    except (KeyError, TypeError, ValueError):
        return None
