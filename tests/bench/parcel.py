# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a parcel costs: `.venv/bin/python tests/bench/parcel.py [--megabytes 20]`.

Seals and opens a case with documents, for a public key: once with documents that do not shrink (scans, PDF files) and once with
texts that do. Prints a Markdown table: medians of seven in milliseconds, the processor's time, and the machine's load meanwhile.
"""

import argparse
import json
import os
import random
import statistics
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from laufmappe.handover import Attachment, Contents, OwnKey, ReleaseTerms, open_parcel, seal
from laufmappe.records.base import new_id

CHECKOUT = Path(__file__).resolve().parents[2]
TIMES = 7
DOCUMENTS = 10


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=int, default=20)
    size: int = parser.parse_args().megabytes * 1_000_000 // DOCUMENTS
    case = json.loads((CHECKOUT / "tests" / "formats" / "case-1.json").read_text(encoding="utf-8"))
    sending, receiving = OwnKey.generate(), OwnKey.generate()
    to = receiving.card("Die empfangende Stelle")
    drawn = random.Random(1)  # noqa: S311  # the same texts in every run
    words = [drawn.randbytes(6).hex() for _word in range(2000)]
    kinds = {
        "that do not shrink": [os.urandom(size) for _document in range(DOCUMENTS)],
        "that are text": [" ".join(drawn.choices(words, k=size // 13)).encode() for _document in range(DOCUMENTS)],
    }
    say(f"Load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors\n")
    say("| documents | parcel, MB | seal, ms (processor) | open, ms (processor) |")
    say("|---|---:|---:|---:|")
    for kind, files in kinds.items():
        documents = tuple(
            Attachment(new_id(), f"Dokument {n}", "application/pdf", date(2026, 11, 23), data)
            for n, data in enumerate(files)
        )
        contents = Contents(case, ReleaseTerms("Die empfangende Stelle", ("documents",)), (), documents)
        made = seal(contents, sending, "Stelle", to, parcel_id=new_id(), made_at=datetime.now(UTC))

        def sealing(contents: Contents = contents) -> object:
            return seal(contents, sending, "Stelle", to, parcel_id=new_id(), made_at=datetime.now(UTC))

        def opening(data: bytes = made.data) -> object:
            return open_parcel(data, receiving)

        size_now = len(made.data) / 1_000_000
        say(f"| {DOCUMENTS} {kind} | {size_now:.1f} | {measured(sealing)} | {measured(opening)} |")
    say(f"\nLoad {os.getloadavg()[0]:.1f} afterwards")


def say(line: str) -> None:
    sys.stdout.write(line + "\n")


def measured(act: Callable[[], object]) -> str:
    """Medians: time that passed, and time of the processor."""
    passed, processor = [], []
    for _time in range(TIMES):
        began, began_processor = time.perf_counter(), time.process_time()
        act()
        passed.append(time.perf_counter() - began)
        processor.append(time.process_time() - began_processor)
    return f"{statistics.median(passed) * 1000:.0f} ({statistics.median(processor) * 1000:.0f})"


if __name__ == "__main__":
    main()
