# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two documents of one person laid beside each other before they are merged. Pure functions: no database, no clock.

Ids never agree here: the two records were made apart. What is plainly the same thing twice gets the id that it has in the
record that stays: a member of the household, a translated sentence, the running chain where both are of one template.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from laufmappe.casework.cases.document import Document
from laufmappe.casework.cases.flat import PERSON, Key, Values, aligned, flat
from laufmappe.casework.cases.merging import Choice, ConflictKey

CHAIN, STEP, MEMBER = "agreed_chain", "step", "household_member"
_FROM_TEMPLATE = ("title", "why", "topic", "icon", "service_type", "deadline", "advice", "hint", "who")
"""What a step has from its template: of two versions, that of the record that stays is as good."""
_OF_CHAIN = ("template_version", "name", "agreed_on")
_PARTIAL_DATES = ((PERSON, "birth_date"), (MEMBER, "birth_date"), ("milestone", "on_date"))


def beside(mine: Document, theirs: Document) -> tuple[Document, Document]:
    """Both documents, the second one with the ids of the first where both mean the same, and after it in every order."""
    ids = dict(_same(mine, theirs))
    other: Document = _renamed(theirs, ids)
    for key, name in (("household", ""), ("goals", ""), ("languages", "code")):
        _place_after(mine.get(key, []), other.get(key, []), name)
    running = {chain["id"]: chain for chain in mine["chains"]}
    for chain in other["chains"]:
        if chain["id"] in running:
            _place_after(running[chain["id"]]["steps"], chain["steps"], "")
    return mine, other


def settled_alone(mine: Document, theirs: Document) -> dict[ConflictKey, Choice]:
    """What nobody has to be asked about: a date that is only less exact, a step that nobody has begun, words of a template."""
    ours = flat(mine)
    incoming = aligned(flat(theirs), ours)
    return {
        (*key, name): choice
        for key in ours.rows.keys() & incoming.rows.keys()
        for name, choice in _choices(key, ours.rows[key], incoming.rows[key])
    }


def _same(mine: Document, theirs: Document) -> Iterator[tuple[str, str]]:
    """Pairs of the other record's id and the own one."""
    here, there = _running(mine), _running(theirs)
    if here is not None and there is not None and here["template"] == there["template"]:
        yield there["id"], here["id"]
        own = {step["template_step"]: step["id"] for step in here["steps"] if _is_of_template(step)}
        for step in there["steps"]:
            if _is_of_template(step) and step["template_step"] in own:
                yield step["id"], own.pop(step["template_step"])
    members = list(mine.get("household", ()))
    for each in theirs.get("household", ()):
        same = next((member for member in members if _is_one_person(member, each)), None)
        if same is not None:
            members.remove(same)
            yield each["id"], same["id"]
    sentences = {(row["language"], row["source"]): row["id"] for row in mine.get("translations", ())}
    for row in theirs.get("translations", ()):
        own_id = sentences.pop((row["language"], row["source"]), None)
        if own_id is not None:
            yield row["id"], own_id


def _running(document: Document) -> Document | None:
    return next((chain for chain in reversed(document["chains"]) if chain["ended_on"] is None), None)


def _is_of_template(step: Values) -> bool:
    return bool(step["template_step"]) and step["dropped_on"] is None


def _is_one_person(one: Values, other: Values) -> bool:
    """Whether two members of a household are one: the same name, and no contradiction in the birth date."""
    names = [f"{member['given_name']} {member['family_name']}".casefold().split() for member in (one, other)]
    return bool(names[0]) and names[0] == names[1] and _agree(one["birth_date"], other["birth_date"])


def _agree(one: str, other: str) -> bool:
    """Whether two partial dates may be the same day."""
    return one.startswith(other) or other.startswith(one)


def _renamed(value: Any, ids: Mapping[str, str]) -> Any:
    """A copy in which every id that has another one is replaced, also inside the key of a sheet."""
    if isinstance(value, list):
        return [_renamed(each, ids) for each in value]
    if isinstance(value, dict):
        return {key: _renamed(inner, ids) for key, inner in value.items()}
    if isinstance(value, str) and value.startswith("station:"):
        return "station:" + "+".join(ids.get(each, each) for each in value.removeprefix("station:").split("+"))
    return ids.get(value, value) if isinstance(value, str) else value


def _place_after(mine: list[Values], theirs: list[Values], name: str) -> None:
    """What the other record adds stands behind what is here; the same thing keeps its place."""
    places = {row[name or "id"]: row["position"] for row in mine}
    begin = max(places.values(), default=-1) + 1
    for row in theirs:
        row["position"] = places.get(row[name or "id"], begin + row["position"])


def _choices(key: Key, mine: Values, theirs: Values) -> Iterator[tuple[str, Choice]]:
    table = key[0]
    for of, name in _PARTIAL_DATES:
        if table == of and _agree(mine[name], theirs[name]):
            yield name, "mine" if len(mine[name]) >= len(theirs[name]) else "theirs"
    if table == CHAIN:
        yield from ((name, "mine") for name in _OF_CHAIN)
    if table == MEMBER and "other" in (mine["relation"], theirs["relation"]):
        yield "relation", "theirs" if mine["relation"] == "other" else "mine"
    if table == STEP:
        yield from ((name, "mine") for name in _FROM_TEMPLATE)
        if theirs["state"] in ("open", mine["state"]):
            yield "state", "mine"
        elif mine["state"] == "open":
            yield "state", "theirs"
