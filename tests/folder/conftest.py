# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""A fictional person with stations in every state, and variations of them that nobody would like to print."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

import pypdfium2
import pytest

from laufmappe.casework.derived import deadline_of
from laufmappe.casework.views import (
    STEP_STATES,
    CaseView,
    CentreView,
    ChainView,
    LanguageView,
    NewcomerView,
    PrintedSheet,
    QualificationView,
    RecognitionEventView,
    RecognitionView,
    ReferralView,
    ServiceView,
    StepView,
)
from laufmappe.folder.contents import sheets_of
from laufmappe.folder.plan import Folder
from laufmappe.folder.reprint import changed as changed_keys
from laufmappe.folder.reprint import folder_of
from laufmappe.folder.words import Words
from laufmappe.resources import read_json

TODAY = date(2026, 11, 20)
CODES = ("K7M492QY", "P3XF7D62", "R5TD38H7")

OFFICE = ServiceView(
    id="s1",
    name="Ausländerbehörde Musterstadt",
    organization="Stadt Musterstadt",
    type="immigration_office",
    street="Beispielstraße 12",
    postcode="33602",
    city="Musterstadt",
    room="204",
    hours="Mo–Fr 8–12 Uhr",
    phone="0521 000001",
)
NEWCOMER = NewcomerView(
    id="n1",
    number=417,
    given_name="Amina",
    family_name="Haddad",
    native_name="أمينة حداد",
    birth_date="1992",
    nationality="SY",
    status="",
    phone="",
    email="",
    reach_by="",
    address="",
    district="",
    interpreter=True,
    needs=("childcare",),
    note="NUR INTERN",
    counsellor="",
    taken_in_on=date(2026, 9, 1),
    closed_on=None,
    languages=(LanguageView("ar", "native"), LanguageView("de", "B1")),
    milestones={},
)
CENTRE = CentreView(
    name="Beratungsstelle Musterstadt",
    street="Beispielstraße 1",
    city="33602 Musterstadt",
    hours="Montag–Freitag, 9–16 Uhr",
    counsellor="Maria Beispiel",
    phone="0521 000000",
    email="beratung@musterstadt.example",
)
QUALIFICATION = QualificationView(
    id="q1",
    kind="vocational",
    title="Kauffrau für Büromanagement",
    original_title="موظفة إدارة مكتبية",
    institution="Institut Aleppo",
    country="SY",
    finished="2014",
    recognition=RecognitionView(
        id="r1",
        body="IHK FOSA",
        regulated=False,
        file_number="FOSA-123",
        state="in_review",
        since=date(2026, 10, 1),
        stage=4,
        turn="office",
        events=(
            RecognitionEventView("applied", date(2026, 9, 3)),
            RecognitionEventView("complete", date(2026, 10, 1)),
            RecognitionEventView("in_review", date(2026, 10, 1)),
        ),
        clock_from=date(2026, 10, 1),
        clock_until=date(2027, 1, 1),
    ),
)
REFERRAL = ReferralView(
    id="r1",
    kind="placement",
    service=OFFICE,
    step_id=None,
    request="Bitte geben Sie Frau Haddad die Berechtigung für den Berufssprachkurs B2.",
    sent_on=TODAY,
    appointment="2026-12-02T10:15",
    state="sent",
    state_on=TODAY,
    feedback="",
    follow_up_on=None,
    code=CODES[2],
)


def steps(count: int = 15, states: tuple[str, ...] = STEP_STATES) -> tuple[StepView, ...]:
    """Stations out of the shipped ones, in all states in turn."""
    library = read_json("chains", "steps.json")["steps"]
    return tuple(_step(number, library[number % len(library)], states[number % len(states)]) for number in range(count))


