# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two states of the same case made into one, row by row and field by field. Pure functions: no database, no clock.

    base      what both sides had in common before; empty when that is not known
    mine      our whole case          theirs      what the other side sent

Who alone changed a field since the base is followed. Where both did, ours stays until somebody decides, and the field is a
`Conflict`: nothing is overwritten silently. What a document leaves out it says nothing about (`released` leaves out what
is not released).
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from laufmappe.casework.cases.document import Document
from laufmappe.casework.cases.flat import PERSON, FlatCase, Key, Values, aligned, document_of, flat
from laufmappe.casework.fields import TEXT
from laufmappe.records.base import columns
from laufmappe.records.releases import Release

Choice = Literal["mine", "theirs", "both"]
ConflictKey = tuple[str, str, str]

OURS = {
    PERSON: ("taken_in_on", "counsellor", "closed_on"),
    "release": tuple(columns(Release)),
}
"""Fields in which the other side does not have a say."""
TOGETHER = {
    "step": (
        ("state", "state_since", "reason", "reason_kind", "expected_on", "done_on"),
        ("dropped_on", "dropped_reason"),
    ),
    "goal": (("state", "state_on", "result"),),
    "referral": (("state", "state_on", "reason"),),
    "recognition_paper": (("state", "state_on"),),
    "funding": (("state", "decided_on", "cents"),),
}
"""Fields that only make sense together: a state with its day and its reason. A conflict is named after the first."""
NEVER_REMOVED = ("code", "sheet_print", "hand_translation", "release")
"""Rows that a document may lack without having removed them."""
ENDS = ("void_on", "revoked_on")
"""Days that end something for good: once there, they stay, and the earlier one counts."""
LONG_TEXTS = (
    "note",
    "why",
    "advice",
    "hint",
    "situation",
    "strengths",
    "result",
    "agreed",
    "measure",
    "request",
    "feedback",
)
"""Texts of which both can be kept, one below the other."""
_ROW = ""
"""The field of a conflict or a piece of news that is about a whole row."""
EMPTY: tuple[object, ...] = (None, "", [], {})
"""What says nothing."""


@dataclass(frozen=True)
class Conflict:
    """What both sides changed. Of a whole row (`field` empty), one side is empty: that side removed it.

    Ours stands in the result until somebody decides. `around` is the row that it stands in.
    """

    table: str
    id: str
    field: str
    mine: Values
    theirs: Values
    around: Key | None = None

    @property
    def key(self) -> ConflictKey:
        """What a decision refers to."""
        return self.table, self.id, self.field

    @property
    def choices(self) -> tuple[Choice, ...]:
        """How it can be decided."""
        fits = self.field in LONG_TEXTS and len(self.mine[self.field]) + len(self.theirs[self.field]) < TEXT
        return ("mine", "theirs", "both") if fits else ("mine", "theirs")


@dataclass(frozen=True)
class News:
    """A field that the other side changed, and that now holds what they say; `field` is empty for a whole row."""

    table: str
    id: str
    field: str
    before: Any
    after: Any


@dataclass(frozen=True)
class Merged:
    """The case as it is then, what is new to us, and what somebody has to decide."""

    document: Document
    conflicts: tuple[Conflict, ...]
    news: tuple[News, ...]


def merge(
    mine: Document,
    theirs: Document,
    base: Document | None = None,
    decisions: Mapping[ConflictKey, Choice] | None = None,
) -> Merged:
    """Takes what `theirs` says into `mine`; the person of `theirs` counts as the one of `mine`, whatever its id.

    `decisions` says of conflicts which side is right (`both` where `Conflict.choices` has it).
    """
    ours = flat(mine)
    incoming = aligned(flat(theirs), ours)
    work = _Merging(ours, incoming, aligned(flat(base or {}), ours, incoming), decisions or {})
    work.run()
    services = {s["id"]: s for s in (*theirs.get("services", ()), *mine.get("services", ()))}
    document = document_of(work.result, list(services.values()), list(mine.get("history", ())))
    return Merged(document, tuple(work.conflicts), tuple(work.news))


