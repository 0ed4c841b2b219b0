# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Needs for protection (Art. 9 GDPR): kept only while the person's own consent holds, and gone without a trace after it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from laufmappe.casework.desk import Desk, get_newcomer
from laufmappe.casework.fields import TEXT, clean, known
from laufmappe.casework.merged import records_of
from laufmappe.casework.record_views import ReleaseView
from laufmappe.casework.rows import as_view
from laufmappe.casework.views import Changed
from laufmappe.casework.words import protected_needs as kinds
from laufmappe.errors import FieldError, RuleError
from laufmappe.i18n import _
from laufmappe.records.handover import ParcelContent
from laufmappe.records.household import ProtectedNeed
from laufmappe.records.journal import Change, Operation
from laufmappe.records.newcomers import Newcomer
from laufmappe.records.releases import Release

CONSENT = "protected_needs"
"""The kind of the release that is the consent."""


@dataclass(frozen=True)
class ProtectedView:
    """What may be known of somebody's needs for protection: the consent, and the notes by kind of need.

    Without a consent that holds (`consent` is None) there is nothing.
    """

    consent: ReleaseView | None = None
    needs: Mapping[str, str] | None = None


def protected_needs(desk: Desk, newcomer_id: str) -> ProtectedView:
    """The consent of a person and what is kept under it. Raises NotFoundError."""
    with desk.read() as session:
        newcomer = get_newcomer(session, newcomer_id)
        row = _consent(newcomer, desk.today())
        if row is None:
            return ProtectedView()
        return ProtectedView(as_view(row, ReleaseView), {need.kind: need.note for need in newcomer.protected_needs})


def allow_protected_needs(desk: Desk, newcomer_id: str, signed_on: date, note: str = "") -> Changed:
    """Notes the person's own written consent; only from then on can needs for protection be kept.

    Raises:
        FieldError: The day lies in the future.
        NotFoundError: There is no such person.
        RuleError: A consent holds already.
    """
    if signed_on > desk.today():
        raise FieldError("signed_on", _("Dieser Tag liegt in der Zukunft."))
    note = clean("note", note, TEXT)
    with desk.write("allow_protected_needs", newcomer_id) as act:
        newcomer = get_newcomer(act.session, newcomer_id)
        if _consent(newcomer, desk.today()) is not None:
            raise RuleError(_("Die Einwilligung ist schon eingetragen."))
        row = Release(newcomer_id=newcomer_id, kind=CONSENT, signed_on=signed_on, note=note)
        act.session.add(row)
        act.session.flush()
        act.subject_id = row.id
    return act.changed()


def set_protected_needs(desk: Desk, newcomer_id: str, needs: Mapping[str, str]) -> Changed:
    """Keeps exactly these needs, each with a note (or an empty one).

    Raises:
        FieldError: A need is unknown, or a note can't be kept.
        NotFoundError: There is no such person.
        RuleError: The person has not consented.
    """
    wanted = {known("kind", kind, kinds()): clean("note", note, TEXT) for kind, note in needs.items()}
    with desk.write("set_protected_needs", newcomer_id) as act:
        newcomer = get_newcomer(act.session, newcomer_id)
        if _consent(newcomer, desk.today()) is None:
            raise RuleError(
                _("Ohne die Einwilligung der Person wird kein Schutzbedarf gespeichert. Es wurde nichts geändert.")
            )
        have = {row.kind: row for row in newcomer.protected_needs}
        for kind, note in wanted.items():
            if kind in have:
                have[kind].note = note
            else:
                act.session.add(ProtectedNeed(newcomer_id=newcomer_id, kind=kind, note=note))
        for kind, row in have.items():
            if kind not in wanted:
                act.session.delete(row)
    return act.changed()


def revoke_protected_needs(desk: Desk, newcomer_id: str) -> Changed:
    """Ends the consent and removes every need, from the history too. This can't be taken back.

    Raises:
        NotFoundError: There is no such person.
        RuleError: No consent holds.
    """
    with desk.write("revoke_protected_needs", newcomer_id) as act:
        newcomer = get_newcomer(act.session, newcomer_id)
        consent = _consent(newcomer, desk.today())
        if consent is None:
            raise RuleError(_("Hier gibt es keine Einwilligung, die sich widerrufen ließe."))
        consent.revoked_on = desk.today()
        act.subject_id = consent.id
        act.session.flush()
        forget_protected_needs(act.session, newcomer_id)
    return act.changed()


def forget_protected_needs(session: Session, newcomer_id: str) -> None:
    """Removes the needs of a person, and what the journal and exchanged parcels say of them.

    In bulk, past the journal, and only here: it would note the values that have to go.
    """
    session.execute(delete(ProtectedNeed).where(ProtectedNeed.newcomer_id == newcomer_id))
    acts = select(Operation.id).where(Operation.newcomer_id.in_(records_of(session, newcomer_id)))
    told = Change.entity == ProtectedNeed.__tablename__
    session.execute(delete(Change).where(told, Change.operation_id.in_(acts)))
    for content in session.scalars(select(ParcelContent).where(ParcelContent.newcomer_id == newcomer_id)):
        content.document, content.base = _without_needs(content.document), _without_needs(content.base)
        content.conflicts = [c for c in content.conflicts if c["table"] != ProtectedNeed.__tablename__]


def _without_needs(document: dict[str, Any]) -> dict[str, Any]:
    """What was exchanged with another service, as later merges compare it."""
    return {key: value for key, value in document.items() if key not in ("protected_needs", "releases")}


def _consent(newcomer: Newcomer, day: date) -> Release | None:
    """The consent that holds on a day."""
    consents = (row for row in newcomer.releases if row.kind == CONSENT)
    return next((row for row in consents if as_view(row, ReleaseView).holds(day)), None)
