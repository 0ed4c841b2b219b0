# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
import uuid
from itertools import pairwise

from laufmappe.records.base import new_id, uuid7


def test_ids_are_uuids_of_version_seven() -> None:
    made = uuid.UUID(new_id())
    assert (made.version, made.variant) == (7, uuid.RFC_4122)


def test_an_id_sorts_after_every_id_made_before_it() -> None:
    made = [new_id() for _ in range(5000)]
    assert all(earlier < later for earlier, later in pairwise(made))


def test_an_id_tells_its_millisecond() -> None:
    made = uuid7(1_795_000_000_123, 0xFFF, (1 << 70) - 1)
    assert int(made.replace("-", "")[:12], 16) == 1_795_000_000_123
    assert uuid.UUID(made).version == 7