def still_open(document: Document, conflicts: Iterable[Conflict]) -> tuple[Conflict, ...]:
    """The conflicts about which nobody has decided: our case still says what it said then."""
    rows = flat(document).rows

    def undecided(conflict: Conflict) -> bool:
        row = rows.get(conflict.key[:2], {})
        if not conflict.field:
            return bool(row) == bool(conflict.mine)
        return all(row.get(name) == value for name, value in conflict.mine.items())

    return tuple(conflict for conflict in conflicts if undecided(conflict))


def without_undecided(document: Document, conflicts: Iterable[Conflict]) -> Document:
    """Our case as the other side may see it: what is undecided between us stands there as they have it."""
    case = flat(document)
    for conflict in conflicts:
        key = conflict.table, conflict.id
        if conflict.field and key in case.rows:
            case.rows[key] = {**case.rows[key], **conflict.theirs}
        elif not conflict.field and conflict.theirs:
            if conflict.around in case.rows:
                case.add(key, conflict.theirs, conflict.around)
        elif not conflict.field:
            case.remove(key)
    return document_of(case, document.get("services", ()), document.get("history", []))


def decide(document: Document, conflict: Conflict, choice: Choice) -> Document:
    """Our case after a decision about one conflict that was left open; `choice` is one of its choices."""
    if choice == "mine":
        return document
    if choice == "both":
        name = conflict.field
        conflict = replace(conflict, theirs={name: _joined(conflict.mine[name], conflict.theirs[name])})
    return without_undecided(document, [conflict])


def as_received(document: Document, day: str, who: str) -> Document:
    """What of a received document may come in: no history, no reminders, no releases but the consent to protected needs."""
    kept = {key: value for key, value in document.items() if key not in ("history", "follow_ups", "releases")}
    if document.get("protected_needs"):
        kept["releases"] = [row for row in document.get("releases", ()) if row.get("kind") == "protected_needs"]
    person = {k: v for k, v in document[PERSON].items() if k not in OURS[PERSON]}
    kept["referrals"] = [
        {k: v for k, v in row.items() if k not in ("release_id", "waived")} for row in document.get("referrals", ())
    ]
    if "referrals" not in document:
        del kept["referrals"]
    return {**kept, PERSON: {**person, "taken_in_on": day, "counsellor": who}}


class _Merging:
    """One merge under way."""

    def __init__(
        self, mine: FlatCase, theirs: FlatCase, base: FlatCase, decisions: Mapping[ConflictKey, Choice]
    ) -> None:
        self.mine, self.theirs, self.base, self.decisions = mine, theirs, base, decisions
        self.result = FlatCase(mine.person, said=mine.said | theirs.said)
        self.conflicts: list[Conflict] = []
        self.news: list[News] = []

    def run(self) -> None:
        """Fills `result`, `conflicts` and `news`."""
        for key in dict.fromkeys((*self.mine.rows, *self.theirs.rows)):
            mine, theirs = self.mine.rows.get(key), self.theirs.rows.get(key)
            if mine is not None and theirs is not None:
                row: Values | None = self._both(key, mine, theirs)
            elif mine is not None:
                row = self._only_mine(key, mine)
            else:
                assert theirs is not None
                row = self._only_theirs(key, theirs)
            if row is not None:
                side = self.mine if key in self.mine.rows else self.theirs
                self.result.add(key, row, side.around.get(key))
        self._keep_what_is_around()
        self._mend()

    def _both(self, key: Key, mine: Values, theirs: Values) -> Values:
        base = self.base.rows.get(key)
        row = dict(mine)
        for names in _units(key[0], mine, theirs):
            before, after = _part(mine, names), _part(theirs, names)
            if before == after:
                continue
            settled = _settled(names, before, after, base, key[0])
            if settled is None:
                settled = self._decided(Conflict(*key, names[0], before, after))
            row.update(settled)
            if settled != before:
                self.news += [News(*key, n, before[n], settled[n]) for n in names if before[n] != settled[n]]
        # What we never had anything about comes from them, say a field of a new version.
        row.update({name: value for name, value in theirs.items() if name not in mine})
        return row

    def _only_mine(self, key: Key, mine: Values) -> Values | None:
        base = self.base.rows.get(key)
        if base is None or key[0] not in self.theirs.said or key[0] in NEVER_REMOVED:
            return mine
        if _unchanged(mine, base):
            self.news.append(News(*key, _ROW, mine, None))
            return None
        return self._decided(Conflict(*key, _ROW, mine, {}, self.mine.around.get(key))) or None

    def _only_theirs(self, key: Key, theirs: Values) -> Values | None:
        base = self.base.rows.get(key)
        if base is None or key[0] not in self.mine.said:
            self.news.append(News(*key, _ROW, None, theirs))
            return theirs
        if _unchanged(theirs, base):
            return None
        row = self._decided(Conflict(*key, _ROW, {}, theirs, self.theirs.around.get(key))) or None
        if row is not None:
            self.news.append(News(*key, _ROW, None, theirs))
        return row

    def _decided(self, conflict: Conflict) -> Values:
        choice = self.decisions.get(conflict.key)
        if choice is None or choice not in conflict.choices:
            self.conflicts.append(conflict)
            return conflict.mine
        if choice == "both":
            name = conflict.field
            return {name: _joined(conflict.mine[name], conflict.theirs[name])}
        return conflict.theirs if choice == "theirs" else conflict.mine

    def _keep_what_is_around(self) -> None:
        """A chain or a procedure that one side removed stays while something inside it does."""
        for key in list(self.result.rows):
            around = self.result.around.get(key)
            while around is not None and around not in self.result.rows:
                side = self.mine if around in self.mine.rows else self.theirs
                self.result.add(around, side.rows[around], side.around.get(around))
                self.news = [n for n in self.news if (n.table, n.id, n.field) != (*around, _ROW)]
                around = side.around.get(around)

    def _mend(self) -> None:
        """What points to a row that is gone does so no longer."""
        rows = self.result.rows
        for key, row in list(rows.items()):
            if key[0] == "code" and not {("step", row["subject_id"]), ("referral", row["subject_id"])} & rows.keys():
                del rows[key]
                self.result.around.pop(key, None)
            elif key[0] == "referral" and row.get("step_id") and ("step", row["step_id"]) not in rows:
                rows[key] = {**row, "step_id": None}


