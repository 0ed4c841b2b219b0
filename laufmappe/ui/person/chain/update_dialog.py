# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""A newer version of the template, difference by difference: what is ticked comes into the chain of this person."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from laufmappe.casework.chains.updates import ChainUpdate, FieldDifference, StepDifference, apply_update
from laufmappe.casework.views import Changed
from laufmappe.errors import LaufmappeError
from laufmappe.i18n import N_, _, n_
from laufmappe.ui.person.acts import Acts
from laufmappe.ui.person.chain.step_words import FIELDS, value_words
from laufmappe.ui.person.parts import Words
from laufmappe.ui.widgets import CheckBox, Chip, Dialog, rule

KINDS = {
    "new": (N_("neu"), "ok", "plus"),
    "gone": (N_("fällt weg"), "danger", "circle-minus"),
    "changed": (N_("geändert"), "info", "pencil"),
    "moved": (N_("an anderer Stelle"), "neutral", "arrow-right-left"),
}


class UpdateDialog(Dialog):
    """Everything is ticked but what would touch something begun or adapted by hand."""

    chapter = "ketten"

    def __init__(self, over: QWidget, acts: Acts, update: ChainUpdate) -> None:
        title = _("Neue Fassung {version} von {template}").format(version=update.to_version, template=update.template)
        about = _("Vereinbart ist Fassung {version}.").format(version=update.from_version)
        super().__init__(over, title, subtitle=f"{about} {update.note}".strip(), icon="git-branch", width=720)
        self.acts = acts
        self.ticks: dict[str, CheckBox] = {}
        words = _(
            "Was angekreuzt ist, kommt in die Kette dieser Person. Erledigtes bleibt, wie es ist. Alles andere wird nicht noch einmal angeboten."
        )
        self.body.addWidget(Words(words, "lead"))
        for difference in update.differences:
            self.body.addWidget(rule())
            self.body.addWidget(self._build(difference))
        if not update.differences:
            self.body.addWidget(Words(_("An den Schritten dieser Kette ändert sich nichts."), "body"))
        self.set_buttons(_("Übernehmen"), self.save, icon="check")

    def _build(self, difference: StepDifference) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        head = QHBoxLayout()
        whole = [change for change in difference.fields if not change.conflict]
        offered = difference.kind != "changed" or bool(whole)
        if offered:
            tick = CheckBox(_(difference.title), checked=not difference.begun)
            self.ticks[difference.key] = tick
            head.addWidget(tick, 1)
        else:
            head.addWidget(Words(_(difference.title), "strong"), 1)
        word, kind, icon = KINDS[difference.kind]
        if difference.begun:
            head.addWidget(Chip(_("schon begonnen"), "warn", "circle-dot"))
        head.addWidget(Chip(_(word), kind, icon))
        column.addLayout(head)
        if difference.kind == "new" and difference.step.why:
            column.addWidget(_indented(Words(_(difference.step.why), "secondary")))
        for change in difference.fields:
            column.addWidget(_indented(self._build_field(change)))
        return holder

    def _build_field(self, change: FieldDifference) -> QWidget:
        lines = change_lines(change)
        if not change.conflict:
            return lines
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(lines)
        tick = CheckBox(_("Von Hand angepasst: trotzdem ersetzen"), checked=False)
        tick.setAccessibleName(
            _("{field}: von Hand angepasst, trotzdem ersetzen").format(field=_(FIELDS[change.field]))
        )
        self.ticks[change.key] = tick
        column.addWidget(tick)
        return holder

    def save(self) -> None:
        """Takes what is ticked."""
        accepted = {key for key, tick in self.ticks.items() if tick.isChecked()}
        told = n_("{n} Änderung der Vorlage übernommen.", "{n} Änderungen der Vorlage übernommen.", len(accepted))
        if self.primary is not None:
            self.primary.set_busy(_("Wird eingetragen …"))
        words = told.format(n=len(accepted))
        self.acts.do(words, apply_update, self.acts.newcomer_id, accepted, done=self._taken, failed=self._refused)

    def _taken(self, _changed: Changed) -> None:
        self.accept()

    def _refused(self, error: LaufmappeError) -> None:
        self.accept()
        self.acts.frame.tell(str(error))


def change_lines(change: FieldDifference) -> QWidget:
    """A field before and after, one above the other."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(1)
    column.addWidget(Words(_(FIELDS[change.field]), "label"))
    before, after = value_words(change.field, change.before), value_words(change.field, change.after)
    column.addWidget(Words(_("bisher: {words}").format(words=before or "–"), "secondary"))
    column.addWidget(Words(_("neu: {words}").format(words=after or "–"), "body"))
    return holder


def _indented(widget: QWidget) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(26, 0, 0, 0)
    row.addWidget(widget)
    return holder
