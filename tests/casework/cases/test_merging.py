# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two states of a case are made into one, and no word of either side is lost on the way."""

import copy
from itertools import count
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from laufmappe.casework.cases.document import Document
from laufmappe.casework.cases.flat import flat
from laufmappe.casework.cases.merging import Conflict, decide, merge, still_open, without_undecided
from laufmappe.casework.handover.common_ground import Came, Went, common_ground

PERSON = "00000000-0000-7000-8000-000000000001"
DAYS = ("2026-11-01", "2026-11-12", "2026-11-20")
NOTES = ("", "ruft an", "kommt Montag", "braucht Zeit")
Edit = tuple[str, int, int]


def case(**more: Any) -> Document:
    """A small case with everything that has rules of its own."""
    document: Document = {
        "format": "laufmappe-case",
        "version": 2,
        "newcomer": {
            "id": PERSON,
            "given_name": "Amira",
            "phone": "",
            "needs": ["childcare"],
            "note": "",
            "taken_in_on": "2026-11-01",
        },
        "languages": [{"id": "l1", "position": 0, "code": "ar", "level": "native"}],
        "milestones": [],
        "chains": [
            {
                "id": "c1",
                "template": "K2",
                "name": "Anerkannt",
                "steps": [step("s1", 0), step("s2", 1)],
                "reviews": [],
            }
        ],
        "goals": [{"id": "g1", "position": 0, "text": "Arbeit", "state": "open", "state_on": DAYS[0], "result": ""}],
        "qualifications": [],
        "contacts": [],
        "referrals": [],
        "codes": [],
        "services": [],
        "history": [],
    }
    return {**document, **more}


def step(identity: str, position: int) -> dict[str, Any]:
    values = {"id": identity, "position": position, "title": "Erstberatung", "note": ""}
    return {**values, "state": "open", "state_since": DAYS[0], "reason": ""}


def changed(document: Document, **person: Any) -> Document:
    return {**document, "newcomer": {**document["newcomer"], **person}}


def test_who_alone_changed_a_field_is_followed() -> None:
    base = case()
    merged = merge(changed(base, note="kommt Montag"), changed(base, phone="0151 1"), base)
    assert (merged.document["newcomer"]["note"], merged.document["newcomer"]["phone"]) == ("kommt Montag", "0151 1")
    assert merged.conflicts == ()
    assert [(n.table, n.field, n.before, n.after) for n in merged.news] == [("newcomer", "phone", "", "0151 1")]


def test_what_both_changed_stays_ours_until_somebody_decides() -> None:
    base = case()
    mine, theirs = changed(base, note="ruft an"), changed(base, note="kommt Montag")
    merged = merge(mine, theirs, base)
    assert merged.document["newcomer"]["note"] == "ruft an"
    (conflict,) = merged.conflicts
    assert (conflict.mine, conflict.theirs) == ({"note": "ruft an"}, {"note": "kommt Montag"})
    told = {c: merge(mine, theirs, base, {conflict.key: c}).document["newcomer"]["note"] for c in conflict.choices}
    assert told == {"mine": "ruft an", "theirs": "kommt Montag", "both": "kommt Montag\nruft an"}
    later = {c: decide(merged.document, conflict, c)["newcomer"]["note"] for c in conflict.choices}
    assert later == told


def test_without_a_base_gaps_are_filled_and_nothing_is_replaced() -> None:
    merged = merge(changed(case(), phone="0151 1", note=""), changed(case(), phone="0151 2", note="ruft an"))
    assert merged.document["newcomer"]["note"] == "ruft an"
    assert [(c.field, c.mine, c.theirs) for c in merged.conflicts] == [
        ("phone", {"phone": "0151 1"}, {"phone": "0151 2"})
    ]


def test_a_state_travels_with_its_day_and_its_reason() -> None:
    base = case()
    mine, theirs = copy.deepcopy(base), copy.deepcopy(base)
    mine["chains"][0]["steps"][0].update(state="waiting", state_since=DAYS[1], reason="kein Platz")
    theirs["chains"][0]["steps"][0].update(state="done", state_since=DAYS[2])
    merged = merge(mine, theirs, base)
    (conflict,) = merged.conflicts
    assert conflict.field == "state"
    row = merge(mine, theirs, base, {conflict.key: "theirs"}).document["chains"][0]["steps"][0]
    assert (row["state"], row["state_since"], row["reason"]) == ("done", DAYS[2], "")


