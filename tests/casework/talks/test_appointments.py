# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Appointments that stand for themselves."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from laufmappe.casework.desk import Desk
from laufmappe.casework.people.case import case
from laufmappe.casework.talks.appointments import (
    AppointmentDraft,
    change_appointment,
    end_appointment,
    remove_appointment,
    set_appointment,
)
from laufmappe.errors import FieldError, NotFoundError
from laufmappe.folder.appointments import appointments, calendar_file

Take = Callable[..., str]


def test_an_appointment_stands_among_those_of_the_person_until_it_has_ended(
    desk: Desk, take: Take, service: str
) -> None:
    person = take()
    key = set_appointment(desk, person, AppointmentDraft("2026-12-01T09:30", "Schule", service_id=service)).subject_id
    change_appointment(desk, key, AppointmentDraft("2026-12-02T10:00", "Schule", 30, service_id=service))
    view = case(desk, person)
    (found,) = appointments(view)
    assert (found.title, found.at.hour, found.place and found.place.id) == ("Schule", 10, service)
    end_appointment(desk, key, "missed")
    assert appointments(case(desk, person)) == ()
    assert case(desk, person).appointments[0].state == "missed"


def test_a_removed_appointment_comes_back_by_undo(desk: Desk, take: Take) -> None:
    person = take()
    key = set_appointment(desk, person, AppointmentDraft("2026-12-01T09:30", "Schule")).subject_id
    removed = remove_appointment(desk, key)
    assert case(desk, person).appointments == ()
    desk.undo(removed.operation)
    assert case(desk, person).appointments[0].id == key


def test_an_appointment_needs_a_time_and_a_matter(desk: Desk, take: Take) -> None:
    person = take()
    wrongs = {
        "at": AppointmentDraft("", "Schule"),
        "title": AppointmentDraft("2026-12-01T09:30", ""),
        "minutes": AppointmentDraft("2026-12-01T09:30", "Schule", 5000),
        "state": AppointmentDraft("2026-12-01T09:30", "Schule", state="lost"),
    }
    for field, draft in wrongs.items():
        with pytest.raises(FieldError) as refused:
            set_appointment(desk, person, draft)
        assert refused.value.field == field
    with pytest.raises(NotFoundError):
        set_appointment(desk, person, AppointmentDraft("2026-12-01T09:30", "Schule", service_id="nirgends"))
    with pytest.raises(NotFoundError):
        end_appointment(desk, "nichts", "kept")


def test_another_program_reads_the_calendar_file_and_finds_no_name_in_it(
    desk: Desk, take: Take, service: str, today: date
) -> None:
    import icalendar

    person = take()
    title = "Gespräch; in der \\Schule, mit sehr langem Anlass " + "ä" * 120
    set_appointment(desk, person, AppointmentDraft("2026-12-01T09:30", title, 45, "Parkweg 1, Raum 2"))
    set_appointment(desk, person, AppointmentDraft("2026-12-03T08:00", "Arzt", service_id=service))
    content = calendar_file(appointments(case(desk, person)), today)
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    first: Any
    second: Any
    first, second = icalendar.Calendar.from_ical(content).walk("VEVENT")
    assert str(first["SUMMARY"]) == title
    assert str(first["LOCATION"]) == "Parkweg 1, Raum 2"
    assert (first["DTSTART"].dt.isoformat(), first["DURATION"].dt.seconds) == ("2026-12-01T09:30:00", 45 * 60)
    assert str(second["SUMMARY"]) == "Arzt"
    newcomer = case(desk, person).newcomer
    assert newcomer.family_name.encode() not in content
