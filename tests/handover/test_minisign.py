# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Signatures that minisign made are read, and the other way round."""

import base64
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laufmappe.handover import minisign

SEED = bytes(range(32))
# Published with minisign itself: this key signed the four letters "test".
PUBLISHED_KEY = "RWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3"
PUBLISHED = """untrusted comment: signature from minisign secret key
RUQf6LRCGA9i559r3g7V1qNyJDApGip8MfqcadIgT9CuhV3EMhHoN1mGTkUidF/z7SrlQgXdy8ofjb7bNJJylDOocrCo8KLzZwo=
trusted comment: timestamp:1633700835\tfile:test\tprehashed
wLMDjy9FLAuxZ3q4NlEvkgtyhrr0gtTu6KC4KBJdITbbOeAi1zBIYo0v4iTgt8jJpIidRJnp94ABQkJAgAooBQ==
"""
UNHASHED = """untrusted comment: signature from minisign secret key
RWQf6LRCGA9i59SLOFxz6NxvASXDJeRtuZykwQepbDEGt87ig1BNpWaVWuNrm73YiIiJbq71Wi+dP9eKL8OC351vwIasSSbXxwA=
trusted comment: timestamp:1555779966\tfile:test
QtKMXWyYcwdpZAlPF7tE2ENJkRd1ujvKjlj1m9RtHTBnZPa5WKU5uWRs5GoP5M/VqE81QFuMKI5k/SfNQUaOAA==
"""

# Ed25519 gives the same signature for the same key and message, on every system.
FROZEN = """untrusted comment: Laufmappe
RUR3Uc2pmllRIu7bfJOJZsqfCwXF+z0sQ1VXJkH6b3IX+R7jgIZiK0baMSQj5407he+UPkHYBXBmR29ayQO7Zj5oIfpnYdZXcAQ=
trusted comment: laufmappe
XOz1xsTdUywHh7QPArFFnDVYnEove0wuEjPgfiwTTaSY5sO6D9UfV6u3XzRosCgcX6pFfbVRbacrwWyZoxgMCA==
"""


def test_a_published_signature_of_minisign_fits() -> None:
    assert minisign.verify(PUBLISHED_KEY, b"test", PUBLISHED) == "timestamp:1633700835\tfile:test\tprehashed"
    assert minisign.line_fits(PUBLISHED_KEY, b"test", PUBLISHED.split("\n")[1])


@pytest.mark.parametrize("message", [b"Test", b"test\n", b""])
def test_it_does_not_fit_another_message(message: bytes) -> None:
    assert minisign.verify(PUBLISHED_KEY, message, PUBLISHED) is None


def test_the_old_form_without_a_hash_is_not_accepted() -> None:
    assert minisign.verify(PUBLISHED_KEY, b"test", UNHASHED) is None


def test_line_ends_of_windows_do_no_harm() -> None:
    assert minisign.verify(PUBLISHED_KEY, b"test", PUBLISHED.replace("\n", "\r\n")) is not None


def test_a_signature_stays_the_same_for_ever() -> None:
    assert minisign.public_key(SEED) == "RWR3Uc2pmllRIgOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4"
    assert minisign.sign(SEED, b"test", "laufmappe") == FROZEN


@given(message=st.binary(max_size=300), comment=st.text(st.characters(exclude_categories=["C", "Z"]), max_size=60))
def test_what_is_signed_verifies_with_its_comment(message: bytes, comment: str) -> None:
    text = minisign.sign(SEED, message, comment)
    assert minisign.verify(minisign.public_key(SEED), message, text) == comment


@given(place=st.integers(0, len(PUBLISHED) - 1), character=st.characters(codec="utf-8"))
def test_no_changed_character_of_a_signature_is_overlooked(place: int, character: str) -> None:
    changed = PUBLISHED[:place] + character + PUBLISHED[place + 1 :]
    in_the_untrusted_comment = place <= PUBLISHED.index("\n")
    if changed != PUBLISHED and not in_the_untrusted_comment:
        assert minisign.verify(PUBLISHED_KEY, b"test", changed) is None


@given(st.text(max_size=300))
def test_any_text_is_an_answer_and_not_a_fault(text: str) -> None:
    assert minisign.verify(PUBLISHED_KEY, b"test", text) is None
    assert minisign.verify(text, b"test", PUBLISHED) is None
    assert not minisign.line_fits(text, b"test", text)
    assert not minisign.is_public_key(text)


def test_half_a_character_in_the_comment_is_no_fault() -> None:
    assert minisign.verify(PUBLISHED_KEY, b"test", PUBLISHED.replace("file", "\ud800")) is None


def test_a_key_written_another_way_is_none() -> None:
    assert minisign.is_public_key(PUBLISHED_KEY)
    assert not minisign.is_public_key(PUBLISHED_KEY + "\n")
    assert not minisign.is_public_key(base64.b64encode(b"ED" + bytes(40)).decode())


def test_debians_minisign_accepts_our_signature(tool: Callable[[str], str], tmp_path: Path) -> None:
    file = tmp_path / "content.zip"
    file.write_bytes(b"Inhalt" * 10_000)
    Path(f"{file}.minisig").write_text(minisign.sign(SEED, file.read_bytes(), "laufmappe parcel 1"), encoding="utf-8")
    command = [tool("minisign"), "-V", "-m", str(file), "-P", minisign.public_key(SEED)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "laufmappe parcel 1" in done.stdout
    file.write_bytes(b"anderes")
    assert subprocess.run(command, capture_output=True, check=False).returncode != 0


def test_a_signature_of_debians_minisign_fits(tool: Callable[[str], str], tmp_path: Path) -> None:
    minisign_tool, file = tool("minisign"), tmp_path / "brief"
    file.write_bytes(b"Ein Brief")
    keys = ["-p", str(tmp_path / "key.pub"), "-s", str(tmp_path / "key")]
    subprocess.run([minisign_tool, "-G", "-W", *keys], check=True, capture_output=True)
    subprocess.run(
        [minisign_tool, "-S", "-s", tmp_path / "key", "-m", file, "-t", "für die Akte"], check=True, capture_output=True
    )
    public = (tmp_path / "key.pub").read_text(encoding="utf-8").split("\n")[1]
    signature = (tmp_path / "brief.minisig").read_text(encoding="utf-8")
    assert minisign.verify(public, file.read_bytes(), signature) == "für die Akte"
    assert minisign.verify(public, b"Ein anderer", signature) is None