def test_lists_are_joined_and_what_one_side_removed_is_out() -> None:
    base = case()
    mine, theirs = changed(base, needs=["childcare", "literacy"]), changed(base, needs=["evening_course"])
    assert sorted(merge(mine, theirs, base).document["newcomer"]["needs"]) == ["evening_course", "literacy"]
    assert merge(mine, theirs, base).conflicts == ()


def test_a_row_goes_only_when_the_other_side_did_not_touch_it() -> None:
    base = case()
    removed = {**base, "goals": []}
    assert merge(base, removed, base).document["goals"] == []
    touched = copy.deepcopy(base)
    touched["goals"][0]["text"] = "Arbeit als Bäcker"
    merged = merge(touched, removed, base)
    assert merged.document["goals"] == touched["goals"]
    assert [(c.table, c.field, c.theirs) for c in merged.conflicts] == [("goal", "", {})]
    back = merge(removed, touched, base)
    assert back.document["goals"] == []
    assert merge(removed, touched, base, {back.conflicts[0].key: "theirs"}).document["goals"] == touched["goals"]


def test_a_chain_stays_while_somebody_works_in_it() -> None:
    base = case()
    touched = copy.deepcopy(base)
    touched["chains"][0]["steps"][0]["note"] = "ruft an"
    merged = merge(touched, {**base, "chains": []}, base)
    (chain,) = merged.document["chains"]
    assert [s["id"] for s in chain["steps"]] == ["s1"]


def test_what_a_document_leaves_out_it_does_not_remove() -> None:
    theirs = {key: value for key, value in case().items() if key not in ("goals", "chains")}
    merged = merge(case(), changed(theirs, phone="0151 1"), case())
    assert merged.document["goals"] == case()["goals"]
    assert merged.document["chains"] == case()["chains"]


def test_the_same_day_and_language_are_one_whatever_their_ids() -> None:
    mine = case(milestones=[{"id": "m1", "kind": "arrival", "on_date": "2026-10"}])
    theirs = case(
        milestones=[{"id": "m9", "kind": "arrival", "on_date": "2026-10"}],
        languages=[{"id": "l9", "position": 0, "code": "ar", "level": "native"}],
    )
    merged = merge(mine, changed(theirs, id="00000000-0000-7000-8000-000000000009"))
    assert (merged.document["milestones"], merged.document["languages"]) == (mine["milestones"], mine["languages"])
    assert merged.document["newcomer"]["id"] == PERSON
    assert (merged.conflicts, merged.news) == ((), ())


edits = st.lists(
    st.tuples(
        st.sampled_from(("phone", "note", "state", "need", "contact", "unneed", "ungoal", "goal", "step note")),
        st.integers(0, 3),
        st.integers(0, 2),
    ),
    max_size=6,
)
_numbers = count()


def edited(document: Document, changes: list[Edit], side: str) -> Document:
    """The case after somebody worked on it; what is written says by whom, so that it can be found again."""
    document = copy.deepcopy(document)
    person = document["newcomer"]
    for kind, one, two in changes:
        match kind:
            case "phone":
                person["phone"] = f"{side}{one}"
            case "note":
                person["note"] = f"{side} {NOTES[one]}" if NOTES[one] else ""
            case "need" if f"need{one}" not in person["needs"]:
                person["needs"] = [*person["needs"], f"need{one}"]
            case "unneed":
                person["needs"] = person["needs"][1:]
            case "contact":
                document["contacts"].append({"id": f"k{side}{next(_numbers):06}", "on_date": DAYS[two], "note": side})
            case "ungoal":
                document["goals"] = document["goals"][1:]
            case "goal" if document["goals"]:
                document["goals"][0]["text"] = f"{side} Ziel {one}"
            case "state" | "step note":
                steps = [s for chain in document["chains"] for s in chain["steps"]]
                if steps and kind == "state":
                    steps[two % len(steps)].update(state="done", state_since=DAYS[two], reason=f"{side}{one}")
                elif steps:
                    steps[two % len(steps)]["note"] = f"{side} {one}"
    return document


def values(document: Document) -> dict[tuple[str, str], dict[str, Any]]:
    """The rows with their lists as sets."""
    return {
        key: {name: sorted(v) if isinstance(v, list) else v for name, v in row.items()}
        for key, row in flat(document).rows.items()
    }


@given(edits, edits)
def test_the_same_parcel_a_second_time_changes_nothing(mine: list[Edit], theirs: list[Edit]) -> None:
    base = case()
    incoming = edited(base, theirs, "B")
    once = merge(edited(base, mine, "A"), incoming, base).document
    again = merge(once, incoming, incoming)
    assert (again.document, again.news, again.conflicts) == (once, (), ())


