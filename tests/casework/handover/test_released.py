# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a release lets go, and what it does not."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from laufmappe.casework.cases.check import checked_case
from laufmappe.casework.cases.document import OWNED, document_text
from laufmappe.casework.cases.exporting import export_case
from laufmappe.casework.desk import Desk
from laufmappe.casework.handover.released import INTERNAL, NO_TEMPLATE, WHY, Withheld, released, with_own_templates
from laufmappe.casework.people.protected_needs import allow_protected_needs, set_protected_needs
from laufmappe.casework.words import release_parts

ALL = tuple(release_parts())
WHERE = {
    "status": ("refugee", "title_expiry"),
    "household": ("Cousin im Haus",),
    "chain": ("Erstberatung",),
    "goals": ("Ausgangslage im Wort",),
    "qualifications": ("Tischlermeister",),
    "referrals": ("Bitte um Termin",),
    "contacts": ("Notiz zum Schritt", "Notiz zum Haushalt", "Notiz zur Person", "Gespräch im Regen"),
    "protected_needs": ("Schutz im Wort",),
}
"""Words that only this part may show."""
NEVER = ("Wiedervorlage im Wort", "Vertraulicher Zweck", "Maria Beispiel", "set_step_state", "Notiz zur Stelle")


def whole() -> dict[str, Any]:
    """A case in which every part has words of its own."""
    step = {"id": "s1", "position": 0, "title": "Erstberatung", "note": "Notiz zum Schritt", "service_id": "v1"}
    return {
        "format": "laufmappe-case",
        "version": 2,
        "newcomer": {
            "id": "p1",
            "given_name": "Amira",
            "status": "refugee",
            "note": "Notiz zur Person",
            "needs": ["literacy"],
            "counsellor": "Maria Beispiel",
            "taken_in_on": "2026-11-01",
            "closed_on": None,
        },
        "languages": [{"id": "l1", "position": 0, "code": "ar"}],
        "milestones": [{"id": "m1", "kind": "title_expiry", "on_date": "2027"}],
        "household": [{"id": "h1", "given_name": "Cousin im Haus", "note": "Notiz zum Haushalt"}],
        "protected_needs": [{"id": "n1", "kind": "illness", "note": "Schutz im Wort"}],
        "chains": [{"id": "c1", "steps": [step], "reviews": [], "situation": "Ausgangslage im Wort"}],
        "goals": [{"id": "g1", "text": "Arbeit"}],
        "qualifications": [{"id": "q1", "title": "Tischlermeister", "recognition": None}],
        "releases": [
            {"id": "r1", "kind": "recipient", "purpose": "Vertraulicher Zweck"},
            {"id": "r2", "kind": "protected_needs", "signed_on": "2026-11-01", "revoked_on": None},
        ],
        "referrals": [
            {"id": "v9", "request": "Bitte um Termin", "service_id": "v2", "release_id": "r1", "step_id": "s1"}
        ],
        "contacts": [{"id": "k1", "note": "Gespräch im Regen"}],
        "appointments": [],
        "follow_ups": [{"id": "f1", "text": "Wiedervorlage im Wort"}],
        "translations": [{"id": "t1", "source": "Tischlermeister", "translation": "x"}],
        "codes": [{"id": "d1", "code": "AAAA", "subject_id": "s1"}, {"id": "d2", "code": "BBBB", "subject_id": "v9"}],
        "prints": [{"id": "b1", "sheet": "cover"}],
        "services": [
            {"id": "v1", "name": "VHS", "note": "Notiz zur Stelle"},
            {"id": "v2", "name": "Jobcenter", "note": ""},
        ],
        "history": [{"id": "o1", "verb": "set_step_state", "who": "Maria Beispiel", "changes": []}],
    }


