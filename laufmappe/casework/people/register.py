# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The people of the vault: taking in, changing, listing, finding."""

from collections.abc import Iterable
from dataclasses import dataclass, field, fields

from sqlalchemy import ColumnElement, or_, select, text
from sqlalchemy.orm import Session

from laufmappe.casework.chains.agreed import add_chain
from laufmappe.casework.cldr import country_codes, language_codes
from laufmappe.casework.dates import partial_date
from laufmappe.casework.derived import refresh
from laufmappe.casework.desk import Desk, get_newcomer
from laufmappe.casework.fields import TEXT, clean, clean_lines, known
from laufmappe.casework.names.spelling import match_query, plain
from laufmappe.casework.people.household import apply_household, checked_household
from laufmappe.casework.people.page import Sought
from laufmappe.casework.record_views import HouseholdMemberView
from laufmappe.casework.views import Changed, LanguageView, NewcomerView, PersonRow
from laufmappe.casework.words import anchors, language_levels, needs, statuses
from laufmappe.errors import FieldError, NotFoundError, RuleError
from laufmappe.i18n import _
from laufmappe.records.household import NotTheSame
from laufmappe.records.newcomers import Milestone, Newcomer, SpokenLanguage, next_number


@dataclass(frozen=True)
class NewcomerDraft:
    """What a form says of a person, as typed: dates may be partial and German. A name is needed, nothing else.

    `household` None says nothing of the household: it stays as it is.
    """

    given_name: str = ""
    family_name: str = ""
    native_name: str = ""
    birth_date: str = ""
    nationality: str = ""
    status: str = ""
    phone: str = ""
    email: str = ""
    reach_by: str = ""
    address: str = ""
    district: str = ""
    interpreter: bool = False
    needs: tuple[str, ...] = ()
    note: str = ""
    languages: tuple[LanguageView, ...] = ()
    milestones: dict[str, str] = field(default_factory=dict)
    household: tuple[HouseholdMemberView, ...] | None = None

    @classmethod
    def of(cls, view: NewcomerView) -> "NewcomerDraft":
        """The draft that says what is kept already, to begin a change from."""
        return cls(**{f.name: getattr(view, f.name) for f in fields(cls) if f.name != "household"})


REACH_BY = ("", "call", "message", "letter")
_LINES = ("given_name", "family_name", "native_name", "phone", "email", "address", "district")


def checked(draft: NewcomerDraft) -> NewcomerDraft:
    """The draft with every field cleaned and every date in its kept form.

    Raises:
        FieldError: A field holds what can't be kept; it names the field.
    """
    lines = {name: clean(name, getattr(draft, name)) for name in _LINES}
    if not (lines["given_name"] or lines["family_name"] or lines["native_name"]):
        raise FieldError("given_name", _("Bitte geben Sie einen Namen an."))
    spoken: dict[str, LanguageView] = {}
    for language in draft.languages:
        spoken.setdefault(language.code, language)
    milestones = {known("milestones", k, anchors()): partial_date(k, v) for k, v in draft.milestones.items()}
    return NewcomerDraft(
        **lines,
        birth_date=partial_date("birth_date", draft.birth_date),
        nationality=known("nationality", draft.nationality, ("", *country_codes())),
        status=known("status", draft.status, ("", *statuses())),
        reach_by=known("reach_by", draft.reach_by, REACH_BY),
        interpreter=bool(draft.interpreter),
        needs=tuple(dict.fromkeys(known("needs", need, needs()) for need in clean_lines("needs", draft.needs))),
        note=clean("note", draft.note, TEXT),
        languages=tuple(
            LanguageView(
                known("languages", x.code, language_codes()), known("languages", x.level, ("", *language_levels()))
            )
            for x in spoken.values()
        ),
        milestones={kind: day for kind, day in milestones.items() if day},
        household=None if draft.household is None else checked_household(draft.household),
    )


def take_in(desk: Desk, draft: NewcomerDraft, chain: str = "", not_the_same: Iterable[str] = ()) -> Changed:
    """Adds a person, and agrees a chain (`K1` … `K7`) at once if one is named; `subject_id` is the new person.

    `not_the_same` are ids of people who resemble the new one and are somebody else: nobody is asked about them again.

    Raises:
        FieldError: See `checked`; nothing was written.
    """
    draft = checked(draft)
    with desk.write("take_in") as act:
        newcomer = new_newcomer(act.session, desk)
        apply_draft(act.session, newcomer, draft)
        act.session.add(newcomer)
        act.session.flush()
        act.operation.newcomer_id = act.subject_id = newcomer.id
        if chain:
            add_chain(act.session, newcomer.id, chain, desk.today())
        _note_not_the_same(act.session, newcomer.id, not_the_same)
        refresh(act.session, newcomer.id)
    return act.changed()


def change_person(desk: Desk, newcomer_id: str, draft: NewcomerDraft, not_the_same: Iterable[str] = ()) -> Changed:
    """Replaces what is kept of a person by the draft; `not_the_same` as in `take_in`. Raises FieldError, NotFoundError."""
    draft = checked(draft)
    with desk.write("change_person", newcomer_id) as act:
        newcomer = get_newcomer(act.session, newcomer_id)
        apply_draft(act.session, newcomer, draft)
        _note_not_the_same(act.session, newcomer_id, not_the_same)
        refresh(act.session, newcomer_id)
    return act.changed()


