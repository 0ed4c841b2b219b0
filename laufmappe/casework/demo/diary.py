# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The diary of an invented case: its rows, and the acts that brought them about, told one after the other.

What it gives is a case document as an export would write it, with a history that can be looked at and taken back.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from laufmappe.casework.cases.document import FORMAT, VERSION, Document
from laufmappe.casework.papers.codes import ALPHABET, with_check
from laufmappe.records.base import Base, columns, uuid7
from laufmappe.records.folder import Code

Values = dict[str, Any]

_BEGINNING = 1_767_225_600_000
"""1 January 2026 in milliseconds: ids depend on the seed and the person only, not on the day of their making."""
_CODES_EACH = 128
_BODIES = len(ALPHABET) ** 7


class Diary:
    """What happens to one invented person.

    `person` is its place in the demo. Days are told as days before `today`. Without `keeps_history` the acts leave no
    trace but the rows: a hundred thousand histories would fill the disk.
    """

    def __init__(self, seed: int, person: int, today: date, who: str, keeps_history: bool = True) -> None:
        self.random = Random(f"{seed} {person}")  # noqa: S311  # invented people need no secrets
        self.today = today
        self.who = who
        self.operations: list[Document] = []
        self._person = person
        self._code = Random(f"{seed}").randrange(_BODIES) + person * _CODES_EACH  # noqa: S311  # codes of invented people
        self._made = 0
        self._keeps_history = keeps_history
        self._changes: dict[tuple[str, str], Document] = {}

    def day(self, days_ago: int) -> date:
        """A working day so long ago (ahead, when negative)."""
        day = self.today - timedelta(days=days_ago)
        weekend = max(0, day.weekday() - 4)
        return day - timedelta(days=weekend) if days_ago >= 0 else day + timedelta(days=(3 - weekend) % 3)

    def id(self) -> str:
        """An id that is the same whenever this demo is made."""
        self._made += 1
        return uuid7(_BEGINNING + self._person, self._made, self.random.getrandbits(62))

    @contextmanager
    def act(self, verb: str, days_ago: int) -> Iterator[date]:
        """One act of the counsellor on a day; gives the day."""
        day = self.day(days_ago)
        operation_id = self.id()
        self._changes = {}
        yield day
        if not self._keeps_history or not self._changes:
            return
        minutes = 8 * 60 + self._person % 60 + 5 * len(self.operations)
        moment = datetime.combine(day, time(minutes // 60 % 24, minutes % 60))
        self.operations.append(
            {
                "id": operation_id,
                "at": f"{moment.isoformat()}.000+00:00",
                "who": self.who,
                "verb": verb,
                "undoes": None,
                "undone": False,
                "changes": [{"id": self.id(), **change} for change in self._changes.values()],
            }
        )

    def add(self, entity: type[Base], **values: Any) -> Values:
        """A new row, with its defaults where nothing else is said."""
        row = {"id": self.id(), **_defaults(entity), **values}
        row = {key: _plain(value) for key, value in row.items()}
        after = {key: row[key] for key in columns(entity)}
        self._note(entity, row["id"], None, after)
        return row

    def change(self, entity: type[Base], row: Values, **values: Any) -> None:
        """Other values for a row."""
        after = {key: new for key, value in values.items() if (new := _plain(value)) != row[key]}
        if after:
            self._note(entity, row["id"], {key: row[key] for key in after}, after)
            row.update(after)

    def add_code(self, newcomer_id: str, subject_id: str, day: date) -> Values:
        """A code that no other person of this demo has."""
        number = self._code * 7_368_787_249 % _BODIES
        self._code += 1
        body = ""
        for _place in range(7):
            number, digit = divmod(number, len(ALPHABET))
            body += ALPHABET[digit]
        return self.add(Code, newcomer_id=newcomer_id, code=with_check(body), subject_id=subject_id, issued_on=day)

    def document(self, newcomer: Values, **lists: list[Values]) -> Document:
        """The finished case."""
        return {
            "format": FORMAT,
            "version": VERSION,
            "newcomer": newcomer,
            **lists,
            "prints": [],
            "services": [],
            "history": self.operations,
        }

    def _note(self, entity: type[Base], row_id: str, before: Values | None, after: Values) -> None:
        key = (entity.__tablename__, row_id)
        earlier = self._changes.get(key)
        if earlier is None:
            self._changes[key] = {"entity": key[0], "entity_id": row_id, "before": before, "after": after}
        else:
            if earlier["before"] is not None:
                earlier["before"] = {**(before or {}), **earlier["before"]}
            earlier["after"] = {**earlier["after"], **after}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _defaults(entity: type[Base]) -> Values:
    values: Values = {}
    for key in columns(entity):
        default: Any = entity.__mapper__.column_attrs[key].columns[0].default
        if key != "id":
            values[key] = None if default is None else default.arg(None) if default.is_callable else default.arg
    return values
