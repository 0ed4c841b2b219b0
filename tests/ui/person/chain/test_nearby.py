# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What one sees of a long chain at first."""

from dataclasses import replace

from laufmappe.casework.desk import Desk
from laufmappe.casework.people.case import case
from laufmappe.casework.people.register import NewcomerDraft, take_in
from laufmappe.casework.views import ChainView, StepView
from laufmappe.ui.person.chain.nearby import NEARBY, SHORT, folded_away


def _chain(desk: Desk, done: int, steps: int = 15, state: str = "done") -> ChainView:
    """A chain of so many steps of which the first ones are done."""
    chain = case(desk, take_in(desk, NewcomerDraft("Amina"), "K1").subject_id).chain
    assert chain is not None
    kept: list[StepView] = [replace(s, state=state if s.number <= done else "open") for s in chain.steps[:steps]]
    return replace(chain, steps=tuple(kept))


def _shown(chain: ChainView) -> list[int]:
    away = folded_away(chain)
    return [step.number for step in chain.steps if step.id not in away]


def test_a_short_chain_is_whole(desk: Desk) -> None:
    assert not folded_away(_chain(desk, 3, SHORT))
    assert folded_away(_chain(desk, 3, SHORT + 1))


def test_a_row_shows_what_comes_next_and_is_filled_with_what_was_last(desk: Desk) -> None:
    assert _shown(_chain(desk, 0)) == [1, 2, 3, 4, 5]
    assert _shown(_chain(desk, 9)) == [10, 11, 12, 13, 14]
    assert _shown(_chain(desk, 13)) == [11, 12, 13, 14, 15]
    assert _shown(_chain(desk, 15)) == [11, 12, 13, 14, 15]


def test_the_next_step_is_always_there(desk: Desk) -> None:
    chain = _chain(desk, 0)
    running = replace(chain.steps[11], state="running")
    chain = replace(chain, steps=(*chain.steps[:11], running, *chain.steps[12:]))
    assert chain.next_step == running
    assert _shown(chain) == [1, 2, 3, 4, 12]
    assert len(_shown(chain)) == NEARBY