@given(edits, edits)
def test_both_sides_get_the_same_but_for_what_has_to_be_decided(mine: list[Edit], theirs: list[Edit]) -> None:
    base = case()
    a, b = edited(base, mine, "A"), edited(base, theirs, "B")
    one, other = merge(a, b, base), merge(b, a, base)
    assert {c.key for c in one.conflicts} == {c.key for c in other.conflicts}
    decided = merge(a, b, base, {c.key: "theirs" for c in one.conflicts}).document
    assert values(decided) == values(other.document)


@given(edits, edits)
def test_no_word_of_either_side_is_lost(mine: list[Edit], theirs: list[Edit]) -> None:
    base = case()
    a, b = edited(base, mine, "A"), edited(base, theirs, "B")
    merged = merge(a, b, base)
    there, before = flat(merged.document).rows, flat(base).rows
    for side, document in (("mine", a), ("theirs", b)):
        for key, row in flat(document).rows.items():
            for name, value in row.items():
                if name == "position" or isinstance(value, list) or before.get(key, {}).get(name) == value:
                    continue
                kept = there.get(key, {}).get(name) == value
                asked = any(getattr(c, side).get(name) == value for c in merged.conflicts if c.key[:2] == key)
                assert kept or asked, (key, name)


@given(edits, edits)
def test_a_newer_parcel_brings_only_what_is_new(first: list[Edit], second: list[Edit]) -> None:
    sent = edited(case(), first, "B")
    taken = merge(case(), sent, case()).document
    newer = edited(sent, second, "C")
    merged = merge(taken, newer, sent)
    assert merged.conflicts == ()
    assert values(merged.document) == values(newer)
    already = values(taken)
    for new in merged.news:
        before = sorted(new.before) if isinstance(new.before, list) else new.before
        assert not new.field or already.get((new.table, new.id), {}).get(new.field, before) == before


class Service:
    """One of two services that work on the same case, with nothing but what it keeps of parcels."""

    def __init__(self, name: str, document: Document) -> None:
        self.name, self.document = name, document
        self.went: dict[str, Went] = {}
        self.last: Came | None = None
        self.conflicts: tuple[Conflict, ...] = ()

    def send(self) -> Went:
        self.conflicts = still_open(self.document, self.conflicts)
        content = copy.deepcopy(without_undecided(self.document, self.conflicts))
        parcel = Went(f"{self.name}{len(self.went)}", content, self.last.id if self.last else None)
        self.went[parcel.id] = parcel
        return parcel

    def receive(self, parcel: Went) -> None:
        if self.last is not None and int(parcel.id[1:]) <= int(self.last.id[1:]):
            return
        base = common_ground(self.went.get(parcel.seen or ""), self.last)
        merged = merge(self.document, parcel.document, base)
        newer = {c.key for c in merged.conflicts}
        self.document = merged.document
        self.conflicts = (
            *(c for c in still_open(merged.document, self.conflicts) if c.key not in newer),
            *merged.conflicts,
        )
        self.last = Came(parcel.id, parcel.document, parcel.seen, base)

    def settle(self, choice: str) -> None:
        for conflict in still_open(self.document, self.conflicts):
            self.document = decide(self.document, conflict, choice)  # type: ignore[arg-type]  # one of the choices
        self.conflicts = ()


moves = st.lists(
    st.one_of(
        st.tuples(st.just("edit"), st.booleans(), edits),
        st.tuples(st.just("send"), st.booleans(), st.booleans()),
        st.tuples(st.just("settle"), st.booleans(), st.sampled_from(("mine", "theirs"))),
    ),
    max_size=14,
)


@settings(max_examples=150)
@given(moves)
def test_two_services_agree_in_the_end_whatever_is_lost_or_crosses(story: list[tuple[str, bool, Any]]) -> None:
    """Parcels wait, overtake one another or get lost; then each side sends once more, and one of them decides."""
    here, there = Service("A", case()), Service("B", case())
    there.receive(here.send())
    waiting: list[tuple[Service, Went]] = []
    for turn, (kind, is_here, what) in enumerate(story):
        one, other = (here, there) if is_here else (there, here)
        if kind == "edit":
            one.document = edited(one.document, what, f"{one.name}{turn}.")
        elif kind == "settle":
            one.settle(what)
        else:
            waiting.append((other, one.send()))
            if what:
                for receiver, parcel in reversed(waiting):
                    receiver.receive(parcel)
                waiting.clear()
    for _turn in range(4):
        there.receive(here.send())
        there.settle("theirs")
        here.receive(there.send())
        here.settle("theirs")
    assert values(here.document) == values(there.document)
    assert (here.conflicts, there.conflicts) == ((), ())
