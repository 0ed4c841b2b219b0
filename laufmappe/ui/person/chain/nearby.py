# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which stations of a long chain one sees at first: what was last, where the person stands, and what comes next."""

from laufmappe.casework.views import ChainView

SHORT = 6
"""A chain of so many stations is always shown whole."""
NEARBY = 5
"""So many stations of a longer one are shown: a row."""


def folded_away(chain: ChainView) -> frozenset[str]:
    """The stations that are left out at first: the finished ones but the newest, and those that come later."""
    if len(chain.steps) <= SHORT:
        return frozenset()
    here = chain.next_step
    todo = sorted((s for s in chain.steps if s.is_open), key=lambda s: (s != here, s.number))[:NEARBY]
    before = [s for s in chain.steps if not s.is_open and (here is None or s.number < here.number)]
    kept = {s.id for s in [*todo, *reversed(before)][:NEARBY]}
    return frozenset(s.id for s in chain.steps if s.id not in kept)
