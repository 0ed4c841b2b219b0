# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the centre tells about itself once, for the head and foot of every sheet; and its logo."""

from sqlalchemy.orm import Session

from laufmappe.casework.desk import Desk
from laufmappe.casework.fields import clean
from laufmappe.casework.setting_names import CENTRE_TEXTS, LOGO
from laufmappe.casework.settings.pictures import from_text, read_picture, to_text
from laufmappe.casework.settings_rows import keep_rows, read_rows
from laufmappe.casework.views import CentreView, Changed


def centre(desk: Desk) -> CentreView:
    """The advisory centre and its counsellor."""
    with desk.read() as session:
        return read_centre(session)


def set_centre(desk: Desk, view: CentreView) -> Changed:
    """Keeps what the folder says of the centre; its logo stays. Raises FieldError."""
    texts = {name: clean(name, getattr(view, name)) for name in CENTRE_TEXTS}
    with desk.write("set_centre") as act:
        keep_rows(act.session, texts)
    desk.who = texts["counsellor"] or desk.who
    return act.changed()


def set_logo(desk: Desk, data: bytes) -> Changed:
    """Keeps a PNG or JPEG as the logo, without anything in it but the picture; no bytes are no logo. Raises FieldError."""
    text = to_text(read_picture(LOGO, data).data) if data else ""
    with desk.write("set_logo") as act:
        keep_rows(act.session, {LOGO: text})
    return act.changed()


def read_centre(session: Session) -> CentreView:
    """The settings as a view."""
    rows = read_rows(session, (*CENTRE_TEXTS, LOGO))
    return CentreView(**{name: rows.get(name, "") for name in CENTRE_TEXTS}, logo=from_text(rows.get(LOGO, "")))
