# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Wiedervorlagen."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from laufmappe.casework.desk import Desk
from laufmappe.casework.people.case import case
from laufmappe.casework.talks.follow_ups import finish_follow_up, move_follow_up, remove_follow_up, set_follow_up
from laufmappe.errors import FieldError, NotFoundError

Take = Callable[..., str]


def test_a_follow_up_is_moved_done_opened_again_and_removed(desk: Desk, take: Take, today: date) -> None:
    person = take()
    key = set_follow_up(desk, person, today + timedelta(days=3), "Nachfragen").subject_id
    move_follow_up(desk, key, today + timedelta(days=9), "Noch einmal nachfragen")
    finish_follow_up(desk, key)
    (kept,) = case(desk, person).follow_ups
    assert (kept.text, kept.done_on, kept.counsellor) == ("Noch einmal nachfragen", today, desk.who)
    move_follow_up(desk, key, today, "Doch noch offen")
    assert case(desk, person).follow_ups[0].done_on is None
    removed = remove_follow_up(desk, key)
    assert case(desk, person).follow_ups == ()
    desk.undo(removed.operation)
    assert len(case(desk, person).follow_ups) == 1


def test_a_follow_up_needs_words_and_a_day_to_come(desk: Desk, take: Take, today: date) -> None:
    person = take()
    for on, text, field in ((today - timedelta(days=1), "x", "on_date"), (today, " \u200b ", "text")):
        with pytest.raises(FieldError) as refused:
            set_follow_up(desk, person, on, text)
        assert refused.value.field == field
    with pytest.raises(NotFoundError):
        finish_follow_up(desk, "nichts")
