# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The chain: agreeing it, walking along it, changing it; with undo."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import Qt

from laufmappe.casework.chains.agreed import drop_step
from laufmappe.casework.chains.steps import plan_step, set_step_state

Sit = Callable[..., Any]

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


def test_a_chain_is_agreed_by_keyboard_with_the_fitting_one_first(sit: Sit) -> None:
    sat = sit("")
    rows = sat.page.chain.choices.rows_model._held.rows
    assert len(rows) == 7
    assert rows[0].key == "K2"
    assert rows[0].chip.text == "passt zum Status"
    assert "15 Stationen" in rows[0].subtitle
    assert sat.page.chain.choices.hasFocus()
    sat.press(Qt.Key.Key_Down)
    sat.press(Qt.Key.Key_Return)
    assert sat.case().chain.template == "K1"
    sat.undo_last()
    assert sat.case().chain is None
    assert sat.page.chain.choices.isVisible()
    sat.press(Qt.Key.Key_Return, sat.page, CTRL)
    assert sat.case().chain is not None
    assert len(sat.page.chain.route.stations_model.stations()) == 5, "what comes next, and not all fifteen"


def test_one_primary_button_with_and_without_a_chain(sit: Sit) -> None:
    assert sit("").page.head.refer_button.kind == "secondary"
    assert sit("K2").page.head.refer_button.kind == "primary"


def test_e_completes_the_chosen_station_and_undo_takes_it_back(sit: Sit) -> None:
    sat = sit()
    sat.press(Qt.Key.Key_E)
    assert sat.step().state == "done"
    told = "„Erstberatung“ ist erledigt. Jetzt möglich: Qualifikationen erfassen, Zwischenbilanz."
    assert sat.frame.told[-1] == told
    fresh = [s.title for s in sat.page.chain.route.stations_model.stations() if s.fresh]
    assert fresh == ["Qualifikationen erfassen", "Zwischenbilanz"]
    assert sat.page.chain.step().number == 1, "the chosen station stays chosen"
    assert not sat.page.chain.strip.done_button.isVisible()
    sat.undo_last()
    assert sat.step().state == "open"


def test_the_arrows_walk_along_the_route(sit: Sit) -> None:
    sat = sit()
    sat.press(Qt.Key.Key_Right)
    sat.press(Qt.Key.Key_Right)
    assert sat.page.chain.step().number == 3
    assert sat.page.chain.strip._title.text().startswith("3. ")


def test_alt_arrows_move_the_station_as_far_as_the_plan_goes(sit: Sit) -> None:
    sat = sit()
    moved = sat.step(1).id
    sat.press(Qt.Key.Key_Right, modifier=ALT)
    assert sat.step(2).id == moved
    sat.press(Qt.Key.Key_Left, modifier=ALT)
    sat.press(Qt.Key.Key_Left, modifier=ALT)
    assert sat.step(1).id == moved
    assert not sat.page.chain.strip._earlier.isEnabled()


def test_a_dropped_station_is_listed_with_its_reason_and_comes_back(sit: Sit) -> None:
    sat = sit()
    dropped = sat.step(2)
    sat.press(Qt.Key.Key_Right)
    sat.press(Qt.Key.Key_Delete)
    dialog = sat.dialog()
    dialog._reason.setText("hat die Person schon")
    sat.press(Qt.Key.Key_Return, modifier=CTRL)
    assert [s.id for s in sat.case().chain.dropped] == [dropped.id]
    (back,) = [b for b in sat.page.chain.findChildren(type(sat.page.chain.agree_button)) if "zurückholen" in b.text()]
    back.click()
    sat.settle()
    assert sat.case().chain.dropped == ()
    assert sat.case().chain.steps[-1].id == dropped.id


def test_the_menu_offers_the_states_and_marks_those_that_ask_for_a_reason(sit: Sit) -> None:
    sat = sit()
    words = [action.text() for action in sat.page.chain.strip.fill_menu().actions() if action.text()]
    assert words == [
        "läuft",
        "wartet …",
        "pausiert …",
        "abgebrochen …",
        "nicht gewünscht …",
        "abgelehnt …",
        "trifft nicht zu …",
        "an einem anderen Tag erledigt …",
    ]


def test_a_state_of_the_menu_is_set_at_once(sit: Sit) -> None:
    sat = sit()
    action = next(a for a in sat.page.chain.strip.fill_menu().actions() if a.text() == "läuft")
    action.trigger()
    sat.settle()
    assert sat.step().state == "running"
    reopen = next(a for a in sat.page.chain.strip.fill_menu().actions() if a.text() == "doch wieder offen")
    reopen.trigger()
    sat.settle()
    assert sat.step().state == "open"


