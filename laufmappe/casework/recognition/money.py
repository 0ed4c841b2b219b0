# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a recognition procedure costs, and who was asked to pay. The one rule: first the approval, then the costs."""

import re
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from sqlalchemy.orm import Session

from laufmappe.casework.desk import Desk
from laufmappe.casework.fields import TEXT, clean, known
from laufmappe.casework.recognition.procedure import get_procedure, qualification_of
from laufmappe.casework.rules.recognition import FundingRule, fundings
from laufmappe.casework.views import Changed, RecognitionView
from laufmappe.errors import FieldError, NotFoundError, RuleError
from laufmappe.i18n import _
from laufmappe.records.qualifications import Funding, RecognitionCost

MOST_CENTS = 10_000_000
MOST_LINES = 60
"""Costs of a procedure, and applications for money."""
_EUROS = re.compile(r"(?P<euros>\d{1,3}(?:\.\d{3})+|\d{1,6})(?:,(?P<cents>\d{1,2}))?")
Money = TypeVar("Money", RecognitionCost, Funding)


@dataclass(frozen=True)
class CostDraft:
    """What a form says of a cost. Without `incurred_on` it is only expected."""

    label: str
    cents: int
    incurred_on: date | None = None
    paid_by: str = ""


def add_cost(desk: Desk, qualification_id: str, draft: CostDraft) -> Changed:
    """Notes a cost of the procedure. Raises FieldError, RuleError, NotFoundError."""
    draft = _checked(draft, desk.today())
    with desk.write("add_cost") as act:
        qualification, procedure = get_procedure(act.session, qualification_id)
        _refuse_more(len(procedure.costs))
        act.operation.newcomer_id = qualification.newcomer_id
        cost = RecognitionCost(recognition_id=procedure.id, **vars(draft))
        act.session.add(cost)
        act.session.flush()
        act.subject_id = cost.id
    return act.changed()


def change_cost(desk: Desk, cost_id: str, draft: CostDraft) -> Changed:
    """Replaces what is kept of a cost. Raises FieldError, NotFoundError."""
    draft = _checked(draft, desk.today())
    with desk.write("change_cost") as act:
        cost = _get(act.session, RecognitionCost, cost_id)
        act.operation.newcomer_id = qualification_of(act.session, cost.recognition_id).newcomer_id
        act.subject_id = cost.id
        for name, value in vars(draft).items():
            setattr(cost, name, value)
    return act.changed()


def remove_cost(desk: Desk, cost_id: str) -> Changed:
    """Takes a cost out; can be undone. Raises NotFoundError."""
    with desk.write("remove_cost") as act:
        cost = _get(act.session, RecognitionCost, cost_id)
        act.operation.newcomer_id = qualification_of(act.session, cost.recognition_id).newcomer_id
        act.subject_id = cost.id
        act.session.delete(cost)
    return act.changed()


def ask_funding(desk: Desk, qualification_id: str, source: str, on: date, note: str = "") -> Changed:
    """Somebody was asked for money on a day. Raises FieldError, RuleError, NotFoundError."""
    known("source", source, funding_rules())
    _refuse_future("asked_on", on, desk.today())
    note = clean("note", note, TEXT)
    with desk.write("ask_funding") as act:
        qualification, procedure = get_procedure(act.session, qualification_id)
        _refuse_more(len(procedure.fundings))
        if any(each.source == source and each.state == "asked" for each in procedure.fundings):
            raise RuleError(_("Dort ist die Förderung schon beantragt und noch nicht entschieden."))
        act.operation.newcomer_id = qualification.newcomer_id
        funding = Funding(recognition_id=procedure.id, source=source, asked_on=on, note=note)
        act.session.add(funding)
        act.session.flush()
        act.subject_id = funding.id
    return act.changed()


def decide_funding(
    desk: Desk, funding_id: str, state: str, on: date, cents: int | None = None, note: str | None = None
) -> Changed:
    """It was approved (with an amount, if the letter names one) or refused on a day.

    Raises:
        FieldError: The state is no decision, the day lies before the application or in the future, the amount is odd.
        NotFoundError: There is no such application.
    """
    known("state", state, ("approved", "refused"))
    _refuse_future("decided_on", on, desk.today())
    if cents is not None and state == "refused":
        raise FieldError("cents", _("Einen Betrag gibt es nur bei einer Bewilligung."))
    if cents is not None:
        _check_cents(cents)
    said = None if note is None else clean("note", note, TEXT)
    with desk.write("decide_funding") as act:
        funding = _get(act.session, Funding, funding_id)
        if on < funding.asked_on:
            raise FieldError(
                "decided_on", _("Beantragt wurde erst am {day}.").format(day=f"{funding.asked_on:%d.%m.%Y}")
            )
        act.operation.newcomer_id = qualification_of(act.session, funding.recognition_id).newcomer_id
        act.subject_id = funding.id
        funding.state, funding.decided_on, funding.cents = state, on, cents
        funding.note = funding.note if said is None else said
    return act.changed()


