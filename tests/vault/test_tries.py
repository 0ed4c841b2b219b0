# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Wrong tries at the desk get slower, and a right one forgives them."""

from laufmappe.vault import TryDelay


def test_the_delay_grows_to_a_minute_and_ends_with_success() -> None:
    now = [100.0]
    delay = TryDelay(clock=lambda: now[0])
    waits = []
    for _number in range(12):
        delay.failed()
        waits.append(delay.seconds_left())
        now[0] += delay.seconds_left()
        assert delay.seconds_left() == 0
    assert waits == [0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60, 60]
    delay.failed()
    delay.succeeded()
    assert delay.seconds_left() == 0
    for _number in range(5000):
        delay.failed()
    assert delay.seconds_left() == 60
