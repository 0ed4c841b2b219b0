# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The sheets of running text: overview, goals, agreement, privacy notice, release, glossary, volunteer's sheet."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import pikepdf
import pytest

from laufmappe.casework.record_views import GoalView, ReleaseView, ReviewView
from laufmappe.casework.views import CaseView, CentreView, ServiceView
from laufmappe.casework.words import statuses
from laufmappe.errors import FolderError
from laufmappe.folder.contents import optional_sheets, sheets_of
from laufmappe.folder.fingerprint import fingerprint
from laufmappe.folder.make import leaves_of, make_folder, make_overview
from laufmappe.folder.plan import Folder
from laufmappe.folder.sheets.goals import LINE
from laufmappe.folder.sheets.leaf import Leaf
from laufmappe.folder.sheets.look import BOTTOM
from laufmappe.folder.typeset.document import Document
from laufmappe.folder.words import Words
from laufmappe.resources import read_json

Reader = Callable[[bytes], list[str]]
EXTRA = ("overview", "agreement", "privacy", "release:r1", "words", "volunteer")
FURTHER = (*EXTRA, "dates", "goals")
LONG = "Donaudampfschifffahrtsgesellschaft"


def with_appointments(samples: Any) -> CaseView:
    """A person with appointments ahead and a residence status."""
    steps = samples.steps(8, ("open", "planned"))
    steps = (replace(steps[0], appointment="2026-11-30T09:30"), *steps[1:])
    case: CaseView = samples.with_steps(steps)
    return replace(case, newcomer=replace(case.newcomer, status="toleration"))


def folder(case: CaseView, language: str, samples: Any) -> Folder:
    words = Words(language)
    return Folder(case, words, samples.today, sheets_of(case, words, EXTRA, samples.today))


def leaves(of: Folder) -> Iterator[tuple[str, Leaf]]:
    """Every drawn page of the further sheets with the key of its sheet."""
    document = Document("Laufmappe", "Laufmappe", "de", datetime(2026, 1, 1, tzinfo=UTC))
    for sheet in of.sheets:
        if sheet.key in FURTHER:
            yield from ((sheet.key, leaf) for leaf in leaves_of(sheet, of, document))


def printed(case: CaseView, key: str, samples: Any, read_pages: Reader, language: str = "") -> str:
    pages = read_pages(make_folder(case, language, samples.today, only={key}, extra=(*EXTRA, key)))
    return " ".join(" ".join(pages).split())


@pytest.mark.parametrize("language", ["", "uk"])
def test_hostile_texts_go_on_over_pages_and_lose_no_word(samples: Any, language: str, read_pages: Reader) -> None:
    case = with_appointments(samples)
    assert case.chain is not None
    first, *others = case.chain.steps
    assert others[0].service is not None
    long = replace(
        first,
        title=(LONG + " ") * 12,
        why="Wir erklären es. " * 120 + "WARUMENDE",
        bring=tuple(f"{LONG} Papier{n}." for n in range(70)),
        service=replace(others[0].service, name=LONG * 6, street="Lange Straße " * 30, organization=LONG * 4),
    )
    referral = replace(case.referrals[0], request="Bitte helfen Sie. " * 400 + "BITTENENDE", step_id=None)
    case = replace(case, chain=replace(case.chain, steps=(long, *others)), referrals=(referral,))
    for _key, leaf in leaves(folder(case, language, samples)):
        assert all(y + block.height <= BOTTOM + 10.2 for block, _x, y in leaf.placed)
    text = printed(case, "dates", samples, read_pages, language)
    assert all(f"Papier{n}." in text for n in range(70))
    assert "BITTENENDE" in printed(case, "release:r1", samples, read_pages, language)
    assert "WARUMENDE" in printed(case, "overview", samples, read_pages, language)
    assert "".join(printed(case, "agreement", samples, read_pages, language).split()).count(LONG) >= 12


def test_the_default_folder_has_the_goals_and_nothing_that_is_printed_on_demand(samples: Any) -> None:
    keys = [sheet.key for sheet in sheets_of(samples.case(), Words(""), today=samples.today)]
    assert keys[-1] == "goals"
    assert not set(keys) & set(EXTRA)
    offered = [key for key, _title in optional_sheets(samples.case())]
    assert offered == list(EXTRA)
    wanted = [sheet.key for sheet in sheets_of(samples.case(), Words(""), offered, samples.today)]
    assert set(offered) <= set(wanted)
    assert len(wanted) == len(set(wanted))


