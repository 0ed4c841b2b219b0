# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Handing a case over: what a release lets go is prepared, noted when it went, and the answer noted when it comes.

Nothing goes without a signed release, or a written reason that stays in the history. Sealing is none of our business here:
`laufmappe.handover.exchange` turns an `Outgoing` into a parcel.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from laufmappe.casework.cases.document import Document
from laufmappe.casework.cases.exporting import export_case
from laufmappe.casework.cases.merging import still_open, without_undecided
from laufmappe.casework.derived import refresh
from laufmappe.casework.desk import Desk, get_newcomer
from laufmappe.casework.fields import TEXT, clean, known
from laufmappe.casework.handover.parcels import RECEIVED, SENT, keep_content, last_came, undecided
from laufmappe.casework.handover.released import CONSENT, Withheld, released
from laufmappe.casework.handover.releases import TO_RECIPIENT, release_for
from laufmappe.casework.papers.documents import DocumentView, documents
from laufmappe.casework.record_views import ReleaseView
from laufmappe.casework.rows import as_view
from laufmappe.casework.services.register import get_service
from laufmappe.casework.views import Changed
from laufmappe.casework.words import release_parts
from laufmappe.errors import FieldError, NotFoundError, RuleError
from laufmappe.i18n import _
from laufmappe.records.handover import Parcel
from laufmappe.records.releases import Release

ANSWER_AFTER = timedelta(days=14)
"""When no receipt came for so long, the parcel turns up under Heute."""
NEEDED = "person"
"""Without this part nobody could tell whom a parcel is about."""
WITHOUT_RELEASE = (NEEDED, "chain")
"""What goes on a written reason alone, unless more is asked for."""
ANSWERS = ("accepted", "declined")


@dataclass(frozen=True)
class Outgoing:
    """A parcel before it is sealed: what goes, what stays and why, and on what ground.

    `goes` has each part with the number of its entries. `partner_key` is the fingerprint of the recipient's card, None
    when it goes with a passphrase.
    """

    newcomer_id: str
    service_id: str
    recipient: str
    partner_key: str | None
    parts: tuple[str, ...]
    purpose: str
    direction: str
    valid_until: date | None
    release_id: str | None
    reason: str
    sequence: int
    seen: str | None
    goes: tuple[tuple[str, int], ...]
    withheld: tuple[Withheld, ...]
    documents: tuple[DocumentView, ...]
    document: Document = field(repr=False)


def prepare_parcel(
    desk: Desk,
    newcomer_id: str,
    service_id: str,
    partner_key: str | None = None,
    *,
    reason: str = "",
    parts: Collection[str] = (),
) -> Outgoing:
    """What would go to a service; nothing is written.

    The parts are those of the newest release that holds; without one, `reason` is needed, and `parts` (or
    `WITHOUT_RELEASE`) go, never the needs for protection.

    Raises:
        FieldError: `reason`: no release holds, and no reason is given; the sentence says what is missing.
        NotFoundError: There is no such person or service.
    """
    reason = clean("reason", reason, TEXT)
    wanted = tuple(part for part in release_parts() if part in parts)
    with desk.read() as session:
        get_newcomer(session, newcomer_id)
        service = get_service(session, service_id)
        release = release_for(session, newcomer_id, service_id, (NEEDED,), desk.today())
        if release is None and not reason:
            raise FieldError("reason", _missing(session, newcomer_id, service_id, service.name, desk.today()))
        last = last_came(session, newcomer_id, partner_key) if partner_key else None
        open_ones = [c for _id, c in undecided(session, newcomer_id, partner_key)] if partner_key else []
        sequence = _next_sequence(session, newcomer_id, service_id, partner_key)
    if release is not None:
        go, reason = release.parts, ""
    else:
        go = tuple(part for part in wanted or WITHOUT_RELEASE if part != CONSENT)
        go = go if NEEDED in go else (NEEDED, *go)
    whole = export_case(desk, newcomer_id)
    shown = released(without_undecided(whole, still_open(whole, open_ones)), go)
    return Outgoing(
        newcomer_id=newcomer_id,
        service_id=service_id,
        recipient=release.recipient if release else service.name,
        partner_key=partner_key,
        parts=go,
        purpose=release.purpose if release else "",
        direction=release.direction if release else "to",
        valid_until=release.valid_until if release else None,
        release_id=release.id if release else None,
        reason=reason,
        sequence=sequence,
        seen=last.id if last else None,
        goes=shown.goes,
        withheld=shown.withheld,
        documents=tuple(documents(desk, newcomer_id)) if "documents" in go else (),
        document=shown.document,
    )


