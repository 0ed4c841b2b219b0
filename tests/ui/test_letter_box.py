# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""A file that is double-clicked goes to the window that is open."""

import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from multiprocessing.connection import Client
from pathlib import Path

import pytest

from laufmappe.cli.main import main
from laufmappe.ui.letter_box import MOST_BYTES, LetterBox, address, hand_over

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="named pipes are named after the person")


class Post:
    """Collects what comes, and lets a test wait for it."""

    def __init__(self) -> None:
        self.paths: list[str] = []
        self.there = threading.Event()

    def came(self, path: str) -> None:
        self.paths.append(path)
        self.there.set()


@pytest.fixture
def place(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that only this person can enter."""
    folder = tmp_path_factory.mktemp("run")
    folder.chmod(0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    return folder


@pytest.fixture
def post(place: Path) -> Iterator[Post]:
    post = Post()
    box = LetterBox(post.came)
    box.open()
    yield post
    box.close()
    assert not list(place.iterdir())


def test_a_file_reaches_the_open_window(post: Post, tmp_path: Path) -> None:
    parcel = tmp_path / "von Müller نور.laufmappe"
    parcel.touch()
    assert main([str(parcel)]) == 0
    assert hand_over(parcel)
    assert post.paths == [str(parcel)] * 2


def test_without_an_open_window_a_new_one_is_needed(place: Path, tmp_path: Path) -> None:
    assert not hand_over(tmp_path / "fall.laufmappe")


def test_what_a_crash_left_behind_is_replaced(place: Path, tmp_path: Path) -> None:
    left = socket.socket(socket.AF_UNIX)
    left.bind(str(address()))
    left.close()
    parcel = tmp_path / "fall.laufmappe"
    parcel.touch()
    assert not hand_over(parcel)
    post = Post()
    box = LetterBox(post.came)
    box.open()
    assert hand_over(parcel)
    box.close()


def test_a_second_program_leaves_the_first_its_letter_box(post: Post, tmp_path: Path) -> None:
    second = Post()
    other = LetterBox(second.came)
    other.open()
    parcel = tmp_path / "fall.laufmappe"
    parcel.touch()
    assert hand_over(parcel)
    assert (len(post.paths), len(second.paths)) == (1, 0)
    other.close()


def test_nonsense_at_the_socket_does_no_harm(post: Post, tmp_path: Path) -> None:
    place = address()
    assert place is not None
    for nonsense in (b"", b"\xff\x00", b"/nowhere/at/all.laufmappe", b"x" * (MOST_BYTES + 1)):
        with Client(place) as line, suppress(BrokenPipeError, ConnectionResetError):  # it may hang up in the middle
            line.send_bytes(nonsense)
    parcel = tmp_path / "fall.laufmappe"
    parcel.touch()
    assert hand_over(parcel)
    assert post.paths == [str(parcel)]


def test_a_folder_that_others_can_enter_is_not_used(place: Path) -> None:
    place.chmod(0o755)
    assert address() is None
