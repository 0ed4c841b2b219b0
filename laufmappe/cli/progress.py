# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""How far long work is: on standard error, in place at a terminal, and in quarters where it goes to a file."""

import sys
from collections.abc import Callable

_QUARTERS = 4


def percent(sentence: str) -> Callable[[float], None]:
    """A progress that shows `sentence`, which has a field `{percent}`."""
    shown = -1

    def show(share: float) -> None:
        nonlocal shown
        at_terminal = sys.stderr.isatty()
        step = int(share * 100) if at_terminal else int(share * _QUARTERS)
        if step <= shown:
            return
        shown = step
        line = sentence.format(percent=int(share * 100))
        if at_terminal:
            print(f"\r{line}", end="\n" if share >= 1 else "", file=sys.stderr, flush=True)
        elif step:
            print(line, file=sys.stderr, flush=True)

    return show
