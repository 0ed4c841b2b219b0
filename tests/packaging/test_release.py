# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a release promises before anything is built."""

import hashlib
import re
import subprocess
from pathlib import Path

import pytest
import release
from environment import SetupError

from laufmappe import __version__


@pytest.fixture
def ready(tmp_path: Path) -> Path:
    """A checkout in which everything is committed and every paper names the version."""
    (tmp_path / "CHANGELOG.md").write_text(f"# Changelog\n\n## [Unreleased]\n\n## [{__version__}] - 2026-11-23\n")
    (tmp_path / "publiccode.yml").write_text(f'softwareVersion: "{__version__}"\n')
    for command in (["init", "-q"], ["add", "."], ["-c", "user.name=x", "-c", "user.email=x@x", "commit", "-qm", "x"]):
        subprocess.run(["git", *command], cwd=tmp_path, check=True)
    return tmp_path


def test_what_is_committed_and_told_of_is_released(ready: Path) -> None:
    release.refuse_unless_ready(ready)


def test_a_change_that_is_not_committed_is_never_released(ready: Path) -> None:
    (ready / "laufmappe.py").touch()
    with pytest.raises(SetupError, match=r"laufmappe\.py"):
        release.refuse_unless_ready(ready)


@pytest.mark.parametrize("paper", ["CHANGELOG.md", "publiccode.yml"])
def test_a_version_that_a_paper_does_not_name_is_never_released(ready: Path, paper: str) -> None:
    (ready / paper).write_text("## [Unreleased]\n")
    subprocess.run(["git", "-c", "user.name=x", "-c", "user.email=x@x", "commit", "-qam", "x"], cwd=ready, check=True)
    with pytest.raises(SetupError, match=paper):
        release.refuse_unless_ready(ready)


def test_publiccode_names_the_version_of_the_program(checkout: Path) -> None:
    assert release.told_versions(checkout)["publiccode.yml"] == __version__


def test_an_address_that_nobody_has_is_named_before_anything_is_published(tmp_path: Path) -> None:
    (tmp_path / "packaging").mkdir()
    (tmp_path / "publiccode.yml").write_text("url: https://example.org/laufmappe.git\n")
    (tmp_path / "packaging" / "debian_package.py").write_text('MAINTAINER = "Maria Muster <m@mitte.example>"\n')
    assert release.placeholders(tmp_path) == ["publiccode.yml"]


def test_the_pictures_that_publiccode_names_are_there(checkout: Path) -> None:
    text = (checkout / "publiccode.yml").read_text(encoding="utf-8")
    named = re.findall(r"^(?:logo: |      - )(resources/\S+)$", text, re.MULTILINE)
    assert len(named) == 7
    assert all((checkout / name).is_file() for name in named)


def test_the_sums_are_those_of_the_files(tmp_path: Path) -> None:
    (tmp_path / "a.deb").write_bytes(b"package")
    release.write_sums(tmp_path)
    sums = release.write_sums(tmp_path).read_text()
    assert sums == f"{hashlib.sha256(b'package').hexdigest()}  a.deb\n"
