# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from laufmappe.casework.desk import Desk
from laufmappe.casework.people.register import NewcomerDraft, take_in
from laufmappe.casework.referrals.finder import (
    Match,
    Wanted,
    find_services,
    is_stale,
    listed_services,
    match_services,
    offered_services,
    topics_of,
    wanted_for,
    with_people,
)
from laufmappe.casework.referrals.referrals import refer
from laufmappe.casework.services.register import ServiceDraft, add_service
from laufmappe.casework.services.register import service as service_of
from laufmappe.casework.views import LanguageView, StepView

COURSES = ServiceDraft(
    "VHS Sprachenbüro",
    "Volkshochschule",
    "integration_course_provider",
    street="Ötztaler Straße 7",
    district="Mitte",
    languages=("de", "ar"),
    needs=("childcare", "evening_course"),
    verified_on=date(2026, 11, 1),
)


@pytest.fixture
def directory(desk: Desk) -> dict[str, str]:
    """Three services by a short name; their ids."""
    drafts = {
        "courses": COURSES,
        "cafe": ServiceDraft("Café Welt", type="language_cafe", district="Nord", verified_on=date(2026, 11, 1)),
        "jobs": ServiceDraft(
            "Jobcenter",
            type="jobcentre",
            district="Mitte",
            languages=("de",),
            audience=("refugee",),
            capacity="zwei Wochen",
            capacity_on=date(2026, 1, 5),
        ),
    }
    return {name: add_service(desk, draft).subject_id for name, draft in drafts.items()}


def found(desk: Desk, **wanted: object) -> list[str]:
    """The names of those that are near, the best first."""
    return [m.service.name for m in find_services(desk, Wanted(**wanted)) if m.near]  # type: ignore[arg-type]  # any field


def match(desk: Desk, name: str, **wanted: object) -> Match:
    return next(m for m in find_services(desk, Wanted(**wanted)) if m.service.name == name)  # type: ignore[arg-type]  # any field


def test_without_a_wish_the_directory_stands_by_name(desk: Desk, directory: dict[str, str]) -> None:
    assert found(desk) == ["Café Welt", "Jobcenter", "VHS Sprachenbüro"]


@pytest.mark.parametrize("typed", ["oetztaler", "ötz 7", "SPRACHENBÜRO", "kinderbetr", "integrationskurs", "volkshoch"])
def test_what_is_typed_is_found_in_any_spelling_in_names_streets_and_offers(
    desk: Desk, directory: dict[str, str], typed: str
) -> None:
    assert found(desk, text=typed) == ["VHS Sprachenbüro"]


def test_one_wish_leaves_only_what_fits(desk: Desk, directory: dict[str, str]) -> None:
    assert found(desk, language="ar") == ["VHS Sprachenbüro"]
    assert found(desk, district="mitte") == ["VHS Sprachenbüro", "Jobcenter"]
    assert found(desk, type="jobcentre") == ["Jobcenter"]
    assert found(desk, needs=("childcare",)) == ["VHS Sprachenbüro"]


def test_a_topic_finds_types_whose_steps_serve_it_until_somebody_says_what_the_service_does(
    desk: Desk, directory: dict[str, str]
) -> None:
    assert found(desk, topic="language") == ["Café Welt", "VHS Sprachenbüro"]
    own = add_service(desk, replace(COURSES, name="Werkstatt", topics=("work",))).subject_id
    assert topics_of(service_of(desk, own)) == ("work",)
    assert "Werkstatt" not in found(desk, topic="language")


def test_who_is_for_nobody_in_particular_is_for_all(desk: Desk, directory: dict[str, str]) -> None:
    assert found(desk, status="toleration") == ["Café Welt", "VHS Sprachenbüro"]
    assert match(desk, "Jobcenter", status="toleration").misses == ("nur für andere Status",)
    assert match(desk, "VHS Sprachenbüro", status="toleration").fits == ("für alle",)