def _step(number: int, content: dict[str, object], state: str) -> StepView:
    deadline = content["deadline"]
    bring = content["bring"]
    assert isinstance(deadline, dict)
    assert isinstance(bring, list)
    return StepView(
        id=f"step{number}",
        number=number + 1,
        template_step=str(content["id"]),
        title=str(content["title"]),
        why=str(content["why"]),
        topic=str(content["topic"]),
        icon=str(content["icon"]),
        service_type=str(content["service_type"]),
        bring=tuple(bring),
        deadline=deadline_of(deadline),
        advice=str(content["advice"]),
        hint="",
        state=state,
        state_since=date(2026, 10, 1),
        reason="NUR INTERN",
        done_on=None,
        due_on=date(2026, 12, 14) if number % 2 else None,
        due_fixed=False,
        appointment="2026-03-12T14:30" if number % 3 == 1 else "",
        service=OFFICE if number % 3 else None,
        note="NUR INTERN",
        ready=True,
        code=CODES[number % 2],
    )


def case(**changes: object) -> CaseView:
    """The person with fifteen stations, a qualification and a referral; parts can be replaced."""
    chain = ChainView("c1", "K2", 1, "Anerkannt", date(2026, 9, 1), steps())
    whole = CaseView(NEWCOMER, chain, (QUALIFICATION,), (REFERRAL,), CENTRE)
    return replace(whole, **changes)  # type: ignore[arg-type]  # the names are those of CaseView


def with_steps(stations: tuple[StepView, ...]) -> CaseView:
    """The person with these stations."""
    return case(chain=ChainView("c1", "K2", 1, "Anerkannt", date(2026, 9, 1), stations))


def folder(of: CaseView, words: Words) -> Folder:
    """The folder of a case as it is printed the first time."""
    return Folder(of, words, TODAY, sheets_of(of, words))


def held(of: CaseView, language: str = "", revision: int = 1) -> CaseView:
    """The case after its whole folder was handed out, on a day before."""
    day = date(2026, 11, 2)
    sheets = sheets_of(of, Words(language), (), TODAY)
    paper = tuple(PrintedSheet(s.key, s.number, revision, s.fingerprint, language, day) for s in sheets)
    return replace(of, printed_sheets=paper)


def move_appointment(of: CaseView) -> CaseView:
    """The case with another appointment at its first open station."""
    assert of.chain is not None
    stations = list(of.chain.steps)
    at = next(at for at, step in enumerate(stations) if step.is_open)
    stations[at] = replace(stations[at], appointment="2026-12-07T09:30")
    return replace(of, chain=replace(of.chain, steps=tuple(stations)))


def changed(of: CaseView, language: str = "") -> tuple[str, ...]:
    """The keys of the sheets that are not held as they are."""
    return changed_keys(folder_of(of, Words(language), TODAY))


def first_key(of: CaseView, language: str, kind: str) -> str:
    """The key of the first sheet of a kind."""
    return next(sheet.key for sheet in sheets_of(of, Words(language), (), TODAY) if sheet.kind == kind)


@dataclass
class Samples:
    """The makers above, for tests."""

    case: Callable[..., CaseView] = case
    with_steps: Callable[[tuple[StepView, ...]], CaseView] = with_steps
    steps: Callable[..., tuple[StepView, ...]] = steps
    folder: Callable[[CaseView, Words], Folder] = folder
    held: Callable[..., CaseView] = held
    move_appointment: Callable[[CaseView], CaseView] = move_appointment
    changed: Callable[..., tuple[str, ...]] = changed
    first_key: Callable[[CaseView, str, str], str] = first_key
    today: date = TODAY
    codes: tuple[str, ...] = CODES


@pytest.fixture(scope="session")
def samples() -> Samples:
    return Samples()


@pytest.fixture(scope="session", autouse=True)
def text_engine(request: pytest.FixtureRequest) -> object:
    """The text engine runs as long as the tests do: that of the window, which other tests of this process may need."""
    return request.getfixturevalue("qapp")


@pytest.fixture(scope="session")
def read_pages() -> Callable[[bytes], list[str]]:
    """The text of each page of a PDF, as a reader would copy it."""

    def read(pdf: bytes) -> list[str]:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return [page.get_textpage().get_text_range() for page in document]
        finally:
            document.close()

    return read
