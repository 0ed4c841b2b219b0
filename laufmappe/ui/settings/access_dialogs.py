# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""One more counsellor, one fewer, and a new recovery key."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QWidget

from laufmappe.casework.access import add_counsellor, new_recovery_key, remove_access
from laufmappe.casework.desk import Desk
from laufmappe.casework.settings.centre import centre
from laufmappe.i18n import _
from laufmappe.ui.clipboard import SECONDS, copy_secret
from laufmappe.ui.settings.secret_form import SecretForm
from laufmappe.ui.tasks import Tasks
from laufmappe.ui.unlock.recovery_key import RecoveryKey
from laufmappe.ui.unlock.sheet_output import SheetOutput
from laufmappe.ui.widgets import Button, Card, Dialog, Frame, LineEdit, PassphraseField, Text
from laufmappe.vault import SlotView, generate_passphrase, passphrase_weakness


class AddAccessDialog(SecretForm):
    """A name and a passphrase; a good one is offered first, an own one is weighed while it is typed."""

    chapter = "tresor"

    def __init__(self, over: QWidget, desk: Desk, tasks: Tasks, frame: Frame) -> None:
        super().__init__(over, desk, tasks, _("Zugang hinzufügen"), "user-plus", width=580)
        self._frame = frame
        self.put("name", _("Für wen"), LineEdit(limit=100), _("Kolleginnen und Kollegen sehen diesen Namen hier."))
        self._build_suggestion()
        self.passphrase = PassphraseField(_("Passphrase"))
        self.put("passphrase", _("Passphrase"), self.passphrase, _("Mindestens 12 Zeichen."))
        self.passphrase.textChanged.connect(self._weigh)
        self.put("again", _("Passphrase wiederholen"), PassphraseField(_("Passphrase wiederholen")))
        self.put_secret()
        self.set_buttons(_("Zugang anlegen"), self._save, icon="check")

    def _build_suggestion(self) -> None:
        card = Card(_("Vorschlag für die Passphrase"), icon="key-round", kind="accent", padding=14)
        self.suggestion = Text(generate_passphrase(), "code", wrap=True)
        card.body.addWidget(self.suggestion)
        self.take_button = Button(_("Vorschlag übernehmen"), icon="check")
        self.take_button.clicked.connect(self._take)
        self.copy_button = Button(_("Kopieren"), kind="link", icon="copy")
        self.copy_button.clicked.connect(self._copy)
        again = Button(_("Anderer Vorschlag"), kind="link", icon="refresh-cw")
        again.clicked.connect(self._suggest)
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.take_button, self.copy_button, again):
            row.addWidget(button)
        row.addStretch(1)
        card.body.addLayout(row)
        self.body.addWidget(card)

    def _suggest(self) -> None:
        self.suggestion.show_text(generate_passphrase())
        self.replace()

    def _copy(self) -> None:
        copy_secret(self.suggestion.text())
        self._frame.tell(_("Kopiert. In {n} Sekunden ist die Zwischenablage wieder leer.").format(n=SECONDS))

    def _take(self) -> None:
        for name in ("passphrase", "again"):
            field = self.fields[name].field
            assert isinstance(field, PassphraseField)
            field.setText(self.suggestion.text())
            field.show_plain(name == "passphrase")
        self.fields["again"].clear_fault()
        self.fields["secret"].field.setFocus()

    def _weigh(self, typed: str) -> None:
        weakness = passphrase_weakness(typed) if typed else None
        if weakness:
            self.fields["passphrase"].show_warning(weakness)
        else:
            self.fields["passphrase"].clear_fault()
        self.replace()

    def _save(self) -> None:
        name, passphrase = self.text("name").strip(), self.text("passphrase")
        if not name:
            self.show_fault("name", _("Für wen ist der Zugang?"))
        elif not passphrase:
            self.show_fault("passphrase", _("Übernehmen Sie den Vorschlag, oder lassen Sie eine eigene eintippen."))
        elif passphrase != self.text("again"):
            self.show_fault("again", _("Das ist nicht dieselbe wie darüber."))
        elif not self.text("secret"):
            self.show_fault("secret", _("Bitte geben Sie Ihre eigene Passphrase ein."))
        else:
            work = (add_counsellor, self.desk, self.text("secret"), name, passphrase)
            self.run(_("Wird angelegt …"), *work, done=partial(self._added, name))

    def _added(self, name: str, _slot: str) -> None:
        self._frame.tell(_("{name} hat jetzt einen Zugang.").format(name=name))
        self.suggestion.show_text("")
        self.accept()