def test_a_match_says_what_fits_what_is_missing_and_what_nobody_knows(desk: Desk, directory: dict[str, str]) -> None:
    wanted = {"topic": "language", "language": "tr", "district": "Nord", "needs": ("childcare", "literacy")}
    courses = match(desk, "VHS Sprachenbüro", **wanted)
    assert courses.fits == ("Sprache",)
    assert courses.misses == ("Türkisch fehlt", "Kinderbetreuung, ohne Alphabetisierung", "in Mitte")
    cafe = match(desk, "Café Welt", **wanted)
    assert (cafe.fits, cafe.misses) == (("Sprache", "Nord"), ())
    assert cafe.unknown == ("Sprachen nicht bekannt", "Angebote nicht bekannt")
    assert not cafe.complete
    assert not match(desk, "Jobcenter", **wanted).near


def test_a_service_of_unknown_kind_is_never_said_to_fit_a_kind(desk: Desk, directory: dict[str, str]) -> None:
    add_service(desk, ServiceDraft("Neue Stelle"))
    unknown = match(desk, "Neue Stelle", type="language_cafe", district="Nord")
    assert unknown.misses == ("Art nicht bekannt",)
    assert found(desk, type="language_cafe") == ["Café Welt"]


def test_old_notes_warn(desk: Desk, directory: dict[str, str]) -> None:
    assert match(desk, "Jobcenter").caveats == ("Plätze: Stand 05.01.2026", "Prüfung fällig")


def test_the_best_comes_first_and_what_fits_less_after_it(desk: Desk, directory: dict[str, str]) -> None:
    add_service(desk, replace(COURSES, name="Abendschule", languages=("de",)))
    add_service(desk, replace(COURSES, name="Akademie", district="Süd"))
    names = found(desk, topic="language", language="ar", district="Mitte")
    assert names == ["VHS Sprachenbüro", "Akademie", "Café Welt", "Abendschule"]


def test_an_inactive_service_is_not_proposed_and_stands_last_in_the_directory(
    desk: Desk, directory: dict[str, str], today: date
) -> None:
    add_service(desk, ServiceDraft("Altes Büro", active=False))
    assert "Altes Büro" not in found(desk)
    assert match_services(listed_services(desk), Wanted(), today)[-1].service.name == "Altes Büro"


def test_the_directory_knows_where_people_are_on_the_way(desk: Desk, directory: dict[str, str], today: date) -> None:
    refer(desk, take_in(desk, NewcomerDraft("Amina")).subject_id, directory["cafe"])
    matches = match_services(listed_services(desk), Wanted(), today)
    assert {each.service.name: each.people for each in with_people(desk, matches)} == {
        "Café Welt": 1,
        "Jobcenter": 0,
        "VHS Sprachenbüro": 0,
    }


def test_never_checked_or_a_year_ago_is_due(desk: Desk, directory: dict[str, str], today: date) -> None:
    due = [name for name, key in directory.items() if is_stale(service_of(desk, key), today)]
    assert due == ["jobs"]
    assert is_stale(service_of(desk, directory["courses"]), date(2027, 11, 2))
    assert not is_stale(service_of(desk, directory["courses"]), date(2027, 11, 1))


def test_the_finder_begins_with_what_is_known_of_the_person_and_the_step(
    desk: Desk, directory: dict[str, str], step: Callable[[str, str], StepView]
) -> None:
    draft = NewcomerDraft(
        "Amina",
        status="refugee",
        district="Mitte",
        needs=("childcare",),
        languages=(LanguageView("ar", "native"), LanguageView("de", "A1")),
    )
    person = take_in(desk, draft, "K2").subject_id
    wanted = wanted_for(desk, person)
    assert wanted == Wanted(status="refugee", district="Mitte", language="ar", needs=("childcare",))
    stand = step(person, "STAND")
    assert wanted_for(desk, person, stand.id) == replace(wanted, type=stand.service_type)
    first = offered_services(desk, person)[0]
    assert (first.service.name, first.complete) == ("VHS Sprachenbüro", True)
    assert [m.service.name for m in offered_services(desk)] == ["Café Welt", "Jobcenter", "VHS Sprachenbüro"]
