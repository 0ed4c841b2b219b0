# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
import hashlib
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pikepdf
import pypdfium2
import pytest
import zxingcpp

from laufmappe.casework.views import CentreView, ChainView, Deadline, LanguageView, QualificationView, StepView
from laufmappe.folder.make import make_folder
from laufmappe.folder.words import Words, folder_languages

LANGUAGES = ["", *(language.code for language in folder_languages() if language.code != "de")]
Misplaced = Callable[..., list[str]]
Outside = Callable[[bytes], list[str]]
LONG = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen"
LONG_NAME = "Abdul-Rahman al-Khaled ibn " * 11


def hostile_step(step: StepView) -> StepView:
    return replace(
        step,
        title=(LONG + " ") * 5,
        why="Wir erklären Ihnen alles ganz genau. " * 270,
        advice="Kommen Sie früh. " * 17,
        bring=tuple(f"{LONG} Nummer {n}" for n in range(50)),
        deadline=Deadline("statutory", ("arrival",), weeks=2, norm="§ 1 " * 60),
        service=replace(step.service, name=LONG * 4, room="x" * 300, hours="Mo–Fr " * 50, street="Lange Straße " * 20)
        if step.service
        else None,
        state="running",
    )


def hostile(samples: Any, kind: str) -> Any:
    """Cases that nobody would like to print, by name."""
    plain = samples.case()
    newcomer = plain.newcomer
    one = samples.steps(3, ("open",))[1]
    return {
        "long texts": samples.with_steps((hostile_step(one), *samples.steps(4, ("open",)))),
        "long name": replace(
            plain,
            newcomer=replace(
                newcomer, given_name=LONG_NAME[:300], family_name=LONG * 5, native_name="محمد عبد الرحمن " * 18
            ),
        ),
        "name of one letter": replace(plain, newcomer=replace(newcomer, given_name="", family_name="Ö")),
        "no name": replace(plain, newcomer=replace(newcomer, given_name="", family_name="", native_name="")),
        "right-to-left name": replace(
            plain, newcomer=replace(newcomer, given_name="أمينة (Amina)", family_name="حداد")
        ),
        "no steps": samples.with_steps(()),
        "no chain": replace(plain, chain=None),
        "sixty steps": samples.with_steps(samples.steps(60)),
        "all done": samples.with_steps(samples.steps(15, ("done",))),
        "empty centre": replace(plain, centre=CentreView()),
        "nothing at all": replace(plain, chain=None, qualifications=(), referrals=(), centre=CentreView()),
        "long centre": replace(
            plain,
            centre=samples.told(LONG * 5),
        ),
        "long referral": replace(
            plain,
            referrals=(
                replace(
                    plain.referrals[0],
                    request="Bitte helfen Sie. " * 550,
                    service=replace(plain.referrals[0].service, name=LONG * 4, organization=LONG * 4),
                ),
            ),
        ),
        "many qualifications": replace(
            plain,
            newcomer=replace(newcomer, languages=tuple(LanguageView(code, "B1") for code in ("ar", "en", "fr") * 9)),
            qualifications=(
                *plain.qualifications * 5,
                *(QualificationView(f"q{n}", "school", LONG * 5, "شهادة " * 50, LONG * 5, "SY") for n in range(4)),
            ),
        ),
    }[kind]


