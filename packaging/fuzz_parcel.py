# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Hours of made-up parcels: `python packaging/fuzz_parcel.py --minutes 30` repeats tests/handover/test_hostile.py with new inputs.

Ends with 1 at the first failure, whose smallest input then stands in the output; put it into tests/formats/hostile_parcels/.
"""

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]
EXAMPLES = 2000
LIMIT = ["--timeout=1200", "--timeout-method=thread"]


def main() -> int:
    """Repeats until the time is over."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=30)
    minutes: float = parser.parse_args().minutes
    environment = {**os.environ, "PYTHONPATH": str(CHECKOUT), "LAUFMAPPE_FUZZ_EXAMPLES": str(EXAMPLES)}
    began, rounds = time.monotonic(), 0
    while time.monotonic() - began < minutes * 60:
        rounds += 1
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "tests/handover/test_hostile.py", "-q", "--no-header", "-x", *LIMIT],
            cwd=CHECKOUT,
            env=environment,
            check=False,
        )
        if done.returncode:
            return 1
        print(
            f"Runde {rounds}, {(time.monotonic() - began) / 60:.0f} Minuten: {rounds * EXAMPLES} Eingaben je Art",
            flush=True,
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
