# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What CONTRIBUTING and RELEASE say about the scripts is there, and nothing that can be called is left out."""

import re
from pathlib import Path

SCRIPT = re.compile(r"\b((?:packaging|tests)/[\w/]+\.(?:py|sh))\b")


def test_every_script_that_is_named_is_there(checkout: Path) -> None:
    for paper in ("CONTRIBUTING.md", "RELEASE.md"):
        for name in SCRIPT.findall((checkout / paper).read_text(encoding="utf-8")):
            assert (checkout / name).is_file(), f"{paper} names {name}"


def test_every_script_that_can_be_called_is_named(checkout: Path) -> None:
    named = set(SCRIPT.findall((checkout / "CONTRIBUTING.md").read_text(encoding="utf-8")))
    # Those that other scripts call.
    inner = {"packaging/frozen_main.py", "packaging/packages.py"}
    scripts = [*(checkout / "packaging").glob("*.py"), *(checkout / "tests" / "bench").glob("*.py")]
    called = {
        script.relative_to(checkout).as_posix()
        for script in scripts
        if 'if __name__ == "__main__"' in script.read_text(encoding="utf-8")
    }
    assert called - inner <= named