def _units(table: str, mine: Values, theirs: Values) -> Iterator[tuple[str, ...]]:
    """The fields that both sides say something of, each alone or with those that it goes together with."""
    common = [name for name in mine if name in theirs and name != "id" and name not in OURS.get(table, ())]
    for names in TOGETHER.get(table, ()):
        unit = tuple(name for name in names if name in common)
        if unit:
            yield unit
            common = [name for name in common if name not in unit]
    yield from ((name,) for name in common)


def _part(row: Values, names: tuple[str, ...]) -> Values:
    return {name: row[name] for name in names}


def _settled(names: tuple[str, ...], mine: Values, theirs: Values, base: Values | None, table: str) -> Values | None:
    """The values where no decision is needed; None where both sides changed them."""
    known = base is not None and all(name in base for name in names)
    before = _part(base, names) if base is not None and known else None
    if before is not None and theirs == before:
        return mine
    if before is not None and mine == before:
        return theirs
    name = names[0]
    if len(names) == 1:
        one, other = mine[name], theirs[name]
        if isinstance(one, list) and isinstance(other, list):
            return {name: _united(one, other, before[name] if before else [])}
        if name == "position":
            return {name: min(one, other)}
        if name in ENDS and (one or other):
            return {name: min(day for day in (one, other) if day)}
    if base is None and all(value in EMPTY for value in theirs.values()):
        return mine
    if base is None and all(value in EMPTY for value in mine.values()):
        return theirs
    return None


def _united(mine: list[Any], theirs: list[Any], base: list[Any]) -> list[Any]:
    """Both lists as sets: what either added is in, what either removed is out; the same for either side."""
    gone = [item for item in base if item not in mine or item not in theirs]
    longer, other = sorted((mine, theirs), key=lambda items: (-len(items), json.dumps(items)))
    return [item for item in dict.fromkeys((*longer, *other)) if item not in gone]


def _joined(mine: str, theirs: str) -> str:
    """Both texts, one below the other, in the same order for either side; one that contains the other is enough."""
    if not mine or not theirs or mine in theirs or theirs in mine:
        return max(mine, theirs, key=len)
    return "\n".join(sorted((mine, theirs)))


def _unchanged(row: Values, base: Values) -> bool:
    """Whether a side has the row as it was; a field that one of the two leaves out says nothing."""
    return all(row[name] == base[name] for name in row if name in base and name != "position")