class RemoveAccessDialog(SecretForm):
    """Asks for one's own passphrase before somebody is kept out."""

    chapter = "tresor"

    def __init__(self, over: QWidget, desk: Desk, tasks: Tasks, frame: Frame, slot: SlotView, name: str) -> None:
        super().__init__(over, desk, tasks, _("Zugang entfernen"), "user-x")
        self._frame = frame
        self._slot = slot
        self._name = name
        words = _("{name} öffnet diesen Tresor dann nicht mehr. Das lässt sich nicht rückgängig machen.").format(
            name=name
        )
        if slot.is_current:
            words += " " + _("Es ist der Zugang, mit dem er jetzt geöffnet ist.")
        self.say(words)
        self.say(
            _(
                "Ältere Sicherungen öffnet die Passphrase weiterhin. Kann jemand eine Kopie des Tresors haben, "
                "verschlüsseln Sie danach alles neu."
            ),
            "secondary",
        )
        self.put_secret()
        self.set_buttons(_("Zugang entfernen"), self._remove, icon="user-x", kind="danger")

    def _remove(self) -> None:
        if not self.text("secret"):
            self.show_fault("secret", _("Bitte geben Sie Ihre eigene Passphrase ein."))
            return
        self.run(_("Wird entfernt …"), remove_access, self.desk, self.text("secret"), self._slot.id, done=self._removed)

    def _removed(self, _nothing: object) -> None:
        self._frame.tell(_("Der Zugang von {name} ist entfernt.").format(name=self._name))
        self.accept()


class RecoveryDialog(SecretForm):
    """Asks for one's own passphrase, and then shows the new recovery key."""

    chapter = "tresor"

    def __init__(self, over: QWidget, desk: Desk, tasks: Tasks) -> None:
        super().__init__(over, desk, tasks, _("Neuer Wiederherstellungsschlüssel"), "key-square", width=600)
        self.say(
            _(
                "Der neue Schlüssel ersetzt den alten: dessen Blatt öffnet diesen Tresor dann nicht mehr. "
                "Ältere Sicherungen öffnet es weiterhin."
            )
        )
        self.put_secret()
        self.set_buttons(_("Neuen Schlüssel anlegen"), self._make, icon="key-square")

    def _make(self) -> None:
        if not self.text("secret"):
            self.show_fault("secret", _("Bitte geben Sie Ihre eigene Passphrase ein."))
            return
        self.run(_("Wird angelegt …"), new_recovery_key, self.desk, self.text("secret"), done=self._made)

    def _made(self, key: str) -> None:
        shown = ShowKeyDialog(self, self.desk, self.tasks, key)
        self.accept()
        shown.appear(focus=shown.key.group)


class ShowKeyDialog(Dialog):
    """Shows a recovery key once, and lets go only when one of its groups was typed from the sheet."""

    chapter = "tresor"

    def __init__(self, over: QWidget, desk: Desk, tasks: Tasks, key: str) -> None:
        super().__init__(over, _("Ihr neuer Wiederherstellungsschlüssel"), icon="key-square", width=600)
        self._warned = False
        self.key = RecoveryKey(key, sheet=SheetOutput(tasks, partial(make_sheet, desk, key)))
        self.key.noted.connect(self.accept)
        self.body.addWidget(self.key)
        self.set_buttons(_("Ich habe ihn notiert"), self.key.check, icon="check", cancel=_("Später neu anlegen"))

    def may_close(self) -> bool:
        """The first Esc only warns: the key can't be shown again."""
        if self._warned:
            return True
        self._warned = True
        self.key.field.show_warning(
            _(
                "Ohne Blatt gilt ein Schlüssel, den niemand kennt. Noch einmal Esc schließt; legen Sie dann einen neuen an."
            )
        )
        self.replace()
        return False


def make_sheet(desk: Desk, key: str) -> bytes:
    """The PDF of the sheet. Raises LaufmappeError."""
    from laufmappe.folder.recovery_sheet import make_recovery_sheet

    return make_recovery_sheet(key, centre(desk).name, desk.today())
