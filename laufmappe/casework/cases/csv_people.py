# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a list of people says: each row of a CSV file as a checked draft, or the faults that keep it out."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from laufmappe.casework.chains.templates import TEMPLATES
from laufmappe.casework.cldr import find_country, find_language
from laufmappe.casework.csv_table import CsvLine, CsvTable, Fault, folded
from laufmappe.casework.dates import partial_date
from laufmappe.casework.fields import TEXT, clean
from laufmappe.casework.people.register import NewcomerDraft, checked
from laufmappe.casework.views import LanguageView
from laufmappe.casework.words import Labels, language_levels, needs, statuses
from laufmappe.errors import FieldError
from laufmappe.i18n import _

COLUMNS: dict[str, str] = {
    "Nachname": "family_name",
    "Vorname": "given_name",
    "Name in eigener Schrift": "native_name",
    "Geburtsdatum": "birth_date",
    "Staatsangehörigkeit": "nationality",
    "Status": "status",
    "Sprache": "languages",
    "Deutsch": "german",
    "Dolmetschen": "interpreter",
    "Telefon": "phone",
    "E-Mail": "email",
    "Adresse": "address",
    "Stadtteil": "district",
    "Ankunft": "arrival",
    "Einzug": "move_in",
    "Anmeldung": "registration",
    "Titel gültig bis": "title_expiry",
    "Bedarf": "needs",
    "Kette": "chain",
    "Notiz": "note",
}
"""The headings of a list, in the order of the handbook, and what they mean."""
NAMES = ("Nachname", "Vorname", "Name in eigener Schrift")
_MILESTONES = ("arrival", "move_in", "registration", "title_expiry")
_YES, _NO = ("ja", "j", "x", "1", "true", "wahr"), ("nein", "n", "0", "false", "falsch")


@dataclass(frozen=True)
class ListedPerson:
    """A row that can be taken in."""

    line: int
    draft: NewcomerDraft
    chain: str


@dataclass
class PeopleList:
    """A list as it was read: who can come in, and which rows can't."""

    people: list[ListedPerson] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def read_people(table: CsvTable, chains: Sequence[str] = TEMPLATES) -> PeopleList:
    """Reads every row; one that has a fault stays out, and all its faults are named. `chains` are the ids on offer."""
    result = PeopleList()
    for row in table.lines:
        if row.fault:
            result.faults.append(Fault(row.line, row.column, row.fault))
            continue
        person, faults = _person(row, chains)
        result.faults += faults
        if person is not None and not faults:
            result.people.append(person)
    return result


def _person(row: CsvLine, chains: Sequence[str]) -> tuple[ListedPerson | None, list[Fault]]:
    values: dict[str, Any] = {}
    faults = []
    for heading, cell in row.cells.items():
        meaning = COLUMNS[heading]
        try:
            values[meaning] = _chain(cell, chains) if meaning == "chain" else _read(meaning, cell)
        except FieldError as error:
            faults.append(Fault(row.line, heading, str(error)))
    if faults:
        return None, faults
    german = values.pop("german", "")
    languages = [LanguageView(code, german if code == "de" else "") for code in values.pop("languages", ())]
    if german and "de" not in (x.code for x in languages):
        languages.append(LanguageView("de", german))
    chain = values.pop("chain", "")
    milestones = {kind: day for kind in _MILESTONES if (day := values.pop(kind, ""))}
    try:
        draft = checked(NewcomerDraft(**values, languages=tuple(languages), milestones=milestones))
    except FieldError as error:
        heading = next((h for h, meaning in COLUMNS.items() if meaning == error.field and h in row.cells), "")
        return None, [Fault(row.line, heading, str(error))]
    return ListedPerson(row.line, draft, chain), []


def _read(meaning: str, cell: str) -> Any:
    reader = _READERS.get(meaning)
    return reader(cell) if reader else clean(meaning, cell, TEXT if meaning == "note" else 300)


def _languages(cell: str) -> list[str]:
    return _several("languages", cell, find_language)


def _needs(cell: str) -> tuple[str, ...]:
    return tuple(_several("needs", cell, lambda text: _labelled(needs()).get(folded(text))))


def _several(name: str, cell: str, find: Callable[[str], str | None]) -> list[str]:
    """The codes of a cell such as `Arabisch / Kurmandschi`; also `,`, `;` and `+` part them. Each is kept once."""
    for separator in (",", ";", "+"):
        cell = cell.replace(separator, "/")
    texts = [clean(name, text) for text in cell.split("/")]
    return list(dict.fromkeys(_found(name, text, find(text)) for text in texts if text))


def _nationality(cell: str) -> str:
    text = clean("nationality", cell)
    return _found("nationality", text, find_country(text)) if text else ""


def _labelled_reader(name: str, choices: Callable[[], Labels]) -> Callable[[str], str]:
    def read(cell: str) -> str:
        text = clean(name, cell)
        return _found(name, text, _labelled(choices()).get(folded(text))) if text else ""

    return read


def _chain(cell: str, chains: Sequence[str]) -> str:
    text = clean("chain", cell).replace(" ", "").upper()
    if text and text not in chains:
        possible = ", ".join(chains)
        raise FieldError(
            "chain", _("„{value}“ ist keine Kette. Möglich sind: {chains}").format(value=text[:40], chains=possible)
        )
    return text


def _interpreter(cell: str) -> bool:
    text = clean("interpreter", cell).casefold()
    if text not in ("", *_YES, *_NO):
        raise FieldError("interpreter", _("Hier steht „ja“ oder „nein“, nicht „{value}“.").format(value=text[:40]))
    return text in _YES


def _found(name: str, text: str, code: str | None) -> str:
    if code is None:
        raise FieldError(name, _("„{value}“ kenne ich hier nicht.").format(value=text[:40]))
    return code


def _labelled(choices: Labels) -> dict[str, str]:
    """Ids by their folded label, and by themselves."""
    return {folded(label): key for key, label in choices.items()} | {folded(key): key for key in choices}


def _date_reader(name: str) -> Callable[[str], str]:
    return lambda cell: partial_date(name, cell.replace("\N{NO-BREAK SPACE}", " "))


@cache
def _by_heading() -> dict[str, str]:
    return {folded(heading): heading for heading in COLUMNS}


def heading_of(cell: str) -> str:
    """The heading that a cell of the first line means; empty for none."""
    return _by_heading().get(folded(cell), "")


def missing_names(headings: Iterable[str]) -> bool:
    """Whether a list has no column that could name anybody."""
    return not set(NAMES) & set(headings)


_READERS: dict[str, Callable[[str], Any]] = {
    "birth_date": _date_reader("birth_date"),
    **{kind: _date_reader(kind) for kind in _MILESTONES},
    "nationality": _nationality,
    "status": _labelled_reader("status", statuses),
    "languages": _languages,
    "german": _labelled_reader("german", language_levels),
    "interpreter": _interpreter,
    "needs": _needs,
}
