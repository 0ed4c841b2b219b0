# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""A fictional person with stations in every state, and variations of them that nobody would like to print."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

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
from laufmappe.folder.make import leaves_of, slips_of
from laufmappe.folder.plan import Folder
from laufmappe.folder.reprint import changed as changed_keys
from laufmappe.folder.reprint import folder_of, swaps
from laufmappe.folder.sheets.leaf import Leaf
from laufmappe.folder.typeset.document import Document
from laufmappe.folder.typeset.layout import MM, Block
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


def first_key(of: CaseView, language: str, kind: str, large_print: bool = False) -> str:
    """The key of the first sheet of a kind."""
    words = Words(language, large_print=large_print)
    return next(sheet.key for sheet in sheets_of(of, words, (), TODAY) if sheet.kind == kind)


def told(words: str) -> CentreView:
    """A centre that tells everything of itself with these words."""
    return CentreView(words, words, words, words, words, words, words, words, words)


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
    first_key: Callable[..., str] = first_key
    told: Callable[[str], CentreView] = told
    today: date = TODAY
    codes: tuple[str, ...] = CODES


@pytest.fixture(scope="session")
def samples() -> Samples:
    return Samples()


@pytest.fixture(scope="session", autouse=True)
def text_engine(request: pytest.FixtureRequest) -> object:
    """The text engine runs as long as the tests do: that of the window, which other tests of this process may need."""
    return request.getfixturevalue("qapp")


def ink(block: Block, x: float, y: float) -> tuple[float, float, float, float]:
    """The rectangle that the lines of a block take, not its whole box: left, top, right, bottom."""
    edges = [
        (x + glyph.x / MM, x + (glyph.x + piece.face.width(glyph.number) * piece.size / 1000) / MM)
        for line in block.lines
        for piece in line.pieces
        for glyph in piece.glyphs
        if glyph.characters.strip()
    ]
    return min((edge[0] for edge in edges), default=x), y, max((edge[1] for edge in edges), default=x), y + block.height


def misplaced_on(leaf: Leaf) -> Iterator[str]:
    """Words of a page that lie on other words, or leave the margins: 20 mm left, 14 right, 6.5 above, 5 below."""
    boxes = [(*ink(*placed), placed[0].text) for placed in leaf.placed]
    for at, (left, top, right, bottom, text) in enumerate(boxes):
        if right > left and (left < 19.5 or right > 196.5 or top < 6.5 or bottom > 292):
            yield f"{text!r} leaves the margins"
        for other in boxes[at + 1 :]:
            across = min(right, other[2]) - max(left, other[0])
            down = min(bottom, other[3]) - max(top, other[1])
            if across > 0.2 and down > 0.6:
                yield f"{text!r} and {other[4]!r}"


@pytest.fixture(scope="session")
def misplaced() -> Callable[..., list[str]]:
    """Gives what is wrong with the places of the words on all sheets of a folder, and on the slip for some of them.

    With `cut`, words that were cut off count as well.
    """

    def find(of: Folder, keys: Collection[str] = (), cut: bool = False) -> list[str]:
        document = Document("Laufmappe", "Laufmappe", "de", datetime(2026, 1, 1, tzinfo=UTC))
        pages = [(sheet.key, leaf) for sheet in of.sheets for leaf in leaves_of(sheet, of, document)]
        exchanged = swaps(of, keys) if keys else ()
        if exchanged:
            pages += [("slip", leaf) for leaf in slips_of(exchanged, of, document)]
        faults = [f"{key}: {fault}" for key, leaf in pages for fault in misplaced_on(leaf)]
        if cut:
            faults += [f"{key}: {b.text!r} is cut" for key, leaf in pages for b, _x, _y in leaf.placed if b.truncated]
        return faults

    return find


@pytest.fixture(scope="session")
def outside() -> Callable[[bytes], list[str]]:
    """Gives the words of a PDF whose ink leaves the margins: 20 mm on the left, 14 on the right, 8 above, 5 below."""

    def find(pdf: bytes) -> list[str]:
        document = pypdfium2.PdfDocument(pdf)
        found = []
        for number, page in enumerate(document):
            text = page.get_textpage()
            for at in range(text.count_rects()):
                left, bottom, right, top = (edge / MM for edge in text.get_rect(at))
                if right > left and (left < 19.5 or right > 196.5 or bottom < 5 or top > 297 - 8):
                    found.append(f"page {number + 1}: {text.get_text_bounded(*text.get_rect(at))!r}")
        document.close()
        return found

    return find


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
