# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whose record has been kept long enough: looked at one by one, deleted one by one."""

from PySide6.QtWidgets import QWidget

from laufmappe.casework.desk import Desk
from laufmappe.casework.settings.retention import MOST_SHOWN, Expired, expired
from laufmappe.i18n import _
from laufmappe.ui.handover.delete_dialog import DeleteDialog
from laufmappe.ui.person.acts import Acts
from laufmappe.ui.person.signs import shown_day
from laufmappe.ui.tasks import Tasks
from laufmappe.ui.widgets import Button, Dialog, Frame, Row, RowStyle, RowsView, Text, avatar_colour, initials


class ExpiredDialog(Dialog):
    """Enter opens the person; the button of a line asks before it deletes."""

    chapter = "abschluss"

    def __init__(self, over: QWidget, desk: Desk, tasks: Tasks, frame: Frame, found: list[Expired]) -> None:
        super().__init__(over, _("Zum Löschen vorgeschlagen"), icon="archive", width=680)
        self._desk, self._tasks, self._frame = desk, tasks, frame
        self._acts = Acts(desk, tasks, frame, self)
        self._found: dict[str, Expired] = {}
        words = _(
            "Die Zeit der Aufbewahrung ist vorbei. Prüfen Sie, ob die Akte noch gebraucht wird: "
            "bei offenen Verfahren, Ansprüchen oder weil ein Zuwendungsgeber es verlangt."
        )
        self.body.addWidget(Text(words, "secondary", wrap=True))
        style = RowStyle(height=56, avatar=32, action_column=130)
        self.view = RowsView(_("Akten, die gelöscht werden können"), style, grow=True)
        self.view.opened.connect(self._open)
        self.view.acted.connect(self._delete)
        self.body.addWidget(self.view)
        self.nobody = Text(_("Keine Akte ist mehr zu löschen."), wrap=True, parent=self)
        self.body.addWidget(self.nobody)
        close = Button(_("Schließen"))
        close.clicked.connect(self.reject)
        self.foot.addWidget(close)
        self._show(found)

    def _show(self, found: list[Expired]) -> None:
        self._found = {each.newcomer_id: each for each in found}
        self.view.show_rows(
            [
                Row(
                    key=each.newcomer_id,
                    title=each.name,
                    subtitle=_("Mappe {number}, beendet am {day}, löschbar seit {since}").format(
                        number=f"{each.number:04}", day=shown_day(each.closed_on), since=shown_day(each.since)
                    ),
                    initials=initials(each.name),
                    colour=avatar_colour(each.newcomer_id),
                    action=_("Löschen …"),
                    action_icon="trash-2",
                )
                for each in found
            ]
        )
        self.view.setVisible(bool(found))
        self.nobody.setVisible(not found)
        if len(found) >= MOST_SHOWN:
            self.subtitle.show_text(_("die ältesten {n}").format(n=MOST_SHOWN))
            self.subtitle.show()

    def _open(self, key: object) -> None:
        self.accept()
        self._frame.go("people", key)

    def _delete(self, key: object) -> None:
        each = self._found[str(key)]
        dialog = DeleteDialog(self, self._acts, each.newcomer_id, each.name, why="no_longer_needed")
        dialog.finished.connect(self._again)
        dialog.appear()

    def _again(self) -> None:
        self._tasks.run(expired, self._desk, done=self._show, owner=self)