def note_sent(desk: Desk, outgoing: Outgoing, parcel_id: str, digest: str, deliver: Callable[[], object]) -> Changed:
    """Notes a sealed parcel and hands it out by `deliver`: where that fails, nothing is noted. It can't be taken back.

    Raises:
        RuleError: The release was revoked meanwhile.
    """
    with desk.write("send_parcel", outgoing.newcomer_id) as act:
        release = act.session.get(Release, outgoing.release_id) if outgoing.release_id else None
        if outgoing.release_id and (release is None or not as_view(release, ReleaseView).holds(desk.today())):
            raise RuleError(_("Die Schweigepflichtentbindung gilt nicht mehr. Es ist nichts hinausgegangen."))
        act.subject_id = parcel_id
        act.session.add(
            Parcel(
                id=parcel_id,
                newcomer_id=outgoing.newcomer_id,
                direction=SENT,
                partner=outgoing.recipient,
                partner_key=outgoing.partner_key,
                service_id=outgoing.service_id,
                release_id=outgoing.release_id,
                digest=digest,
                parts=list(outgoing.parts),
                reason=outgoing.reason,
                sequence=outgoing.sequence,
                seen=outgoing.seen,
                on_date=desk.today(),
                state_on=desk.today(),
                follow_up_on=desk.today() + ANSWER_AFTER,
            )
        )
        act.session.flush()
        keep_content(act.session, parcel_id, outgoing.newcomer_id, outgoing.document)
        act.session.flush()
        deliver()
    return act.changed()


def note_receipt(
    desk: Desk,
    parcel_id: str,
    digest: str,
    answer: str,
    responsible_from: date | None,
    by: str,
    *,
    close: bool = False,
) -> Changed:
    """Notes the answer to a parcel that we sent; `by` is the fingerprint of who answered.

    `close` ends the counselling here when the other service has accepted.

    Raises:
        NotFoundError: We sent no such parcel.
        RuleError: Somebody else than the recipient answered, or another parcel is meant.
    """
    known("answer", answer, ANSWERS)
    with desk.write("note_receipt") as act:
        row = act.session.get(Parcel, parcel_id)
        if row is None or row.direction != SENT:
            raise NotFoundError(_("Zu dieser Quittung gibt es hier kein Paket. Es wurde nichts vermerkt."))
        act.operation.newcomer_id, act.subject_id = row.newcomer_id, parcel_id
        if row.digest != digest:
            raise RuleError(
                _(
                    "Diese Quittung gehört zu einem Paket mit anderem Inhalt. Es wurde nichts vermerkt; rufen Sie die Stelle an."
                )
            )
        if row.partner_key not in (None, by):
            raise RuleError(
                _("Diese Quittung kommt nicht von „{name}“, an die das Paket ging. Es wurde nichts vermerkt.").format(
                    name=row.partner
                )
            )
        row.partner_key = by
        row.state, row.state_on, row.follow_up_on = answer, desk.today(), None
        row.responsible_from = responsible_from
        newcomer = get_newcomer(act.session, row.newcomer_id)
        if close and answer == "accepted" and newcomer.closed_on is None:
            newcomer.closed_on = desk.today()
            refresh(act.session, newcomer.id)
    return act.changed()


