# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""age files for a passphrase, made and opened by age's library in a process of its own."""

import threading
import time

import pyrage
import pytest

from laufmappe.handover.age_passphrase import Broken, NotThisPassphrase, seal, unseal

WORDS = "grüne wolken über dem hafen"
CHUNK = 65_536
DATA = bytes(range(256)) * 700 + b"end"


@pytest.fixture(scope="module")
def sealed() -> bytes:
    """Sealed once: it takes a second."""
    return seal(DATA, WORDS)


def test_the_library_of_age_opens_what_is_sealed_here_and_the_other_way_round(sealed: bytes) -> None:
    assert pyrage.passphrase.decrypt(sealed, WORDS) == DATA
    assert unseal(sealed, WORDS) == DATA


def test_another_passphrase_is_told_apart_from_damage(sealed: bytes) -> None:
    with pytest.raises(NotThisPassphrase):
        unseal(sealed, WORDS + "!")
    altered = bytearray(sealed)
    altered[len(sealed) // 2] ^= 1
    for broken in (b"", sealed[:40], sealed + b"x", bytes(altered)):
        with pytest.raises(Broken):
            unseal(broken, WORDS)


def test_others_go_on_working_meanwhile() -> None:
    beats: list[float] = []
    done = threading.Event()

    def beat() -> None:
        while not done.is_set():
            beats.append(time.perf_counter())
            time.sleep(0.001)

    other = threading.Thread(target=beat)
    other.start()
    seal(bytes(1000), WORDS)
    done.set()
    other.join()
    assert len(beats) > 5  # were the interpreter held, there would be one or two