@given(st.sets(st.sampled_from(ALL)))
def test_no_word_goes_without_its_part(parts: set[str]) -> None:
    shown = json.dumps(released(whole(), parts).document, ensure_ascii=False)
    for part, words in WHERE.items():
        for word in words:
            if part not in parts:
                assert word not in shown, (part, word)
    assert not any(word in shown for word in NEVER)
    assert ("Amira" in shown) == ("person" in parts)


def test_with_every_part_everything_but_what_is_ours_alone_goes() -> None:
    shown = json.dumps(released(whole(), ALL).document, ensure_ascii=False)
    assert all(word in shown for words in WHERE.values() for word in words)
    assert not any(word in shown for word in NEVER)


def test_codes_and_services_go_with_what_they_belong_to() -> None:
    document = released(whole(), ("person", "chain")).document
    assert [code["id"] for code in document["codes"]] == ["d1"]
    assert [service["id"] for service in document["services"]] == ["v1"]
    assert document["translations"] == []
    assert "codes" not in released(whole(), ("person", "referrals")).document


def test_the_preview_says_what_goes_and_why_the_rest_stays() -> None:
    shown = released(whole(), ("person", "chain", "contacts"))
    assert shown.goes == (("person", 2), ("chain", 1), ("contacts", 2))
    assert Withheld("status", "not_released") in shown.withheld
    assert Withheld("history", "internal") in shown.withheld
    assert {w.why for w in shown.withheld} <= WHY.keys()
    assert {w.part for w in shown.withheld} <= {*ALL, *INTERNAL}
    without = whole() | {"protected_needs": []}
    assert Withheld("protected_needs", "no_consent") in released(without, ALL).withheld


def test_the_given_document_stays_as_it_is() -> None:
    document = whole()
    released(document, ALL)
    assert document == whole()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
@given(parts=st.sets(st.sampled_from(ALL)))
def test_what_goes_may_come_in_elsewhere(demo_desk: Desk, demo_vault: tuple[Any, str], parts: set[str]) -> None:
    document = released(export_case(demo_desk, demo_vault[1]), {"person", *parts}).document
    assert checked_case(document_text(document).encode())["newcomer"]["id"] == demo_vault[1]


@pytest.mark.parametrize("consented", [True, False])
def test_protected_needs_go_only_under_the_persons_consent(desk: Desk, take: Any, consented: bool) -> None:
    person = take()
    if consented:
        allow_protected_needs(desk, person, date(2026, 11, 1), "Notiz dazu")
        set_protected_needs(desk, person, {"chronic_illness": "Asthma"})
    shown = released(export_case(desk, person), ALL)
    assert bool(shown.document["protected_needs"]) == consented
    assert checked_case(document_text(shown.document).encode())
    assert "Notiz dazu" not in document_text(shown.document)


def test_every_list_of_a_case_is_either_released_with_a_part_or_ours_alone() -> None:
    there = released(whole(), ALL).document.keys()
    assert set(OWNED) - there == {"follow_ups"}


def test_a_chain_does_not_tell_the_status_that_is_withheld() -> None:
    document = whole()
    step = {**document["chains"][0]["steps"][0], "valid_for": ["refugee"]}
    named = {"template": "K2", "template_version": 3, "name": "Anerkannt oder subsidiär geschützt", "steps": [step]}
    document["chains"] = [{**document["chains"][0], **named}]
    (chain,) = released(document, ("person", "chain")).document["chains"]
    assert (chain["template"], chain["template_version"], chain["name"]) == (NO_TEMPLATE, 0, "Unterstützungskette")
    assert "valid_for" not in chain["steps"][0]
    (told,) = released(document, ("person", "chain", "status")).document["chains"]
    assert (told["template"], told["name"]) == ("K2", "Anerkannt oder subsidiär geschützt")
    (back,) = with_own_templates(document, {"chains": [chain]})["chains"]
    assert (back["template"], back["template_version"], back["name"]) == ("K2", 3, told["name"])
    assert with_own_templates({}, {"chains": [chain]})["chains"] == [chain]
