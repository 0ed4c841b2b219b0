# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from laufmappe.casework.record_views import ReleaseView
from laufmappe.casework.views import CaseView, PrintedSheet
from laufmappe.folder.contents import sheets_of, withheld_slips
from laufmappe.folder.words import Words

GERMAN = Words("")


def prints(case: CaseView, words: Words = GERMAN) -> dict[str, str]:
    """The fingerprint of each sheet by its key."""
    return {sheet.key: sheet.fingerprint for sheet in sheets_of(case, words)}


def changed(before: CaseView, after: CaseView) -> set[str]:
    """The sheets of both that differ."""
    old, new = prints(before), prints(after)
    return {key for key in old.keys() & new.keys() if old[key] != new[key]}


def test_sheets_are_numbered_in_their_order(samples: Any) -> None:
    sheets = sheets_of(samples.case(), GERMAN)
    assert [sheet.number for sheet in sheets] == list(range(1, len(sheets) + 1))
    kinds = [sheet.kind for sheet in sheets]
    assert kinds[:3] == ["cover", "route", "dates"]
    assert kinds[-3:] == ["qualifications", "referral", "goals"]
    assert set(kinds[3:-3]) == {"station"}


def test_every_open_station_has_exactly_one_box(samples: Any) -> None:
    case = samples.with_steps(samples.steps(60))
    assert case.chain is not None
    boxes = [step.id for sheet in sheets_of(case, GERMAN) for step in sheet.steps]
    assert boxes == [step.id for step in case.chain.steps if step.is_open]


def test_a_folder_of_an_empty_case_is_cover_route_and_goals(samples: Any) -> None:
    case = samples.case(chain=None, qualifications=(), referrals=())
    assert [sheet.key for sheet in sheets_of(case, GERMAN)] == ["cover", "route", "goals"]


def test_a_referral_that_was_answered_has_no_slip(samples: Any) -> None:
    answered = replace(samples.case().referrals[0], state="done")
    assert "referral:r1" not in prints(samples.case(referrals=(answered,)))


@pytest.mark.parametrize(
    ("kind", "revoked", "until", "told"),
    [
        ("placement", None, None, True),
        ("placement", date(2026, 11, 1), None, False),
        ("placement", None, date(2026, 11, 1), False),
        ("information", date(2026, 11, 1), None, True),
    ],
)
def test_a_slip_is_not_printed_beyond_the_release_that_it_rests_on(
    samples: Any, kind: str, revoked: date | None, until: date | None, told: bool
) -> None:
    signed = date(2026, 10, 1)
    texts = dict.fromkeys(("recipient", "recipient_person", "purpose", "language", "interpreter", "note"), "")
    release = ReleaseView(
        id="e1",
        kind="recipient",
        service_id=None,
        parts=("person",),
        direction="to",
        signed_on=signed,
        valid_until=until,
        revoked_on=revoked,
        document_id=None,
        **texts,
    )
    referral = replace(samples.case().referrals[0], kind=kind, release_id="e1", state="sent")
    case = samples.case(referrals=(referral,), releases=(release,))
    today = date(2026, 11, 23)
    assert (f"referral:{referral.id}" in {s.key for s in sheets_of(case, GERMAN, today=today)}) == told
    assert (withheld_slips(case, today) == []) == told


def test_many_things_to_bring_give_a_station_its_own_sheet(samples: Any) -> None:
    first, second, third = (replace(step, service=None) for step in samples.steps(3, ("open",)))
    many = replace(second, bring=tuple("abcdefghijklmnopqrst"))
    sheets = sheets_of(samples.with_steps((first, many, third)), GERMAN)
    assert [len(sheet.steps) for sheet in sheets if sheet.kind == "station"] == [1, 1, 1]


def test_two_open_stations_share_a_page_wherever_they_stand_in_the_plan(samples: Any) -> None:
    first, done, second = (replace(step, service=None, bring=()) for step in samples.steps(3, ("open",)))
    case = samples.with_steps((first, replace(done, state="done"), second))
    assert "station:step0+step2" in prints(case)


def test_a_station_that_ends_does_not_move_the_others_to_sheets_the_person_does_not_hold(samples: Any) -> None:
    stations = samples.steps(12, ("open",))
    before = samples.with_steps(stations)
    held = samples.held(before)
    after = replace(held, chain=replace(held.chain, steps=(replace(stations[0], state="done"), *stations[1:])))
    assert set(prints(after)) <= set(prints(before))
    station_sheets = {key for key in changed(held, after) if key.startswith("station:")}
    assert all("step0" in key for key in station_sheets)


def test_the_latest_print_says_which_stations_share_a_page(samples: Any) -> None:
    stations = tuple(replace(step, service=None, bring=()) for step in samples.steps(3, ("open",)))
    case = replace(
        samples.with_steps(stations),
        printed_sheets=tuple(
            PrintedSheet(key, number, 1, "x", "de", samples.today)
            for number, key in enumerate(("station:step0", "station:step1", "station:step0+step1"), start=4)
        ),
    )
    assert {key for key in prints(case) if key.startswith("station:")} == {"station:step0+step1", "station:step2"}


def test_an_appointment_changes_its_station_the_list_of_appointments_and_nothing_else(samples: Any) -> None:
    stations = samples.steps(8, ("open",))
    before = samples.with_steps(stations)
    after = samples.with_steps((*stations[:5], replace(stations[5], appointment="2027-01-04T08:00"), *stations[6:]))
    touched = changed(before, after)
    assert "dates" in touched
    (station,) = touched - {"dates"}
    assert "step5" in station


@pytest.mark.parametrize(
    "change",
    [
        {"note": "anders"},
        {"hint": "anders"},
        {"reason": "anders"},
        {"state_since": date(2020, 1, 1)},
        {"ready": False},
    ],
)
def test_what_no_sheet_shows_changes_no_sheet(samples: Any, change: dict[str, Any]) -> None:
    stations = samples.steps(4, ("running", "open"))
    before = samples.with_steps(stations)
    after = samples.with_steps((*stations[:2], replace(stations[2], **change), stations[3]))
    assert not changed(before, after)


def test_a_service_that_was_checked_again_changes_no_sheet(samples: Any) -> None:
    stations = samples.steps(3, ("open",))
    checked = replace(stations[1].service, verified_on=date(2026, 1, 1), note="x", languages=("ar",))
    after = samples.with_steps((stations[0], replace(stations[1], service=checked), stations[2]))
    assert not changed(samples.with_steps(stations), after)


def test_another_name_changes_every_sheet(samples: Any) -> None:
    case = samples.case()
    renamed = replace(case, newcomer=replace(case.newcomer, family_name="Hadad"))
    assert changed(case, renamed) == set(prints(case))


def test_the_day_changes_nothing_and_another_language_everything(samples: Any) -> None:
    case = samples.case()
    assert prints(case) == prints(samples.case())
    german, turkish = prints(case), prints(case, Words("tr"))
    assert not set(german.values()) & set(turkish.values())


def test_a_new_sheet_leaves_the_printed_cover_as_it_is(samples: Any) -> None:
    without = samples.case(qualifications=())
    assert prints(without)["cover"] == prints(samples.case())["cover"]
