# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the centre tells about itself once, for the head and foot of every sheet."""

from dataclasses import fields

from sqlalchemy import select
from sqlalchemy.orm import Session

from laufmappe.casework.desk import Desk
from laufmappe.casework.fields import clean
from laufmappe.casework.views import CentreView, Changed
from laufmappe.records.newcomers import Setting


def centre(desk: Desk) -> CentreView:
    """The advisory centre and its counsellor."""
    with desk.read() as session:
        return read_centre(session)


def set_centre(desk: Desk, view: CentreView) -> Changed:
    """Keeps what the folder says of the centre. Raises FieldError."""
    texts = {f.name: clean(f.name, getattr(view, f.name)) for f in fields(CentreView)}
    with desk.write("set_centre") as act:
        for key, value in texts.items():
            setting = act.session.get(Setting, key)
            if setting is None:
                act.session.add(Setting(key=key, value=value))
            elif setting.value != value:
                setting.value = value
    desk.who = texts["counsellor"] or desk.who
    return act.changed()


def read_centre(session: Session) -> CentreView:
    """The settings as a view."""
    names = {f.name for f in fields(CentreView)}
    return CentreView(**{s.key: s.value for s in session.scalars(select(Setting).where(Setting.key.in_(names)))})
