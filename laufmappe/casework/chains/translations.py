# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Own sentences of the counsellor in the person's language, translated by hand for the folder."""

from collections.abc import Mapping

from sqlalchemy import select

from laufmappe.casework.cldr import language_codes
from laufmappe.casework.desk import Desk, get_newcomer
from laufmappe.casework.fields import TEXT, clean, known
from laufmappe.casework.views import Changed
from laufmappe.records.household import HandTranslation

ByHand = Mapping[tuple[str, str], str]
"""Translations by language and German sentence."""


def set_translations(desk: Desk, newcomer_id: str, texts: ByHand) -> Changed:
    """Keeps what some sentences of a person are in other languages; an empty text takes a translation away.

    Raises:
        FieldError: A language is unknown, or a text is too long.
        NotFoundError: There is no such person.
    """
    checked = {
        (known("language", language, language_codes()), clean("source", source, TEXT)): clean("translation", text, TEXT)
        for (language, source), text in texts.items()
    }
    with desk.write("set_translations", newcomer_id) as act:
        get_newcomer(act.session, newcomer_id)
        act.subject_id = newcomer_id
        rows = act.session.scalars(select(HandTranslation).where(HandTranslation.newcomer_id == newcomer_id))
        kept = {(row.language, row.source): row for row in rows}
        for (language, source), text in checked.items():
            row = kept.get((language, source))
            if row is None and text and source:
                act.session.add(
                    HandTranslation(newcomer_id=newcomer_id, language=language, source=source, translation=text)
                )
            elif row is not None and text:
                row.translation = text
            elif row is not None:
                act.session.delete(row)
    return act.changed()