def remove_funding(desk: Desk, funding_id: str) -> Changed:
    """Takes an application out that was entered by mistake; can be undone. Raises NotFoundError."""
    with desk.write("remove_funding") as act:
        funding = _get(act.session, Funding, funding_id)
        act.operation.newcomer_id = qualification_of(act.session, funding.recognition_id).newcomer_id
        act.subject_id = funding.id
        act.session.delete(funding)
    return act.changed()


def funding_rules() -> dict[str, FundingRule]:
    """Whom to ask, by id, in the order in which to ask."""
    return {rule.id: rule for rule in fundings()}


def lacks_approval(view: RecognitionView | None, day: date) -> bool:
    """Whether a cost of that day, or an application on it, would come before the decision on its funding."""
    if view is None:
        return True
    told = [e.on_date for e in view.events if e.state in ("funding_granted", "funding_refused")]
    told += [each.decided_on for each in view.fundings if each.decided_on is not None]
    waiting = any(each.state == "asked" and each.asked_on <= day for each in view.fundings)
    approved = any(each.state == "approved" and each.decided_on and each.decided_on <= day for each in view.fundings)
    return not any(on <= day for on in told) or (waiting and not approved)


def money_warnings(view: RecognitionView) -> list[str]:
    """Sentences on what came before its approval; they hint, the money is another's to give."""
    found = []
    applied = next((e.on_date for e in view.events if e.state == "applied"), None)
    if applied is not None and lacks_approval(view, applied):
        found.append(
            _("Der Antrag vom {day} liegt vor einer Entscheidung über die Förderung.").format(day=f"{applied:%d.%m.%Y}")
        )
    early = [cost for cost in view.costs if cost.incurred_on and lacks_approval(view, cost.incurred_on)]
    if early:
        names = ", ".join(f"{_(cost.label)} ({cost.incurred_on:%d.%m.%Y})" for cost in early[:3])
        found.append(_("Vor der Bewilligung entstanden: {costs}.").format(costs=names))
    return found


def read_euros(field: str, text: str) -> int | None:
    """An amount as it is written, `1.250,50 €`, in cents; None for an empty text. Raises FieldError."""
    typed = text.replace("€", "").replace("\u00a0", " ").strip().removesuffix("EUR").strip()
    if not typed:
        return None
    match = _EUROS.fullmatch(typed)
    if match is None or not typed.isascii():
        raise FieldError(field, _("Das ist kein Betrag. Bitte so eingeben: 180 oder 180,50."))
    cents = int(match["euros"].replace(".", "")) * 100 + int((match["cents"] or "0").ljust(2, "0"))
    _check_cents(cents, field)
    return cents


def shown_euros(cents: int) -> str:
    """An amount as it is read: `1.250,50 €`, without cents where there are none."""
    whole = f"{cents // 100:,}".replace(",", ".")
    return f"{whole},{cents % 100:02} €" if cents % 100 else f"{whole} €"


def _checked(draft: CostDraft, today: date) -> CostDraft:
    label = clean("label", draft.label)
    if not label:
        raise FieldError("label", _("Wofür sind die Kosten?"))
    _check_cents(draft.cents)
    if draft.incurred_on is not None:
        _refuse_future("incurred_on", draft.incurred_on, today)
    return CostDraft(label, draft.cents, draft.incurred_on, clean("paid_by", draft.paid_by))


def _check_cents(cents: int, field: str = "cents") -> None:
    if not 0 <= cents <= MOST_CENTS:
        raise FieldError(field, _("Möglich sind Beträge bis 100.000 €."))


def _refuse_future(field: str, day: date, today: date) -> None:
    if day > today:
        raise FieldError(field, _("Dieser Tag liegt in der Zukunft."))


def _refuse_more(count: int) -> None:
    if count >= MOST_LINES:
        raise RuleError(_("Mehr als {n} Zeilen haben hier keinen Platz.").format(n=MOST_LINES))


def _get(session: Session, kind: type[Money], row_id: str) -> Money:
    row = session.get(kind, row_id)
    if row is None:
        raise NotFoundError(_("Diese Zeile gibt es nicht (mehr)."))
    return row
