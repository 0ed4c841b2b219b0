# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page that makes a new vault: where, with which passphrase, for whom."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from laufmappe.errors import LaufmappeError, VaultExistsError, WeakPassphraseError
from laufmappe.i18n import _
from laufmappe.ui.tasks import Tasks
from laufmappe.ui.unlock.plate import FolderBox, PlatePage, choose_folder
from laufmappe.ui.widgets import Button, Card, Key, LabeledField, LineEdit, Notice, PassphraseField, Text, rule

Create = Callable[[Path, str, str, str], tuple[object, str]]
"""Makes a vault in a folder: passphrase, counsellor, centre; gives the desk and the recovery key. Raises LaufmappeError."""


class CreatePage(PlatePage):
    """A good passphrase is offered first; an own one is weighed while it is typed."""

    chapter = "erste-schritte"

    created = Signal(object, str, object)
    """The desk, the recovery key, the folder."""
    left = Signal()

    def __init__(
        self,
        tasks: Tasks,
        create: Create,
        suggest: Callable[[], str],
        weakness: Callable[[str], str | None],
        folder: Path,
        choose: Callable[[QWidget, str, Path | None], Path | None] = choose_folder,
        centre_name: str = "",
    ) -> None:
        super().__init__(_("Neuen Tresor anlegen"), 600, sign=False)
        self._tasks = tasks
        self._create = create
        self._suggest = suggest
        self._weakness = weakness
        self._choose = choose
        self._folder = folder
        self._notice: Notice | None = None
        self.plate.addWidget(Text(_("Neuen Tresor anlegen"), "object"))
        self._box = FolderBox(_("Anderer Ordner …"))
        self._box.show_folder(folder)
        self._box.link.clicked.connect(self._other_folder)
        self.plate.addWidget(self._box)
        self.plate.addWidget(self._build_suggestion())
        self._build_passphrase()
        self.plate.addWidget(rule())
        self._build_names(centre_name)
        self._build_end()
        self.set_keys([Key("Ctrl+Return", _("Tresor anlegen"), self._go), Key("Esc", _("zurück"), self.left.emit)])

    def first_focus(self) -> QWidget | None:
        return self.take_button

    def _build_suggestion(self) -> Card:
        card = Card(_("Vorschlag für die Passphrase"), icon="key-round", kind="accent")
        self.suggestion = Text("", "code", wrap=True)
        card.body.addWidget(self.suggestion)
        card.body.addWidget(
            Text(
                _(
                    "Sechs zufällige Wörter sind sicher und lassen sich merken. Schreiben Sie sie sich für die ersten Tage auf."
                ),
                "secondary",
                wrap=True,
            )
        )
        row = QHBoxLayout()
        row.setSpacing(8)
        self.take_button = Button(_("Vorschlag übernehmen"), icon="check")
        self.take_button.clicked.connect(self._take)
        again = Button(_("Anderer Vorschlag"), kind="link", icon="refresh-cw")
        again.clicked.connect(self._suggest_again)
        row.addWidget(self.take_button)
        row.addWidget(again)
        row.addStretch(1)
        card.body.addLayout(row)
        self._suggest_again()
        return card

    def _build_passphrase(self) -> None:
        self.passphrase = PassphraseField(_("Passphrase"))
        self.passphrase_field = LabeledField(
            _("Passphrase"),
            self.passphrase,
            required=True,
            hint=_("Der Vorschlag oder eine eigene, mit der Sie täglich entsperren."),
        )
        self.passphrase.textChanged.connect(self._weigh)
        self.plate.addWidget(self.passphrase_field)
        self.repeat = PassphraseField(_("Passphrase wiederholen"))
        self.repeat_field = LabeledField(_("Passphrase wiederholen"), self.repeat, required=True)
        self.repeat.textChanged.connect(self._compare)
        self.plate.addWidget(self.repeat_field)

    def _build_names(self, centre_name: str) -> None:
        row = QHBoxLayout()
        row.setSpacing(12)
        self.who = LineEdit(limit=120)
        self.centre = LineEdit(limit=200)
        self.centre.setText(centre_name)
        row.addWidget(LabeledField(_("Ihr Name"), self.who, hint=_("steht auf den Blättern der Mappe")), 1)
        row.addWidget(LabeledField(_("Name der Beratungsstelle"), self.centre), 1)
        self.plate.addLayout(row)

    def _build_end(self) -> None:
        self._notices = QVBoxLayout()
        self.plate.addLayout(self._notices)
        row = QHBoxLayout()
        row.setSpacing(8)
        back = Button(_("Zurück"))
        back.clicked.connect(self.left)
        row.addWidget(back)
        row.addStretch(1)
        self.button = Button(_("Tresor anlegen"), kind="primary", icon="lock", key="Ctrl+Return")
        self.button.clicked.connect(self._go)
        row.addWidget(self.button)
        self.plate.addLayout(row)

    def _suggest_again(self) -> None:
        self.suggestion.show_text(self._suggest())

    def _take(self) -> None:
        self.passphrase.setText(self.suggestion.text())
        self.passphrase.show_plain(True)
        self.repeat.setFocus()

    def _other_folder(self) -> None:
        folder = self._choose(self, _("Ordner für den neuen Tresor"), self._folder.parent)
        if folder is not None:
            self._folder = folder
            self._box.show_folder(folder)
            self._say("")

    def _weigh(self) -> None:
        passphrase = self.passphrase.text()
        weakness = self._weakness(passphrase) if passphrase else None
        if weakness:
            self.passphrase_field.show_warning(weakness)
        else:
            self.passphrase_field.clear_fault()
        if self.repeat.text():
            self._compare()

    def _compare(self) -> None:
        typed, wanted = self.repeat.text(), self.passphrase.text()
        if typed and not wanted.startswith(typed):
            self.repeat_field.show_fault(_("Das ist noch nicht dieselbe Passphrase."))
        else:
            self.repeat_field.clear_fault()

    def _go(self) -> None:
        passphrase = self.passphrase.text()
        if not self.button.isEnabled():
            return
        if not passphrase:
            self._refuse(
                self.passphrase_field,
                _("Ohne Passphrase gibt es keinen Tresor. Übernehmen Sie den Vorschlag oder wählen Sie eine eigene."),
            )
        elif weakness := self._weakness(passphrase):
            self._refuse(self.passphrase_field, weakness)
        elif self.repeat.text() != passphrase:
            self._refuse(
                self.repeat_field,
                _("Die beiden Passphrasen sind nicht gleich. Bitte geben Sie sie hier noch einmal ein."),
            )
        else:
            self._say("")
            self.button.set_busy(_("Wird angelegt …"))
            names = (self.who.text().strip(), self.centre.text().strip())
            self._tasks.run(self._create, self._folder, passphrase, *names, done=self._is_made, failed=self._is_not)

    def _refuse(self, field: LabeledField, sentence: str) -> None:
        field.show_fault(sentence)
        field.field.setFocus()

    def _is_made(self, made: tuple[object, str]) -> None:
        self.button.set_busy()
        self.passphrase.clear()
        self.repeat.clear()
        self.suggestion.show_text("")
        self.created.emit(*made, self._folder)

    def _is_not(self, error: LaufmappeError) -> None:
        self.button.set_busy()
        if isinstance(error, WeakPassphraseError):
            self._refuse(self.passphrase_field, str(error))
        elif isinstance(error, VaultExistsError):
            self._say(str(error))
            self._box.link.setFocus()
        else:
            self._say(str(error))

    def _say(self, sentence: str) -> None:
        if self._notice is not None:
            self._notice.hide()
            self._notice.deleteLater()
            self._notice = None
        if sentence:
            self._notice = Notice(sentence, kind="danger")
            self._notices.addWidget(self._notice)
