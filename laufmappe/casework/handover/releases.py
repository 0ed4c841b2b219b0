# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Releases (Schweigepflichtentbindungen): to whom the centre may speak, of what, and until when.

A release names one recipient and the parts of the record that it is about; without both it would be void. It can be
revoked at any time, for the future.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from laufmappe.casework.cldr import language_codes
from laufmappe.casework.desk import Act, Desk, get_newcomer
from laufmappe.casework.fields import TEXT, clean, known
from laufmappe.casework.record_views import ReleaseView
from laufmappe.casework.rows import as_view, viewed
from laufmappe.casework.services.register import get_service
from laufmappe.casework.views import Changed
from laufmappe.casework.words import release_parts
from laufmappe.errors import FieldError, NotFoundError, RuleError
from laufmappe.i18n import _
from laufmappe.records.documents import Document
from laufmappe.records.releases import Release

TO_RECIPIENT = "recipient"


@dataclass(frozen=True)
class ReleaseDraft:
    """What a form says of a release; `direction` is to (we tell them) or mutual. Without `signed_on` it does not hold yet."""

    service_id: str = ""
    recipient: str = ""
    recipient_person: str = ""
    parts: tuple[str, ...] = ()
    purpose: str = ""
    direction: str = "to"
    language: str = ""
    interpreter: str = ""
    signed_on: date | None = None
    valid_until: date | None = None
    note: str = ""
    document_id: str = ""


def grant_release(desk: Desk, newcomer_id: str, draft: ReleaseDraft) -> Changed:
    """Notes a release; print its sheet, and note the day when it is signed. Raises FieldError, NotFoundError."""
    with desk.write("grant_release", newcomer_id) as act:
        get_newcomer(act.session, newcomer_id)
        row = Release(newcomer_id=newcomer_id, kind=TO_RECIPIENT, **_checked(desk, act, newcomer_id, draft))
        act.session.add(row)
        act.session.flush()
        act.subject_id = row.id
    return act.changed()


def change_release(desk: Desk, release_id: str, draft: ReleaseDraft) -> Changed:
    """Completes or corrects a release, say with the day of the signature or the scan.

    Raises:
        FieldError: A field can't be so.
        NotFoundError: There is no such release.
        RuleError: It is signed: what was signed stays as it was, but for its scan and the note; grant a new one.
    """
    with desk.write("change_release") as act:
        row = _get(act, release_id)
        values = _checked(desk, act, row.newcomer_id, draft)
        free = ("note", "document_id")
        if row.signed_on is not None and any(getattr(row, k) != v for k, v in values.items() if k not in free):
            raise RuleError(
                _(
                    "Diese Entbindung ist unterschrieben und bleibt, wie sie ist. Widerrufen Sie sie und legen Sie eine neue an."
                )
            )
        for key, value in values.items():
            setattr(row, key, value)
    return act.changed()


def set_scan(desk: Desk, release_id: str, document_id: str) -> Changed:
    """Says which document is the scan of the signed sheet; none with an empty id. Raises FieldError, NotFoundError."""
    with desk.write("change_release") as act:
        row = _get(act, release_id)
        row.document_id = _checked_scan(act, row.newcomer_id, document_id)
    return act.changed()


def sign_release(desk: Desk, release_id: str, on: date) -> Changed:
    """Notes the day of the signature: from then on the release holds. Raises FieldError, NotFoundError, RuleError."""
    if on > desk.today():
        raise FieldError("signed_on", _("Dieser Tag liegt in der Zukunft."))
    with desk.write("sign_release") as act:
        row = _get(act, release_id)
        if row.revoked_on is not None:
            raise RuleError(_("Diese Entbindung ist widerrufen. Legen Sie eine neue an."))
        row.signed_on = on
    return act.changed()


def revoke_release(desk: Desk, release_id: str, on: date | None = None) -> Changed:
    """Notes that the person took the release back: from that day on nothing more is passed on.

    Raises:
        FieldError: The day lies in the future or before the signature.
        NotFoundError: There is no such release.
    """
    day = on or desk.today()
    with desk.write("revoke_release") as act:
        row = _get(act, release_id)
        if day > desk.today():
            raise FieldError("revoked_on", _("Dieser Tag liegt in der Zukunft."))
        if row.signed_on is not None and day < row.signed_on:
            raise FieldError("revoked_on", _("Der Widerruf kann nicht vor der Unterschrift liegen."))
        row.revoked_on = day
    return act.changed()


def releases(desk: Desk, newcomer_id: str) -> tuple[ReleaseView, ...]:
    """The releases of a person, oldest first."""
    with desk.read() as session:
        return viewed(get_newcomer(session, newcomer_id).releases, ReleaseView)


def release_for(
    session: Session, newcomer_id: str, service_id: str, parts: Iterable[str], day: date
) -> ReleaseView | None:
    """The release under which these parts may go to a service on a day; None when there is none."""
    wanted = set(parts)
    rows = session.scalars(
        select(Release)
        .where(Release.newcomer_id == newcomer_id, Release.service_id == service_id)
        .order_by(Release.id.desc())
    )
    views = (as_view(row, ReleaseView) for row in rows)
    return next((v for v in views if v.kind == TO_RECIPIENT and v.holds(day) and wanted <= set(v.parts)), None)


def _checked(desk: Desk, act: Act, newcomer_id: str, draft: ReleaseDraft) -> dict[str, Any]:
    service = get_service(act.session, draft.service_id) if draft.service_id else None
    recipient = clean("recipient", draft.recipient) or (service.name if service else "")
    if not recipient:
        raise FieldError(
            "recipient", _("An wen darf die Beratungsstelle sich wenden? Eine Entbindung braucht einen Empfänger.")
        )
    for part in draft.parts:
        known("parts", part, release_parts())
    if not draft.parts:
        raise FieldError("parts", _("Wovon darf die Rede sein? Eine Entbindung ohne bestimmte Angaben ist unwirksam."))
    if draft.signed_on is not None and draft.signed_on > desk.today():
        raise FieldError("signed_on", _("Dieser Tag liegt in der Zukunft."))
    if draft.valid_until is not None and draft.valid_until < (draft.signed_on or desk.today()):
        raise FieldError("valid_until", _("Dieser Tag ist schon vorbei."))
    return {
        "service_id": service.id if service else None,
        "recipient": recipient,
        "recipient_person": clean("recipient_person", draft.recipient_person),
        "parts": [part for part in release_parts() if part in draft.parts],
        "purpose": clean("purpose", draft.purpose, TEXT),
        "direction": known("direction", draft.direction, ("to", "mutual")),
        "language": known("language", draft.language, {"", *language_codes()}),
        "interpreter": clean("interpreter", draft.interpreter),
        "signed_on": draft.signed_on,
        "valid_until": draft.valid_until,
        "note": clean("note", draft.note, TEXT),
        "document_id": _checked_scan(act, newcomer_id, draft.document_id),
    }


def _checked_scan(act: Act, newcomer_id: str, document_id: str) -> str | None:
    document = act.session.get(Document, document_id) if document_id else None
    if document_id and (document is None or document.newcomer_id != newcomer_id):
        raise FieldError("document_id", _("Dieses Dokument gehört nicht zu dieser Person."))
    return document_id or None


def _get(act: Act, release_id: str) -> Release:
    row = act.session.get(Release, release_id)
    if row is None or row.kind != TO_RECIPIENT:
        raise NotFoundError(_("Diese Schweigepflichtentbindung gibt es nicht (mehr)."))
    act.operation.newcomer_id, act.subject_id = row.newcomer_id, row.id
    return row
