# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Everything that a change has to pass, one after the other; none is left out because another failed."""

import os
import subprocess
import sys
import time
from pathlib import Path

LINT_IMPORTS = "from importlinter.cli import lint_imports_command; lint_imports_command()"

CHECKS = (
    ("Regeln (ruff check)", ["-m", "ruff", "check", "."]),
    ("Schreibweise (ruff format)", ["-m", "ruff", "format", "--check", "--output-format", "concise", "."]),
    ("Typen (mypy)", ["-m", "mypy"]),
    ("Richtung der Importe (import-linter)", ["-P", "-c", LINT_IMPORTS, "--no-logo"]),
    ("Lizenzen (reuse)", ["-m", "reuse", "lint", "--lines"]),
    ("Übersetzungen (catalogues)", ["packaging/catalogues.py", "--check"]),
)
TESTS = ["-m", "pytest", "--numprocesses", "auto", "--maxprocesses", "4"]


def run(checkout: Path, python: str, pytest_arguments: list[str]) -> int:
    """Runs all checks and the tests. Returns 0 if all passed. The last line printed is pytest's own closing line."""
    environment = os.environ | {
        "QT_QPA_PLATFORM": "offscreen",
        "REUSE_ENCODING_MODULE": "charset_normalizer",  # the other one needs a system library
    }
    results: list[tuple[str, bool, float]] = []
    for name, command in CHECKS:
        started = heading(name)
        passed = subprocess.call([python, *command], cwd=checkout, env=environment) == 0
        results.append((name, passed, time.monotonic() - started))

    started = heading("Tests (pytest)")
    colour = ["--color=yes"] if sys.stdout.isatty() else []
    command = [python, *TESTS, *colour, *pytest_arguments]
    passed, closing = show(command, checkout, environment)
    results.append(("Tests (pytest)", passed, time.monotonic() - started))

    heading("Ergebnis")
    for name, passed, seconds in results:
        print(f"{'bestanden' if passed else 'NICHT BESTANDEN':<16} {seconds:6.1f} s  {name}")
    print()
    write(closing)
    return 0 if all(passed for _, passed, _ in results) else 1


def heading(name: str) -> float:
    print(f"\n== {name} ==")
    return time.monotonic()


def show(command: list[str], checkout: Path, environment: dict[str, str]) -> tuple[bool, bytes]:
    """Passes a program's output on as it comes; whether it passed, and its last line that says anything."""
    closing = b""
    with subprocess.Popen(command, cwd=checkout, env=environment, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        for line in process.stdout:
            write(line)
            closing = line if line.strip() else closing
    return process.returncode == 0, closing


def write(line: bytes) -> None:
    sys.stdout.flush()
    sys.stdout.buffer.write(line)
    sys.stdout.buffer.flush()