def test_there_is_one_release_form_for_each_open_referral(samples: Any) -> None:
    case = samples.case()
    two = replace(case, referrals=(case.referrals[0], replace(case.referrals[0], id="r2", state="done")))
    assert [key for key, _ in optional_sheets(two) if key.startswith("release")] == ["release:r1"]


def test_an_unknown_key_among_the_extra_sheets_is_passed_over(samples: Any) -> None:
    assert "nonsense" not in [sheet.key for sheet in sheets_of(samples.case(), Words(""), ("nonsense",))]


def test_a_folder_begins_with_the_overview_in_the_first_thirty_days(samples: Any) -> None:
    case = samples.case()
    taken_in = case.newcomer.taken_in_on
    assert "overview" in [s.key for s in sheets_of(case, Words(""), today=taken_in)]
    assert "overview" not in [s.key for s in sheets_of(case, Words(""), today=date(2027, 1, 1))]


def test_the_overview_in_a_folder_does_not_name_the_residence_status(samples: Any, read_pages: Reader) -> None:
    text = printed(with_appointments(samples), "overview", samples, read_pages)
    assert "Sozialamt" in text
    assert "Ausländerbehörde Musterstadt" in text
    assert "Duldung" not in text
    assert "Erstberatung" in text


@pytest.mark.parametrize("status", [*statuses(), "", "made up"])
def test_there_is_an_overview_for_every_status_without_a_case(samples: Any, status: str, read_pages: Reader) -> None:
    place = ServiceView("s9", "Haus der Beratung", "Stadt", type="migration_counselling", street="Am Markt 1")
    pages = read_pages(make_overview(status, "", samples.case().centre, [place], samples.today))
    assert len(pages) == 1
    assert "Hier bekommen Sie zuerst Hilfe" in pages[0]
    assert "Blatt" not in pages[0]
    if status == "unclear":
        assert "Haus der Beratung" in pages[0]
        assert "Am Markt 1" in pages[0]


def test_an_overview_that_cannot_be_printed_names_the_field(samples: Any) -> None:
    place = ServiceView("s9", "Haus \U0001f600", "Stadt", type="social_office")
    with pytest.raises(FolderError, match="Anlaufstelle"):
        make_overview("toleration", "", CentreView(), [place], samples.today)


def test_the_goals_have_lines_for_handwriting_and_both_questions(samples: Any, read_pages: Reader) -> None:
    assert LINE >= 8
    text = printed(samples.case(), "goals", samples, read_pages, "uk")
    for sentence in ("Was möchte ich erreichen?", "Was möchte ich beim nächsten Termin fragen?", "Bis wann"):
        assert sentence in text
        assert Words("uk").translation(sentence)


def with_goals(case: CaseView) -> CaseView:
    """The same person with an open goal, a reached one and one that was given up."""
    goal = GoalView("g1", "Als Pflegerin arbeiten", "work", "Anerkennung beantragen", "Frau Haddad",
                    date(2026, 9, 1), date(2027, 6, 30), "open", date(2026, 9, 1), "")  # fmt: skip
    reached = replace(goal, id="g2", text="Deutsch B2", state="reached", state_on=date(2026, 11, 2))
    return replace(case, goals=(goal, reached, replace(goal, id="g3", text="Auswandern", state="given_up")))


@pytest.mark.parametrize("language", ["", "uk"])
def test_the_goals_of_the_person_are_printed_and_leave_room_to_write(
    samples: Any, read_pages: Reader, language: str
) -> None:
    text = printed(with_goals(samples.case()), "goals", samples, read_pages, language)
    for words in (
        "Als Pflegerin arbeiten",
        "Anerkennung beantragen",
        "Darum kümmert sich: Frau Haddad",
        "bis 30.06.2027",
        "Das habe ich erreicht",
        "Deutsch B2",
        "Was möchte ich beim nächsten Termin fragen?",
    ):
        assert words in text
    assert "Auswandern" not in text


