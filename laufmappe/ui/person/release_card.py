# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The card of releases: to whom the centre may speak, of what, and until when."""

from datetime import date
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from laufmappe.casework.handover.releases import TO_RECIPIENT, revoke_release
from laufmappe.casework.record_views import ReleaseView
from laufmappe.casework.views import CaseView
from laufmappe.casework.words import release_parts
from laufmappe.i18n import _
from laufmappe.ui.person.acts import Acts
from laufmappe.ui.person.parts import Entry, Words, action, empty, focus_name, give_focus_back
from laufmappe.ui.person.release_dialogs import ReleaseDialog, SignDialog
from laufmappe.ui.person.signs import shown_day
from laufmappe.ui.widgets import Card, ChipSpec


class ReleaseCard(Card):
    """The releases of the person shown; those that hold come first."""

    chapter = "schweigepflicht"

    def __init__(self, acts: Acts) -> None:
        super().__init__(_("Schweigepflichtentbindungen"), link=_("Neue Entbindung"))
        self.acts = acts
        self._case: CaseView | None = None
        self._shown: tuple[object, ...] = ()
        self.link_clicked.connect(self.act_add)
        self._entries = QVBoxLayout()
        self._entries.setSpacing(8)
        self.body.addLayout(self._entries)
        self.body.addStretch(1)

    def show_case(self, case: CaseView, today: date) -> None:
        """Shows each release with whether it holds."""
        self._case = case
        if self._shown == (case.newcomer.id, case.releases, today):
            return
        self._shown = (case.newcomer.id, case.releases, today)
        focus = focus_name(self)
        empty(self._entries)
        given = [release for release in case.releases if release.kind == TO_RECIPIENT]
        for release in sorted(given, key=lambda r: not r.holds(today)):
            self._entries.addWidget(self._entry(release, today))
        if not given:
            words = _(
                "Noch keine. Ohne unterschriebene Entbindung geht nichts über diese Person an eine andere Stelle."
            )
            self._entries.addWidget(Words(words, "lead"))
        give_focus_back(self, focus)

    def _entry(self, release: ReleaseView, today: date) -> QWidget:
        parts = ", ".join(_(release_parts().get(part, part)) for part in release.parts)
        to = " · ".join(part for part in (release.recipient, release.recipient_person) if part)
        entry = Entry(to, parts, icon="shield-check", chip=release_chip(release, today))
        entry.below.addWidget(Words(release_words(release), "secondary"))
        buttons = []
        if release.signed_on is None and release.revoked_on is None:
            sign = action(
                _("Unterschrift eintragen …"), f"{to}: {_('Unterschrift eintragen …')}", f"release-{release.id}"
            )
            sign.clicked.connect(partial(self._sign, release))
            change = action(_("Ändern …"), f"{to}: {_('Ändern …')}", f"release-change-{release.id}")
            change.clicked.connect(partial(self._change, release))
            buttons += [sign, change]
        scan = action(_("Scan …"), f"{to}: {_('Scan der Unterschrift')}", f"release-scan-{release.id}")
        scan.clicked.connect(partial(self._scan, release))
        buttons.append(scan)
        if release.revoked_on is None:
            revoke = action(
                _("Widerrufen"), _("Entbindung für {name} widerrufen").format(name=to), f"release-out-{release.id}"
            )
            revoke.clicked.connect(partial(self._revoke, release))
            buttons.append(revoke)
        entry.add_actions(buttons)
        return entry

    def act_add(self) -> None:
        """Asks for a new release."""
        self.act_add_for("")

    def act_add_for(self, service_id: str) -> None:
        """Asks for the release that a service lacks: the signature under one that is made already, else a new one."""
        made = self._case.releases if self._case is not None and service_id else ()
        unsigned = [r for r in made if r.service_id == service_id and r.signed_on is None and r.revoked_on is None]
        if unsigned:
            self._sign(unsigned[-1])
        elif self._case is not None:
            ReleaseDialog(self, self.acts, self._case, None, service_id=service_id).appear()

    def _change(self, release: ReleaseView, _checked: bool = False) -> None:
        if self._case is not None:
            ReleaseDialog(self, self.acts, self._case, release).appear()

    def _sign(self, release: ReleaseView, _checked: bool = False) -> None:
        SignDialog(self, self.acts, release).appear()

    def _scan(self, release: ReleaseView, _checked: bool = False) -> None:
        from laufmappe.ui.person.scan_dialog import ScanDialog

        ScanDialog(self, self.acts, release).appear()

    def _revoke(self, release: ReleaseView, _checked: bool = False) -> None:
        told = _("Widerrufen. An „{name}“ geht ab heute nichts mehr.").format(name=release.recipient)
        self.acts.do(told, revoke_release, release.id)

    def open_release(self, release_id: str) -> bool:
        """Puts the focus on a release; False when the person has none of this id."""
        if self._case is None or all(r.id != release_id for r in self._case.releases):
            return False
        give_focus_back(self, f"release-out-{release_id}")
        return True


def release_chip(release: ReleaseView, today: date) -> ChipSpec:
    """Whether it holds, as word, icon and tint."""
    if release.revoked_on is not None:
        return ChipSpec(_("widerrufen"), "neutral", "ban")
    if release.signed_on is None:
        return ChipSpec(_("nicht unterschrieben"), "warn", "signature")
    if release.holds(today):
        return ChipSpec(_("gilt"), "ok", "check")
    return ChipSpec(_("abgelaufen"), "neutral", "clock")


def release_words(release: ReleaseView) -> str:
    """What for, since when and until when."""
    direction = _("in beide Richtungen") if release.direction == "mutual" else ""
    signed = _("unterschrieben {day}").format(day=shown_day(release.signed_on)) if release.signed_on else ""
    until = (
        _("gilt bis {day}").format(day=shown_day(release.valid_until)) if release.valid_until else _("bis auf Widerruf")
    )
    revoked = _("widerrufen {day}").format(day=shown_day(release.revoked_on)) if release.revoked_on else ""
    purpose = release.purpose.replace("\n", " ")
    scan = _("mit Scan") if release.document_id else ""
    return " · ".join(part for part in (purpose, direction, signed, scan, revoked or until) if part)
