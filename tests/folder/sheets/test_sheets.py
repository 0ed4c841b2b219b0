# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pypdfium2
import pytest
from PIL import ImageChops

from laufmappe.casework.views import STEP_STATES, CaseView, Deadline
from laufmappe.folder.make import leaves_of, make_folder
from laufmappe.folder.plan import Folder
from laufmappe.folder.sheets import office
from laufmappe.folder.sheets.clock import has_clock
from laufmappe.folder.sheets.leaf import Leaf
from laufmappe.folder.sheets.marks import icon_name, symbol
from laufmappe.folder.sheets.procedure import reached
from laufmappe.folder.sheets.track import ARROW, CENTRES, TURNS, WIDTH, Track
from laufmappe.folder.typeset.document import Document
from laufmappe.folder.words import Words

Reader = Callable[[bytes], list[str]]


def leaves(folder: Folder, kind: str) -> list[Leaf]:
    """The drawn pages of the sheets of a kind."""
    document = Document("Laufmappe", "Laufmappe", "de", datetime(2026, 1, 1, tzinfo=UTC))
    return [leaf for sheet in folder.sheets if sheet.kind == kind for leaf in leaves_of(sheet, folder, document)]


def printed(samples: Any, read_pages: Reader, step: Any, language: str = "") -> str:
    """The text of the sheet of one station."""
    case = samples.with_steps((step,))
    return read_pages(make_folder(case, language, samples.today, only={f"station:{step.id}"}))[0]


@pytest.mark.parametrize("language", ["de", "ar", "uk", "ti", "fr"])
def test_names_of_stations_keep_clear_of_the_line_that_goes_down_beside_them(samples: Any, language: str) -> None:
    case = samples.with_steps(samples.steps(41))
    most = 2 * (TURNS[1] - WIDTH / 2 - CENTRES[2])
    for leaf in leaves(samples.folder(case, Words(language)), "route"):
        for block, x, y in leaf.placed:
            middle = x + block.box_width / 2
            if 67 < y < 230 and abs(middle - CENTRES[2]) < 0.1 and block.box_width > 40:
                assert block.width < most


def test_you_are_here_stands_between_two_stations(samples: Any) -> None:
    for here in range(15):
        track = Track(first=0, count=15, here=here, total=15)
        arrow = track.arrow(67)
        assert arrow is not None
        x, y, points_right = arrow
        own = track.place(here, 67)
        assert y == own[1]
        assert (own[0] > x) is points_right
        reach = ARROW[0] / 2 + ARROW[1] + 0.5
        for at in range(15):
            sign_x, sign_y = track.place(at, 67)
            if sign_y == y:
                assert abs(sign_x - x) >= 12.5 + ARROW[0] / 2
        assert x - reach > 20
        assert x + reach < 196


def test_the_way_is_solid_up_to_where_the_person_stands() -> None:
    track = Track(first=15, count=15, here=17, total=40)
    assert [track.is_solid(at) for at in (15, 17, 18)] == [True, True, False]
    assert Track(first=0, count=3, here=None, total=3).is_solid(2)
    assert track.arrow(33) is not None
    assert Track(first=0, count=15, here=17, total=40).arrow(33) is None


def test_every_state_is_told_apart_by_its_shape_even_in_grey() -> None:
    document = Document("Laufmappe", "Laufmappe", "de", datetime(2026, 1, 1, tzinfo=UTC))
    for state in STEP_STATES:
        symbol(document.page(), state, 0, 0, 6)
    pdf = pypdfium2.PdfDocument(document.save())
    pictures = [page.render(scale=4, grayscale=True).to_pil().crop((0, 0, 70, 70)) for page in pdf]
    pdf.close()
    for at, picture in enumerate(pictures):
        for other in pictures[at + 1 :]:
            counts = ImageChops.difference(picture, other).histogram()
            assert sum(counts[100:]) > 40


def test_the_stamp_field_holds_a_stamp_and_nothing_but_its_label(samples: Any) -> None:
    width, height = office.STAMP
    assert width >= 60
    assert height >= 35
    for leaf in leaves(samples.folder(samples.case(), Words("ar")), "station"):
        labels = [(x, y) for block, x, y in leaf.placed if block.text == "Stempel"]
        assert labels
        for left, top in labels:
            for block, x, y in leaf.placed:
                inside = left - 1 < x + block.box_width and x < left + width - 4 and top + 5 < y < top + height - 1
                assert not inside, block.text


def test_the_law_and_our_advice_are_told_apart_in_words(samples: Any, read_pages: Reader) -> None:
    step = replace(samples.steps(1, ("open",))[0], due_on=date(2026, 12, 14))
    advice = printed(samples, read_pages, step)
    assert "Unser Rat – kein Gesetz" in advice
    law = printed(
        samples, read_pages, replace(step, deadline=Deadline("statutory", ("move_in",), weeks=2, norm="§ 17 BMG"))
    )
    assert "Gesetzliche Frist" in law
    assert "§ 17 BMG" in law
    assert "14.12.2026" in law
    assert "kein Gesetz" not in law