def test_many_goals_go_on_over_pages_and_still_leave_room_to_write(samples: Any, read_pages: Reader) -> None:
    case = with_goals(samples.case())
    many = tuple(replace(case.goals[0], id=f"g{n}", text=f"{LONG} Ziel{n}. " * 6) for n in range(20))
    text = printed(replace(case, goals=many), "goals", samples, read_pages, "ar")
    assert all(f"Ziel{n}." in text for n in range(20))
    assert text.count("Was möchte ich beim nächsten Termin fragen?") == 1


def test_a_changed_goal_means_a_new_sheet_and_no_goal_means_the_old_one(samples: Any) -> None:
    case = with_goals(samples.case())
    words = Words("")
    sheet = next(s for s in sheets_of(case, words) if s.key == "goals")

    def digest(of: CaseView) -> str:
        return fingerprint(sheet, of, words, {})

    other = replace(case, goals=(replace(case.goals[0], measure="Kurs suchen"), *case.goals[1:]))
    assert digest(case) != digest(other)
    assert digest(replace(case, goals=())) == digest(replace(case, goals=case.goals[2:]))


def test_the_agreement_says_situation_strengths_goals_and_the_last_review(samples: Any, read_pages: Reader) -> None:
    case = with_goals(samples.case())
    assert case.chain is not None
    first, last = (ReviewView(f"v{n}", date(2026, 10 + n, 2), f"Ergebnis{n}", f"Neues{n}") for n in range(2))
    chain = replace(
        case.chain,
        situation="Seit Mai hier.",
        strengths="Spricht vier Sprachen.",
        review_on=date(2027, 2, 1),
        reviews=(first, last),
    )
    text = printed(replace(case, chain=chain), "agreement", samples, read_pages)
    for words in (
        "Seit Mai hier.",
        "Spricht vier Sprachen.",
        "Als Pflegerin arbeiten",
        "Zwischenbilanz vom 02.11.2026",
        "Ergebnis1",
        "Neues1",
        "Wir prüfen den Plan am 01.02.2027.",
        "Ihre Unterschrift",
    ):
        assert words in text
    assert "Ergebnis0" not in text
    assert "Deutsch B2" not in text


def test_the_agreement_shows_open_stations_with_their_days_and_both_signatures(
    samples: Any, read_pages: Reader
) -> None:
    case = samples.with_steps(samples.steps(4, ("open", "done")))
    text = printed(case, "agreement", samples, read_pages)
    assert case.chain.steps[0].title in text
    assert case.chain.steps[1].title not in text
    assert "Unterschrift der Beratung" in text
    assert "Ihre Unterschrift" in text
    assert "keinen Nachteil" in text
    for step in case.chain.steps:
        if step.is_open and step.due_on:
            assert f"bis {step.due_on:%d.%m.%Y}" in text


def test_an_agreement_without_a_plan_can_be_written_by_hand(samples: Any, read_pages: Reader) -> None:
    assert "Bis wann" in printed(samples.case(chain=None), "agreement", samples, read_pages)


def test_the_privacy_notice_says_what_the_law_asks_for(samples: Any, read_pages: Reader) -> None:
    text = printed(samples.case(), "privacy", samples, read_pages)
    for words in (
        "Beratungsstelle Musterstadt",
        "Wofür wir Daten brauchen",
        "bitte prüfen",
        "verschlüsselt",
        "drei Jahre",
        "Kopie",
        "löschen",
        "zurücknehmen",
        "beschweren",
        "Erhalten am",
    ):
        assert words in text


def test_the_release_names_one_recipient_and_nothing_is_ticked(samples: Any, read_pages: Reader) -> None:
    text = printed(samples.case(), "release:r1", samples, read_pages)
    for words in (
        "Ich heiße Amina Haddad.",
        "Ausländerbehörde Musterstadt",
        "Gilt bis",
        "für die Zukunft zurücknehmen",
        "keinen Nachteil",
        "Übersetzt hat",
    ):
        assert words in text


