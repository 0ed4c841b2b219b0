# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Very much, very long, and nothing at all: every page is whole, nothing is cut off at its edge or lies on something else."""

import json
from typing import Any

import pytest

LONG = ("Donaudampfschifffahrtsgesellschaft und mehr. " * 300)[:10_000]


def printed(office: Any, case: dict[str, Any], language: str) -> Any:
    vault = office.new_vault()
    file = office.folder / "fall.json"
    file.write_text(json.dumps(case), encoding="ascii")
    said = office.call("import", vault, file)
    assert said.status == 0, said
    said, paper = office.print(vault, "1", "--language", language)
    assert said.status == 0, said
    assert (paper.faults, paper.collisions) == ([], [])
    return paper


def test_sixty_stations_fifty_qualifications_and_forty_referrals(office: Any) -> None:
    case = office.small_case()
    (chain,) = case["chains"]
    steps, qualifications, referrals = chain["steps"][:2], case["qualifications"], case["referrals"]
    chain["steps"] = [office.with_new_ids(step) | {"position": n} for n, step in enumerate(steps * 30)]
    case["qualifications"] = [office.with_new_ids(each) for each in qualifications * 50]
    case["referrals"] = [office.with_new_ids(each) | {"step_id": None, "state": "sent"} for each in referrals * 40]
    # One place for all of them: ids of places were renewed with the rest.
    (service,) = case["services"]
    for each in (*chain["steps"], *case["referrals"]):
        each["service_id"] = service["id"]
    paper = printed(office, case, "de")
    assert len(paper.pages) > 80
    assert "Station 59" in "".join(paper.pages)


def test_a_person_without_anything(office: Any) -> None:
    case = office.small_case() | {"chains": [], "qualifications": [], "referrals": [], "services": [], "languages": []}
    case["newcomer"] |= {"given_name": "Ö", "family_name": ""}
    paper = printed(office, case, "de")
    assert len(paper.pages) < 6
    assert "Ö" in paper.pages[0]


@pytest.mark.parametrize(
    "name", ["W" * 300, "Abdul-Rahman ibn " * 17, "وو" * 149, "ወርቅነሽ" * 60], ids=["W", "words", "arabic", "ethiopic"]
)
def test_names_of_three_hundred_letters(office: Any, name: str) -> None:
    case = office.small_case()
    name = name[:300]
    case["newcomer"] |= {"given_name": name, "family_name": name, "native_name": name}
    printed(office, case, "ti")


def test_ten_thousand_letters_in_every_text(office: Any) -> None:
    case = office.small_case()
    case["newcomer"]["note"] = LONG
    step = case["chains"][0]["steps"][0]
    step |= dict.fromkeys(("why", "advice", "hint", "reason", "note"), LONG)
    step |= {"title": "Wm " * 100, "bring": ["x" * 300] * 50}
    step["deadline"] = {"kind": "statutory", "anchors": ["arrival"], "days": 14, "norm": "§" * 300}
    for referral in case["referrals"]:
        referral.update({"request": LONG, "feedback": LONG, "state": "sent"})
    for service in case["services"]:
        service.update({"name": "W" * 300, "hours": LONG, "room": "9" * 300})
        service["organization"]["name"] = service["location"]["street"] = "Lange Straße " * 23
    for qualification in case["qualifications"]:
        qualification.update(dict.fromkeys(("title", "original_title", "institution", "occupation"), "W" * 300))
        qualification["recognition"] |= {"body": "W" * 300, "file_number": "9" * 300}
    printed(office, case, "uk")