@pytest.mark.parametrize(
    ("deadline", "words"),
    [
        (Deadline("statutory", ("move_in",), weeks=2), ("Zeit in Wochen: 2.", "Die Zeit zählt ab: Einzug.")),
        (Deadline("statutory", ("residence",), months=6), ("Zeit in Monaten: 6.",)),
        (
            Deadline("duty", ("title_expiry",), days=-60),
            ("Zeit in Tagen: 60.", "Der letzte Tag liegt vor: Ablauf des Titels."),
        ),
        (Deadline("duty", ("step:ERST",), days=30), ("Die Zeit zählt ab: Erstberatung.",)),
        (Deadline("authority", ("summons",)), ("Das Datum steht in Ihrem Brief.",)),
    ],
)
def test_a_legal_deadline_without_a_day_is_told_as_a_rule(
    samples: Any, read_pages: Reader, deadline: Deadline, words: tuple[str, ...]
) -> None:
    step = replace(samples.steps(1, ("open",))[0], due_on=None, deadline=deadline)
    text = printed(samples, read_pages, step)
    for sentence in words:
        assert sentence in text


def test_where_no_office_is_chosen_the_kind_of_office_is_shown(samples: Any, read_pages: Reader) -> None:
    step = replace(samples.steps(1, ("open",))[0], service=None, appointment="")
    assert "Migrationsberatung" in printed(samples, read_pages, step)
    assert "Noch kein Termin." in printed(samples, read_pages, step)
    unknown = replace(step, service_type="")
    assert "Wir suchen mit Ihnen die richtige Stelle." in printed(samples, read_pages, unknown)


def test_words_of_the_counsellor_stand_in_german_with_a_note_beside_them(samples: Any, read_pages: Reader) -> None:
    step = replace(samples.steps(1, ("open",))[0], title="Zum Hausarzt gehen", why="Wir sprechen über Ihr Knie.")
    text = printed(samples, read_pages, step, "uk")
    assert "Zum Hausarzt gehen" in text
    assert "Wir sprechen über Ihr Knie." in text
    assert Words("uk").translation("Diesen Text gibt es nur auf Deutsch.") in text


def test_the_cover_of_a_centre_that_told_nothing_can_be_filled_in_by_hand(samples: Any, read_pages: Reader) -> None:
    from laufmappe.casework.views import CentreView

    pages = read_pages(make_folder(samples.case(centre=CentreView()), "", samples.today, only={"cover"}))
    assert "Ihre Ansprechperson" in pages[0]


def test_the_procedure_shows_whose_move_it_is_and_until_when(samples: Any, read_pages: Reader) -> None:
    (page,) = read_pages(make_folder(samples.case(), "", samples.today, only={"qualifications"}))
    assert "Am Zug: die Stelle" in page
    assert "spätestens 01.01.2027" in page
    late = read_pages(make_folder(samples.case(), "", date(2027, 1, 2), only={"qualifications"}))
    assert "Die Frist ist vorbei. Bitte kommen Sie zu uns." in late[0]


def qualifications(case: CaseView, **changes: Any) -> CaseView:
    """The case with another procedure."""
    (qualification,) = case.qualifications
    assert qualification.recognition is not None
    return replace(
        case, qualifications=(replace(qualification, recognition=replace(qualification.recognition, **changes)),)
    )


@pytest.mark.parametrize(
    ("state", "stage", "turn", "sentence"),
    [
        ("funding_granted", 1, "person", "Sie sind an der Reihe. Wir helfen Ihnen dabei."),
        ("applied", 2, "office", "Die Stelle arbeitet daran. Sie müssen nichts tun."),
        ("funding_refused", 1, "counsellor", "Wir arbeiten daran."),
        ("decided_full", 5, "nobody", "voll anerkannt"),
        ("suspended", 4, "nobody", "ruht"),
        ("withdrawn", 5, "nobody", "zurückgezogen"),
    ],
)
def test_a_procedure_without_legal_clock_says_so(
    samples: Any, read_pages: Reader, state: str, stage: int, turn: str, sentence: str
) -> None:
    changes = {"state": state, "stage": stage, "turn": turn, "clock_from": None, "clock_until": None}
    case = qualifications(samples.case(), **changes)
    text = read_pages(make_folder(case, "", samples.today, only={"qualifications"}))[0]
    assert sentence in text
    assert "spätestens" not in text
    procedure = case.qualifications[0].recognition
    assert procedure is not None
    assert has_clock(procedure) is ("Keine gesetzliche Frist." in text)


def test_a_procedure_that_rests_stays_at_the_stage_it_had_come_to(samples: Any) -> None:
    case = qualifications(samples.case(), state="suspended", stage=1, turn="nobody")
    assert case.qualifications[0].recognition is not None
    assert reached(case.qualifications[0].recognition) == 4


def test_the_slip_can_be_torn_off_and_finds_its_way_back(samples: Any, read_pages: Reader) -> None:
    (page,) = read_pages(make_folder(samples.case(), "", samples.today, only={"referral:r1"}))
    assert page.count("R5TD-38H7") == 2
    assert "hier abtrennen" in page
    assert "Rückmeldung" in page
    assert page.count("Beispielstraße 1, 33602 Musterstadt") >= 2
    assert "Spricht Arabisch, Deutsch (B1)." in page


def test_a_pictogram_that_is_not_shipped_becomes_a_pin() -> None:
    assert icon_name("house") == "house"
    assert icon_name("../fonts/x") == "map-pin"
    assert icon_name("") == "map-pin"