def test_an_agreed_release_is_printed_with_its_parts_ticked_and_takes_the_place_of_the_empty_form(
    samples: Any, read_pages: Reader
) -> None:
    case = samples.case()
    place = case.referrals[0].service
    release = ReleaseView(
        "x1", "recipient", place.id, place.name, "Frau Muster", ("person", "qualifications"), "ANERKENNUNGKLÄREN", "to",
        "", "", None, date(2027, 6, 30), None, "", None,
    )  # fmt: skip
    agreed = replace(case, releases=(release,), named_services=(place,))
    assert [key for key, _ in optional_sheets(agreed) if key.startswith("release")] == ["release:x1"]
    text = printed(agreed, "release:x1", samples, read_pages)
    for words in (
        "Frau Muster",
        place.name,
        "Name, Geburtsdatum, Erreichbarkeit",
        "Qualifikationen und Anerkennung",
        "ANERKENNUNGKLÄREN",
        "Diese Erlaubnis gilt bis 30.06.2027.",
        "für die Zukunft zurücknehmen",
    ):
        assert words in text
    assert "Schritte und ihr Stand" not in text
    revoked = replace(agreed, releases=(replace(release, revoked_on=date(2026, 11, 1)),))
    assert [key for key, _ in optional_sheets(revoked) if key.startswith("release")] == ["release:r1"]


def test_the_glossary_is_in_the_order_of_the_alphabet_and_plain() -> None:
    entries = read_json("words", "glossary.json")["words"]
    terms = [entry["term"] for entry in entries]
    plain = str.maketrans("äöü", "aou")
    assert terms == sorted(terms, key=lambda term: term.lower().translate(plain))
    assert len(terms) >= 40
    for entry in entries:
        for sentence in re.split(r"(?<=[.?!]) ", entry["meaning"]):
            assert len(sentence.split()) <= 15, sentence


def test_hints_of_the_overview_are_there_for_every_status() -> None:
    hints = read_json("words", "overview.json")["hints"]
    assert set(hints) == set(statuses())


def test_the_volunteer_learns_nothing_of_the_case(samples: Any, read_pages: Reader) -> None:
    steps = tuple(
        replace(step, title=f"{step.title} GEHEIM", note="GEHEIM", service=replace(step.service, name="GEHEIM"))
        if step.service
        else step
        for step in samples.steps(40, ("open",))
    )
    case = samples.with_steps(steps)
    case = replace(case, newcomer=replace(case.newcomer, status="toleration", native_name="GEHEIM"))
    text = printed(case, "volunteer", samples, read_pages)
    assert "Amina" in text
    assert "Bankkonto eröffnen" in text
    for hidden in ("Haddad", "GEHEIM", "Duldung", "Asyl", "Sozialamt", "Jobcenter", "Kauffrau", "0417", "Anerkennung"):
        assert hidden not in text, hidden


def test_a_station_that_the_counsellor_wrote_is_not_shown_to_volunteers(samples: Any, read_pages: Reader) -> None:
    (step,) = samples.steps(1, ("open",))
    case = samples.with_steps((replace(step, template_step="", title="Zum Frauenhaus"),))
    assert "Frauenhaus" not in printed(case, "volunteer", samples, read_pages)


def test_what_a_sheet_does_not_show_leaves_its_fingerprint_alone(samples: Any) -> None:
    def prints(case: CaseView) -> dict[str, str]:
        return {s.key: s.fingerprint for s in sheets_of(case, Words(""), EXTRA, samples.today)}

    case = with_appointments(samples)
    other_status = replace(case, newcomer=replace(case.newcomer, status="eu_citizen"))
    before, after = prints(case), prints(other_status)
    assert {key for key in before if before[key] != after[key]} == {"overview"}


@pytest.mark.parametrize("key", FURTHER)
def test_the_further_sheets_are_tagged_with_headings_in_both_languages(samples: Any, key: str) -> None:
    pdf = make_folder(with_appointments(samples), "tr", samples.today, only={key}, extra=EXTRA)
    with pikepdf.open(BytesIO(pdf)) as document:
        languages: set[str] = set()
        roles: set[str] = set()

        def walk(element: Any) -> None:
            if isinstance(element, pikepdf.Array):
                for kid in element:
                    walk(kid)
            elif isinstance(element, pikepdf.Dictionary) and "/S" in element:
                roles.add(str(element.S))
                languages.add(str(element.get("/Lang", "")))
                walk(element.get("/K", pikepdf.Array([])))

        walk(document.Root.StructTreeRoot.K)
    assert "/H1" in roles
    assert "/P" in roles
    assert "tr" in languages
