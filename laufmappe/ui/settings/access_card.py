# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Zugang: who gets into the vault, and what is on paper for the day when nobody does."""

from functools import partial

from PySide6.QtWidgets import QVBoxLayout

from laufmappe.casework.access import slots
from laufmappe.casework.desk import Desk
from laufmappe.i18n import _
from laufmappe.ui.settings.access_dialogs import AddAccessDialog, RecoveryDialog, RemoveAccessDialog
from laufmappe.ui.settings.rekey_dialog import RekeyDialog
from laufmappe.ui.tasks import Tasks
from laufmappe.ui.widgets import Button, Card, Chip, Dialog, Frame, Line, Text, flow, rule
from laufmappe.vault import SlotView


class AccessCard(Card):
    """The accesses in the order in which they were made."""

    chapter = "tresor"

    def __init__(self, desk: Desk, tasks: Tasks, frame: Frame) -> None:
        super().__init__(_("Zugang"), link=_("Hinzufügen …"), icon="key-round")
        self._desk = desk
        self._tasks = tasks
        self._frame = frame
        self.slots: list[SlotView] = []
        if self.link is not None:
            self.link.setAccessibleName(_("Zugang hinzufügen"))
        self.link_clicked.connect(self.add)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(10)
        self.body.addLayout(self._lines)
        self.body.addWidget(rule())
        self.recovery_button = Button(_("Neuer Wiederherstellungsschlüssel …"), icon="key-square")
        self.recovery_button.clicked.connect(self.new_recovery_key)
        self.rekey_button = Button(_("Alles neu verschlüsseln …"), icon="refresh-cw")
        self.rekey_button.clicked.connect(self.new_data_key)
        self.body.addWidget(flow(self.recovery_button, self.rekey_button))
        words = _(
            "Neu verschlüsseln ist nötig, wenn jemand, der nicht mehr hinein soll, eine Kopie des Tresors haben kann."
        )
        self.body.addWidget(Text(words, "secondary", wrap=True))

    def refresh(self) -> None:
        """Shows the accesses as they are now."""
        self._tasks.run(slots, self._desk, done=self._show_slots)

    def _show_slots(self, found: list[SlotView]) -> None:
        self.slots = found
        while (item := self._lines.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        ways = sum(slot.kind == "passphrase" for slot in found)
        for slot in found:
            self._lines.addWidget(self._line(slot, removable=slot.kind == "passphrase" and ways > 1))
        if not any(slot.kind == "recovery" for slot in found):
            words = _("Wenn alle Passphrasen vergessen sind, ist der Tresor dann für immer zu.")
            line = Line(_("Kein Wiederherstellungsschlüssel"), words, icon="triangle-alert", colour="warn")
            self._lines.addWidget(line)

    def _line(self, slot: SlotView, *, removable: bool) -> Line:
        if slot.kind == "recovery":
            line = Line(_("Wiederherstellungsschlüssel"), _("auf Papier"), icon="key-square")
        else:
            line = Line(slot_name(slot), _("Passphrase"), icon="user")
        if slot.is_current:
            line.add(Chip(_("geöffnet mit diesem"), "ok", "lock-open"))
        if removable:
            button = Button(_("Entfernen …"), kind="link")
            button.setAccessibleName(_("Zugang von {name} entfernen").format(name=slot_name(slot)))
            button.clicked.connect(partial(self.remove, slot))
            line.add(button)
        return line

    def add(self) -> None:
        """Asks for one more counsellor."""
        self._open(AddAccessDialog(self, self._desk, self._tasks, self._frame))

    def remove(self, slot: SlotView, _checked: bool = False) -> None:
        """Asks whether this access is to go."""
        self._open(RemoveAccessDialog(self, self._desk, self._tasks, self._frame, slot, slot_name(slot)))

    def new_recovery_key(self) -> None:
        """Asks for a new recovery key."""
        self._open(RecoveryDialog(self, self._desk, self._tasks))

    def new_data_key(self) -> None:
        """Asks for a new data key."""
        names = {slot.id: slot_name(slot) for slot in self.slots if slot.kind == "passphrase"}
        current = next((slot.id for slot in self.slots if slot.is_current), "")
        self._open(RekeyDialog(self, self._desk, self._tasks, names, current))

    def _open(self, dialog: Dialog) -> None:
        dialog.finished.connect(self.refresh)
        dialog.appear()


def slot_name(slot: SlotView) -> str:
    """The label, or what stands in its place."""
    return slot.label or _("ohne Namen")