def answer_parcel(desk: Desk, parcel_id: str, answer: str, responsible_from: date | None = None) -> Changed:
    """Notes what we answer to a parcel that came; the receipt itself is signed by `handover.exchange`.

    Raises:
        FieldError: A day of responsibility goes with accepting only.
        NotFoundError: No such parcel was taken in.
    """
    known("answer", answer, ANSWERS)
    if responsible_from is not None and answer != "accepted":
        raise FieldError("responsible_from", _("Zuständig ab einem Tag ist nur, wer den Fall übernimmt."))
    with desk.write("answer_parcel") as act:
        row = act.session.get(Parcel, parcel_id)
        if row is None or row.direction != RECEIVED:
            raise NotFoundError(_("Dieses Paket ist hier nicht übernommen. Bitte übernehmen Sie es zuerst."))
        act.operation.newcomer_id, act.subject_id = row.newcomer_id, parcel_id
        row.state, row.state_on, row.responsible_from = answer, desk.today(), responsible_from
    return act.changed()


def postpone_parcel(desk: Desk, parcel_id: str, follow_up_on: date | None) -> Changed:
    """Asks again on another day whether a receipt came; None does not ask any more. Raises FieldError, NotFoundError."""
    if follow_up_on is not None and follow_up_on < desk.today():
        raise FieldError("follow_up_on", _("Dieser Tag ist schon vorbei."))
    with desk.write("postpone_parcel") as act:
        row = act.session.get(Parcel, parcel_id)
        if row is None or row.direction != SENT:
            raise NotFoundError(_("Dieses Paket gibt es nicht (mehr)."))
        act.operation.newcomer_id, act.subject_id = row.newcomer_id, parcel_id
        row.follow_up_on = follow_up_on
    return act.changed()


def _next_sequence(session: Session, newcomer_id: str, service_id: str, partner_key: str | None) -> int:
    went = select(Parcel.sequence).where(Parcel.newcomer_id == newcomer_id, Parcel.direction == SENT)
    # The recipient counts on, whether by key or by passphrase, and after a change in the directory.
    to_whom: ColumnElement[bool] = Parcel.service_id == service_id
    if partner_key:
        to_whom = or_(to_whom, Parcel.partner_key == partner_key)
    return max(session.scalars(went.where(to_whom)), default=0) + 1


def _missing(session: Session, newcomer_id: str, service_id: str, name: str, day: date) -> str:
    """What stands in the way of a release, and what to do."""
    rows = session.scalars(
        select(Release).where(
            Release.newcomer_id == newcomer_id, Release.service_id == service_id, Release.kind == TO_RECIPIENT
        )
    )
    views = [as_view(row, ReleaseView) for row in rows]
    if any(view.holds(day) for view in views):
        sentence = _(
            "Die Schweigepflichtentbindung für „{service}“ umfasst nicht, wer die Person ist. Legen Sie eine an, zu der auch „{part}“ gehört, oder geben Sie einen Grund an, warum es ohne geht."
        )
        return sentence.format(service=name, part=_(release_parts()[NEEDED]))
    if any(view.signed_on is None and view.revoked_on is None for view in views):
        sentence = _(
            "Für „{service}“ ist eine Schweigepflichtentbindung angelegt, aber nicht unterschrieben. Tragen Sie den Tag der Unterschrift ein, oder geben Sie einen Grund an, warum es ohne geht."
        )
    elif views:
        sentence = _(
            "Die Schweigepflichtentbindung für „{service}“ ist widerrufen oder abgelaufen. Legen Sie eine neue an und lassen Sie sie unterschreiben, oder geben Sie einen Grund an, warum es ohne geht."
        )
    else:
        sentence = _(
            "Für „{service}“ fehlt eine unterschriebene Schweigepflichtentbindung. Legen Sie eine an und lassen Sie sie unterschreiben, oder geben Sie einen Grund an, warum es ohne geht."
        )
    return sentence.format(service=name)
