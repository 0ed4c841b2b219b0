# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""How much work one try of a passphrase costs, and the bounds of what a vault file may ask for.

Argon2id (RFC 9106) by default with 256 MiB, three passes, four lanes; 64 MiB where the memory is not there.
"""

import time
from dataclasses import dataclass

from laufmappe.errors import VaultError
from laufmappe.i18n import _

KEY_BYTES = 32
SALT_BYTES = 16


@dataclass(frozen=True)
class KdfCost:
    """Argon2id parameters: memory in KiB, passes over it, lanes computed side by side."""

    memory_kib: int
    iterations: int
    lanes: int

    @property
    def work(self) -> int:
        """KiB that are touched in one derivation."""
        return self.memory_kib * self.iterations

    @property
    def protects(self) -> bool:
        """Whether the cost slows an attacker down enough for real persons' records."""
        return self.memory_kib >= FALLBACK_COST.memory_kib and self.iterations >= FALLBACK_COST.iterations


DEFAULT_COST = KdfCost(memory_kib=256 * 1024, iterations=3, lanes=4)
FALLBACK_COST = KdfCost(memory_kib=64 * 1024, iterations=3, lanes=4)
CHEAP_COST = KdfCost(memory_kib=64, iterations=1, lanes=1)
"""For tests only. Opening accepts it: the parameters are bound into the wrapped key, so a file can't be made cheaper
by someone who does not know the passphrase, and a floor there would protect nobody."""

MEMORY_KIB = (64, 2 * 1024 * 1024)
ITERATIONS = (1, 20)
LANES = (1, 8)
WORK_OF_ALL_SLOTS = 64 * 1024 * 1024
"""KiB that all slots of a file may ask for together (64 GiB, about 45 seconds): a hostile file must not hang the desk."""

_MOST_CALIBRATED_ITERATIONS = 10
_TARGET_SECONDS = 0.5
_TOO_SLOW_SECONDS = 3.0


def is_acceptable(cost: KdfCost) -> bool:
    """Whether a file may ask for this. Checked before anything is derived."""
    return (
        MEMORY_KIB[0] <= cost.memory_kib <= MEMORY_KIB[1]
        and ITERATIONS[0] <= cost.iterations <= ITERATIONS[1]
        and LANES[0] <= cost.lanes <= LANES[1]
        and cost.memory_kib >= 8 * cost.lanes
    )


def calibrated_cost(target_seconds: float = _TARGET_SECONDS) -> KdfCost:
    """The cost that takes about half a second here: never below the fixed floors, never above the fixed ceilings."""
    for cost in (DEFAULT_COST, FALLBACK_COST):
        try:
            seconds = _measure(cost)
        except MemoryError:
            continue
        if cost is DEFAULT_COST and seconds > _TOO_SLOW_SECONDS:
            continue
        wanted = int(cost.iterations * target_seconds / max(seconds, 0.001))
        iterations = min(max(wanted, cost.iterations), _MOST_CALIBRATED_ITERATIONS)
        return KdfCost(cost.memory_kib, iterations, cost.lanes)
    return FALLBACK_COST


def stretch(secret: bytes, salt: bytes, cost: KdfCost) -> bytes:
    """The 32-byte slot key of a passphrase. Raises: VaultError when the memory is not there."""
    try:
        return _argon2id(secret, salt, cost)
    except MemoryError as error:
        raise VaultError(
            _(
                "Zum Öffnen fehlen {size} MiB freier Arbeitsspeicher. Der Tresor ist unverändert; "
                "schließen Sie andere Programme und versuchen Sie es noch einmal."
            ).format(size=cost.memory_kib // 1024)
        ) from error


def _argon2id(secret: bytes, salt: bytes, cost: KdfCost) -> bytes:
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    derivation = Argon2id(
        salt=salt, length=KEY_BYTES, iterations=cost.iterations, lanes=cost.lanes, memory_cost=cost.memory_kib
    )
    return derivation.derive(secret)


def _measure(cost: KdfCost) -> float:
    # The processor's time, which is the person's on an idle machine: a busy moment must not make a vault weaker for ever.
    start = time.process_time()
    _argon2id(b"measure", bytes(SALT_BYTES), cost)
    return time.process_time() - start
