# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Hours of made-up files: `python packaging/fuzz.py parcel|vault --minutes 30` repeats the hostile tests with new inputs.

Ends with 1 at the first failure, whose smallest input then stands in the output; put it into the folder that is named.
"""

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]
KINDS = {
    "parcel": ("tests/handover/test_hostile.py", "tests/formats/hostile_parcels/", 2000),
    "vault": ("tests/vault/test_hostile.py", "tests/formats/hostile/", 150),
}
"""The tests of each kind, where inputs worth keeping go, and how many inputs of each sort a round makes."""
LIMIT = ["--timeout=1200", "--timeout-method=thread"]
MEMORY = Path("/dev/shm")  # noqa: S108  # where it exists, files in memory: the disk is not what is tested


def main() -> int:
    """Repeats until the time is over."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kind", choices=KINDS)
    parser.add_argument("--minutes", type=float, default=30)
    arguments = parser.parse_args()
    tests, corpus, examples = KINDS[arguments.kind]
    environment = {**os.environ, "PYTHONPATH": str(CHECKOUT), "LAUFMAPPE_FUZZ_EXAMPLES": str(examples)}
    if MEMORY.is_dir():
        environment["TMPDIR"] = str(MEMORY)
    began, rounds, minutes = time.monotonic(), 0, 0.0
    while minutes < arguments.minutes:
        rounds += 1
        command = [sys.executable, "-m", "pytest", tests, "-q", "--no-header", "-x", *LIMIT]
        if subprocess.run(command, cwd=CHECKOUT, env=environment, check=False).returncode:
            print(f"Der kleinste Fall gehört nach {corpus}")
            return 1
        minutes = (time.monotonic() - began) / 60
        print(f"Runde {rounds}, {minutes:.0f} Minuten: {rounds * examples} Eingaben je Art", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