def test_a_fault_without_a_field_is_told_and_nothing_changes(sit: Sit) -> None:
    sat = sit()
    drop_step(sat.desk, sat.step().id, "anderswo herausgenommen")
    sat.press(Qt.Key.Key_E)
    assert sat.frame.told == ["Dieser Schritt ist nicht im Plan."]


def test_what_is_due_is_shown_nearest_first_and_done_by_its_key(sit: Sit) -> None:
    sat = sit()
    set_step_state(sat.desk, sat.step(1).id, "running")
    due = sat.page.due.list
    rows = due.rows_model._held.rows
    dates = [s.due_on for s in sorted(sat.case().chain.steps, key=lambda s: s.due_on or s.state_since) if s.due_on]
    assert len(rows) == len(dates)
    due.setFocus()
    due.choose_first()
    first = due.current_key()
    sat.press(Qt.Key.Key_E, due)
    assert next(s for s in sat.case().chain.steps if s.id == first).state == "done"


def test_of_many_that_are_due_the_nearest_are_shown_first(sit: Sit) -> None:
    sat = sit()
    for number in range(1, 9):
        plan_step(sat.desk, sat.step(number).id, service_id=None, due_fixed_on=date(2026, 12, number))
    sat.page.changed(None)
    sat.settle()
    due = sat.page.due
    assert len(due.list.rows_model._held.rows) == 5
    due.link.click()
    assert len(due.list.rows_model._held.rows) == due.count > 5
    assert due.list.hasFocus()
    assert not due.link.isVisible()


def test_law_is_marked_by_icon_and_word(sit: Sit) -> None:
    sat = sit("K1")
    laws = {s.id for s in sat.case().chain.steps if s.due_on and s.deadline.is_law}
    for row in sat.page.due.list.rows_model._held.rows:
        assert (row.icon == "scale") == (row.key in laws)
        assert ("kein Gesetz" in row.subtitle) == (row.key not in laws)


def test_a_station_that_comes_later_says_after_which(sit: Sit) -> None:
    sat = sit()
    sat.page.chain.act_fold()
    later = next(s for s in sat.page.chain.route.stations_model.stations() if s.title == "Qualifikationen erfassen")
    assert (later.blocked, later.chip_text) == (True, "erst nach 1")
    sat.page.chain.choose(later.id)
    sat.settle()
    assert sat.page.chain.strip._after.words.text() == "1. Erstberatung"
    assert "Stand 11/2026 · bitte prüfen · Quelle: " in sat.page.chain.strip._origin.text()
    assert "Stand 11/2026 · bitte prüfen" in sat.page.chain._about._whole


def test_a_wait_that_should_be_over_says_so(sit: Sit) -> None:
    sat = sit()
    set_step_state(
        sat.desk,
        sat.step().id,
        "waiting",
        date(2026, 11, 2),
        reason_kind="waiting_list",
        expected_on=date(2026, 11, 20),
    )
    sat.page.changed(None)
    sat.settle()
    words = "wartet seit 02.11.2026, sollte am 20.11.2026 enden: Warteliste"
    assert sat.page.chain.strip._reason.words.text() == words


def test_one_letter_looks_for_a_service_that_fits_the_person_and_the_station(sit: Sit) -> None:
    sat = sit()
    sat.page.chain.route.setFocus()
    sat.press(Qt.Key.Key_F)
    assert sat.frame.went == [("services", ("for", sat.newcomer_id, sat.step().id))]


def test_a_long_chain_shows_what_comes_next_and_all_of_it_when_asked(sit: Sit) -> None:
    sat = sit("K1")
    card, steps = sat.page.chain, sat.case().chain.steps

    def shown() -> list[object]:
        return [station.id for station in card.route.stations_model.stations()]

    assert shown() == [step.id for step in steps[:5]]
    assert card.fold_button.text() == "Alle 15 zeigen"
    sat.press(Qt.Key.Key_K)
    assert shown() == [step.id for step in steps]
    sat.press(Qt.Key.Key_K)
    assert len(shown()) == 5
    assert card.choose(steps[12].id), "one that is folded away is found all the same"
    assert card.step().id == steps[12].id


def test_what_was_just_done_stays_in_sight(sit: Sit) -> None:
    sat = sit("K1")
    first = sat.step(1).id
    sat.press(Qt.Key.Key_E)
    assert first in [station.id for station in sat.page.chain.route.stations_model.stations()]
    assert sat.page.chain.step().id == first


def test_a_station_tells_the_rest_when_it_is_opened(sit: Sit) -> None:
    sat = sit()
    strip = sat.page.chain.strip
    assert strip._due.isVisible()
    assert not strip._hint.isVisible()
    sat.press(Qt.Key.Key_Return, sat.page.chain.route)
    assert strip._hint.isVisible()
    sat.press(Qt.Key.Key_X)
    assert not strip._hint.isVisible()
