# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The log of talks."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from laufmappe.casework.desk import Desk
from laufmappe.casework.history import history
from laufmappe.casework.people.case import case
from laufmappe.casework.talks.contacts import ContactDraft, change_contact, note_contact, remove_contact
from laufmappe.errors import FieldError, NotFoundError

Take = Callable[..., str]


def test_a_talk_is_kept_with_its_length_language_and_topics_and_can_be_corrected(
    desk: Desk, take: Take, today: date
) -> None:
    person = take()
    talk = note_contact(desk, person, ContactDraft(today, 30, "phone", "ar", "phone", ("work", "housing"), "Ruft an"))
    (kept,) = case(desk, person).contacts
    assert (kept.id, kept.minutes, kept.way, kept.language) == (talk.subject_id, 30, "phone", "ar")
    assert (kept.topics, kept.counsellor) == (("work", "housing"), desk.who)
    change_contact(desk, kept.id, ContactDraft(today - timedelta(days=1), 45))
    assert case(desk, person).contacts[0].minutes == 45
    assert history(desk, person)[0].verb == "change_contact"


def test_a_removed_talk_comes_back_by_undo(desk: Desk, take: Take, today: date) -> None:
    person = take()
    talk = note_contact(desk, person, ContactDraft(today)).subject_id
    removed = remove_contact(desk, talk)
    assert case(desk, person).contacts == ()
    desk.undo(removed.operation)
    assert [kept.id for kept in case(desk, person).contacts] == [talk]


def test_a_talk_can_not_be_in_the_future_endless_or_about_nothing_known(desk: Desk, take: Take, today: date) -> None:
    person = take()
    wrongs = {
        "on_date": ContactDraft(today + timedelta(days=1)),
        "minutes": ContactDraft(today, -1),
        "way": ContactDraft(today, way="pigeon"),
        "interpreter": ContactDraft(today, interpreter="nobody knows"),
        "language": ContactDraft(today, language="xx"),
        "topics": ContactDraft(today, topics=("gossip",)),
        "note": ContactDraft(today, note="x" * 10_001),
    }
    for field, draft in wrongs.items():
        with pytest.raises(FieldError) as refused:
            note_contact(desk, person, draft)
        assert refused.value.field == field
    with pytest.raises(NotFoundError):
        note_contact(desk, "niemand", ContactDraft(today))
    with pytest.raises(NotFoundError):
        remove_contact(desk, "nichts")
    assert case(desk, person).contacts == ()
