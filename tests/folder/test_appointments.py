# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pypdfium2
import pytest
import segno
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st

from laufmappe.casework.views import CaseView, ReferralView, ServiceView
from laufmappe.folder.appointments import Appointment, ahead, appointments, calendar_entry
from laufmappe.folder.contents import sheets_of
from laufmappe.folder.make import make_folder, print_folder
from laufmappe.folder.plan import Folder
from laufmappe.folder.words import Words

DAY = date(2026, 11, 20)
LARGEST_VERSION = 9
"""A QR code of more modules can't be read from a print at 100 dpi."""


def person(samples: Any, *days: str) -> CaseView:
    """A person whose stations have these appointments."""
    steps = samples.steps(len(days), ("open",))
    case: CaseView = samples.with_steps(tuple(replace(s, appointment=d) for s, d in zip(steps, days, strict=True)))
    return replace(case, referrals=())


def parsed(entry: str) -> Any:
    """The one event of a calendar entry, as another program reads it."""
    icalendar = pytest.importorskip("icalendar", reason="the second reader of calendars is not installed")
    calendar = icalendar.Calendar.from_ical(entry)
    (event,) = calendar.walk("VEVENT")
    assert not event.errors
    return event


def codes_of(pdf: bytes, dpi: int = 100) -> list[str]:
    """What a scanner reads on the pages, printed at a resolution."""
    document = pypdfium2.PdfDocument(pdf)
    found = [
        each.text
        for page in document
        for each in zxingcpp.read_barcodes(page.render(scale=dpi / 72, grayscale=True).to_pil())
    ]
    document.close()
    return found


def test_appointments_stand_in_the_order_of_time(samples: Any) -> None:
    case = person(samples, "2026-12-04T14:00", "", "2026-11-30T09:30")
    assert [each.at for each in appointments(case)] == [
        datetime.fromisoformat("2026-11-30T09:30"),
        datetime.fromisoformat("2026-12-04T14:00"),
    ]


def test_an_appointment_of_today_is_still_to_come_and_one_of_yesterday_is_not(samples: Any) -> None:
    case = person(samples, "2026-11-20T08:00", "2026-11-19T18:00")
    assert [each.at.day for each in ahead(case, DAY)] == [20]


def test_a_station_that_ended_has_no_appointment(samples: Any) -> None:
    case = person(samples, "2026-12-04T14:00")
    assert case.chain is not None
    done = replace(case.chain.steps[0], state="done")
    assert not appointments(replace(case, chain=replace(case.chain, steps=(done,))))


def test_an_appointment_that_a_station_and_its_referral_share_counts_once(samples: Any) -> None:
    case = person(samples, "2026-12-02T10:15")
    assert case.chain is not None
    shared = replace(samples.case().referrals[0], step_id=case.chain.steps[0].id)
    assert len(appointments(replace(case, referrals=(shared,)))) == 1
    assert len(appointments(replace(case, referrals=(replace(shared, step_id=None),)))) == 2


def test_there_is_a_sheet_of_appointments_only_when_there_are_some(samples: Any) -> None:
    def keys(*days: str) -> list[str]:
        return [sheet.key for sheet in sheets_of(person(samples, *days), Words(""), today=DAY)]

    assert "dates" in keys("2026-12-04T14:00")
    assert "dates" not in keys("")
    assert "dates" not in keys("2026-11-01T14:00")


def test_nobody_has_to_swap_the_sheet_because_a_day_has_passed(samples: Any) -> None:
    case = person(samples, "2026-11-25T14:00", "2026-12-04T14:00")
    first, second = (
        next(sheet.fingerprint for sheet in sheets_of(case, Words(""), today=day) if sheet.key == "dates")
        for day in (date(2026, 11, 20), date(2026, 11, 30))
    )
    assert first == second


def test_another_calendar_reads_the_entry(samples: Any) -> None:
    case = person(samples, "", "2026-11-30T09:30")
    assert case.chain is not None
    step = case.chain.steps[1]
    event = parsed(calendar_entry(appointments(case)[0], DAY))
    assert event["SUMMARY"] == step.title
    assert event["LOCATION"] == "Beispielstraße 12 Musterstadt"
    assert event["UID"] == step.code
    assert event.start == datetime.fromisoformat("2026-11-30T09:30")
    assert event.start.tzinfo is None


def test_the_entry_says_nothing_of_the_person(samples: Any) -> None:
    for each in appointments(samples.case()):
        entry = calendar_entry(each, DAY)
        for hidden in ("Amina", "Haddad", "0417", "INTERN", "Beratungsstelle"):
            assert hidden not in entry


def test_an_entry_without_a_code_is_still_told_apart_and_says_nothing(samples: Any) -> None:
    (each,) = appointments(person(samples, "2026-11-30T09:30"))
    assert each.step is not None
    void = replace(each, step=replace(each.step, code=""))
    uid = parsed(calendar_entry(void, DAY))["UID"]
    assert uid
    assert each.step.id not in uid


