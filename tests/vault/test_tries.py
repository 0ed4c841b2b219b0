# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Wrong tries at the desk get slower, and a right one forgives them."""

import json
import os
from pathlib import Path

import pytest

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


def test_a_fresh_start_goes_on_where_the_last_one_stopped(tmp_path: Path) -> None:
    file = tmp_path / "state" / "tries.json"
    for _start in range(6):
        TryDelay(clock=lambda: 0.0, file=file).failed()
    assert TryDelay(clock=lambda: 0.0, file=file).seconds_left() == pytest.approx(8, abs=2)
    TryDelay(file=file).succeeded()
    assert TryDelay(file=file).seconds_left() == 0
    assert json.loads(file.read_bytes()) == {"failures": 0}


def test_what_was_tried_in_the_evening_lets_nobody_wait_in_the_morning(tmp_path: Path) -> None:
    file = tmp_path / "tries.json"
    delay = TryDelay(clock=lambda: 0.0, file=file)
    for _number in range(30):
        delay.failed()
    os.utime(file, (1, 1))
    again = TryDelay(clock=lambda: 0.0, file=file)
    assert again.seconds_left() == 0
    again.failed()
    assert again.seconds_left() == 60


def test_a_clock_that_was_set_back_lets_nobody_wait_longer_than_a_minute(tmp_path: Path) -> None:
    file = tmp_path / "tries.json"
    file.write_text('{"failures": 999999999999}')
    os.utime(file, (2**33, 2**33))
    assert TryDelay(clock=lambda: 0.0, file=file).seconds_left() == 60


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff", b"[]", b"{}", b'{"failures": true}', b'{"failures": "9"}', b'{"failures": -5}', b"[" * 900],
)
def test_a_file_that_makes_no_sense_counts_nothing(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "tries.json"
    file.write_bytes(content)
    delay = TryDelay(clock=lambda: 0.0, file=file)
    delay.failed()
    delay.failed()
    assert delay.seconds_left() == 0
    delay.failed()
    assert delay.seconds_left() == 1


def test_where_nothing_can_be_kept_the_count_lasts_as_long_as_the_program(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    delay = TryDelay(clock=lambda: 0.0, file=tmp_path / "file" / "tries.json")
    for _number in range(4):
        delay.failed()
    assert delay.seconds_left() == 2
