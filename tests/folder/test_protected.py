# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""A PDF for e-mail opens with its password and not without."""

from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2
import pytest

from laufmappe.errors import WeakPassphraseError
from laufmappe.folder.make import make_folder
from laufmappe.folder.protected import protected

PASSWORD = "Kiesel-Lampe-Tümpel-Anker-Wolle-Zebra"


@pytest.fixture(scope="module")
def pdf(samples: Any) -> bytes:
    return make_folder(samples.case(), "", samples.today, only={"cover"})


def test_it_opens_with_the_password_alone_in_several_programs(pdf: bytes) -> None:
    sealed = protected(pdf, PASSWORD)
    with pikepdf.open(BytesIO(sealed), password=PASSWORD) as document:
        assert (document.encryption.R, document.encryption.V) == (6, 5)
        assert document.encryption.stream_method == pikepdf.models.EncryptionMethod.aesv3
        assert document.allow.accessibility
    with pypdfium2.PdfDocument(sealed, password=PASSWORD) as document:
        page = document[0]
        text = page.get_textpage()
        assert "Amina Haddad" in text.get_text_range()
        text.close()
        page.close()
    for wrong in ("", "falsch"):
        with pytest.raises(pikepdf.PasswordError):
            pikepdf.open(BytesIO(sealed), password=wrong)


def test_nothing_of_the_person_can_be_read_in_the_file(pdf: bytes) -> None:
    sealed = protected(pdf, PASSWORD)
    assert b"Haddad" not in sealed
    assert b"Musterstadt" not in sealed


@pytest.mark.parametrize("password", ["", "Sommer2026", "passwort passwort"])
def test_a_password_that_is_easy_to_guess_is_refused(pdf: bytes, password: str) -> None:
    with pytest.raises(WeakPassphraseError):
        protected(pdf, password)