def lines_of(entry: str) -> dict[str, str]:
    """The lines of an entry by their names, read by the rules of RFC 5545 alone."""
    assert entry.endswith("\r\n")
    lines = entry.removesuffix("\r\n").split("\r\n")
    for line in lines:
        assert len(line.encode()) <= 75
        assert line.isprintable()
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[3] == "BEGIN:VEVENT"
    assert lines[-2:] == ["END:VEVENT", "END:VCALENDAR"]
    return dict(line.split(":", 1) for line in lines)


def test_the_entry_follows_the_norm_line_by_line(samples: Any) -> None:
    (each,) = appointments(person(samples, "2026-11-30T09:30"))
    found = lines_of(calendar_entry(each, DAY))
    assert found["VERSION"] == "2.0"
    assert {"PRODID", "UID", "DTSTAMP", "DTSTART", "SUMMARY"} <= set(found)
    assert found["DTSTART"] == "20261130T093000"
    assert found["DTSTAMP"] == "20261120T000000Z"


@settings(deadline=None, max_examples=30)
@given(title=st.text(max_size=90), street=st.text(max_size=90), city=st.text(max_size=60))
def test_an_entry_stays_readable_whatever_was_typed(title: str, street: str, city: str) -> None:
    place = ServiceView("s", title, "", street=street, city=city)
    referral = ReferralView("r", "placement", place, None, "", DAY, "", "sent", DAY, "", None, "K7M492QY")
    entry = calendar_entry(Appointment(datetime.fromisoformat("2026-11-30T09:30"), place, referral=referral), DAY)
    assert int(segno.make_qr(entry, error="l", boost_error=False).version) <= LARGEST_VERSION
    found = lines_of(entry)
    assert found["UID"] == "K7M492QY"
    assert found["DTSTART"] == "20261130T093000"


@settings(deadline=None, max_examples=20)
@given(title=st.text(min_size=1, max_size=40))
def test_another_calendar_reads_whatever_was_typed(title: str) -> None:
    place = ServiceView("s", title, "")
    referral = ReferralView("r", "placement", place, None, "", DAY, "", "sent", DAY, "", None, "K7M492QY")
    event = parsed(
        calendar_entry(Appointment(datetime.fromisoformat("2026-11-30T09:30"), place, referral=referral), DAY)
    )
    assert event["UID"] == "K7M492QY"
    assert event.start == datetime.fromisoformat("2026-11-30T09:30")


@pytest.mark.parametrize("language", ["", "ar"])
def test_the_calendar_codes_can_be_scanned_from_a_print_at_100_dpi(
    samples: Any, language: str, read_pages: Callable[[bytes], list[str]]
) -> None:
    case = person(samples, "2026-11-30T09:30", "2026-12-04T14:00", "2027-01-11T08:15", "2027-02-01T10:00")
    pdf = make_folder(case, language, DAY, only={"dates"})
    found = codes_of(pdf)
    expected = [calendar_entry(each, DAY) for each in appointments(case)]
    assert sorted(found) == sorted(expected)
    text = "".join(read_pages(pdf))
    assert "Montag, 30.11.2026, 9:30 Uhr" in text
    assert "Ausländerbehörde Musterstadt" in text


def test_the_sheet_says_which_sheets_to_take_along_and_what_to_bring(
    samples: Any, read_pages: Callable[[bytes], list[str]]
) -> None:
    case = replace(person(samples, "2026-11-30T09:30"), referrals=samples.case().referrals)
    text = "".join(read_pages(make_folder(case, "", DAY, only={"dates"})))
    assert "Nehmen Sie Blatt" in text
    assert "Mitbringen" in text
    assert "Termin bei: Ausländerbehörde Musterstadt" in text


def test_when_all_appointments_are_over_the_sheet_says_so(
    samples: Any, read_pages: Callable[[bytes], list[str]]
) -> None:
    case = person(samples, "2026-11-01T09:30")
    folder = Folder(case, Words(""), DAY, sheets_of(case, Words("")))
    assert "Zurzeit steht kein Termin fest." in "".join(read_pages(print_folder(folder, only={"dates"})))


def test_the_largest_calendar_code_can_be_scanned_at_100_dpi(samples: Any) -> None:
    case = person(samples, "", "2026-11-30T09:30")
    assert case.chain is not None
    step = case.chain.steps[1]
    assert step.service is not None
    place = replace(step.service, street="Straße der Völkerverständigung 117b", city="Groß-Musterstadt an der Ems")
    full = replace(step, title="Beschäftigungserlaubnis beantragen und abholen", service=place)
    case = replace(case, chain=replace(case.chain, steps=(full,)))
    (expected,) = [calendar_entry(each, DAY) for each in appointments(case)]
    assert int(segno.make_qr(expected, error="l", boost_error=False).version) == LARGEST_VERSION
    assert codes_of(make_folder(case, "uk", DAY, only={"dates"})) == [expected]
