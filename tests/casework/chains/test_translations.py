# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sentences translated by hand."""

from collections.abc import Callable

import pytest

from laufmappe.casework.chains.translations import set_translations
from laufmappe.casework.desk import Desk
from laufmappe.casework.people.case import case
from laufmappe.errors import FieldError, NotFoundError

Take = Callable[..., str]


def test_a_sentence_is_kept_changed_and_taken_away_in_one_act_each(desk: Desk, take: Take) -> None:
    person = take()
    set_translations(desk, person, {("ar", "Zahnarzt"): "طبيب الأسنان", ("ar", "Schule"): "مدرسة"})
    changed = set_translations(desk, person, {("ar", "Zahnarzt"): "", ("ar", "Schule"): "المدرسة"})
    (kept,) = case(desk, person).translations
    assert (kept.source, kept.translation) == ("Schule", "المدرسة")
    desk.undo(changed.operation)
    assert {t.source: t.translation for t in case(desk, person).translations} == {
        "Zahnarzt": "طبيب الأسنان",
        "Schule": "مدرسة",
    }


def test_only_languages_that_exist_and_people_who_do(desk: Desk, take: Take) -> None:
    with pytest.raises(FieldError):
        set_translations(desk, take(), {("xx", "Zahnarzt"): "?"})
    with pytest.raises(NotFoundError):
        set_translations(desk, "niemand", {("ar", "Zahnarzt"): "طبيب"})