def close_case(desk: Desk, newcomer_id: str) -> Changed:
    """Ends the counselling of a person; the record stays until its deletion date. Raises NotFoundError, RuleError."""
    with desk.write("close_case", newcomer_id) as act:
        newcomer = get_newcomer(act.session, newcomer_id)
        if newcomer.closed_on is not None:
            raise RuleError(_("Diese Beratung ist schon beendet."))
        newcomer.closed_on = desk.today()
        refresh(act.session, newcomer_id)
    return act.changed()


def _note_not_the_same(session: Session, newcomer_id: str, others: Iterable[str]) -> None:
    """Notes that these people resemble each other and are two; who is gone meanwhile needs no note."""
    for other_id in dict.fromkeys(others):
        if other_id != newcomer_id and session.get(Newcomer, other_id) is not None:
            session.add(NotTheSame(newcomer_id=newcomer_id, other_id=other_id))


def new_newcomer(session: Session, desk: Desk) -> Newcomer:
    """An empty person with the next folder number."""
    return Newcomer(number=next_number(session), taken_in_on=desk.today(), counsellor=desk.who)


def apply_draft(session: Session, newcomer: Newcomer, draft: NewcomerDraft) -> None:
    """Writes a checked draft into the rows of a person, touching only what differs."""
    for name in (*_LINES, "birth_date", "nationality", "status", "reach_by", "interpreter", "note"):
        setattr(newcomer, name, getattr(draft, name))
    newcomer.needs = list(draft.needs)
    for position, spoken in enumerate(draft.languages):
        if position < len(newcomer.languages):
            newcomer.languages[position].code, newcomer.languages[position].level = spoken.code, spoken.level
        else:
            newcomer.languages.append(SpokenLanguage(position=position, code=spoken.code, level=spoken.level))
    for extra in newcomer.languages[len(draft.languages) :]:
        session.delete(extra)
    have = {m.kind: m for m in newcomer.milestones}
    for kind, day in draft.milestones.items():
        if kind in have:
            have[kind].on_date = day
        else:
            newcomer.milestones.append(Milestone(kind=kind, on_date=day))
    for kind, milestone in have.items():
        if kind not in draft.milestones:
            session.delete(milestone)
    if draft.household is not None:
        apply_household(session, newcomer, draft.household)


def list_people(desk: Desk, search: str = "", limit: int = 200, offset: int = 0) -> list[PersonRow]:
    """A page of the list of people: without a search by name, with one every word must begin a word of the name."""
    today = desk.today()
    with desk.read() as session:
        return [
            PersonRow(
                id=row.id,
                number=row.number,
                name=f"{row.given_name} {row.family_name}".strip() or row.native_name,
                native_name=row.native_name,
                chain=row.chain_template,
                next_step=row.next_step,
                next_due=row.next_due,
                overdue=row.closed_on is None and row.first_due is not None and row.first_due < today,
                closed=row.closed_on is not None,
            )
            for row in Sought.by(session, search).rows(session, limit, offset)
        ]


def count_people(desk: Desk, search: str = "") -> int:
    """How many people the list has."""
    with desk.read() as session:
        return Sought.by(session, search).count(session)


def position_of(desk: Desk, newcomer_id: str, search: str = "") -> int | None:
    """The place of a person in the list, from 0; None when the search does not show the person."""
    with desk.read() as session:
        here = session.execute(select(Newcomer.sort_name, Newcomer.number).where(Newcomer.id == newcomer_id)).first()
        return Sought.by(session, search).before(session, here.sort_name, here.number) if here else None


def find_person(desk: Desk, asked: str) -> str:
    """The id of the one person meant by an id, the folder number, or a name.

    Raises:
        NotFoundError: Nobody is meant, or several are.
    """
    asked = asked.strip().encode("utf-8", "replace").decode()
    exact: list[ColumnElement[bool]] = [Newcomer.id == asked.lower()]
    if asked.isascii() and asked.isdigit() and len(asked) < 10:
        exact.append(Newcomer.number == int(asked))
    with desk.read() as session:
        found = list(session.scalars(select(Newcomer.id).where(or_(*exact)).limit(2)))
        if not found and match_query(asked):
            found = _named(session, asked)
    if not found:
        raise NotFoundError(_("In diesem Tresor ist niemand mit dieser Kennung, Mappennummer oder diesem Namen."))
    if len(found) > 1:
        raise NotFoundError(_("Das passt auf mehrere Personen. Bitte nehmen Sie die Kennung aus der Personenliste."))
    return found[0]


def _named(session: Session, asked: str) -> list[str]:
    """Who has this very name; else everybody whose names begin so."""
    names = (Newcomer.id, Newcomer.given_name, Newcomer.family_name, Newcomer.native_name)
    hits = text("SELECT rowid FROM person_search WHERE person_search MATCH :match LIMIT 100")
    numbers = session.scalars(hits, {"match": match_query(asked)}).all()
    rows = session.execute(select(*names).where(Newcomer.number.in_(numbers))).all()
    wanted = plain(asked)
    same = [r.id for r in rows if wanted in (plain(f"{r.given_name} {r.family_name}"), plain(r.native_name))]
    return same or [r.id for r in rows]
