# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The appointments of a case in order of time; each as a calendar entry that fits into a QR code, all as a calendar file."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain

from laufmappe.casework.record_views import OwnAppointmentView
from laufmappe.casework.views import CaseView, ReferralView, ServiceView, StepView

_MOST_BYTES = 56
"""For title and place together: with more, the code has modules that a telephone can't tell apart on paper."""
_MOST_FOR_TITLE = 32
_MOST_OCTETS = 75


@dataclass(frozen=True)
class Appointment:
    """When and where the person is expected, and for which station or referral, or on its own (`own`).

    `at` is the local time of the place.
    """

    at: datetime
    place: ServiceView | None
    step: StepView | None = None
    referral: ReferralView | None = None
    own: OwnAppointmentView | None = None

    @property
    def code(self) -> str:
        """What tells the entry apart in a calendar, and says nothing: the code of the box, else one made of the id."""
        subject = self.step or self.referral or self.own
        assert subject is not None
        printed = self.step or self.referral
        return (printed.code if printed else "") or hashlib.sha256(subject.id.encode()).hexdigest()[:8]

    @property
    def where(self) -> str:
        """The place in one line."""
        if self.own is not None and self.own.place:
            return self.own.place
        return " ".join(part for part in (self.place.street, self.place.city) if part) if self.place else ""

    @property
    def title(self) -> str:
        """The German title of the station, what an own appointment is about, or the office of a referral."""
        if self.step is not None:
            return self.step.title
        if self.own is not None:
            return self.own.title
        return (self.place.name or self.place.organization) if self.place else ""


def appointments(case: CaseView) -> tuple[Appointment, ...]:
    """All appointments of open stations and open referrals and all that stand for themselves, the earliest first; one that
    a station and a referral share counts once."""
    steps = [step for step in (case.chain.steps if case.chain else ()) if step.is_open and step.appointment]
    found = [Appointment(datetime.fromisoformat(step.appointment), step.service, step=step) for step in steps]
    known = {(step.id, step.appointment) for step in steps}
    for referral in case.referrals:
        if referral.is_open and referral.appointment and (referral.step_id, referral.appointment) not in known:
            at = datetime.fromisoformat(referral.appointment)
            found.append(Appointment(at, referral.service, referral=referral))
    places = {service.id: service for service in case.named_services}
    for own in case.appointments:
        if own.state == "planned":
            found.append(Appointment(datetime.fromisoformat(own.at), places.get(own.service_id or ""), own=own))
    return tuple(sorted(found, key=lambda each: each.at))


def ahead(case: CaseView, today: date) -> tuple[Appointment, ...]:
    """The appointments of today and later."""
    return tuple(each for each in appointments(case) if each.at.date() >= today)


def calendar_entry(appointment: Appointment, today: date) -> str:
    """An iCalendar object (RFC 5545) with one VEVENT in local time; nothing in it names the person.

    Title and place are cut to whole characters so that the entry stays within a code that can be scanned.
    """
    title = _cut(_escaped(appointment.title), _MOST_FOR_TITLE)
    room = _MOST_BYTES - len(title.encode())
    return _calendar("-", [_event(appointment, today, title, _cut(_escaped(appointment.where), room))])


def calendar_file(coming: Iterable[Appointment], today: date) -> bytes:
    """The appointments as one iCalendar file for a telephone or a computer, in full length; nothing names the person."""
    events = [
        _event(each, today, _escaped(each.title), _escaped(each.where), each.own.minutes if each.own else None)
        for each in coming
    ]
    return _calendar("-//Laufmappe//Termine//DE", events).encode()


def _calendar(product: str, events: list[list[str]]) -> str:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{product}", *chain(*events), "END:VCALENDAR"]
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _event(appointment: Appointment, today: date, title: str, where: str, minutes: int | None = None) -> list[str]:
    return [
        "BEGIN:VEVENT",
        f"UID:{appointment.code}",
        f"DTSTAMP:{today:%Y%m%d}T000000Z",
        f"DTSTART:{appointment.at:%Y%m%dT%H%M%S}",
        *([f"DURATION:PT{minutes}M"] if minutes else []),
        f"SUMMARY:{title}",
        *([f"LOCATION:{where}"] if where else []),
        "END:VEVENT",
    ]


def _folded(line: str) -> str:
    """A content line of at most 75 octets, the rest on lines that begin with a blank (RFC 5545, 3.1)."""
    pieces, octets = [""], 0
    for character in line:
        size = len(character.encode())
        if octets + size > _MOST_OCTETS:
            pieces.append(" ")
            octets = 1
        pieces[-1] += character
        octets += size
    return "\r\n".join(pieces)


def _escaped(text: str) -> str:
    """TEXT of RFC 5545, 3.3.11, without characters that could begin a line of their own."""
    plain = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def _cut(text: str, most: int) -> str:
    """At most so many bytes of UTF-8; no character and no escape is torn apart."""
    kept = text.encode()[:most].decode(errors="ignore")
    if kept == text:
        return text
    slashes = len(kept) - len(kept.rstrip("\\"))
    return (kept[:-1] if slashes % 2 else kept).rstrip()
