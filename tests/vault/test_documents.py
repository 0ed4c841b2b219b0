# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Attached files come back as they were, or with a sentence."""

import hashlib
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from laufmappe.errors import DocumentError, StorageError
from laufmappe.vault import MOST_DOCUMENT_BYTES, Vault, delete_document, put_document, read_document, sweep


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20, deadline=None)
@given(data=st.binary(max_size=5000))
def test_a_file_comes_back_as_it_was(vault: Vault, data: bytes) -> None:
    document = put_document(vault, data)
    assert read_document(vault, document.id, document.key) == data
    assert (document.size, document.sha256) == (len(data), hashlib.sha256(data).hexdigest())


def test_the_same_file_twice_gives_nothing_to_compare(vault: Vault) -> None:
    first, second = put_document(vault, b"gleich" * 50), put_document(vault, b"gleich" * 50)
    assert first.id != second.id
    assert first.key != second.key
    assert (vault.documents / first.id).read_bytes()[18:] != (vault.documents / second.id).read_bytes()[18:]
    assert b"gleich" not in (vault.documents / first.id).read_bytes()
    with pytest.raises(DocumentError):
        read_document(vault, first.id, second.key)
    with pytest.raises(DocumentError):
        read_document(vault, first.id, b"")


def test_a_file_that_is_too_large_is_refused_before_it_is_written(vault: Vault) -> None:
    with pytest.raises(DocumentError, match="32 MB"):
        put_document(vault, bytes(MOST_DOCUMENT_BYTES + 1))
    assert list(vault.documents.iterdir()) == []


def test_the_largest_file_is_kept(vault: Vault) -> None:
    data = bytes(MOST_DOCUMENT_BYTES)
    document = put_document(vault, data)
    assert read_document(vault, document.id, document.key) == data


@pytest.mark.parametrize("name", ["", "..", "../vault.json", "0" * 31, "A" * 32, "0" * 32 + "\n"])
def test_no_name_leads_out_of_the_folder(vault: Vault, name: str) -> None:
    with pytest.raises(DocumentError):
        read_document(vault, name, bytes(32))
    with pytest.raises(DocumentError):
        delete_document(vault, name)


def test_a_deleted_file_is_gone_and_may_be_deleted_again(vault: Vault) -> None:
    document = put_document(vault, b"x")
    delete_document(vault, document.id)
    delete_document(vault, document.id)
    with pytest.raises(DocumentError, match="fehlt"):
        read_document(vault, document.id, document.key)


def test_only_what_the_database_does_not_know_is_swept_away(vault: Vault) -> None:
    known, lost = put_document(vault, b"bekannt"), put_document(vault, b"verloren")
    (vault.documents / "notiz.txt").write_text("von Hand")
    assert sweep(vault, {known.id}) == 0
    os.utime(vault.documents / lost.id, (0, 0))
    os.utime(vault.documents / known.id, (0, 0))
    assert sweep(vault, {known.id}) == 1
    assert read_document(vault, known.id, known.key) == b"bekannt"
    assert (vault.documents / "notiz.txt").exists()


def test_nothing_is_swept_away_while_the_database_may_be_older(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    put_document(vault, b"neuer als die Datenbank")
    monkeypatch.setattr(Vault, "may_lack_entries", True)
    assert sweep(vault, set(), grace_seconds=0) == 0


def test_a_medium_that_is_gone_is_named(vault: Vault, tmp_path: Path) -> None:
    document = put_document(vault, b"x")
    vault.documents.rename(tmp_path / "weg")
    with pytest.raises(DocumentError):
        read_document(vault, document.id, document.key)
    vault.documents.write_text("kein Ordner")
    with pytest.raises(StorageError):
        put_document(vault, b"y")
