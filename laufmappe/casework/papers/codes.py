# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Codes on station boxes and referral slips: opaque, random, without meaning outside the vault.

Seven random characters of an alphabet of 31 (34 bits) and one check character, shown as `K7M4-92QX`. The check is a
weighted sum modulo 31: as that is a prime, it finds every single wrong character and every swap of two.
"""

import secrets
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from laufmappe.casework.desk import Desk
from laufmappe.records.chains import Step
from laufmappe.records.folder import Code
from laufmappe.records.newcomers import Newcomer
from laufmappe.records.referrals import Referral
from laufmappe.records.services import Service

ALPHABET = "123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Without 0, I, L, O and U, which are misread."""
_READ_AS = str.maketrans({"I": "1", "L": "1", "U": "V"})


def new_code() -> str:
    """A random code without separator, `K7M492QX`."""
    return with_check("".join(secrets.choice(ALPHABET) for _ in range(7)))


def with_check(body: str) -> str:
    """Seven characters with their check character."""
    return body + _check(body)


def show_code(code: str) -> str:
    """A code as it is printed: `K7M4-92QX`."""
    return f"{code[:4]}-{code[4:]}"


def read_code(typed: str) -> str | None:
    """The code that was typed or scanned, forgiving case, separators and look-alikes; None when the check fails."""
    code = "".join(c for c in typed.upper() if c.isalnum()).translate(_READ_AS)
    if len(code) != 8 or any(c not in ALPHABET for c in code):
        return None
    return code if _check(code[:7]) == code[7] else None


def issue_code(session: Session, newcomer_id: str, subject_id: str, today: date) -> str:
    """Gives a step or referral its code."""
    code = new_code()
    while session.scalar(select(Code.id).where(Code.code == code)) is not None:
        code = new_code()
    session.add(Code(newcomer_id=newcomer_id, code=code, subject_id=subject_id, issued_on=today))
    return code


@dataclass(frozen=True)
class Found:
    """What a code belongs to: a step or a referral of a person. A void code was on a folder that got lost."""

    newcomer_id: str
    name: str
    kind: str
    subject_id: str
    title: str
    void_on: date | None

    @property
    def is_void(self) -> bool:
        return self.void_on is not None


def find_code(desk: Desk, typed: str) -> Found | None:
    """Whose code was typed or scanned, and of which step or referral; None when it is none of this vault."""
    read = read_code(typed)
    if read is None:
        return None
    with desk.read() as session:
        code = session.scalar(select(Code).where(Code.code == read))
        if code is None:
            return None
        newcomer = session.get_one(Newcomer, code.newcomer_id)
        name = f"{newcomer.given_name} {newcomer.family_name}".strip() or newcomer.native_name
        step = session.get(Step, code.subject_id)
        if step is not None:
            return Found(newcomer.id, name, "step", step.id, step.title, code.void_on)
        referral = session.get(Referral, code.subject_id)
        service = session.get(Service, referral.service_id) if referral else None
        if referral is None or service is None:
            return None
        return Found(newcomer.id, name, "referral", referral.id, service.name, code.void_on)


def _check(body: str) -> str:
    return ALPHABET[sum(weight * ALPHABET.index(c) for weight, c in enumerate(body, start=1)) % 31]
