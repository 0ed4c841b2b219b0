# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The appointments of a case in order of time, and each of them as a calendar entry that fits into a QR code."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime

from laufmappe.casework.views import CaseView, ReferralView, ServiceView, StepView

_MOST_BYTES = 56
"""For title and place together: with more, the code has modules that a telephone can't tell apart on paper."""
_MOST_FOR_TITLE = 32


@dataclass(frozen=True)
class Appointment:
    """When and where the person is expected, and for which station or referral. `at` is the local time of the place."""

    at: datetime
    place: ServiceView | None
    step: StepView | None = None
    referral: ReferralView | None = None

    @property
    def code(self) -> str:
        """What tells the entry apart in a calendar, and says nothing: the code of the box, else one made of the id."""
        subject = self.step or self.referral
        assert subject is not None
        return subject.code or hashlib.sha256(subject.id.encode()).hexdigest()[:8]

    @property
    def title(self) -> str:
        """The German title of the station, or the office of a referral."""
        if self.step is not None:
            return self.step.title
        return (self.place.name or self.place.organization) if self.place else ""


def appointments(case: CaseView) -> tuple[Appointment, ...]:
    """All appointments of open stations and open referrals, the earliest first; one that both share counts once."""
    steps = [step for step in (case.chain.steps if case.chain else ()) if step.is_open and step.appointment]
    found = [Appointment(datetime.fromisoformat(step.appointment), step.service, step=step) for step in steps]
    known = {(step.id, step.appointment) for step in steps}
    for referral in case.referrals:
        if referral.is_open and referral.appointment and (referral.step_id, referral.appointment) not in known:
            at = datetime.fromisoformat(referral.appointment)
            found.append(Appointment(at, referral.service, referral=referral))
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
    place = appointment.place
    where = _cut(_escaped(" ".join(part for part in (place.street, place.city) if part)), room) if place else ""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-",
        "BEGIN:VEVENT",
        f"UID:{appointment.code}",
        f"DTSTAMP:{today:%Y%m%d}T000000Z",
        f"DTSTART:{appointment.at:%Y%m%dT%H%M%S}",
        f"SUMMARY:{title}",
        *([f"LOCATION:{where}"] if where else []),
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{line}\r\n" for line in lines)


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
