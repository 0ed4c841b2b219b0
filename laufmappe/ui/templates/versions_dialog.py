# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two versions of a template side by side: what is new, gone, changed, moved."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from laufmappe.casework.chains.templates import TemplateView
from laufmappe.casework.chains.updates import StepDifference, compare_templates
from laufmappe.i18n import _
from laufmappe.ui.person.chain.update_dialog import KINDS, change_lines
from laufmappe.ui.person.parts import Words, empty
from laufmappe.ui.person.signs import shown_day
from laufmappe.ui.widgets import Chip, ComboBox, Dialog, LabeledField, Text, rule


class VersionsDialog(Dialog):
    """Compares any two of `versions` (the newest first); `take(view)` gets the one that is to be worked on."""

    chapter = "vorlagen"

    def __init__(self, over: QWidget, versions: Sequence[TemplateView], take: Callable[[TemplateView], object]) -> None:
        newest = versions[0]
        title = _("Fassungen von {template}").format(template=newest.id)
        super().__init__(over, title, subtitle=_(newest.name), icon="git-branch", width=760)
        self._versions = {view.version: view for view in versions}
        self._take = take
        options: list[tuple[str, object]] = [(version_words(view), view.version) for view in versions]
        self.before, self.after = ComboBox(_("Frühere Fassung"), options), ComboBox(_("Spätere Fassung"), options)
        self.before.choose(versions[min(1, len(versions) - 1)].version)
        self.after.choose(newest.version)
        row = QHBoxLayout()
        row.setSpacing(12)
        for label, field in ((_("Vergleiche"), self.before), (_("mit"), self.after)):
            row.addWidget(LabeledField(label, field), 1)
            field.currentIndexChanged.connect(self._compare)
        self.body.addLayout(row)
        self._column = QVBoxLayout()
        self._column.setSpacing(9)
        self.body.addLayout(self._column)
        self._compare()
        self.set_buttons(_("Spätere Fassung bearbeiten"), self._choose, icon="pencil", cancel=_("Schließen"))

    def _compare(self, _index: int = 0) -> None:
        before, after = self._versions[self._chosen(self.before)], self._versions[self._chosen(self.after)]
        empty(self._column)
        self._column.addWidget(Words(" · ".join(p for p in (version_words(after), after.note) if p), "secondary"))
        for field, old, new in (
            (_("Name"), before.name, after.name),
            (_("Für wen"), before.audience, after.audience),
        ):
            if old != new:
                words = _("{field}: bisher „{before}“, neu „{after}“").format(field=field, before=old, after=new)
                self._column.addWidget(Words(words))
        differences = compare_templates(before, after)
        for difference in differences:
            self._column.addWidget(rule())
            self._column.addWidget(_lines(difference))
        if not differences:
            self._column.addWidget(Words(_("Die Schritte sind gleich."), "lead"))
        self.replace()

    def _chosen(self, field: ComboBox) -> int:
        value = field.value()
        assert isinstance(value, int)
        return value

    def _choose(self) -> None:
        view = self._versions[self._chosen(self.after)]
        self.accept()
        self._take(view)


def version_words(view: TemplateView) -> str:
    """A version with its day: Fassung 2 vom 23.11.2026, or mitgeliefert."""
    words = _("Fassung {n}").format(n=view.version)
    if view.made_on is None:
        return _("{version}, mitgeliefert").format(version=words)
    return _("{version} vom {day}").format(version=words, day=shown_day(view.made_on))


def _lines(difference: StepDifference) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(5)
    head = QHBoxLayout()
    head.addWidget(Text(_(difference.title), "strong", elide=True), 1)
    word, kind, icon = KINDS[difference.kind]
    head.addWidget(Chip(_(word), kind, icon))
    column.addLayout(head)
    for change in difference.fields:
        column.addWidget(change_lines(change))
    return holder
