# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The agreement about the chain (Förderplan), signed by both, and the interim reviews (Zwischenbilanz) that follow."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from laufmappe.casework.chains.agreed import active
from laufmappe.casework.desk import Desk, get_newcomer
from laufmappe.casework.fields import TEXT, clean
from laufmappe.casework.views import Changed
from laufmappe.errors import FieldError, NotFoundError
from laufmappe.i18n import _
from laufmappe.records.chains import AgreedChain, Review
from laufmappe.records.newcomers import Newcomer

MOST_DUE = 200
"""So many due reviews are listed at the most; nobody holds more in a day."""


@dataclass(frozen=True)
class AgreementDraft:
    """What a form says of the agreement: where the person stands, what she brings along, when both signed, when to look again."""

    situation: str = ""
    strengths: str = ""
    signed_on: date | None = None
    review_on: date | None = None


@dataclass(frozen=True)
class ReviewDraft:
    """What a form says of an interim review: what was reached, what is agreed anew, and when the next one is due."""

    held_on: date
    result: str
    agreed: str = ""
    next_on: date | None = None


@dataclass(frozen=True)
class DueReview:
    """Somebody whose interim review is due."""

    newcomer_id: str
    name: str
    chain: str
    review_on: date


def set_agreement(desk: Desk, newcomer_id: str, draft: AgreementDraft) -> Changed:
    """Writes down the agreement about the active chain. Raises FieldError, NotFoundError, RuleError."""
    situation = clean("situation", draft.situation, TEXT)
    strengths = clean("strengths", draft.strengths, TEXT)
    if draft.signed_on is not None and draft.signed_on > desk.today():
        raise FieldError("signed_on", _("Dieser Tag liegt in der Zukunft."))
    with desk.write("set_agreement", newcomer_id) as act:
        get_newcomer(act.session, newcomer_id)
        chain = active(act.session, newcomer_id)
        if draft.review_on is not None and draft.review_on < max(chain.agreed_on, draft.signed_on or chain.agreed_on):
            raise FieldError("review_on", _("Die Zwischenbilanz kommt nach der Vereinbarung."))
        act.subject_id = chain.id
        chain.situation, chain.strengths = situation, strengths
        chain.signed_on, chain.review_on = draft.signed_on, draft.review_on
    return act.changed()


def hold_review(desk: Desk, newcomer_id: str, draft: ReviewDraft) -> Changed:
    """Writes down an interim review of the active chain; the next one is due on `next_on`, or on no day.

    Raises:
        FieldError: The day lies in the future or before the agreement, the result is missing, or the next day is past.
        RuleError: No chain is agreed.
    """
    draft = _checked(desk, draft)
    with desk.write("hold_review", newcomer_id) as act:
        get_newcomer(act.session, newcomer_id)
        chain = active(act.session, newcomer_id)
        _refuse_before(chain, draft)
        review = Review(chain_id=chain.id, held_on=draft.held_on, result=draft.result, agreed=draft.agreed)
        act.session.add(review)
        act.session.flush()
        act.subject_id = review.id
        chain.review_on = draft.next_on
    return act.changed()


def change_review(desk: Desk, review_id: str, draft: ReviewDraft) -> Changed:
    """Replaces what is kept of an interim review; the day of the next one stays as it is. Raises FieldError, NotFoundError."""
    draft = _checked(desk, draft)
    with desk.write("change_review") as act:
        review, chain = _review(act.session, review_id)
        _refuse_before(chain, draft)
        act.operation.newcomer_id, act.subject_id = chain.newcomer_id, review.id
        review.held_on, review.result, review.agreed = draft.held_on, draft.result, draft.agreed
    return act.changed()


def remove_review(desk: Desk, review_id: str) -> Changed:
    """Takes an interim review out of the record: it was entered by mistake. Raises NotFoundError."""
    with desk.write("remove_review") as act:
        review, chain = _review(act.session, review_id)
        act.operation.newcomer_id, act.subject_id = chain.newcomer_id, review.id
        act.session.delete(review)
    return act.changed()


def due_reviews(desk: Desk, day: date, only_mine: bool = False) -> list[DueReview]:
    """Whose interim review is due on a day or before, the longest overdue first; closed cases are left out."""
    query = (
        select(
            Newcomer.id,
            Newcomer.given_name,
            Newcomer.family_name,
            Newcomer.native_name,
            AgreedChain.name.label("chain"),
            AgreedChain.review_on,
        )
        .join(AgreedChain, AgreedChain.newcomer_id == Newcomer.id)
        .where(AgreedChain.review_on <= day, AgreedChain.ended_on.is_(None), Newcomer.closed_on.is_(None))
        .order_by(AgreedChain.review_on, Newcomer.sort_name)
        .limit(MOST_DUE)
    )
    if only_mine:
        query = query.where(Newcomer.counsellor == desk.who)
    with desk.read() as session:
        return [
            DueReview(
                row.id, f"{row.given_name} {row.family_name}".strip() or row.native_name, row.chain, row.review_on
            )
            for row in session.execute(query)
        ]


def _checked(desk: Desk, draft: ReviewDraft) -> ReviewDraft:
    result = clean("result", draft.result, TEXT)
    if not result:
        raise FieldError("result", _("Was ist erreicht? Ein Satz genügt."))
    if draft.held_on > desk.today():
        raise FieldError("held_on", _("Dieser Tag liegt in der Zukunft."))
    if draft.next_on is not None and draft.next_on <= draft.held_on:
        raise FieldError("next_on", _("Die nächste Zwischenbilanz kommt nach dieser."))
    return ReviewDraft(draft.held_on, result, clean("agreed", draft.agreed, TEXT), draft.next_on)


def _refuse_before(chain: AgreedChain, draft: ReviewDraft) -> None:
    if draft.held_on < chain.agreed_on:
        raise FieldError("held_on", _("An diesem Tag war die Kette noch nicht vereinbart."))


def _review(session: Session, review_id: str) -> tuple[Review, AgreedChain]:
    review = session.get(Review, review_id)
    chain = session.get(AgreedChain, review.chain_id) if review else None
    if review is None or chain is None:
        raise NotFoundError(_("Diese Zwischenbilanz gibt es nicht (mehr)."))
    return review, chain