KINDS = (
    "long texts",
    "long name",
    "name of one letter",
    "no name",
    "right-to-left name",
    "no steps",
    "no chain",
    "sixty steps",
    "all done",
    "empty centre",
    "nothing at all",
    "long centre",
    "long referral",
    "many qualifications",
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_ink_leaves_the_margins_in_any_language(samples: Any, language: str, outside: Outside) -> None:
    assert not outside(make_folder(samples.case(), language, samples.today))


@pytest.mark.parametrize(
    ("kind", "language"),
    [
        *((kind, "ar") for kind in KINDS),
        ("long texts", ""),
        ("long texts", "uk"),
        ("long name", "uk"),
        ("long referral", ""),
    ],
)
def test_no_content_leaves_the_page_or_covers_other_words(
    samples: Any, kind: str, language: str, misplaced: Misplaced, outside: Outside
) -> None:
    case = hostile(samples, kind)
    assert not misplaced(samples.folder(case, Words(language)))
    assert not outside(make_folder(case, language, samples.today))


def test_long_texts_are_printed_to_their_last_word(samples: Any, read_pages: Callable[[bytes], list[str]]) -> None:
    step = samples.steps(2, ("open",))[1]
    case = samples.with_steps(
        (replace(step, why="Wort " * 1990 + "WARUMENDE", bring=tuple(f"Papier{n}." for n in range(50))),)
    )
    case = replace(case, referrals=(replace(case.referrals[0], request="Wort " * 1990 + "BITTENENDE"),))
    text = "".join(read_pages(make_folder(case, "uk", samples.today)))
    assert "WARUMENDE" in text
    assert "BITTENENDE" in text
    assert all(f"Papier{n}." in text for n in range(50))


def test_german_and_the_second_language_are_both_there(samples: Any, read_pages: Callable[[bytes], list[str]]) -> None:
    text = "\n".join(read_pages(make_folder(samples.case(), "uk", samples.today)))
    assert "Diese Mappe gehört Ihnen." in text
    assert "Мій шлях" in text


def test_dates_and_times_read_the_same_in_a_right_to_left_language(samples: Any) -> None:
    step = replace(samples.steps(1, ("planned",))[0], appointment="2026-03-12T14:30")
    pdf = make_folder(samples.with_steps((step,)), "ar", samples.today)
    document = pypdfium2.PdfDocument(pdf)
    places = []
    for page in document:
        text = page.get_textpage()
        whole = text.get_text_range()
        for found in re.finditer(r"14:30|12\.03\.2026", whole):
            # In the picture, too: the characters stand from left to right.
            edges = [text.get_charbox(at)[0] for at in range(found.start(), found.end())]
            places.append((found[0], edges == sorted(edges)))
    document.close()
    assert places.count(("14:30", True)) >= 2
    assert places.count(("12.03.2026", True)) >= 2
    assert all(in_order for _text, in_order in places)


def test_the_codes_on_the_boxes_can_be_scanned(samples: Any) -> None:
    document = pypdfium2.PdfDocument(make_folder(samples.case(), "ar", samples.today))
    read = set()
    for page in document:
        picture = page.render(scale=150 / 72).to_pil()
        read |= {found.text for found in zxingcpp.read_barcodes(picture)}
    document.close()
    assert {code for code in read if not code.startswith("BEGIN:VCALENDAR")} == set(samples.codes)


def test_the_same_case_gives_the_same_bytes(samples: Any) -> None:
    first, second = (make_folder(samples.case(), "fa", samples.today) for _ in range(2))
    assert hashlib.sha256(first).hexdigest() == hashlib.sha256(second).hexdigest()


def test_what_is_kept_for_the_centre_alone_is_not_printed(
    samples: Any, read_pages: Callable[[bytes], list[str]]
) -> None:
    text = "".join(read_pages(make_folder(samples.case(), "", samples.today)))
    assert "INTERN" not in text
    assert "Kinderbetreuung" not in text


def test_only_the_wanted_sheets_are_printed_with_their_revision(
    samples: Any, read_pages: Callable[[bytes], list[str]]
) -> None:
    case = samples.held(samples.case(), revision=3)
    moved = replace(case, chain=replace(case.chain, steps=case.chain.steps[:4]))
    pages = read_pages(make_folder(moved, "", samples.today, only={"route"}))
    assert len(pages) == 1
    assert "Fassung 4" in pages[0]
    assert "Blatt 2" in pages[0]


def test_every_sheet_says_when_nobody_has_read_the_translation(
    samples: Any, read_pages: Callable[[bytes], list[str]]
) -> None:
    for page in read_pages(make_folder(samples.case(), "tr", samples.today)):
        assert "Übersetzung ungeprüft" in page
    for page in read_pages(make_folder(samples.case(), "", samples.today)):
        assert "ungeprüft" not in page


def test_progress_counts_the_sheets(samples: Any) -> None:
    told: list[tuple[int, int]] = []
    make_folder(samples.case(), "", samples.today, lambda done, of: told.append((done, of)))
    assert told[0][0] == 0
    assert told[-1][0] == told[-1][1] == len(told) - 1


def test_the_file_names_nobody_in_its_properties_and_has_a_bookmark_for_each_sheet(samples: Any) -> None:
    from io import BytesIO

    with pikepdf.open(BytesIO(make_folder(samples.case(), "ar", samples.today))) as pdf:
        assert "Haddad" not in str(pdf.docinfo["/Title"]) + str(pdf.docinfo["/Author"])
        with pdf.open_outline() as outline:
            titles = [item.title for item in outline.root]
    assert titles[:2] == ["Blatt 1 – Deckblatt", "Blatt 2 – Mein Weg"]
    assert all("Haddad" not in title for title in titles)


def test_a_box_whose_code_is_void_is_printed_without_one(samples: Any) -> None:
    step = replace(samples.steps(1, ("open",))[0], code="")
    case = replace(samples.with_steps((step,)), referrals=())
    document = pypdfium2.PdfDocument(make_folder(case, "", samples.today))
    assert not [found for page in document for found in zxingcpp.read_barcodes(page.render(scale=2).to_pil())]
    document.close()


def test_there_is_a_route_for_every_number_of_stations(samples: Any) -> None:
    for count in (0, 1, 3, 4, 15, 16, 31):
        stations = samples.steps(count, ("done", "done", "running", "open"))
        case = replace(samples.with_steps(stations), qualifications=(), referrals=())
        assert isinstance(case.chain, ChainView)
        pdf = make_folder(case, "", samples.today, only={"route"})
        document = pypdfium2.PdfDocument(pdf)
        assert len(document) == max(1, -(-count // 15))
        document.close()
